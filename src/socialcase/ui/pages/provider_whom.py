"""What a provider offers, to which groups, in which etraps: ticks, each kept at once."""

from socialcase.cases.codes import GROUPS
from socialcase.cases.records import Provider
from socialcase.texts import label, tr
from socialcase.texts.services import service_code, service_codes, service_delivery, service_name
from socialcase.ui.page import Page
from socialcase.ui.pages.provider_fields import Keep
from socialcase.ui.widgets.buttons import Button
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.check_box import CheckBox
from socialcase.ui.widgets.etrap_choice import EtrapChoice
from socialcase.ui.widgets.field import TextBox
from socialcase.ui.widgets.flow import FlowBox
from socialcase.ui.widgets.labels import Rule, Words
from socialcase.ui.widgets.layout import clear, row
from socialcase.ui.written_form import WrittenForm


class ProviderWhom(Card):
    """Services, groups and etraps of a provider."""

    def __init__(self, page: Page, keep: Keep) -> None:
        super().__init__(padding=(18, 12, 18, 16))
        self._keep = keep
        self._services: tuple[str, ...] = ()
        self._groups: tuple[str, ...] = ()
        self._titles = [Words(weight="medium") for _ in range(3)]
        self._everywhere = Words(size="small", tone="muted", wrap=True)
        self._service_ticks, self._group_ticks = FlowBox(across=18), FlowBox(across=18)
        self.other = TextBox()
        self._uid = ""
        self._written = WrittenForm(page, {"other": self.other})
        self.other.setFixedWidth(300)
        self.other.returnPressed.connect(self._add_other)
        self._add = Button(small=True, icon_name="plus", then=self._add_other)
        self.etraps = EtrapChoice(then=lambda codes: self._keep("etraps", codes))
        self.put(self._titles[0], self._service_ticks, row(self.other, self._add, None), 2, Rule())
        self.put(self._titles[1], self._group_ticks, 2, Rule())
        self.put(self._titles[2], self._everywhere, self.etraps)
        self.retranslate()

    def retranslate(self) -> None:
        """Word it in the language in force."""
        titles = (tr("Services"), tr("For whom"), tr("Where"))
        for words, title in zip(self._titles, titles, strict=True):
            words.setText(title)
        self._everywhere.setText(tr("Without a tick: in every etrap."))
        self.other.setPlaceholderText(tr("Another service, in words"))
        self.other.setAccessibleName(tr("Another service, in words"))
        self._add.setText(tr("Add"))
        self.etraps.retranslate()
        self._tick()

    def show_provider(self, provider: Provider) -> None:
        """Tick what is kept."""
        if provider.uid != self._uid:
            self._written.leave()
            self._uid = provider.uid
            self.other.setText("")
            self._written.begin(f"provider-service:{provider.uid}")
        self._services, self._groups = provider.services, provider.groups
        if set(self.etraps.codes()) != set(provider.etraps):
            self.etraps.choose(provider.etraps)
        self._tick()

    def _tick(self) -> None:
        own = [one for one in self._services if one not in service_codes()]
        services = {code: service_name(code) for code in (*service_codes(), *own)}
        self._fill(self._service_ticks, services, self._services, "services")
        groups = {code: label("group", code) for code in GROUPS}
        self._fill(self._group_ticks, groups, self._groups, "groups")

    def _fill(
        self, box: FlowBox, options: dict[str, str], chosen: tuple[str, ...], field: str
    ) -> None:
        """Ticks for `options`: those that are there are kept, so that the keyboard stays."""
        there = {tick.objectName(): tick for tick in box.findChildren(CheckBox)}
        names = {code: f"{field}:{code}" for code in options}
        if list(names.values()) != [name for name in there if not there[name].isHidden()]:
            clear(box.flow)
            there = {names[code]: self._box(field, code) for code in options}
            for name, tick in there.items():
                tick.setObjectName(name)
                box.flow.addWidget(tick)
        for code, words in options.items():
            tick = there[names[code]]
            tick.setText(words)
            tick.setAccessibleName(words)
            delivery = service_delivery(code)
            tick.setToolTip(label("delivery", delivery) if delivery else "")
            tick.setChecked(code in chosen)

    def _box(self, field: str, code: str) -> CheckBox:
        return CheckBox(then=lambda on: self._turn(field, code, on=on))

    def _turn(self, field: str, code: str, *, on: bool) -> None:
        chosen = self._services if field == "services" else self._groups
        changed = (*(one for one in chosen if one != code), *((code,) if on else ()))
        self._keep(field, changed)

    def _add_other(self) -> None:
        service = service_code(self.other.text())
        keep = self._written.forgetting(lambda: self._keep("services", (*self._services, service)))
        if service and keep():
            self._written.end()
            self.other.setText("")
            self._written.begin(f"provider-service:{self._uid}")
            self.other.setFocus()
