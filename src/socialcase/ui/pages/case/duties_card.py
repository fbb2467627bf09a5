"""What has to be told even without consent, and to whom; that it was told is kept as a note."""

from functools import partial

from PySide6.QtWidgets import QWidget

from socialcase.actions.notes import add_note
from socialcase.actions.unkept import all_unkept
from socialcase.texts import tr
from socialcase.texts.duties import Duty, duties
from socialcase.ui.page import Page
from socialcase.ui.widgets.buttons import Button, link
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.field import Field, TextBox
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import boxed, clear, column, row
from socialcase.ui.written_form import WrittenForm


class DutiesCard(Card):
    """The programme's list; where the paragraph of the law is not known, it says so."""

    def __init__(self, page: Page) -> None:
        super().__init__(padding=(14, 8, 14, 12))
        self._page = page
        self._case = ""
        self._open = ""  # the duty of which somebody notes that it was done
        self._written: WrittenForm | None = None
        self.whom, self.words = TextBox(), TextBox()
        self.retranslate()

    def show_case(self, case: str) -> None:
        """Note in this case; what was begun in another one waits there."""
        if case != self._case:
            self._case, ws = case, self._page.context.workspace
            begun = self._page.read(lambda: all_unkept(ws, self._place(""))) or []
            self._open = begun[0].place.removeprefix(self._place("")) if begun else ""
            self.retranslate()

    def retranslate(self) -> None:
        """Word it in the language in force."""
        self.head(tr("What we must report"), icon_name="megaphone")
        clear(self.body)
        self.put(
            Words(
                tr(
                    "With or without consent. Tell the person first, if it is safe, and note whom "
                    "you told."
                ),
                size="small",
                wrap=True,
            )
        )
        for duty in duties():
            self.put(self._duty(duty))

    def _duty(self, duty: Duty) -> QWidget:
        law = duty.law or tr("paragraph of the law: not known, ask the office")
        to_whom = Words(f"→  {duty.to_whom}", size="small", wrap=True)
        source = Words(law, size="caption", tone="muted", wrap=True)
        made = column(Words(duty.words, weight="medium", wrap=True), to_whom, source, gap=1)
        if duty.code == self._open:
            made.addWidget(self._form(duty))
        else:
            told = link(tr("Note that it was reported"), then=partial(self._turn, duty.code))
            told.setAccessibleName(f"{told.text()}: {duty.words}")
            made.addLayout(row(told, None))
        return boxed(made)

    def _form(self, duty: Duty) -> QWidget:
        self.whom, self.words = TextBox(), TextBox()
        self.whom.setText(duty.to_whom)
        written = WrittenForm(self._page, {"whom": self.whom, "words": self.words})
        fields = Field("", self.whom), Field("", self.words)
        fields[0].set_words(tr("Whom I told"))
        fields[1].set_words(tr("What was said and agreed"))
        for box in (self.whom, self.words):
            box.returnPressed.connect(partial(self._keep, duty))
        keep = Button(tr("Keep it as a note"), small=True, then=partial(self._keep, duty))
        away = Button(tr("Leave"), kind="quiet", small=True, then=partial(self._turn, ""))
        made = boxed(column(written.since, *fields, row(keep, away, None), gap=6))
        written.begin(self._place(duty.code))
        self._written = written
        return made

    def _place(self, code: str) -> str:
        return f"duty:{self._case}:{code}"

    def _turn(self, code: str) -> None:
        if self._written is not None:
            self._written.leave()
        self._open = code
        self.retranslate()
        if code:
            self.words.setFocus()

    def _keep(self, duty: Duty) -> None:
        whom, said = self.whom.text().strip() or duty.to_whom, self.words.text().strip()
        told = tr("Reported: {what} → {whom}.").format(what=duty.words, whom=whom)
        ws, case = self._page.context.workspace, self._case
        if self._written is None:
            return
        done = self._written.keep(lambda: add_note(ws, case, f"{told} {said}".strip()))
        if done is not None:
            self._turn("")
            self._page.undoable(done, tr("Kept as a note"))
