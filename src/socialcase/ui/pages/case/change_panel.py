"""What the next version of a plan takes along and leaves behind, before it is begun."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from socialcase.actions.plan_versions import CarryOver
from socialcase.texts import label, tr
from socialcase.ui.widgets.buttons import Button
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import boxed, clear, column, row


class ChangePanel(Card):
    """`begin()` when the next version is to begin; `leave()` puts the panel away."""

    def __init__(self, begin: Callable[[], object], leave: Callable[[], object]) -> None:
        super().__init__(tone="accent", padding=(16, 10, 16, 14))
        self._leave = leave
        self._takes: CarryOver | None = None
        self._parts = QVBoxLayout()
        self._parts.setSpacing(6)
        self.act = Button(then=begin)
        self._away = Button(kind="quiet", then=leave)
        self.put(self._parts, row(self.act, self._away, None))
        self.setFocusProxy(self.act)

    def retranslate(self) -> None:
        """Word it in the language in force."""
        if self._takes is not None:
            self.show_carry(self._takes)

    def show_carry(self, takes: CarryOver) -> None:
        """Show what goes along."""
        self._takes = takes
        number = takes.plan.version or 1
        self.head(
            tr("Change the plan"),
            tr("Version {n} stays as it was agreed to, and can be read at any time.").format(
                n=takes.name
            ),
            icon_name="pencil",
        )
        clear(self._parts)
        goes = tr("Version {n} begins with what is open").format(n=number + 1)
        lines: list[QWidget] = []
        for goal, actions in takes.goals:
            lines.append(Words(goal.words, size="small", weight="medium", wrap=True))
            for action in actions:
                step = Words(action.what, size="small", tone="muted", wrap=True)
                step.setContentsMargins(16, 0, 0, 0)
                lines.append(step)
        self._parts.addWidget(_part(goes, lines))
        left = [f"{g.words} ({label('goal_status', g.status)})" for g in takes.left_goals]
        left += [f"{a.what} ({label('action_status', a.status)})" for a in takes.left_actions]
        words = [Words(one, size="small", tone="muted", wrap=True) for one in left]
        if words:
            self._parts.addWidget(_part(tr("Stays behind"), words))
        again = tr("It has to be agreed to and approved again; urgent steps need not wait.")
        self._parts.addWidget(Words(again, size="small", wrap=True))
        self.act.setText(tr("Begin version {n}").format(n=number + 1))
        self._away.setText(tr("Leave it"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts the panel away."""
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)


def _part(title: str, lines: Iterable[QWidget]) -> QWidget:
    return boxed(column(Words(title, weight="bold"), *lines, gap=2))
