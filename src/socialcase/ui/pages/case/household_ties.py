"""The forms beside the drawing that join: a relation, a tie, the day of a move, a life at home."""

from collections.abc import Callable, Mapping

from socialcase.actions.relations import HOWS
from socialcase.cases.kinship import UNBORN
from socialcase.cases.records import Member
from socialcase.texts import label, tr, vocabulary
from socialcase.ui.pages.case.household_forms import HomeForm
from socialcase.ui.speech import full_day
from socialcase.ui.widgets.buttons import Button
from socialcase.ui.widgets.field import ChoiceBox, TextBox


class RelationForm(HomeForm):
    """What joins a person with another of the drawing: chosen here, or by a second click."""

    def __init__(
        self, keep: Callable[[str, str, str, str], object], leave: Callable[[], None]
    ) -> None:
        self.kind, self.other, self.since = ChoiceBox(), ChoiceBox(), TextBox()
        self._keep, self._called = keep, ""
        self._people: dict[str, str] = {}
        super().__init__(leave, self.kind, self.other, self.since)

    def begin(self, called: str, people: Mapping[str, str]) -> None:
        """Begin with a person; `people`: all others."""
        self._called, self._people = called, dict(people)
        self.since.setText("")
        self.retranslate()
        self.open()

    def take(self, uid: str) -> None:
        """Take somebody who was clicked in the drawing as the other one."""
        if uid in self._people:
            self.other.offer(self._people, uid)
            self._act.setFocus()

    def retranslate(self) -> None:
        """Word it in the language in force."""
        words = (
            (tr("Relation"), ""),
            (tr("To whom"), tr("or click them in the drawing")),
            (tr("Since"), tr("a year is enough")),
        )
        title = tr("A relation of {name}").format(name=self._called)
        self.say(title, tr("Add the relation"), words)
        self.kind.offer(relation_choices(), self.kind.value() or "cares_for:")
        self.other.offer(self._people, self.other.value() or next(iter(self._people), ""))

    def _done(self) -> None:
        what, _, how = self.kind.value().partition(":")
        if self.other.value():
            self._keep(self.other.value(), what, how, self.since.text().strip())


def relation_choices() -> dict[str, str]:
    """What two people may be to each other; the key is "what:how"."""
    choices = {"cares_for:": label("relation", "cares_for")}
    choices |= {f"bond:{how}": label("relation_quality", how) for how in HOWS["bond"]}
    for what, words in (("parent", tr("Is a parent of")), ("child", tr("Is a child of"))):
        choices[f"{what}:born"] = words
        others = (how for how in HOWS[what] if how != "born" and how not in UNBORN)
        choices |= {f"{what}:{how}": f"{words}: {label('relation_quality', how)}" for how in others}
    partner = label("relation", "partner")
    for how in HOWS["partner"]:
        choices[f"partner:{how}"] = f"{partner}: {label('relation_quality', how)}"
    choices["sibling:"] = label("relation", "sibling")
    return choices


