"""Who is not to be told what, line by line; and one more."""

from functools import partial

from PySide6.QtWidgets import QWidget

from socialcase.actions.case_views import CaseFile
from socialcase.actions.consents import (
    Untold,
    end_withholding,
    provider_names,
    untold_in,
    withhold,
)
from socialcase.texts import label, tr, vocabulary
from socialcase.ui.page import Page
from socialcase.ui.speech import day_words, joined
from socialcase.ui.widgets.buttons import Button, link
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.check_box import CheckBox
from socialcase.ui.widgets.field import ChoiceBox, Field, TextBox
from socialcase.ui.widgets.flow import FlowBox
from socialcase.ui.widgets.labels import Rule, Words
from socialcase.ui.widgets.layout import boxed, clear, column, row
from socialcase.ui.widgets.scrolling import show_whole
from socialcase.ui.written_form import WrittenForm

_SOMEBODY = "somebody"
_BELOW = 12
"""Pixels under its last button; with more the consent just kept would be out of sight above."""


class WithholdingCard(Card):
    """Prints, letters to providers and files obey what stands here."""

    def __init__(self, page: Page) -> None:
        super().__init__(padding=(14, 8, 14, 14))
        self._page = page
        self._case = ""
        self._providers: dict[str, str] = {}
        self._lines = column(gap=6)
        self._whom = ChoiceBox(kept=lambda _code: self._allow())
        self._words, self._note = TextBox(), TextBox()
        self._fields = [Field("", editor) for editor in (self._whom, self._words, self._note)]
        self._boxes = {code: CheckBox() for code in vocabulary("withheld")}
        self._written = WrittenForm(
            page, {"whom": self._whom, "words": self._words, "note": self._note, **self._boxes}
        )
        what = FlowBox(across=14)
        for box in self._boxes.values():
            what.flow.addWidget(box)
        self._what = Words(weight="medium")
        self._nothing = Words(size="small", tone="danger", wrap=True)
        self._nothing.hide()
        self._add = Button(small=True, icon_name="eye-slash", then=self._keep)
        first = row(*self._fields[:2], gap=14)
        for place in (0, 1):
            first.setStretch(place, 1)
        self.put(
            self._lines, self._written.since, first, column(self._what, what, self._nothing, gap=4)
        )
        self.put(self._fields[2], row(self._add, None))
        self.retranslate()

    def retranslate(self) -> None:
        """Word what stands still."""
        self.head(tr("Not to be told"), icon_name="eye-slash")
        whom, words, note = self._fields
        whom.set_words(tr("To whom"))
        words.set_words(tr("Who it is"), tr("a name, or who they are to the family"))
        note.set_words(tr("Note"), tr("only if it helps others to keep it"))
        self._what.setText(tr("What they are not to be told"))
        for code, box in self._boxes.items():
            box.setText(label("withheld", code))
            box.updateGeometry()
        self._add.setText(tr("They are not to be told"))
        self._written.retranslate()

    def begin(self) -> None:
        """Ask who is not to know: the second half of asking for consent."""
        self._whom.setFocus()
        self.come_into_sight()

    def come_into_sight(self) -> None:
        """Scroll no further than all its fields need."""
        show_whole(self._add, below=_BELOW)

    def show_file(self, file: CaseFile) -> None:
        """Show what is withheld in a case."""
        ws = self._page.context.workspace
        fresh = file.header.case.uid != self._case
        self._case = file.header.case.uid
        if fresh:
            self._written.leave()
            self._blank()
        self._offer(file, "" if fresh else self._whom.value())
        if fresh:
            self._written.begin(f"withholding:{self._case}")
        clear(self._lines)
        found = self._page.read(lambda: untold_in(ws, self._case)) or []
        for place, one in enumerate(found):
            if place:
                self._lines.addWidget(Rule())
            self._lines.addWidget(self._line(one))
        for words, where in _in_words(file):
            self._lines.addWidget(_said_line(words, where))
        if not found and not _in_words(file):
            self._lines.addWidget(Words(tr("Nobody is named here."), size="small", tone="muted"))

    def _offer(self, file: CaseFile, chosen: str) -> None:
        people = {}
        if file.household:
            members = (*file.household.members, *file.household.former)
            people = {m.person.uid: m.person.name or tr("Name not known") for m in members}
        ws = self._page.context.workspace
        self._providers = self._page.read(lambda: provider_names(ws)) or {}
        offered = {**people, **self._providers, _SOMEBODY: tr("Somebody else")}
        self._whom.offer(offered, chosen or _SOMEBODY)
        self._allow()

    def _allow(self) -> None:
        self._fields[1].setVisible(self._whom.value() == _SOMEBODY)

    def _line(self, one: Untold) -> QWidget:
        what = ", ".join(label("withheld", code) for code in one.what)
        name = Words(one.name, weight="medium", wrap=True)
        words = Words(joined(what, one.note), size="small", tone="muted", wrap=True)
        end = link(tr("May be told again"), then=partial(self._end, one.uid))
        made = row(column(name, words, gap=1), end)
        made.setStretch(0, 1)
        return boxed(made)

    def _end(self, uid: str) -> None:
        ws = self._page.context.workspace
        done = self._page.keep(lambda: end_withholding(ws, uid))
        self._page.undoable(done, tr("They may be told again from today"))

    def _keep(self) -> None:
        ws, case, whom = self._page.context.workspace, self._case, self._whom.value()
        what = [code for code, box in self._boxes.items() if box.isChecked()]
        nobody = whom == _SOMEBODY and not self._words.text().strip()
        self._fields[1].complain(tr("Write who it is.") if nobody else "")
        self._nothing.setText("" if what else tr("Tick what they are not to be told."))
        self._nothing.setVisible(not what)
        if nobody or not what:
            return
        about = {"note": self._note.text().strip()}
        if whom == _SOMEBODY:
            about["from_whom"] = self._words.text().strip()
        else:
            about["provider" if whom in self._providers else "person"] = whom
        done = self._written.keep(lambda: withhold(ws, case, what, **about))
        if done is not None:
            self._blank()
            self._written.begin(f"withholding:{case}")
            self._page.undoable(done, tr("Kept: they are not to be told"))

    def _blank(self) -> None:
        for editor in (self._words, self._note):
            editor.setText("")
        for box in self._boxes.values():
            box.setChecked(False)


def _in_words(file: CaseFile) -> list[tuple[str, str]]:
    """Who is named in words only, in the case or in a consent, and where that stands."""
    case = [(file.header.case.not_to_be_told, tr("from “About the case”: everything"))]
    given_on = tr("from the consent of {day}")
    consents = [
        (line.consent.withhold, given_on.format(day=day_words(line.consent.given)))
        for line in file.consents
        if not line.consent.withdrawn
    ]
    return [(words, where) for words, where in (*case, *consents) if words]


def _said_line(words: str, where: str) -> QWidget:
    quiet = Words(where, size="small", tone="muted", wrap=True)
    return boxed(column(Words(words, weight="medium", wrap=True), quiet, gap=1))
