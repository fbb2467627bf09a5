"""What is brought in on the page "Bring in": answers of a form, or a case list. No widgets here."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from socialcase.actions.arriving_answers import ArrivingRow, Matching, Preview, look
from socialcase.actions.arriving_taking import take
from socialcase.actions.arriving_whom import Reason
from socialcase.actions.case_lists import (
    CaseList,
    ListPreview,
    look_at_list,
    read_list,
    take_list,
)
from socialcase.actions.done import Done
from socialcase.actions.form_library import forms
from socialcase.actions.list_columns import FIELDS, names_somebody
from socialcase.actions.workspaces import Workspace
from socialcase.texts import tr, trn
from socialcase.texts.form_problems import sentence_words
from socialcase.ui.speech import day_words, joined

Telling = Callable[[int, int], None]
_MOST_REASONS = 4
FORM, WHO, BIRTH = "form", "who", "birth"


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the file in the list: who, what, and why it does not fit."""

    at: int
    name: str
    about: str
    reasons: tuple[str, ...]
    stopped: bool


@dataclass(frozen=True, slots=True)
class Slot:
    """Something to choose before the file is looked at. `options`: code to words."""

    key: str
    label: str
    options: dict[str, str]
    value: str


class Kind(Protocol):
    """What a page needs to bring one kind of thing in."""

    page: str

    def title(self) -> str:
        """What is brought in."""

    def lead(self) -> str:
        """Which files fit, in a sentence."""

    def slots(self) -> list[Slot]:
        """What is to be chosen, as far as it is known."""

    def pick(self, key: str, value: str) -> None:
        """Choose something."""

    def missing(self) -> str:
        """What must be chosen before anything can be looked at, in words; "" if nothing."""

    def read(self, file: Path, progress: Telling) -> list[Line]:
        """Look at a file; called beside the window."""

    def take(self, chosen: Collection[int], progress: Telling) -> Done:
        """Take rows; called beside the window."""

    def taken(self, done: Done) -> str:
        """What was done, in words."""


class AnswersIn:
    """Submissions of one form onto the people here."""

    page = "assessments"

    def __init__(self, ws: Workspace) -> None:
        self._ws = ws
        self._form = ""
        self._who = self._birth = ""
        self._preview: Preview | None = None

    def title(self) -> str:
        """Answers."""
        return tr("Bring answers in")

    def lead(self) -> str:
        """Which files fit."""
        return tr(
            "Forms that were filled in ODK, Kobo or another workspace: .xml, .zip, .csv or .xlsx. "
            "Nothing is changed before you take the rows."
        )

    def slots(self) -> list[Slot]:
        """The form; then who is meant, once the columns are known."""
        brought = [one for one in forms(self._ws) if not one.meant.private]
        found = [Slot(FORM, tr("Form"), {one.form_id: one.title for one in brought}, self._form)]
        in_case = any(one.form_id == self._form and one.meant.in_case for one in brought)
        if self._preview is not None and in_case:
            names = {"": tr("as the file says")} | {one: one for one in self._preview.names}
            found.append(Slot(WHO, tr("Name or case number"), names, self._who))
            dates = {"": tr("no column")} | {one: one for one in self._preview.names}
            found.append(Slot(BIRTH, tr("Born"), dates, self._birth))
        return found

    def pick(self, key: str, value: str) -> None:
        """Choose the form or a column."""
        if key == FORM:
            self._form, self._preview, self._who, self._birth = value, None, "", ""
        elif key == WHO:
            self._who = value
        else:
            self._birth = value

    def missing(self) -> str:
        """The form."""
        return "" if self._form else tr("Choose the form first.")

    def read(self, file: Path, progress: Telling) -> list[Line]:
        """Judge every submission."""
        matching = Matching((self._who,) if self._who else (), self._birth)
        self._preview = look(self._ws, file, self._form, matching, progress=progress)
        return [
            Line(
                row.at,
                _about_whom(row),
                joined(
                    _place(row.place),
                    day_words(row.told_on),
                    _answers(row.answers),
                    tr("corrects what is here") if row.revises else "",
                ),
                _words(row.reasons),
                row.stopped,
            )
            for row in self._preview.rows
        ]

    def take(self, chosen: Collection[int], progress: Telling) -> Done:
        """Keep them as finished assessments."""
        if self._preview is None:
            raise LookupError
        return take(self._ws, self._preview, chosen, progress=progress)

    def taken(self, done: Done) -> str:
        """How many assessments came in."""
        n = len(done.records("assessment"))
        return trn("{n} filled form came in.", "{n} filled forms came in.", n).format(n=n)


