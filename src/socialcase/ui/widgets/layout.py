"""Rows and columns with the margins of the grid, so that pages say only what stands where."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

Part = QWidget | QLayout | int | None
"""A widget, a layout, a gap in pixels, or None for a stretch."""


def row(
    *parts: Part, gap: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)
) -> QHBoxLayout:
    """Parts from left to right."""
    made = QHBoxLayout()
    _fill(made, parts, gap, margins)
    return made


def column(
    *parts: Part, gap: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)
) -> QVBoxLayout:
    """Parts from top to bottom."""
    made = QVBoxLayout()
    _fill(made, parts, gap, margins)
    return made


def boxed(layout: QLayout, *, name: str = "") -> QWidget:
    """A plain widget that holds `layout`."""
    made = QWidget()
    made.setObjectName(name)
    made.setLayout(layout)
    return made


def clear(layout: QLayout) -> None:
    """Take everything out of `layout` and let it go."""
    while (item := layout.takeAt(0)) is not None:
        inner, widget = item.layout(), item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


@contextmanager
def refilling(page: QWidget, *rooms: QWidget) -> Iterator[None]:
    """Put other parts into `rooms` of a page that is looked at.

    They come into sight together: laid out once and painted once, not with each part.
    """
    shown = [room for room in rooms if not room.isHidden()]
    drawn = page.updatesEnabled()
    page.setUpdatesEnabled(False)
    for room in shown:
        _leave_place(room, left=True)  # what stands beside it is not to be laid out anew
        room.hide()
    try:
        yield
    finally:
        for room in shown:
            room.show()
            _leave_place(room, left=False)
        page.setUpdatesEnabled(drawn)


def _leave_place(room: QWidget, *, left: bool) -> None:
    policy = room.sizePolicy()
    policy.setRetainSizeWhenHidden(left)
    room.setSizePolicy(policy)


def keep_height(widget: QWidget) -> None:
    """Let `widget` be as high as it needs and no higher."""
    policy = widget.sizePolicy()
    policy.setVerticalPolicy(QSizePolicy.Policy.Fixed)
    widget.setSizePolicy(policy)


def _fill(
    layout: QBoxLayout, parts: Iterable[Part], gap: int, margins: tuple[int, int, int, int]
) -> None:
    layout.setSpacing(gap)
    layout.setContentsMargins(*margins)
    for part in parts:
        add(layout, part)


def add(layout: QBoxLayout, part: Part) -> None:
    """Append one part to `layout`."""
    if part is None:
        layout.addStretch(1)
    elif isinstance(part, int):
        layout.addSpacing(part)
    elif isinstance(part, QWidget):
        layout.addWidget(part)
    else:
        layout.addLayout(part)
