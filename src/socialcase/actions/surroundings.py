"""What a form may read of the casework around it: the case, the person, what was said last time.

A form asks for it as for a file beside it: a row `xml-external` called `case` or `person`, read as
`instance('person')/root/item/given`; `${last-saved#question}` reads the last finished submission.
Nothing else leaves the records, and nothing at all where a form does not ask.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, tostring

from socialcase.actions.finding import fetch
from socialcase.actions.scope import named_in
from socialcase.actions.workspaces import Workspace
from socialcase.cases.dates import age_on
from socialcase.cases.records import Assessment, Case, Person

if TYPE_CHECKING:
    from socialcase.actions.form_versions import ReadyForm

LAST_SAVED = "__last-saved"
"""The instance that `${last-saved#…}` is compiled to."""


def surroundings(ws: Workspace, ready: "ReadyForm", case: str, person: str) -> dict[str, str]:
    """The instances that a form reads and the program brings, by name, as XML.

    `person`: "" for an assessment of the whole family. What is about no case has none: the last
    answers there may be a colleague's. Raises NotFound.
    """
    if not case:
        return {}
    brought: dict[str, Callable[[], str]] = {
        LAST_SAVED: lambda: last_submission(ws, case, person, ready.form.form_id),
        "case": lambda: _item(_case(fetch(ws, Case, case))),
        "person": lambda: _item(_told_of(ws, case, person)),
    }
    asked = {n for n in ready.form.instances if f"{n}.xml" not in ready.resources}
    found = {name: make() for name, make in brought.items() if name in asked}
    return {name: xml for name, xml in found.items() if xml}


def last_submission(ws: Workspace, case: str, person: str, form_id: str) -> str:
    """The newest finished submission of a form in a case about somebody; "" if there is none."""
    where = {"case": case, "person": person, "form_id": form_id}
    with ws.store.reading() as reading:
        last = reading.page(Assessment, where, order="finished", descending=True, limit=1)
    return last[0].submission if last else ""


def _case(case: Case) -> dict[str, str]:
    return {
        "number": case.number,
        "title": case.title,
        "etrap": case.etrap,
        "status": case.status,
        "risk_level": case.risk_level,
        "groups": " ".join(case.groups),
        "opened": case.opened,
    }


def _told_of(ws: Workspace, case: str, person: str) -> dict[str, str]:
    """What is told of the person: nothing where more people read the case than may see them."""
    if not person:
        return {}
    found = fetch(ws, Person, person)
    with ws.store.reading() as reading:
        readers, allowed = named_in(reading, case), named_in(reading, person)
    closed = allowed and not (readers and set(readers) <= set(allowed))
    return {} if closed else _person(ws, found)


def _person(ws: Workspace, person: Person) -> dict[str, str]:
    age = age_on(person.birth, ws.today)
    return {
        "given": person.name_given,
        "patronymic": person.name_patronymic,
        "surname": person.name_surname,
        "sex": person.sex,
        "birth": person.birth,
        "age": "" if age is None else str(age.years),
        "disability": person.disability,
        "etrap": person.address_etrap,
        "settlement": person.address_settlement,
    }


def _item(values: dict[str, str]) -> str:
    root = Element("root")
    item = SubElement(root, "item")
    for name, value in values.items():
        SubElement(item, name).text = value
    return tostring(root, encoding="unicode")
