"""The case file: header, next step, and the parts under tabs."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from socialcase.actions.attachments import document_count
from socialcase.actions.case_file import case_file
from socialcase.actions.case_views import CaseFile
from socialcase.actions.service_views import service_count
from socialcase.texts import tr
from socialcase.ui.page import Page, PageContext, page_column, scrolled
from socialcase.ui.pages.case.header import CaseHead
from socialcase.ui.pages.case.last_look import LastLookLine
from socialcase.ui.pages.case.part import CasePart
from socialcase.ui.pages.case.parts import NAMES, Parts
from socialcase.ui.widgets.layout import column
from socialcase.ui.widgets.tabs import Tabs

_OTHER_KINDS = frozenset({"staff", "epoch", "decision"})


class CasePage(Page):
    """One case. `Target("case", uid, part)`: part is a tab, "visit:<uid>" or "document:<uid>"."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._uid = ""
        self._part = "timeline"
        self._body = QWidget()
        self._area = scrolled(self._body)
        self.setLayout(column(self._area))
        self._head = CaseHead(self, self.turn)
        self._news = LastLookLine(self, self.turn)
        self._tabs = Tabs(self.turn)
        self._parts = Parts(self, self.turn)
        self._file: CaseFile | None = None
        self._room = QVBoxLayout()
        inside = page_column(self._body, gap=12)
        for widget in (self._head, self._news, self._tabs):
            inside.addWidget(widget)
        inside.addLayout(self._room)
        inside.addStretch(1)
        self._key("N", self._write_note)
        self._key("V", lambda: self.turn("visit:"))
        self._key("D", lambda: self.turn("documents"))
        for letter, what in (("G", "new"), ("A", "action")):
            self._key(letter, partial(self._write_plan, what))
        for letter, panel in (("R", "risk"), ("S", "next"), ("E", "now")):
            self._key(letter, partial(self._head.open_panel, panel))

    def title(self) -> str:
        """Case."""
        return tr("Case")

    def ground(self) -> QWidget:
        """The column under the head, where the parts stand."""
        return self._body

    def show_record(self, record: str, part: str = "") -> None:
        """Turn to another case, or to a part of it."""
        fresh = bool(record) and record != self._uid
        self._uid = record or self._uid
        if fresh:
            self._area.verticalScrollBar().setValue(0)
            self._head.put_away()
        if record and (fresh or not self.isVisible()):
            self._news.look(self._uid)
        self._read_file()
        wanted = part or ("timeline" if fresh else self._part)
        self.turn(wanted if _tab_of(wanted) in NAMES else self._part)
        if fresh and not part:
            self._parts["timeline"].setFocus()

    def retranslate(self) -> None:
        """Word everything again."""
        super().retranslate()
        self._head.retranslate()
        self._news.retranslate()
        for part in self._parts.values():
            part.retranslate()
        self._read()

    def reread(self, kinds: frozenset[str]) -> None:
        """Read again when anything of casework changed."""
        if self._uid and (not kinds or kinds - _OTHER_KINDS):
            self._read()

    def turn(self, part: str) -> None:
        """Show the part under a tab: "plan", or "visit:<uid>" for the log of one visit."""
        name, record = _tab_of(part), part.partition(":")[2]
        if name not in NAMES:
            return
        self._part = name
        self._tabs.choose(name)
        for key, widget in self._parts.items():
            widget.setVisible(key == name)
        shown = self._part_of(name)
        if self._file is not None:
            shown.show_file(self._file)
        if part.startswith(("visit:", "document:", "goal:", "referral:")):
            shown.show_part(record)
        elif self.isVisible():
            self._keep_keyboard(shown)

    def _part_of(self, name: str) -> CasePart:
        """The part of that name, in its place on the page."""
        fresh = name not in self._parts
        part = self._parts[name]
        if fresh:
            self._room.addWidget(part)
            part.show()
        place = part.focusProxy()
        if fresh and name == "timeline" and place is not None:
            self.setFocusProxy(place)
        return part

    def _key(self, letter: str, act: Callable[[], object]) -> None:
        """A letter does an act where nobody is writing; with Alt it does so everywhere."""
        for keys in (letter, f"Alt+{letter}"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _write_note(self) -> None:
        self.turn("timeline")
        self._parts["timeline"].setFocus()

    def _write_plan(self, what: str) -> None:
        """Begin a goal ("new") or an action in the plan."""
        if self._part != "plan":
            self.turn("plan")
        self._parts["plan"].show_part(what)

    def _keep_keyboard(self, shown: CasePart) -> None:
        """Leave the keyboard in the part or on its tab, never on something just hidden."""
        focused = QApplication.focusWidget()
        if focused is None or not (shown.isAncestorOf(focused) or self._tabs.isAncestorOf(focused)):
            self._tabs.take_keyboard()

    def _read(self) -> None:
        self._read_file()
        if self._file is not None and self._part in self._parts:
            self._parts[self._part].show_file(self._file)

    def _read_file(self) -> None:
        if not self._uid:
            return
        found = self.read(lambda: case_file(self.context.workspace, self._uid))
        if found is None:
            return
        self._file = found
        self._head.show_header(found.header)
        documents = document_count(self.context.workspace, self._uid)
        services = service_count(self.context.workspace, self._uid)
        self._tabs.show_tabs(_tabs(found, documents, services), self._part)


def _tab_of(part: str) -> str:
    """The tab of "plan", or of a record such as "visit:<uid>"."""
    name = part.partition(":")[0]
    tabs = {"visit": "visits", "document": "documents", "goal": "plan", "referral": "services"}
    return tabs.get(name, name)


def _tabs(file: CaseFile, documents: int, services: int) -> dict[str, tuple[str, int]]:
    members = len(file.household.members) if file.household else 0
    goals = len(file.plan.goals) if file.plan else 0
    return {
        "timeline": (tr("Timeline"), 0),
        "household": (tr("Household"), members),
        "consent": (tr("Consent"), len(file.consents)),
        "assessments": (tr("Assessments"), len(file.assessments) + len(file.drafts)),
        "plan": (tr("Plan"), goals),
        "visits": (tr("Visits"), len(file.visits)),
        "services": (tr("Services"), services),
        "documents": (tr("Documents"), documents),
        "history": (tr("History"), 0),
    }
