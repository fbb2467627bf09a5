"""`socialcase referral`: refer to providers, step by step; needs without a service."""

from pathlib import Path
from typing import Literal

from cyclopts import App

from socialcase.cli.answer import Answer, answer, columns
from socialcase.cli.directory import Flag, Many, kept
from socialcase.cli.opening import HERE, At, opened
from socialcase.cli.plain import plain
from socialcase.cli.reading import case_read
from socialcase.texts import label, tr

referral = App(name="referral", help="Refer to a provider, step by step; needs without a service.")


@referral.command(name="list")
def list_referrals(*, case: str = "", at: At = HERE) -> Answer:
    """List referrals that wait for a provider, those to be asked again first; or all of a case.

    :param case: Number or id of a case: all of its referrals.
    """
    from socialcase.actions.service_views import open_referrals, services_of
    from socialcase.texts.services import service_name

    with opened(at) as ws:
        if case:
            own = services_of(ws, case_read(ws, case)).referrals
            rows = [(one.referral, one.person_name) for one in own]
        else:
            rows = [(one.referral, one.subject) for one in open_referrals(ws)]
    lines = columns(
        (
            service_name(one.service),
            label("referral_state", one.status or "draft"),
            one.sent,
            who,
            one.uid,
        )
        for one, who in rows
    )
    data = [{"referral": plain(one), "who": who} for one, who in rows]
    return answer({"referrals": plain(data)}, lines or [tr("No referrals.")], as_json=at.json)


@referral.command(name="add")
def add_referral(
    case: str,
    service: str,
    /,
    *,
    provider: str = "",
    person: str = "",
    reason: str = "",
    told: Many = (),
    urgent: Flag = False,
    goal: str = "",
    need: str = "",
    at: At = HERE,
) -> Answer:
    """Begin a referral; nothing goes out yet.

    :param case: Number or id of the case.
    :param service: The service, by code, name or in words.
    :param provider: Id of the provider who is asked.
    :param person: Id of the person it is for; without it the whole family.
    :param reason: Why; it stands in the letter.
    :param told: What the provider is told: name, contact, whereabouts, family, health; repeat it.
    :param urgent: It waits for no approval.
    :param goal: Id of the goal that it serves.
    :param need: Id of the need that it meets.
    """
    from socialcase.actions.cases import case_numbered
    from socialcase.actions.referrals import add_referral as add
    from socialcase.texts.services import service_code

    texts = {"provider": provider, "person": person, "reason": reason, "goal": goal, "need": need}
    filled = {field: text for field, text in texts.items() if text}
    with opened(at) as ws:
        uid = case_numbered(ws, case)
        more = {"urgent": True} if urgent else {}
        done = add(ws, uid, service_code(service), told=told or None, **filled, **more)
    return kept(done, at)


@referral.command
def send(referral: str, /, *, on: str = "", at: At = HERE) -> Answer:
    """Say that a referral went to the provider. Refused without a consent that allows it.

    :param referral: Id of the referral.
    :param on: The day; today without it.
    """
    from socialcase.actions.referrals import send_referral

    with opened(at) as ws:
        done = send_referral(ws, referral, on)
    return kept(done, at)


@referral.command(name="answer")
def answer_(
    referral: str,
    status: Literal["accepted", "waiting", "refused"],
    /,
    *,
    words: str = "",
    on: str = "",
    place: int | None = None,
    expected: str = "",
    at: At = HERE,
) -> Answer:
    """Keep what a provider answered. A refusal leaves a task to find another one.

    :param referral: Id of the referral.
    :param status: accepted, waiting (on the waiting list) or refused.
    :param words: What they said; a refusal needs its reason.
    :param on: The day; today without it.
    :param place: The number in the waiting list.
    :param expected: The day for which a place is expected.
    """
    from socialcase.actions.referrals import ReferralAnswer, answer_referral

    given = ReferralAnswer(status, words, on, place, expected)
    with opened(at) as ws:
        done = answer_referral(ws, referral, given)
    return kept(done, at)


@referral.command
def begin(referral: str, /, *, on: str = "", at: At = HERE) -> Answer:
    """Say that the service began.

    :param referral: Id of the referral.
    :param on: The day; today without it.
    """
    from socialcase.actions.referrals import begin_referral

    with opened(at) as ws:
        done = begin_referral(ws, referral, on)
    return kept(done, at)


@referral.command
def end(referral: str, result: str, /, *, on: str = "", at: At = HERE) -> Answer:
    """Say that the service ended, and what came of it.

    :param referral: Id of the referral.
    :param result: What came of it.
    :param on: The day; today without it.
    """
    from socialcase.actions.referrals import end_referral

    with opened(at) as ws:
        done = end_referral(ws, referral, result, on)
    return kept(done, at)


@referral.command
def withdraw(referral: str, reason: str, /, *, on: str = "", at: At = HERE) -> Answer:
    """Take a referral back.

    :param referral: Id of the referral.
    :param reason: Why.
    :param on: The day; today without it.
    """
    from socialcase.actions.referrals import withdraw_referral

    with opened(at) as ws:
        done = withdraw_referral(ws, referral, reason, on)
    return kept(done, at)


@referral.command
def letter(
    referral: str, to: Path, /, *, words: Literal["en", "ru", "tk", ""] = "", at: At = HERE
) -> Answer:
    """Write the letter to the provider as PDF, with what the consent allows and nothing else.

    :param referral: Id of the referral.
    :param to: A folder, or a file that is not there yet; never inside the workspace.
    :param words: The language of the paper; else the one in force.
    """
    from socialcase.actions.papers import save_paper
    from socialcase.actions.referral_papers import referral_letter

    with opened(at) as ws:
        made = referral_letter(ws, referral, words)
        file = save_paper(ws, made, to)
    line = tr("The document lies in {file}.").format(file=file)
    warning = tr(
        "It is not encrypted, and a printer may keep what it prints: delete the file after use."
    )
    said = " ".join((*made.asides, warning))
    return Answer({"file": str(file)}, (line,), at.json, complaint=said)


@referral.command
def needs(*, service: str = "", etrap: str = "", find: str = "", at: At = HERE) -> Answer:
    """List needs without a service, urgent and longest waiting first.

    :param service: Only of this service.
    :param etrap: Only of this etrap.
    :param find: Only with these words.
    """
    from socialcase.actions.unserved import unserved
    from socialcase.texts.places import etrap_code
    from socialcase.texts.services import service_code, service_name

    with opened(at) as ws:
        found = unserved(
            ws, service=service_code(service), etrap=etrap_code(etrap) or etrap, words=find
        )
    lines = columns(
        (
            service_name(one.service),
            label("unserved", one.state),
            str(one.since or ""),
            label("etrap", one.etrap),
            one.subject,
        )
        for one in found
    )
    none = [tr("No needs without a service.")]
    return answer({"needs": plain(found)}, lines or none, as_json=at.json)
