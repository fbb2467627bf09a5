"""Sentences in the person's language, for the window and the command line alike.

English sentences in the code are the source; `resources/i18n/*.po` hold Russian and Turkmen.
One language is in force for the whole process, as in gettext.
"""

import gettext
from pathlib import Path
from typing import ClassVar

from socialcase.settings import shipped

DOMAIN = "socialcase"


class _Current:
    """The language in force. The only state of this module."""

    code = "en"
    catalog: gettext.NullTranslations = gettext.NullTranslations()
    others: ClassVar[dict[str, gettext.NullTranslations]] = {}


def use_language(code: str) -> None:
    """Word everything in `code` ("en", "ru", "tk") from now on; unknown codes give English."""
    _Current.code = code
    _Current.catalog = _catalog(code)


def language() -> str:
    """The code of the language in force."""
    return _Current.code


def tr(source: str) -> str:
    """`source`, an English literal, in the language in force. Fill `{names}` afterwards."""
    return _Current.catalog.gettext(source) if source else ""


def tr_in(code: str, source: str) -> str:
    """`source` in the language `code`; in the one in force where that has no catalog."""
    return _in(code).gettext(source) if source else ""


def trn(one: str, many: str, n: int) -> str:
    """The form of a counted phrase that fits `n`, in the language in force. Fill `{n}` then."""
    return _Current.catalog.ngettext(one, many, n)


def trn_in(code: str, one: str, many: str, n: int) -> str:
    """The form of a counted phrase that fits `n`, in the language that `tr_in` would use."""
    return _in(code).ngettext(one, many, n)


def N_(source: str) -> str:  # noqa: N802  (gettext's own name)
    """Mark a literal for translation without translating it yet."""
    return source


def _in(code: str) -> gettext.NullTranslations:
    """The catalog of a language; the one in force where there is none for it."""
    if code == _Current.code:
        return _Current.catalog
    others = _Current.others
    if code not in others:
        others[code] = _catalog(code)
    found = others[code]
    missing = code != "en" and type(found) is gettext.NullTranslations
    return _Current.catalog if missing else found


def _catalog(code: str) -> gettext.NullTranslations:
    try:
        file = shipped("resources", "i18n", f"{code}.mo")
    except FileNotFoundError:
        return gettext.NullTranslations()
    return _read(file)


def _read(file: Path) -> gettext.NullTranslations:
    with file.open("rb") as stream:
        return gettext.GNUTranslations(stream)
