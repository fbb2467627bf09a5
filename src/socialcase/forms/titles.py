"""A form's title in several languages.

XLSForm knows one title. Its settings sheet may have more columns here, one for each language, as
labels have them: `form_title::Русский (ru)`. Other programs pass over them.
"""

import re
from collections.abc import Mapping, Sequence

from socialcase.forms.sheets import Book

_TITLE = re.compile(r"(?:form[ _])?title\s*::?\s*(\S.*)", re.IGNORECASE)
_CODE = re.compile(r"\(([a-z]{2,3})(?:[-_]\w+)?\)\s*$", re.IGNORECASE)
_NAMES: Mapping[str, str] = {
    "english": "en",
    "russian": "ru",
    "русский": "ru",
    "turkmen": "tk",
    "türkmen": "tk",
    "türkmençe": "tk",
}


def take_titles(book: Book) -> dict[str, str]:
    """Take the columns with translated titles out of the settings sheet; titles by language code.

    The converter knows nothing of them.
    """
    found: dict[str, str] = {}
    sheet = book.sheet("settings")
    for column in list(sheet.columns):
        match = _TITLE.fullmatch(column.strip())
        if match is None:
            continue
        sheet.columns.remove(column)
        for row in sheet.rows:
            words = row.pop(column, "")
            if words:
                found.setdefault(language_code(match.group(1)), words)
    return found


def untitled(book: Book, languages: Sequence[str]) -> list[tuple[str, str, int, str]]:
    """Language, sheet, row and column of each title that is missing, where some are translated.

    `languages`: the form's, the default first: that one's title is the form's own.
    """
    if not book.titles:
        return []
    row = book.sheet("settings").number_of(0)
    missing = [one for one in languages[1:] if language_code(one) not in book.titles]
    return [(one, "settings", row, f"form_title::{one}") for one in missing]


def language_code(name: str) -> str:
    """The code in a language's name, as in "Русский (ru)"; the name itself where it has none."""
    coded = _CODE.search(name)
    if coded:
        return coded.group(1).lower()
    plain = name.strip().lower()
    return _NAMES.get(plain, plain)
