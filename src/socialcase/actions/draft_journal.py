"""The journal of a draft, read: which steps count, what is being typed, what was noted.

The journal only grows. A removal that was taken back stands in it as two steps, and the steps
between them named their repeat instances as if the removed one were gone; they are read as if it
had stayed.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

Step = tuple[str, str, str | None]
"""Operation, ref, value."""
REVISES = "revises"
"""A correction: ref is the assessment, value the reason."""
TYPING = "typing"
"""Letters that stand in a field and are no answer yet."""
NOTE = "note"
"""A note on a question, for the supervisor."""
TOLD_ON = "told on"
"""The day of the conversation: value, ISO."""
FILE = "file"
"""A file that was given as an answer: ref is the answer's value, value says where it lies."""
HOST = "host"
"""What the form read of the casework around it when the draft began: ref names it, value is XML."""
PUT_BACK = "put back"
"""Takes back the last removal of the repeat instance `ref`."""
_INSTANCE = re.compile(r"(.*)\[(\d+)\]")


@dataclass(slots=True)
class Journal:
    """A journal as it counts now. `steps` are for `Session.apply`; the rest is by ref."""

    steps: list[tuple[str, str, str]] = field(default_factory=list)
    typing: dict[str, str] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    revises: str = ""
    reason: str = ""
    told_on: str = ""
    host: dict[str, str] = field(default_factory=dict)


def read_journal(kept: Iterable[Step]) -> Journal:
    """What a journal says, its removals that were taken back left out."""
    found = Journal()
    for op, ref, value in _standing(kept):
        _read(found, op, ref, value or "")
    return found


def _read(found: Journal, op: str, ref: str, value: str) -> None:
    if op == REVISES:
        found.revises, found.reason = ref, value
    elif op == HOST:
        found.host[ref] = value
    elif op == FILE:
        return  # beside the answers: see `answer_files`
    elif op == TOLD_ON:
        found.told_on = value
    elif op in (TYPING, NOTE):
        words = found.typing if op == TYPING else found.notes
        words.pop(ref, None)
        if value or op == TYPING:
            words[ref] = value
    else:
        found.steps.append((op, ref, value))
        if op == "set":
            found.typing.pop(ref, None)
        if op == "remove":
            found.typing = without(found.typing, ref)
            found.notes = without(found.notes, ref)


def without(words: dict[str, str], removed: str) -> dict[str, str]:
    """Words by ref after the instance `removed` went: those after it have moved up by one."""
    return {
        now: text for ref, text in words.items() if (now := moved(ref, removed, -1)) is not None
    }


def _standing(kept: Iterable[Step]) -> list[Step]:
    steps: list[Step] = []
    for op, ref, value in kept:
        if op == PUT_BACK:
            steps = _put_back(steps, ref)
        else:
            steps.append((op, ref, value))
    return steps


def _put_back(steps: list[Step], removed: str) -> list[Step]:
    at = next((n for n in reversed(range(len(steps))) if steps[n][:2] == ("remove", removed)), -1)
    if at < 0:
        return steps
    after = [(op, moved(ref, removed, 1) or ref, value) for op, ref, value in steps[at + 1 :]]
    return [*steps[:at], *after]


def moved(ref: str, removed: str, by: int) -> str | None:
    """`ref` when instances from `removed` on move: None for what stood in the removed one.

    `by`: -1 where it went, 1 where it came back.
    """
    shape = _INSTANCE.fullmatch(removed)
    if shape is None:
        return ref
    repeat, number = shape[1], int(shape[2])
    if not ref.startswith(f"{repeat}["):
        return ref
    digits, _, rest = ref[len(repeat) + 1 :].partition("]")
    here = int(digits)
    if by < 0 and here == number:
        return None
    return f"{repeat}[{here + by}]{rest}" if here >= number else ref
