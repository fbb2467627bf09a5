"""The order of Tab: as one reads, whenever and wherever a control was made.

Qt's own order is that in which widgets were made. Parts here are made before their place is known
and again whenever records change, so the order is read from the layouts at each Tab.
"""

from collections.abc import Iterator
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLayout, QScrollArea, QWidget

Cell = tuple[int, int, int, int]
"""Row and column in a grid, and how many of each."""


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
    places = list(range(layout.count()))
    if isinstance(layout, QGridLayout):
        places.sort(key=lambda place: cast("Cell", layout.getItemPosition(place)))
    for place in places:
        item = layout.itemAt(place)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from _placed(inner)
