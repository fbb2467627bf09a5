"""Joining an office: its card, a request on the stick, digits by phone, the answer."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QFrame, QGridLayout, QVBoxLayout, QWidget

from socialcase.actions.enrolment import (
    Enrolled,
    RequestWritten,
    accept_certificate,
    request_enrolment,
)
from socialcase.actions.workspaces import Workspace
from socialcase.errors import UserError
from socialcase.texts import tr
from socialcase.ui.messages import show_error
from socialcase.ui.widgets.banner import Banner
from socialcase.ui.widgets.buttons import Button
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import boxed, clear, row


class JoinOffice(QWidget):
    """Two acts with a phone call between. `joined(enrolled)` when the answer is in."""

    def __init__(self, workspace: Workspace, joined: Callable[[Enrolled], object]) -> None:
        super().__init__()
        self._workspace = workspace
        self._joined = joined
        self._lead = Words(tone="muted", wrap=True)
        self._banner = Banner()
        self._card = Button(icon_name="identification-card", then=self._choose_card)
        self._answer = Button(icon_name="check-circle", then=self._choose_answer)
        self._digits = QVBoxLayout()
        self._request: RequestWritten | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self._lead)
        layout.addWidget(self._banner)
        layout.addLayout(self._digits)
        layout.addLayout(row(self._card, self._answer, None))
        self.retranslate()

    def retranslate(self) -> None:
        """Word it in the language in force."""
        self._lead.setText(
            tr(
                "Put in the stick with the office card. The laptop writes a request beside it. "
                "Then call the office and read the digits to each other."
            )
        )
        self._card.setText(tr("Choose the office card"))
        self._answer.setText(tr("Choose the office’s answer"))
        self._show_digits()

    def use_card(self, card: Path) -> None:
        """Answer the office card with a request beside it."""
        try:
            self._request = request_enrolment(self._workspace, card, card.parent)
        except UserError as error:
            show_error(self._banner, error)
            return
        self._banner.silence()
        self._show_digits()

    def use_answer(self, file: Path) -> None:
        """Take the office's certificate in."""
        try:
            enrolled = accept_certificate(self._workspace, file)
        except UserError as error:
            show_error(self._banner, error)
            return
        self._joined(enrolled)

    def _choose_card(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, self._card.text(), "", "*.sccard")
        if name:
            self.use_card(Path(name))

    def _choose_answer(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, self._answer.text(), "", "*.sccert")
        if name:
            self.use_answer(Path(name))

    def _show_digits(self) -> None:
        clear(self._digits)
        if self._request is None:
            return
        words = tr("{office}: read these digits to each other").format(
            office=self._request.office_name
        )
        self._digits.addWidget(Words(words, weight="medium", wrap=True))
        self._digits.addWidget(digit_groups(self._request.words))


def digit_groups(words: str) -> QWidget:
    """Six groups of digits, large enough to read aloud."""
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setSpacing(8)
    for place, group in enumerate(words.split()):
        frame = QFrame()
        frame.setObjectName("strip")
        label = Words(group, size="brand", weight="medium")
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(15, 8, 15, 8)
        inside.addWidget(label)
        grid.addWidget(frame, place // 3, place % 3)
    made = boxed(grid)
    made.setMaximumWidth(420)
    made.setAccessibleName(words)
    return made
