"""A person at the keyboard and the mouse of the real window; what each step costs is written down.

Clicks go to the window at the place where a control, a row or a choice is seen; the page is turned
by the wheel until it is in sight. A control that lies under something else is not clicked: that
fails.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from PySide6.QtCore import QModelIndex, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QMenu,
    QScrollArea,
    QWidget,
)

from tests.journeys.hands import Count, Hands, name_of
from tests.journeys.read_back import said

_NOTCH = 120
_MOST_TURNS = 60
_KEY, _POINT, _THINK, _CHANGE, _TURN = 0.28, 1.3, 1.35, 0.4, 0.3
"""Seconds of the keystroke-level model of Card, Moran and Newell: a key of somebody who types
neither well nor badly, a click with the way to it, a thought before each act that is no letter,
the hand's way between mouse and keyboard; and a notch of the wheel."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a journey: what was done, and how long the program itself took (seconds)."""

    name: str
    count: Count
    took: float

    @property
    def reckoned(self) -> float:
        """Seconds that a person needs for what was done, by the keystroke-level model."""
        one = self.count
        typed = one.keys + one.tabs + one.letters
        acts = one.keys + one.clicks
        by_hand = _KEY * typed + _POINT * one.clicks + _TURN * one.turns + _CHANGE * one.changes
        return by_hand + _THINK * acts + self.took

    def __str__(self) -> str:
        one = self.count
        parts = (one.clicks, one.turns, one.keys, one.tabs, one.letters)
        return f"| {self.name} | {' | '.join(map(str, parts))} | {self.reckoned:.0f} |"


