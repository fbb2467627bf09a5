"""What papers, telephones and birth dates look like: said beside the field, never in the way."""

from datetime import date

from socialcase.cases.births import read_birth
from socialcase.cases.dates import age_on
from socialcase.cases.paper_hints import document_hint, phone_hint
from socialcase.texts import tr
from socialcase.ui.speech import years_old
from socialcase.ui.widgets.field import Field


def remark_phone(field: Field, phone: str) -> None:
    """Say what is unusual about a telephone number, or nothing."""
    words = {
        "letters": tr("There are letters in it. It is kept as written."),
        "length": tr("Usually +993 and 8 digits. It is kept as written."),
        "beginning": tr("Mobile numbers begin with 6 or 71. It is kept as written."),
    }
    _warn(field, words.get(phone_hint(phone), ""))


def remark_document(field: Field, kind: str, number: str, birth: str, today: date) -> None:
    """Say what is unusual about the number of a document, or nothing."""
    words = {
        "series": tr("Usually as I-AŞ 123456. It is kept as written."),
        "too_young": tr("A passport is usually given from the age of 16."),
    }
    _warn(field, words.get(document_hint(kind, number, birth, today), ""))


def remark_birth(field: Field, typed: str, today: date) -> str:
    """Say how a birth date was understood, and give its written form; "" where it was not."""
    if not typed.strip():
        field.remark("")
        return ""
    try:
        kept = read_birth(typed, today)
    except ValueError:
        _warn(field, tr("Write a year, a date, a month with its year, or an age."))
        return ""
    if kept.startswith("~"):
        field.remark(tr("Born about {date}").format(date=kept[1:]))
    else:
        field.remark(years_old(age_on(kept, today)) or kept)
    return kept


def _warn(field: Field, words: str) -> None:
    field.remark(words, "warning", "warning-circle")
