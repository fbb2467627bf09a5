"""Where bundles are written and found: a stick, or any folder that a person chooses."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QStorageInfo, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from socialcase.texts import tr
from socialcase.texts.sizes import size_words
from socialcase.ui.widgets.buttons import Button, Choices
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import row

_PLACES = ("/media", "/run/media", "/Volumes")
_LOOK_EVERY = 3_000  # milliseconds between looks for a stick while the page is on the screen


@dataclass(frozen=True, slots=True)
class Place:
    """A folder for bundles: its name for people, and how many bytes are free there."""

    folder: Path
    name: str
    free: int


def sticks() -> list[Place]:
    """The sticks that are in the computer now."""
    found = []
    for volume in QStorageInfo.mountedVolumes():
        root = volume.rootPath()
        if volume.isReady() and not volume.isReadOnly() and _is_stick(root):
            found.append(Place(Path(root), volume.displayName(), volume.bytesAvailable()))
    return found


def place_at(folder: Path) -> Place:
    """A chosen folder as a place."""
    volume = QStorageInfo(str(folder))
    return Place(folder, folder.name or str(folder), max(0, volume.bytesAvailable()))


def _is_stick(root: str) -> bool:
    if any(root.startswith(f"{place}/") for place in _PLACES):
        return True
    # on Windows a stick has its own letter
    return root[1:3] == ":/" and root[:1].upper() not in ("C", "")


class StickChoice(QWidget):
    """Chips for the sticks that are in, and a button for any other folder.

    `chosen(place)` is called when another place is chosen, with None when it went away; never
    before the first showing: whoever is called stands by then. `again(place)`: one comes back to
    the page and the same stick is in; it may have been to the office meanwhile.
    """

    def __init__(
        self,
        chosen: Callable[[Place | None], object],
        again: Callable[[Place], object] | None = None,
    ) -> None:
        super().__init__()
        self._chosen, self._again = chosen, again
        self._places: dict[str, Place] = {}
        self._own: Place | None = None
        self.place: Place | None = None
        self._chips = Choices(self._pick)
        self._none = Words(size="small", tone="muted", wrap=True)
        self._other = Button(icon_name="folder-open", small=True, then=self._ask)
        line = row(self._none, self._chips, self._other, gap=8)
        line.setStretch(0, 1)
        self.setLayout(line)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY)
        self._timer.timeout.connect(self.look)
        self.retranslate()

    def retranslate(self) -> None:
        """Word it in the language in force."""
        self._none.setText(tr("Put a stick in, or choose a folder."))
        self._other.setText(tr("Choose a folder"))
        self._show()

    def look(self) -> None:
        """Look which sticks are in now."""
        places = [*sticks(), *([self._own] if self._own else [])]
        self._places = {str(place.folder): place for place in places}
        now = str(self.place.folder) if self.place else ""
        if now not in self._places:
            self._take(next(iter(self._places.values()), None))
        self._show()

    def has_keyboard(self) -> bool:
        """Whether a folder was just chosen here, or a stick waited for."""
        return self.window().focusWidget() is self._other

    def use(self, folder: Path) -> None:
        """Choose a folder."""
        self._own = place_at(folder)
        self._places[str(folder)] = self._own
        self._take(self._own)
        self._show()

    def showEvent(self, event: QShowEvent) -> None:
        """Look now and then while it is on the screen."""
        super().showEvent(event)
        before = self.place
        self.look()
        if self._again is not None and before is not None and before is self.place:
            self._again(before)
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop looking."""
        self._timer.stop()
        super().hideEvent(event)

    def _show(self) -> None:
        words = {
            key: tr("{name}, {size} free").format(name=p.name, size=size_words(p.free))
            for key, p in self._places.items()
        }
        self._chips.offer(words, str(self.place.folder) if self.place else "")
        self._chips.setVisible(bool(words))
        self._none.setVisible(not words)

    def _pick(self, key: str) -> None:
        self._take(self._places.get(key))

    def _take(self, place: Place | None) -> None:
        before = self.place.folder if self.place else None
        self.place = place
        if (place.folder if place else None) != before:
            self._chosen(place)

    def _ask(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, tr("Choose a folder"))
        if folder:
            self.use(Path(folder))
