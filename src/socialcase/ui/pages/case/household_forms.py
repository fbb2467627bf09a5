"""The forms that open beside the drawing: a new member, a relative, a relation, a tie, a move."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from socialcase.actions.relations import HOWS, RELATIVES, Relative
from socialcase.texts import label, tr, vocabulary
from socialcase.ui.widgets.buttons import Button
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.check_box import CheckBox
from socialcase.ui.widgets.field import ChoiceBox, Field, TextBox
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import row
from socialcase.ui.widgets.scrolling import show_whole

_ACROSS = 3


class HomeForm(Card):
    """A heading, fields in rows of three, and what keeps or leaves them."""

    def __init__(self, leave: Callable[[], None], *editors: QWidget) -> None:
        super().__init__(padding=(16, 12, 16, 16))
        self._title = Words(weight="bold")
        self._act = Button(then=self._done)
        self._leave = Button(kind="quiet", then=leave)
        self.fields = [Field("", editor) for editor in editors]
        self.put(self._title)
        for at in range(0, len(self.fields), _ACROSS):
            some = self.fields[at : at + _ACROSS]
            padding = [QWidget() for _ in range(_ACROSS - len(some))]
            line = row(*some, *padding, gap=14)
            for place in range(_ACROSS):
                line.setStretch(place, 1)
            self.put(line)
        self._buttons = row(self._act, self._leave, None)
        self.put(2, self._buttons)
        for editor in editors:
            if isinstance(editor, TextBox):
                editor.returnPressed.connect(self._act.click)
        self.hide()

    def say(self, title: str, act: str, words: Sequence[tuple[str, str]]) -> None:
        """Word heading, button and fields (label, hint)."""
        self._title.setText(title)
        self._act.setText(act)
        self._leave.setText(tr("Done"))
        for field, (name, hint) in zip(self.fields, words, strict=True):
            field.set_words(name, hint)

    def retranslate(self) -> None:
        """Word it in the language in force."""
        raise NotImplementedError

    def open(self) -> None:
        """Show the form and bring the keyboard into it."""
        self.show()
        self.fields[0].editor.setFocus()
        show_whole(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves the form."""
        if event.key() == Qt.Key.Key_Escape:
            self._leave.click()
        else:
            super().keyPressEvent(event)

    def _done(self) -> None:
        raise NotImplementedError


def sexes() -> dict[str, str]:
    """The choices of a sex, "" first."""
    return {"": "", **{code: label("sex", code) for code in vocabulary("sex")}}


class NewMember(HomeForm):
    """Somebody who lives here; a name has to be given."""

    def __init__(self, keep: Callable[[], None], leave: Callable[[], None]) -> None:
        self.given, self.surname = TextBox(), TextBox()
        self.birth, self.note = TextBox(), TextBox()
        self.sex, self.role = ChoiceBox(), ChoiceBox()
        self._keep = keep
        super().__init__(
            leave, self.given, self.surname, self.birth, self.sex, self.role, self.note
        )

    def retranslate(self) -> None:
        """Word it in the language in force."""
        words = (
            (tr("Given name"), ""),
            (tr("Surname"), ""),
            (tr("Born"), tr("1958, ~1958 or 7.3.2019")),
            (tr("Sex"), ""),
            (tr("Role at home"), ""),
            (tr("About the role"), tr("as “mother-in-law”")),
        )
        self.say(tr("A new member of the household"), tr("Add to the household"), words)
        self.sex.offer(sexes(), self.sex.value())
        roles = {code: label("role_at_home", code) for code in vocabulary("role_at_home")}
        self.role.offer(roles, self.role.value() or "child")

    def begin(self) -> None:
        """Begin with an empty form."""
        for box in (self.given, self.birth, self.note):
            box.setText("")
        self.open()

    def name(self) -> dict[str, str]:
        """The parts of the name that were written; a complaint where there is none."""
        parts = {"given": self.given.text().strip(), "surname": self.surname.text().strip()}
        found = {part: words for part, words in parts.items() if words}
        self.fields[0].complain("" if found else tr("Write a name."))
        return found

    def _done(self) -> None:
        self._keep()


