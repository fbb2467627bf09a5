"""What a person chose for this computer, and the one place that keeps it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator, Signal
from PySide6.QtWidgets import QApplication

from socialcase.settings import Settings
from socialcase.texts import use_language
from socialcase.ui.theme.palette import use_palette

_TRANSLATIONS = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
_OWN_WORDS = "own words of Qt"
"""What the program's one translator for them is called: a second would go on speaking."""
_IN_OUR_WORDS = "words of ours for Qt"
_LOCALES = {"en": "en_GB", "ru": "ru_RU", "tk": "tk_TM"}


class Preferences(QObject):
    """Language and palette in force. Puts a choice in force at once and keeps it."""

    language_changed = Signal(str)
    palette_changed = Signal(str)

    def __init__(
        self, app: QApplication, settings: Settings, keep: Callable[[Settings], object]
    ) -> None:
        super().__init__()
        self._app = app
        self._keep = keep
        self.settings = settings
        self._own_words = app.findChild(QTranslator, _OWN_WORDS) or QTranslator(app)
        self._own_words.setObjectName(_OWN_WORDS)
        self._in_our_words = app.findChild(QTranslator, _IN_OUR_WORDS)
        self._speak(settings.language)
        use_palette(app, settings.palette)
        app.styleHints().colorSchemeChanged.connect(self._follow_system)

    def choose_language(self, code: str) -> None:
        """Speak another language from now on."""
        if code == self.settings.language:
            return
        from dataclasses import replace

        self._change(replace(self.settings, language=code))
        self._speak(code)
        self.language_changed.emit(code)

    def choose_palette(self, choice: str) -> None:
        """Wear "light", "dark" or what the system wears."""
        from dataclasses import replace

        self._change(replace(self.settings, palette=choice))
        use_palette(self._app, choice)
        self.palette_changed.emit(choice)

    def remember(self, workspace: Path) -> None:
        """Offer this workspace first the next time."""
        self._change(self.settings.remembering(workspace))

    def _change(self, settings: Settings) -> None:
        self.settings = settings
        self._keep(settings)

    def _speak(self, code: str) -> None:
        use_language(code)
        QLocale.setDefault(QLocale(_LOCALES.get(code, "en_GB")))
        self._app.removeTranslator(self._own_words)
        if self._in_our_words is not None:
            self._app.removeTranslator(self._in_our_words)
        # Qt brings its own words (menus of fields, file dialogs) in Russian, none in Turkmen
        if self._own_words.load(f"qtbase_{code}", _TRANSLATIONS):
            self._app.installTranslator(self._own_words)
        elif code != "en":
            self._say_for_qt()

    def _say_for_qt(self) -> None:
        from socialcase.ui.qt_words import QtWords

        found = self._app.findChild(QTranslator, _IN_OUR_WORDS)
        self._in_our_words = found or QtWords(self._app)
        self._in_our_words.setObjectName(_IN_OUR_WORDS)
        self._app.installTranslator(self._in_our_words)

    def _follow_system(self) -> None:
        if self.settings.palette == "system":
            use_palette(self._app, "system")
