"""Buttons: one filled on a page, the others outlined or quiet; and chips that can be chosen."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QToolButton, QWidget

from socialcase.ui.theme.icons import icon
from socialcase.ui.widgets.labels import restyle


def _plain(words: str) -> str:
    """Words as they are: Qt would take "&" for the mark of a key."""
    return words.replace("&", "&&")


class Button(QPushButton):
    """A verb and its object."""

    def __init__(
        self,
        text: str = "",
        *,
        icon_name: str = "",
        kind: str = "",
        small: bool = False,
        tone: str = "",
        then: Callable[[], object] | None = None,
    ) -> None:
        """`kind`: "primary" (filled), "quiet" (a link) or "" (outlined). `then`: what it does."""
        super().__init__(_plain(text))
        self.setProperty("primary", kind == "primary")
        self.setProperty("quiet", kind == "quiet")
        self.setProperty("small", small)
        self.setProperty("tone", tone)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAutoDefault(True)  # Enter presses it, as Space does
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._kind, self._tone, self._icon = kind, tone, ""
        side = 16 if small else 18
        self.setIconSize(QSize(side + 4 if text else side, side))
        if icon_name:
            self.set_icon(icon_name)
        if then is not None:
            self.clicked.connect(lambda _checked=False: then())

    def setText(self, text: str) -> None:
        """Show words; an icon before them keeps its distance."""
        super().setText(_plain(text))
        size = self.iconSize()
        self.setIconSize(QSize(size.height() + (4 if text else 0), size.height()))

    def text(self) -> str:
        """The words."""
        return super().text().replace("&&", "&")

    def set_icon(self, name: str) -> None:
        """Put an icon before the words, in the colour of the words."""
        self._icon = name
        tones = {"primary": "accent_text", "quiet": self._tone or "accent"}
        self.setIcon(icon(name, tones.get(self._kind, "text")))

    def make_primary(self, primary: bool) -> None:
        """Fill the button, or outline it."""
        self._kind = "primary" if primary else ""
        self.setProperty("primary", primary)
        if self._icon:
            self.set_icon(self._icon)
        restyle(self)


def primary(
    text: str = "", *, icon_name: str = "", then: Callable[[], object] | None = None
) -> Button:
    """The one filled button of a page."""
    return Button(text, icon_name=icon_name, kind="primary", then=then)


def link(
    text: str = "", *, icon_name: str = "", then: Callable[[], object] | None = None
) -> Button:
    """A quiet button that looks like a link."""
    return Button(text, icon_name=icon_name, kind="quiet", small=True, then=then)


def icon_button(name: str, spoken: str, *, then: Callable[[], object] | None = None) -> Button:
    """A quiet button with an icon only; `spoken` is its tooltip and its name for screen readers."""
    made = Button(icon_name=name, kind="quiet", small=True, tone="muted", then=then)
    name_button(made, spoken)
    return made


def name_button(button: QWidget, spoken: str) -> None:
    """Give an icon button its name."""
    button.setToolTip(spoken)
    button.setAccessibleName(spoken)


class Choices(QWidget):
    """Chips of which one is chosen. `chosen(key)` is called when a person picks another."""

    def __init__(self, chosen: Callable[[str], object], *, gap: int = 8) -> None:
        super().__init__()
        self._chosen = chosen
        self._buttons: dict[str, QToolButton] = {}
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(gap)
        self._layout.addStretch(1)

    def offer(self, options: dict[str, str], current: str) -> None:
        """Show `options` (key to words) with `current` chosen."""
        if list(options) != list(self._buttons):
            self._rebuild(options)
        for key, words in options.items():
            self._buttons[key].setText(words)
            self._buttons[key].setAccessibleName(words)
        self.choose(current)

    def value(self) -> str:
        """The chosen key, "" for none."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), "")

    def choose(self, key: str) -> None:
        """Mark `key` as chosen without telling anybody."""
        for name, button in self._buttons.items():
            button.setChecked(name == key)

    def take_keyboard(self) -> None:
        """Put the keyboard on the chosen chip, or on the first one."""
        chosen = [button for button in self._buttons.values() if button.isChecked()]
        for button in (*chosen, *self._buttons.values())[:1]:
            button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def pick(self, place: int) -> None:
        """Choose the chip at `place`, as a person does; nothing for one that is not there."""
        keys = list(self._buttons)
        if 0 <= place < len(keys):
            self._pick(keys[place])

    def pick_key(self, key: str) -> None:
        """Choose a chip by its key, as a person does; nothing for one that is not there."""
        if key in self._buttons:
            self._pick(key)

    def _rebuild(self, options: dict[str, str]) -> None:
        for button in self._buttons.values():
            self._layout.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = {key: self._chip(key) for key in options}
        for place, button in enumerate(self._buttons.values()):
            self._layout.insertWidget(place, button)

    def _chip(self, key: str) -> QToolButton:
        chip = QToolButton()
        chip.setProperty("choice", True)
        chip.setCheckable(True)
        chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        chip.clicked.connect(lambda _checked=False: self._pick(key))
        return chip

    def _pick(self, key: str) -> None:
        self.choose(key)
        self._chosen(key)
