"""Published forms of others, of the size used in the field: they load and take answers here."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from socialcase.cases.clock import ASHGABAT, Clock
from socialcase.errors import FormRefused
from socialcase.forms import (
    Form,
    GroupHead,
    Item,
    NodeState,
    Question,
    RepeatBlock,
    Session,
    compile_form,
    open_session,
)

FIELD_SIZE = 60
"""Questions that a form must have to count as one of field size."""
_WANTED = 3
_KINDS = (".xlsx", ".xls")


@dataclass(frozen=True, slots=True)
class PublishedForm:
    """A form that was run: questions in all, answers given, rules that refused an answer."""

    file: str
    title: str
    questions: int
    answered: int
    refused: int


def run_published(folder: Path, clock: Clock, wanted: int = _WANTED) -> tuple[PublishedForm, ...]:
    """Load forms from `folder`, largest files first, and answer them, until `wanted` ran."""
    files = [file for file in folder.iterdir() if file.suffix in _KINDS]
    ran: list[PublishedForm] = []
    for file in sorted(files, key=lambda f: (-f.stat().st_size, f.name)):
        found = _run(file, clock)
        if found and found.title not in {one.title for one in ran}:
            ran.append(found)
        if len(ran) == wanted:
            break
    return tuple(ran)


def _run(file: Path, clock: Clock) -> PublishedForm | None:
    """`file` answered; None when it is no form that runs here, or a small one."""
    try:
        form = compile_form(file)
        session = open_session(form, now=clock.now().astimezone(ASHGABAT))
    except FormRefused:
        return None
    if sum(1 for _ in _questions(session)) < FIELD_SIZE:
        return None
    return _answered(file, form, session, clock)


def _answered(file: Path, form: Form, session: Session, clock: Clock) -> PublishedForm:
    answered = 0
    for ref in list(_questions(session)):
        value = _plausible(session.node(ref), clock)
        if value:
            session.set(ref, value)
            answered += 1
    questions = sum(1 for _ in _questions(session))
    refused = len(session.violations())
    session.serialize()
    return PublishedForm(file.name, form.title, questions, answered, refused)


def _questions(session: Session) -> Iterator[str]:
    for page in session.pages():
        yield from _refs(page.items)


def _refs(items: tuple[Item, ...]) -> Iterator[str]:
    for item in items:
        if isinstance(item, Question):
            yield item.ref
        elif isinstance(item, GroupHead):
            yield from _refs(item.items)
        elif isinstance(item, RepeatBlock):
            for instance in item.instances:
                yield from _refs(instance.items)


def _plausible(node: NodeState, clock: Clock) -> str:
    """An answer that fits the question's type; "" where nothing can be typed now."""
    if not node.relevant or node.readonly or node.kind != "question":
        return ""
    if node.choices is not None:
        return node.choices[0].value if node.choices else ""
    return _TYPED.get(node.type, _text)(clock)


def _text(_: Clock) -> str:
    return "Maral"


def _nothing(_: Clock) -> str:
    return ""


_TYPED: dict[str, Callable[[Clock], str]] = {
    "int": lambda _: "3",
    "decimal": lambda _: "3.5",
    "date": lambda clock: clock.today().isoformat(),
    "time": lambda _: "09:30:00.000+05:00",
    "dateTime": lambda clock: f"{clock.today().isoformat()}T09:30:00.000+05:00",
    "geopoint": lambda _: "37.6 61.83 0 0",
    "geotrace": _nothing,
    "geoshape": _nothing,
    "binary": _nothing,
}
