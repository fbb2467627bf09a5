"""The logic of a form: a picture of which answer shows what, and the same in words beneath."""

from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QFileDialog, QWidget

from socialcase.actions.form_pictures import picture_of, worded
from socialcase.actions.form_versions import ReadyForm, open_version
from socialcase.errors import CannotWrite
from socialcase.forms import Form
from socialcase.forms import logic_picture as drawing
from socialcase.texts import tr
from socialcase.ui.page import Page, PageContext, Target, page_column, scrolled
from socialcase.ui.theme.tokens import current
from socialcase.ui.widgets.buttons import Button, link
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import column, row
from socialcase.ui.widgets.paint import NAME, QUIET, write
from socialcase.ui.widgets.rows import RowDelegate, Rows, RowsView
from socialcase.ui.widgets.svg_picture import SvgPicture

_DARK = 0.5
"""Below this lightness of the ground the arcs are drawn light."""


_MOST_DOTS = 30_000
"""The longest side of a picture made of dots: Qt draws no longer one."""


@dataclass(frozen=True, slots=True)
class _Said:
    """One link in words."""

    source: str
    effect: str
    target: str


class _LinkRow(RowDelegate[_Said]):
    height = 44

    def opens(self, row: _Said) -> bool:
        """Nothing is behind a line."""
        return False

    def draw(self, painter: QPainter, box: QRect, row: _Said) -> None:
        """Write what shows and what is shown."""
        inner = box.adjusted(14, 4, -14, -4)
        write(painter, QRect(inner.left(), inner.top(), inner.width(), 20), row.source, NAME)
        words = f"{row.effect} → {row.target}"
        write(painter, QRect(inner.left(), inner.top() + 19, inner.width(), 17), words, QUIET)


class FormLogicPage(Page):
    """The picture of one version."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._hash = ""
        self._ready: ReadyForm | None = None
        self._crumb = link(then=self._back)
        self._crumb.setProperty("tone", "muted")
        self._crumb.setProperty("crumb", True)
        self._title = Words(size="title", weight="bold", wrap=True)
        self._lead = Words(tone="muted", wrap=True)
        self.save = Button(icon_name="floppy-disk", then=self.choose_file)
        self.picture = SvgPicture()
        self._rows = Rows[_Said](lambda said: f"{said.source} {said.effect} {said.target}")
        self.list = RowsView("", fitted=True)
        self._row = _LinkRow()
        self.list.setModel(self._rows)
        self.list.setItemDelegate(self._row)
        self._drawn = Card(padding=(8, 8, 8, 8))
        self._drawn.put(self.picture)
        self._words = Card(padding=(0, 0, 0, 0))
        self._words.put(self.list)
        self._lay_out()
        self.setFocusProxy(self.list)
        self.retranslate()

    def title(self) -> str:
        """The page's name."""
        return tr("Logic of a form")

    def show_record(self, record: str, part: str = "") -> None:
        """Draw the version with this hash."""
        self._hash = record
        self.load()

    def retranslate(self) -> None:
        """Word everything in the language now in force."""
        super().retranslate()
        self._crumb.setText(tr("Forms"))
        self.save.setText(tr("Save the picture"))
        self._lead.setText(
            tr(
                "An arrow leads from a question to what its answer shows, narrows or is "
                "reckoned into."
            )
        )
        self._words.head(tr("The same in words"))
        self.list.setAccessibleName(tr("The same in words"))
        self.load()

    def load(self) -> None:
        """Draw it."""
        if not self._hash:
            return
        ready = self.read(lambda: open_version(self.context.workspace, self._hash))
        if ready is None:
            return
        self._title.setText(ready.title)
        look = _look(ready.form, ready.title)
        self._ready = ready
        self.picture.show_picture(drawing.logic_picture(ready.form, look))
        named = drawing.names(ready.form, look.language)
        said = [
            _Said(named[one.source], look.said(one.effect), named[one.target])
            for one in drawing.links(ready.form)
        ]
        self._rows.show(said)
        self._words.setVisible(bool(said))

    def changeEvent(self, event: QEvent) -> None:
        """Draw it anew in another palette."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._ready is not None:
            self.load()

    def choose_file(self) -> None:
        """Ask where to keep the picture, and write it."""
        name, _ = QFileDialog.getSaveFileName(
            self, tr("Save the picture"), "", tr("Pictures (*.svg *.png)")
        )
        ready = self._ready
        if name and ready is not None:
            self.read(lambda: _written(Path(name), picture_of(ready.form, ready.title)))

    def _back(self) -> None:
        self.context.open(Target("forms", self._hash))

    def _lay_out(self) -> None:
        body = QWidget()
        self.setLayout(column(scrolled(body)))  # first: whatever moves is styled once more
        page = page_column(body)
        words = column(row(self._crumb, None), self._title, self._lead, gap=2)
        head = row(words, self.save, gap=20)
        head.setStretch(0, 1)
        page.addLayout(head)
        page.addWidget(self._drawn)
        page.addWidget(self._words)
        page.addStretch(1)


def _look(form: Form, title: str) -> drawing.Look:
    """The picture in the language and the palette in force."""
    tokens = current()
    ground = tokens.colour("raised")
    return replace(
        worded(form, title),
        ground=ground.name(),
        ink=tokens.colour("text").name(),
        faint=tokens.colour("muted").name(),
        arc=0.7 if ground.lightnessF() < _DARK else 0.38,
    )


def _written(file: Path, svg: str) -> None:
    if file.suffix.lower() == ".png":
        if not _painted(svg).save(str(file)):
            raise CannotWrite(file)
        return
    try:
        file.with_suffix(".svg").write_text(svg, encoding="utf-8")
    except OSError:
        raise CannotWrite(file) from None


def _painted(svg: str) -> QImage:
    """The picture as dots, for programs that know no SVG."""
    drawn = QSvgRenderer(QByteArray(svg.encode()))
    size = drawn.defaultSize()
    if max(size.width(), size.height()) > _MOST_DOTS:
        size.scale(_MOST_DOTS, _MOST_DOTS, Qt.AspectRatioMode.KeepAspectRatio)
    image = QImage(size, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    drawn.render(painter)
    painter.end()
    return image
