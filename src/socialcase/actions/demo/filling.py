"""Filling the needs assessment for a family: question names become refs, one answer at a time."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Protocol

from socialcase.actions.demo.family import CHILD_BELOW, DemoAssessment, DemoPerson, Family
from socialcase.forms import ChangeSet, GroupHead, Item, Question, RepeatBlock, Session

Answer = Callable[[str, str, str], ChangeSet]
"""answer(op, ref, value): gives one answer and keeps it."""

_REPEAT = "member"
_WELAYAT = "mary"
_CARES_FROM = 5


class Showing(Protocol):
    """What the story says of a form while it is filled."""

    def appeared(self, question: str, answered: str, value: str) -> None:
        """`question` appeared because `answered` was given `value` (words of the form)."""

    def refused(self, question: str, value: str, message: str) -> None:
        """`value` breaks a rule of the form, which says `message`."""

    def scored(self, session: Session) -> None:
        """The form is filled; its scores stand."""


WRONG_FIRST = {"days_alone": "42"}
"""What the story answers wrongly at first, where the form is shown to an audience."""


@dataclass(slots=True)
class Filling:
    """A form being filled by way of `answer`, with `showing` told what is worth telling."""

    session: Session
    answer: Answer
    showing: Showing | None = None
    _refs: dict[str, str] = field(default_factory=dict)

    def fill(self, family: Family, told: DemoAssessment, told_on: str) -> None:
        """Give every answer of `told`, and list who lives in the household."""
        self._refs = refs(item for page in self.session.pages() for item in page.items)
        self.put("told_on", told_on)
        self.put("welayat", _WELAYAT)
        self.put("etrap", family.etrap)
        self._list_people(family.people)
        for name, value in told.answers.items():
            self._put_shown(name, value)
        if self.showing:
            self.showing.scored(self.session)

    def put(self, name: str, value: str) -> ChangeSet:
        """Answer the question `name`. Raises KeyError when the form has none."""
        return self.answer("set", self._refs[name], value)

    def _put_shown(self, name: str, value: str) -> None:
        if self.showing and name in WRONG_FIRST:
            self._be_refused(self.showing, name, WRONG_FIRST[name])
        change = self.put(name, value)
        if self.showing:
            self._tell_what_appeared(self.showing, name, change)

    def _be_refused(self, showing: Showing, name: str, wrong: str) -> None:
        self.put(name, wrong)
        node = self.session.node(self._refs[name])
        if node.violation:
            showing.refused(node.label, wrong, node.message)

    def _tell_what_appeared(self, showing: Showing, name: str, change: ChangeSet) -> None:
        asked = self.session.node(self._refs[name])
        chosen = {choice.value: choice.label for choice in asked.choices or ()}
        for ref, facet in change.changes:
            node = self.session.node(ref)
            asks = node.kind == "question" and node.label  # the head of a table asks nothing
            if facet == "relevant" and node.relevant and asks:
                showing.appeared(node.label, asked.label, chosen.get(asked.value, asked.value))

    def _list_people(self, people: tuple[DemoPerson, ...]) -> None:
        repeat = self._refs[_REPEAT]
        present = len(_instances(self.session, repeat))
        for number, person in enumerate(people, start=1):
            if number > present:
                self.answer("add", repeat, "")
            for name, value in _member(person).items():
                self.answer("set", f"{repeat}[{number}]/{name}", value)


def refs(items: Iterable[Item]) -> dict[str, str]:
    """The ref of every question and repeat by its name; questions inside repeats are left out."""
    found: dict[str, str] = {}
    for item in items:
        if isinstance(item, GroupHead):
            found |= refs(item.items)
        else:
            found[item.ref.rpartition("/")[2]] = item.ref
    return found


def _instances(session: Session, repeat: str) -> tuple[object, ...]:
    blocks = [item for page in session.pages() for item in _flat(page.items)]
    return next(b.instances for b in blocks if isinstance(b, RepeatBlock) and b.ref == repeat)


def _flat(items: Iterable[Item]) -> Iterable[Question | RepeatBlock]:
    for item in items:
        if isinstance(item, GroupHead):
            yield from _flat(item.items)
        else:
            yield item


def _member(person: DemoPerson) -> dict[str, str]:
    answers = {
        "member_name": person.given,
        "member_sex": person.sex,
        "member_age": str(person.age),
        "member_role": person.role,
        "member_difficulty": "yes" if person.disabled else "no",
    }
    if _CARES_FROM <= person.age < CHILD_BELOW:
        answers["member_cares"] = "yes" if person.cares else "no"
    return answers
