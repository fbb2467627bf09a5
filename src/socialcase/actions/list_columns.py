"""Which columns of somebody's case list mean which fields; remembered by the list's headings."""

import hashlib
import json
from collections.abc import Mapping, Sequence

from socialcase.actions.workspaces import Workspace
from socialcase.cases.names import fold
from socialcase.errors import BadValue
from socialcase.texts import N_, tr

FIELDS: Mapping[str, str] = {
    "name": N_("Surname, given name, patronymic in one column"),
    "surname": N_("Surname"),
    "given": N_("Given name"),
    "patronymic": N_("Patronymic"),
    "alias": N_("Also called"),
    "birth": N_("Born"),
    "sex": N_("Sex"),
    "phone": N_("Telephone"),
    "document": N_("Number of a document"),
    "number": N_("Case number"),
    "etrap": N_("Etrap"),
    "settlement": N_("Town or village"),
    "street": N_("Street and house"),
    "landmark": N_("How to find it"),
    "disability": N_("Disability"),
    "groups": N_("Groups"),
    "worry": N_("What the worry is"),
    "source": N_("Who told us"),
    "opened": N_("Opened"),
    "status": N_("Status"),
    "risk": N_("Risk"),
    "owner": N_("Specialist"),
    "note": N_("A note on the person"),
}
"""What a column may hold. Several columns may go into the note, each with its heading."""

_NAMING = ("name", "surname", "given", "alias")
_SPELLED: Mapping[str, tuple[str, ...]] = {
    "name": ("name", "full name", "фио", "ф и о", "фамилия имя отчество", "ady we familiýasy"),
    "surname": ("surname", "last name", "family name", "фамилия", "familiýasy"),
    "given": ("given", "given name", "first name", "имя", "ady"),
    "patronymic": ("patronymic", "отчество", "atasynyň ady"),
    "birth": ("birth", "born", "birth date", "дата рождения", "год рождения", "doglan güni"),
    "sex": ("sex", "gender", "пол", "jynsy"),
    "phone": ("phone", "telephone", "mobile", "телефон", "тел", "telefon", "telefony"),
    "document": ("document", "passport", "паспорт", "документ", "pasport", "pasporty"),
    "number": ("case number", "case no", "номер случая", "номер дела", "ýagdaýyň belgisi"),
    "etrap": ("etrap", "district", "этрап", "район", "etraby"),
    "settlement": ("settlement", "village", "town", "село", "посёлок", "город", "oba", "şäher"),
    "street": ("street", "address", "улица", "адрес", "köçe", "salgysy", "öý salgysy"),
    "disability": ("disability", "инвалидность", "maýyplyk", "maýyplygy"),
    "groups": ("group", "groups", "группа", "категория", "topar", "topary"),
    "worry": ("worry", "problem", "reason", "проблема", "причина", "причина обращения", "mesele"),
    "source": ("source", "referred by", "источник", "кто сообщил", "çeşme"),
    "opened": ("opened", "date opened", "дата обращения", "дата открытия", "açylan senesi"),
    "status": ("status", "статус", "ýagdaýy"),
    "risk": ("risk", "risk level", "риск", "уровень риска", "töwekgelçilik"),
    "owner": ("owner", "specialist", "социальный работник", "специалист", "hünärmen"),
    "note": ("note", "notes", "comment", "примечание", "bellik", "bellikler"),
}  # fmt: skip
_MOST_ABOVE = 15
_LEAST_HEADINGS = 2
_REMEMBERED = "columns/"
Columns = Mapping[str, str]
"""The field of each heading that means one."""


def columns_for(ws: Workspace, headings: Sequence[str]) -> dict[str, str]:
    """What was chosen the last time for a list with these headings, else what they say."""
    kept = ws.store.meta.get(_key(headings))
    return _read(kept, headings) if kept else _guessed(headings)


def remember_columns(ws: Workspace, headings: Sequence[str], columns: Columns) -> None:
    """Keep what was chosen, for the next list with these headings."""
    ws.store.meta.put(_key(headings), json.dumps(dict(columns), ensure_ascii=False))


