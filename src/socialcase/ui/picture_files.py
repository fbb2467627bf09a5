"""Pictures on their way in and onto the screen, in memory only.

A photograph of twelve megapixels tells no more than one of two thousand pixels, and fills laptops
and sticks. On the way in it is turned upright, made smaller and written anew, so that nothing of
what the camera noted comes along (`actions.picture_data` sees to that a second time).
"""

from pathlib import Path, PurePosixPath

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QColor, QImage, QImageReader, QImageWriter, QPainter

from socialcase.actions.attachments import MOST, loses_what_it_tells
from socialcase.errors import AttachmentTooLarge, CannotRead, PictureUnreadable

LONGEST = 2000
"""Pixels of the longest side that a picture is kept with."""
QUALITY = 85
_PIXELS = 120_000_000
_READ = 80 << 20
"""Bytes of a picture file that is made smaller; what is kept is smaller by far."""
_FORMATS = frozenset((b"jpeg", b"png", b"bmp", b"gif", b"webp"))
"""What is decoded at all: a picture may come from anybody, and Qt reads far more than pictures."""
_ENDINGS = frozenset((".jpg", ".jpeg", ".png", ".bmp", ".gif", ".webp"))


def made_small(path: Path) -> tuple[Path | bytes, str]:
    """What is to be kept of a file that a person chose, and its name: a picture becomes small.

    A picture is known by its name or by how it begins; any other file is given as it is. Raises
    PictureUnreadable, CannotRead, AttachmentTooLarge.
    """
    named_so = PurePosixPath(path.name).suffix.lower() in _ENDINGS
    if named_so or loses_what_it_tells(path):
        return reduced(path)
    return path, path.name


def read_plain(path: Path, most: int = MOST) -> bytes:
    """The bytes of a file that a person chose. Raises CannotRead, AttachmentTooLarge."""
    try:
        with path.open("rb") as stream:
            data = stream.read(most + 1)
    except OSError:
        raise CannotRead(path) from None
    if len(data) > most:
        raise AttachmentTooLarge(most)
    return data


def reduced(path: Path) -> tuple[bytes, str]:
    """A picture file, upright and small, and the name that fits what it is now.

    What was a PNG and stays small stays one, for letters in it are to be read; the rest becomes
    JPEG. Raises PictureUnreadable, CannotRead, AttachmentTooLarge.
    """
    data = read_plain(path, _READ)
    image = decoded(data, LONGEST)
    if path.suffix.lower() == ".png" and len(data) <= 1 << 20:
        return png(image), f"{path.stem}.png"
    return jpeg(image), f"{path.stem}.jpg"


def decoded(data: bytes, longest: int) -> QImage:
    """A picture the right way up, no side longer than `longest` pixels.

    Raises PictureUnreadable.
    """
    held = QByteArray(data)
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    if bytes(reader.format().data()) not in _FORMATS:
        raise PictureUnreadable
    size = reader.size()
    if not size.isValid() or size.width() * size.height() > _PIXELS:
        raise PictureUnreadable
    if max(size.width(), size.height()) > longest:
        # decoding at the wanted size takes a tenth of the memory
        reader.setScaledSize(size.scaled(longest, longest, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        raise PictureUnreadable
    return image


def fitted(image: QImage, room: QSize) -> QImage:
    """The picture no larger than `room`, smooth; a smaller one as it is."""
    if image.width() <= room.width() and image.height() <= room.height():
        return image
    keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    return image.scaled(room, keep, smooth)


def png(image: QImage) -> bytes:
    """The picture as a PNG file, without texts."""
    return _written(image, b"PNG", -1)


def jpeg(image: QImage) -> bytes:
    """The picture as a JPEG file; what was clear becomes white."""
    opaque = image
    if image.hasAlphaChannel():
        opaque = QImage(image.size(), QImage.Format.Format_RGB32)
        opaque.fill(QColor(255, 255, 255))
        painter = QPainter(opaque)
        painter.drawImage(0, 0, image)
        painter.end()
    return _written(opaque, b"JPEG", QUALITY)


def _written(image: QImage, form: bytes, quality: int) -> bytes:
    bare = image.copy()
    for key in bare.textKeys():
        bare.setText(key, "")
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(form))
    writer.setQuality(quality)
    if not writer.write(bare):
        raise PictureUnreadable
    return bytes(held.data())
