"""That a person has died: asked quietly, with what it leaves open, and to be taken back."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from socialcase.actions.deaths import LeftBehind, left_behind, write_death
from socialcase.actions.lines import PersonLine
from socialcase.actions.people import PersonFile
from socialcase.cases.births import read_birth
from socialcase.texts import tr
from socialcase.ui.page import Page, Target
from socialcase.ui.reading_order import bring_into_sight
from socialcase.ui.speech import full_day, with_age
from socialcase.ui.widgets.buttons import Button, link
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.field import Field, TextBox
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import boxed, clear, column, row
from socialcase.ui.written_form import WrittenForm


class DeathPanel(QWidget):
    """A quiet link; behind it a card that names what stays open, and one field."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._file: PersonFile | None = None
        self.ask = link(then=self.open)
        self._card = Card(padding=(14, 12, 14, 14))
        self._lead = Words(wrap=True)
        self._left = QVBoxLayout()
        self._left.setSpacing(6)
        self.when = TextBox()
        self._when = Field("", self.when)
        self._written = WrittenForm(page, {"when": self.when})
        self.write = Button(then=self._write)
        self._leave = Button(then=self._close)
        self.back = link(then=self._take_back)
        self._died = Words(tone="muted", wrap=True)
        self._told = boxed(row(self._died, self.back, None))
        self._card.head("")
        self._card.put(
            self._written.since,
            self._lead,
            self._left,
            self._when,
            row(self.write, self._leave, None),
        )
        self._card.hide()
        self.setLayout(column(row(self.ask, None), self._told, self._card, gap=6))

    def retranslate(self) -> None:
        """Word everything in the language in force."""
        self.ask.setText(tr("This person has died…"))
        self._written.retranslate()
        self._card.head(tr("A death"))
        self._lead.setText(
            tr("Nothing is closed by it. What stays open is named here, for whoever goes on.")
        )
        self._when.set_words(tr("When, as far as it is known"), tr("a year, a month or a day"))
        self.write.setText(tr("Write the death down"))
        self._leave.setText(tr("Not now"))
        self.back.setText(tr("This is a mistake"))
        self._show()

    def show_file(self, file: PersonFile) -> None:
        """Show how it stands with a person."""
        if self._file is None or self._file.person.uid != file.person.uid:
            self._written.blank()
            self._card.hide()
        self._file = file
        self._show()

    def open(self) -> None:
        """Ask, with what is left behind."""
        file = self._file
        if file is None:
            return
        ws, uid = self._page.context.workspace, file.person.uid
        left = self._page.read(lambda: left_behind(ws, uid))
        if left is None:
            return
        self._show_left(left)
        self._written.begin(f"death:{uid}")
        self._card.show()
        self.ask.hide()
        self.when.setFocus()
        QTimer.singleShot(0, self, lambda: bring_into_sight(self.write))  # once it has its place

    def _show(self) -> None:
        died = self._file.person.died if self._file is not None else ""
        self._died.setText(tr("Died: {when}").format(when=full_day(died)))
        self._told.setVisible(bool(died))
        self.ask.setVisible(not died and self._card.isHidden())

    def _show_left(self, left: LeftBehind) -> None:
        clear(self._left)
        for case in left.cases:
            words = tr("Stays open: {case}").format(case=case.title or case.number)
            target = Target("case", case.uid)
            self._line(words, tr("Open the case file"), target)
        for one in left.cared_for:
            asked = tr("{name} was in their care. Who cares now?")
            self._person_line(asked, one)
        others = [one for one in left.at_home if one not in left.cared_for]
        if others:
            names = ", ".join(with_age(one.name or tr("name not known"), one.age) for one in others)
            said = tr("They lived with: {names}").format(names=names)
            self._left.addWidget(Words(said, wrap=True))

    def _person_line(self, words: str, one: PersonLine) -> None:
        name = with_age(one.name or tr("name not known"), one.age)
        self._line(words.format(name=name), tr("Look at the file"), Target("person", one.uid))

    def _line(self, words: str, go: str, target: Target) -> None:
        button = link(go, then=lambda: self._page.context.open(target))
        button.setAccessibleName(f"{go}: {words}")
        shown = row(Words(words, wrap=True), button)
        shown.setStretch(0, 1)
        self._left.addWidget(boxed(shown))

    def _write(self) -> None:
        file, typed = self._file, self.when.text().strip()
        if file is None:
            return
        try:
            died = read_birth(typed, self._page.context.workspace.today) if typed else ""
        except ValueError:
            died = ""
        if not died or len(typed) < len("1958"):
            self._when.complain(tr("Write a year, a month with its year, or a date."))
            self.when.setFocus()
            return
        ws, uid = self._page.context.workspace, file.person.uid
        done = self._written.keep(lambda: write_death(ws, uid, died))
        if done is not None:
            self._close()
            self._page.undoable(done, tr("The death is written down"))

    def _take_back(self) -> None:
        file = self._file
        if file is not None:
            ws, uid = self._page.context.workspace, file.person.uid
            self._page.keep(lambda: write_death(ws, uid, ""))

    def _close(self) -> None:
        self._when.complain("")
        self._written.blank()
        self.when.setText("")
        self._card.hide()
        self._show()
        self.ask.setFocus()
