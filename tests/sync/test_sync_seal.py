"""Sealing with age: streams, strict headers, and each fault by its name."""

import io

import pytest

from socialcase.sync import seal
from socialcase.sync.seal import (
    SealBroken,
    check_header,
    is_recipient,
    new_identity,
    recipient_of,
    seal_bytes,
    unseal,
    unseal_bytes,
)

ALICE, BOB = new_identity(), new_identity()
CONTENT = bytes(range(256)) * 1000


def _why(data: bytes, identity: str = ALICE) -> str:
    with pytest.raises(SealBroken) as caught:
        unseal(io.BytesIO(data), io.BytesIO(), [identity])
    return caught.value.why


def test_every_recipient_reads_it_and_nobody_else() -> None:
    sealed = seal_bytes(CONTENT, [recipient_of(ALICE), recipient_of(BOB)])
    for identity in (ALICE, BOB):
        assert unseal_bytes(sealed, [identity], len(CONTENT)) == CONTENT
    assert _why(sealed, new_identity()) == "not_for_us"


def test_grease_and_four_recipients_pass_the_header_check() -> None:
    recipients = [recipient_of(new_identity()) for _ in range(4)]
    for _ in range(200):  # grease is random: names, arguments and lengths differ each time
        assert check_header(io.BytesIO(seal_bytes(b"x", recipients))) == 4


def test_five_recipients_are_neither_written_nor_read() -> None:
    recipients = [recipient_of(new_identity()) for _ in range(5)]
    with pytest.raises(ValueError, match="recipients"):
        seal_bytes(b"x", recipients)
    assert _why(seal_bytes(b"x", recipients, most=16)) == "header"


@pytest.mark.parametrize(
    "stanza",
    [
        b"-> scrypt bBjlhJVYZeE4aqUdmtRHfw 18\n" + b"A" * 43 + b"\n",
        b"-> piv-p256 abc def\n" + b"A" * 43 + b"\n",
        b"-> X25519 " + b"A" * 43 + b" extra\n" + b"A" * 43 + b"\n",
        b"-> X25519 " + b"A" * 42 + b"\n" + b"A" * 43 + b"\n",
        b"-> X25519 " + b"A" * 43 + b"\n" + b"A" * 44 + b"\n",
        b"->  \n" + b"A" * 43 + b"\n",
        b"hello\n",
    ],
)
def test_other_stanzas_are_refused_before_any_work(stanza: bytes) -> None:
    sealed = seal_bytes(CONTENT, [recipient_of(ALICE)])
    version, _, rest = sealed.partition(b"\n")
    assert _why(version + b"\n" + stanza + rest) == "header"


def test_an_endless_header_is_refused() -> None:
    class Endless:
        taken = 0

        def read(self, size: int, /) -> bytes:
            self.taken += size
            return b"A" * size

    for opening in (b"", seal.VERSION_LINE + b"\n-> X25519 "):
        source = Endless()
        head = io.BytesIO(opening)

        class Joined:
            def read(
                self, size: int, /, head: io.BytesIO = head, source: Endless = source
            ) -> bytes:
                return head.read(size) or source.read(size)

        with pytest.raises(SealBroken):
            check_header(Joined())
        assert source.taken < 64 * 1024


def test_changed_and_cut_files_are_told_apart() -> None:
    sealed = seal_bytes(CONTENT, [recipient_of(ALICE)])
    assert _why(sealed[:40]) == "cut_short"
    assert _why(b"") == "cut_short"
    assert _why(b"PK\x03\x04 nothing of ours\n\n") == "header"
    changed = bytearray(sealed)
    changed[-70_000] ^= 1
    assert _why(bytes(changed)) == "changed"
    assert _why(sealed + b"more") == "changed"


def test_small_parts_are_bounded() -> None:
    sealed = seal_bytes(CONTENT, [recipient_of(ALICE)])
    with pytest.raises(SealBroken):
        unseal_bytes(sealed, [ALICE], 1000)


def test_faults_of_the_other_end_come_out_as_they_are() -> None:
    class Full:
        def write(self, data: bytes, /) -> int:
            raise OSError(28, "no space")

    with pytest.raises(OSError, match="no space") as caught:
        seal.seal(io.BytesIO(CONTENT), Full(), [recipient_of(ALICE)])
    assert caught.value.errno == 28
    with pytest.raises(OSError, match="no space"):
        unseal(io.BytesIO(seal_bytes(CONTENT, [recipient_of(ALICE)])), Full(), [ALICE])


def test_only_canonical_x25519_recipients_count() -> None:
    assert is_recipient(recipient_of(ALICE))
    for other in (
        "",
        "age1",
        recipient_of(ALICE).upper(),
        recipient_of(ALICE) + " ",
        ALICE,
        "x" * 999,
    ):
        assert not is_recipient(other)
