"""`socialcase person`: registering, finding and showing people."""

from typing import Annotated

from cyclopts import App, Parameter

from socialcase.cli.answer import Answer, answer, columns
from socialcase.cli.opening import HERE, At, opened
from socialcase.cli.plain import plain
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
    :param birth: 1958, ~1958 (about), 2019-03 or 2019-03-07.
    :param sex: female, male or unknown.
    :param phone: Telephone number.
    :param document: Number of a passport or certificate.
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
    texts |= {"disability": disability, "strengths": strengths, "note": note}
    filled = {field: text for field, text in texts.items() if text}
    with opened(at) as ws:
        done = add_person(
            ws, name, address=address, document={"number": document}, languages=language, **filled
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
    head = [file.line.name, file.person.birth, label("sex", file.person.sex), file.person.phone]
    homes = [home.household.label for home in file.homes]
    cases = [f"{one.number}  {one.title}  {label('status', one.status)}" for one in file.cases]
    twins = [
        tr("May be the same: {name} ({score} of 100)").format(name=t.person.name, score=t.score)
        for t in file.likely
    ]
    lines = [", ".join(filter(None, head)), *filter(None, homes), *cases, *twins]
    return answer(plain(file), lines, as_json=at.json)
