"""Two versions of the plan, line by line: added, dropped, changed, reached."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from socialcase.actions.case_views import PlanView
from socialcase.actions.plan_compare import compared
from socialcase.actions.plan_words import change_words, version_words
from socialcase.cases.plan_compare import LineChange, is_changed
from socialcase.texts import label, tr
from socialcase.ui.widgets.buttons import Button
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.check_box import CheckBox
from socialcase.ui.widgets.chip import Chip
from socialcase.ui.widgets.field import ChoiceBox
from socialcase.ui.widgets.flow import FlowBox
from socialcase.ui.widgets.labels import Rule, Words
from socialcase.ui.widgets.layout import boxed, clear, column, row

_SIGNS = {
    "added": ("accent", "plus"),
    "dropped": ("", "minus"),
    "changed": ("warning", "pencil"),
    "reached": ("ok", "check"),
}


class ComparePanel(Card):
    """`leave()` puts it away, `to_paper(older, newer)` prints it."""

    def __init__(self, leave: Callable[[], object], to_paper: Callable[[str, str], object]) -> None:
        super().__init__(padding=(16, 10, 16, 14))
        self._leave, self._to_paper = leave, to_paper
        self._views: Sequence[PlanView] = ()
        self.older = ChoiceBox(kept=lambda _code: self._show())
        self.newer = ChoiceBox(kept=lambda _code: self._show())
        self._from, self._to = Words(tone="muted"), Words(tone="muted")
        self._every = CheckBox(then=lambda _on: self._show())
        self._print = Button(icon_name="printer", small=True, then=self._on_paper)
        self._away = Button(kind="quiet", small=True, then=leave)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        self._lay_out()

    def retranslate(self) -> None:
        """Word it in the language in force."""
        self.head(tr("Compare versions"), icon_name="columns")
        self._from.setText(tr("Before"))
        self._to.setText(tr("After"))
        self._every.setText(tr("Show what is the same, too"))
        self._print.setText(tr("Print"))
        self._away.setText(tr("Close"))
        self.older.setAccessibleName(tr("The earlier version"))
        self.newer.setAccessibleName(tr("The later version"))

    def show_versions(self, views: Sequence[PlanView]) -> None:
        """Offer these versions, the newest first; the last two are chosen at first."""
        self._views = views
        names = {v.name: version_words(v) for v in views}
        numbers = list(names)
        newer = self.newer.value() if self.newer.value() in names else numbers[0]
        older = (
            self.older.value() if self.older.value() in names else numbers[min(1, len(numbers) - 1)]
        )
        self.older.offer(names, older)
        self.newer.offer(names, newer)
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts the panel away."""
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def _chosen(self) -> tuple[PlanView, PlanView] | None:
        by_name = {view.name: view for view in self._views}
        older = by_name.get(self.older.value())
        newer = by_name.get(self.newer.value())
        return (older, newer) if older and newer else None

    def _show(self) -> None:
        clear(self._lines)
        chosen = self._chosen()
        if chosen is None:
            return
        found = compared(self._views, *chosen)
        shown = [one for one in found.lines if self._every.isChecked() or is_changed(one)]
        for one in shown:
            self._lines.addWidget(_goal(one, every=self._every.isChecked()))
            self._lines.addWidget(Rule())
        if not shown:
            self._lines.addWidget(Words(tr("Both versions say the same."), tone="muted"))

    def _on_paper(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            older, newer = chosen
            self._to_paper(older.name, newer.name)

    def _lay_out(self) -> None:
        top = FlowBox(across=12)  # in a small window the versions stand above each other
        versions = (boxed(row(self._from, self.older)), boxed(row(self._to, self.newer)))
        for part in versions:
            top.flow.addWidget(part)
        self.put(top, row(self._every, None, self._print, self._away), Rule(), self._lines)


def _goal(one: LineChange, *, every: bool) -> QWidget:
    if one.name:
        head = Words(label("field", one.name), size="small", weight="bold", wrap=True)
        return boxed(column(head, _line(one, weight=""), gap=4))
    parts = [_line(one, weight="bold")]
    parts += [_line(step, weight="") for step in one.steps if every or is_changed(step)]
    for part in parts[1:]:
        part.setContentsMargins(22, 0, 0, 0)
    return boxed(column(*parts, gap=4))


def _line(one: LineChange, weight: str) -> QWidget:
    """Before at the left, after at the right, and what happened to it."""
    tone, icon_name = _SIGNS.get(one.kind, ("", ""))
    sign: QWidget = boxed(row())
    if icon_name:
        sign = Chip(label("line_change", one.kind), tone=tone, icon_name=icon_name)
    facts = [change_words(fact) for fact in one.facts]
    before = Words(one.before, size="small", weight=weight, tone="muted", wrap=True)
    after = Words(one.after, size="small", weight=weight, wrap=True)
    told = column(after, *(Words(w, size="caption", tone="muted", wrap=True) for w in facts), gap=1)
    mark = boxed(row(sign, None))
    mark.setFixedWidth(112)
    line = row(mark, before, boxed(told), gap=12)
    for place in (1, 2):
        line.setStretch(place, 1)
    return boxed(line)
