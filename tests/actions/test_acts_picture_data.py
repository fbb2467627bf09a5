"""Pictures lose what they tell besides: place, time, device, thumbnails, what is glued on."""

import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageReader, QTransform

from socialcase.actions.picture_data import bare_picture, is_picture, tells_more

PLACE = b"37.9601N 58.3261E"


def picture(form: str, quality: int = 90) -> bytes:
    """A small picture that Qt wrote: three colours beside each other, white above."""
    image = QImage(96, 64, QImage.Format.Format_RGB32)
    for x in range(96):
        for y in range(64):
            wide = 0xFF0000 if x < 32 else 0x00FF00 if x < 64 else 0x1020FF
            image.setPixel(x, y, 0xFFFFFF if y < 16 else wide)
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, form, quality)  # type: ignore[call-overload]  # it takes str
    return bytes(held.data())


def seen(data: bytes) -> QImage:
    """What a person sees: the picture the right way up."""
    held = QByteArray(data)
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    image = reader.read()
    assert not image.isNull(), reader.errorString()
    return image.convertToFormat(QImage.Format.Format_RGB32)


def segment(marker: int, body: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def exif(orientation: int, order: str = "<") -> bytes:
    """An EXIF segment with an orientation, and a place where a GPS block would be."""
    mark = b"II*\0" if order == "<" else b"MM\0*"
    head = struct.pack(order + "IH", 8, 2)
    entries = struct.pack(order + "HHIHH", 0x0112, 3, 1, orientation, 0)
    entries += struct.pack(order + "HHII", 0x8825, 4, 1, 38)
    return segment(0xE1, b"Exif\0\0" + mark + head + entries + bytes(4) + PLACE)


def with_segments(data: bytes, *segments: bytes, behind: bytes = b"") -> bytes:
    return data[:2] + b"".join(segments) + data[2:] + behind


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


TELLING = [
    exif(1),
    exif(6),
    exif(3, ">"),
    segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + PLACE),
    segment(0xED, b"Photoshop 3.0\0" + PLACE),
    segment(0xE2, b"MPF\0" + PLACE),
    segment(0xE4, PLACE),
    segment(0xEF, PLACE),
    segment(0xFE, b"taken at " + PLACE),
]


@pytest.mark.parametrize("telling", TELLING)
def test_a_jpeg_says_nothing_but_what_is_to_be_seen(telling: bytes) -> None:
    plain = picture("JPEG")
    data = with_segments(plain, telling)
    assert is_picture(data)
    bare = bare_picture(data)
    assert PLACE not in bare
    assert seen(bare) == seen(data)


def test_a_jpeg_without_anything_besides_stays_as_it_is() -> None:
    plain = picture("JPEG")
    assert bare_picture(plain) == plain
    assert bare_picture(bare_picture(with_segments(plain, exif(8)))) == bare_picture(
        with_segments(plain, exif(8))
    )


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("order", "<>")
def test_a_photo_stays_the_right_way_up(orientation: int, order: str) -> None:
    data = with_segments(picture("JPEG"), exif(orientation, order))
    assert seen(bare_picture(data)) == seen(data)
    turned = seen(data) != seen(picture("JPEG"))
    assert turned == (orientation != 1)


def test_what_is_glued_on_behind_a_photo_goes_too() -> None:
    plain = picture("JPEG")
    second = with_segments(picture("JPEG"), exif(1))
    bare = bare_picture(with_segments(plain, behind=second + b"ftypmp42" + PLACE))
    assert bare == plain


def test_the_colours_of_a_photo_stay_its_own() -> None:
    colours = segment(0xE2, b"ICC_PROFILE\0\x01\x01 colours")
    adobe = segment(0xEE, b"Adobe\0d\0\0\0\0\x01")
    data = with_segments(picture("JPEG"), colours, adobe)
    assert bare_picture(data) == data


def test_a_png_loses_texts_and_times() -> None:
    plain = picture("PNG")
    head = 8 + 25
    telling = chunk(b"tEXt", b"Comment\0" + PLACE) + chunk(b"eXIf", PLACE) + chunk(b"tIME", PLACE)
    data = plain[:head] + telling + chunk(b"iTXt", PLACE) + plain[head:] + PLACE
    bare = bare_picture(data)
    assert PLACE not in bare
    assert seen(bare) == seen(plain)


def test_bytes_between_the_segments_of_a_photo_cost_nothing_of_it() -> None:
    plain = picture("JPEG")
    first = 4 + int.from_bytes(plain[4:6], "big")
    padded = plain[:first] + b"\0\0" + PLACE + b"\xff\xff" + plain[first:]
    assert bare_picture(padded) == plain


def test_a_picture_of_which_nothing_can_be_drawn_is_none() -> None:
    assert bare_picture(b"\xff\xd8\xff" + PLACE) == b""
    png = picture("PNG")
    assert bare_picture(png[: png.index(b"IDAT") + 8]) == b""


