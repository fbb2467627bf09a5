"""Emergency numbers: the usual ones confirmed or changed by the office, and more besides them."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from socialcase.actions.done import Done
from socialcase.actions.hotlines import (
    Line,
    add_line,
    drop_line,
    every_line,
    may_set_lines,
    set_line,
)
from socialcase.actions.unkept import Unkept, all_unkept
from socialcase.texts import tr
from socialcase.texts.places import etrap_codes
from socialcase.ui.page import Page, PageContext, page_column, scrolled
from socialcase.ui.speech import etrap_words, joined
from socialcase.ui.widgets.buttons import Button, link
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.field import ChoiceBox, Field, TextBox
from socialcase.ui.widgets.labels import Rule, Words
from socialcase.ui.widgets.layout import clear, column, row
from socialcase.ui.written_form import WrittenForm

_SHARES = (4, 3, 6, 2)
"""How the columns share the width: whom, number, source, what can be done."""


class HotlinesPage(Page):
    """A row for each number with where it comes from, and a form for one more."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._title = Words(size="title", weight="bold")
        self._lead = Words(tone="muted", wrap=True)
        self.rows: dict[str, LineRow] = {}
        self._card = Card(padding=(18, 14, 18, 16))
        self._lines = QGridLayout()
        self._lines.setHorizontalSpacing(14)
        self._lines.setVerticalSpacing(8)
        for place, share in enumerate(_SHARES):
            self._lines.setColumnStretch(place, share)
        self._card.put(self._lines)
        self.more = OneMore(self)
        body = QWidget()
        self.setLayout(column(scrolled(body)))  # first: whatever moves is styled once more
        inside = page_column(body, gap=12)
        for widget in (self._title, self._lead, self._card, self.more):
            inside.addWidget(widget)
        inside.addStretch(1)
        self.retranslate()

    def title(self) -> str:
        """The page's name."""
        return tr("Emergency numbers")

    def retranslate(self) -> None:
        """Word everything in the language now in force."""
        super().retranslate()
        self._title.setText(tr("Emergency numbers"))
        self._lead.setText(
            tr(
                "They stand in every case under “What to do now”, and on the plan that a family "
                "keeps. What you set or confirm goes to every laptop with the next bundle, with "
                "its source."
            )
        )
        self.more.retranslate()
        self.rows = {}
        self.load()

    def reread(self, kinds: frozenset[str]) -> None:
        """Show what another officer set."""
        if not kinds or "hotline" in kinds:
            self.load()

    def load(self) -> None:
        """Read the numbers in force; a row in which somebody writes stays as it is."""
        ws = self.context.workspace
        found = [one for one in self.read(lambda: every_line(ws)) or () if one.number]
        if list(self.rows) != [one.key for one in found]:
            clear(self._lines)
            self._head()
            self.rows = {one.key: LineRow(self, one) for one in found}
            for place, made in enumerate(self.rows.values(), 1):
                self._lines.addWidget(Rule(), 2 * place - 1, 0, 1, len(_SHARES))
                made.lay_out(self._lines, 2 * place)
            self.setFocusProxy(next(iter(self.rows.values())).number)
        unkept = self.read(lambda: all_unkept(ws, "hotline:")) or []
        for one in found:
            self.rows[one.key].show_line(one, unkept)

    def _head(self) -> None:
        where = tr("Where this comes from: who confirmed it and when, or an order")
        for place, words in enumerate((tr("Whom to call"), tr("Telephone"), where)):
            made = Words(words, size="small", tone="muted", wrap=True)
            self._lines.addWidget(made, 0, place, Qt.AlignmentFlag.AlignBottom)

    def told(self, done: Done | None, words: str) -> None:
        """Say what was done, with the way back."""
        self.undoable(done, words)


