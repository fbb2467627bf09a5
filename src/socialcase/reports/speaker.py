"""Saying sentences and the words for codes in the language of a paper."""

from datetime import date

from socialcase.texts import tr_in
from socialcase.texts.labels import english


class Speaker:
    """Says a sentence or the word for a code in one language."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, sentence: str) -> str:
        """The sentence in that language."""
        return tr_in(self.language, sentence)

    def word(self, vocabulary: str, code: str) -> str:
        """The word for a code, "" for none."""
        return tr_in(self.language, english(vocabulary, code)) if code else ""


def written_day(day: date | None) -> str:
    """As 18.12.2026, "" for none."""
    return f"{day:%d.%m.%Y}" if day else ""