def test_other_files_stay_as_they_are() -> None:
    for data in (b"", b"%PDF-1.4 " + PLACE, b"\xff\xd8", b"BM" + PLACE):
        assert bare_picture(data) == data


HEIC = b"\0\0\0\x24ftypheic\0\0\0\0mif1heic" + PLACE
TIFF = b"II*\0" + bytes(8) + PLACE


@pytest.mark.parametrize(
    "start",
    [
        HEIC,
        HEIC.replace(b"ftypheic", b"ftypmif1"),
        HEIC.replace(b"ftypheic", b"ftypavif"),
        TIFF,
        b"MM\0*" + PLACE,
        b"MM\0+" + PLACE,
        b"\0\0\0\x0cJXL \r\n\x87\n" + PLACE,
        b"\0\0\0\x0cjP  \r\n\x87\n" + PLACE,
    ],
)
def test_pictures_that_would_go_on_telling_are_known(start: bytes) -> None:
    assert tells_more(start[:16])
    assert not is_picture(start[:16])


def test_what_tells_nothing_or_is_no_picture_is_not_taken_for_one() -> None:
    films = (b"\0\0\0\x20ftypisom", b"\0\0\0\x14ftyp3gp5", b"\0\0\0\x20ftypM4A ")
    papers = (b"%PDF-1.7\n", b"PK\x03\x04", b"II was here", "Mümkin".encode(), b"")
    for start in (picture("JPEG"), picture("PNG"), *films, *papers):
        assert not tells_more(start[:16])


@given(st.binary(max_size=200), st.integers(0, 400), st.integers(0, 60))
def test_a_torn_picture_is_never_a_reason_to_fall_over(noise: bytes, at: int, gone: int) -> None:
    data = with_segments(picture("JPEG", 30), exif(6))
    bare_picture(data[:at] + noise + data[at + gone :])
    png = picture("PNG")
    bare_picture(png[:at] + noise + png[at + gone :])


def test_turning_is_what_the_test_thinks_it_is() -> None:
    data = with_segments(picture("JPEG"), exif(6))
    assert seen(data) == seen(picture("JPEG")).transformed(QTransform().rotate(90))


def riff(*parts: bytes) -> bytes:
    body = b"WEBP" + b"".join(parts)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def webp_chunk(kind: bytes, body: bytes) -> bytes:
    return kind + struct.pack("<I", len(body)) + body + bytes(len(body) % 2)


def telling_webp() -> bytes:
    """What Qt wrote, with the place in EXIF, XMP, an unknown chunk, and behind the end."""
    plain = picture("webp")[12:]
    flags = 0x08 | 0x04
    size = struct.pack("<I", 95)[:3] + struct.pack("<I", 63)[:3]
    extended = webp_chunk(b"VP8X", bytes([flags, 0, 0, 0]) + size)
    tells = [webp_chunk(kind, PLACE) for kind in (b"EXIF", b"XMP ", b"NOTE")]
    return riff(extended, tells[2], plain, *tells[:2]) + PLACE


def test_a_webp_picture_tells_nothing_besides() -> None:
    data = telling_webp()
    bare = bare_picture(data)
    assert is_picture(data[:12])
    assert PLACE in data
    assert PLACE not in bare
    assert seen(bare) == seen(data) == seen(picture("webp"))
    assert len(bare) == 8 + struct.unpack_from("<I", bare, 4)[0]
    assert bare_picture(bare) == bare


GIF = bytes.fromhex("47494638396102000200800000ff000000ff002c00000000020002000002038401050" + "03b")
"""Two by two pixels in red and green."""


def telling_gif() -> bytes:
    comment = b"!\xfe" + bytes([len(PLACE)]) + PLACE + b"\0"
    made_by = b"!\xff\x0bXMP DataXMP" + bytes([len(PLACE)]) + PLACE + b"\0"
    repeats = b"!\xff\x0bNETSCAPE2.0\x03\x01\0\0\0"
    head, frame = GIF[:19], GIF[19:-1]
    return head + repeats + comment + made_by + frame + comment + b";" + PLACE


def test_a_gif_picture_tells_nothing_besides() -> None:
    data = telling_gif()
    bare = bare_picture(data)
    assert is_picture(data[:12])
    assert PLACE not in bare
    assert b"NETSCAPE2.0" in bare
    assert seen(bare) == seen(GIF)
    assert bare.endswith(b";")
    assert bare_picture(bare) == bare
    assert bare_picture(GIF) == GIF


@pytest.mark.parametrize("whole", [telling_webp(), telling_gif()])
@given(st.data())
def test_torn_or_broken_moving_pictures_tell_nothing_and_break_nothing(
    whole: bytes, data: st.DataObject
) -> None:
    cut = data.draw(st.integers(0, len(whole)))
    assert PLACE not in bare_picture(whole[: max(cut, 12)]) or cut < 12
    broken = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 4))):
        broken[data.draw(st.integers(12, len(whole) - 1))] = data.draw(st.integers(0, 255))
    bare_picture(bytes(broken))
