"""A score or a need in one line: its name, its value, what it was before, what it rests on."""

from PySide6.QtWidgets import QWidget

from socialcase.actions.case_views import ScoreLine
from socialcase.texts import tr
from socialcase.ui.widgets.labels import IconLabel, Words
from socialcase.ui.widgets.layout import boxed, row


class ScoreRow(QWidget):
    """The line of one score."""

    def __init__(self, score: ScoreLine) -> None:
        super().__init__()
        self._name = Words("", size="small", weight="medium", wrap=True)
        self._name.setFixedWidth(240)
        before = tr("was: {value}").format(value=score.previous) if score.previous else ""
        was = Words(before, size="small", tone="muted")
        was.setFixedWidth(84)
        self._detail = Words("", size="small", tone="muted", wrap=True)
        self.say(score)
        line = row(self._name, _value(score), was, self._detail, gap=12)
        line.setStretch(3, 1)
        self.setLayout(line)

    def say(self, score: ScoreLine) -> None:
        """Word it as `score` is worded."""
        self._name.setText(score.label or score.name)
        self._detail.setText(score.detail)


def _value(score: ScoreLine) -> QWidget:
    """A number; for a need that the answers point to, a flag: its words say it all."""
    if score.name.startswith("need"):
        made = boxed(row(IconLabel("flag", "warning", 16), None))
    else:
        made = Words(score.value or "–", weight="bold")
    made.setFixedWidth(64)
    return made
