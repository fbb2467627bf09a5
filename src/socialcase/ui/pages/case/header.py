"""The head of a case file: who, risk and why, safety facts, the way, the next step."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from socialcase.actions.case_views import CaseHeader, NextStep
from socialcase.actions.cases import reopen_case, set_status
from socialcase.actions.wording import next_step_words
from socialcase.texts import label, long_date, short_date, tr, when
from socialcase.ui.page import Page, Target
from socialcase.ui.pages.case.head_panels import (
    ClosePanel,
    FactsPanel,
    NextStepPanel,
    Panel,
    RiskPanel,
)
from socialcase.ui.pages.case.restrict_panel import OpenAgainPanel, RestrictPanel, may_change
from socialcase.ui.speech import etrap_words, joined, people_words, place_words, with_age
from socialcase.ui.widgets.buttons import Button, link, primary
from socialcase.ui.widgets.chip import Chip
from socialcase.ui.widgets.flow import FlowBox
from socialcase.ui.widgets.labels import IconLabel, Words
from socialcase.ui.widgets.layout import boxed, clear, column, row
from socialcase.ui.widgets.risk import show_risk
from socialcase.ui.widgets.steps import StepsRow

_PLACES = {
    "ask_consent": "consent",
    "assess": "assessments",
    "make_plan": "plan",
    "send_plan": "plan",
    "correct_plan": "plan",
    "agree_plan": "plan",
    "contact": "visits",
}


class CaseHead(QWidget):
    """The head. Panels for risk, next step, facts and closing open beneath it, in place."""

    def __init__(self, page: Page, turn: Callable[[str], None]) -> None:
        super().__init__()
        self._page = page
        self._turn = turn
        self._header: CaseHeader | None = None
        self._crumb = link(then=lambda: page.context.open(Target("cases")))
        self._number = Words(size="small", tone="muted")
        self._title = Words(size="title", weight="bold")
        self._risk = Chip()
        self._reasons = Words(size="small", wrap=True)
        self._line = Words(tone="muted", wrap=True)
        self._safety = FlowBox(across=18, down=4)
        self._groups = FlowBox(across=6)
        self._steps = StepsRow()
        self._more = Button(icon_name="caret-down", small=True)
        self._more.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self._menu = QMenu(self._more)
        self._more.setMenu(self._menu)
        self._next = _NextStrip(self._do_next, self._log_visit, lambda: self._open("next"))
        self._panels: dict[str, Panel] = {
            "risk": RiskPanel(page, self.put_away),
            "next": NextStepPanel(page, self.put_away),
            "close": ClosePanel(page, self.put_away),
            "facts": FactsPanel(page, self.put_away),
            "restrict": RestrictPanel(page, self.put_away),
            "unrestrict": OpenAgainPanel(page, self.put_away),
        }
        self._lay_out()
        self.retranslate()

    def retranslate(self) -> None:
        """Word what stands still."""
        self._crumb.setText(tr("Cases"))
        self._more.setText(tr("More"))
        for panel in self._panels.values():
            panel.retranslate()

    def put_away(self) -> None:
        """Close the panel that is open."""
        for panel in self._panels.values():
            panel.hide()

    def show_header(self, header: CaseHeader) -> None:
        """Show the head of a case."""
        self._header = header
        case = header.case
        place = header.settlement or etrap_words(header.etrap)
        self._number.setText(joined(place, tr("Case {number}").format(number=case.number)))
        self._title.setText(header.subject)
        show_risk(self._risk, header.risk.level)
        self._reasons.setText(_reasons(header))
        self._line.setText(_line(header))
        self._show_safety(header)
        self._show_groups(header)
        self._steps.show_steps(header.steps)
        self._next.show_step(header.next, closed=case.status == "closed")
        self._fill_menu(header)
        for panel in self._panels.values():
            panel.show_header(header)

    def _show_safety(self, header: CaseHeader) -> None:
        clear(self._safety.flow)
        facts = _safety_facts(header)
        for icon_name, tone, words in facts:
            sign = IconLabel(icon_name, tone, 16)
            text = Words(words, size="small", weight="medium")
            self._safety.flow.addWidget(boxed(row(sign, text, gap=6)))
        self._safety.setVisible(bool(facts))

    def _show_groups(self, header: CaseHeader) -> None:
        clear(self._groups.flow)
        for code in header.case.groups:
            self._groups.flow.addWidget(Chip(label("group", code)))

    def _fill_menu(self, header: CaseHeader) -> None:
        self._menu.clear()
        self._menu.addAction(tr("Set the risk level…"), lambda: self._open("risk"))
        self._menu.addAction(tr("Choose the next step…"), lambda: self._open("next"))
        self._menu.addAction(tr("Groups and safety…"), lambda: self._open("facts"))
        self._fill_eyes(header)
        self._menu.addSeparator()
        for status in header.may_go_to:
            words = label("status", status)
            if status == "closed":
                self._menu.addAction(tr("Close the case…"), lambda: self._open("close"))
            elif header.case.status == "closed":
                self._menu.addAction(tr("Open the case again"), self._reopen)
            else:
                text = tr("Move to “{status}”").format(status=words)
                self._menu.addAction(text, partial(self._move, status))

    def _fill_eyes(self, header: CaseHeader) -> None:
        """Who may see the case, where the person here may say so."""
        if not may_change(self._page, header.case.uid):
            return
        named, change = tr("Only named people may see this case…"), tr("Change who may see it…")
        words = change if header.restricted else named
        self._menu.addAction(words, lambda: self._open("restrict"))
        if header.restricted:
            words = tr("Open the case to its etrap again…")
            self._menu.addAction(words, lambda: self._open("unrestrict"))

    def _open(self, name: str) -> None:
        for key, panel in self._panels.items():
            panel.setVisible(key == name)
        self._panels[name].begin()

    def _move(self, status: str) -> None:
        if self._header is None:
            return
        ws, uid = self._page.context.workspace, self._header.case.uid
        done = self._page.keep(lambda: set_status(ws, uid, status))
        moved = tr("The case is now “{status}”").format(status=label("status", status))
        self._page.undoable(done, moved)

    def _reopen(self) -> None:
        if self._header is None:
            return
        ws, uid = self._page.context.workspace, self._header.case.uid
        done = self._page.keep(lambda: reopen_case(ws, uid))
        self._page.undoable(done, tr("The case is open again"))

    def _log_visit(self) -> None:
        self._turn("visit:")

    def _do_next(self) -> None:
        if self._header is None:
            return
        step = self._header.next
        if step.onward and not step.needs and step.onward != "closed":
            self._move(step.onward)
        elif step.act == "set_risk" or step.needs[:1] == ("risk",):
            self._open("risk")
        elif step.act in ("decide_review", "none") or step.onward == "closed":
            self._open("close")
        else:
            self._turn(_PLACES.get(step.act, "visit:"))

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        self._crumb.setProperty("tone", "muted")
        self._crumb.setProperty("crumb", True)
        crumbs = row(self._crumb, self._number, None, self._more, gap=4)
        name = row(self._title, self._risk, self._reasons, gap=12)
        name.setStretch(2, 1)
        way = row(self._groups, self._steps, gap=16)
        way.setStretch(0, 1)
        way.setContentsMargins(0, 6, 0, 0)
        for part in (crumbs, name):
            layout.addLayout(part)
        layout.addWidget(self._line)
        layout.addWidget(self._safety)
        layout.addLayout(way)
        layout.addSpacing(6)
        layout.addWidget(self._next)
        for panel in self._panels.values():
            layout.addWidget(panel)
            panel.hide()


class _NextStrip(QFrame):
    """What comes next, when, what is still needed, and the button for it."""

    def __init__(
        self, act: Callable[[], None], visit: Callable[[], None], change: Callable[[], None]
    ) -> None:
        super().__init__()
        self.setObjectName("strip")
        self._next = Words(tone="muted")
        self._what = Words(weight="bold", wrap=True)
        self._when = Words(size="small", weight="medium")
        self._needs = Words(size="small", tone="muted", wrap=True)
        self._change = link(then=change)
        self._visit = Button(icon_name="house", then=visit)
        self._act = primary(then=act)
        first = row(self._next, self._what, gap=5)
        first.setStretch(1, 1)
        second = row(self._when, self._needs, gap=6)
        second.setStretch(1, 1)
        words = column(first, second, gap=1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 9, 10, 9)
        layout.setSpacing(10)
        layout.addWidget(IconLabel("arrow-right", "accent", 18))
        layout.addLayout(words, 1)
        for part in (self._change, self._visit, self._act):
            layout.addWidget(part)

    def show_step(self, step: NextStep, *, closed: bool) -> None:
        """Show the next step of a case."""
        self.setVisible(not closed)
        self._next.setText(tr("Next:"))
        self._what.setText(next_step_words(step))
        days = ""
        if step.due is not None and step.late is not None:
            day = step.due
            today = day.fromordinal(day.toordinal() + step.late)
            days = f"{long_date(day)}, {when(day, today)}"
        self._when.setText(days)
        self._when.setVisible(bool(days))
        self._when.set_tone("danger" if step.late and step.late > 0 else "")
        self._needs.setText(_needs(step))
        self._change.setText(tr("Change"))
        self._visit.setText(tr("Log a visit"))
        self._act.setText(_button(step))


def _button(step: NextStep) -> str:
    if step.onward == "closed" and not step.needs:
        return tr("Close the case…")
    if step.onward and not step.needs:
        return tr("Move to “{status}”").format(status=label("status", step.onward))
    names = {
        "ask_consent": tr("Write down consent"),
        "assess": tr("Assess the needs"),
        "set_risk": tr("Set the risk level"),
        "make_plan": tr("Write the plan"),
        "send_plan": tr("Open the plan"),
        "correct_plan": tr("Correct the plan"),
        "agree_plan": tr("Open the plan"),
        "decide_review": tr("Close the case…"),
    }
    return names.get(step.act, tr("Write what happened"))


def _needs(step: NextStep) -> str:
    if not step.needs:
        return ""
    words = ", ".join(label("need", need) for need in step.needs)
    status = label("status", step.onward)
    return tr("Still needed for “{status}”: {needs}").format(status=status, needs=words)


def _reasons(header: CaseHeader) -> str:
    risk = header.risk
    since = tr("since {day}").format(day=short_date(risk.since)) if risk.since else ""
    conflict = tr("set twice, apart: the higher one shows") if risk.in_conflict else ""
    words = f"{since}: {risk.reasons}" if since and risk.reasons else since or risk.reasons
    return joined(words, conflict)


def _line(header: CaseHeader) -> str:
    main = header.main
    who = with_age(main.name, main.age) if main and main.name != header.subject else ""
    if main and main.name == header.subject and main.age:
        who = tr("{age} years old").format(age=main.age.years)
    many = people_words(header.people) if header.people > 1 else ""
    place = place_words(header.settlement, etrap_words(header.etrap))
    opened = tr("open since {day}").format(day=short_date(header.opened)) if header.opened else ""
    owner = header.owner_name
    return joined(who, many, place, opened, owner)


def _safety_facts(header: CaseHeader) -> list[tuple[str, str, str]]:
    facts: list[tuple[str, str, str]] = []
    contact = header.safe_contact
    if contact.allowed == "no":
        facts.append(("phone", "danger", tr("Do not call")))
    how = joined(contact.how, contact.when)
    if how and contact.allowed != "no":
        facts.append(("phone", "muted", tr("Call: {how}").format(how=how)))
    if contact.say:
        facts.append(("chat-text", "muted", tr("Say: {words}").format(words=contact.say)))
    if header.case.not_to_be_told:
        words = tr("Not to be told: {who}").format(who=header.case.not_to_be_told)
        facts.append(("eye-slash", "danger", words))
    if header.case.worker_safety:
        facts.append(("shield-warning", "warning", header.case.worker_safety))
    if header.restricted:
        facts.append(("lock", "warning", tr("Restricted: only named people see this file")))
    return facts
