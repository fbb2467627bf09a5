"""Parts of a case file on paper: the case in brief, a visit, a closure, the list of a trip.

What stands on them was chosen before (`actions.case_papers`); here it is worded and set.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from socialcase.reports.form_paper import Made, Printing, foot
from socialcase.reports.typeset import Sheet
from socialcase.texts import N_, tr_in

FOR_THE_FILE, LARGE = 10, 14
"""Size of the letters in points: of what stays in the file, of what goes home."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with facts beneath it, words, a list, and lines to write on."""

    title: str
    rows: tuple[tuple[str, str], ...] = ()
    words: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    lines: int = 0

    @property
    def empty(self) -> bool:
        """Whether nothing stands in it."""
        return not (self.rows or self.words or self.points or self.lines)


@dataclass(frozen=True, slots=True)
class TripVisit:
    """One visit of a trip: who, when it is due, and what to know on the way there."""

    who: str
    due: str
    lines: tuple[str, ...]


def record_sheet(
    title: str,
    sections: Sequence[Section],
    printing: Printing,
    *,
    signatures: Sequence[str] = (),
    size: int = FOR_THE_FILE,
) -> Sheet:
    """Sections under a title; empty ones are left out. `title`, `signatures` are worded already."""
    data: Made = {
        "title": title,
        "language": printing.language,
        "size": size,
        "facts": [list(fact) for fact in printing.facts],
        "sections": [_section(one) for one in sections if not one.empty],
        "signatures": list(signatures),
        **foot(printing.language, printing.by, printing.at),
    }
    return Sheet("record", data, printing.at)


def trip_sheet(title: str, visits: Sequence[TripVisit], printing: Printing) -> Sheet:
    """The list of a trip."""
    data: Made = {
        "title": title,
        "language": printing.language,
        "facts": [list(fact) for fact in printing.facts],
        "visits": [{"who": v.who, "due": v.due, "lines": list(v.lines)} for v in visits],
        "heed": tr_in(printing.language, _HEED),
        **foot(printing.language, printing.by, printing.at),
    }
    return Sheet("trip", data, printing.at)


_HEED = N_(
    "Keep this list on you and destroy it after the trip. Write nothing on it that others must not "
    "read."
)


def _section(one: Section) -> Made:
    return {
        "title": one.title,
        "rows": [list(row) for row in one.rows],
        "words": list(one.words),
        "points": list(one.points),
        "lines": one.lines,
    }
