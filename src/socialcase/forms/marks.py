"""What a form says of itself beside its title: what it is about, for whom, who may see it.

XLSForm has no place for that. Its settings sheet may have five more columns here (`about`,
`groups`, `restricted`, `private`, `take_home`); other programs pass over them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from socialcase.errors import FormProblem, sentence
from socialcase.forms.sheets import Book
from socialcase.forms.spelling import meant
from socialcase.forms.support import type_of
from socialcase.texts import N_

MARKS = ("about", "groups", "restricted", "private", "take_home")
_YES = frozenset(("yes", "true", "true()", "1"))
_OFFICE = "office"
_FILES = frozenset(("image", "audio", "background-audio", "video", "file"))
BEGINNING = "beginning"
"""What `about` says of the form that a case begins with."""


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks read. `in_case`: it is filled about a case, not about an office or a colleague.

    `assesses`: it assesses needs, and a case waits for one such. `begins`: a case begins with it.
    `groups`: codes of the groups that it was made for, empty where it says none. `restricted`:
    it is begun only in a file that named people see. `private`: a worker fills it about
    themselves; the answers stay on the laptop, and no case has them. `take_home`: names of the
    suggestions (`need_…`) and questions that may stand on a paper which goes home.
    """

    in_case: bool = True
    assesses: bool = True
    begins: bool = False
    groups: tuple[str, ...] = ()
    restricted: bool = False
    private: bool = False
    take_home: tuple[str, ...] = ()


def take_marks(book: Book) -> dict[str, str]:
    """Take the columns with marks out of the settings sheet; what stands there by name."""
    found: dict[str, str] = {}
    sheet = book.sheet("settings")
    for column in list(sheet.columns):
        name = column.strip().lower()
        if name not in MARKS:
            continue
        sheet.columns.remove(column)
        for row in sheet.rows:
            words = row.pop(column, "").strip()
            if words:
                found.setdefault(name, words)
    return found


def read_marks(found: Mapping[str, str]) -> Marks:
    """What the marks of a form mean; what is not understood is as if it were not there."""
    about = found.get("about", "").lower()
    private = found.get("private", "").lower() in _YES
    return Marks(
        about != _OFFICE and not private,
        not about and not private,
        about == BEGINNING,
        tuple(found.get("groups", "").split()),
        found.get("restricted", "").lower() in _YES,
        private,
        tuple(found.get("take_home", "").split()),
    )


def unknown_to_take_home(book: Book) -> Iterator[FormProblem]:
    """Names in `take_home` that no row of the form has: what they were meant for stays here."""
    names = {row.get("name", "") for row in book.sheet("survey").rows}
    row = next(iter(book.sheet("settings").numbers), 2)
    for name in read_marks(book.marks).take_home:
        if name not in names:
            said = sentence(N_("There is no row named {name}."), name=name)
            fix = sentence(N_("Write names as they stand in column name, with blanks between."))
            told = (*meant(name, names), fix)
            yield FormProblem("settings", row, "take_home", "no_such_row", said, told)


def files_in_private(book: Book) -> Iterator[FormProblem]:
    """Questions for a file in a private form: what is kept of one are words, in no other file."""
    if not read_marks(book.marks).private:
        return
    survey = book.sheet("survey")
    heading = next((c for c in survey.columns if c.strip().lower() == "type"), "type")
    for number, row in zip(survey.numbers, survey.rows, strict=True):
        if type_of(row.get(heading, "").lower()) in _FILES:
            said = N_("A private form cannot keep the file that this question asks for.")
            fix = N_("Take the question out, or ask for it in words.")
            yield FormProblem(
                "survey", number, "type", "private_file", sentence(said), (sentence(fix),)
            )
