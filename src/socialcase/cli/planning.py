"""`socialcase plan` and `socialcase need`: the support plan from needs to reviews."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import App, Parameter

from socialcase.cli.answer import Answer, answer, columns
from socialcase.cli.opening import HERE, At, opened
from socialcase.cli.plain import plain
from socialcase.cli.reading import case_read
from socialcase.texts import label, short_date, tr

if TYPE_CHECKING:
    from socialcase.actions.case_views import GoalView, PlanView
    from socialcase.actions.done import Done

plan = App(name="plan", help="Write, sign, review and compare the support plan of a case.")
need = App(name="need", help="Keep needs, strengths and worries for safety.")

How = Literal["typed", "thumbprint", "spoken", "refused"]
Decision = Literal["go_on", "change", "pause", "close"]
Needs = Annotated[tuple[str, ...], Parameter(name="--need", negative=())]
Ticked = Annotated[bool, Parameter(negative=())]


@plan.command
def show(case: str, /, *, version: str = "", at: At = HERE) -> Answer:
    """Show the plan of a case.

    :param case: The case's number or id.
    :param version: Which version, as "2" or "2b"; without it that in force.
    """
    from socialcase.actions.case_file import case_file
    from socialcase.actions.plan_compare import version_named, versions_of

    with opened(at) as ws:
        file = case_file(ws, case_read(ws, case))
    views = versions_of(file)
    shown = version_named(views, version) if version else file.plan
    lines = list(_lines(shown)) if shown else [tr("No goal yet.")]
    return answer({"plan": plain(shown)}, lines, as_json=at.json)


@plan.command
def goal(
    case: str,
    words: str,
    /,
    *,
    person: str = "",
    domain: str = "",
    measure: str = "",
    baseline: str = "",
    target: str = "",
    of: int | None = None,
    due: str = "",
    need: Needs = (),
    at: At = HERE,
) -> Answer:
    """Add a goal. Where the version was agreed to, the next one begins with what is open.

    :param case: The case's number or id.
    :param words: The goal, in the person's own words.
    :param person: Id of the person whose goal it is; without it of the whole family.
    :param domain: Part of life: care, health, education, income, housing, safety, feelings,
        relations, papers, work or day.
    :param measure: What is measured, such as "school days of 10".
    :param baseline: How it is now.
    :param target: How it is to be.
    :param of: The number to reach, where it is counted.
    :param due: By which day.
    :param need: Id of a need that it is about; repeat it for several.
    """
    from socialcase.actions.cases import case_numbered
    from socialcase.actions.plans import add_goal

    with opened(at) as ws:
        done = add_goal(
            ws,
            case_numbered(ws, case),
            words,
            person=person,
            domain=domain,
            measure=measure,
            baseline=baseline,
            target=target,
            of=of,
            due=due,
            needs=need,
        )
    return _kept(done, at)


@plan.command
def action(
    goal: str,
    what: str,
    /,
    *,
    who: str = "",
    person: str = "",
    provider: str = "",
    with_what: str = "",
    due: str = "",
    at: At = HERE,
) -> Answer:
    """Add an action to a goal. A version that was agreed to takes it, too.

    :param goal: Id of the goal.
    :param what: What is to be done.
    :param who: Who does it, in words.
    :param person: Id of a person of the family who does it.
    :param provider: Id of the provider who does it.
    :param with_what: With which service or resource.
    :param due: By which day.
    """
    from socialcase.actions.plans import add_action

    with opened(at) as ws:
        more = {"who": who, "person": person, "provider": provider}
        done = add_action(ws, goal, what, with_what=with_what, due=due, **more)
    return _kept(done, at)


@plan.command
def done(action: str, /, *, again: Ticked = False, at: At = HERE) -> Answer:
    """Say that an action is done, today.

    :param action: Id of the action.
    :param again: It is open again.
    """
    from socialcase.actions.plans import tick_action

    with opened(at) as ws:
        kept = tick_action(ws, action, ticked=not again)
    return _kept(kept, at)


@plan.command
def sign(
    plan: str,
    how: How,
    /,
    *,
    name: str = "",
    person: str = "",
    signed: str = "",
    witness: str = "",
    note: str = "",
    at: At = HERE,
) -> Answer:
    """Keep how somebody agreed to a version, or did not want to. The first one settles it.

    :param plan: Id of the version, as `plan show` gives it.
    :param how: typed, thumbprint (on paper), spoken or refused.
    :param name: Who signed; taken from the person where it is left out.
    :param person: Id of the person who signed.
    :param signed: On which day; without it today.
    :param witness: Who saw or heard it; a thumbprint and a word of mouth need one.
    :param note: Why they did not want to sign.
    """
    from socialcase.actions.signing import sign as keep

    with opened(at) as ws:
        made = keep(
            ws, plan, how, name=name, person=person, signed=signed, witness=witness, note=note
        )
    return _kept(made, at)


@plan.command
def review(
    plan: str,
    decision: Decision,
    /,
    *,
    held: str = "",
    with_whom: str = "",
    own_words: str = "",
    reached: Annotated[tuple[str, ...], Parameter(negative=())] = (),
    rating: Annotated[tuple[str, ...], Parameter(negative=())] = (),
    next_on: str = "",
    at: At = HERE,
) -> Answer:
    """Keep a review of a version and what follows from it.

    :param plan: Id of the version.
    :param decision: go_on, change (the next version begins), pause or close.
    :param held: On which day; without it today.
    :param with_whom: With whom.
    :param own_words: What they say of it.
    :param reached: GOAL=NUMBER: how far a goal is; repeat it for several.
    :param rating: GOAL=NUMBER: the person's own rating, 0 to 10; repeat it for several.
    :param next_on: The day of the next review; without it by the risk level.
    """
    from socialcase.actions.reviews import begin_review, decide_review, measure_goal, set_review

    with opened(at) as ws:
        begun = begin_review(ws, plan, held, with_whom).record
        if own_words:
            set_review(ws, begun, "own_words", own_words)
        for field, given in (("done", reached), ("rating", rating)):
            for goal, _, number in (one.partition("=") for one in given):
                measure_goal(ws, begun, goal, field, number)
        made = decide_review(ws, begun, decision, next_on)
    return _kept(made, at)


@plan.command
def change(case: str, /, *, preview: Ticked = False, at: At = HERE) -> Answer:
    """Begin the next version with what is open in the last one.

    :param case: The case's number or id.
    :param preview: Only say what would go along and what would stay behind.
    """
    from socialcase.actions.cases import case_numbered
    from socialcase.actions.plan_versions import new_version, next_version_takes

    with opened(at) as ws:
        uid = case_numbered(ws, case)
        takes = next_version_takes(ws, uid)
        made = None if preview else new_version(ws, uid)
    goes = [goal.words for goal, _ in takes.goals] if takes else []
    stays = [goal.words for goal in takes.left_goals] if takes else []
    lines = [f"+ {words}" for words in goes] + [f"- {words}" for words in stays]
    data = {"record": made.record if made else "", "goes": goes, "stays": stays}
    return answer(plain(data), lines or [tr("Kept.")], as_json=at.json)


@plan.command
def keep(kept: str, other: str, /, *, take: Ticked = False, at: At = HERE) -> Answer:
    """Of a version that was begun twice apart, say which one stands. The other stays to be read.

    :param kept: Id of the version that stands.
    :param other: Id of the one that gives way.
    :param take: Take everything over that only the other one has.
    """
    from socialcase.actions.plan_apart import join_versions, keep_version

    with opened(at) as ws:
        made = (join_versions if take else keep_version)(ws, kept, other)
    return _kept(made, at)


@plan.command
def compare(case: str, older: str, newer: str, /, *, at: At = HERE) -> Answer:
    """Say what was added, dropped, changed and reached between two versions.

    :param case: The case's number or id.
    :param older: The earlier version, as "1".
    :param newer: The later version, as "2" or "2b".
    """
    from socialcase.actions.plan_compare import compare_versions
    from socialcase.actions.plan_words import change_words
    from socialcase.cases.plan_compare import is_changed

    with opened(at) as ws:
        found = compare_versions(ws, case_read(ws, case), older, newer)
    lines = []
    for line in filter(is_changed, found.lines):
        for one, deep in ((line, ""), *((step, "  ") for step in line.steps if is_changed(step))):
            facts = "; ".join(change_words(fact) for fact in one.facts)
            words = one.after or one.before
            words = f"{label('field', one.name)}: {words}" if one.name else words
            told = f"{deep}{label('line_change', one.kind)}: {words}"
            lines.append(f"{told} ({facts})" if facts else told)
    said = lines or [tr("Both versions say the same.")]
    return answer({"lines": plain(found.lines)}, said, as_json=at.json)


@plan.command
def paper(
    plan: str,
    to: str,
    /,
    *,
    family: Ticked = False,
    reader: str = "",
    words: Literal["en", "ru", "tk", ""] = "",
    at: At = HERE,
) -> Answer:
    """Write a version as PDF, for the file or for the family to keep.

    :param plan: Id of the version.
    :param to: A folder, or a file that is not there yet; never inside the workspace.
    :param family: The copy that goes home, without what is not to be told there.
    :param reader: Id of the person whom the copy is for; without it for the whole family.
    :param words: The language of the paper; else the one in force.
    """
    from pathlib import Path

    from socialcase.actions.papers import save_paper
    from socialcase.actions.plan_papers import plan_for_family, plan_for_file

    with opened(at) as ws:
        made = (
            plan_for_family(ws, plan, words, reader) if family else plan_for_file(ws, plan, words)
        )
        file = save_paper(ws, made, Path(to))
    line = tr("The document lies in {file}.").format(file=file)
    warning = tr(
        "It is not encrypted, and a printer may keep what it prints: delete the file after use."
    )
    data = plain({"file": str(file), "asides": made.asides})
    return Answer(data, (line, *made.asides), at.json, complaint=warning)


@need.command
def add(
    case: str,
    words: str,
    /,
    *,
    what: Literal["strength", "need", "safety"] = "need",
    person: str = "",
    domain: str = "",
    own: Ticked = False,
    at: At = HERE,
) -> Answer:
    """Keep a need, a strength or a worry for safety.

    :param case: The case's number or id.
    :param words: In their words.
    :param what: strength, need or safety.
    :param person: Id of the person; without it of the whole family.
    :param domain: Part of life, as in `plan goal`.
    :param own: The person named it.
    """
    from socialcase.actions.cases import case_numbered
    from socialcase.actions.needs import add_need

    with opened(at) as ws:
        uid = case_numbered(ws, case)
        made = add_need(ws, uid, words, what=what, person=person, domain=domain, own=own)
    return _kept(made, at)


@need.command(name="list")
def list_(case: str, /, *, at: At = HERE) -> Answer:
    """List needs and strengths, what people named themselves first.

    :param case: The case's number or id.
    """
    from socialcase.actions.needs import need_lines

    with opened(at) as ws:
        found = need_lines(ws, case_read(ws, case))
    lines = columns(
        (
            one.uid,
            label("need_kind", one.what),
            one.person_name,
            label("domain", one.domain) if one.domain else "",
            one.words,
            label("need_state", one.status),
        )
        for one in found
    )
    return answer(
        {"needs": plain(found)}, lines or [tr("Nothing is written down.")], as_json=at.json
    )


def _kept(done: "Done", at: At) -> Answer:
    data = {"record": done.record, "save": done.save}
    return answer(plain(data), [tr("Kept: {record}").format(record=done.record)], as_json=at.json)


def _lines(view: "PlanView") -> Iterator[str]:
    status = label("plan_status", view.plan.status)
    version = tr("Version {n}").format(n=view.name)
    yield f"{version}  {status}  {view.plan.uid}"
    for number, one in enumerate(view.goals, 1):
        yield from _goal_lines(number, one)
    for signed in view.signatures:
        yield f"{signed.name}  {label('signed_how', signed.how)}"
    if view.review_on:
        review = tr("Next review")
        yield f"{review}: {short_date(view.review_on)}"


def _goal_lines(number: int, goal: "GoalView") -> Iterator[str]:
    stands = label("goal_course", goal.course) if goal.course else ""
    count = "" if goal.of is None else f"{goal.done or 0}/{goal.of}"
    parts = (f"{number}. {goal.words}", goal.person_name, count, stands, goal.uid)
    yield "  ".join(part for part in parts if part)
    for one in goal.actions:
        mark = "x" if one.status == "done" else " "
        who = one.person_name or one.provider_name or one.who
        day = one.due.isoformat() if one.due else ""
        yield "  ".join(part for part in (f"   [{mark}] {one.what}", who, day, one.uid) if part)
