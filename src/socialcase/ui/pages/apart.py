"""Forms about no case: beginning one, and what was finished, one's own private ones among it."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from socialcase.actions.apart import ApartLine, apart_lines, forms_apart
from socialcase.actions.assessments import start_apart
from socialcase.actions.form_versions import in_force
from socialcase.actions.kept_answers import own_record
from socialcase.actions.own_checks import delete_check
from socialcase.texts import tr
from socialcase.ui.page import Page, Target
from socialcase.ui.pages.case.score_row import ScoreRow
from socialcase.ui.speech import day_words, joined
from socialcase.ui.widgets.buttons import Button, link
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.chip import Chip
from socialcase.ui.widgets.field import ChoiceBox
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import clear, column, row


class AboutNoCase(QWidget):
    """A choice of forms with a button, and a card for each that was finished."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._heading = Words(size="section", weight="bold")
        self._lead = Words(tone="muted", wrap=True)
        self.form = ChoiceBox()
        self.form.setMinimumWidth(300)
        self.begin = Button(icon_name="clipboard-text", then=self._start)
        self._asked: dict[str, str] = {}
        self._cards = QVBoxLayout()
        self._cards.setSpacing(12)
        head = column(self._heading, self._lead, gap=2)
        layout = column(head, row(self.form, self.begin, None), self._cards, gap=12)
        layout.setContentsMargins(0, 0, 0, 0)
        self.setLayout(layout)

    def load(self) -> None:
        """Word everything, and read what can be begun and what was finished."""
        self._heading.setText(tr("About no case"))
        self._lead.setText(
            tr("What is private stays on this laptop: no bundle and no backup has it.")
        )
        self.form.setAccessibleName(tr("Form about no case"))
        self.begin.setText(tr("Begin the form"))
        ws = self._page.context.workspace
        found = self._page.read(lambda: forms_apart(ws)) or []
        self._asked = {one.form_id: in_force(one.languages) for one in found}
        self.form.offer({one.form_id: one.title for one in found}, self.form.value())
        if found and self.form.currentIndex() < 0:
            self.form.setCurrentIndex(0)
        self.setVisible(bool(found))
        clear(self._cards)
        for line in self._page.read(lambda: apart_lines(ws)) or []:
            self._cards.addWidget(self._card(line))

    def _start(self) -> None:
        ws, form = self._page.context.workspace, self.form.value()
        opened = self._page.read(lambda: start_apart(ws, form, self._asked.get(form, "")))
        if opened is not None:
            self._page.context.open(Target("filler", opened.draft))

    def _card(self, line: ApartLine) -> Card:
        card = Card(padding=(14, 10, 14, 12))
        card.head(line.title, joined(day_words(line.told_on), line.author_name))
        record = own_record(line.uid) if line.private else line.uid
        if line.private:
            card.beside_head(Chip(tr("Only for you"), icon_name="lock-simple"))
            card.beside_head(_Deleting(lambda: self._delete(line.uid)))
        read = link(tr("Read"), then=lambda: self._page.context.open(Target("answers", record)))
        card.beside_head(read)
        scores = [ScoreRow(score) for score in line.scores]
        card.put(*scores)
        if line.private and scores:
            _cover(card, scores)
        return card

    def _delete(self, uid: str) -> None:
        def delete() -> bool:
            delete_check(self._page.context.workspace, uid)
            return True

        if self._page.read(delete):
            self._page.context.toast(tr("It is deleted for good."), None)
            self.load()


def _cover(card: Card, scores: Sequence[QWidget]) -> None:
    """What is private is not to be read by whoever looks on: it shows when it is asked for."""
    for one in scores:
        one.hide()

    def uncover() -> None:
        show.hide()
        for one in scores:
            one.show()

    show = link(tr("Show the figures"), then=uncover)
    card.put(row(show, None))


class _Deleting(QWidget):
    """A quiet button; pressed, it asks once more. There is no way back: no log has it."""

    def __init__(self, delete: Callable[[], object]) -> None:
        super().__init__()
        self._begin = link(tr("Delete…"), then=self._ask)
        self._sure = Button(tr("Delete for good"), tone="danger", small=True, then=delete)
        self._leave = link(tr("Leave it"), then=self._put_away)
        layout = row(self._begin, self._sure, self._leave)
        layout.setContentsMargins(0, 0, 0, 0)
        self.setLayout(layout)
        self._put_away()

    def _ask(self) -> None:
        self._show(asking=True)
        self._leave.setFocus()

    def _put_away(self) -> None:
        self._show(asking=False)

    def _show(self, *, asking: bool) -> None:
        self._begin.setVisible(not asking)
        self._sure.setVisible(asking)
        self._leave.setVisible(asking)
