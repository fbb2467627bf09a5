"""What happens when people work apart: conflicts, the decision on one, likely duplicates."""

from socialcase.actions.case_file import case_header
from socialcase.actions.cases import set_next_step, set_risk
from socialcase.actions.conflicts import conflict, conflicts, settle
from socialcase.actions.demo.cast import NAMES, Cast
from socialcase.actions.demo.outcome import ConflictShown
from socialcase.actions.demo.telling import Telling
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import Person
from socialcase.texts import label, tr


def raise_risk(cast: Cast, telling: Telling, case: str) -> None:
    """The specialist raises the level after what she saw."""
    reasons = tr("A girl of 12 cares for two people and misses school")
    _set_risk(cast, telling, "maral", case, "high", reasons)


def lower_risk(cast: Cast, telling: Telling, case: str) -> None:
    """The coordinator, who has not seen that, lowers it."""
    reasons = tr("The aunt comes on three school mornings; the allowance is expected")
    _set_risk(cast, telling, "aygul", case, "low", reasons)


def _set_risk(cast: Cast, telling: Telling, key: str, case: str, level: str, reasons: str) -> None:
    set_risk(cast.laptops[key], case, level, reasons)
    telling.line(
        tr("{name}: {level}. {reasons}.").format(
            name=NAMES[key], level=label("risk", level), reasons=reasons
        )
    )


def leave_one_open(cast: Cast, case: str, due: str) -> None:
    """A second conflict, which nobody settles: it waits in the office's window."""
    act = tr("Ask the Deaf and Blind Society for a second volunteer")
    set_next_step(cast.laptops["aygul"], case, act, due)


def settle_risk(office: Workspace, telling: Telling, case: str) -> ConflictShown:
    """The office sees both levels, shows the higher one, and a person decides."""
    row = next(row for row in conflicts(office) if row.record == case)
    view = conflict(office, row.record, row.field)
    levels = tuple(dict(version.parts)["level"] for version in view.versions)
    showed = case_header(office, case).risk.level
    telling.line(
        tr("{subject}: {levels}. Until it is settled the higher one shows: {showed}.").format(
            subject=view.subject,
            levels=" / ".join(label("risk", level) for level in levels),
            showed=label("risk", showed),
        )
    )
    settle(office, row.record, row.field, view.combined or {"level": showed})
    risk = case_header(office, case).risk
    telling.line(
        tr("Settled: {level}. {reasons}. Both versions stay in the history.").format(
            level=label("risk", risk.level), reasons="; ".join(risk.reasons.splitlines())
        )
    )
    _name_the_others(office, telling)
    return ConflictShown(case, levels, showed, risk.level)


def _name_the_others(office: Workspace, telling: Telling) -> None:
    for other in conflicts(office):
        telling.line(
            tr("{subject}: {field}. This one is left for you to settle.").format(
                subject=other.subject, field=label("field", other.field)
            )
        )


def name_duplicates(office: Workspace, telling: Telling) -> tuple[tuple[str, str], ...]:
    """The pairs of people at the office who may be one, by name."""
    with office.store.reading() as reading:
        pairs = reading.duplicates()
        people = {uid: reading.get(Person, uid) for p in pairs for uid in (p.first, p.second)}
    found = tuple((_full(people[p.first]), _full(people[p.second])) for p in pairs)
    for first, second in found:
        telling.line(
            tr("{first} and {second} may be one person.").format(first=first, second=second)
        )
    return found


def _full(person: Person | None) -> str:
    return f"{person.name_given} {person.name_surname}".strip() if person else ""
