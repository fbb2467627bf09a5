"""Names of etraps and welayats in the person's language; the codes are data, not code."""

from socialcase.texts.catalog import language
from socialcase.texts.reference import reference


def etrap_name(code: str, words: str = "") -> str:
    """The etrap's name: "Wekilbazar", «Векилбазарский»; an unknown code is shown as it is.

    `words`: the language, "" for the one in force.
    """
    return _named("etraps.tsv", code, words)


def welayat_name(code: str) -> str:
    """The welayat's name; an unknown code is shown as it is."""
    return _named("welayats.tsv", code)


def etrap_codes() -> tuple[str, ...]:
    """The codes of all etraps that exist now, in the order of the list."""
    rows = reference("etraps.tsv").items()
    return tuple(code for code, row in rows if row.get("since_2025_09") == "1")


def welayat_codes() -> tuple[str, ...]:
    """The codes of all welayats, the capital first."""
    return tuple(reference("welayats.tsv"))


def etraps_in(welayat: str) -> tuple[str, ...]:
    """The codes of the etraps that a welayat has now, in the order of the list."""
    return tuple(code for code in etrap_codes() if welayat_of(code) == welayat)


def welayat_of(etrap: str) -> str:
    """The code of the welayat in which an etrap lies, "" for an unknown one."""
    return reference("etraps.tsv").get(etrap, {}).get("welayat", "")


def etrap_code(text: str) -> str | None:
    """The code of an etrap given by its code or its name in any language; None if unknown."""
    wanted = text.strip().casefold()
    for code, row in reference("etraps.tsv").items():
        names = (row[one] for one in ("tk", "ru", "en"))
        if wanted in (code.casefold(), *(name.casefold() for name in names)):
            return code
    return None


def _named(file: str, code: str, words: str = "") -> str:
    return reference(file).get(code, {}).get(words or language()) or code
