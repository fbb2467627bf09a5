"""The directory: who offers which service, found while one types; and a new entry."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QHideEvent, QPainter
from PySide6.QtWidgets import QVBoxLayout

from socialcase.actions.providers import ProviderLine, Sought, add_provider, providers
from socialcase.texts import label, tr, trn, vocabulary
from socialcase.ui.page import Page, PageContext, Target
from socialcase.ui.pages.directory_ways import DirectoryWays, narrow, to_paper
from socialcase.ui.pages.list_page import ListPage
from socialcase.ui.pages.paper_targets import PROVIDERS, asked_for
from socialcase.ui.pages.referral_way import WayBack
from socialcase.ui.pages.service_words import (
    checked_words,
    places_words,
    service_options,
    services_words,
    standing_words,
    waiting_words,
)
from socialcase.ui.speech import joined
from socialcase.ui.theme.tokens import CAPTION, SMALL
from socialcase.ui.widgets.buttons import Button, Choices
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.cells import columns
from socialcase.ui.widgets.empty import Empty
from socialcase.ui.widgets.field import ChoiceBox, Field, TextBox
from socialcase.ui.widgets.layout import row
from socialcase.ui.widgets.paint import MEDIUM, PLAIN, QUIET, SECOND, Pen, mark, write, write_two
from socialcase.ui.widgets.rows import RowDelegate
from socialcase.ui.written_form import WrittenForm

_TONES = {"ended": "warning", "not_yet": "warning", "full": "warning", "valid": "ok"}
_HEIGHT = 52


class DirectoryPage(ListPage[ProviderLine]):
    """The list of providers. Enter or a click opens one."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, _ProviderDelegate(), _columns)
        self._which = ""
        self.back = WayBack(context)
        self.ways = DirectoryWays(context, "directory")
        self.paper = to_paper(context, PROVIDERS, self._asked)
        self.choices = Choices(self._choose)
        self.service = ChoiceBox(kept=lambda _code: self.load())
        self.group = ChoiceBox(kept=lambda _code: self.load())
        self.form = _NewProvider(self, self._keep, self._put_away)
        self.form.hide()
        self.search.setMaximumWidth(360)
        self.says(self.search.setPlaceholderText, lambda: tr("Name, service, group or etrap"))
        self.says(self.paper.setText, lambda: tr("Print"))
        self.says(self.search.setAccessibleName, lambda: tr("Find providers"))
        self.begin(self.search, self.service, self.group, None, self.count, self.paper, stretch=0)
        for box in (self.service, self.group):
            narrow(box)
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(0, self.back, 0, Qt.AlignmentFlag.AlignLeft)
            layout.insertLayout(2, row(self.ways, None, self.choices, gap=12))
            layout.insertWidget(3, self.form)

    def title(self) -> str:
        """Directory."""
        return tr("Directory")

    def new_words(self) -> str:
        """A new entry."""
        return tr("Add a provider")

    def begin_new(self) -> None:
        """Open the form for a new entry."""
        self.form.show()
        self.form.begin(self.search.text().strip())

    def show_record(self, record: str, part: str = "") -> None:
        """Read again; `part` may say from which referral one comes, and where one goes back to."""
        self.back.come_from(part)
        self.load()

    def hideEvent(self, event: QHideEvent) -> None:
        """The way back is for who came from a referral just now."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.back.forget()

    def reread(self, kinds: frozenset[str]) -> None:
        """Read again when providers or referrals changed."""
        if kinds & {"provider", "referral"} or not kinds:
            self.load()

    def load(self) -> None:
        """Read, and mark the filters that are in force."""
        self.back.refresh()
        self.ways.retranslate()
        self.choices.offer(self._filters(), self._which)
        self.choices.setAccessibleName(tr("Which providers"))
        groups = {code: label("group", code) for code in vocabulary("group")}
        self.service.offer({"": tr("Every service"), **service_options()}, self.service.value())
        self.group.offer({"": tr("Every group"), **groups}, self.group.value())
        self.service.setAccessibleName(tr("Service"))
        self.group.setAccessibleName(tr("Group"))
        self.form.retranslate()
        super().load()

    def fitting(self, text: str) -> Sequence[ProviderLine]:
        """By name, service, group or etrap, in any spelling."""
        return providers(self.context.workspace, self._sought(text))

    def page_after(self, last: ProviderLine | None) -> Sequence[ProviderLine]:
        """All that the filters let through, at once: a directory is short."""
        return () if last else self.fitting("")

    def spoken(self, row: ProviderLine) -> str:
        """Name, services, whether it can be asked."""
        standing = standing_words(row) or label("provider_standing", row.standing)
        return joined(row.provider.name, services_words(row.provider.services), standing)

    def target(self, row: ProviderLine) -> Target:
        """The provider's page."""
        return Target("provider", row.provider.uid, self.back.part)

    def names(self) -> Sequence[str]:
        """The names of the columns."""
        return tr("Provider"), tr("Services"), tr("Etraps"), tr("Places"), tr("Entry")

    def count_words(self, count: int, *, searched: bool, complete: bool) -> str:
        """How many there are."""
        return trn("{n} provider", "{n} providers", count).format(n=count)

    def empty(self, *, searched: bool) -> Empty:
        """Nobody, and what to do."""
        filtered = searched or self._which or self.service.value() or self.group.value()
        if filtered:
            words = tr("No provider fits. Try fewer words, or another filter.")
            return Empty("magnifying-glass", words)
        words = tr(
            "Nobody is entered yet: whom do you ask for help, public, organisations or neighbours?"
        )
        return Empty("map-pin", words, tr("Add a provider"), self.begin_new)

    def _sought(self, text: str) -> Sought:
        return Sought(text, self.service.value(), self.group.value(), "", self._which)

    def _asked(self) -> str:
        sought = self._sought(self.search.text().strip())
        return asked_for(sought.service, sought.group, sought.which, sought.words)

    def _choose(self, key: str) -> None:
        self._which = key
        self.load()

    def _filters(self) -> dict[str, str]:
        return {
            "": tr("All"),
            "near": tr("Near us"),
            "open": tr("Can be asked"),
            "check": tr("To be checked"),
        }

    def _put_away(self) -> None:
        self.form.hide()
        self.new.setFocus()

    def _keep(self) -> None:
        given = self.form.given()
        if given is None:
            return
        ws, (name, what) = self.context.workspace, given
        draft = self.back.referral()
        services = (draft.service,) if draft is not None and draft.service else ()
        add = partial(add_provider, ws, name, what=what, services=services)
        done = self.form.written.keep(add)
        if done is not None:
            self.form.hide()
            self.context.open(Target("provider", done.record, self.back.part))
            self.undoable(done, tr("Entered; now say what they offer"))


