"""What the demo says while it runs, in plain words."""

from dataclasses import dataclass, field

from socialcase.actions.demo.cast import Say
from socialcase.actions.demo.family import Composition
from socialcase.actions.demo.rounds import Trip
from socialcase.forms import Session
from socialcase.texts import tr, trn

_INDENT = "   "


@dataclass(slots=True)
class Telling:
    """Says headings and lines through `say`."""

    say: Say
    _step: int = 0

    def step(self, title: str) -> None:
        """The next step of the story begins."""
        self._step += 1
        self.say("")
        self.say(f"{self._step}  {title}")

    def line(self, text: str) -> None:
        """One thing that happened in this step."""
        self.say(_INDENT + text)

    def people(self, made_of: Composition) -> None:
        """Who the families are, in numbers."""
        self.line(
            tr(
                "{families} case files, {people} people: {children} % children, {disabled} % people"
                " with disabilities, {older} % older people. All of them are invented."
            ).format(
                families=made_of.families,
                people=made_of.people,
                children=round(made_of.share(made_of.children)),
                disabled=round(made_of.share(made_of.disabled)),
                older=round(made_of.share(made_of.older)),
            )
        )

    def up(self, name: str, trip: Trip) -> None:
        """A laptop's bundle reached the office."""
        self.line(
            tr("{name} → office: {changes} in {cases}, sealed, {size} kB.").format(
                name=name,
                changes=_changes(trip.changes),
                cases=trn("{n} case", "{n} cases", trip.cases).format(n=trip.cases),
                size=_kilobytes(trip),
            )
        )
        if trip.unreadable:
            self.line(
                tr(
                    "  {count} of them are in a restricted file that the office cannot read."
                ).format(count=trip.unreadable)
            )
        self._held(trip)

    def down(self, name: str, trip: Trip) -> None:
        """The office's bundle reached a laptop."""
        if trip.changes:
            text = tr("office → {name}: {changes}, sealed, {size} kB.")
        else:
            text = tr("office → {name}: nothing new, only what the office has of them.")
        self.line(text.format(name=name, changes=_changes(trip.changes), size=_kilobytes(trip)))
        self._held(trip)

    def _held(self, trip: Trip) -> None:
        if trip.held:
            self.line(tr("  {count} of them wait for review.").format(count=trip.held))


def _changes(count: int) -> str:
    return trn("{n} change", "{n} changes", count).format(n=count)


def _kilobytes(trip: Trip) -> int:
    return -(-trip.size // 1024)


@dataclass(slots=True)
class FormTelling:
    """Says what a form does while it is filled, and remembers it.

    `appearances`, `refusals`: (question, answer) and (question, message), as said.
    """

    telling: Telling
    appearances: list[tuple[str, str]] = field(default_factory=list)
    refusals: list[tuple[str, str]] = field(default_factory=list)
    scores: list[tuple[str, str]] = field(default_factory=list)
    needs: list[str] = field(default_factory=list)

    def appeared(self, question: str, answered: str, value: str) -> None:
        """A question appeared; the first of them is told, the others counted."""
        self.appearances.append((question, value))
        if len(self.appearances) == 1:
            self.telling.line(
                tr("“{answered}” {value}. A question appears: “{question}”").format(
                    answered=answered, value=value, question=question
                )
            )

    def refused(self, question: str, value: str, message: str) -> None:
        """A rule of the form does not take an answer."""
        self.refusals.append((question, message))
        self.telling.line(
            tr("“{question}” {value}. The form says: “{message}”").format(
                question=question, value=value, message=message
            )
        )

    def scored(self, session: Session) -> None:
        """The scores and needs that stand at the end."""
        self.scores.extend((one.label, one.value) for one in session.scores() if one.value)
        self.needs.extend(one.label for one in session.needs())
        self.telling.line(
            tr("{count} questions appeared through other answers. To talk about:").format(
                count=len(self.appearances)
            )
        )
        for label, value in self.scores:
            self.telling.line(f"  {label}: {value}")
        self.telling.line(tr("Needs found: {needs}.").format(needs="; ".join(self.needs)))
