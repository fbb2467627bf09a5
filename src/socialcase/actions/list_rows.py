"""One row of somebody's case list as the fields of a person and a case, with what does not fit."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from socialcase.actions.arriving_whom import Reason
from socialcase.actions.editing import FieldValue
from socialcase.actions.list_columns import Columns
from socialcase.actions.list_dates import birth_in, day_in
from socialcase.cases.names import fold
from socialcase.errors import sentence
from socialcase.texts import N_
from socialcase.texts.labels import code_of
from socialcase.texts.places import etrap_code, etrap_codes

_WOMEN = ("f", "w", "ж", "жен", "женщина", "девочка", "aýal", "zenan", "gyz", "aýal-gyz")
_MEN = ("m", "м", "муж", "мужчина", "мальчик", "erkek", "oglan")
_ETRAP_WORDS = ("etraby", "etrap", "этрап", "этрабы", "district", "район")
_ADDRESS = ("settlement", "street", "landmark")
_SUM = re.compile(r"(итого|всего|jemi|total)\b", re.IGNORECASE)
_SIGNS = str.maketrans(";/|\n", ",,,,")


@dataclass(slots=True)
class RowValues:
    """What a row says. `name`: parts; `person`, `case`: fields; `reasons`: what was not read."""

    name: dict[str, str] = field(default_factory=dict)
    person: dict[str, FieldValue] = field(default_factory=dict)
    case: dict[str, FieldValue] = field(default_factory=dict)
    address: dict[str, str] = field(default_factory=dict)
    reasons: list[Reason] = field(default_factory=list)


def read_row(
    cells: Mapping[str, str], columns: Columns, staff: Mapping[str, Collection[str]], today: date
) -> RowValues:
    """The fields of a row. `staff`: ids of staff by the search form of their names.

    `today`: what ages are reckoned from.
    """
    found = RowValues()
    for heading, text in cells.items():
        meant = columns.get(heading)
        if meant is None or not text.strip():
            continue
        if meant == "note":
            before = f"{found.person['note']}\n" if "note" in found.person else ""
            found.person["note"] = f"{before}{heading}: {text.strip()}"
        elif meant == "owner":
            _owner(found, text, staff)
        else:
            _take(found, meant, text.strip(), today)
    if any(_SUM.match(part) for part in found.name.values()):
        found.reasons.append(Reason(sentence(N_("It is a sum of the list, no person."))))
    return found


def _take(found: RowValues, meant: str, text: str, today: date) -> None:
    if meant == "name":
        found.name |= _parted(text)
    elif meant in ("surname", "given", "patronymic"):
        found.name[meant] = text
    elif meant in ("alias", "phone"):
        found.person[meant] = text
    elif meant == "document":
        found.person["document"] = {"number": text}
    elif meant in ("worry", "number"):
        found.case[meant] = text
    elif meant in _ADDRESS:
        found.address[meant] = text
    else:
        value = birth_in(text, today) if meant == "birth" else _READERS[meant](text)
        _coded(found, meant, text, value)


def _coded(found: RowValues, meant: str, text: str, value: FieldValue) -> None:
    """What has to be one of several words, or a date."""
    if value is None:
        said = N_("“{text}” is not understood under “{field}”; it would be left out.")
        words = sentence(said, text=text, field=sentence(_TITLES[meant]))
        found.reasons.append(Reason(words, stops=False))
    elif meant == "etrap":
        found.address["etrap"] = found.case["etrap"] = str(value)
    elif meant == "risk":
        found.case["risk"] = {"level": str(value)}
    elif meant in ("birth", "sex", "disability"):
        found.person[meant] = value
    else:
        found.case[meant] = value


def _parted(text: str) -> dict[str, str]:
    """A whole name as lists write it: the surname first. One word alone is a given name."""
    words = text.replace(",", " ").split()
    if len(words) == 1:
        return {"given": words[0]}
    parts = {"surname": words[0], "given": words[1]}
    return parts | ({"patronymic": " ".join(words[2:])} if words[2:] else {})


def _owner(found: RowValues, text: str, staff: Mapping[str, Collection[str]]) -> None:
    named = staff.get(" ".join(sorted(fold(text).split())), ())
    if len(named) == 1:
        found.case["owner"] = next(iter(named))
    else:
        said = N_("No specialist here is certainly called “{name}”; the case would be yours.")
        found.reasons.append(Reason(sentence(said, name=text), stops=False))


def _sex(text: str) -> str | None:
    plain = text.casefold().rstrip(".")
    if plain in _WOMEN:
        return "female"
    return "male" if plain in _MEN else code_of("sex", text)


def _etrap(text: str) -> str | None:
    words = [word for word in text.split() if word.casefold() not in _ETRAP_WORDS]
    plain = " ".join(words)
    return etrap_code(text) or etrap_code(plain) or _etrap_heard(plain)


def _etrap_heard(text: str) -> str | None:
    """An etrap in Cyrillic letters or without the marks of Turkmen ones."""
    found = [code for code in etrap_codes() if fold(code.replace("_", " ")) == fold(text)]
    return found[0] if len(found) == 1 else None


def _groups(text: str) -> tuple[str, ...] | None:
    parts = [part.strip() for part in text.translate(_SIGNS).split(",") if part.strip()]
    codes = [code_of("group", part) for part in parts]
    return tuple(code for code in codes if code) if all(codes) else None


def _of(vocabulary: str) -> Callable[[str], str | None]:
    return lambda text: code_of(vocabulary, text)


_READERS: Mapping[str, Callable[[str], FieldValue]] = {
    "opened": day_in,
    "sex": _sex,
    "etrap": _etrap,
    "groups": _groups,
    "disability": _of("disability"),
    "source": _of("source"),
    "status": _of("status"),
    "risk": _of("risk"),
}
_TITLES: Mapping[str, str] = {
    "birth": N_("Born"),
    "opened": N_("Opened"),
    "sex": N_("Sex"),
    "etrap": N_("Etrap"),
    "groups": N_("Groups"),
    "disability": N_("Disability"),
    "source": N_("Who told us"),
    "status": N_("Status"),
    "risk": N_("Risk"),
}
