"""`socialcase certificate`: papers of people, and which of them end soon."""

from datetime import timedelta

from cyclopts import App

from socialcase.cli.answer import Answer, answer, columns
from socialcase.cli.opening import HERE, At, opened
from socialcase.cli.plain import plain
from socialcase.cli.reading import noted
from socialcase.texts import label, tr

certificate = App(name="certificate", help="Note papers of people; list those that end.")


@certificate.command
def add(
    person: str,
    what: str,
    /,
    *,
    number: str = "",
    issued: str = "",
    until: str = "",
    note: str = "",
    at: At = HERE,
) -> Answer:
    """Note a paper of a person.

    :param person: The person's id.
    :param what: disability, birth, marriage, death, pension, benefit, care or other.
    :param number: Number of the paper.
    :param issued: Day on which it was issued.
    :param until: Last day on which it is valid; left out: without an end.
    :param note: A note.
    """
    from socialcase.actions.certificates import add_certificate

    with opened(at) as ws:
        done = add_certificate(
            ws, person, what, number=number, issued=issued, valid_until=until, note=note
        )
    line = tr("Kept: {record}").format(record=done.record)
    return answer({"record": done.record, "save": done.save}, [line], as_json=at.json)


@certificate.command(name="list")
def list_(person: str, /, *, at: At = HERE) -> Answer:
    """Show the papers of a person, those that end first at the top.

    :param person: The person's id.
    """
    from socialcase.actions.certificates import certificates_of

    with opened(at) as ws:
        found = certificates_of(ws, person)
        noted(ws, person)
    lines = columns(
        (
            label("certificate", one.certificate.what),
            one.certificate.number,
            one.certificate.valid_until or tr("without an end"),
            tr("a later one is here") if one.renewed else "",
            one.certificate.uid,
        )
        for one in found
    )
    return answer(
        {"certificates": plain(found)}, lines or [tr("No paper is noted.")], as_json=at.json
    )


@certificate.command
def ending(*, days: int = 60, at: At = HERE) -> Answer:
    """Show the papers of everybody here that end soon or ended within a year.

    :param days: Those that end within so many days.
    """
    from socialcase.actions.certificates import expiring_certificates

    with opened(at) as ws:
        found = expiring_certificates(ws, ws.today + timedelta(days=days))
    lines = columns(
        (one.valid_until, one.name, label("certificate", one.what), one.person) for one in found
    )
    none = tr("No paper ends soon.")
    return answer({"certificates": plain(found)}, lines or [none], as_json=at.json)
