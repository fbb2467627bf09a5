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
    if code == _Current.code or not source:
        return tr(source)
    if code == "en":
        return source
    others = _Current.others
    if code not in others:
        others[code] = _catalog(code)
    translated = others[code].gettext(source)
    return translated if type(others[code]) is not gettext.NullTranslations else tr(source)


def trn(one: str, many: str, n: int) -> str:
    """The form of a counted phrase that fits `n`, in the language in force. Fill `{n}` then."""
    return _Current.catalog.ngettext(one, many, n)


def N_(source: str) -> str:  # noqa: N802  (gettext's own name)
    """Mark a literal for translation without translating it yet."""
    return source


def _catalog(code: str) -> gettext.NullTranslations:
    try:
        file = shipped("resources", "i18n", f"{code}.mo")
    except FileNotFoundError:
        return gettext.NullTranslations()
    return _read(file)


def _read(file: Path) -> gettext.NullTranslations:
    with file.open("rb") as stream:
        return gettext.GNUTranslations(stream)
