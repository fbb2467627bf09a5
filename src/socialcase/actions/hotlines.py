"""Whom to call when it cannot wait: the usual numbers, and those that the office set."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from socialcase.actions.done import Done, done
from socialcase.actions.finding import fetch
from socialcase.actions.scope import EVERYONE
from socialcase.actions.workspaces import Workspace, me
from socialcase.cases.records import Hotline
from socialcase.errors import BadValue, NotAllowed
from socialcase.lazy_dataclass import dataclass
from socialcase.texts import language, tr
from socialcase.texts.emergency import EmergencyNumber, emergency_numbers_in
from socialcase.texts.places import etrap_code

if TYPE_CHECKING:
    from socialcase.storage.reading import Reading

_MANY = 1000
_LAST = "coordinator"
_SIGNS = frozenset("0123456789 +-/(),*#")
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Line:
    """Whom to call.

    `key`: the code of a usual number, or the id of one that the office added. `source`: where the
    office took it from, "" where it set none. `unsure`: nobody of the programme has confirmed it.
    `usual`: the number that came with the program, "" for one that was added. `etrap`: where alone
    it holds, "" for everywhere.
    """

    key: str
    name: str
    number: str
    source: str = ""
    unsure: bool = False
    usual: str = ""
    etrap: str = ""

    @property
    def added(self) -> bool:
        """Whether the office added it, besides the usual ones."""
        return not self.usual and bool(self.number)


def lines_for(ws: Workspace, etrap: str = "", words: str = "") -> tuple[Line, ...]:
    """Whom to call in an etrap, in the language `words` ("" for the one in force)."""
    return tuple(one for one in every_line(ws, words) if one.etrap in ("", etrap))


def every_line(ws: Workspace, words: str = "") -> tuple[Line, ...]:
    """All of them: the usual ones, those that the office added by etrap, the coordinator last."""
    with ws.store.reading() as reading:
        kept = [one for one in reading.page(Hotline, limit=_MANY) if one.number]
    usual = [_usual(one, kept) for one in emergency_numbers_in(words or language())]
    added = sorted((_added(one) for one in kept if not one.code), key=_by_place)
    first = [one for one in usual if one.key != _LAST]
    return (*first, *added, *(one for one in usual if one.key == _LAST))


def may_set_lines(ws: Workspace) -> bool:
    """Whether the person here sets the numbers: the office does, for everybody."""
    return me(ws).role == "officer"


def set_line(ws: Workspace, key: str, number: str, source: str) -> Done:
    """Set, or confirm, the number behind a `key` of `every_line`, and say where it comes from.

    It goes to every laptop with the next bundle. Raises NotFound, NotAllowed, BadValue.
    """
    values = {"number": _number(number), "source": _filled("source", source)}
    _only_office(ws)
    return _put(ws, key, values)


def add_line(ws: Workspace, name: str, number: str, source: str, etrap: str = "") -> Done:
    """Add somebody to call, for everybody or for one `etrap`. Raises NotAllowed, BadValue."""
    values = {"name": _filled("name", name), "number": _number(number)}
    values["source"] = _filled("source", source)
    if etrap:
        if etrap_code(etrap) != etrap:
            raise BadValue("hotline", "etrap", "etrap")
        values["etrap"] = etrap
    _only_office(ws)
    with ws.store.transaction(ws.person) as tx:
        uid = tx.create("hotline", EVERYONE, values)
    return done(uid, tx)


def drop_line(ws: Workspace, key: str) -> Done:
    """Go back to the usual number, or take away one that was added.

    Raises NotFound, NotAllowed.
    """
    _only_office(ws)
    return _put(ws, key, {"number": None, "source": None})


def source_words(lines: Iterable[Line]) -> list[str]:
    """Where the office took its numbers from, one line for each source."""
    named: dict[str, list[str]] = {}
    for one in lines:
        if one.source:
            named.setdefault(one.source, []).append(one.name)
    words = tr("Set by the office: {names} ({source})")
    return [words.format(names=", ".join(names), source=said) for said, names in named.items()]


def unsure_words(lines: Iterable[Line]) -> str:
    """Which numbers nobody has confirmed; "" where there is none."""
    unsure = [one.name for one in lines if one.unsure]
    words = tr("The office has not confirmed: {names}. Ask which number holds here.")
    return words.format(names=", ".join(unsure)) if unsure else ""


def _put(ws: Workspace, key: str, values: Mapping[str, str | None]) -> Done:
    usual = key in {one.code for one in emergency_numbers_in("en") if one.number}
    if usual:
        with ws.store.reading() as reading:
            uids = _of_code(reading, key)
    else:
        uids = [fetch(ws, Hotline, key).uid]
    with ws.store.transaction(ws.person) as tx:
        if not uids and values["number"]:
            uids = [tx.create("hotline", EVERYONE, {"code": key})]
        for uid in uids:  # two officers may have made one each
            for name, value in values.items():
                tx.set(uid, name, value)
    return done(uids[0] if uids else "", tx)


def _of_code(reading: "Reading", code: str) -> list[str]:
    return [one.uid for one in reading.page(Hotline, {"code": code}, limit=_MANY)]


def _usual(one: EmergencyNumber, kept: Iterable[Hotline]) -> Line:
    """A usual number as it is in force; of several that were set apart all are shown."""
    ours = [line for line in kept if line.code == one.code]
    if not ours:
        unsure = bool(one.number) and not one.checked
        return Line(one.code, one.name, one.number, unsure=unsure, usual=one.number)
    numbers = " / ".join(dict.fromkeys(line.number for line in ours))
    sources = "; ".join(dict.fromkeys(line.source for line in ours))
    return Line(one.code, one.name, numbers, sources, usual=one.number)


def _added(one: Hotline) -> Line:
    return Line(one.uid, one.name, one.number, one.source, etrap=one.etrap)


def _by_place(one: Line) -> tuple[bool, str, str]:
    """Those of one etrap before those that hold everywhere."""
    return not one.etrap, one.name.casefold(), one.key


def _number(text: str) -> str:
    number = " ".join(text.split())
    fits = any(sign.isdigit() for sign in number) and len(number) <= _LONGEST
    if not fits or not set(number) <= _SIGNS:
        raise BadValue("hotline", "number", "phone_number")
    return number


def _filled(field: str, text: str) -> str:
    if not text.strip():
        raise BadValue("hotline", field, "text")
    return text.strip()


def _only_office(ws: Workspace) -> None:
    if not may_set_lines(ws):
        raise NotAllowed("set_hotline", me(ws).role)
