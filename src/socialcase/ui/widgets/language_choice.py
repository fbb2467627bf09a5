"""The three languages as chips, each in its own words."""

from socialcase.settings import LANGUAGES
from socialcase.ui.preferences import Preferences
from socialcase.ui.widgets.buttons import Choices
from socialcase.ui.widgets.top_bar import LANGUAGE_NAMES


class LanguageChoice(Choices):
    """Puts a language in force when it is picked."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__(preferences.choose_language)
        order = sorted(LANGUAGES, key=("tk", "ru", "en").index)
        names = {code: LANGUAGE_NAMES[code] for code in order}
        self.offer(names, preferences.settings.language)
        preferences.language_changed.connect(self.choose)
