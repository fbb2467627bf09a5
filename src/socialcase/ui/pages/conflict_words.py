"""How the values of a conflict read: codes as words, dates as days, parts by their names."""

from collections.abc import Mapping
from datetime import date, datetime

from socialcase.actions.value_words import vocabulary_of
from socialcase.cases.clock import ASHGABAT
from socialcase.cases.fields import Kind
from socialcase.cases.registry import field_at
from socialcase.texts import N_, clock_time, label, short_date, tr

_PARTS: Mapping[str, str] = {
    "level": N_("Risk level"),
    "reasons": N_("Reasons"),
    "since": N_("Valid from"),
    "given": N_("Given name"),
    "patronymic": N_("Patronymic"),
    "surname": N_("Surname"),
    "other": N_("Other name"),
    "etrap": N_("Etrap"),
    "settlement": N_("Town or village"),
    "street": N_("Street and house"),
    "landmark": N_("Landmark"),
    "type": N_("Kind of document"),
    "number": N_("Number"),
    "allowed": N_("May we call"),
    "when": N_("When"),
    "how": N_("How"),
    "say": N_("What to say if someone else answers"),
    "act": N_("What"),
    "due": N_("By"),
    "date": N_("Date"),
    "reason": N_("Reason"),
    "outcome": N_("Outcome"),
    "feedback": N_("What the family says"),
    "unheard": N_("Or why that is not known"),
    "who": N_("Who"),
    "phone": N_("Telephone"),
    "after": N_("When"),
    "what": N_("What"),
    "to": N_("To whom"),
    "asked": N_("Asked on"),
}
_DAYS = ("since", "due", "date", "asked")


def part_name(field: str, part: str) -> str:
    """The name of one part of a field; of the field itself where it has no parts."""
    if not part:
        return label("field", field)
    return tr(_PARTS[part]) if part in _PARTS else part


def part_words(field: str, part: str, value: str | None) -> str:
    """A value as people read it; "empty" where there is none."""
    if not value:
        return tr("empty")
    vocabulary = vocabulary_of(field, part)
    if vocabulary:
        return label(vocabulary, value)
    return day_words(value) if is_day(field, part) else value


def is_day(field: str, part: str) -> bool:
    """Whether a value is a civil date."""
    spec = field_at(field)
    whole = spec is not None and spec.kind in (Kind.DATE, Kind.PARTIAL_DATE)
    return part in _DAYS or (not part and whole)


def brief(field: str, parts: tuple[tuple[str, str], ...]) -> str:
    """A version in a few words: its level or first part."""
    for part, value in parts:
        if value:
            return part_words(field, part, value)
    return tr("empty")


def day_words(value: str) -> str:
    """An ISO day as it is written here, 22.11.2026; a partial or unknown one as it is."""
    try:
        return f"{date.fromisoformat(value):%d.%m.%Y}"
    except ValueError:
        return value


def moment_words(at: datetime) -> str:
    """An instant as day and time here: Mon 2 Nov, 17:20."""
    local = at.astimezone(ASHGABAT)
    return f"{short_date(local.date())}, {clock_time(local.hour, local.minute)}"


def on_day(at: datetime) -> str:
    """The day of an instant here: Mon 2 Nov."""
    return short_date(at.astimezone(ASHGABAT).date())
