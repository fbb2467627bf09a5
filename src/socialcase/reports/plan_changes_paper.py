"""What has changed in a plan, on paper: two versions compared, and what came after the signing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from socialcase.cases.plan_compare import FactChange, LineChange, is_changed
from socialcase.reports.form_paper import Made, Printing, foot
from socialcase.reports.speaker import Speaker, written_day
from socialcase.reports.typeset import Sheet
from socialcase.texts import N_
from socialcase.texts.field_labels import FIELD_LABELS


@dataclass(frozen=True, slots=True)
class PaperLate:
    """What was changed after `names` had signed: which field ("goal.due"), by whom and when.

    `before` and `now`: "" for nothing. `added`: it was not there at all.
    """

    field: str
    before: str
    now: str
    added: bool
    by: str
    on: date
    names: tuple[str, ...]


def compare_sheet(
    versions: tuple[str, str], lines: Sequence[LineChange], printing: Printing
) -> Sheet:
    """Two versions line by line; what is the same is left out."""
    say = Speaker(printing.language)
    data: Made = {
        "title": say(N_("The plan: what has changed")),
        "language": printing.language,
        "facts": [list(fact) for fact in printing.facts],
        "heads": ["", *versions],
        "rows": [row for line in lines if is_changed(line) for row in _rows(line, say)],
        "nothing": say(N_("Both versions say the same.")),
        **foot(printing.language, printing.by, printing.at),
    }
    return Sheet("plan_compare", data, printing.at)


_WHO = ("action.who", "action.provider")
"""Of these no names are printed: that of a shelter tells where somebody is."""


def late_lines(late: Sequence[PaperLate], say: Speaker) -> list[str]:
    """A line for what one person did on one day."""
    together: dict[tuple[object, ...], list[PaperLate]] = {}
    for one in late:
        together.setdefault((one.added, one.by, one.on, one.names), []).append(one)
    return [_late_line(lines, say) for lines in together.values()]


def _late_line(lines: Sequence[PaperLate], say: Speaker) -> str:
    one = lines[0]
    changed = say(N_("Changed after {names} signed, by {who}, {day}."))
    said = say(N_("Added after {names} signed, by {who}, {day}.")) if one.added else changed
    told = said.format(names=", ".join(one.names), who=one.by, day=written_day(one.on))
    if one.added:
        return told
    return f"{told} {'; '.join(_late_fact(line, say) for line in lines)}"


def _late_fact(one: PaperLate, say: Speaker) -> str:
    if one.field in _WHO:
        return say(FIELD_LABELS[one.field])
    if one.field in ("goal.words", "action.what"):
        return say(N_("It was: “{words}”")).format(words=one.before)
    return _fact(FactChange(one.field, one.before, one.now), say)


def _rows(line: LineChange, say: Speaker) -> Iterator[Made]:
    yield _row(line, say, inside=False)
    for step in line.steps:
        if is_changed(step):
            yield _row(step, say, inside=True)


def _row(line: LineChange, say: Speaker, *, inside: bool) -> Made:
    head = f"{say(FIELD_LABELS[line.name])}: " if line.name else ""
    return {
        "kind": say.word("line_change", line.kind),
        "before": head + line.before if line.before else "",
        "after": head + line.after if line.after else "",
        "facts": [_fact(fact, say) for fact in line.facts],
        "inside": inside,
    }


def _fact(fact: FactChange, say: Speaker) -> str:
    name = say(FIELD_LABELS.get(fact.name, fact.name))
    before, after = (_value(fact.name, value, say) for value in (fact.before, fact.after))
    return f"{name}: {before or '–'} → {after or '–'}"


def _value(name: str, value: str, say: Speaker) -> str:
    if name == "goal.domain":
        return say.word("domain", value)
    if name.endswith(".due") and value:
        return written_day(date.fromisoformat(value))
    return value
