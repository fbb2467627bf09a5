"""The order of Tab: as one reads, whenever and wherever a control was made.

Qt's own order is that in which widgets were made. Parts here are made before their place is known
and again whenever records change, so the order is read from the layouts at each Tab.
"""

from collections.abc import Iterator
from typing import TypeVar, cast

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QGridLayout, QLayout, QScrollArea, QWidget

Cell = tuple[int, int, int, int]
"""Row and column in a grid, and how many of each."""
Child = TypeVar("Child", QWidget, QLayout)


def go_on(root: QWidget, here: QWidget | None, *, forward: bool) -> bool:
    """Take the keyboard from `here` to the control after (or before) it within `root`.

    False where there is none. `here` may just have been hidden or switched off.
    """
    stops = tab_stops(root, here)
    at = stops.index(here) if here in stops else -1 if forward else 0
    turned = (
        stops[at + 1 :] + stops[: max(0, at)] if forward else stops[:at][::-1] + stops[at:][::-1]
    )
    found = next((stop for stop in turned if stop.isVisible() and stop is not here), None)
    if found is None:
        return False
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    found.setFocus(reason)
    bring_into_sight(found)
    return True


def tab_stops(root: QWidget, here: QWidget | None = None) -> list[QWidget]:
    """The controls that Tab comes to, in the order in which one reads; `here` among them."""
    line: set[QWidget] = set()
    parent = here
    while parent is not None:
        line.add(parent)
        parent = parent.parentWidget()
    return list(_stops(root, here, line))


def bring_into_sight(control: QWidget) -> None:
    """Scroll every area around a control to it."""
    parent = control.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            parent.ensureWidgetVisible(control)
        parent = parent.parentWidget()


def _stops(widget: QWidget, here: QWidget | None, line: set[QWidget]) -> Iterator[QWidget]:
    if widget not in line and (widget.isHidden() or not widget.isEnabled()):
        return
    takes_keys = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None
    if takes_keys or widget is here:
        yield widget
    for part in _parts(widget):
        yield from _stops(part, here, line)


def _parts(widget: QWidget) -> list[QWidget]:
    """What lies in a widget: first what its layout places, then what lies over it."""
    if isinstance(widget, QScrollArea):
        inside = widget.widget()
        return [inside] if inside is not None else []
    layout = widget.layout()
    placed = list(_placed(layout)) if layout is not None else []
    over = [
        child
        for child in widget.children()
        if isinstance(child, QWidget) and not child.isWindow() and child not in placed
    ]
    return placed + over


def _placed(layout: QLayout) -> Iterator[QWidget]:
    """The widgets of a layout in its order, those of a layout within it in that one's place.

    Each is asked for its place, never a place for what is there: Python would hold on to the item
    after Qt has let it go, and take for it whatever Qt next makes at the same address.
    """
    parent = layout.parentWidget()
    if parent is None:
        return
    within: list[QWidget | QLayout] = [*_children(parent, QWidget), *_children(layout, QLayout)]
    places = [(layout.indexOf(part), part) for part in within]
    placed = [(place, part) for place, part in places if place >= 0]
    if isinstance(layout, QGridLayout):
        placed.sort(key=lambda at: cast("Cell", layout.getItemPosition(at[0])))
    else:
        placed.sort(key=lambda at: at[0])
    for _, part in placed:
        if isinstance(part, QLayout):
            yield from _placed(part)
        else:
            yield part


def _children(of: QObject, kind: type[Child]) -> list[Child]:
    return [child for child in of.children() if isinstance(child, kind)]
