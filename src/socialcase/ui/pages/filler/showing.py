"""Pictures that a form carries: beside a question's words, or on a choice."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel

from socialcase.texts import tr

_WIDE = QSize(520, 300)
SMALL = QSize(72, 54)
"""The most that a picture on a choice takes."""


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


class Picture(QLabel):
    """The picture of a question. Where the file is not there, or is a sound, it says so."""

    def __init__(self, files: Mapping[str, bytes], inset: int) -> None:
        super().__init__()
        self._files = files
        self._shown = ""
        self.setContentsMargins(inset, 2, 0, 4)

    def show_media(self, media: Mapping[str, str]) -> None:
        """Show the picture among a question's media, in the form's language."""
        name = media.get("image") or media.get("big-image") or next(iter(media.values()), "")
        if name == self._shown:
            return
        self._shown = name
        found = picture(self._files, name, _WIDE)
        if found is not None:
            self.setPixmap(found)
        else:
            self.setText(
                tr("The form names the file {name}, which is not shown here.").format(name=name)
            )
        self.setAccessibleName(tr("Picture of the question"))
