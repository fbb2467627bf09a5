"""What a coordinator said of a record, with an answer in place."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from socialcase.actions.case_views import CommentLine
from socialcase.actions.supervision import mark_answered
from socialcase.cases.clock import ASHGABAT
from socialcase.texts import label, short_date, tr
from socialcase.ui.page import Page
from socialcase.ui.speech import joined
from socialcase.ui.widgets.buttons import link
from socialcase.ui.widgets.field import TextBox
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import row


def comment_lines(page: Page, comments: Sequence[CommentLine]) -> list[QWidget]:
    """One widget for each comment, newest first."""
    return [_Comment(page, comment) for comment in comments]


class _Comment(QFrame):
    def __init__(self, page: Page, comment: CommentLine) -> None:
        super().__init__()
        self._page, self._comment = page, comment
        self.setObjectName("quote")
        self.setProperty("tone", {"approve": "ok", "return": "warning"}.get(comment.kind, ""))
        self._reply = TextBox()
        self._reply.setPlaceholderText(tr("Answer and press Enter…"))
        self._reply.setAccessibleName(tr("Answer"))
        self._reply.returnPressed.connect(self._answer)
        self._reply.hide()
        at = short_date(comment.stamp.at.astimezone(ASHGABAT).date())
        kind = label("comment_kind", comment.kind)
        head = Words(joined(kind, comment.stamp.author_name, at), size="caption", tone="muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 4, 0, 4)
        layout.setSpacing(3)
        layout.addWidget(head)
        if comment.text:
            layout.addWidget(Words(f"“{comment.text}”", size="small", wrap=True))
        if not comment.answered and comment.stamp.author != page.context.workspace.person:
            layout.addLayout(row(link(tr("Answer"), then=self._open), None))
        layout.addWidget(self._reply)

    def _open(self) -> None:
        self._reply.show()
        self._reply.setFocus()

    def _answer(self) -> None:
        text = self._reply.text().strip()
        ws = self._page.context.workspace
        done = self._page.keep(lambda: mark_answered(ws, self._comment.uid, text))
        self._page.undoable(done, tr("Answer kept; it goes with the next bundle"))
