"""Exchange: everything that leaves this computer or comes to it goes through this page."""

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from socialcase.actions import bundles
from socialcase.actions.bundles import ExchangeView, Outgoing
from socialcase.actions.enrolment import Enrolled
from socialcase.texts import tr
from socialcase.ui.page import Page, PageContext, Target, page_column, scrolled
from socialcase.ui.pages.exchange_cards import (
    LaptopList,
    NeverLeaves,
    RoadCard,
    SentBefore,
    WhatGoes,
)
from socialcase.ui.pages.exchange_receive import ReceiveCard
from socialcase.ui.pages.exchange_send import SendCard
from socialcase.ui.pages.join_office import JoinOffice
from socialcase.ui.reading_beside import ReadingBeside
from socialcase.ui.widgets.buttons import Button
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import column, row


class ExchangePage(Page):
    """Sending and receiving; an office sends to its laptops and reads bundles in the Inbox."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        ws = context.workspace
        self._office = ws.kind == "office"
        self._chosen = ""
        self._view: ExchangeView | None = None
        self.beside = ReadingBeside(context, lambda: bundles.exchange(ws), self._came)
        self.road = RoadCard()
        self.send = SendCard(ws, context.jobs, self._sending_changed)
        self.receive = ReceiveCard(ws, context.jobs, self._received, context.open)
        self.join = self._join_card()
        self.laptops = LaptopList()
        self.laptops.list.opened.connect(self._choose_laptop)
        self.all_laptops = Button(small=True, then=lambda: self._choose_laptop(None))
        self.goes, self.sent, self.never = WhatGoes(), SentBefore(), NeverLeaves()
        self._inbox = self._inbox_card()
        self._lay_out()
        self.retranslate()

    def title(self) -> str:
        """The page's name."""
        return tr("Exchange")

    def reread(self, kinds: frozenset[str]) -> None:
        """Any change may have to be sent."""
        self.load()

    def retranslate(self) -> None:
        """Word everything in the language now in force."""
        super().retranslate()
        self.send.stick.retranslate()
        self.never.retranslate()
        self._ways.retranslate()
        self.all_laptops.setText(tr("To all laptops"))
        self.load()
        self.receive.refresh()

    def load(self) -> None:
        """Read what would go, what went and what the other side has, beside the window."""
        if self._view is not None:
            self._came(self._view)
        self.beside.ask()

    def _came(self, view: ExchangeView) -> None:
        self._view = view
        self.send.show_view(view, self._recipients(view))
        self._show(view)

    def _show(self, view: ExchangeView) -> None:
        recipients = self._recipients(view)
        again = not self._office and bool(view.unconfirmed) and not view.only_here
        self.goes.show_outgoing(recipients, again=again)
        self.sent.show_sent(view.sent, name=self._office)
        self.laptops.show_laptops(view.outgoing, self._chosen)
        self.all_laptops.setVisible(bool(self._chosen))
        self.join.setVisible(not view.enrolled)
        self._show_road(view)

    def _show_road(self, view: ExchangeView) -> None:
        place = self.send.stick.place
        self.road.show_road(
            view,
            place.name if place else "",
            running=self.send.running,
            copied=self.send.done,
        )

    def _recipients(self, view: ExchangeView) -> tuple[Outgoing, ...]:
        if not self._chosen:
            return view.outgoing
        return tuple(one for one in view.outgoing if one.device == self._chosen)

    def _choose_laptop(self, laptop: Outgoing | None) -> None:
        self._chosen = laptop.device if laptop else ""
        self.load()

    def _sending_changed(self) -> None:
        if self.send.running:
            if self._view is not None:
                self._show_road(self._view)
            return
        self.receive.look(self.send.stick.place)
        if self._view is not None:
            self.load()

    def _received(self) -> None:
        self.context.kept()
        self.load()

    def _joined(self, _enrolled: Enrolled) -> None:
        self.context.kept()
        self.load()

    def _join_card(self) -> Card:
        card = Card(padding=(16, 12, 16, 14))
        title = Words(size="section", weight="bold", wrap=True)
        self.says(title.setText, lambda: tr("No office has accepted this laptop yet"))
        self._ways = JoinOffice(self.context.workspace, self._joined)
        card.put(title, self._ways)
        return card

    def _inbox_card(self) -> Card:
        card = Card(padding=(16, 12, 16, 14))
        words = Words(wrap=True)
        self.says(words.setText, lambda: tr("Bundles from laptops are read in the Inbox."))
        go = Button(small=True, then=lambda: self.context.open(Target("inbox")))
        self.says(go.setText, lambda: tr("Open the Inbox"))
        card.put(words, row(go, None))
        return card

    def _lay_out(self) -> None:
        heading = Words(size="title", weight="bold")
        lead = Words(tone="muted", wrap=True)
        self.says(heading.setText, lambda: tr("Exchange"))
        self.says(lead.setText, self._lead)
        left, right = QVBoxLayout(), QVBoxLayout()
        for side, parts in ((left, self._left()), (right, self._right())):
            side.setSpacing(14)
            for part in parts:
                side.addWidget(part)
            side.addStretch(1)
        sides = QGridLayout()
        sides.setHorizontalSpacing(18)
        sides.addLayout(left, 0, 0)
        sides.addLayout(right, 0, 1)
        sides.setColumnStretch(0, 1)
        sides.setColumnStretch(1, 1)
        body = QWidget()
        page = page_column(body)
        page.addLayout(column(heading, lead, gap=2))
        for part in (self.join, self.road):
            page.addWidget(part)
        page.addLayout(sides)
        page.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(body))
        self.road.setVisible(not self._office)

    def _left(self) -> list[QWidget]:
        return [self.send, self.goes]

    def _right(self) -> list[QWidget]:
        if self._office:
            self.laptops.put(self.all_laptops)
            return [self.laptops, self._inbox, self.sent]
        return [self.receive, self.never, self.sent]

    def _lead(self) -> str:
        if self._office:
            return tr("Each laptop gets only what it may see. Sending again is always safe.")
        return tr("Nothing leaves this laptop unless you send it. Sending again is always safe.")
