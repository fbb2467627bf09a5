"""The bar over every page: search, what is kept, what is not yet sent, language, palette, lock."""

from datetime import datetime

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu

from socialcase.settings import LANGUAGES
from socialcase.texts import clock_time, tr, trn
from socialcase.ui.theme.icons import icon
from socialcase.ui.widgets.buttons import Button, icon_button, name_button
from socialcase.ui.widgets.labels import IconLabel, Words
from socialcase.ui.widgets.layout import boxed, row
from socialcase.ui.widgets.search_box import SearchBox

LANGUAGE_NAMES = {"en": "English", "ru": "Русский", "tk": "Türkmençe"}
"""Every language in its own words."""


class TopBar(QFrame):
    """The bar. It asks for things by signals and shows what it is told."""

    language_chosen = Signal(str)
    palette_chosen = Signal(str)
    cover_asked = Signal()
    lock_asked = Signal()
    unsent_asked = Signal()

    def __init__(self, search: SearchBox) -> None:
        super().__init__()
        self.setObjectName("topBar")
        self.setFixedHeight(52)
        self.search = search
        self._kept_words = Words(size="small", weight="medium", tone="ok")
        self._kept_at: datetime | None = None
        self._kept = boxed(row(IconLabel("check", "ok", 16), self._kept_words, gap=6))
        self._kept.hide()
        self._unsent_count: int | None = None
        self._joined, self._waiting = True, False
        self._unsent = Button(small=True)
        self._unsent.hide()  # until it is counted: "everything is sent" must not be a guess
        self._unsent.setIconSize(QSize(8, 8))
        self._unsent.clicked.connect(self.unsent_asked)
        self._language = Button(icon_name="globe", kind="quiet", small=True, tone="muted")
        self._language.setMenu(self._language_menu())
        self._palette = icon_button("sun", "")
        self._palette.setMenu(self._palette_menu())
        self._cover = icon_button("eye-slash", "")
        self._cover.clicked.connect(self.cover_asked)
        self._lock = icon_button("lock", "")
        self._lock.clicked.connect(self.lock_asked)
        self._lay_out()
        self.retranslate("en")

    def kept(self, at: datetime) -> None:
        """Say that an edit is on the disk since `at`, in local time."""
        self._kept_at = at
        words = tr("Kept {time}").format(time=clock_time(at.hour, at.minute))
        self._kept_words.setText(words)
        self._kept.setAccessibleName(words)
        self._kept.show()

    def show_unsent(self, changes: int, *, joined: bool = True, waiting: bool = False) -> None:
        """Say how many changes are in no bundle yet; `joined`: whether an office accepted it.

        `waiting`: whether the office has not confirmed yet what was sent.
        """
        self._unsent_count, self._joined, self._waiting = changes, joined, waiting
        warns = bool(changes) or not joined
        sign = icon("circle-fill", "warning") if warns else icon("checks", "ok")
        self._unsent.setText(self._unsent_words(changes))
        self._unsent.setIcon(icon("arrow-up", "muted") if waiting and not warns else sign)
        self._unsent.setIconSize(QSize(13, 8) if warns else QSize(20, 16))
        self._unsent.show()

    def _unsent_words(self, changes: int) -> str:
        if changes:
            words = trn("{n} change not yet sent", "{n} changes not yet sent", changes)
            return words.format(n=changes)
        if not self._joined:
            return tr("No office has accepted this laptop")
        return tr("Sent, not confirmed yet") if self._waiting else tr("Everything is sent")

    def retranslate(self, language: str) -> None:
        """Word the bar in `language`, which is in force."""
        self._language.setText(LANGUAGE_NAMES[language])
        name_button(self._language, tr("Language"))
        name_button(self._palette, tr("Light or dark"))
        name_button(self._cover, tr("Hide the screen (F9)"))
        name_button(self._lock, tr("Lock (Ctrl+L)"))
        self.search.retranslate()
        self._name_palettes()
        if self._unsent_count is not None:
            joined, waiting = self._joined, self._waiting
            self.show_unsent(self._unsent_count, joined=joined, waiting=waiting)
        if self._kept_at is not None:
            self.kept(self._kept_at)

    def mark_choices(self, language: str, palette: str) -> None:
        """Mark what is chosen in the two menus."""
        for action in (*self._language_actions.values(), *self._palette_actions.values()):
            action.setChecked(action.data() in (language, palette))
        self._palette.set_icon("moon" if palette == "dark" else "sun")

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(24, 0, 14, 0)
        layout.setSpacing(8)
        layout.addWidget(self.search, 9)  # as wide as it may be; narrower where others need room
        layout.addStretch(1)
        for part in (self._kept, self._unsent, self._language):
            layout.addWidget(part)
            layout.addSpacing(2)
        for part in (self._palette, self._cover, self._lock):
            layout.addWidget(part)

    def _language_menu(self) -> QMenu:
        menu = QMenu(self)
        group = QActionGroup(menu)
        self._language_actions = {
            code: self._choice(menu, group, code, LANGUAGE_NAMES[code]) for code in LANGUAGES
        }
        group.triggered.connect(lambda action: self.language_chosen.emit(action.data()))
        return menu

    def _palette_menu(self) -> QMenu:
        menu = QMenu(self)
        group = QActionGroup(menu)
        self._palette_actions = {
            code: self._choice(menu, group, code, code) for code in ("light", "dark", "system")
        }
        group.triggered.connect(lambda action: self.palette_chosen.emit(action.data()))
        return menu

    def _choice(self, menu: QMenu, group: QActionGroup, code: str, words: str) -> QAction:
        action = QAction(words, group)
        action.setData(code)
        action.setCheckable(True)
        menu.addAction(action)
        return action

    def _name_palettes(self) -> None:
        names = {"light": tr("Light"), "dark": tr("Dark"), "system": tr("As the system")}
        for code, action in self._palette_actions.items():
            action.setText(names[code])
