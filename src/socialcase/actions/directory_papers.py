"""The lists around the directory on paper and as tables: providers, needs, what was found.

No family stands on any of them, neither by name nor by number, and nothing of a restricted file;
a provider whose address is protected, or who is for named people only, is left out as a whole.
What was left out is told to whoever prints it, never on the paper.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from socialcase.actions.paper_heads import printed, written
from socialcase.actions.papers import Paper
from socialcase.actions.providers import ProviderLine, Sought, providers
from socialcase.actions.resources import (
    Ledger,
    Period,
    ResourceLine,
    Total,
    ledger,
    ledger_of,
)
from socialcase.actions.scope import on_no_paper
from socialcase.actions.service_papers import money_on_paper, resource_state
from socialcase.actions.unserved import Unserved, counted, unserved
from socialcase.actions.workspaces import Workspace
from socialcase.reports.list_paper import Cell, ListPart, list_sheet, list_tables
from socialcase.texts import N_, language, tr_in, trn
from socialcase.texts.labels import english
from socialcase.texts.places import etrap_name
from socialcase.texts.services import service_codes, service_name

Fact = tuple[str, str]
Line = TypeVar("Line")
_PERIODS = {"quarter": N_("This quarter"), "year": N_("This year"), "all": N_("All")}


def provider_list(ws: Workspace, sought: Sought | None = None, words: str = "") -> Paper:
    """Who offers what to whom, where: the entries that `sought` asks for."""
    say = _Speaker(words or language())
    found = providers(ws, sought)
    with ws.store.reading() as reading:
        shown = [one for one in found if not on_no_paper(reading, one.provider)]
    heads = say.all(N_("Provider"), N_("Services"), N_("Where"), N_("Places"))
    rows = tuple(_provider(line, say) for line in shown)
    part = ListPart("", heads, (1.5, 1.8, 1.3, 0.9), rows)
    facts = [(say(N_("Providers")), str(len(shown)))]
    return _paper(ws, "providers", N_("Directory"), [part], facts, say, len(found) - len(shown))


def unserved_list(ws: Workspace, *, service: str = "", etrap: str = "", words: str = "") -> Paper:
    """Needs without a service by service, without a name and without what was said of them."""
    say = _Speaker(words or language())
    found = unserved(ws, service=service, etrap=etrap)
    shown = _open_to_all(ws, found, [one.case for one in found])
    hidden = _hidden_providers(ws)
    by_service = sorted(shown, key=lambda one: service_name(one.service, say.words))
    rows = tuple(_need(line, hidden, say) for line in by_service)
    heads = say.all(
        *(N_("Service"), N_("Etrap"), N_("Known since"), N_("How it stands"), N_("Whom we asked"))
    )
    listed = ListPart(say(N_("Each of them")), heads, (1.8, 1.2, 0.9, 1.5, 1.6), rows)
    parts = [_counts(shown, say), listed]
    title, facts = N_("Needs without a service"), [(say(N_("Needs")), str(len(shown)))]
    return _paper(ws, "needs", title, parts, facts, say, len(found) - len(shown))


def resource_list(ws: Workspace, period: Period = "quarter", words: str = "") -> Paper:
    """What was found in a period, from whom and worth how much, with the sums; for nobody named."""
    say = _Speaker(words or language())
    whole = ledger(ws, period).lines
    shown = _open_to_all(ws, whole, [one.resource.case for one in whole])
    found = ledger_of(replace(one, source="") if one.protected else one for one in shown)
    heads = (N_("What"), N_("Kind"), N_("From whom"), N_("How it stands"), N_("Value"))
    rows = tuple(_resource(line, say) for line in found.lines)
    lines = ListPart(
        say(N_("What was found")), say.all(*heads), (1.4, 1.35, 1.4, 1.5, 0.95), rows, (4,)
    )
    facts = [(say(N_("Period")), say(_PERIODS[period]))]
    parts = [*_sums(found, say), lines]
    made = _paper(ws, "resources", N_("Resources"), parts, facts, say, len(whole) - len(shown))
    hint = tr_in(language(), N_("What was found stands there as it was written: read it first."))
    return replace(made, asides=(*made.asides, hint))


class _Speaker:
    """Says sentences and codes in one language."""

    def __init__(self, words: str) -> None:
        self.words = words

    def __call__(self, sentence: str) -> str:
        return tr_in(self.words, sentence)

    def all(self, *sentences: str) -> tuple[str, ...]:
        """Several at once, for the names of columns."""
        return tuple(map(self, sentences))

    def word(self, vocabulary: str, code: str) -> str:
        """The word for a code, "" for none."""
        return tr_in(self.words, english(vocabulary, code)) if code else ""

    def places(self, etraps: Iterable[str]) -> str:
        """The names of etraps."""
        return ", ".join(etrap_name(code, self.words) for code in etraps)


def _paper(
    ws: Workspace,
    name: str,
    title: str,
    parts: Sequence[ListPart],
    facts: Sequence[Fact],
    say: _Speaker,
    left_out: int,
) -> Paper:
    words = trn(
        "{n} line is left out: it is for fewer eyes than a list on paper.",
        "{n} lines are left out: they are for fewer eyes than a list on paper.",
        left_out,
    ).format(n=left_out)
    nothing = say(N_("Nothing is to be listed."))
    sheet = list_sheet(say(title), parts, printed(ws, say.words, facts), nothing=nothing)
    asides = (words,) if left_out else ()
    return Paper(name, sheet, asides=asides, tables=list_tables(say(title), parts))


def _open_to_all(ws: Workspace, lines: Sequence[Line], cases: Sequence[str]) -> list[Line]:
    """The lines of files that are not restricted."""
    with ws.store.reading() as reading:
        closed = {case for case in set(cases) if reading.restricted(case)}
    return [line for line, case in zip(lines, cases, strict=True) if case not in closed]


def _hidden_providers(ws: Workspace) -> frozenset[str]:
    """The names that stand on no paper: that of a shelter tells where somebody is."""
    lines = providers(ws)
    with ws.store.reading() as reading:
        return frozenset(one.provider.name for one in lines if on_no_paper(reading, one.provider))


def _provider(line: ProviderLine, say: _Speaker) -> tuple[Cell, ...]:
    one = line.provider
    known = service_codes()
    in_order = sorted(one.services, key=lambda c: (known.index(c) if c in known else 99, c))
    services = ", ".join(service_name(code, say.words) for code in in_order)
    groups = ", ".join(say.word("group", code) for code in one.groups)
    etraps = say.places(one.etraps) or say(N_("everywhere"))
    phone = one.phone.replace(" ", "\N{NO-BREAK SPACE}")
    address = (one.address_settlement, one.address_street, one.address_landmark)
    return (
        (one.name, _joined(say.word("provider_kind", one.what), phone, one.contact, one.hours)),
        (services, groups),
        (etraps, ", ".join(filter(None, address))),
        (_places(line, say), _standing(line, say)),
    )


def _places(line: ProviderLine, say: _Speaker) -> str:
    one = line.provider
    waiting = say(N_("waiting: {n}")).format(n=one.waiting) if one.waiting else ""
    free = say(N_("no place free")) if one.capacity == 0 else str(one.capacity or "")
    return _joined(free, waiting)


def _standing(line: ProviderLine, say: _Speaker) -> str:
    one = line.provider
    if line.standing == "not_yet":
        return say(N_("from {day}")).format(day=written(one.valid_from))
    return say(N_("until {day}")).format(day=written(one.valid_until)) if one.valid_until else ""


def _counts(shown: Sequence[Unserved], say: _Speaker) -> ListPart:
    heads = say.all(N_("Service"), N_("Needs"), N_("On the waiting list"))
    rows: list[tuple[Cell, ...]] = [
        ((service_name(c.key, say.words), ""), (str(c.count), ""), (str(c.waiting), ""))
        for c in counted(shown, "service")
    ]
    return ListPart(say(N_("By service")), heads, (3, 1, 1.4), tuple(rows), (1, 2))


def _need(line: Unserved, hidden: frozenset[str], say: _Speaker) -> tuple[Cell, ...]:
    """The month in which it became known: the day would tell more than is needed."""
    since = f"{line.since:%m.%Y}" if line.since else ""
    place = line.place_in_line
    waits = say(N_("number {n} in line")).format(n=place) if place else ""
    urgent = say(N_("urgent")) if line.urgent else ""
    asked = "" if line.provider_name in hidden else line.provider_name
    return (
        (service_name(line.service, say.words), ""),
        (etrap_name(line.etrap, say.words) if line.etrap else "", ""),
        (since, ""),
        (say.word("unserved", line.state), _joined(urgent, waits)),
        (asked, ""),
    )


def _resource(line: ResourceLine, say: _Speaker) -> tuple[Cell, ...]:
    one = line.resource
    return (
        (one.what, ""),
        (say.word("resource_kind", one.kind or "other"), ""),
        (line.source, ""),
        (resource_state(line, say.words), ""),
        (money_on_paper(one.value, say.words), ""),
    )


def _sums(found: Ledger, say: _Speaker) -> Iterable[ListPart]:
    received, promised = (say.word("resource_state", one) for one in ("received", "promised"))
    value = say(N_("Value"))
    whole = replace(found.whole, key=say(N_("Together")))
    kinds = [replace(t, key=say.word("resource_kind", t.key)) for t in found.by_kind]
    sources = [replace(t, key=t.key or say(N_("not said"))) for t in found.by_source]
    for title, totals in ((N_("By kind"), kinds), (N_("By source"), sources)):
        heads = ("", received, value, promised, value)
        rows = tuple(_sum(one, say) for one in (*totals, *([whole] if totals else [])))
        yield ListPart(say(title), heads, (2, 0.8, 1.1, 0.8, 1.1), rows, (1, 2, 3, 4))


def _sum(one: Total, say: _Speaker) -> tuple[Cell, ...]:
    return (
        (one.key, ""),
        (str(one.count or ""), ""),
        (money_on_paper(one.value or None, say.words), ""),
        (str(one.promised or ""), ""),
        (money_on_paper(one.promised_value or None, say.words), ""),
    )


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
