"""The filler as a page of the window: it opens a draft and connects the desk with the acts."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from socialcase.actions import assessments, drafting
from socialcase.actions.assessments import OpenDraft
from socialcase.actions.case_file import case_header
from socialcase.actions.form_library import form_titles
from socialcase.actions.kept_answers import draft_record
from socialcase.actions.known_places import KnownPlace, places_of_draft
from socialcase.actions.readership import note_reading
from socialcase.errors import FormUnknown, UserError
from socialcase.texts import tr
from socialcase.ui.page import Page, PageContext, Target
from socialcase.ui.pages.filler.attached import AnswerFiles
from socialcase.ui.pages.filler.desk import Desk
from socialcase.ui.pages.filler.model import Beside, Filling

Came = tuple[OpenDraft, tuple[KnownPlace, ...]]
"""A draft that was read, and the places on the map that are known in its case."""


class FillerPage(Page):
    """Fills one draft at a time; `show_record` takes the draft's id."""

    rail = True
    """The window shows its navigation as icons only, so that the questions have room."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._opened: OpenDraft | None = None
        self._attached: AnswerFiles | None = None
        self._coming = ""
        self.desk: Desk | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def title(self) -> str:
        """The page's name."""
        return tr("Assessment")

    def show_record(self, record: str, part: str = "") -> None:
        """Open the draft `record` where it was left, or at the question `part`."""
        if self._opened is None or self._opened.draft != record:
            self.flush()
            self._let_go()
            self._coming = record
            self._with_all_files(lambda: self._resume(record, part))
        elif self.desk is not None:
            self._begin(self.desk, part or self._opened.place)

    def _with_all_files(self, then: Callable[[], object]) -> None:
        """Call `then` when no file is on its way into a draft, which would be read without it."""
        if self._attached is None:
            then()
        else:
            self._attached.once_in(then)

    def _resume(self, record: str, part: str) -> None:
        if self._coming == record:
            self._read_beside(
                lambda: assessments.resume(self.context.workspace, record),
                lambda came: self._resumed(record, came, part),
                lambda fault: self._refused(record, fault),
            )

    def _read_beside(
        self,
        read: Callable[[], OpenDraft],
        done: Callable[[Came], object],
        failed: Callable[[UserError], object],
    ) -> None:
        """Read a draft again: in sight, beside the window, which a long journal would hold."""

        def work() -> Came:
            opened = read()
            if opened.case:
                note_reading(self.context.workspace, opened.case)
            return opened, places_of_draft(self.context.workspace, opened)

        if self.isVisible():
            self.context.jobs.start(lambda _job: work(), done=done, failed=failed)
            return
        try:
            came = work()
        except UserError as fault:
            failed(fault)
        else:
            done(came)

    def _resumed(self, record: str, came: Came, part: str) -> None:
        if self._coming != record:
            return  # meanwhile the person went to another
        self._coming = ""
        self._open(*came)
        if self.desk is not None:
            self._begin(self.desk, part or came[0].place)

    def _refused(self, record: str, fault: UserError) -> None:
        """Say why not; where its form cannot be opened any more, its answers are shown instead."""
        if self._coming != record:
            return
        self._coming = ""
        if isinstance(fault, FormUnknown):
            self.context.open(Target("answers", draft_record(record)))
        else:
            self.context.tell(fault)

    def _begin(self, desk: Desk, ref: str) -> None:
        """Show the question `ref`; in sight, in the window's next turn, so that it never waits."""
        if not self.isVisible():
            desk.begin(ref)
            return
        later = QTimer(desk)  # a queued call would come in this turn still
        later.setSingleShot(True)
        later.timeout.connect(lambda: desk.begin(ref))
        later.start(0)

    def retranslate(self) -> None:
        """Word everything in the language now in force."""
        super().retranslate()
        if self.desk is not None:
            self._word()
            self.desk.retranslate()

    def flush(self) -> None:
        """Have everything kept that is typed and not kept yet."""
        if self.desk is not None:
            self.desk.flush()

    def leave(self) -> None:
        """Go back to the case. Every answer is kept already; the place is remembered.

        A trial is over when it is left, and leads back to the forms.
        """
        self.flush()
        opened = self._opened
        if opened is None:
            return
        if opened.trial:
            assessments.discard_draft(self.context.workspace, opened.draft)
            self._let_go()
        self.context.open(_home(opened))

    def _open(self, opened: OpenDraft, places: tuple[KnownPlace, ...]) -> None:
        workspace = self.context.workspace
        attached = AnswerFiles(self, opened)
        filling = Filling(
            opened.session,
            lambda op, ref, value: assessments.answer(workspace, opened, op, ref, value),
            beside=Beside(
                typing=opened.typing,
                notes=opened.notes,
                keep=lambda what, ref, text: self._keep_beside(opened, what, ref, text),
                files=opened.files,
                told_on=opened.told_on,
                attached=attached,
                trial=opened.trial,
                places=places,
                private=opened.private,
            ),
        )
        attached.answer = filling.answer
        self._attached = attached
        today = workspace.today.isoformat()
        desk = Desk(filling, opened.previous, today, opened.previous_on)
        filling.setParent(desk)
        if not opened.trial:
            filling.kept.connect(lambda _number: self.context.kept())
        filling.refused.connect(self.context.tell)
        filling.wants_back.connect(self._put_back)
        desk.leaves.connect(self.leave)
        desk.finishes.connect(self._finish)
        desk.placed.connect(self._remember)
        desk.removed.connect(self._offer_back)
        self._replace(desk)
        self._opened = opened
        self._word()

    def _keep_beside(self, opened: OpenDraft, what: str, ref: str, text: str) -> None:
        acts = {"typing": drafting.keep_typing, "note": drafting.keep_note}
        if what == "told on":
            drafting.keep_told_on(self.context.workspace, opened, text)
        else:
            acts[what](self.context.workspace, opened, ref, text)

    def takes_back(self) -> bool:
        """Ctrl+Z takes the last answer back. False where none was given in this sitting."""
        return self.desk is not None and self.desk.take_back()

    def _offer_back(self, ref: str, name: str) -> None:
        words = tr("Removed: {name}").format(name=name) if name else tr("Removed from the list")
        self.context.toast(words, lambda: self._put_back(ref))

    def _put_back(self, ref: str) -> None:
        """Put a removed card back: the journal is read again without its removal."""
        opened = self._opened
        if opened is None or self.desk is None:
            return
        self.desk.flush()
        self.desk.setEnabled(False)  # what is answered now would not be in what is read again
        self._with_all_files(lambda: self._read_back(opened, ref))

    def _read_back(self, opened: OpenDraft, ref: str) -> None:
        self._read_beside(
            lambda: drafting.put_back(self.context.workspace, opened, ref),
            lambda came: self._came_back(opened, came, ref),
            lambda fault: self._stayed_away(opened, fault),
        )

    def _came_back(self, opened: OpenDraft, came: Came, ref: str) -> None:
        if self._opened is not opened or self.desk is None:
            return
        self.context.kept()
        place = self.desk.place()
        self._open(*came)
        places = self.desk.filling.places
        back_at = next((p.ref for p in places if p.ref.startswith(f"{ref}/")), place)
        self._begin(self.desk, back_at)

    def _stayed_away(self, opened: OpenDraft, fault: UserError) -> None:
        if self._opened is opened and self.desk is not None:
            self.desk.setEnabled(True)
        self.context.tell(fault)

    def _replace(self, desk: Desk | None) -> None:
        if self.desk is not None:
            self._column.removeWidget(self.desk)
            self.desk.hide()
            self.desk.deleteLater()
        self.desk = desk
        if desk is not None:
            self._column.addWidget(desk)

    def _word(self) -> None:
        if self.desk is None or self._opened is None:
            return
        trial = self._opened.trial
        detail = tr("A trial: nothing is kept") if trial else ""
        leave = tr("Leave; nothing is kept") if trial else ""
        known = form_titles(self.context.workspace).get(self._opened.form_hash)
        self.desk.word(self._subject(), known or self._opened.title, detail, leave)

    def _subject(self) -> str:
        opened = self._opened
        if opened is None:
            return ""
        if opened.trial:
            return tr("Forms")
        if not opened.case:
            return tr("Only for you") if opened.private else tr("About no case")
        try:
            return case_header(self.context.workspace, opened.case).subject
        except UserError:
            return ""

    def _remember(self, ref: str) -> None:
        if self._opened is not None:
            assessments.keep_place(self.context.workspace, self._opened, ref)

    def _finish(self, told_on: str) -> None:
        opened = self._opened
        if opened is None:
            return
        if self._attached is not None and self._attached.coming:
            # finished now, the assessment would lack it
            self.context.toast(tr("A file is still being encrypted. Finish in a moment."), None)
            return
        self.flush()
        ends = self.read if opened.trial else self.keep
        done = ends(lambda: assessments.finish(self.context.workspace, opened, told_on))
        if done is None:
            return
        self._let_go()
        self.context.toast(_finished(opened), None)
        self.context.open(_home(opened))

    def _let_go(self) -> None:
        self._replace(None)
        self._opened = None


def _finished(opened: OpenDraft) -> str:
    if opened.trial:
        return tr("The trial is over.")
    if opened.private:
        return tr("It is finished and kept on this laptop, for you alone.")
    if not opened.case:
        return tr("The form is finished and goes to the office with the next bundle.")
    return tr("The assessment is finished and kept in the case.")


def _home(opened: OpenDraft) -> Target:
    """Where a person comes from and goes back to."""
    if opened.trial:
        return Target("forms")
    return Target("case", opened.case, "assessments") if opened.case else Target("assessments")
