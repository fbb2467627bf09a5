"""Deadlines: how many days each risk level gives, set by the office for everybody."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from socialcase.actions.done import Done
from socialcase.actions.norms import NormLine, drop_norm, may_set_norms, norm_lines, set_norm
from socialcase.actions.unkept import Unkept, all_unkept
from socialcase.actions.wording import norm_source
from socialcase.cases.codes import NORMS, RISKS
from socialcase.cases.norms import MOST_DAYS, PROPOSED
from socialcase.texts import label, tr
from socialcase.ui.page import Page, PageContext, page_column, scrolled
from socialcase.ui.speech import joined
from socialcase.ui.widgets.buttons import Button, link
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.field import Field, TextBox
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import column, row
from socialcase.ui.written_form import WrittenForm


class NormsPage(Page):
    """One card for each kind of deadline."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._title = Words(size="title", weight="bold")
        self._lead = Words(tone="muted", wrap=True)
        self.cards = {what: NormCard(self, what) for what in NORMS}
        body = QWidget()
        self.setLayout(column(scrolled(body)))  # first: whatever moves is styled once more
        inside = page_column(body, gap=12)
        for widget in (self._title, self._lead, *self.cards.values()):
            inside.addWidget(widget)
        inside.addStretch(1)
        self.setFocusProxy(self.cards[NORMS[0]].days["high"])
        self.retranslate()

    def title(self) -> str:
        """The page's name."""
        return tr("Deadlines")

    def retranslate(self) -> None:
        """Word everything in the language now in force."""
        super().retranslate()
        self._title.setText(tr("Deadlines"))
        self._lead.setText(
            tr(
                "How many days a risk level gives. They name a day in a case and on Today, and "
                "never block anything. What you set goes to every laptop with the next bundle, "
                "with its source."
            )
        )
        for card in self.cards.values():
            card.retranslate()
        self.load()

    def reread(self, kinds: frozenset[str]) -> None:
        """Show what another officer set."""
        if not kinds or "norm" in kinds:
            self.load()

    def load(self) -> None:
        """Read the periods in force."""
        ws = self.context.workspace
        unkept = self.read(lambda: all_unkept(ws, "norm:")) or []
        for line in self.read(lambda: norm_lines(ws)) or ():
            self.cards[line.what].show_line(line, unkept)


class NormCard(Card):
    """The days of one kind of deadline by risk level, and where they come from."""

    def __init__(self, page: Page, what: str) -> None:
        super().__init__(padding=(18, 14, 18, 14))
        self._page, self._what = page, what
        self._name = Words(size="section", weight="bold")
        self._about = Words(size="small", tone="muted", wrap=True)
        self.days = {risk: TextBox() for risk in RISKS}
        self.source = TextBox()
        self._shown: dict[str, str] = {}
        self._written = WrittenForm(page, {**self.days, "source": self.source})
        self._fields = {risk: Field("", box) for risk, box in self.days.items()}
        self._source = Field("", self.source)
        self._now = Words(size="small", tone="muted", wrap=True)
        self.keep = Button(small=True, then=self._set)
        self.drop = link(then=self._drop)
        for box in (*self.days.values(), self.source):
            box.returnPressed.connect(self._set)
            box.setEnabled(may_set_norms(page.context.workspace))
        line = row(*self._fields.values(), self._source, gap=14)
        for place in range(len(RISKS)):
            line.setStretch(place, 1)
        line.setStretch(len(RISKS), 4)
        foot = row(self.keep, self.drop, self._now, gap=10)
        foot.setStretch(2, 1)
        self.put(row(self._name, None), self._about, self._written.since, line, foot)

    def retranslate(self) -> None:
        """Word it in the language in force."""
        name = label("norm", self._what)
        self._name.setText(name)
        self._about.setText(_ABOUT[self._what]())
        for risk, field in self._fields.items():
            field.set_words(label("risk", risk), tr("days"))
            field.editor.setAccessibleName(f"{name}: {label('risk', risk)}")
        self._source.set_words(
            tr("Where this comes from"), tr("an order, a standard, a decision of the office")
        )
        self.source.setAccessibleName(joined(name, tr("Where this comes from")))
        self.keep.setText(tr("Set for everybody"))
        self.keep.setAccessibleName(joined(name, tr("Set for everybody")))
        self.drop.setText(tr("Back to our proposal"))
        self.drop.setAccessibleName(joined(name, tr("Back to our proposal")))
        self._written.retranslate()

    def show_line(self, line: NormLine, unkept: Sequence[Unkept] = ()) -> None:
        """Show the periods in force. `unkept`: what was written anywhere and not kept."""
        periods = zip(RISKS, (line.high, line.medium, line.low), strict=True)
        values = {risk: str(period.days) for risk, period in periods} | {"source": line.source}
        if values != self._shown:
            self._shown = values
            self._written.leave()
            for name, box in {**self.days, "source": self.source}.items():
                box.setText(values[name])
            self._written.begin(f"norm:{self._what}", unkept)
        proposed = ", ".join(str(PROPOSED[self._what][risk]) for risk in RISKS)
        ours = norm_source(self._what, "", own=False)
        words = tr("Our proposal: {days}").format(days=proposed)
        self._now.setText(words if line.own else ours)
        self.drop.setVisible(line.own)

    def _set(self) -> None:
        days = {risk: box.text().strip() for risk, box in self.days.items()}
        source = self.source.text().strip()
        wrong = [risk for risk, text in days.items() if not _fits(text)]
        for risk, field in self._fields.items():
            most = tr("0 to {most}").format(most=MOST_DAYS)
            field.complain(most if risk in wrong else "")
        self._source.complain("" if source else tr("Write where it comes from: everybody sees it."))
        if source and not wrong:
            ws = self._page.context.workspace
            done = self._written.keep(partial(set_norm, ws, self._what, days, source))
            if done is not None:
                self._written.begin(f"norm:{self._what}", ())
            self._told(done)

    def _drop(self) -> None:
        ws = self._page.context.workspace
        self._told(self._page.keep(partial(drop_norm, ws, self._what)))

    def _told(self, done: Done | None) -> None:
        name = label("norm", self._what)
        self._page.undoable(done, tr("Deadline set: {name}").format(name=name))


_ABOUT = {
    "assess": lambda: tr("From the first contact to the needs assessment"),
    "plan": lambda: tr("From the assessment to a plan that the family agreed to"),
    "contact": lambda: tr("From one visit or contact to the next"),
    "review": lambda: tr("From the agreement, or the last review, to the next review"),
    "service": lambda: tr("From the day when help was needed at once; 0 is the same day"),
}


def _fits(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 6 and int(text) <= MOST_DAYS
