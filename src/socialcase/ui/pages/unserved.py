"""Needs without a service: by service and etrap, urgent and longest waiting first."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QVBoxLayout

from socialcase.actions.unserved import Unserved, chosen, counted, unserved
from socialcase.texts import label, tr, trn
from socialcase.texts.dates import ago
from socialcase.texts.services import service_name
from socialcase.ui.page import PageContext, Target
from socialcase.ui.pages.directory_ways import DirectoryWays, narrow, to_paper
from socialcase.ui.pages.list_page import ListPage
from socialcase.ui.pages.paper_targets import UNSERVED, asked_for
from socialcase.ui.pages.service_words import dated
from socialcase.ui.reading_beside import ReadingBeside
from socialcase.ui.speech import etrap_words, joined
from socialcase.ui.theme.tokens import SMALL
from socialcase.ui.widgets.cells import columns
from socialcase.ui.widgets.empty import Empty
from socialcase.ui.widgets.field import ChoiceBox
from socialcase.ui.widgets.paint import MEDIUM, PLAIN, SECOND, Pen, mark, write, write_two
from socialcase.ui.widgets.rows import RowDelegate

_TONES = {"refused": "warning", "waiting": "accent", "unasked": "text", "draft": "muted"}


class UnservedPage(ListPage[Unserved]):
    """The list of needs that nobody meets yet. Enter or a click opens the case."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, _NeedDelegate(context.workspace.today), _columns)
        ws = context.workspace
        self._every: list[Unserved] | None = None
        self.beside = ReadingBeside(context, lambda: unserved(ws), self._show)
        self.ways = DirectoryWays(context, "unserved")
        self.paper = to_paper(
            context, UNSERVED, lambda: asked_for(self.service.value(), self.etrap.value())
        )
        self.service = ChoiceBox(kept=lambda _code: self.load())
        self.etrap = ChoiceBox(kept=lambda _code: self.load())
        self.search.setMaximumWidth(360)
        self.says(self.search.setPlaceholderText, lambda: tr("Family, service or what was said"))
        self.says(self.paper.setText, lambda: tr("Print"))
        self.says(self.search.setAccessibleName, lambda: tr("Find needs without a service"))
        self.begin(self.search, self.service, self.etrap, None, self.count, self.paper, stretch=0)
        self.new.hide()
        for box in (self.service, self.etrap):
            narrow(box)
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(1, self.ways)

    def title(self) -> str:
        """Needs without a service."""
        return tr("Needs without a service")

    def reread(self, kinds: frozenset[str]) -> None:
        """Read again when needs, referrals or cases changed."""
        if kinds & {"need", "referral", "case", "provider", "person"} or not kinds:
            self.load()

    def load(self) -> None:
        """Read beside the window, and meanwhile choose among what was read before."""
        self.ways.retranslate()
        self.beside.ask()
        if self._every is not None:
            super().load()

    def _show(self, every: list[Unserved]) -> None:
        """All of them, with how many there are of each service and in each etrap."""
        self._every = every
        services = {c.key: f"{service_name(c.key)} ({c.count})" for c in counted(every, "service")}
        etraps = {c.key: f"{etrap_words(c.key)} ({c.count})" for c in counted(every, "etrap")}
        self.service.offer({"": tr("Every service"), **services}, self.service.value())
        self.etrap.offer({"": tr("Every etrap"), **etraps}, self.etrap.value())
        for box, words in ((self.service, tr("Service")), (self.etrap, tr("Etrap"))):
            box.setAccessibleName(words)
            box.setCurrentIndex(max(0, box.currentIndex()))
        super().load()

    def fitting(self, text: str) -> Sequence[Unserved]:
        """By family, service or words."""
        service, etrap = self.service.value(), self.etrap.value()
        return chosen(self._every or (), service=service, etrap=etrap, words=text)

    def page_after(self, last: Unserved | None) -> Sequence[Unserved]:
        """All of them, at once."""
        return () if last else self.fitting("")

    def spoken(self, row: Unserved) -> str:
        """The service, for whom, how it stands."""
        who = joined(row.subject, row.person_name)
        return joined(service_name(row.service), who, label("unserved", row.state))

    def target(self, row: Unserved) -> Target:
        """The services of the case."""
        return Target("case", row.case, "services")

    def names(self) -> Sequence[str]:
        """The names of the columns."""
        return tr("Service"), tr("For whom"), tr("How it stands"), tr("Known"), tr("Etrap")

    def count_words(self, count: int, *, searched: bool, complete: bool) -> str:
        """How many there are."""
        return trn("{n} need", "{n} needs", count).format(n=count)

    def empty(self, *, searched: bool) -> Empty:
        """None, and where they come from."""
        if searched or self.service.value() or self.etrap.value():
            return Empty("magnifying-glass", tr("No such need. Try fewer words."))
        words = tr(
            "None. A need stands here while a service is named for it and no referral brings it."
        )
        return Empty("check-circle", words)


def _columns(width: int) -> list[tuple[int, int]]:
    return columns(width, (0.335, 0.195, 0.24, 0.115, 0.115))


class _NeedDelegate(RowDelegate[Unserved]):
    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today

    def draw(self, painter: QPainter, box: QRect, row: Unserved) -> None:
        cells = [QRect(box.left() + x, box.top(), w, 48) for x, w in _columns(box.width())]
        write_two(painter, cells[0], (service_name(row.service), row.words))
        write_two(painter, cells[1], (row.subject, row.person_name))
        place = tr("number {n} in line").format(n=row.place_in_line) if row.place_in_line else ""
        state = Pen(SMALL, MEDIUM, _TONES.get(row.state, "muted"))
        urgent = tr("urgent") if row.urgent else ""
        lower = joined(urgent, place, row.provider_name)
        write_two(painter, cells[2], (label("unserved", row.state), lower), state)
        if row.since is not None:
            write_two(painter, cells[3], (ago(row.since, self._today), dated(row.since)), PLAIN)
        write(painter, cells[4], etrap_words(row.etrap), SECOND)
        mark(painter, QRect(box.right() - 28, box.top() + 16, 16, 16), "caret-right")