def checked_columns(headings: Sequence[str], columns: Columns) -> dict[str, str]:
    """The columns, if each is there and means a field that no other means.

    Raises BadValue; also where none holds a name.
    """
    met: set[str] = set()
    for heading, field in columns.items():
        twice = field in met and field != "note"
        if heading not in headings or field not in FIELDS or twice:
            raise BadValue("case", "columns", ", ".join(FIELDS))
        met.add(field)
    if not met.intersection(_NAMING):
        raise BadValue("case", "columns", ", ".join(_NAMING))
    return dict(columns)


def names_somebody(columns: Columns) -> bool:
    """Whether any column holds a name."""
    return any(field in _NAMING for field in columns.values())


def head_of(rows: Sequence[Sequence[str]]) -> tuple[int, int, int]:
    """Where the headings of a list begin and end among its first rows, and where its rows begin.

    Titles above them are passed over, and a line of column numbers below them. The headings are the
    line with the most words that lists have there, else the first line that is as full as any.
    """
    if not rows:
        return 0, 1, 1
    known = _known()
    first = rows[:_MOST_ABOVE]
    hits = [sum(_meaning(cell, known) is not None for cell in row) for row in first]
    at = max(range(len(first)), key=lambda one: hits[one])
    if not hits[at]:
        full = max(sum(map(bool, row)) for row in first)
        at = next(one for one, row in enumerate(first) if 2 * sum(map(bool, row)) > full)
    lines = 1
    if at + 1 < len(first) and _continues(first[at], first[at + 1], known):
        lines += 1
    elif at and not _is_data(first[at - 1]) and _continues(first[at - 1], first[at], known):
        at, lines = at - 1, 2
    below = first[at + lines] if at + lines < len(first) else ()
    return at, at + lines, at + lines + int(_counts(below))


def _continues(above: Sequence[str], below: Sequence[str], known: Mapping[str, str]) -> bool:
    """Whether a line parts the headings above it, standing where a merged cell left gaps."""
    if _is_data(below) or sum(map(bool, above)) < _LEAST_HEADINGS:
        return False
    gaps = [cell for at, cell in enumerate(below) if cell and not (above[at : at + 1] or [""])[0]]
    return any(_meaning(cell, known) for cell in gaps)


def _is_data(row: Sequence[str]) -> bool:
    return any(any(sign.isdigit() for sign in cell) for cell in row)


def _counts(row: Sequence[str]) -> bool:
    """Whether a line numbers the columns: 1, 2, 3 and so on."""
    given = [cell for cell in row if cell]
    return len(given) > _LEAST_HEADINGS and given == [str(n) for n in range(1, len(given) + 1)]


def _guessed(headings: Sequence[str]) -> dict[str, str]:
    known = _known()
    found: dict[str, str] = {}
    for heading in headings:
        field = _meaning(heading, known)
        if field is not None and field not in found.values():
            found[heading] = field
    return found


def _known() -> dict[str, str]:
    known = {fold(word): field for field, words in _SPELLED.items() for word in words}
    return known | {fold(tr(words)): field for field, words in FIELDS.items()}


def _meaning(heading: str, known: Mapping[str, str]) -> str | None:
    """The field that a heading means, whatever stands after it in brackets, or above it."""
    plain = heading.partition("(")[0]
    spelled = (heading, plain, plain.rpartition("/")[2])
    return next((known[fold(one)] for one in spelled if fold(one) in known), None)


def _key(headings: Sequence[str]) -> str:
    said = json.dumps(sorted(headings), ensure_ascii=False)
    return _REMEMBERED + hashlib.sha256(said.encode()).hexdigest()[:32]


def _read(kept: str, headings: Sequence[str]) -> dict[str, str]:
    try:
        found = dict(json.loads(kept))
    except (ValueError, TypeError):
        return _guessed(headings)
    return {str(h): str(f) for h, f in found.items() if h in headings and f in FIELDS}
