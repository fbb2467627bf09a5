"""The numbers to call when it cannot wait; they are data, and to be checked by the office."""

from functools import cache

from socialcase.lazy_dataclass import dataclass
from socialcase.settings import shipped
from socialcase.texts.catalog import language


@dataclass(frozen=True, slots=True)
class EmergencyNumber:
    """Whom to call. `checked`: somebody of the programme has confirmed the number."""

    code: str
    number: str
    name: str
    checked: bool


def emergency_numbers() -> tuple[EmergencyNumber, ...]:
    """Whom to call, in the order of the list, named in the language in force."""
    return emergency_numbers_in(language())


def emergency_numbers_in(spoken: str) -> tuple[EmergencyNumber, ...]:
    """The same named in the language `spoken`."""
    return tuple(
        EmergencyNumber(row["code"], row["number"], row[spoken], row["checked"] == "1")
        for row in _rows()
    )


@cache
def _rows() -> tuple[dict[str, str], ...]:
    path = shipped("resources", "reference", "emergency.tsv")
    names, *lines = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return tuple(dict(zip(names, line, strict=True)) for line in lines)