class BothHands(Hands):
    """Clicks what can be seen, types, and counts step by step."""

    def __init__(self, *about: object) -> None:
        super().__init__(*about)  # type: ignore[arg-type]
        self.steps: list[Step] = []

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Count what is done inside as one step of the journey; printed as a row of the table."""
        before, began = replace(self.count), time.perf_counter()
        yield
        self.steps.append(Step(name, self.count - before, time.perf_counter() - began))
        print(self.steps[-1])

    # --- the mouse -------------------------------------------------------------------------------

    def click(self, name: str, nth: int = 0) -> None:
        """Click the control called `name`, the `nth` of them as the page is read."""
        self.wait_for_control(name)
        self.wait(lambda: self._reached(name, nth), f"{name!r} is not to be clicked")
        control = self._called(name)[nth]
        self._press_mouse(control, self._middle(control))

    def click_part(self, part: str) -> None:
        """Click the first control that has `part` in its name."""
        found = [c for c in self._controls() if part in name_of(c)]
        assert found, f"no control with {part!r}"
        self._click_at(found[0], self._middle(found[0]))

    def click_row(self, name: str, part: str) -> None:
        """Click the row that has `part` in its words, in the list called `name`."""
        for view in self.window.findChildren(QAbstractItemView):
            if view.isVisible() and name_of(view) == name:
                model = view.model()
                for place in range(model.rowCount()):
                    index = model.index(place, 0)
                    if part in said(str(index.data())):
                        self._click_index(view, index)
                        return
        raise AssertionError(f"no row {part!r} in {self.rows(name)!r}")

    def _click_index(self, view: QAbstractItemView, index: QModelIndex) -> None:
        port = view.viewport()
        self._bring_into_sight(port, view.visualRect(index).center())
        # the page may just have come: a person clicks a row that they see
        self.wait(lambda: self._hit(port, view.visualRect(index).center()))
        self._press_mouse(port, view.visualRect(index).center())

    def choose(self, name: str, words: str) -> None:
        """Open a box of choices by clicking it, and click what says `words`."""
        self.click(name)
        box = self._called(name)[0]
        assert isinstance(box, QComboBox), box
        offered = [said(box.itemText(n)) for n in range(box.count())]
        assert words in offered, offered
        view, place = box.view(), offered.index(words)
        self.wait(view.isVisible, f"{name!r} did not open")
        index = box.model().index(place, box.modelColumn())
        if not view.viewport().rect().contains(view.visualRect(index).center()):
            self.type(box.itemText(place))  # far down: one types what one looks for
            self.press("Enter")
        else:
            self._press_mouse(view.viewport(), view.visualRect(index).center())
        self.wait(lambda: self._chose(name, words), f"{words!r} is not chosen")

    def pick(self, menu: str, words: str) -> None:
        """Open a menu by its button and click what says `words` in it."""
        self.click(menu)
        opened = QApplication.activePopupWidget()
        assert isinstance(opened, QMenu), f"{menu!r} opened no menu"
        actions = [a for a in opened.actions() if said(a.text().partition("\t")[0]) == words]
        assert actions, [a.text() for a in opened.actions()]
        self._press_mouse(opened, opened.actionGeometry(actions[0]).center())

    def write(self, name: str, text: str) -> None:
        """Click into a field and write."""
        self.click(name)
        self.type(text)

    def shows(self, name: str, words: str) -> bool:
        """Whether the box of choices called `name` shows `words`, be it built anew since."""
        boxes = [c for c in self._called(name) if isinstance(c, QComboBox)]
        return words in [said(box.currentText()) for box in boxes]

    def _controls(self) -> list[QWidget]:
        controls = self.window.findChildren(QWidget)
        there = [c for c in controls if c.isVisible() and c.isEnabled()]
        shown = [c for c in there if not isinstance(c, QLabel) and name_of(c)]
        return sorted(shown, key=lambda c: (self._place(c).y(), self._place(c).x()))

    def _called(self, name: str) -> list[QWidget]:
        found = [control for control in self._controls() if name_of(control) == name]
        # a state may be worded like the button that brings it about
        return [c for c in found if c.focusPolicy() is not Qt.FocusPolicy.NoFocus] or found

    def _place(self, control: QWidget) -> QPoint:
        return control.mapTo(self.window, QPoint(0, 0))

    @staticmethod
    def _middle(control: QWidget) -> QPoint:
        """Where one points: the words of a tick stand at its left."""
        middle = control.rect().center()
        return QPoint(min(middle.x(), 60), middle.y())

    def _chose(self, name: str, words: str) -> bool:
        """Whether the box shows `words`, and its list is put away."""
        return self.shows(name, words) and QApplication.activePopupWidget() is None

    def _reached(self, name: str, nth: int) -> bool:
        """Turn the page to a control; whether a click would come to it, and not to what is over it
        or while the page is built anew."""
        found = self._called(name)
        if nth >= len(found):
            return False
        self._bring_into_sight(found[nth], self._middle(found[nth]))
        return self._hit(found[nth], self._middle(found[nth]))

    @staticmethod
    def _hit(control: QWidget, place: QPoint) -> bool:
        top = control.window()
        hit = top.childAt(control.mapTo(top, place)) or top
        return hit is control or control.isAncestorOf(hit)

    def _click_at(self, control: QWidget, place: QPoint) -> None:
        self._bring_into_sight(control, place)
        self._press_mouse(control, place)

    def _press_mouse(self, control: QWidget, place: QPoint) -> None:
        top = control.window()
        at = control.mapTo(top, place)
        assert self._hit(control, place), f"{name_of(control)!r} lies under {top.childAt(at)}"
        handle = top.windowHandle()
        QTest.mouseClick(
            handle or top, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at
        )
        self._hand("mouse")
        self.count.clicks += 1
        QApplication.processEvents()

    def _bring_into_sight(self, control: QWidget, place: QPoint) -> None:
        """Turn the wheel over the page until the place is in sight."""
        area = self._area(control)
        if area is None:
            return
        port = area.viewport()
        for _ in range(_MOST_TURNS):
            at = control.mapTo(port, place).y()
            if 12 <= at <= port.height() - 12:
                return
            before = area.verticalScrollBar().value()
            self._turn(port, _NOTCH if at < 12 else -_NOTCH)
            if area.verticalScrollBar().value() == before:
                return

    def _turn(self, port: QWidget, angle: int) -> None:
        at = QPointF(port.rect().center())
        event = QWheelEvent(
            at,
            QPointF(port.mapToGlobal(port.rect().center())),
            QPoint(),
            QPoint(0, angle),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(port, event)
        self._hand("mouse")
        self.count.turns += 1
        QApplication.processEvents()

    @staticmethod
    def _area(control: QWidget) -> QScrollArea | None:
        parent = control.parentWidget()
        while parent is not None and not isinstance(parent, QScrollArea):
            parent = parent.parentWidget()
        return parent
