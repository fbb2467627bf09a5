"""Agreeing in place: who signs and how, the copy that was given, and who signed already."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QVBoxLayout, QWidget

from socialcase.actions.case_views import PlanView
from socialcase.actions.plan_versions import give_copy
from socialcase.actions.signing import SignatureLine, sign
from socialcase.texts import label, tr, vocabulary
from socialcase.ui.page import Page
from socialcase.ui.pages.case.panel import panel_keys
from socialcase.ui.speech import joined, quoted, short_day
from socialcase.ui.theme.tokens import current
from socialcase.ui.typed_days import complete_days
from socialcase.ui.widgets.buttons import Button, link
from socialcase.ui.widgets.canvas import Canvas
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.field import ChoiceBox, Field, TextBox
from socialcase.ui.widgets.flow import FlowBox
from socialcase.ui.widgets.labels import Rule, Words
from socialcase.ui.widgets.layout import boxed, clear, column, row
from socialcase.ui.widgets.top_bar import LANGUAGE_NAMES
from socialcase.ui.written_form import WrittenForm

_PAD = QSize(480, 160)
_SHOWN = QSize(150, 50)
_HINTS = {
    "typed": "",
    "drawn": "drawing",
    "thumbprint": "witness",
    "spoken": "witness",
    "refused": "reason",
}


class SignPanel(Card):
    """One person after the other; each signature is kept by itself. `leave()` puts it away."""

    def __init__(self, page: Page, leave: Callable[[], object]) -> None:
        super().__init__(tone="accent", padding=(16, 10, 16, 14))
        self._page = page
        self._plan = ""
        self._how = "typed"
        self._people: Mapping[str, str] = {}
        self._signed = QVBoxLayout()
        self._who = FlowBox(across=6, down=6)
        self.name, self.witness, self.reason = TextBox(), TextBox(), TextBox()
        self.on, self.to = TextBox(), TextBox()
        self.language = ChoiceBox()
        self.how = ChoiceBox(kept=self._choose)
        self.pad = Canvas(_PAD)
        self._clear = link(icon_name="eraser", then=self.pad.clear)
        self._pad_words = Words(size="small", tone="muted", wrap=True)
        self._pad_box = boxed(column(self._pad_words, self.pad, row(self._clear, None), gap=4))
        self._fields = {
            "name": Field("", self.name),
            "how": Field("", self.how),
            "on": Field("", self.on),
            "witness": Field("", self.witness),
            "reason": Field("", self.reason),
            "language": Field("", self.language),
            "to": Field("", self.to),
        }
        editors = {name: field.editor for name, field in self._fields.items()}
        copied = {name: editors.pop(name) for name in ("language", "to")}
        self._written = WrittenForm(page, {**editors, "strokes": self.pad})
        self._written_copy = WrittenForm(page, copied)
        self.pad.changed.connect(self._written.note)
        self._keep = Button(then=self.keep)
        self._copy_head = Words(weight="bold")
        self._copy = Button(small=True, then=self._give)
        self._away = Button(kind="quiet", then=leave)
        for box in (self.name, self.on, self.witness, self.reason):
            box.returnPressed.connect(self.keep)
        self.to.returnPressed.connect(self._give)
        complete_days(self.on, lambda: page.context.workspace.today)
        panel_keys(self, self.keep, leave)
        self._lay_out()

    def retranslate(self) -> None:
        """Word it in the language in force."""
        self.head(
            tr("Agree and sign"),
            tr("Nobody has to sign. Read it aloud first; a child is asked, too."),
            icon_name="pen-nib",
        )
        words = {
            "name": (tr("Who signs"), ""),
            "how": (tr("How"), ""),
            "on": (tr("Signed on"), tr("left empty: today")),
            "witness": (tr("Witness"), tr("who saw or heard it")),
            "reason": (tr("Why they did not want to sign"), ""),
            "language": (tr("Language of the copy"), ""),
            "to": (tr("Given to"), ""),
        }
        for name, field in self._fields.items():
            field.set_words(*words[name])
        self.how.offer({c: label("signed_how", c) for c in vocabulary("signed_how")}, self._how)
        self.language.offer(LANGUAGE_NAMES, self.language.value() or "tk")
        self.pad.setAccessibleName(tr("Signature"))
        hint = tr("Sign with mouse, pen or finger. Backspace takes a stroke away.")
        self._pad_words.setText(hint)
        self._clear.setText(tr("Clear"))
        self._copy_head.setText(tr("A copy for the family"))
        self._copy.setText(tr("The copy was given"))
        self._away.setText(tr("Close"))
        self._written.retranslate()
        self._written_copy.retranslate()
        self._show_how()

    def show_plan(self, view: PlanView, people: Mapping[str, str]) -> None:
        """Show who signed a version, and offer the people of the family."""
        if view.plan.uid != self._plan:
            self._turn_to(view.plan.uid)
        self._plan, self._people = view.plan.uid, people
        clear(self._signed)
        for one in view.signatures:
            self._signed.addWidget(_signed(one))
        again = _ask_again(view)
        there = {one.name for one in view.signatures}
        clear(self._who.flow)
        for name in dict.fromkeys((*people.values(), *again)):
            if name not in there or name in again:
                uid = next((one for one, known in people.items() if known == name), "")
                pick = Button(name, small=True, then=partial(self._pick, name))
                pick.setObjectName(f"sign:{uid or name}")
                self._who.flow.addWidget(pick)
        self._copy.setEnabled(True)

    def begin(self) -> None:
        """Put the keyboard to who signs."""
        self.name.setFocus()

    def keep(self) -> None:
        """Keep the signature as it is filled in."""
        ws, plan, how = self._page.context.workspace, self._plan, self._how
        name, person = self.name.text().strip(), self._person()
        strokes = self.pad.drawn() if how == "drawn" else []
        note = self.reason.text() if how == "refused" else ""
        witness = self.witness.text() if how in ("thumbprint", "spoken") else ""
        self._fields["name"].complain("" if name else tr("Write who signs."))
        if not name:
            return
        done = self._written.keep(
            lambda: sign(
                ws,
                plan,
                how,
                person=person,
                name=name,
                signed=self.on.text().strip(),
                witness=witness,
                note=note,
                strokes=strokes,
            )
        )
        if done is not None:
            self._begin()
            self.name.setFocus()
            self._page.undoable(done, tr("Signature kept"))

    def _give(self) -> None:
        ws, plan, to = self._page.context.workspace, self._plan, self.to.text().strip()
        self._fields["to"].complain("" if to else tr("Write who has the copy."))
        if to:
            spoken = self.language.value()
            done = self._written_copy.keep(lambda: give_copy(ws, plan, spoken, to))
            if done is not None:
                self._written_copy.begin(f"copy:{plan}")
            self._page.undoable(done, tr("Kept"))

    def _turn_to(self, plan: str) -> None:
        """What was written for another version waits there."""
        for form in (self._written, self._written_copy):
            form.leave()
        self._plan = plan
        self.to.setText("")
        self._choose("typed")
        self._begin()
        self._written_copy.begin(f"copy:{plan}")

    def _begin(self) -> None:
        for box in (self.name, self.witness, self.reason, self.on):
            box.setText("")
        self.pad.clear()
        self._written.begin(f"sign:{self._plan}")

    def _person(self) -> str:
        """Who of the family has the name that was written, "" for somebody else."""
        wanted = self.name.text().strip().casefold()
        return next((u for u, n in self._people.items() if n.casefold() == wanted), "")

    def _pick(self, name: str) -> None:
        self.name.setText(name)
        if not self.to.text().strip():
            self._written_copy.leave()  # it is only proposed
            self.to.setText(name)
            self._written_copy.begin(f"copy:{self._plan}")
        self.how.setFocus()

    def _choose(self, how: str) -> None:
        self._how = how
        self.how.setCurrentIndex(self.how.findData(how))
        self._show_how()

    def _show_how(self) -> None:
        needs = _HINTS[self._how]
        self._fields["witness"].setVisible(needs == "witness")
        self._fields["reason"].setVisible(needs == "reason")
        self._pad_box.setVisible(needs == "drawing")
        refused = self._how == "refused"
        self._keep.setText(tr("Keep the refusal") if refused else tr("Keep the signature"))

    def _lay_out(self) -> None:
        first = row(*(self._fields[name] for name in ("name", "how", "on")), gap=12)
        for place, share in enumerate((3, 3, 2)):
            first.setStretch(place, share)
        copy = row(self._fields["language"], self._fields["to"], gap=12)
        copy.setStretch(0, 1)
        copy.setStretch(1, 2)
        self.put(
            self._signed,
            self._who,
            self._written.since,
            first,
            self._fields["witness"],
            self._fields["reason"],
            self._pad_box,
            row(self._keep, None),
            Rule(),
            self._copy_head,
            self._written_copy.since,
            copy,
            row(self._copy, None, self._away),
        )


class Drawn(QWidget):
    """A signature as it was drawn."""

    def __init__(self, line: SignatureLine) -> None:
        super().__init__()
        self._strokes = line.strokes
        self.setFixedSize(_SHOWN)
        self.setAccessibleName(tr("Signature of {name}").format(name=line.name))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw its strokes in the colour of text."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(current().colour("text"), 1.3)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        scale = self.width() / 1000
        for stroke in self._strokes:
            points = [QPointF(x * scale, y * scale) for x, y in stroke]
            if len(points) == 1:
                painter.drawPoint(points[0])
            else:
                painter.drawPolyline(QPolygonF(points))
        painter.end()


def _ask_again(view: PlanView) -> list[str]:
    """Who signed before something in the version was changed."""
    late = [*view.changed, *(one for goal in view.goals for one in goal.changed)]
    return list(dict.fromkeys(name for one in late for name in one.unseen_by))


def _signed(one: SignatureLine) -> QWidget:
    witness = tr("witness: {name}").format(name=one.witness) if one.witness else ""
    note = quoted(one.note)
    how = label("signed_how", one.how)
    about = Words(
        joined(how, short_day(one.signed), witness, note), size="small", tone="muted", wrap=True
    )
    parts: list[QWidget] = [Words(one.name, weight="medium"), about]
    if one.strokes:
        parts.append(Drawn(one))
    line = row(*parts, gap=10)
    line.setStretch(1, 1)
    return boxed(line)