class RelativeForm(HomeForm):
    """Somebody new beside a person of the drawing; nothing but what they are has to be known."""

    def __init__(self, keep: Callable[[Relative], object], leave: Callable[[], None]) -> None:
        self.what, self.how = ChoiceBox(kept=self._other_hows), ChoiceBox()
        self.beside, self.sex = ChoiceBox(), ChoiceBox()
        self.given, self.surname = TextBox(), TextBox()
        self.birth, self.died, self.since = TextBox(), TextBox(), TextBox()
        self.note = TextBox()
        self.here = CheckBox(then=lambda on: self.since.setEnabled(on))
        self.too = CheckBox()
        self._alike, self._alone = 0, 0
        self._keep, self._called, self._partners = keep, "", {"": ""}
        self._implied = False
        about = (self.what, self.how, self.beside, self.given, self.surname, self.sex)
        super().__init__(leave, *about, self.birth, self.died, self.note, self.since)
        self._buttons.insertWidget(0, self.here)
        self._buttons.insertWidget(1, self.too)

    def begin(
        self,
        called: str,
        partners: Mapping[str, str],
        others: tuple[int, int] = (0, 0),
        *,
        implied: bool = False,
    ) -> None:
        """Begin beside somebody; `partners`: who may be a child's other parent.

        `others`: how many brothers and sisters a new parent, how many children a new partner may
        have as well. `implied`: the drawing has the person already, only not written down.
        """
        self._alike, self._alone = others
        self._called, self._partners, self._implied = called, {"": "", **partners}, implied
        for box in (self.given, self.birth, self.died, self.note, self.since):
            box.setText("")
        self.here.setChecked(False)
        self.since.setEnabled(False)
        for field in self.fields[:3]:
            field.setVisible(not implied)
        self.here.setVisible(not implied)
        self.fields[-1].setVisible(not implied)
        self.retranslate()
        self.open()
        if implied:
            self.given.setFocus()

    def retranslate(self) -> None:
        """Word it in the language in force."""
        title = tr("A relative of {name}").format(name=self._called)
        if self._implied:
            title = tr("Who this is: {name}").format(name=self._called)
        words = (
            (tr("What they are"), ""),
            (tr("How"), ""),
            (tr("The other parent"), ""),
            (tr("Given name"), tr("may stay empty")),
            (tr("Surname"), ""),
            (tr("Sex"), ""),
            (tr("Born"), tr("1958, ~1958 or 7.3.2019")),
            (tr("Died"), tr("a year is enough")),
            (tr("To be remembered"), tr("as “2 km away”")),
            (tr("Lives here since"), ""),
        )
        self.say(title, tr("Add the relative"), words)
        self.here.setText(tr("Lives here"))
        kinds = {code: relative_words(code) for code in RELATIVES}
        self.what.offer(kinds, self.what.value() or "child")
        self.sex.offer(sexes(), self.sex.value())
        self.beside.offer(self._partners, next(iter([*self._partners][1:2]), ""))
        self._other_hows()

    def _other_hows(self, _what: str = "") -> None:
        what = self.what.value()
        hows = {code: label("relation_quality", code) for code in HOWS.get(what, ())}
        self.how.offer(hows or {"": ""}, next(iter(hows), ""))
        self.how.setEnabled(bool(hows))
        self.beside.setEnabled(what == "child")
        count = {"parent": self._alike, "partner": self._alone}.get(what, 0)
        self.too.setVisible(bool(count) and not self._implied)
        self.too.setChecked(what == "parent" and bool(count))
        alike = tr("Also the parent of the brothers and sisters")
        self.too.setText(alike if what == "parent" else tr("Also the parent of the children"))
        self.too.updateGeometry()

    def _done(self) -> None:
        name = {"given": self.given.text(), "surname": self.surname.text()}
        self._keep(
            Relative(
                self.what.value(),
                self.how.value(),
                name,
                self.sex.value(),
                self.birth.text().strip(),
                self.died.text().strip(),
                self.note.text().strip(),
                self.here.isChecked(),
                self.since.text().strip() if self.here.isChecked() else "",
                self.beside.value() if self.what.value() == "child" else "",
                self.too.isVisible() and self.too.isChecked(),
            )
        )


def relative_words(code: str) -> str:
    """What a relative is, in words."""
    return {
        "parent": tr("Parent"),
        "partner": tr("Partner"),
        "child": tr("Child"),
        "sibling": tr("Brother or sister"),
    }[code]


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
    choices |= {"parent:born": tr("Is a parent of"), "child:born": tr("Is a child of")}
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
