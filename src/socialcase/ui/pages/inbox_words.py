"""The words of the Inbox: what needs a person and why, how each laptop stands."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from socialcase.actions.inbox import LaptopMark, NeedsPerson
from socialcase.texts import label, tr, trn
from socialcase.ui.pages.exchange_words import changes, kind_count


@dataclass(frozen=True, slots=True)
class NeedWords:
    """One thing that needs a person: icon, tone, bold words, what follows, where to go."""

    icon: str
    tone: str
    bold: str
    detail: str
    act: str = ""
    page: str = ""


def need_words(need: NeedsPerson) -> NeedWords:
    """Word one thing that needs a person."""
    word = _NEEDS.get(need.kind)
    if word is None:
        return NeedWords("warning", "warning", changes(need.count), "")
    return word(need)


def state_words(laptop: LaptopMark) -> str:
    """How a laptop stands, in one line."""
    held = tr("{changes} held").format(changes=changes(laptop.held)) if laptop.held else ""
    said = {
        "complete": tr("Complete"),
        "gap": tr("Gap: an earlier bundle is missing"),
        "fork": tr("Two different versions of its changes: a restored or copied laptop"),
        "waits": tr("Some changes wait for a person"),
        "silent": tr("Nothing has come yet"),
    }[laptop.state]
    return f"{said}; {held}" if held else said


STATE_MARKS: Mapping[str, tuple[str, str]] = {
    "complete": ("check", "ok"),
    "gap": ("warning", "danger"),
    "fork": ("warning", "danger"),
    "waits": ("clock", "warning"),
    "silent": ("minus", "muted"),
}
"""Icon and tone for the state of a laptop."""


def _laptops(need: NeedsPerson) -> str:
    return ", ".join(f"{name} ({changes(n)})" for name, n in need.of)


def _gap(need: NeedsPerson) -> NeedWords:
    n = len(need.of)
    bold = trn("{n} laptop has a gap", "{n} laptops have a gap", n).format(n=n)
    detail = tr("An earlier bundle is missing: {laptops}. Ask them to send again; that is safe.")
    return NeedWords("warning", "danger", bold, detail.format(laptops=_laptops(need)))


def _fork(need: NeedsPerson) -> NeedWords:
    n = len(need.of)
    bold = trn("{n} laptop was restored or copied", "{n} laptops were restored or copied", n)
    detail = tr("Both versions are kept, the first one counts: {laptops}.")
    detail = detail.format(laptops=_laptops(need))
    return NeedWords("git-fork", "danger", bold.format(n=n), detail, tr("Look"), "held")


def _conflict(need: NeedsPerson) -> NeedWords:
    n = need.count
    bold = trn("{n} field with two versions", "{n} fields with two versions", n).format(n=n)
    fields = ", ".join(f"{label('field', field)}: {count}" for field, count in need.of)
    detail = tr("{fields}. All versions are safe.").format(fields=fields)
    return NeedWords("git-fork", "accent", bold, detail, tr("Decide"), "conflicts")


def _duplicate(need: NeedsPerson) -> NeedWords:
    n = need.count
    bold = trn("{n} pair who may be one person", "{n} pairs who may be one person", n)
    detail = tr("Nothing is joined by itself.")
    return NeedWords("users", "accent", bold.format(n=n), detail, tr("Compare"), "duplicates")


def _approval(need: NeedsPerson) -> NeedWords:
    n = need.count
    bold = trn("{n} for approval", "{n} for approval", n).format(n=n)
    detail = ", ".join(kind_count(kind, count) for kind, count in need.of)
    return NeedWords("check-circle", "accent", bold, detail, tr("Read"), "today")


def _scope(need: NeedsPerson) -> NeedWords:
    detail = tr(
        "They are kept and do not count; their senders may not write these records: {laptops}."
    )
    return _held(need, "shield", detail)


def _newer(need: NeedsPerson) -> NeedWords:
    detail = tr("They are kept and will count after this program is updated: {laptops}.")
    return _held(need, "clock", detail)


def _quarantine(need: NeedsPerson) -> NeedWords:
    detail = tr("They are kept and do not count: {laptops}. Call the person before anything else.")
    return _held(need, "shield-warning", detail)


def _held(need: NeedsPerson, icon: str, detail: str) -> NeedWords:
    bold = trn("{n} change waits", "{n} changes wait", need.count).format(n=need.count)
    told = detail.format(laptops=_laptops(need))
    return NeedWords(icon, "warning", bold, told, tr("Look"), "held")


_NEEDS: Mapping[str, Callable[[NeedsPerson], NeedWords]] = {
    "gap": _gap,
    "fork": _fork,
    "conflict": _conflict,
    "duplicate": _duplicate,
    "approval": _approval,
    "scope": _scope,
    "newer": _newer,
    "quarantine": _quarantine,
}
