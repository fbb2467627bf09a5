"""Services: referrals with their steps, what was found, and beside them what may be told."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from socialcase.actions.case_views import CaseFile
from socialcase.actions.done import Done
from socialcase.actions.needs import need_lines
from socialcase.actions.providers import offered
from socialcase.actions.referrals import add_referral
from socialcase.actions.resources import ResourceLine, add_resource, set_resource
from socialcase.actions.service_views import CaseServices, ReferralLine, services_of
from socialcase.actions.unkept import Unkept, all_unkept, restore, throw_away
from socialcase.actions.unserved import Unserved
from socialcase.errors import BadValue
from socialcase.texts import label, tr
from socialcase.texts.services import service_name
from socialcase.ui.page import Page
from socialcase.ui.pages.case.part import CasePart
from socialcase.ui.pages.case.referral_card import ReferralCard
from socialcase.ui.pages.case.referral_form import ReferralForm
from socialcase.ui.pages.case.referral_step import STEPS
from socialcase.ui.pages.case.resource_form import ResourceForm
from socialcase.ui.pages.case.told_card import told_cards
from socialcase.ui.pages.rebuilding import rebuilding
from socialcase.ui.pages.service_words import offered_words, resource_detail
from socialcase.ui.speech import joined, money_words
from socialcase.ui.theme.tokens import SMALL
from socialcase.ui.unkept_fields import UnkeptFields
from socialcase.ui.widgets.buttons import Button, link
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.empty import Empty
from socialcase.ui.widgets.field import ChoiceBox
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import boxed, clear, column, row
from socialcase.ui.widgets.paint import MEDIUM, NAME, QUIET, Pen, mark, write
from socialcase.ui.widgets.rows import RowDelegate, Rows, RowsView
from socialcase.ui.written_since import WrittenSince

_DUE = {"promised": "warning", "received": "ok", "returned": "muted", "not_received": "muted"}


class ServicesPart(CasePart):
    """The help from outside. `turn` goes to another part of the case file."""

    def __init__(self, page: Page, turn: Callable[[str], None]) -> None:
        super().__init__(page)
        self._turn = turn
        self._file: CaseFile | None = None
        self._services: CaseServices | None = None
        self._shown: tuple[tuple[ReferralLine, ...], dict[str, dict[str, str]]] | None = None
        self._begun = ""
        self.refer = Button(icon_name="plus", small=True, then=self._begin)
        self.found = Button(icon_name="plus", small=True, then=self._begin_resource)
        self.form = ReferralForm(page, self._keep, self._put_away)
        self.resource_form = ResourceForm(
            page, self._keep_resource, self._change, self._put_away, lambda: self.workspace.today
        )
        self._unkept = UnkeptFields(page)
        self.since = WrittenSince(self._throw_away, self._go_on)
        self._cards, self._side = QVBoxLayout(), QVBoxLayout()
        self._rows: Rows[ResourceLine] = Rows(self._spoken)
        self._list = RowsView("", fitted=True)
        self._list.setModel(self._rows)
        self._list.setItemDelegate(_ResourceDelegate(lambda: self.workspace.today))
        self._list.opened.connect(self._open_resource)
        self._resources = Card(padding=(0, 0, 0, 0))
        self._none_found = Words(size="small", tone="muted", wrap=True)
        self._lay_out()
        self.retranslate()

    def retranslate(self) -> None:
        """Word it in the language in force."""
        self.refer.setText(tr("Refer to a service"))
        self.found.setText(tr("Something was found"))
        self._resources.head(tr("Found for the family"), icon_name="gift")
        self._list.setAccessibleName(tr("Found for the family"))
        self._none_found.setText(
            tr("Nothing is entered yet: money, goods, help of neighbours, a place to stay.")
        )
        self.form.retranslate()
        self.resource_form.retranslate()
        self._unkept.retranslate()
        self.since.retranslate()
        self._shown = None

    def show_file(self, file: CaseFile) -> None:
        """Show the services of a case."""
        if file.header.case.uid != self.case:
            self._put_away()
            self._shown = None
        self._unkept.turn_from(f"drafts:{file.header.case.uid}")
        super().show_file(file)
        self._file = file
        services = self.page.read(lambda: services_of(self.workspace, self.case))
        if services is not None:
            self._show(file, services)

    def show_part(self, record: str) -> None:
        """Begin a referral: "need:<id>", "goal:<id>", "action:<id>"; or show one by its id.

        "service:<code>" begins one for a service that was asked for with the case.
        """
        kind, _, uid = record.partition(":")
        if kind == "service":
            self._open_form()
            self.form.begin(self.case, service=uid)
        if kind in ("need", "goal", "action") and uid:
            asked = self._services.unserved if self._services else ()
            service = next((one.service for one in asked if one.need == uid), "")
            self._open_form()
            lines = self.page.read(lambda: need_lines(self.workspace, self.case)) or []
            words = next((one.words for one in lines if one.uid == uid), "")
            self.form.begin(self.case, kind, uid, service, words)
        for what in ("step0", "provider"):  # of a draft the provider is what is chosen next
            for place in self.findChildren(QWidget, f"referral:{record}:{what}"):
                place.setFocus()

    # --- showing ---------------------------------------------------------------------------------

    def _show(self, file: CaseFile, services: CaseServices) -> None:
        self._services = services
        self.form.offer(file, services)
        self.resource_form.offer({one.person: one.name for one in services.leaves if one.person})
        offers = {one.referral.uid: self._offered(file, one) for one in services.referrals}
        if (services.referrals, offers) != self._shown:  # the directory may have got somebody
            rebuilding(self, lambda: self._show_cards(services, offers))
            self._shown = services.referrals, offers
            self._go_to_begun()
        self._rows.show(services.resources)
        self._list.setVisible(bool(services.resources))
        self._none_found.setVisible(not services.resources)
        self._offer_begun()
        clear(self._side)
        for card in told_cards(services, self._turn):
            self._side.addWidget(card)
        if services.unserved:
            self._side.addWidget(self._unserved_card(services))
        self._side.addStretch(1)

    def _go_to_begun(self) -> None:
        """Put the keyboard on the provider of the referral that was just begun."""
        for box in self.findChildren(ChoiceBox, f"referral:{self._begun}:provider"):
            for card in self.findChildren(ReferralCard):
                card.show()  # what is not shown yet takes no keyboard
            box.setFocus()
            self._begun = ""

    def _show_cards(self, services: CaseServices, offers: dict[str, dict[str, str]]) -> None:
        ws = self.workspace
        begun = self.page.read(lambda: all_unkept(ws, STEPS)) or []
        self._unkept.anew()
        clear(self._cards)
        for line in services.referrals:
            offer = offers[line.referral.uid]
            card = ReferralCard(self.page, line, offer, self._turn, self._unkept, begun)
            self._cards.addWidget(card)
        self._unkept.turn_to(f"drafts:{self.case}")
        if not services.referrals and not self.form.isVisible():
            words = tr("No referral yet. A referral asks a provider for a service.")
            act = tr("Write the first referral")
            self._cards.addWidget(Empty("paper-plane-tilt", words, act, self._begin))

    def _offered(self, file: CaseFile, line: ReferralLine) -> dict[str, str]:
        if line.referral.status not in ("", "draft"):
            return {}
        case = file.header.case
        lines = offered(self.workspace, line.referral.service, case.groups, case.etrap)
        names = {one.provider.uid: offered_words(one) for one in lines}
        if line.provider is not None:
            names.setdefault(line.provider.provider.uid, offered_words(line.provider))
        return names

    def _unserved_card(self, services: CaseServices) -> Card:
        card = Card(padding=(14, 8, 10, 10))
        card.head(tr("Needs without a service"), icon_name="hourglass", tone="warning")
        for one in services.unserved:
            card.put(self._unserved_line(one))
        return card

    def _unserved_line(self, one: Unserved) -> QWidget:
        title = Words(service_name(one.service), size="small", weight="medium", wrap=True)
        place = tr("number {n} in line").format(n=one.place_in_line) if one.place_in_line else ""
        state = joined(one.person_name, label("unserved", one.state), place)
        words = column(title, Words(state, size="caption", tone="muted", wrap=True), gap=0)
        line = row(words, gap=6)
        line.setStretch(0, 1)
        if one.state == "unasked" or (one.need and one.state in ("refused", "withdrawn")):
            begin = f"need:{one.need}" if one.need else f"service:{one.service}"
            refer = link(tr("Refer"), then=partial(self.show_part, begin))
            refer.setAccessibleName(joined(refer.text(), service_name(one.service)))
            line.addWidget(refer)
        return boxed(line)

    # --- acts ------------------------------------------------------------------------------------

    def _begin(self) -> None:
        self._open_form()
        self.form.begin(self.case)

    def _offer_begun(self) -> None:
        """Say that a referral or a find was begun and is not kept, where neither is open."""
        ws, starts = self.workspace, (f"referral:{self.case}:", f"resource:{self.case}")
        idle = self.form.isHidden() and self.resource_form.isHidden()
        begun = self.page.read(lambda: all_unkept(ws, *starts)) if idle else None
        self.since.show_unkept(begun[0] if begun else None)

    def _go_on(self) -> None:
        """Open the form again as it was begun: from a need, a goal, an action or by itself."""
        place = self.since.unkept.place if self.since.unkept is not None else ""
        what, _, asked = place.removeprefix(f"referral:{self.case}:").partition(":")
        if place.startswith("resource:"):
            self._begin_resource()
        elif asked:
            self.show_part(f"{what or 'service'}:{asked}")
        else:
            self._begin()

    def _throw_away(self) -> None:
        unkept, ws = self.since.unkept, self.workspace
        if unkept is None:
            return
        self.page.keep(lambda: throw_away(ws, unkept.place))
        self._offer_begun()
        self.page.context.toast(tr("Thrown away"), lambda: self._bring_back(unkept))

    def _bring_back(self, unkept: Unkept) -> None:
        self.page.keep(lambda: restore(self.workspace, unkept))
        self._offer_begun()

    def _open_form(self) -> None:
        self.since.show_unkept(None)
        self.resource_form.hide()
        self.form.show()
        if self._services is not None and not self._services.referrals:
            clear(self._cards)  # the form takes the place of the offer to write one

    def _begin_resource(self) -> None:
        self.since.show_unkept(None)
        self.form.hide()
        self.resource_form.show()
        self.resource_form.begin(self.case)

    def _put_away(self) -> None:
        for form in (self.form, self.resource_form):
            form.written.leave()
            form.hide()
        self._offer_begun()
        if self._services is not None and not self._services.referrals:
            self._show_cards(self._services, {})

    def _keep(self) -> None:
        begun = self.form.begun()
        if begun is None:
            return
        service, fields = begun
        fields |= self._only_provider(service)
        ws, case = self.workspace, self.case
        done = self.form.written.keep(lambda: add_referral(ws, case, service, told=None, **fields))
        if done is not None:
            self.form.hide()
            self._offer_begun()
            self._begun = done.record
            self.page.undoable(done, tr("A referral is begun; nothing has gone out yet"))

    def _only_provider(self, service: str) -> dict[str, str | bool]:
        """The provider where one alone can be asked; it is seen before anything goes out."""
        if self._file is None:
            return {}
        case, ws = self._file.header.case, self.workspace
        found = self.page.read(lambda: offered(ws, service, case.groups, case.etrap)) or []
        able = [one.provider.uid for one in found if one.standing == "valid"]
        return {"provider": able[0]} if len(found) == len(able) == 1 else {}

    def _keep_resource(self, given: dict[str, str]) -> bool:
        ws, case = self.workspace, self.case
        what, rest = given["what"], {k: v for k, v in given.items() if k != "what"}
        written = self.resource_form.written
        done = self._or_complain(written.forgetting(lambda: add_resource(ws, case, what, **rest)))
        if done is not None:
            written.end()
        self.page.undoable(done, tr("Entered"))
        return done is not None

    def _change(self, uid: str, field: str, value: str) -> bool:
        made = self._or_complain(lambda: set_resource(self.workspace, uid, field, value or None))
        return made is not None

    def _or_complain(self, act: Callable[[], Done]) -> Done | None:
        """Keep, or say beside its field what is wrong with a value."""

        def tried() -> Done | BadValue:
            try:
                return act()
            except BadValue as error:
                return error

        for name in ("value", "found", "until", "what"):
            self.resource_form.complain(name, "")
        made = self.page.read(tried)
        if isinstance(made, BadValue):
            self.resource_form.complain(made.field, tr("This was not kept."))
            return None
        if made is not None:
            self.page.context.kept()
        return made

    def _open_resource(self, line: ResourceLine) -> None:
        self.form.hide()
        self.resource_form.show()
        self.resource_form.open(line)

    def _spoken(self, line: ResourceLine) -> str:
        resource = line.resource
        state = label("resource_state", resource.status)
        detail = resource_detail(line, self.workspace.today)
        return joined(resource.what, money_words(resource.value), state, detail)

    def _lay_out(self) -> None:
        for form in (self.form, self.resource_form):
            form.hide()
        self._cards.setSpacing(12)
        self._resources.body.setSpacing(0)
        self._none_found.setContentsMargins(14, 10, 14, 12)
        self._resources.put(self._list, self._none_found)
        top = row(self.refer, self.found, None)
        left = column(
            top,
            self.since,
            self.form,
            self.resource_form,
            self._unkept.apart,
            self._cards,
            self._resources,
            None,
            gap=12,
        )
        side = boxed(self._side)
        side.setFixedWidth(316)
        self._side.setContentsMargins(0, 0, 0, 0)
        self._side.setSpacing(12)
        columns = row(left, side, gap=18)
        columns.setStretch(0, 1)
        columns.setAlignment(side, Qt.AlignmentFlag.AlignTop)
        self.layout_.addLayout(columns)


class _ResourceDelegate(RowDelegate[ResourceLine]):
    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today

    def draw(self, painter: QPainter, box: QRect, row: ResourceLine) -> None:
        today, resource = self._today(), row.resource
        left, width = box.left() + 14, box.width() - 14 - 250
        upper = QRect(left, box.top() + 6, width, 19)
        write(painter, upper, resource.what, NAME)
        lower = QRect(left, box.top() + 25, width, 17)
        kind = label("resource_kind", resource.kind) if resource.kind else ""
        write(painter, lower, joined(kind, resource_detail(row, today)), QUIET)
        end = box.right() - 236
        tone = _DUE.get(resource.status, "muted")
        if resource.status == "promised" and row.late is not None and row.late > 0:
            tone = "danger"
        state = label("resource_state", resource.status) if resource.status else ""
        write(painter, QRect(end, box.top() + 6, 190, 19), money_words(resource.value), NAME)
        write(painter, QRect(end, box.top() + 25, 190, 17), state, Pen(SMALL, MEDIUM, tone))
        mark(painter, QRect(box.right() - 28, box.top() + 16, 16, 16), "caret-right")
