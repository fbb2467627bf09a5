"""Places for what is attached as an answer: a picture, a recording, a film, any other file."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QKeyEvent, QPixmap
from PySide6.QtWidgets import QFileDialog, QLabel, QVBoxLayout, QWidget

from socialcase.errors import UserError
from socialcase.forms import NodeState
from socialcase.texts import explain, tr
from socialcase.texts.sizes import size_words
from socialcase.ui import picture_files
from socialcase.ui.dropped_files import dropped_files
from socialcase.ui.pages.filler.answer import INSET, Answer
from socialcase.ui.pages.filler.attached import AnswerFiles, Found
from socialcase.ui.pages.filler.pressing import leave_enter
from socialcase.ui.widgets.buttons import Button, link
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import boxed, column, row

_SMALL = QSize(160, 120)


class FileAnswer(Answer):
    """A file: chosen from the disk or dropped; shown small; removed, and put back."""

    def __init__(self, node: NodeState, files: AnswerFiles) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self._files = files
        self._ref = node.ref
        self._media = node.parameters.get("mediatype", "").partition("/")[0]
        self._value = self._removed = ""
        self._busy = False
        self._image = QImage()
        self._choose = Button(icon_name="paperclip", then=self._ask)
        self._drop = Words(size="small", tone="muted")
        self._back = link(then=self._put_back)
        self._picture = QLabel()
        self._told = Words(size="small", wrap=True)
        self._large = link(icon_name="magnifying-glass-plus", then=self._enlarge)
        self._copy = link(icon_name="download-simple", then=self._save_copy)
        self._remove = link(icon_name="trash", then=self._take_out)
        leave_enter(self._choose, self._back, self._large, self._copy, self._remove)
        self._empty = boxed(row(self._choose, self._drop, self._back, None, gap=10))
        beside = column(self._told, row(self._large, self._copy, self._remove, None), None, gap=4)
        self._filled = boxed(row(self._picture, beside, gap=12))
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(INSET, 0, 0, 0)
        self.column.setSpacing(8)
        self.column.addWidget(self._empty)
        self.column.addWidget(self._filled)
        self.heed(self._choose, self._back, self._large, self._copy, self._remove)
        self._large.hide()
        self._picture.hide()

    def show_node(self, node: NodeState) -> None:
        """Show whether a file is attached, and which."""
        self._word()
        self.setEnabled(not node.readonly)
        changed = node.value != self._value
        self._value = node.value
        if changed:
            self._busy = False
            self._image = QImage()
            self._picture.hide()
            self._large.hide()
            self._told.setText(node.value)
        here = any(part.hasFocus() for part in (self._choose, self._back, self._remove))
        self._show_state()
        if changed and here:  # what had the keyboard is hidden now
            self.target().setFocus()
        if changed and node.value:
            self._files.look(node.value, self, self._show_found, self._show_fault)

    def follow(self, ref: str) -> None:
        """Its question has another ref now."""
        self._ref = ref

    def target(self) -> QWidget:
        """The button that matters now."""
        return self._remove if self._value else self._choose

    def take(self, source: Path | bytes, name: str) -> None:
        """Keep a file as the answer."""
        self._busy = True
        self._show_state()
        self._files.take(self._ref, source, name, self, self._failed)

    def heed(self, *widgets: QWidget) -> None:
        """Notice when the keyboard comes to one of `widgets`: the question is entered then."""
        for widget in widgets:
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Say that the question was entered."""
        if event.type() == QEvent.Type.FocusIn:
            self.entered.emit()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on; the space bar presses the buttons."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.passed.emit()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """One file may be dropped."""
        if _dropped(event) is not None and self.isEnabled():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take what was dropped."""
        path = _dropped(event)
        if path is not None:
            self.take(path, path.name)
            event.acceptProposedAction()

    def _word(self) -> None:
        choose, kinds = _WORDS.get(self._media, _other_words)()
        self._kinds = kinds
        self._choose.setText(choose)
        self._back.setText(tr("Put back"))
        self._large.setText(tr("Enlarge"))
        self._copy.setText(tr("Save a copy…"))
        self._copy.setToolTip(
            tr("A copy lies outside: whoever has it can read it. Delete it after use.")
        )
        self._remove.setText(tr("Remove"))

    def _show_state(self) -> None:
        self._empty.setVisible(not self._value)
        self._filled.setVisible(bool(self._value))
        self._back.setVisible(bool(self._removed) and not self._value)
        self._drop.setText(tr("Encrypting") if self._busy else tr("or drop it here"))

    def _show_found(self, value: str, found: Found) -> None:
        if value != self._value:
            return
        self._image = found.image
        self._told.setText(f"{value} · {size_words(found.size)}")
        if not found.image.isNull():
            small = picture_files.fitted(found.image, _SMALL)
            self._picture.setPixmap(QPixmap.fromImage(small))
            self._picture.setAccessibleName(value)
            self._picture.show()
            self._large.show()

    def _show_fault(self, value: str, fault: UserError) -> None:
        if value == self._value:
            self._told.setText(f"{value} · {explain(fault).happened}")

    def _ask(self) -> None:
        if self._busy:  # the button stays on: switched off, it would lose the keyboard
            return
        words, _ = _WORDS.get(self._media, _other_words)()
        chosen, _ = QFileDialog.getOpenFileName(self, words, "", self._kinds)
        if chosen:
            self.take(Path(chosen), Path(chosen).name)

    def _failed(self) -> None:
        self._busy = False
        self._show_state()

    def _take_out(self) -> None:
        self._removed = self._value
        self.given.emit("")
        self.target().setFocus()

    def _put_back(self) -> None:
        value, self._removed = self._removed, ""
        self.given.emit(value)

    def _enlarge(self) -> None:
        self._files.enlarge(self._image, self._value)

    def _save_copy(self) -> None:
        home = str(Path.home() / self._value)
        chosen, _ = QFileDialog.getSaveFileName(self, tr("Save a copy…"), home)
        if chosen and self._files.copy(self._value, Path(chosen)):
            words = tr("The copy is outside now. Delete it when it is no longer needed.")
            self._told.setText(words)


def _dropped(event: QDropEvent) -> Path | None:
    return next(iter(dropped_files(event)), None)


def _picture_words() -> tuple[str, str]:
    kinds = "*.jpg *.jpeg *.png *.bmp *.gif *.webp"
    return tr("Choose a picture…"), tr("Pictures") + f" ({kinds})"


def _sound_words() -> tuple[str, str]:
    kinds = "*.mp3 *.m4a *.ogg *.wav *.amr"
    return tr("Choose a recording…"), tr("Recordings") + f" ({kinds});;" + _all_files()


def _film_words() -> tuple[str, str]:
    return tr("Choose a film…"), tr("Films") + " (*.mp4 *.3gp *.webm);;" + _all_files()


def _other_words() -> tuple[str, str]:
    return tr("Choose a file…"), _all_files()


_WORDS: dict[str, Callable[[], tuple[str, str]]] = {
    "image": _picture_words,
    "audio": _sound_words,
    "video": _film_words,
}


def _all_files() -> str:
    return tr("All files") + " (*)"
