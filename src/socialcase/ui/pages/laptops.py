"""Laptops: which belong to the office and how they stand; how another one joins."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from socialcase.actions import inbox as acts
from socialcase.actions.enrolment import Accepted, RequestRead, requests_in, write_card
from socialcase.actions.inbox import LaptopMark
from socialcase.actions.restricting import colleagues
from socialcase.texts import tr, trn
from socialcase.ui.page import Page, PageContext, page_column, scrolled
from socialcase.ui.pages.inbox_laptops import LaptopTable
from socialcase.ui.pages.laptop_request import RequestForm
from socialcase.ui.pages.stick import Place, StickChoice
from socialcase.ui.widgets.banner import Banner
from socialcase.ui.widgets.buttons import Button
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.labels import IconLabel, Rule, Words
from socialcase.ui.widgets.layout import boxed, clear, column, row


class LaptopsPage(Page):
    """The enrolled laptops; office card out, requests in, certificates back."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._laptops: tuple[LaptopMark, ...] = ()
        self._requests: list[RequestRead] = []
        self._form: RequestForm | None = None
        self._title = Words(size="title", weight="bold", wrap=True)
        self._lead = Words(tone="muted", wrap=True)
        self._way = Words(size="small", tone="muted", wrap=True)
        self._join = Card(padding=(16, 12, 16, 14))
        self.stick = StickChoice(self._place_changed)
        self.card = Button(icon_name="identification-card", then=self.write_card)
        self.look = Button(icon_name="magnifying-glass", then=self.find_requests)
        self.banner = Banner()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self._room = QVBoxLayout()
        self.table = LaptopTable()
        self._lay_out()
        self.retranslate()

    def title(self) -> str:
        """The page's name."""
        return tr("Laptops")

    def reread(self, kinds: frozenset[str]) -> None:
        """Bundles and new staff change how laptops stand."""
        self.load()

    def retranslate(self) -> None:
        """Word everything in the language now in force."""
        super().retranslate()
        self._lead.setText(tr("A laptop sends and receives only after the office has accepted it."))
        self._join.head(tr("A laptop joins"))
        self._way.setText(
            tr(
                "Write the office card to a stick. The laptop reads it and writes a request "
                "beside it. Call the person, compare the digits and accept: the certificate is "
                "written beside the request, for the laptop to read."
            )
        )
        self.card.setText(tr("Write the office card"))
        self.look.setText(tr("Look for requests"))
        self.stick.retranslate()
        if self._form is not None:
            self._form.retranslate()
        self.load()
        self._show_requests()

    def load(self) -> None:
        """Read how the laptops stand."""
        found = self.read(lambda: acts.laptops(self.context.workspace))
        if found is not None:
            self._laptops = found
            n = len(found)
            heading = trn("{n} laptop", "{n} laptops", n).format(n=n) if n else self.title()
            self._title.setText(heading)
            self.table.show_laptops(found)

    def showEvent(self, event: QShowEvent) -> None:
        """A request may have come while the page was away."""
        super().showEvent(event)
        if self._form is None:
            self.find_requests()

    def write_card(self) -> None:
        """Write the office card to the chosen place."""
        place = self.stick.place
        if place is None:
            return
        ws = self.context.workspace
        if self.read(lambda: write_card(ws, place.folder)) is not None:
            self.banner.say(
                tr("The office card is on {place}.").format(place=place.name),
                tr("It may go to every laptop; there is no secret in it."),
                tone="ok",
            )

    def find_requests(self) -> None:
        """Read the requests that lie at the chosen place."""
        place = self.stick.place
        ws = self.context.workspace
        folder = place.folder if place is not None else None
        found = self.read(lambda: requests_in(ws, folder)) if folder is not None else []
        self._requests = found or []
        self._show_requests()

    def compare(self, request: RequestRead) -> None:
        """Open the form that accepts a request."""
        place = self.stick.place
        staff = self.read(lambda: colleagues(self.context.workspace))
        if place is None or staff is None:
            return
        self.banner.silence()
        near = next((etrap for one in self._laptops for etrap in one.etraps), "")
        self._put_away()
        folder = request.file.parent
        self._form = RequestForm(
            self, request, folder, staff, self._took_in, self._leave_form, near
        )
        self._room.addWidget(self._form)
        self._show_requests()
        self._form.show()
        self._form.setFocus()

    def _took_in(self, accepted: Accepted) -> None:
        self._put_away()
        self.banner.say(
            tr("{name} belongs to the office now.").format(name=accepted.person_name),
            tr(
                "The certificate lies beside the request. "
                "On the laptop: choose the office’s answer."
            ),
            tone="ok",
        )
        self.load()
        self.find_requests()
        self.look.setFocus()

    def _leave_form(self) -> None:
        self._put_away()
        self._show_requests()
        self.look.setFocus()

    def _put_away(self) -> None:
        self._form = None
        clear(self._room)

    def _show_requests(self) -> None:
        place = self.stick.place
        for button in (self.card, self.look):
            button.setEnabled(place is not None)
        clear(self._lines)
        self._join.detail.setText(self._counted())
        for request in self._requests:
            self._lines.addWidget(Rule())
            self._lines.addWidget(self._line(request))

    def _counted(self) -> str:
        if self.stick.place is None:
            return ""
        n = len(self._requests)
        if not n:
            return tr("no request lies there")
        return trn("{n} request lies there", "{n} requests lie there", n).format(n=n)

    def _line(self, request: RequestRead) -> QWidget:
        words = column(
            Words(request.person_name, weight="bold", wrap=True),
            Words(request.words, size="small", tone="muted", wrap=True),
            gap=0,
        )
        icon, tone = ("check", "ok") if request.known else ("laptop", "accent")
        line = row(IconLabel(icon, tone, 20), words, gap=14, margins=(0, 10, 0, 10))
        line.setStretch(1, 1)
        if request.known:
            line.addWidget(Words(tr("accepted"), size="small", tone="ok"))
        act = tr("Change role or etraps") if request.known else tr("Compare the digits")
        go = Button(act, small=True, then=lambda: self.compare(request))
        go.setAccessibleName(f"{act}: {request.person_name}")
        go.setEnabled(self._form is None)
        line.addWidget(go)
        return boxed(line)

    def _place_changed(self, _place: Place | None) -> None:
        self._put_away()
        self.find_requests()

    def _lay_out(self) -> None:
        body = QWidget()
        page = page_column(body)
        self._join.put(self._way)
        tools = row(self.stick, self.card, self.look, gap=8)
        tools.setStretch(0, 1)
        self._join.put(tools, self._lines)
        page.addLayout(column(self._title, self._lead, gap=2))
        page.addWidget(self.banner)
        page.addWidget(self._join)
        page.addLayout(self._room)
        page.addWidget(self.table)
        page.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(body))
