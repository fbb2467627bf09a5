"""What was found for the family: entered, and changed field by field."""

from collections.abc import Callable
from datetime import date

from socialcase.actions.resources import ResourceLine
from socialcase.cases.money import manat
from socialcase.texts import label, tr, vocabulary
from socialcase.ui.page import Page
from socialcase.ui.pages.case.panel import panel_keys
from socialcase.ui.pages.service_words import typed_day
from socialcase.ui.typed_days import complete_days
from socialcase.ui.unkept_fields import UnkeptFields
from socialcase.ui.widgets.buttons import Button
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.field import ChoiceBox, Field, TextBox
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import row
from socialcase.ui.written_form import WrittenForm

_NAMES = ("what", "kind", "from_whom", "value", "person", "status", "found", "until", "note")


class ResourceForm(Card):
    """A resource. `keep(fields)` for a new one; `change(field, value)` keeps one that is there."""

    def __init__(
        self,
        page: Page,
        keep: Callable[[dict[str, str]], bool],
        change: Callable[[str, str, str], bool],
        leave: Callable[[], None],
        today: Callable[[], date],
    ) -> None:
        super().__init__(tone="accent", padding=(16, 12, 16, 14))
        self._keep, self._change, self._uid = keep, change, ""
        self._case = ""
        self.title = Words(weight="bold")
        self.editors: dict[str, TextBox | ChoiceBox] = {name: self._editor(name) for name in _NAMES}
        self._fields = {name: Field("", editor) for name, editor in self.editors.items()}
        for name in ("found", "until"):
            box = self.editors[name]
            if isinstance(box, TextBox):
                complete_days(box, today)
        self._act, self._leave = Button(then=self._finish), Button(kind="quiet", then=leave)
        panel_keys(self, lambda: leave() if self._uid else self._finish(), leave)
        self.written = WrittenForm(page, self.editors)
        typed = {n: box for n, box in self.editors.items() if isinstance(box, TextBox)}
        self._unkept = UnkeptFields(page, typed)
        self._lay_out()

    def retranslate(self) -> None:
        """Word it in the language in force."""
        words = {
            "what": (tr("What was found"), ""),
            "kind": (tr("Kind"), ""),
            "from_whom": (tr("From whom"), ""),
            "value": (tr("Value in manat"), tr("as 340 or 340,50")),
            "person": (tr("For whom"), ""),
            "status": (tr("How it stands"), ""),
            "found": (tr("Since"), tr("today if left empty")),
            "until": (tr("Until"), tr("expected on, or lent until")),
            "note": (tr("Note"), ""),
        }
        for name, (name_words, hint) in words.items():
            self._fields[name].set_words(name_words, hint)
        for name, options in (("kind", "resource_kind"), ("status", "resource_state")):
            box = self.editors[name]
            if isinstance(box, ChoiceBox):
                offered = {code: label(options, code) for code in vocabulary(options)}
                box.offer(offered, box.value())
        self._act.setText(tr("Enter it"))
        self.written.retranslate()
        self._unkept.retranslate()
        self._say()

    def offer(self, people: dict[str, str]) -> None:
        """Offer for whom it can be."""
        box = self.editors["person"]
        if isinstance(box, ChoiceBox):
            box.offer({"": tr("The whole family"), **people}, box.value())

    def begin(self, case: str) -> None:
        """Begin one for a case, with what was written before and not kept."""
        self.written.leave()
        self._unkept.turn_from("")
        self._uid, self._case = "", case
        for name, box in self.editors.items():
            self._fields[name].complain("")
            if isinstance(box, TextBox):
                box.let_go()  # what was written here is kept by now, or written down
            self._show(box, {"kind": "goods", "status": "received"}.get(name, ""))
        self._say()
        self.written.begin(f"resource:{case}")
        self.editors["what"].setFocus()

    def open(self, line: ResourceLine) -> None:
        """Show one that is there: from now on each field is kept when one leaves it."""
        self.written.leave()
        place = f"resource-change:{line.resource.uid}"
        self._unkept.turn_from(place)
        self._uid = line.resource.uid
        for name, box in self.editors.items():
            value = getattr(line.resource, name)
            if name == "value":
                value = "" if value is None else manat(value)
            self._show(box, typed_day(value) if name in ("found", "until") else str(value))
            self._fields[name].complain("")
        self._say()
        self._unkept.turn_to(place)
        self.editors["what"].setFocus()

    def complain(self, field: str, words: str) -> None:
        """Say what is wrong with a field."""
        self._fields[field].complain(words)

    def _show(self, box: TextBox | ChoiceBox, value: str) -> None:
        if isinstance(box, ChoiceBox):
            box.setCurrentIndex(max(0, box.findData(value)))
        else:
            box.clearFocus()
            box.show_value(value)

    def _say(self) -> None:
        new = not self._uid
        self.title.setText(tr("Something was found") if new else tr("Change it"))
        self._act.setVisible(new)
        self._leave.setText(tr("Leave") if new else tr("Close"))

    def _editor(self, name: str) -> TextBox | ChoiceBox:
        def kept(value: str) -> bool:
            return not self._uid or self._change(self._uid, name, value.strip())

        if name in ("kind", "person", "status"):
            return ChoiceBox(kept=kept)
        box = TextBox(kept=kept)
        box.returnPressed.connect(lambda: None if self._uid else self._finish())
        return box

    def _finish(self) -> None:
        given = {
            name: box.value() if isinstance(box, ChoiceBox) else box.text().strip()
            for name, box in self.editors.items()
        }
        missing = "" if given["what"] else tr("Say what was found.")
        self._fields["what"].complain(missing)
        if not missing and self._keep(given):
            self.begin(self._case)

    def _lay_out(self) -> None:
        lines = (("what", "from_whom", "value"), ("kind", "person", "status"), ("found", "until"))
        self.put(self.title, self.written.since, self._unkept.apart)
        for names in lines:
            line = row(*(self._fields[name] for name in names), gap=12)
            for place in range(len(names)):
                line.setStretch(place, 2 if names[place] in ("what", "note") else 1)
            if names == ("found", "until"):
                line.addWidget(self._fields["note"], 2)
            self.put(line)
        self.put(row(self._act, self._leave, None))
