"""The papers of a person: what, until when, and a form to note another."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from socialcase.actions.certificates import (
    CertificateLine,
    add_certificate,
    certificates_of,
    change_certificate,
)
from socialcase.actions.editing import FieldValue
from socialcase.actions.unkept import Unkept, all_unkept, restore, throw_away
from socialcase.cases.records import Certificate
from socialcase.texts import label, tr, trn, vocabulary
from socialcase.ui.page import Page
from socialcase.ui.speech import full_day, joined
from socialcase.ui.typed_days import complete_days
from socialcase.ui.widgets.buttons import Button, link, primary
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.field import ChoiceBox, Field, TextBox
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import boxed, clear, column, row
from socialcase.ui.written_form import WrittenForm
from socialcase.ui.written_since import WrittenSince


class CertificatesCard(Card):
    """The list, those that end first at the top; *Note a paper* opens a form beneath it."""

    def __init__(self, page: Page) -> None:
        super().__init__(padding=(14, 10, 14, 12))
        self._page = page
        self._person = ""
        self._papers: dict[str, Certificate] = {}
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        self._none = Words(size="small", tone="muted")
        self._add = link(icon_name="plus", then=lambda: self._begin(None))
        self._form: CertificateForm | None = None
        self.since = WrittenSince(self._throw_away, self._go_on)
        self.head(tr("Papers"))
        self.beside_head(self._add)
        self.put(self._none, self._lines, self.since)

    @property
    def form(self) -> "CertificateForm":
        """The form beneath the list; made when a paper is first written, which few do."""
        if self._form is None:
            self._form = CertificateForm(self._page, self._end)
            self._form.hide()
            self._form.retranslate()
            self.put(self._form)
        return self._form

    def retranslate(self) -> None:
        """Word everything in the language in force."""
        self.head(tr("Papers"))
        self._none.setText(tr("No paper is noted."))
        self._add.setText(tr("Note a paper"))
        self.since.retranslate()
        if self._form is not None:
            self._form.retranslate()

    def show_person(self, person: str) -> None:
        """Show the papers of a person."""
        if person != self._person and self._form is not None:
            self._form.put_away()
        self._person = person
        ws = self._page.context.workspace
        lines = self._page.read(lambda: certificates_of(ws, person)) or ()
        clear(self._lines)
        for line in lines:
            self._lines.addWidget(self._line(line))
        self._none.setVisible(not lines)
        self._papers = {line.certificate.uid: line.certificate for line in lines}
        self._offer()

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
        self.since.show_unkept(None)
        self.form.begin(self._person, one)

    def _end(self) -> None:
        self._offer()
        self._add.setFocus()

    def _offer(self) -> None:
        """Say that a paper was begun and is not kept, where none is being written."""
        ws, start = self._page.context.workspace, paper_places(self._person)
        idle = self._form is None or self._form.isHidden()
        begun = self._page.read(lambda: all_unkept(ws, start)) if idle else None
        self.since.show_unkept(begun[0] if begun else None)

    def _go_on(self) -> None:
        unkept = self.since.unkept
        if unkept is not None:
            self._begin(self._papers.get(unkept.place.removeprefix(paper_places(self._person))))

    def _throw_away(self) -> None:
        unkept, ws = self.since.unkept, self._page.context.workspace
        if unkept is not None:
            self._page.keep(lambda: throw_away(ws, unkept.place))
            self._page.context.toast(tr("Thrown away"), lambda: self._bring_back(unkept))
            self._offer()

    def _bring_back(self, unkept: Unkept) -> None:
        self._page.keep(lambda: restore(self._page.context.workspace, unkept))
        self._offer()


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
        self._written = WrittenForm(page, dict(zip(names, editors, strict=True)))
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
        self._written.leave()
        self._person, self._changed = person, one
        self.what.setCurrentIndex(max(0, self.what.findData(one.what if one else "disability")))
        self.number.setText(one.number if one else "")
        self.issued.setText(full_day(one.issued) if one else "")
        self.until.setText(full_day(one.valid_until) if one else "")
        self.note.setText(one.note if one else "")
        self._written.begin(f"{paper_places(person)}{one.uid if one else ''}")
        self.show()
        self.what.setFocus()

    def put_away(self) -> None:
        """Close it as it is."""
        self._written.leave()
        self.hide()

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
        made = self._written.keep(lambda: add_certificate(ws, person, what, **fields))
        self._page.undoable(made, tr("The paper is noted"))
        return made is not None

    def _change(self, one: Certificate, given: dict[str, str]) -> bool:
        ws = self._page.context.workspace
        stated = {"what": self.what.value(), **given}
        other = {
            field: value or None
            for field, value in stated.items()
            if value not in (getattr(one, field), full_day(getattr(one, field)))
        }
        changed = self._written.keep(lambda: change_certificate(ws, one.uid, other))
        self._page.undoable(changed, tr("The paper was changed"))
        return changed is not None

    def _close(self) -> None:
        """Put the form away; what was typed and not kept stays written down."""
        self.put_away()
        self._ended()


def paper_places(person: str) -> str:
    """How the places begin where papers of a person are written down until they are kept."""
    return f"paper:{person}:"


def _standing(line: CertificateLine) -> tuple[str, str]:
    """How a paper stands, in words and a colour."""
    one, days = line.certificate, line.days
    issued = tr("issued {day}").format(day=full_day(one.issued)) if one.issued else ""
    if days is None:
        return joined(issued, tr("without an end")), "muted"
    day = tr("valid until {day}").format(day=full_day(one.valid_until))
    if line.renewed:
        return joined(issued, day, tr("a later one is here")), "muted"
    if days < 0:
        return joined(issued, day, tr("it has ended")), "danger"
    if line.ends_soon:
        left = trn("ends in {n} day", "ends in {n} days", days).format(n=days)
        return joined(issued, day, left if days else tr("ends today")), "warning"
    return joined(issued, day), "muted"
