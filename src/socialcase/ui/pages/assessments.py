"""Assessments: the forms that are still open, and those about no case; Enter goes on with one."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from socialcase.actions.assessments import drafts
from socialcase.actions.case_views import DraftLine
from socialcase.cases.clock import ASHGABAT
from socialcase.texts import short_date, tr, trn
from socialcase.ui.page import Page, PageContext, Target, page_column, scrolled
from socialcase.ui.pages.apart import AboutNoCase
from socialcase.ui.speech import joined
from socialcase.ui.widgets.buttons import Button
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.empty import Empty
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import clear, column, row
from socialcase.ui.widgets.paint import PLAIN, SECOND, mark, write, write_two
from socialcase.ui.widgets.rows import RowDelegate, Rows, RowsView


class AssessmentsPage(Page):
    """Open drafts, newest first. Finished assessments stand in their case file, others below."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._title = Words(size="title", weight="bold")
        self._lead = Words(tone="muted", wrap=True)
        self.bring_in = Button(icon_name="arrow-down", then=self._bring_in)
        self._rows: Rows[DraftLine] = Rows(_spoken_draft)
        self._list = RowsView("", fitted=True)
        self._list.setModel(self._rows)
        self._list.setItemDelegate(_DraftDelegate())
        self._list.opened.connect(lambda found: context.open(Target("filler", found.draft)))
        self._empty = QVBoxLayout()
        card = Card(padding=(0, 0, 0, 0))
        card.put(self._list, self._empty)
        self.about_no_case = AboutNoCase(self)
        body = QWidget()
        self.setLayout(column(scrolled(body)))  # first: whatever moves is styled once more
        layout = page_column(body)
        head = row(column(self._title, self._lead, gap=2), self.bring_in, gap=12)
        head.setStretch(0, 1)
        layout.addLayout(head)
        layout.addWidget(card)
        layout.addWidget(self.about_no_case)
        layout.addStretch(1)
        self.setFocusProxy(self._list)
        self.says(self._title.setText, lambda: tr("Assessments"))
        self.says(self._lead.setText, lambda: tr("Forms that are still open. Enter goes on."))
        self.says(self._list.setAccessibleName, lambda: tr("Open forms"))
        self.says(self.bring_in.setText, lambda: tr("Bring answers in"))
        self._read()

    def title(self) -> str:
        """Assessments."""
        return tr("Assessments")

    def retranslate(self) -> None:
        """Word everything again."""
        super().retranslate()
        self._read()

    def reread(self, kinds: frozenset[str]) -> None:
        """Read again; drafts are cheap to list."""
        self._read()

    def showEvent(self, event: QShowEvent) -> None:
        """Drafts are journalled outside the change log, so look whenever the page comes up."""
        super().showEvent(event)
        self._read()

    def _bring_in(self) -> None:
        self.context.open(Target("answers_in", "answers"))

    def _read(self) -> None:
        found = self.read(lambda: drafts(self.context.workspace)) or []
        self._rows.show(found)
        self._list.setVisible(bool(found))
        self.about_no_case.load()
        clear(self._empty)
        if not found:
            words = tr("No form is open. An assessment begins in its case file.")
            self._empty.addWidget(Empty("clipboard-text", words))


class _DraftDelegate(RowDelegate[DraftLine]):
    def draw(self, painter: QPainter, box: QRect, row: DraftLine) -> None:
        mark(painter, QRect(box.left() + 14, box.top() + 14, 20, 20), "clipboard-text", "accent")
        half = (box.width() - 200) // 2
        left = QRect(box.left() + 48, box.top(), half - 12, 48)
        write_two(painter, left, (row.form_title, joined(row.person_name, row.case_title)))
        begun = short_date(row.begun.astimezone(ASHGABAT).date())
        middle = QRect(box.left() + 48 + half, box.top(), 150, 48)
        write(painter, middle, tr("begun {day}").format(day=begun), SECOND)
        answers = trn("{n} answer", "{n} answers", row.answers).format(n=row.answers)
        write(painter, QRect(middle.right(), box.top(), 120, 48), answers, PLAIN)
        mark(painter, QRect(box.right() - 28, box.top() + 16, 16, 16), "caret-right")


def _spoken_draft(draft: DraftLine) -> str:
    return joined(draft.form_title, draft.person_name, draft.case_title)
