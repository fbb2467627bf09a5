"""Beginning a referral: which service, for whom, towards which goal or need."""

from collections.abc import Callable

from socialcase.actions.case_views import CaseFile
from socialcase.actions.service_views import CaseServices
from socialcase.texts import tr
from socialcase.texts.services import service_code, service_name
from socialcase.ui.page import Page
from socialcase.ui.pages.case.panel import panel_keys
from socialcase.ui.pages.service_words import service_options
from socialcase.ui.widgets.buttons import Button
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.check_box import CheckBox
from socialcase.ui.widgets.field import ChoiceBox, Field, TextBox
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import row
from socialcase.ui.written_form import WrittenForm

Begun = tuple[str, dict[str, str | bool]]
"""The service and the fields of a new referral."""


class ReferralForm(Card):
    """What a new referral begins with. `keep()` begins it, `leave()` puts the form away."""

    def __init__(self, page: Page, keep: Callable[[], None], leave: Callable[[], None]) -> None:
        super().__init__(tone="accent", padding=(16, 12, 16, 14))
        self.title = Words(weight="bold")
        self.service, self.person, self.towards = ChoiceBox(), ChoiceBox(), ChoiceBox()
        self._offered: dict[str, str] = {}
        self._asked: dict[str, str] = {}
        self.other = TextBox()
        self.urgent = CheckBox()
        editors = (self.service, self.other, self.person, self.towards)
        self._fields = [Field("", editor) for editor in editors]
        self._act, self._leave = Button(then=keep), Button(kind="quiet", then=leave)
        self.other.returnPressed.connect(keep)
        panel_keys(self, keep, leave)
        first, second = row(*self._fields[:2], gap=12), row(*self._fields[2:], gap=12)
        for line in (first, second):
            line.setStretch(0, 1)
            line.setStretch(1, 1)
        end = row(self._act, self._leave, self.urgent, None)
        self.written = WrittenForm(
            page,
            {
                "service": self.service,
                "other": self.other,
                "person": self.person,
                "towards": self.towards,
                "urgent": self.urgent,
            },
        )
        self.put(self.title, self.written.since, first, second, end)

    def retranslate(self) -> None:
        """Word it in the language in force."""
        self.title.setText(tr("Refer to a service"))
        self.written.retranslate()
        words = (
            (tr("Service"), ""),
            (tr("Or another, in words"), ""),
            (tr("For whom"), ""),
            (tr("Towards"), tr("a goal, an action or a need")),
        )
        for field, (name, hint) in zip(self._fields, words, strict=True):
            field.set_words(name, hint)
        options = {"": "", **service_options()}
        self.service.offer(options, self.service.value())
        self._act.setText(tr("Begin the referral"))
        self._leave.setText(tr("Leave"))
        self.urgent.setText(tr("Urgent"))
        self.urgent.setAccessibleName(tr("Urgent"))

    def offer(self, file: CaseFile, services: CaseServices) -> None:
        """Offer the people, goals, actions and needs of the case; what was chosen stays."""
        people = {"": tr("The whole family")}
        people |= {one.person: one.name for one in services.leaves if one.person}
        self.person.offer(people, self.person.value())
        self._offered = _towards(file, services)
        self.towards.offer(self._asked | self._offered, self.towards.value())

    def begin(
        self, case: str, kind: str = "", record: str = "", service: str = "", words: str = ""
    ) -> None:
        """Begin with what a goal, an action or a need of `case` asks for, and was written for it.

        Where none asks: with what was written in the form and not kept. `words`: those of a need,
        for one that names no service stands in no list.
        """
        self.written.leave()
        need = tr("need: {words}").format(words=words)
        self._asked = {"": "", f"{kind}:{record}": need} if words else {}
        self.towards.offer(self._asked | self._offered, "")
        known = self.service.findData(service) >= 0
        self.service.setCurrentIndex(self.service.findData(service if known else ""))
        self.other.setText("" if known else service)
        self.urgent.setChecked(False)
        self.person.setCurrentIndex(0)
        self.towards.setCurrentIndex(max(0, self.towards.findData(f"{kind}:{record}")))
        self._fields[0].complain("")
        self.written.begin(f"referral:{case}:{kind}:{record or service}")
        self.service.setFocus()

    def begun(self) -> Begun | None:
        """What was chosen; None, with a word beside the field, while the service is missing."""
        service = service_code(self.other.text()) or self.service.value()
        self._fields[0].complain("" if service else tr("Choose a service, or write one."))
        if not service:
            self.service.setFocus()
            return None
        kind, _, record = self.towards.value().partition(":")
        fields: dict[str, str | bool] = {"person": self.person.value()}
        if record:
            fields[kind] = record
        if self.urgent.isChecked():
            fields["urgent"] = True
        return service, {name: value for name, value in fields.items() if value}


def _towards(file: CaseFile, services: CaseServices) -> dict[str, str]:
    """Goals with their actions, and needs, by "kind:id"."""
    options = {"": ""}
    for one in services.unserved:
        if one.need:
            words = one.words or service_name(one.service)
            options[f"need:{one.need}"] = tr("need: {words}").format(words=words)
    for goal in file.plan.goals if file.plan else ():
        if goal.status == "open":
            options[f"goal:{goal.uid}"] = tr("goal: {words}").format(words=goal.words)
            for action in goal.actions:
                if action.status == "open":
                    options[f"action:{action.uid}"] = f"    {action.what}"
    return options