class CasesIn:
    """A case list out of a spreadsheet."""

    page = "cases"

    def __init__(self, ws: Workspace) -> None:
        self._ws = ws
        self._file: Path | None = None
        self._list: CaseList | None = None
        self._columns: dict[str, str] = {}
        self._preview: ListPreview | None = None

    def title(self) -> str:
        """A case list."""
        return tr("Bring a case list in")

    def lead(self) -> str:
        """Which files fit."""
        return tr(
            "A spreadsheet (.xlsx or .csv) with a row for each case. Say once what each column "
            "holds; it is remembered. Nothing is changed before you take the rows."
        )

    def slots(self) -> list[Slot]:
        """What each column holds."""
        if self._list is None:
            return []
        options = {"": tr("is left out")} | {code: tr(words) for code, words in FIELDS.items()}
        return [Slot(h, h, options, self._columns.get(h, "")) for h in self._list.headings]

    def pick(self, key: str, value: str) -> None:
        """Say what a column holds; no other holds it then, notes excepted."""
        self._columns = {h: f for h, f in self._columns.items() if f != value or f == "note"}
        self._columns.pop(key, None)
        if value:
            self._columns[key] = value

    def missing(self) -> str:
        """A column with a name."""
        if self._list is None or names_somebody(self._columns):
            return ""
        return tr("Say which column holds the name.")

    def read(self, file: Path, progress: Telling) -> list[Line]:
        """Judge every row; without a column for the name there is none to judge yet."""
        if self._list is None or file != self._file:
            self._list, self._file = read_list(self._ws, file), file
            self._columns = dict(self._list.columns)
        if not names_somebody(self._columns):
            self._preview = None
            return []
        self._preview = look_at_list(self._ws, self._list, self._columns, progress=progress)
        return [
            Line(
                row.at,
                row.name or tr("without a name"),
                joined(_place(str(row.number)), row.birth),
                _words(row.reasons),
                row.stopped,
            )
            for row in self._preview.rows
        ]

    def take(self, chosen: Collection[int], progress: Telling) -> Done:
        """Open the cases."""
        if self._preview is None:
            raise LookupError
        return take_list(self._ws, self._preview, chosen, progress=progress)

    def taken(self, done: Done) -> str:
        """How many cases were opened."""
        n = len(done.records("case"))
        return trn("{n} case was opened.", "{n} cases were opened.", n).format(n=n)


def _about_whom(row: ArrivingRow) -> str:
    named = joined(row.whom.name, row.whom.number) or row.said
    if named or row.whom.reason is None:
        return named or tr("about no case")
    return tr("nobody here")


def _words(reasons: Sequence[Reason]) -> tuple[str, ...]:
    """The first reasons in words, what stops a row before what does not, and how many more."""
    ordered = sorted(reasons, key=lambda reason: not reason.stops)
    said = [sentence_words(reason.said) for reason in ordered[:_MOST_REASONS]]
    more = len(ordered) - len(said)
    return (*said, tr("and {n} more").format(n=more)) if more else tuple(said)


def _place(place: str) -> str:
    return tr("row {row}").format(row=place) if place.isdecimal() else Path(place).parent.name


def _answers(n: int) -> str:
    return trn("{n} answer", "{n} answers", n).format(n=n) if n else ""


def fitting(lines: Sequence[Line]) -> set[int]:
    """The rows that nothing speaks against."""
    return {line.at for line in lines if not line.reasons}