class LineRow:
    """One number: whom it calls, where it comes from, and what can be done with it."""

    def __init__(self, page: HotlinesPage, line: Line) -> None:
        self._page, self._key = page, line.key
        self._name = Words(weight="medium", wrap=True)
        self._now = Words(size="small", tone="muted", wrap=True)
        self.number, self.source = TextBox(), TextBox()
        self._number, self._source = Field("", self.number), Field("", self.source)
        self._shown: tuple[str, str] | None = None
        self._written = WrittenForm(page, {"number": self.number, "source": self.source})
        self.keep = Button(small=True, then=self._set)
        self.drop = link(then=self._drop)
        for box in (self.number, self.source):
            box.returnPressed.connect(self._set)
            box.setEnabled(may_set_lines(page.context.workspace))
        self.keep.setEnabled(may_set_lines(page.context.workspace))
        for box, words in (
            (self.number, tr("Telephone")),
            (self.source, tr("Where this comes from")),
        ):
            box.setAccessibleName(joined(line.name, words))

    def lay_out(self, grid: QGridLayout, place: int) -> None:
        """Stand in one row of a grid."""
        grid.addLayout(column(self._name, self._now, None, gap=1), place, 0)
        grid.addLayout(column(self._number, None, gap=0), place, 1)
        grid.addLayout(column(self._source, self._written.since, None, gap=2), place, 2)
        grid.addLayout(column(self.keep, self.drop, None, gap=2), place, 3)

    def show_line(self, line: Line, unkept: Sequence[Unkept] = ()) -> None:
        """Show what is in force. `unkept`: what was written anywhere and not kept."""
        self._name.setText(line.name)
        self._now.setText(_state(line))
        if (line.number, line.source) != self._shown:
            self._shown = line.number, line.source
            self._written.leave()
            self.number.setText(line.number)
            self.source.setText(line.source)
            self._written.begin(f"hotline:{self._key}", unkept)
        self.keep.setText(tr("Confirm for everybody") if line.unsure else tr("Set for everybody"))
        self.drop.setText(tr("Take away") if line.added else tr("Back to the usual number"))
        self.drop.setVisible(bool(line.source) and may_set_lines(self._page.context.workspace))

    def _set(self) -> None:
        number, source = self.number.text().strip(), self.source.text().strip()
        complain_of(self._number, self._source, number, source)
        if not (source and has_digit(number)):
            return
        ws = self._page.context.workspace
        done = self._written.keep(partial(set_line, ws, self._key, number, source))
        if done is not None:
            self._written.begin(f"hotline:{self._key}", ())
        self._page.told(done, tr("Set for everybody: {name}").format(name=self._name.text()))

    def _drop(self) -> None:
        ws = self._page.context.workspace
        done = self._page.keep(partial(drop_line, ws, self._key))
        self._page.told(done, tr("Taken back: {name}").format(name=self._name.text()))


class OneMore(Card):
    """Somebody else to call: everywhere, or in one etrap."""

    def __init__(self, page: HotlinesPage) -> None:
        super().__init__(padding=(18, 14, 18, 16))
        self._page, self._begun = page, False
        self._heading = Words(size="section", weight="bold")
        self.name, self.number, self.source = TextBox(), TextBox(), TextBox()
        self.etrap = ChoiceBox()
        editors = (self.name, self.number, self.etrap, self.source)
        self._fields = [Field("", editor) for editor in editors]
        names = ("name", "number", "etrap", "source")
        self._written = WrittenForm(page, dict(zip(names, editors, strict=True)))
        self.add = Button(small=True, icon_name="plus", then=self._keep)
        first = row(*self._fields[:3], gap=14)
        for place, share in enumerate((4, 3, 3)):
            first.setStretch(place, share)
        since = self._written.since
        self.put(self._heading, since, first, self._fields[3], row(self.add, None))
        if not may_set_lines(page.context.workspace):  # shown before it has a place, it is a window
            self.hide()

    def retranslate(self) -> None:
        """Word it in the language in force."""
        self._heading.setText(tr("One more number"))
        words = (
            (tr("Whom to call"), tr("as: the duty doctor, a helpline for women")),
            (tr("Telephone"), ""),
            (tr("Where it holds"), ""),
            (tr("Where this comes from"), tr("who confirmed it and when, or an order")),
        )
        for field, (name, hint) in zip(self._fields, words, strict=True):
            field.set_words(name, hint)
        named = sorted((etrap_words(code), code) for code in etrap_codes())
        everywhere = {"": tr("Everywhere")}
        self.etrap.offer(
            everywhere | {code: name for name, code in named}, self.etrap.value() or ""
        )
        self.add.setText(tr("Add for everybody"))
        self._written.retranslate()
        if not self._begun:
            self._begun = True
            self._written.begin("hotline-new")

    def _keep(self) -> None:
        name, number = self.name.text().strip(), self.number.text().strip()
        source = self.source.text().strip()
        self._fields[0].complain("" if name else tr("Write whom one calls there."))
        complain_of(self._fields[1], self._fields[3], number, source)
        if not (name and source and has_digit(number)):
            return
        ws, etrap = self._page.context.workspace, self.etrap.value()
        done = self._written.keep(partial(add_line, ws, name, number, source, etrap))
        if done is not None:
            for box in (self.name, self.number, self.source):
                box.setText("")
            self._written.begin("hotline-new")
        self._page.told(done, tr("Set for everybody: {name}").format(name=name))


def has_digit(number: str) -> bool:
    """Whether something can be a number to call."""
    return any(sign.isdigit() for sign in number)


def complain_of(number_field: Field, source_field: Field, number: str, source: str) -> None:
    """Say beside the fields what is lacking."""
    number_field.complain("" if has_digit(number) else tr("Write the number."))
    source_field.complain("" if source else tr("Write where it comes from: everybody sees it."))


def _state(line: Line) -> str:
    if line.added:
        return tr("only in {etrap}").format(etrap=etrap_words(line.etrap)) if line.etrap else ""
    if line.unsure:
        return tr("the usual number, not confirmed")
    return tr("usual: {number}").format(number=line.usual)
