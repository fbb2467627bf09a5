"""What a coordinator said of a record, with an answer in place."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from socialcase.actions.case_views import CommentLine
from socialcase.actions.supervision import approve, mark_answered, return_
from socialcase.actions.unkept import Unkept, all_unkept
from socialcase.actions.workspaces import Workspace, me
from socialcase.cases.clock import ASHGABAT
from socialcase.texts import label, short_date, tr
from socialcase.ui.page import Page
from socialcase.ui.speech import joined, quoted
from socialcase.ui.widgets.buttons import Button, link
from socialcase.ui.widgets.field import Field, TextBox
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import row
from socialcase.ui.written_form import WrittenForm


def comment_lines(page: Page, comments: Sequence[CommentLine]) -> list[QWidget]:
    """One widget for each comment, newest first."""
    ws = page.context.workspace
    unkept = page.read(lambda: all_unkept(ws, "answer:")) if comments else None
    return [_Comment(page, comment, unkept or []) for comment in comments]


def may_judge(ws: Workspace) -> bool:
    """Whether the person here approves or returns what others wrote."""
    return me(ws).role in ("coordinator", "officer")


class VerdictBox(QWidget):
    """Approving a record or giving it back for correction, with words."""

    def __init__(self, page: Page, record: str) -> None:
        super().__init__()
        self._page, self._record = page, record
        self._words = TextBox()
        self._words.setObjectName(f"verdict:{record}")
        self._field = Field(tr("What you say about it"), self._words)
        self._written = WrittenForm(page, {"words": self._words})
        yes = Button(tr("Approve"), icon_name="check", small=True, then=self._approve)
        back = Button(tr("Return for correction"), small=True, then=self._return)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 6, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self._written.since)
        layout.addWidget(self._field)
        layout.addLayout(row(yes, back, None))
        self._written.begin(f"verdict:{record}")

    def _approve(self) -> None:
        ws, words = self._page.context.workspace, self._words.text().strip()
        done = self._written.keep(lambda: approve(ws, self._record, words))
        self._page.undoable(done, tr("Approved; it goes with the next bundle"))

    def _return(self) -> None:
        words = self._words.text().strip()
        self._field.complain("" if words else tr("Write what is to be corrected."))
        if words:
            ws = self._page.context.workspace
            done = self._written.keep(lambda: return_(ws, self._record, words))
            self._page.undoable(done, tr("Returned; it goes with the next bundle"))


class _Comment(QFrame):
    def __init__(self, page: Page, comment: CommentLine, unkept: Sequence[Unkept]) -> None:
        super().__init__()
        self._page, self._comment = page, comment
        self.setObjectName("quote")
        self.setProperty("tone", {"approve": "ok", "return": "warning"}.get(comment.kind, ""))
        self._reply = TextBox()
        self._reply.setPlaceholderText(tr("Answer and press Enter…"))
        self._reply.setAccessibleName(tr("Answer"))
        self._reply.returnPressed.connect(self._answer)
        self._written = WrittenForm(page, {"reply": self._reply})
        at = short_date(comment.stamp.at.astimezone(ASHGABAT).date())
        kind = label("comment_kind", comment.kind)
        head = Words(joined(kind, comment.stamp.author_name, at), size="caption", tone="muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 4, 0, 4)
        layout.setSpacing(3)
        layout.addWidget(head)
        if comment.text:
            layout.addWidget(Words(quoted(comment.text), size="small", wrap=True))
        layout.addWidget(self._written.since)
        if not comment.answered and comment.stamp.author != page.context.workspace.person:
            layout.addLayout(row(link(tr("Answer"), then=self._open), None))
            begun = self._written.begin(f"answer:{comment.uid}", unkept)
            self._reply.setVisible(begun is not None)
        else:
            self._reply.hide()
        layout.addWidget(self._reply)

    def _open(self) -> None:
        self._reply.show()
        self._reply.setFocus()

    def _answer(self) -> None:
        text = self._reply.text().strip()
        ws = self._page.context.workspace
        done = self._written.keep(lambda: mark_answered(ws, self._comment.uid, text))
        self._page.undoable(done, tr("Answer kept; it goes with the next bundle"))
