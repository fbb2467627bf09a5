"""The step "Your passphrase": words proposed, typed once and again."""

from collections.abc import Callable

from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from socialcase.actions.passphrases import suggest_passphrase
from socialcase.cases.clock import SystemChance
from socialcase.texts import tr
from socialcase.ui.widgets.buttons import link, primary
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import clear, column, row
from socialcase.ui.widgets.passphrase_field import PassphraseField


class PassphraseStep(QWidget):
    """Proposes words and asks for them twice. `chosen(passphrase)` when both are the same."""

    def __init__(self, chosen: Callable[[str], object]) -> None:
        super().__init__()
        self._chosen = chosen
        self._lead = Words(tone="muted", wrap=True)
        self._words = QHBoxLayout()
        self._words.setSpacing(8)
        self._paper = Words(size="small", tone="muted", wrap=True)
        self._once = PassphraseField("")
        self._again = PassphraseField("")
        self._use = primary(then=self._finish)
        self._once.box.textChanged.connect(lambda _text: self._compare())
        self._again.box.textChanged.connect(lambda _text: self._compare())
        self._again.box.returnPressed.connect(self._finish)
        fields = row(self._once, self._again, gap=14)
        self.setLayout(
            column(
                self._lead,
                self._words,
                self._paper,
                4,
                fields,
                6,
                row(self._use, None),
                gap=8,
            )
        )
        self._proposed = suggest_passphrase(SystemChance())
        self.retranslate()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin in the first field."""
        self._once.box.setFocus()
        super().focusInEvent(event)

    def retranslate(self) -> None:
        """Word it in the language in force."""
        self._lead.setText(
            tr(
                "It opens everything on this laptop. Ordinary words are stronger than a short "
                "tangle of signs, and easier to remember."
            )
        )
        self._paper.setText(
            tr(
                "Write them on paper until you know them, then destroy the paper. "
                "Or choose your own."
            )
        )
        self._once.set_words(tr("Type it once"))
        self._again.set_words(tr("And again"))
        self._use.setText(tr("Use this passphrase"))
        self._show_words()

    def current(self) -> str:
        """What is typed in the first field."""
        return self._once.text()

    def wait(self) -> None:
        """The workspace is being made."""
        self._use.setEnabled(False)
        self._use.setText(tr("Setting up…"))

    def ready_again(self) -> None:
        """Something was refused: the person may change it and try again."""
        self._use.setEnabled(True)
        self._use.setText(tr("Use this passphrase"))

    def forget(self) -> None:
        """Empty both fields."""
        self._once.forget()
        self._again.forget()
        self.ready_again()

    def _propose(self) -> None:
        self._proposed = suggest_passphrase(SystemChance())
        self._show_words()

    def _show_words(self) -> None:
        clear(self._words)
        for word in self._proposed.split():
            frame = QFrame()
            frame.setObjectName("strip")
            inside = QVBoxLayout(frame)
            inside.setContentsMargins(14, 8, 14, 8)
            inside.addWidget(Words(word, size="section", weight="medium"))
            self._words.addWidget(frame)
        other = link(tr("Other words"), icon_name="arrow-counter-clockwise", then=self._propose)
        self._words.addWidget(other)
        self._words.addStretch(1)

    def _compare(self) -> None:
        once, again = self._once.text(), self._again.text()
        if not again:
            self._again.complain("")
        elif again == once:
            self._again.complain("")
            self._again.remark(tr("The same"))
        elif once.startswith(again):
            self._again.complain("")
            self._again.remark(tr("The same so far"), "muted", "dots-three")
        else:
            self._again.complain(tr("Different from the first"))

    def _finish(self) -> None:
        if self._once.text() and self._once.text() == self._again.text():
            self._chosen(self._once.text())
        elif self._once.text():
            self._again.box.setFocus()
