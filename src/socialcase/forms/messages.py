"""What the program and the process that compiles for it say to each other through pipes."""

from typing import IO, Literal

import msgspec

from socialcase.forms.views import FormReport

Cause = Literal["memory", "time", "broken", "ended"]
"""Why no form came of it: no memory or time was left, a defect, or it ended without a word."""

_LENGTH = 4


class Ask(msgspec.Struct, tag=True, array_like=True):
    """Compile this source; `name` tells its format."""

    source: bytes
    name: str


class At(msgspec.Struct, tag=True, array_like=True):
    """How far it is."""

    stage: str
    done: int
    total: int


class Beat(msgspec.Struct, tag=True, array_like=True):
    """Still at it."""


class Compiled(msgspec.Struct, tag=True, array_like=True):
    """The end: what was found, and the form as `Form.to_bytes` gives it."""

    report: FormReport
    packed: bytes | None


class Ended(msgspec.Struct, tag=True, array_like=True):
    """The end without a form; `where` is the place of a defect in the program."""

    why: Cause
    where: str = ""


Message = Ask | At | Beat | Compiled | Ended
_decoder: msgspec.msgpack.Decoder[Message] = msgspec.msgpack.Decoder(Message)


def send(pipe: IO[bytes], message: Message) -> None:
    """Write one message. Raises OSError where nobody reads any more."""
    data = msgspec.msgpack.encode(message)
    pipe.write(len(data).to_bytes(_LENGTH, "big") + data)
    pipe.flush()


def read_message(pipe: IO[bytes]) -> Message | None:
    """Wait for the next message; None at the end, and where what came is none."""
    try:
        head = pipe.read(_LENGTH)
        data = pipe.read(int.from_bytes(head, "big"))
        return _decoder.decode(data)
    except (OSError, ValueError, msgspec.DecodeError):
        return None
