"""`socialcase person`: registering, finding and showing people."""

from datetime import date
from typing import Annotated

from cyclopts import App, Parameter

from socialcase.cli.answer import Answer, answer, columns
from socialcase.cli.opening import HERE, At, opened
from socialcase.cli.plain import plain
from socialcase.cli.reading import noted
from socialcase.errors import BadValue
from socialcase.texts import label, tr

person = App(name="person", help="Register, find and show people.")
Languages = Annotated[tuple[str, ...], Parameter(name="--language", negative=())]


@person.command
def add(
    *,
    given: str = "",
    patronymic: str = "",
    surname: str = "",
    other: str = "",
    alias: str = "",
    birth: str = "",
    sex: str = "",
    phone: str = "",
    document: str = "",
    document_type: str = "",
    safe_contact: str = "",
    communication: str = "",
    etrap: str = "",
    settlement: str = "",
    street: str = "",
    landmark: str = "",
    disability: str = "",
    language: Languages = (),
    strengths: str = "",
    note: str = "",
    at: At = HERE,
) -> Answer:
    """Register a person; a part of the name or an alias is enough.

    :param given: Given name.
    :param patronymic: Father's name as in papers.
    :param surname: Surname.
    :param other: Another name.
    :param alias: What people call them.
    :param birth: A birth date as people say it: 1958, about 1958, 2019-03, 7.3.2019, or an age.
    :param sex: female, male or unknown.
    :param phone: Telephone number.
    :param document: Number of a passport or certificate.
    :param document_type: passport, birth, travel, stateless, residence or other.
    :param safe_contact: How to call safely, and what to say if somebody else answers.
    :param communication: How to talk together.
    :param etrap: Etrap of the address.
    :param settlement: Village or town.
    :param street: Street and house.
    :param landmark: What is nearby.
    :param disability: none, suspected, certified or unknown.
    :param language: A language the person speaks; repeat it for several.
    :param strengths: What the person is good at.
    :param note: A note.
    """
    from socialcase.actions.people import add_person

    name = {"given": given, "patronymic": patronymic, "surname": surname, "other": other}
    address = {"etrap": etrap, "settlement": settlement, "street": street, "landmark": landmark}
    texts = {"alias": alias, "birth": birth, "sex": sex, "phone": phone}
    texts |= {"communication": communication}
    texts |= {"disability": disability, "strengths": strengths, "note": note}
    filled = {field: text for field, text in texts.items() if text}
    papers = {"number": document, "type": document_type}
    safe = {"how": safe_contact}
    with opened(at) as ws:
        if birth:
            filled["birth"] = _born(birth, ws.today)
        done = add_person(
            ws,
            name,
            address=address,
            document=papers,
            safe_contact=safe,
            languages=language,
            **filled,
        )
    line = tr("Kept: {record}").format(record=done.record)
    return answer({"record": done.record, "save": done.save}, [line], as_json=at.json)


@person.command
def find(text: str, /, *, limit: int = 50, at: At = HERE) -> Answer:
    """Find people by any part and any spelling of name, alias, telephone, document or address.

    :param text: What to look for.
    :param limit: How many to show at most.
    """
    from socialcase.actions.people import find_people

    with opened(at) as ws:
        rows = find_people(ws, text, limit)
    lines = columns((row.display, row.birth, row.settlement, row.uid) for row in rows)
    return answer({"people": plain(rows)}, lines or [tr("Nobody found.")], as_json=at.json)


@person.command
def show(record: str, /, *, at: At = HERE) -> Answer:
    """Show a person with households, cases and others who may be the same.

    :param record: The person's id.
    """
    from socialcase.actions.people import person_file

    with opened(at) as ws:
        file = person_file(ws, record)
        noted(ws, record)
    head = [file.line.name, file.person.birth, label("sex", file.person.sex), file.person.phone]
    homes = [home.household.label for home in file.homes if not home.member.until]
    cases = [f"{one.number}  {one.title}  {label('status', one.status)}" for one in file.cases]
    twins = [
        tr("May be the same: {name} ({score} of 100)").format(name=t.person.name, score=t.score)
        for t in file.likely
    ]
    lines = [", ".join(filter(None, head)), *filter(None, homes), *cases, *twins]
    return answer(plain(file), lines, as_json=at.json)


@person.command(name="set")
def set_(record: str, field: str, value: str, /, *, at: At = HERE) -> Answer:
    """Give one field of a person a value; an empty one clears it.

    :param record: The person's id.
    :param field: A field, or a part of one: name.surname, birth, safe_contact.how, address.etrap.
    :param value: What it is to be; languages separated by commas, a birth date as people say it.
    """
    from socialcase.actions.people import edit_person

    given: str | tuple[str, ...] | None = value or None
    with opened(at) as ws:
        if field == "languages":
            given = tuple(one.strip() for one in value.split(",") if one.strip())
        elif field in ("birth", "died") and value:
            given = _born(value, ws.today, field)
        done = edit_person(ws, record, field, given)
    line = tr("Kept.") if done.save else tr("It was so already.")
    data = {"record": record, "save": done.save, "changes": len(done.changes)}
    return answer(plain(data), [line], as_json=at.json)


@person.command
def known(
    *,
    name: str = "",
    birth: str = "",
    sex: str = "",
    phone: str = "",
    document: str = "",
    settlement: str = "",
    at: At = HERE,
) -> Answer:
    """Show who here may be somebody described, as while registering; nobody who is restricted.

    :param name: All that is known of the name, in any order and script, or an alias.
    :param birth: A birth date as people say it.
    :param sex: female or male.
    :param phone: Telephone number.
    :param document: Number of a passport or certificate.
    :param settlement: Village or town.
    """
    from socialcase.actions.registering import known_ones
    from socialcase.cases.likeness import Described

    with opened(at) as ws:
        wanted = Described(name, _born(birth, ws.today), sex, "", settlement, document, phone)
        found = known_ones(ws, wanted, limit=10)
    lines = columns(
        (str(one.score), one.person.name, one.settlement, ", ".join(one.reasons), one.person.uid)
        for one in found
    )
    return answer({"people": plain(found)}, lines or [tr("Nobody found.")], as_json=at.json)


def _born(typed: str, today: date, field: str = "birth") -> str:
    """The written form of a date as people say it. Raises BadValue."""
    from socialcase.cases.births import read_birth

    try:
        return read_birth(typed, today)
    except ValueError as wrong:
        raise BadValue("person", field, "1958, ~1958, 2019-03") from wrong
