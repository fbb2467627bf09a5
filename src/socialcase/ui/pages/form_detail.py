"""One version of a form: what it is, who uses it, and what the office may do with it."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QGridLayout

from socialcase.actions.form_lines import FormLine
from socialcase.texts import tr
from socialcase.ui.page import Page
from socialcase.ui.pages.exchange_words import moment
from socialcase.ui.pages.form_words import (
    STATE_MARKS,
    language_names,
    question_count,
    state_words,
    use_words,
    version_words,
)
from socialcase.ui.speech import joined
from socialcase.ui.widgets.buttons import Button
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.chip import Chip
from socialcase.ui.widgets.field import Field, TextBox
from socialcase.ui.widgets.flow import Flow
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import boxed
from socialcase.ui.written_form import WrittenForm


@dataclass(frozen=True, slots=True)
class FormActs:
    """What the buttons of a version do; `publish` and `retire` are given the note."""

    publish: Callable[[FormLine, str], object]
    retire: Callable[[FormLine, str], object]
    try_out: Callable[[FormLine], object]
    logic: Callable[[FormLine], object]
    paper: Callable[[FormLine], object]
    answers: Callable[[FormLine], object]


class FormDetail(Card):
    """A version with its buttons."""

    def __init__(self, page: Page, line: FormLine, acts: FormActs) -> None:
        super().__init__(padding=(16, 12, 16, 16))
        self.line = line
        entry = line.entry
        icon_name, tone = STATE_MARKS[entry.state]
        if entry.state == "published" and not line.offered:
            tone = "muted"
        self.head(line.title, version_words(entry), icon_name="clipboard-text")
        self.beside_head(Chip(state_words(line), tone=tone, icon_name=icon_name))
        self._use = Words(use_words(line), wrap=True)
        self.put(self._facts())
        self.note = TextBox()
        self._note_field = Field(
            tr("Note for the office"),
            self.note,
            tr("Why it is published or retired, in a few words."),
        )
        self.publish = Button(
            tr("Publish"),
            icon_name="check-circle",
            then=lambda: acts.publish(line, self.note.text()),
        )
        self.publish.make_primary(not line.offered)
        self.retire = Button(
            tr("Retire"), icon_name="archive", then=lambda: acts.retire(line, self.note.text())
        )
        self.try_out = Button(tr("Try it"), icon_name="play", then=lambda: acts.try_out(line))
        self.logic = Button(
            tr("Show the logic"), icon_name="tree-structure", then=lambda: acts.logic(line)
        )
        flow = Flow()
        decides: tuple[Button, ...] = (self.retire,) if line.offered else (self.publish,)
        if entry.state == "published" and not line.offered:
            decides = (self.publish, self.retire)
        self.paper = Button(tr("On paper"), icon_name="printer", then=lambda: acts.paper(line))
        self.answers = Button(
            tr("Answers as a file"), icon_name="export", then=lambda: acts.answers(line)
        )
        leaving = () if entry.meant.private else (self.answers,)
        for part in (*decides, self.try_out, self.logic, self.paper, *leaving):
            flow.addWidget(part)
        self.written = WrittenForm(page, {"note": self.note})
        self.put(4, self.written.since, self._note_field, 4, boxed(flow))
        self.written.begin(f"form-note:{entry.content_hash}")
        self.put(Words(self._consequence(), size="small", tone="muted", wrap=True))

    def tells(self, line: FormLine) -> bool:
        """Whether this is the same version in the same state, apart from how much it is used."""
        mine = (self.line.entry, self.line.title, self.line.offered, self.line.by, self.line.at)
        return mine == (line.entry, line.title, line.offered, line.by, line.at)

    def show_use(self, line: FormLine) -> None:
        """Tell anew how much the version is used."""
        self.line = line
        self._use.setText(use_words(line))

    def _facts(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(7)
        grid.setColumnStretch(1, 1)
        for name, value in self._told():
            if value:
                at = grid.rowCount()
                grid.addWidget(Words(name, size="small", tone="muted"), at, 0)
                grid.addWidget(
                    value if isinstance(value, Words) else Words(value, wrap=True), at, 1
                )
        return grid

    def _told(self) -> list[tuple[str, str | Words]]:
        line, entry = self.line, self.line.entry
        decided = joined(line.by, moment(line.at)) if line.at is not None else ""
        shipped = tr("came with the program") if entry.shipped else ""
        return [
            (tr("Questions"), question_count(entry.questions)),
            (tr("Languages"), language_names(entry.languages)),
            (tr("Who uses it"), self._use),
            (tr("File"), joined(entry.file_name, shipped)),
            (tr("Decided by"), decided),
            (tr("Note"), entry.note),
        ]

    def _consequence(self) -> str:
        if self.line.offered:
            return tr(
                "Retired, nobody begins with it any more. What was filled on it stays readable, "
                "and open drafts end on it."
            )
        return tr(
            "Published, it goes to every laptop with the next bundle, and new assessments begin "
            "with it. Open drafts end on the version they began with."
        )
