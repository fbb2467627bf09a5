"""What a form carries beside its words: pictures, shown; sounds and films, to be saved and opened.

The program itself plays nothing. What lies in a form is its author's, and about nobody: a copy
may stand outside.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QPixmap
from PySide6.QtWidgets import QFileDialog, QLabel, QVBoxLayout, QWidget

from socialcase.forms import NodeState
from socialcase.texts import N_, tr
from socialcase.ui.pages.filler.attached import AnswerFiles
from socialcase.ui.pages.filler.pressing import leave_enter
from socialcase.ui.pages.filler.words import plain
from socialcase.ui.widgets.buttons import link
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import clear, row

_WIDE = QSize(520, 300)
SMALL = QSize(72, 54)
"""The most that a picture on a choice takes."""
_PLAYS = frozenset(
    (
        *(".mp3", ".m4a", ".ogg", ".oga", ".opus", ".wav", ".amr", ".aac", ".flac"),
        *(".mp4", ".m4v", ".3gp", ".webm", ".mkv", ".avi", ".mov", ".mpg", ".mpeg"),
    )
)
"""Endings of files that are only played: nothing else is handed to the computer to be opened."""
_KINDS = {"audio": N_("Save and open the recording"), "video": N_("Save and open the film")}


def picture(files: Mapping[str, bytes], name: str, room: QSize) -> QPixmap | None:
    """The picture `name` of a form's files, no larger than `room`; None where it is none."""
    data = files.get(name)
    made = QPixmap()
    if data is None or not made.loadFromData(data):
        return None
    if made.width() <= room.width() and made.height() <= room.height():
        return made
    keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    return made.scaled(room, keep, smooth)


@dataclass(frozen=True, slots=True)
class Played:
    """A sound or a film: its kind, its file, and the words of the choice it belongs to or ""."""

    kind: str
    name: str
    of: str


def played(node: NodeState) -> Iterator[Played]:
    """The sounds and films of a question and of its choices."""
    yield from (Played(kind, node.media[kind], "") for kind in _KINDS if kind in node.media)
    for choice in node.choices or ():
        words = plain(choice.label) or choice.value
        if choice.audio:
            yield Played("audio", choice.audio, words)
        if choice.video:
            yield Played("video", choice.video, words)


def has_media(node: NodeState) -> bool:
    """Whether a question has more to show than words, beside pictures on its choices."""
    return bool(node.media) or any(True for _ in played(node))


class Media(QWidget):
    """The picture of a question, and a line for each sound or film. What is missing is named."""

    def __init__(
        self, files: Mapping[str, bytes], inset: int, outside: AnswerFiles | None = None
    ) -> None:
        """`outside`: what writes a copy; without it sounds and films are only named."""
        super().__init__()
        self._files, self._outside = files, outside
        self._shown: tuple[str, tuple[Played, ...]] | None = None
        self._picture = QLabel()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2)
        column = QVBoxLayout(self)
        column.setContentsMargins(inset, 2, 0, 4)
        column.setSpacing(4)
        column.addWidget(self._picture)
        column.addLayout(self._lines)

    def show_node(self, node: NodeState) -> None:
        """Show what goes with a question, in the form's language."""
        image = node.media.get("image") or node.media.get("big-image") or ""
        wanted = (image, tuple(played(node)))
        if wanted == self._shown:
            return
        self._shown = wanted
        found = picture(self._files, image, _WIDE)
        self._picture.setVisible(bool(image))
        self._picture.setAccessibleName(tr("Picture of the question"))
        if found is not None:
            self._picture.setPixmap(found)
        elif image:
            self._picture.setText(_missing(image))
        clear(self._lines)
        for one in wanted[1]:
            self._lines.addWidget(self._line(one))

    def _line(self, one: Played) -> QWidget:
        data = self._files.get(one.name)
        plays = Path(one.name).suffix.lower() in _PLAYS
        if data is None or self._outside is None or not plays:
            return Words(_missing(one.name), size="small", tone="muted", wrap=True)
        words = tr(_KINDS[one.kind])
        if one.of:
            words = tr("{act}: {answer}").format(act=words, answer=one.of)
        made = link(words, icon_name="download-simple", then=lambda: self._save(one.name, data))
        leave_enter(made)
        made.setToolTip(tr("This program plays nothing itself; another one on the computer does."))
        holder = QWidget()
        holder.setLayout(row(made, None))
        return holder

    def _save(self, name: str, data: bytes) -> None:
        home = str(Path.home() / name)
        chosen, _ = QFileDialog.getSaveFileName(self, tr("Save a copy…"), home)
        if not chosen or self._outside is None:
            return
        to, ending = Path(chosen), Path(name).suffix
        if to.suffix.lower() != ending.lower():  # it is opened as what it is, whatever it is called
            to = to.with_name(f"{to.name}{ending}")
        # only of the name that was chosen the person was asked whether a file may go
        if self._outside.save(data, to, replace=to == Path(chosen)):
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(to)))


def _missing(name: str) -> str:
    return tr("The form names the file {name}, which is not shown here.").format(name=name)