class _NewProvider(Card):
    """Name and kind: enough to begin an entry."""

    def __init__(self, page: Page, keep: Callable[[], None], leave: Callable[[], None]) -> None:
        super().__init__(tone="accent", padding=(16, 12, 16, 14))
        self.name, self.what = TextBox(), ChoiceBox()
        self._fields = [Field("", self.name), Field("", self.what)]
        self._act, self._leave = Button(then=keep), Button(kind="quiet", then=leave)
        self.name.returnPressed.connect(self._act.click)
        line = row(*self._fields, gap=12)
        line.setStretch(0, 2)
        line.setStretch(1, 1)
        self.written = WrittenForm(page, {"name": self.name, "what": self.what})
        self.put(self.written.since, line, row(self._act, self._leave, None))

    def retranslate(self) -> None:
        """Word it in the language in force."""
        self._fields[0].set_words(tr("Name of the provider"))
        self._fields[1].set_words(tr("Kind"))
        self.written.retranslate()
        kinds = {code: label("provider_kind", code) for code in vocabulary("provider_kind")}
        self.what.offer(kinds, self.what.value() or "public")
        self._act.setText(tr("Enter the provider"))
        self._leave.setText(tr("Leave"))

    def begin(self, name: str) -> None:
        """Begin an entry; `name`: what was searched for in vain."""
        self.written.leave()
        self.name.setText(name)
        self._fields[0].complain("")
        self.written.begin("provider")
        self.name.setFocus()

    def given(self) -> tuple[str, str] | None:
        """Name and kind; None, with a word beside the field, without a name."""
        name = self.name.text().strip()
        self._fields[0].complain("" if name else tr("Write a name."))
        return (name, self.what.value()) if name else None


def _columns(width: int) -> list[tuple[int, int]]:
    return columns(width, (0.32, 0.30, 0.14, 0.09, 0.15))


class _ProviderDelegate(RowDelegate[ProviderLine]):
    height = _HEIGHT

    def draw(self, painter: QPainter, box: QRect, row: ProviderLine) -> None:
        cells = [QRect(box.left() + x, box.top(), w, _HEIGHT) for x, w in _columns(box.width())]
        provider = row.provider
        kind = label("provider_kind", provider.what) if provider.what else ""
        write_two(painter, cells[0], (provider.name, joined(provider.phone, kind)))
        groups = ", ".join(label("group", code) for code in provider.groups)
        services = services_words(provider.services)
        write_two(painter, cells[1], (services, groups), PLAIN if services else QUIET)
        etraps = ", ".join(label("etrap", code) for code in provider.etraps) or tr("everywhere")
        write(painter, cells[2], etraps, SECOND)
        places, waiting = places_words(provider), waiting_words(provider)
        write_two(painter, cells[3], (places or waiting, waiting if places else ""), SECOND)
        tone = Pen(SMALL, MEDIUM, _TONES[row.standing])
        closed = row.standing in ("ended", "not_yet")
        check = Pen(CAPTION, tone="warning") if row.to_check and not closed else QUIET
        upper, lower = _halves(cells[4])
        write(painter, upper, label("provider_standing", row.standing), tone)
        write(painter, lower, standing_words(row) if closed else checked_words(row), check)
        mark(painter, QRect(box.right() - 28, box.top() + 18, 16, 16), "caret-right")


def _halves(box: QRect) -> tuple[QRect, QRect]:
    upper = QRect(box.left(), box.top() + 8, box.width(), 19)
    return upper, QRect(box.left(), box.top() + 27, box.width(), 17)
