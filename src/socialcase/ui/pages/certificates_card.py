"""The papers of a person: what, until when, and a form to note another."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from socialcase.actions.certificates import (
    CertificateLine,
    add_certificate,
    certificates_of,
    edit_certificate,
)
from socialcase.actions.editing import FieldValue
from socialcase.cases.dates import day_of
from socialcase.cases.records import Certificate
from socialcase.texts import label, tr, trn, vocabulary
from socialcase.ui.page import Page
from socialcase.ui.speech import joined
from socialcase.ui.typed_days import complete_days
from socialcase.ui.widgets.buttons import Button, link, primary
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.field import ChoiceBox, Field, TextBox
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import boxed, clear, column, row


class CertificatesCard(Card):
    """The list, those that end first at the top; *Note a paper* opens a form beneath it."""

    def __init__(self, page: Page) -> None:
        super().__init__(padding=(14, 10, 14, 12))
        self._page = page
        self._person = ""
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        self._none = Words(size="small", tone="muted")
        self._add = link(icon_name="plus", then=lambda: self._begin(None))
        self.form = CertificateForm(page, self._end)
        self.form.hide()
        self.head(tr("Papers"))
        self.beside_head(self._add)
        self.put(self._none, self._lines, self.form)

    def retranslate(self) -> None:
        """Word everything in the language in force."""
        self.head(tr("Papers"))
        self._none.setText(tr("No paper is noted."))
        self._add.setText(tr("Note a paper"))
        self.form.retranslate()

    def show_person(self, person: str) -> None:
        """Show the papers of a person."""
        if person != self._person:
            self.form.hide()
        self._person = person
        ws = self._page.context.workspace
        lines = self._page.read(lambda: certificates_of(ws, person)) or ()
        clear(self._lines)
        for line in lines:
            self._lines.addWidget(self._line(line))
        self._none.setVisible(not lines)

    def _line(self, line: CertificateLine) -> QWidget:
        one = line.certificate
        what = label("certificate", one.what)
        words, tone = _standing(line)
        change = link(tr("Change"), then=partial(self._begin, one))
        change.setAccessibleName(joined(tr("Change"), what, one.number))
        name = Words(joined(what, one.number), weight="medium", wrap=True)
        parts = [name, Words(words, size="small", tone=tone, wrap=True)]
        parts += [Words(one.note, size="small", tone="muted", wrap=True)] if one.note else []
        shown = row(column(*parts, gap=2), change, gap=10)
        shown.setStretch(0, 1)
        return boxed(shown)

    def _begin(self, one: Certificate | None) -> None:
        self.form.begin(self._person, one)

    def _end(self) -> None:
        self._add.setFocus()


class CertificateForm(QWidget):
    """One paper, new or to be changed. Kept as a whole by its button; `ended()` when it closes."""

    def __init__(self, page: Page, ended: Callable[[], object]) -> None:
        super().__init__()
        self._page = page
        self._ended = ended
        self._person = ""
        self._changed: Certificate | None = None
        self.what = ChoiceBox()
        self.number, self.issued, self.until, self.note = (TextBox() for _ in range(4))
        editors = (self.what, self.number, self.issued, self.until, self.note)
        names = ("what", "number", "issued", "valid_until", "note")
        self._fields = {
            name: Field("", editor) for name, editor in zip(names, editors, strict=True)
        }
        for box in (self.issued, self.until):
            complete_days(box, lambda: page.context.workspace.today)
        self.keep = primary(then=self._finish)
        self._leave = Button(then=self._close)
        f = self._fields
        first, second = (
            row(f["what"], f["number"], gap=14),
            row(f["issued"], f["valid_until"], gap=14),
        )
        for line in (first, second):
            line.setStretch(0, 1)
            line.setStretch(1, 1)
        self.setLayout(column(first, second, f["note"], row(self.keep, self._leave, None), gap=10))

    def retranslate(self) -> None:
        """Word everything in the language in force."""
        words = {
            "what": tr("Which paper"),
            "number": tr("Number"),
            "issued": tr("Issued on"),
            "valid_until": tr("Valid until"),
            "note": tr("Note"),
        }
        for name, field in self._fields.items():
            hint = tr("empty: without an end") if name == "valid_until" else ""
            field.set_words(words[name], hint)
        self.what.offer(
            {code: label("certificate", code) for code in vocabulary("certificate")},
            self.what.value() or "disability",
        )
        self.keep.setText(tr("Keep the paper"))
        self._leave.setText(tr("Leave"))

    def begin(self, person: str, one: Certificate | None) -> None:
        """Open for a new paper, or to change one."""
        self._person, self._changed = person, one
        self.what.setCurrentIndex(max(0, self.what.findData(one.what if one else "disability")))
        self.number.setText(one.number if one else "")
        self.issued.setText(_typed(one.issued) if one else "")
        self.until.setText(_typed(one.valid_until) if one else "")
        self.note.setText(one.note if one else "")
        self.show()
        self.what.setFocus()

    def _finish(self) -> None:
        given = {
            "number": self.number.text().strip(),
            "issued": self.issued.text().strip(),
            "valid_until": self.until.text().strip(),
            "note": self.note.text().strip(),
        }
        changed = self._changed
        kept = self._make(given) if changed is None else self._change(changed, given)
        if kept:
            self._close()

    def _make(self, given: dict[str, str]) -> bool:
        ws, person, what = self._page.context.workspace, self._person, self.what.value()
        fields: dict[str, FieldValue] = dict(given)
        made = self._page.keep(lambda: add_certificate(ws, person, what, **fields))
        self._page.undoable(made, tr("The paper is noted"))
        return made is not None

    def _change(self, one: Certificate, given: dict[str, str]) -> bool:
        ws = self._page.context.workspace
        for field, value in {"what": self.what.value(), **given}.items():
            before = getattr(one, field)
            if value in (before, _typed(before)):
                continue
            put = partial(edit_certificate, ws, one.uid, field, value or None)
            if self._page.keep(put) is None:
                return False
        return True

    def _close(self) -> None:
        self.hide()
        self._ended()


def _typed(iso: str) -> str:
    found = day_of(iso)
    return f"{found.day:02}.{found.month:02}.{found.year:04}" if found else iso


def _standing(line: CertificateLine) -> tuple[str, str]:
    """How a paper stands, in words and a colour."""
    one, days = line.certificate, line.days
    issued = tr("issued {day}").format(day=_typed(one.issued)) if one.issued else ""
    if days is None:
        return joined(issued, tr("without an end")), "muted"
    day = tr("valid until {day}").format(day=_typed(one.valid_until))
    if line.renewed:
        return joined(issued, day, tr("a later one is here")), "muted"
    if days < 0:
        return joined(issued, day, tr("it has ended")), "danger"
    if line.ends_soon:
        left = trn("ends in {n} day", "ends in {n} days", days).format(n=days)
        return joined(issued, day, left if days else tr("ends today")), "warning"
    return joined(issued, day), "muted"
