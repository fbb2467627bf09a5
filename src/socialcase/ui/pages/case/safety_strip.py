"""What is to be known before one goes there: safe contact, the worker's safety, the return call."""

from collections.abc import Iterable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from socialcase.actions.case_views import CaseHeader
from socialcase.cases.records import Case
from socialcase.texts import label, tr
from socialcase.ui.speech import joined
from socialcase.ui.widgets.banner import Banner
from socialcase.ui.widgets.flow import FlowBox
from socialcase.ui.widgets.labels import IconLabel, Words
from socialcase.ui.widgets.layout import boxed, clear, row

_MARKS = {
    "in_pairs": "users",
    "not_alone": "shield-warning",
    "return_call": "phone-call",
    "not_after_dark": "moon",
    "dog": "paw-print",
    "infection": "thermometer",
}
_LONG = 120
"""Letters of a fact that have room in the head; the whole is in its tooltip."""
Fact = tuple[str, str, str]
"""Icon, tone and words."""


class SafetyStrip(FlowBox):
    """Facts in words with an icon each; hidden where there are none."""

    def __init__(self) -> None:
        super().__init__(across=18, down=4)

    def show_header(self, header: CaseHeader) -> None:
        """Show the facts of a case."""
        facts = [*safety_facts(header.case), *_contact_facts(header)]
        clear(self.flow)
        for icon_name, tone, words in facts:
            short = words if len(words) <= _LONG else words[: _LONG - 1].rstrip() + "…"
            sign, text = IconLabel(icon_name, tone, 16), Words(short, size="small", weight="medium")
            text.setToolTip(words if short != words else "")
            self.flow.addWidget(boxed(row(sign, text, gap=6)))
        self.setVisible(bool(facts))


class BeforeVisit(QWidget):
    """A reminder over a visit that is planned or begun; hidden where there is nothing to heed."""

    def __init__(self) -> None:
        super().__init__()
        self._banner = Banner()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._banner)

    def show_case(self, case: Case) -> None:
        """Say what is to be heeded, and whom to call back."""
        facts = [words for _, _, words in safety_facts(case)]
        if facts:
            call = return_call_words(case)
            marks = joined(*(words for words in facts if words != call))
            self._banner.say(marks or call, call if marks else "", tone="warning")
        self.setVisible(bool(facts))


def safety_facts(case: Case) -> list[Fact]:
    """What keeps the worker safe, the agreed call last."""
    facts: list[Fact] = [
        (_MARKS.get(mark, "shield-warning"), "warning", label("safety_mark", mark))
        for mark in sorted(case.safety_marks, key=_order)
        if mark != "return_call"
    ]
    if case.worker_safety:
        facts.append(("shield-warning", "warning", case.worker_safety))
    call = return_call_words(case)
    return [*facts, ("phone-call", "warning", call)] if call else facts


def return_call_words(case: Case) -> str:
    """Whom to call back after a visit and when; "" where no call is agreed."""
    who, after = case.return_call_who, case.return_call_after
    to = joined(who, case.return_call_phone, after)
    if to:
        return tr("Call back afterwards: {who}").format(who=to)
    if "return_call" in case.safety_marks:
        return tr("Call back afterwards: agree with whom")
    return ""


def _order(mark: str) -> int:
    return list(_MARKS).index(mark) if mark in _MARKS else len(_MARKS)


def _untold(name: str, what: Iterable[str]) -> str:
    codes = [code for code in what if code != "everything"]
    parts = ", ".join(label("withheld", code).lower() for code in codes)
    who = f"{name} ({parts})" if parts else name
    return tr("Not to be told: {who}").format(who=who)


def _contact_facts(header: CaseHeader) -> list[Fact]:
    facts: list[Fact] = []
    contact = header.safe_contact
    if contact.allowed == "no":
        facts.append(("phone", "danger", tr("Do not call")))
    how = joined(contact.how, contact.when)
    if how and contact.allowed != "no":
        facts.append(("phone", "muted", tr("Call: {how}").format(how=how)))
    if contact.say:
        facts.append(("chat-text", "muted", tr("Say: {words}").format(words=contact.say)))
    spoken = ", ".join(label("language", one) for one in header.languages)
    talk = joined(spoken, " ".join(header.communication.split()))
    if talk:
        facts.append(("ear", "muted", tr("Talk: {how}").format(how=talk)))
    facts += [("eye-slash", "danger", _untold(name, what)) for name, what in header.untold]
    if header.restricted:
        facts.append(("lock", "warning", tr("Restricted: only named people see this file")))
    return facts
