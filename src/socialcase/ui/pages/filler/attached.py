"""The files of an open draft: taken in and read beside the window's thread."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from socialcase.actions import answer_files, attachments
from socialcase.actions.assessments import OpenDraft
from socialcase.actions.copies_out import save_answer_copy
from socialcase.actions.disclosures import written_outside
from socialcase.actions.draft_journal import moved
from socialcase.errors import PictureUnreadable, UserError
from socialcase.ui import picture_files
from socialcase.ui.page import Page
from socialcase.ui.widgets.picture_view import PictureView

_LARGEST = 2400
_LOOK_AGAIN = 30
"""Milliseconds between two looks whether files on their way have come in."""


@dataclass(frozen=True, slots=True)
class Found:
    """What lies behind an answer: its size in bytes, and the picture if it is one."""

    size: int
    image: QImage


class AnswerFiles:
    """What the filler's places need for files; given to them with the form.

    `answer(ref, value)` gives a question its answer. It is called even when the place is gone by
    then: what a person chose is kept.
    """

    def __init__(self, page: Page, opened: OpenDraft) -> None:
        self._page = page
        self._opened = opened
        self._view: PictureView | None = None
        self.answer: Callable[[str, str], object] = lambda _ref, _value: None
        self._coming: dict[int, str] = {}
        self._count = 0

    @property
    def coming(self) -> bool:
        """Whether a file is on its way in and no answer yet."""
        return bool(self._coming)

    def instance_removed(self, removed: str) -> None:
        """A repeat instance went: what is on its way to one after it goes one place up."""
        for mark, ref in list(self._coming.items()):
            self._coming[mark] = moved(ref, removed, -1) or ""

    def once_in(self, then: Callable[[], object]) -> None:
        """Call `then` when nothing is on its way in any more; at once where nothing is."""
        if self._coming:
            QTimer.singleShot(_LOOK_AGAIN, self._page, lambda: self.once_in(then))
        else:
            then()

    def take(
        self, ref: str, source: Path | bytes, name: str, place: QWidget, failed: Callable[[], None]
    ) -> None:
        """Keep a file, or bytes, as the answer of `ref`; a picture is made smaller on the way.

        `failed` is called if it could not be kept and `place` is still there.
        """
        context, opened = self._page.context, self._opened
        self._count += 1
        mark = self._count
        self._coming[mark] = ref

        def kept_as() -> str:
            data, called = source, name
            if isinstance(source, Path):
                data, called = picture_files.made_small(source)
            return answer_files.keep_answer_file(context.workspace, opened.draft, data, called)

        def work(_job: object) -> str:
            value = ""
            try:
                value = kept_as()
            finally:
                if not value:  # whatever went wrong: nothing is to be waited for
                    self._coming.pop(mark, None)
            return value

        def kept(value: str) -> None:
            now = self._coming.pop(mark, "")
            if now:  # else its card was removed meanwhile
                self.answer(now, value)

        def refused(fault: UserError) -> None:
            context.tell(fault)
            if isValid(place):
                failed()

        context.jobs.start(work, done=kept, failed=refused)

    def look(
        self,
        value: str,
        place: QWidget,
        done: Callable[[str, Found], None],
        failed: Callable[[str, UserError], None],
    ) -> None:
        """Read what lies behind an answer.

        `done` or `failed` is called if `place` is still there.
        """
        context, opened = self._page.context, self._opened

        def work(_job: object) -> Found:
            kept = answer_files.answer_file(context.workspace, opened.draft, value, opened.revises)
            if not answer_files.media_of_answer(value).startswith("image/"):
                return Found(kept.size, QImage())
            content = attachments.content_of(context.workspace, kept)
            try:
                return Found(kept.size, picture_files.decoded(content, _LARGEST))
            except PictureUnreadable:
                return Found(kept.size, QImage())

        def told(found: Found) -> None:
            if isValid(place):
                done(value, found)

        def refused(fault: UserError) -> None:
            if isValid(place):
                failed(value, fault)

        context.jobs.start(work, done=told, failed=refused)

    def copy(self, value: str, to: Path) -> bool:
        """Write a plain copy to `to`, which a person chose. False where it could not be."""
        ws, opened = self._page.context.workspace, self._opened
        return self._page.read(lambda: save_answer_copy(ws, opened, value, to)) is not None

    def save(self, data: bytes, to: Path, *, replace: bool) -> bool:
        """Write a file of the form to `to`. False where it could not be.

        `replace`: the person agreed to lose what lies there.
        """
        ws = self._page.context.workspace
        return self._page.read(lambda: written_outside(ws, data, to, replace=replace)) is not None

    def enlarge(self, image: QImage, words: str) -> None:
        """Show a picture over the page."""
        if self._view is None:
            self._view = PictureView(self._page)
        self._view.show_picture(image, words)
