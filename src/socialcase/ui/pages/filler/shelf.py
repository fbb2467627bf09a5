"""A long column in sections: each is measured once, whatever is added after it."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

_SECTION = 16
"""So many widgets are laid out together."""


class Section(QVBoxLayout):
    """A part of a column. It remembers its height for more than one width.

    Qt remembers one, and a scroll area asks for two, with its bar and without: every question of a
    page would be measured again with each one that is added.
    """

    def __init__(self, holder: QWidget) -> None:
        self._heights: dict[int, int] = {}
        self._least: dict[int, int] = {}
        self.holder = holder
        super().__init__(holder)
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(0)

    def heightForWidth(self, width: int) -> int:
        """The height at `width`, measured once until something inside changes."""
        found = self._heights.get(width)
        if found is None:
            found = self._heights[width] = super().heightForWidth(width)
        return found

    def minimumHeightForWidth(self, width: int) -> int:
        """The least height at `width`, measured once until something inside changes."""
        found = self._least.get(width)
        if found is None:
            found = self._least[width] = super().minimumHeightForWidth(width)
        return found

    def invalidate(self) -> None:
        """Something inside changed."""
        self._heights.clear()
        self._least.clear()
        super().invalidate()


class Shelf:
    """A column that is laid out in sections, so that what is added at its end moves only the last.

    A section stays hidden until its turn is over: to show one question alone would have Qt lay
    out everything around it each time. `waiting` collects the sections to be shown then.
    """

    def __init__(self, layout: QVBoxLayout, waiting: list[QWidget]) -> None:
        self._layout, self._waiting = layout, waiting
        self._section: Section | None = None

    def add(self, widget: QWidget) -> None:
        """Append a widget."""
        section = self._section
        if section is None or section.holder not in self._waiting or section.count() >= _SECTION:
            section = self._section = self._begin()
        section.addWidget(widget)

    def _begin(self) -> Section:
        holder = QWidget()
        holder.hide()
        self._layout.addWidget(holder)
        self._waiting.append(holder)
        return Section(holder)