class TieForm(HomeForm):
    """Who or what is around the household, how strong the tie is and which way help goes."""

    def __init__(
        self,
        keep: Callable[[dict[str, str]], object],
        remove: Callable[[], object],
        leave: Callable[[], None],
    ) -> None:
        self.what, self.name, self.strength = ChoiceBox(), TextBox(), ChoiceBox()
        self.flow, self.note = ChoiceBox(), TextBox()
        self.person, self.provider = ChoiceBox(), ChoiceBox()
        self._keep, self._old = keep, False
        about = (self.what, self.name, self.provider, self.strength, self.flow, self.person)
        super().__init__(leave, *about, self.note)
        self._remove = Button(kind="quiet", tone="danger", then=remove)
        self._buttons.insertWidget(2, self._remove)

    def begin(
        self, values: Mapping[str, str], people: Mapping[str, str], providers: Mapping[str, str]
    ) -> None:
        """Begin; `values`: of a tie that is there already, else empty.

        `people`: whose it may be; `providers`: who is in the directory.
        """
        self._old = bool(values)
        self.person.offer({"": tr("the whole household"), **people}, values.get("person", ""))
        self.provider.offer({"": "", **providers}, values.get("provider", ""))
        self.fields[2].setVisible(bool(providers))
        self.retranslate()
        self.what.offer(_coded("surrounding"), values.get("what") or "family")
        self.strength.offer(_coded("tie"), values.get("strength") or "ordinary")
        self.flow.offer(_coded("flow"), values.get("flow") or "none")
        self.name.setText(values.get("name", ""))
        self.note.setText(values.get("note", ""))
        self.open()

    def retranslate(self) -> None:
        """Word it in the language in force."""
        words = (
            (tr("What it is"), ""),
            (tr("What it is called"), tr("may stay empty")),
            (tr("From the directory"), ""),
            (tr("How strong"), ""),
            (tr("Which way help goes"), ""),
            (tr("Whose tie it is"), ""),
            (tr("To be remembered"), tr("as “bread, water”")),
        )
        title = tr("Around the household")
        self.say(title, tr("Keep the tie") if self._old else tr("Add the tie"), words)
        self._remove.setText(tr("Take it out"))
        self._remove.setVisible(self._old)
        for box, codes in (
            (self.what, "surrounding"),
            (self.strength, "tie"),
            (self.flow, "flow"),
        ):
            box.offer(_coded(codes), box.value())

    def _done(self) -> None:
        self._keep(
            {
                "what": self.what.value(),
                "name": self.name.text().strip(),
                "strength": self.strength.value(),
                "flow": self.flow.value(),
                "person": self.person.value(),
                "provider": self.provider.value(),
                "note": self.note.text().strip(),
            }
        )


def _coded(vocabulary_name: str) -> dict[str, str]:
    return {code: label(vocabulary_name, code) for code in vocabulary(vocabulary_name)}


class MoveForm(HomeForm):
    """The day on which somebody moved in or out."""

    def __init__(self, keep: Callable[[str], object], leave: Callable[[], None]) -> None:
        self.day = TextBox()
        self._keep, self._called, self._out = keep, "", True
        super().__init__(leave, self.day)

    def begin(self, called: str, day: str, *, out: bool) -> None:
        """Begin with the day that is likeliest."""
        self._called, self._out = called, out
        self.day.setText(day)
        self.retranslate()
        self.open()
        self.day.selectAll()

    def retranslate(self) -> None:
        """Word it in the language in force."""
        title = tr("{name} moves out") if self._out else tr("{name} moves in")
        act = tr("Moves out") if self._out else tr("Moves in")
        self.say(title.format(name=self._called), act, ((tr("On which day"), tr("22.11.2026")),))

    def _done(self) -> None:
        self._keep(self.day.text().strip())


class LifeForm(HomeForm):
    """As what, and since when, somebody lives at home."""

    def __init__(self, keep: Callable[[dict[str, str]], object], leave: Callable[[], None]) -> None:
        self.role, self.note, self.since = ChoiceBox(), TextBox(), TextBox()
        self.member, self._keep, self._called = "", keep, ""
        self._first: dict[str, str] = {}
        super().__init__(leave, self.role, self.note, self.since)

    def begin(self, called: str, member: Member) -> None:
        """Begin with how somebody lives here now; the main person stays the main person."""
        self.member, self._called = member.uid, called
        self.retranslate()
        self.role.offer(_roles(member.role), member.role)
        self.fields[0].setVisible(member.role != "main")
        self.note.setText(member.role_note)
        self.since.setText(full_day(member.since))
        self._first = self._values()
        self.open()

    def retranslate(self) -> None:
        """Word it in the language in force."""
        words = (
            (tr("Role at home"), ""),
            (tr("About the role"), tr("as “mother-in-law”")),
            (tr("Lives here since"), tr("22.11.2026")),
        )
        title = tr("How {name} lives here").format(name=self._called)
        self.say(title, tr("Keep"), words)
        self.role.offer(_roles(self.role.value()), self.role.value())

    def _done(self) -> None:
        """Keep what is not as it was shown: what came in meanwhile is left alone."""
        now = self._values()
        self._keep({name: words for name, words in now.items() if words != self._first.get(name)})

    def _values(self) -> dict[str, str]:
        role = {"role": self.role.value()} if self.role.value() else {}
        about = {"role_note": self.note.text().strip(), "since": self.since.text().strip()}
        return {**role, **about}


def _roles(now: str) -> dict[str, str]:
    codes = (code for code in vocabulary("role_at_home") if code != "main" or now == "main")
    return {code: label("role_at_home", code) for code in codes}
