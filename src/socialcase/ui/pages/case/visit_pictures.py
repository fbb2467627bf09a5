"""Pictures and scans that are to be kept with a visit, chosen while it is written down."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from socialcase.texts import tr, trn
from socialcase.ui.widgets.buttons import Button, link
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import column, row


class VisitPictures(QWidget):
    """A button, how many were chosen, and what is better not taken."""

    def __init__(self) -> None:
        super().__init__()
        self.chosen: tuple[Path, ...] = ()
        self._add = Button(icon_name="camera", small=True, then=self._choose)
        self._count = Words(size="small")
        self._none = link(then=lambda: self.take(()))
        self._heed = Words(size="caption", tone="muted", wrap=True)
        line = row(self._add, self._count, self._none, None)
        layout = column(line, self._heed, gap=4)
        layout.setContentsMargins(0, 0, 0, 0)
        self.setLayout(layout)

    def retranslate(self) -> None:
        """Word it in the language in force."""
        self._add.setText(tr("Pictures or scans"))
        self._none.setText(tr("None of them"))
        self._heed.setText(
            tr(
                "No children's faces and no injuries. Pictures lose place, time and device, and "
                "are kept encrypted; delete them from the camera afterwards."
            )
        )
        self.take(self.chosen)

    def take(self, files: tuple[Path, ...]) -> None:
        """These are to be kept with the visit."""
        self.chosen = files
        count = len(files)
        words = trn("{n} file", "{n} files", count).format(n=count) if count else ""
        self._count.setText(words)
        self._none.setVisible(bool(files))

    def _choose(self) -> None:
        files, _filter = QFileDialog.getOpenFileNames(self, tr("Pictures or scans"))
        if files:
            self.take((*self.chosen, *map(Path, files)))
