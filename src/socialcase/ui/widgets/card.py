"""Cards: one subject, a heading row, a line of one pixel around."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from socialcase.ui.widgets.labels import IconLabel, Words
from socialcase.ui.widgets.layout import Part, add


class Card(QFrame):
    """A raised frame. Put parts into it with `put`; with a heading it has a row of 42 pixels."""

    def __init__(
        self, *, tone: str = "", padding: tuple[int, int, int, int] = (14, 12, 14, 12)
    ) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setProperty("tone", tone)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.setSpacing(0)
        self._outer = outer
        self.body = QVBoxLayout()
        self.body.setContentsMargins(*padding)
        self.body.setSpacing(8)
        outer.addLayout(self.body, 1)  # room left over goes to the body, not to the head
        self.heading = Words(weight="bold")
        self.detail = Words(size="small", tone="muted", wrap=True)
        self._head: QHBoxLayout | None = None

    def put(self, *parts: Part) -> None:
        """Append parts to the body."""
        for part in parts:
            add(self.body, part)

    def head(
        self, words: str, detail: str = "", *, icon_name: str = "", tone: str = "accent"
    ) -> None:
        """Give the card its heading row, or change its words."""
        if self._head is None:
            self._make_head(icon_name, tone)
        self.heading.setText(words)
        self.detail.setText(detail)

    def beside_head(self, part: Part) -> None:
        """Put a part at the right end of the heading row. Call `head` first."""
        if self._head is not None:
            add(self._head, part)

    def _make_head(self, icon_name: str, tone: str) -> None:
        frame = QFrame()
        frame.setObjectName("cardHead")
        frame.setMinimumHeight(42)
        self._head = QHBoxLayout(frame)
        self._head.setContentsMargins(14, 0, 8, 0)
        self._head.setSpacing(8)
        if icon_name:
            self._head.addWidget(IconLabel(icon_name, tone, 18))
        self._head.addWidget(self.heading)
        self._head.addWidget(self.detail, 1)
        self._outer.insertWidget(0, frame)
