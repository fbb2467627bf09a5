"""Pictures and scans for a visit: encrypted as soon as they are chosen, kept with the visit."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget

from socialcase.actions.attachments import content_of, media_of
from socialcase.actions.unkept import ChosenFile, leave_out, put_back, take_in
from socialcase.actions.workspaces import Workspace
from socialcase.errors import UserError
from socialcase.texts import explain, tr
from socialcase.texts.sizes import size_words
from socialcase.ui import picture_files
from socialcase.ui.page import Page
from socialcase.ui.speech import joined
from socialcase.ui.widgets.buttons import Button, icon_button
from socialcase.ui.widgets.flow import FlowBox
from socialcase.ui.widgets.labels import IconLabel, Words
from socialcase.ui.widgets.layout import boxed, clear, column, row

_SIDE = 44
_LONG = 40
"""Letters of a file's name that have room."""
_Taken = tuple[str, list[ChosenFile], list[tuple[str, UserError]]]


class VisitPictures(QWidget):
    """A button, what was taken in and what could not be, and what is better not taken."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page, self._place = page, ""
        self._coming = 0
        self._then: Callable[[], object] | None = None
        self._shown: list[ChosenFile] = []
        self._refused: list[tuple[str, UserError]] = []
        self._small: dict[str, QImage] = {}
        self._add = Button(icon_name="camera", small=True, then=self._choose)
        self._heed = Words(size="caption", tone="muted", wrap=True)
        self._rows = FlowBox(across=14)
        self._faults = Words(size="small", tone="danger", wrap=True)
        self._as_it_is = Words(size="caption", tone="warning", wrap=True)
        line = row(self._add, self._heed, gap=12)
        line.setStretch(1, 1)
        layout = column(line, self._rows, self._as_it_is, self._faults, gap=4)
        layout.setContentsMargins(0, 0, 0, 0)
        self.setLayout(layout)
        self._show()

    def retranslate(self) -> None:
        """Word it in the language in force."""
        self._heed.setText(
            tr(
                "No children's faces and no injuries. Pictures lose place, time and device, and "
                "are kept encrypted; delete them from the camera afterwards."
            )
        )
        self._show()

    def begin(self, place: str, files: Sequence[ChosenFile] = ()) -> None:
        """Show what was taken in at a place already (`actions.unkept`), and take in there."""
        self._place, self._shown, self._refused = place, list(files), []
        self._then = None
        self._show()
        self._look_at(self._shown)

    @property
    def files(self) -> tuple[ChosenFile, ...]:
        """What is to be kept with the visit."""
        return tuple(self._shown)

    @property
    def coming(self) -> bool:
        """Whether files are on their way in."""
        return self._coming > 0

    def once_in(self, then: Callable[[], object]) -> None:
        """Do something as soon as everything on its way is in, unless some could not be taken."""
        self._then = then

    def take(self, paths: Sequence[Path]) -> None:
        """Take files in, one after the other, beside the window's thread."""
        ws, place = self._page.context.workspace, self._place
        if not paths:
            return
        self._coming += 1
        self._refused = []
        self._show()
        self._page.context.jobs.start(lambda _job: _taken_in(ws, place, paths), done=self._came)

    def _came(self, taken: _Taken) -> None:
        self._coming -= 1
        place, files, refused = taken
        if place == self._place:  # else they are there when that visit is opened again
            there = {one.kept.file for one in self._shown}  # it was opened again meanwhile
            self._shown += [one for one in files if one.kept.file not in there]
            self._refused = refused
            self._look_at(files)
        self._show()
        then, self._then = (self._then, None) if not self._coming else (None, self._then)
        if then is not None and not refused:
            then()

    def _choose(self) -> None:
        files, _filter = QFileDialog.getOpenFileNames(self, tr("Pictures or scans"))
        self.take([Path(file) for file in files])

    def _leave_out(self, file: ChosenFile) -> None:
        ws, place = self._page.context.workspace, self._place
        self._shown.remove(file)
        self._show()
        leave_out(ws, place, file)
        self._add.setFocus()
        self._page.context.toast(tr("The file is left out"), partial(self._put_back, place, file))

    def _put_back(self, place: str, file: ChosenFile) -> None:
        put_back(self._page.context.workspace, place, file)
        if place == self._place:
            self._shown.append(file)
            self._show()

    def _show(self) -> None:
        self._add.setText(tr("Encrypting") if self.coming else tr("Pictures or scans"))
        clear(self._rows.flow)
        for file in self._shown:
            self._rows.flow.addWidget(self._line(file))
        self._rows.setVisible(bool(self._shown))
        self._faults.setText("\n".join(f"{name}: {_why(fault)}" for name, fault in self._refused))
        self._faults.setVisible(bool(self._refused))
        others = ", ".join(file.name for file in self._shown if not _is_picture(file))
        words = tr("Kept as it is, with what its maker wrote into it: {names}")
        self._as_it_is.setText(words.format(names=others))
        self._as_it_is.setVisible(bool(others))

    def _line(self, file: ChosenFile) -> QWidget:
        small = self._small.get(file.kept.file)
        sign: QWidget = IconLabel("image" if _is_picture(file) else "file-text", "muted", 20)
        if small is not None:
            sign = QLabel()
            sign.setPixmap(QPixmap.fromImage(small))
        words = Words(joined(_short(file.name), size_words(file.kept.size)), size="small")
        words.setToolTip(file.name)
        away = icon_button("x", tr("Leave out: {name}").format(name=file.name))
        away.clicked.connect(partial(self._leave_out, file))
        return boxed(row(sign, words, away, gap=6))

    def _look_at(self, files: Sequence[ChosenFile]) -> None:
        """Have small pictures made: one sees whether a child's face is on it."""
        ws = self._page.context.workspace
        wanted = [one for one in files if _is_picture(one) and one.kept.file not in self._small]
        if wanted:
            self._page.context.jobs.start(lambda _job: _made_small(ws, wanted), done=self._look)

    def _look(self, made: dict[str, QImage]) -> None:
        self._small.update(made)
        self._show()


def _taken_in(ws: Workspace, place: str, paths: Sequence[Path]) -> _Taken:
    taken: list[ChosenFile] = []
    refused: list[tuple[str, UserError]] = []
    for path in paths:
        try:
            source, name = picture_files.made_small(path)
            taken.append(take_in(ws, place, source, name))
        except UserError as fault:
            refused.append((path.name, fault))
    return place, taken, refused


def _made_small(ws: Workspace, files: Sequence[ChosenFile]) -> dict[str, QImage]:
    made: dict[str, QImage] = {}
    for file in files:
        try:
            image = picture_files.decoded(content_of(ws, file.kept), 4 * _SIDE)
        except UserError:
            continue
        made[file.kept.file] = picture_files.fitted(image, QSize(_SIDE, _SIDE))
    return made


def _short(name: str) -> str:
    """A file's name, its middle left out where it is long; its ending tells what it is."""
    return name if len(name) <= _LONG else f"{name[: _LONG - 12]}…{name[-11:]}"


def _is_picture(file: ChosenFile) -> bool:
    return media_of(file.name).startswith("image/")


def _why(fault: UserError) -> str:
    words = explain(fault)
    return f"{words.happened} {words.do}"
