"""A finished assessment as it was answered, what was corrected in it and why."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from socialcase.actions.assessments import drafts, revise
from socialcase.actions.case_file import case_header
from socialcase.actions.form_library import form_titles
from socialcase.actions.kept_answers import (
    KeptAnswer,
    KeptAnswers,
    Revision,
    draft_answers,
    draft_in,
    kept_answers,
    own_answers,
    own_in,
    revisions,
)
from socialcase.actions.readership import note_reading
from socialcase.actions.workspaces import me
from socialcase.texts import tr, trn
from socialcase.ui.page import Page, PageContext, Target, page_column, scrolled
from socialcase.ui.pages.changes_card import ChangesCard
from socialcase.ui.pages.filler.words import plain
from socialcase.ui.pages.paper_targets import FILLED, paper_target
from socialcase.ui.speech import day_words, joined
from socialcase.ui.theme.tokens import BODY
from socialcase.ui.widgets.banner import Banner
from socialcase.ui.widgets.buttons import Button, link
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.field import Field, TextBox
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import column, row
from socialcase.ui.widgets.paint import QUIET, REGULAR, Pen, mark, write_wrapped
from socialcase.ui.widgets.rows import RowDelegate, Rows, RowsView
from socialcase.ui.written_form import WrittenForm

_ANSWER = Pen(BODY, REGULAR)
_NOTE = Pen(BODY, REGULAR, "warning")
_KINDS = frozenset({"assessment", "comment", "remark"})


class _AnswerRow(RowDelegate[KeptAnswer]):
    """The question, the answer in words, and what was noted."""

    def opens(self, row: KeptAnswer) -> bool:
        """Behind an answer that is a file lies the document."""
        return bool(row.document)

    def draw(self, painter: QPainter, box: QRect, row: KeptAnswer) -> None:
        """Write each under the other."""
        inner = box.adjusted(14, 7, -14, -7)
        for words, pen in _parts(row):
            high = pen.height(words, inner.width())
            write_wrapped(painter, QRect(inner.topLeft(), inner.size()), words, pen)
            inner.adjust(0, high + 1, 0, 0)
        if row.document:
            middle = box.center().y() - 8
            mark(painter, QRect(box.right() - 28, middle, 16, 16), "paperclip")

    def height_of(self, row: KeptAnswer, width: int) -> int:
        """As high as its words."""
        return 16 + sum(pen.height(words, width - 28) + 1 for words, pen in _parts(row))


class _RevisionRow(RowDelegate[Revision]):
    """Who and when, then why and how much changed."""

    shows_choice = True

    def draw(self, painter: QPainter, box: QRect, row: Revision) -> None:
        """Write each under the other."""
        inner = box.adjusted(14, 7, -14, -7)
        for words, pen in _told(row):
            high = pen.height(words, inner.width())
            write_wrapped(painter, QRect(inner.topLeft(), inner.size()), words, pen)
            inner.adjust(0, high + 1, 0, 0)

    def height_of(self, row: Revision, width: int) -> int:
        """As high as its words."""
        return 16 + sum(pen.height(words, width - 28) + 1 for words, pen in _told(row))


class AnswersPage(Page):
    """Read only; a correction is a new revision with a reason."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._uid, self._case, self._form = "", "", ""
        self._crumb = link(then=self._back)
        self._crumb.setProperty("tone", "muted")
        self._crumb.setProperty("crumb", True)
        self._title = Words(size="title", weight="bold", wrap=True)
        self._lead = Words(tone="muted", wrap=True)
        self.banner = Banner()
        self._answers = Rows[KeptAnswer](_spoken)
        self.list = RowsView("", fitted=True)
        self._answer_row = _AnswerRow()
        self.list.setModel(self._answers)
        self.list.setItemDelegate(self._answer_row)
        self.list.opened.connect(self._open_document)
        self._history = Rows[Revision](lambda one: joined(*(words for words, _ in _told(one))))
        self.revisions = RowsView("", fitted=True)
        self._revision_row = _RevisionRow()
        self.revisions.setModel(self._history)
        self.revisions.setItemDelegate(self._revision_row)
        self.revisions.opened.connect(lambda one: self.show_record(one.assessment))
        self.reason = TextBox()
        self._reason = Field("", self.reason)
        self._written = WrittenForm(self, {"reason": self.reason})
        self.correct = Button(icon_name="pencil-simple", then=self.begin_correction)
        self.reason.returnPressed.connect(self.begin_correction)
        self.paper = Button(icon_name="printer", then=self._on_paper)
        self.file = Button(icon_name="export", then=self._as_file)
        self._answer_card = Card(padding=(0, 0, 0, 0))
        self._answer_card.put(self.list)
        self._history_card = Card(padding=(0, 0, 0, 0))
        self._history_card.put(self.revisions)
        self._correct_card = Card(padding=(16, 12, 16, 14))
        self.changes = ChangesCard(context)
        self._room = QVBoxLayout()
        self._lay_out()
        self.setFocusProxy(self.list)
        self.retranslate()

    def title(self) -> str:
        """The page's name."""
        return tr("Answers")

    def show_record(self, record: str, part: str = "") -> None:
        """Turn to an assessment; to the reason of a correction ("correct"), or to "changes"."""
        if record != self._uid:
            self._forget()
            ws = self.context.workspace
            self.context.jobs.start(lambda _job: note_reading(ws, record))
        if record != self._uid or part == "changes":
            self.changes.unfold(part == "changes")
        fresh = record != self._uid
        self._uid = record
        self.load()
        if fresh:
            self._written.begin(f"correction:{record}")
        if part == "correct":
            self.reason.setFocus()

    def _forget(self) -> None:
        """Nothing of the record before may stand under another one that cannot be read."""
        self._written.leave()
        self.reason.clear()
        self._title.setText("")
        self._lead.setText("")
        self._answers.show(())
        self._history.show(())
        self.changes.ask("")
        for part in (self.file, self.paper, self._history_card, self._correct_card):
            part.hide()

    def reread(self, kinds: frozenset[str]) -> None:
        """A correction may have come."""
        if not kinds or kinds & _KINDS:
            self.load()

    def retranslate(self) -> None:
        """Word everything in the language now in force."""
        super().retranslate()
        self._answer_card.head(tr("Answers"))
        self._history_card.head(tr("Corrections"), tr("the newest first"))
        self._correct_card.head(tr("Correct the answers"))
        self._reason.set_words(
            tr("Why are they corrected?"),
            tr("The answers as they are now stay in the history, with this reason beside them."),
        )
        self.correct.setText(tr("Begin the correction"))
        self._written.retranslate()
        self.paper.setText(tr("On paper"))
        self.file.setText(tr("As a file"))
        self.list.setAccessibleName(tr("Answers"))
        self.revisions.setAccessibleName(tr("Corrections"))
        self.load()

    def load(self) -> None:
        """Read the assessment and its revisions."""
        if not self._uid:
            return
        ws = self.context.workspace
        if draft_in(self._uid):
            self._load_draft(draft_in(self._uid))
            return
        if own_in(self._uid):
            self._load_own(own_in(self._uid))
            return
        kept = self.read(lambda: kept_answers(ws, self._uid))
        history = self.read(lambda: revisions(ws, self._uid))
        if kept is None or history is None:
            return
        self._case = kept.assessment.case
        self._word(kept, history)
        self._answers.show(kept.answers)
        self._history.show(history)
        self._history_card.setVisible(len(history) > 1)
        at = [one.assessment for one in history].index(self._uid)
        self.revisions.setCurrentIndex(self._history.index(at, 0))
        self.paper.setVisible(kept.readable)
        self._form = kept.assessment.form_id
        self.file.setVisible(me(ws).role != "specialist")
        newest = history[0].assessment == self._uid
        self._correct_card.setVisible(newest and kept.readable)
        self.changes.ask(self._uid)

    def _load_own(self, check: str) -> None:
        """One's own private form: it is read, and corrected by filling another."""
        kept = self.read(lambda: own_answers(self.context.workspace, check))
        if kept is None:
            return
        self._case = ""
        self.changes.ask("")
        self.paper.hide()
        self.file.hide()
        self._crumb.setText(tr("Assessments"))
        self._title.setText(kept.assessment.form_title)
        self._lead.setText(joined(day_words(kept.assessment.told_on), tr("Only for you")))
        self.banner.silence()
        self._answers.show(kept.answers)
        self._history_card.hide()
        self._correct_card.hide()

    def _load_draft(self, draft: str) -> None:
        """The answers of a draft whose form is not here any more."""
        ws = self.context.workspace
        line = next((one for one in drafts(ws) if one.draft == draft), None)
        found = self.read(lambda: draft_answers(ws, draft)) if line is not None else None
        if line is None or found is None:
            return
        self._case = line.case
        self.changes.ask("")
        self._crumb.setText(line.case_title)
        self._title.setText(line.form_title)
        self._lead.setText(tr("A draft, not finished"))
        self.paper.hide()
        self.file.hide()
        self.banner.say(
            tr("The form of this draft cannot be opened here."),
            tr(
                "Its answers are kept and stand here by their names. Ask the office for the form: "
                "when it has come, the draft opens again."
            ),
            tone="warning",
        )
        self._answers.show(found)
        self._history_card.hide()
        self._correct_card.hide()

    def _on_paper(self) -> None:
        self.context.open(paper_target(FILLED, self._uid))

    def _as_file(self) -> None:
        self.context.open(Target("answers_out", self._form, self._uid))

    def _open_document(self, row: KeptAnswer) -> None:
        self.context.open(Target("case", self._case, f"document:{row.document}"))

    def begin_correction(self) -> None:
        """Open a draft with all answers, if a reason is given."""
        reason = self.reason.text().strip()
        self._reason.complain("" if reason else tr("Say in a few words why."))
        if not reason:
            self.reason.setFocus()
            return
        ws, uid = self.context.workspace, self._uid
        opened = self.read(self._written.forgetting(lambda: revise(ws, uid, reason)))
        if opened is not None:
            self._written.end()
            self.reason.clear()
            self._written.begin(f"correction:{uid}")
            self.context.open(Target("filler", opened.draft))

    def _word(self, kept: KeptAnswers, history: tuple[Revision, ...]) -> None:
        one, ws = kept.assessment, self.context.workspace
        self._crumb.setText(case_header(ws, one.case).subject if one.case else tr("Assessments"))
        self._title.setText(form_titles(ws).get(one.form_hash) or one.form_title or one.form_id)
        mine = next(line for line in history if line.assessment == one.uid)
        version = tr("version {version}").format(version=one.form_version or "–")
        self._lead.setText(joined(day_words(one.told_on), mine.author_name, version, one.reason))
        self.banner.silence()
        if not kept.readable:
            self.banner.say(
                tr("The form of these answers cannot be opened here any more."),
                tr("Nothing is lost: the answers stand here as they were kept, by their names."),
                tone="warning",
            )
        elif history[0].assessment != one.uid:
            newest = history[0].assessment
            self.banner.say(
                tr("These answers were corrected later."),
                tr("They stay as they were."),
                act=tr("Show the correction"),
                then=lambda: self.show_record(newest),
            )

    def _back(self) -> None:
        if self._case:
            self.context.open(Target("case", self._case, "assessments"))
        else:
            self.context.open(Target("assessments"))

    def _lay_out(self) -> None:
        body = QWidget()
        self.setLayout(column(scrolled(body)))  # first: whatever moves is styled once more
        page = page_column(body)
        self._correct_card.put(self._written.since, self._reason, row(self.correct, None))
        right = column(self._history_card, self._correct_card, None, gap=14)
        sides = row(column(self.changes, self._answer_card, None, gap=14), right, gap=16)
        sides.setStretch(0, 3)
        sides.setStretch(1, 2)
        page.addLayout(
            column(row(self._crumb, None, self.file, self.paper), self._title, self._lead, gap=2)
        )
        page.addWidget(self.banner)
        page.addLayout(sides)
        page.addStretch(1)


def _parts(answer: KeptAnswer) -> list[tuple[str, Pen]]:
    question = f"{answer.number}  {plain(answer.label)}".strip()
    parts = [(question, QUIET), (answer.words or "–", _ANSWER)]
    if answer.note:
        parts.append((tr("Note: {text}").format(text=answer.note), _NOTE))
    return parts


def _told(one: Revision) -> list[tuple[str, Pen]]:
    n = one.changed
    changed = trn("{n} answer changed", "{n} answers changed", n).format(n=n)
    why = joined(one.reason, changed) if one.reason else tr("as it was finished")
    return [(joined(day_words(one.told_on), one.author_name), _ANSWER), (why, QUIET)]


def _spoken(answer: KeptAnswer) -> str:
    return ": ".join(words for words, _ in _parts(answer))
