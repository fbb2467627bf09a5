"""Held changes: whose, what and why they do not count; each act is released or set aside."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from socialcase.actions import held as acts
from socialcase.actions.held import HeldAct, HeldValue
from socialcase.actions.value_words import value_words
from socialcase.cases.fields import Kind
from socialcase.cases.registry import field_at
from socialcase.texts import label, tr, trn
from socialcase.ui.page import Page, PageContext, Target, page_column, scrolled
from socialcase.ui.pages.exchange_words import moment
from socialcase.ui.widgets.buttons import Button, link
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import boxed, clear, column, row

_MOST = 60
"""Acts shown at once; the others come as these are decided."""
_UNTOLD = ("audience", "position")


class HeldPage(Page):
    """What came and does not count. Nothing is lost by either answer, and both can be undone."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._crumb = link(then=lambda: context.open(Target("inbox")))
        self._crumb.setProperty("tone", "muted")
        self._crumb.setProperty("crumb", True)
        self._title = Words(size="title", weight="bold", wrap=True)
        self._lead = Words(tone="muted", wrap=True)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(12)
        self.buttons: list[Button] = []
        body = QWidget()
        page = page_column(body)
        page.addLayout(row(self._crumb, None))
        page.addLayout(column(self._title, self._lead, gap=2))
        page.addLayout(self._cards)
        page.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(body))
        self.retranslate()

    def title(self) -> str:
        """The page's name."""
        return tr("Held changes")

    def reread(self, kinds: frozenset[str]) -> None:
        """A bundle may bring more, and a decision takes some away."""
        self.load()

    def retranslate(self) -> None:
        """Word everything in the language now in force."""
        super().retranslate()
        self._crumb.setText(tr("Inbox"))
        self.load()

    def load(self) -> None:
        """Read what is held, and show one card for each act."""
        found = self.read(lambda: acts.held_acts(self.context.workspace))
        if found is None:
            return
        n = len(found)
        self._title.setText(
            trn("{n} act waits for a decision", "{n} acts wait for a decision", n).format(n=n)
            if n
            else self.title()
        )
        self._lead.setText(
            tr("They are kept and do not count. What you release counts; both can be taken back.")
            if n
            else tr("Nothing is held.")
        )
        clear(self._cards)
        self.buttons = []
        for act in found[:_MOST]:
            self._cards.addWidget(self._card(act))

    def release(self, act: HeldAct) -> None:
        """Let an act count."""
        done = self.keep(lambda: acts.release(self.context.workspace, act.save))
        self.undoable(done, tr("Released: it counts now"))

    def set_aside(self, act: HeldAct) -> None:
        """Ask nobody about an act any more."""
        done = self.keep(lambda: acts.set_aside(self.context.workspace, act.save))
        self.undoable(done, tr("Set aside: it stays held"))

    def _card(self, act: HeldAct) -> QWidget:
        card = Card(padding=(14, 10, 14, 12))
        same = act.device_label in ("", act.author_name)
        laptop = "" if same else tr("from the laptop of {name}").format(name=act.device_label)
        who = act.author_name or tr("somebody not known here")
        card.head(who, ", ".join(part for part in (moment(act.at), laptop) if part))
        lines = column(Words(_about(act), weight="medium", wrap=True), gap=3)
        for words in _lines(act):
            lines.addWidget(Words(words, size="small", wrap=True))
        why = Words(label("held", act.reason), size="small", tone="muted", wrap=True)
        card.put(lines, why, self._choices(act, who))
        return boxed(column(card))

    def _choices(self, act: HeldAct, who: str) -> QWidget:
        aside = Button(tr("Set aside"), small=True, then=lambda: self.set_aside(act))
        choices = [aside]
        if act.may_release:
            choices.insert(0, Button(tr("Release"), small=True, then=lambda: self.release(act)))
        for button in choices:
            button.setAccessibleName(f"{button.text()}: {who}, {_about(act)}")
        self.buttons += choices
        return boxed(row(*choices, None, gap=8))


def _about(act: HeldAct) -> str:
    """Whom it is about; nothing of a file that is closed to the reader."""
    if act.subject:
        return act.subject
    return tr("A file that is closed to you") if act.hidden else tr("Not known here")


def _lines(act: HeldAct) -> list[str]:
    lines = [line for line in map(_line, act.values) if line]
    if act.hidden:
        words = trn(
            "{n} change in a file that is closed to you",
            "{n} changes in files that are closed to you",
            act.hidden,
        )
        lines.append(words.format(n=act.hidden))
    return lines


def _line(value: HeldValue) -> str:
    """One field and its new value; links between records say nothing to people."""
    path = f"{value.kind}.{value.field}" + (f"/{value.element}" if value.element else "")
    spec = field_at(path)
    if value.field in _UNTOLD or (spec is not None and spec.kind is Kind.REFERENCE):
        return ""
    name = label("field", f"{value.kind}.{value.field}")
    if value.element:
        what = value_words(spec, value.element)
        said = tr("added: {what}") if value.value else tr("taken out: {what}")
        return f"{name}: {said.format(what=what)}"
    new = value_words(spec, value.value) or tr("emptied")
    now = value_words(spec, value.now)
    said = tr("{new}, now: {now}").format(new=new, now=now) if now else new
    return f"{name}: {said}"
