"""A provider: what it offers to whom, how to reach it, until when; who is referred there now."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from socialcase.actions.done import Done
from socialcase.actions.editing import FieldValue
from socialcase.actions.history import history
from socialcase.actions.providers import (
    ProviderFile,
    checked_today,
    protected_address,
    provider_file,
    set_provider,
    show_provider_to,
)
from socialcase.actions.restricting import Colleague, colleagues
from socialcase.errors import BadValue
from socialcase.texts import label, tr, vocabulary
from socialcase.texts.services import service_name
from socialcase.ui.page import Page, PageContext, Target, page_column, scrolled
from socialcase.ui.pages.history_list import HistoryList
from socialcase.ui.pages.provider_fields import ProviderFields
from socialcase.ui.pages.provider_whom import ProviderWhom
from socialcase.ui.pages.referral_way import WayBack
from socialcase.ui.pages.service_words import checked_words, dated, standing_words, status_words
from socialcase.ui.speech import day_of, joined
from socialcase.ui.widgets.buttons import Button, link
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.check_box import CheckBox
from socialcase.ui.widgets.chip import Chip
from socialcase.ui.widgets.field import ChoiceBox
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import boxed, clear, column, row

_KINDS = frozenset({"provider", "referral"})


class ProviderPage(Page):
    """Everything about one provider. Each field is kept when one leaves it."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._uid, self._told = "", False
        self._file: ProviderFile | None = None
        self.back = WayBack(context)
        self._crumb = link(then=lambda: context.open(Target("directory", "", self.back.part)))
        self._crumb.setProperty("tone", "muted")
        self._crumb.setProperty("crumb", True)
        self._title = Words(size="title", weight="bold", wrap=True)
        self._detail = Words(tone="muted", wrap=True)
        self._standing = Chip()
        self.fields = ProviderFields(self, self._keep_field, lambda: context.workspace.today)
        self.whom = ProviderWhom(self, self._keep_field)
        self.seen_by = ChoiceBox(kept=self._show_to)
        self._side = QVBoxLayout()
        self._history = HistoryList(self)
        self._history_card = Card(padding=(0, 0, 0, 0))
        self._lay_out()
        self.setFocusProxy(self.fields)
        self.says(self._crumb.setText, lambda: tr("Directory"))

    def title(self) -> str:
        """Provider."""
        return tr("Provider")

    def show_record(self, record: str, part: str = "") -> None:
        """Turn to another provider; a protected address is hidden again."""
        self._uid, self._told = record, False
        self.back.come_from(part)
        self._read()

    def retranslate(self) -> None:
        """Word everything again."""
        super().retranslate()
        self.back.refresh()
        self.fields.retranslate()
        self.whom.retranslate()
        self._read()

    def hideEvent(self, event: QHideEvent) -> None:
        """The way back is for who came from a referral just now."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.back.forget()

    def reread(self, kinds: frozenset[str]) -> None:
        """Read again when providers or referrals changed."""
        if self._uid and (kinds & _KINDS or not kinds):
            self._read()

    def _read(self) -> None:
        if not self._uid:
            return
        ws = self.context.workspace
        found = self.read(lambda: provider_file(ws, self._uid))
        if found is not None:
            self._file = found
            self._show(found)

    def _show(self, found: ProviderFile) -> None:
        provider = found.line.provider
        self._title.setText(provider.name)
        kind = label("provider_kind", provider.what) if provider.what else ""
        self._detail.setText(joined(kind, standing_words(found.line)))
        tone = "ok" if found.line.standing == "valid" else "warning"
        self._standing.show_fact(label("provider_standing", found.line.standing), tone=tone)
        hidden = provider.protected and not self._told
        address = protected_address(self.context.workspace, self._uid) if not hidden else {}
        self.fields.show_provider(provider, address, hidden=hidden)
        self.whom.show_provider(provider)
        clear(self._side)
        for card in (self._checked(found), self._referred(found), self._seen(found)):
            self._side.addWidget(card)
        if provider.protected:
            self._side.addWidget(self._protected())
        lines = self.read(lambda: history(self.context.workspace, self._uid)) or []
        # a hidden address is hidden in its history, too
        shown = [one for one in lines if not (hidden and one.field == "address")]
        self._history.show_lines(shown)

    # --- beside it -------------------------------------------------------------------------------

    def _checked(self, found: ProviderFile) -> Card:
        card = Card(padding=(14, 8, 14, 10))
        card.head(tr("Is it still right?"), icon_name="check-circle")
        words = Words(checked_words(found.line), size="small", wrap=True)
        if found.line.to_check:
            words.set_tone("warning")
            hint = tr("More than half a year ago: ring them before you send a family there.")
            card.put(words, Words(hint, size="caption", tone="muted", wrap=True))
        else:
            card.put(words)
        act = Button(tr("Checked today"), small=True, then=self._check)
        act.setObjectName("checked")
        card.put(row(act, None))
        return card

    def _referred(self, found: ProviderFile) -> Card:
        count = str(len(found.referred)) if found.referred else ""
        card = Card(padding=(14, 8, 10, 10))
        card.head(tr("Referred here now"), count, icon_name="paper-plane-tilt")
        for one in found.referred:
            go = link(one.subject, then=partial(self._open_case, one.case))
            sent = day_of(one.referral.sent)
            state = joined(
                service_name(one.referral.service),
                status_words(one.referral),
                dated(sent) if sent else "",
            )
            words = Words(state, size="caption", tone="muted", wrap=True)
            words.setContentsMargins(8, 0, 0, 0)
            card.put(boxed(column(row(go, None), words, gap=0)))
        if not found.referred:
            card.put(Words(tr("Nobody at present."), size="small", tone="muted"))
        return card

    def _seen(self, found: ProviderFile) -> Card:
        card = Card(padding=(14, 8, 14, 12))
        card.head(tr("Who sees this entry"), icon_name="eye")
        options = {code: label("seen_by", code) for code in vocabulary("seen_by")}
        self.seen_by = ChoiceBox(kept=self._show_to)
        self.seen_by.offer(options, found.seen_by)
        self.seen_by.setAccessibleName(tr("Who sees this entry"))
        self.seen_by.setObjectName("seenBy")
        card.put(self.seen_by)
        if found.seen_by == "named":
            for one in colleagues(self.context.workspace):
                card.put(self._named(one, found.staff))
            hint = tr("You and the people ticked here. Whoever has received it before keeps it.")
            card.put(Words(hint, size="caption", tone="muted", wrap=True))
        return card

    def _named(self, one: Colleague, staff: tuple[str, ...]) -> CheckBox:
        def tick(on: bool) -> None:
            named = {*staff, one.uid} if on else {*staff} - {one.uid}
            ws = self.context.workspace
            done = self.keep(lambda: show_provider_to(ws, self._uid, "named", named))
            self.undoable(done, label("seen_by", "named"))

        box = CheckBox(one.name, ticked=one.uid in staff, then=tick)
        box.setAccessibleName(one.name)
        box.setObjectName(f"named:{one.uid}")
        return box

    def _protected(self) -> Card:
        card = Card(padding=(14, 8, 14, 12))
        card.head(tr("Protected address"), icon_name="lock", tone="danger")
        hint = tr("It stands in no letter, print or file. Look around before you show it.")
        card.put(Words(hint, size="small", tone="muted", wrap=True))
        words = tr("Hide the address") if self._told else tr("Show the address")
        turn = Button(words, small=True, then=self._turn_address)
        turn.setObjectName("showAddress")
        card.put(row(turn, None))
        return card

    # --- acts ------------------------------------------------------------------------------------

    def _keep_field(self, field: str, value: FieldValue) -> bool:
        """Keep a field; false where its value does not fit."""
        ws, uid = self.context.workspace, self._uid

        def tried() -> Done | BadValue:
            try:
                return set_provider(ws, uid, field, value)
            except BadValue as error:
                return error

        made = self.read(tried)
        if isinstance(made, Done):
            self.context.kept()
        return isinstance(made, Done)

    def _check(self) -> None:
        ws = self.context.workspace
        done = self.keep(lambda: checked_today(ws, self._uid))
        self.undoable(done, tr("Checked today"))

    def _show_to(self, seen_by: str) -> None:
        ws = self.context.workspace
        done = self.keep(lambda: show_provider_to(ws, self._uid, seen_by))
        self.undoable(done, label("seen_by", seen_by))
        if done is None:  # what was chosen was refused: show who really sees it
            self._read()

    def _turn_address(self) -> None:
        self._told = not self._told
        self._read()

    def _open_case(self, case: str) -> None:
        self.context.open(Target("case", case, "services"))

    def _lay_out(self) -> None:
        body = QWidget()
        self.setLayout(column(scrolled(body)))  # first: whatever moves is styled once more
        inside = page_column(body, gap=14)
        about = row(self._standing, self._detail, gap=10)
        about.setStretch(1, 1)
        inside.addLayout(column(row(self._crumb, self.back, None), self._title, about, gap=4))
        side = boxed(self._side)
        side.setFixedWidth(320)
        self._side.setContentsMargins(0, 0, 0, 0)
        self._side.setSpacing(14)
        self._history_card.put(self._history)
        left = column(self.fields, self.whom, self._history_card, None, gap=14)
        columns = row(left, side, gap=20)
        columns.setStretch(0, 1)
        columns.setAlignment(side, Qt.AlignmentFlag.AlignTop)
        inside.addLayout(columns)
        inside.addStretch(1)
