"""`socialcase case …`: risk, deadlines, urgent help, closing, opening again, handing over."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from socialcase.cli.answer import Answer, answer, columns
from socialcase.cli.casework import case as case
from socialcase.cli.opening import HERE, At, opened
from socialcase.cli.plain import plain
from socialcase.cli.reading import case_read
from socialcase.texts import label, short_date, tr

if TYPE_CHECKING:
    from socialcase.actions.done import Done
    from socialcase.actions.workspaces import Workspace

Settled = Annotated[tuple[str, ...], Parameter(name="--settle", negative=())]
Flag = Annotated[bool, Parameter(negative=())]


@case.command
def risk(case: str, level: str, /, *, why: str, at: At = HERE) -> Answer:
    """Set the risk level of a case, valid from today.

    :param case: The case's number or id.
    :param level: high, medium or low.
    :param why: The reasons, so that others can follow.
    """
    from socialcase.actions.cases import set_risk

    return _kept(case, at, lambda ws, uid: set_risk(ws, uid, level, why))


@case.command
def deadlines(case: str, /, *, at: At = HERE) -> Answer:
    """List the deadlines that run in a case, and where each day comes from.

    :param case: The case's number or id.
    """
    from socialcase.actions.deadlines import case_deadlines
    from socialcase.actions.wording import deadline_words, source_words

    with opened(at) as ws:
        found = case_deadlines(ws, case_read(ws, case))
    lines = columns(
        (short_date(one.due), label("norm", one.what), deadline_words(one), source_words(one))
        for one in found
    )
    data = {"deadlines": plain(found)}
    return answer(data, lines or [tr("Nothing is due.")], as_json=at.json)


@case.command
def urgent(
    case: str, /, *, needed: str = "", given: str = "", in_service: Flag = False, at: At = HERE
) -> Answer:
    """Say that help is needed at once, or how it was given. It waits for no paper.

    :param case: The case's number or id.
    :param needed: What is needed at once.
    :param given: How it was helped.
    :param in_service: With --given: the help goes on; the case is in service from now.
    """
    from socialcase.actions.emergencies import mark_urgent, urgent_met

    def act(ws: "Workspace", uid: str) -> "Done":
        if given:
            return urgent_met(ws, uid, given, in_service=in_service)
        return mark_urgent(ws, uid, needed)

    return _kept(case, at, act)


@case.command
def call(
    case: str,
    /,
    *,
    whom: str,
    time: str = "",
    words: str = "",
    needed: str = "",
    at: At = HERE,
) -> Answer:
    """Note whom one called in an emergency, and when.

    :param case: The case's number or id.
    :param whom: Whom one called.
    :param time: At what time, as 14:35; now if left out.
    :param words: What was said and agreed.
    :param needed: What help is needed at once, if it is to stand at the head of the case.
    """
    from socialcase.actions.emergencies import log_call

    return _kept(
        case, at, lambda ws, uid: log_call(ws, uid, whom, at=time, words=words, urgent=needed)
    )


@case.command
def remaining(case: str, /, *, at: At = HERE) -> Answer:
    """List what is still open in a case, before it is closed.

    :param case: The case's number or id.
    """
    from socialcase.actions.closing import remaining as open_things

    with opened(at) as ws:
        found = open_things(ws, case_read(ws, case))
    lines = columns(
        (label("kind", one.kind), one.words, ", ".join(one.choices), one.record) for one in found
    )
    data = {"remaining": plain(found)}
    return answer(data, lines or [tr("Nothing is open.")], as_json=at.json)


@case.command
def close(
    case: str,
    /,
    *,
    reason: str,
    outcome: str,
    feedback: str = "",
    unheard: str = "",
    settle: Settled = (),
    at: At = HERE,
) -> Answer:
    """Close a case, today. The coordinator looks at it afterwards.

    :param case: The case's number or id.
    :param reason: goals_met, needs_no_longer, moved_in_country, moved_abroad, refused,
        not_eligible, died, missing, transferred, insufficient_resources or other.
    :param outcome: What came of it.
    :param feedback: What the person says of the help, in their words.
    :param unheard: Or why that is not known. Neither is needed after refused, died and missing.
    :param settle: RECORD=CHOICE for something still open, as `case remaining` lists them; repeat
        it for several.
    """
    from socialcase.actions.closing import close_case

    chosen = {record: choice for record, _, choice in (one.partition("=") for one in settle)}
    return _kept(
        case,
        at,
        lambda ws, uid: close_case(
            ws, uid, reason, outcome, feedback, unheard=unheard, settle=chosen
        ),
    )


@case.command
def reopen(case: str, /, *, why: str, at: At = HERE) -> Answer:
    """Open a closed case again; it begins at intake, and deadlines count from today.

    :param case: The case's number or id.
    :param why: What has happened since.
    """
    from socialcase.actions.closing import reopen_case

    return _kept(case, at, lambda ws, uid: reopen_case(ws, uid, why))


@case.command
def successors(case: str, /, *, at: At = HERE) -> Answer:
    """List who could take a case over: of its etrap first, by number of open cases known here.

    :param case: The case's number or id.
    """
    from socialcase.actions.cases import case_numbered
    from socialcase.actions.handovers import handover_choices

    with opened(at) as ws:
        found = handover_choices(ws, case_numbered(ws, case))
    lines = columns(
        (one.name, str(one.cases), ", ".join(one.etraps), one.uid) for one in found.successors
    )
    return answer(plain(found), lines or [tr("Nobody found.")], as_json=at.json)


@case.command(name="ask-handover")
def ask_handover(
    case: str,
    /,
    *,
    reason: str = "known",
    to: str = "",
    words: str = "",
    back: Flag = False,
    at: At = HERE,
) -> Answer:
    """Ask the coordinator that somebody else takes a case over.

    :param case: The case's number or id.
    :param reason: known (I know this family), language, load, safety or other. Whoever sees the
        case sees it.
    :param to: Id of the staff member who could take it.
    :param words: More about it, for the coordinator alone.
    :param back: Take the request back.
    """
    from socialcase.actions import handovers

    def act(ws: "Workspace", uid: str) -> "Done":
        if back:
            return handovers.drop_handover(ws, uid)
        return handovers.ask_handover(ws, uid, reason, to=to, words=words)

    return _kept(case, at, act)


@case.command(name="hand-over")
def hand_over(
    case: str,
    to: str,
    /,
    *,
    keep_tasks: Annotated[bool, Parameter(negative=())] = False,
    at: At = HERE,
) -> Answer:
    """Give a case to another specialist; to one of another etrap, with its people and household.

    Only a coordinator or the office may.

    :param case: The case's number or id.
    :param to: Id of the staff member who takes it.
    :param keep_tasks: The open tasks of who has it now stay with them.
    """
    from socialcase.actions import handovers

    tasks = not keep_tasks
    return _kept(case, at, lambda ws, uid: handovers.hand_over(ws, uid, to, with_tasks=tasks))


def _kept(given: str, at: At, act: "Callable[[Workspace, str], Done]") -> Answer:
    from socialcase.actions.cases import case_numbered

    with opened(at) as ws:
        uid = case_numbered(ws, given)
        done = act(ws, uid)
    line = tr("Kept.") if done.save else tr("It was so already.")
    data = {"record": uid, "save": done.save, "changes": len(done.changes)}
    return answer(plain(data), [line], as_json=at.json)
