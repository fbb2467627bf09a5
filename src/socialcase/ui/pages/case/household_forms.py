"""The forms that open beside the drawing for somebody: a new member, a relative."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from socialcase.actions.relations import HOWS, RELATIVES, Relative
from socialcase.cases.kinship import UNBORN
from socialcase.texts import label, tr, vocabulary
from socialcase.ui.pages.person_hints import remark_birth
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
        self.boxes: list[CheckBox] = []
        for editor in editors:
            if isinstance(editor, TextBox):
                editor.returnPressed.connect(self._act.click)
        self.hide()

    def say(self, title: str, act: str, words: Sequence[tuple[str, str]]) -> None:
        """Word heading, button and fields (label, hint)."""
        self._title.setText(title)
        self._act.setText(act)
        self._leave.setText(tr("Close"))
        for field, (name, hint) in zip(self.fields, words, strict=True):
            field.set_words(name, hint)

    def written(self) -> dict[str, QWidget]:
        """What is written down while it is not kept: the fields by their place, then the ticks."""
        editors = [*(field.editor for field in self.fields), *self.boxes]
        return {str(place): editor for place, editor in enumerate(editors)}

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


class SomebodyForm(HomeForm):
    """A form about somebody who may be known already. `today` is asked for to read an age."""

    given: TextBox
    surname: TextBox
    birth: TextBox
    sex: ChoiceBox

    def __init__(
        self, leave: Callable[[], None], today: Callable[[], date], *editors: QWidget
    ) -> None:
        super().__init__(leave, *editors)
        self._today = today
        self._born = next(field for field in self.fields if field.editor is self.birth)
        self.birth.editingFinished.connect(self.born)

    def born(self) -> str:
        """The birth in its written form, said beside it; as typed where it cannot be read."""
        typed = self.birth.text().strip()
        return remark_birth(self._born, typed, self._today()) or typed


class NewMember(SomebodyForm):
    """Somebody who lives here; a name has to be given."""

    def __init__(
        self, keep: Callable[[], None], leave: Callable[[], None], today: Callable[[], date]
    ) -> None:
        self.given, self.surname = TextBox(), TextBox()
        self.birth, self.note = TextBox(), TextBox()
        self.sex, self.role = ChoiceBox(), ChoiceBox()
        self._keep = keep
        super().__init__(
            leave, today, self.given, self.surname, self.birth, self.sex, self.role, self.note
        )

    def retranslate(self) -> None:
        """Word it in the language in force."""
        words = (
            (tr("Given name"), ""),
            (tr("Surname"), ""),
            (tr("Born, or age"), tr("1958, about 1958, 7.3.2019 or 64")),
            (tr("Sex"), ""),
            (tr("Role at home"), ""),
            (tr("About the role"), tr("as “mother-in-law”")),
        )
        self.say(tr("A new member of the household"), tr("Add to the household"), words)
        self.sex.offer(sexes(), self.sex.value())
        codes = (code for code in vocabulary("role_at_home") if code != "main")
        roles = {code: label("role_at_home", code) for code in codes}
        self.role.offer(roles, self.role.value() or "child")

    def begin(self) -> None:
        """Begin with an empty form."""
        for box in (self.given, self.birth, self.note):
            box.setText("")
        self._born.remark("")
        self.open()

    def name(self) -> dict[str, str]:
        """The parts of the name that were written; a complaint where there is none."""
        parts = {"given": self.given.text().strip(), "surname": self.surname.text().strip()}
        found = {part: words for part, words in parts.items() if words}
        self.fields[0].complain("" if found else tr("Write a name."))
        return found

    def _done(self) -> None:
        self._keep()


class RelativeForm(SomebodyForm):
    """Somebody new beside a person of the drawing; nothing but what they are has to be known."""

    def __init__(
        self,
        keep: Callable[[Relative], object],
        leave: Callable[[], None],
        today: Callable[[], date],
    ) -> None:
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
        super().__init__(leave, today, *about, self.birth, self.died, self.note, self.since)
        self.boxes += [self.here, self.too]
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
        self._born.remark("")
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
            (tr("Born, or age"), tr("1958, about 1958, 7.3.2019 or 64")),
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
        fitting = (code for code in HOWS.get(what, ()) if what == "child" or code not in UNBORN)
        hows = {code: label("relation_quality", code) for code in fitting}
        self.how.offer(hows or {"": ""}, next(iter(hows), ""))
        self.how.setEnabled(bool(hows))
        self.beside.setEnabled(what == "child")
        count = {"parent": self._alike, "partner": self._alone}.get(what, 0)
        self.too.setVisible(bool(count) and not self._implied)
        self.too.setChecked(what == "parent" and bool(count))
        alike = tr("Also the parent of the brothers and sisters")
        self.too.setText(alike if what == "parent" else tr("Also the parent of the children"))
        self.too.updateGeometry()

    def relative(self, person: str = "") -> Relative:
        """What there is to keep; `person`: somebody registered already."""
        here, what = self.here.isChecked(), self.what.value()
        return Relative(
            what,
            self.how.value(),
            {"given": self.given.text(), "surname": self.surname.text()},
            self.sex.value(),
            self.born(),
            self.died.text().strip(),
            self.note.text().strip(),
            here,
            self.since.text().strip() if here else "",
            self.beside.value() if what == "child" else "",
            self.too.isVisible() and self.too.isChecked(),
            person,
        )

    def _done(self) -> None:
        self._keep(self.relative())


def relative_words(code: str) -> str:
    """What a relative is, in words."""
    return {
        "parent": tr("Parent"),
        "partner": tr("Partner"),
        "child": tr("Child"),
        "sibling": tr("Brother or sister"),
    }[code]
