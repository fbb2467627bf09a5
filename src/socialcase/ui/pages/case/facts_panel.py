"""Panel beneath the head of a case: where it came from, whom it is about, services, safety."""

from collections.abc import Callable, Iterable

from PySide6.QtWidgets import QGridLayout, QHBoxLayout

from socialcase.actions.case_views import CaseHeader
from socialcase.actions.cases import set_case
from socialcase.actions.editing import add_element, remove_element
from socialcase.texts import label, tr, vocabulary
from socialcase.texts.services import service_codes, service_name
from socialcase.ui.page import Page
from socialcase.ui.pages.case.panel import Panel
from socialcase.ui.unkept_fields import UnkeptFields
from socialcase.ui.widgets.check_box import CheckBox
from socialcase.ui.widgets.field import ChoiceBox, Field, TextArea, TextBox
from socialcase.ui.widgets.labels import Rule, Words
from socialcase.ui.widgets.layout import row


class FactsPanel(Panel):
    """The facts of a case, each kept at once when one leaves it."""

    def __init__(self, page: Page, leave: Callable[[], None]) -> None:
        super().__init__(page, leave)
        self._headings: dict[str, Words] = {}
        self._boxes: dict[str, dict[str, CheckBox]] = {}
        self._grids: dict[str, QGridLayout] = {}
        self._texts: dict[str, tuple[Field, TextBox | TextArea]] = {}
        self._source = ChoiceBox(kept=lambda code: self._set("source", code))
        self._about = ChoiceBox(kept=lambda uid: self._set("person", uid))
        self._source_field, self._about_field = Field("", self._source), Field("", self._about)
        self._lay_out()
        self._unkept = UnkeptFields(page, {name: box for name, (_, box) in self._texts.items()})
        self.body.insertWidget(self.body.indexOf(self.title) + 1, self._unkept.apart)
        self.put(row(self.cancel, None))
        self.act.hide()

    def retranslate(self) -> None:
        """Word it in the language in force."""
        self.title.setText(tr("About the case"))
        self.cancel.setText(tr("Put away"))
        self._word_headings()
        self._word_boxes()
        self._word_texts()
        sources = {code: label("source", code) for code in vocabulary("source")}
        self._source.offer(sources, self._source.value())
        self._source_field.set_words(tr("Who told us"))
        self._about_field.set_words(tr("Whom the case is about"))
        self._unkept.retranslate()

    def show_header(self, header: CaseHeader) -> None:
        """Show what is kept."""
        case = header.case
        self._unkept.turn_from(f"facts:{case.uid}")
        super().show_header(header)
        kept = {"groups": case.groups, "safety_marks": case.safety_marks}
        self._add_services(case.services)
        for name, boxes in self._boxes.items():
            for code, box in boxes.items():
                box.setChecked(code in {**kept, "services": case.services}[name])
        for field, (_, text) in self._texts.items():
            text.show_value(str(getattr(case, field.replace(".", "_"))))
        self._source.setCurrentIndex(self._source.findData(case.source))
        names = {"": tr("The whole family"), **dict(header.home)}
        self._about.offer(names, case.person)
        self._about_field.setVisible(len(header.home) > 1)
        self._unkept.turn_to(f"facts:{case.uid}")

    def begin(self) -> None:
        """Begin with the first field."""
        self._texts["title"][1].setFocus()

    def finish(self) -> None:
        """Everything is kept already."""
        self.leave()

    def _lay_out(self) -> None:
        self.put(_line(self._text("title"), self._about_field, shares=(3, 2)))
        self.put(self._text("worry", lines=2))
        self.put(_line(self._source_field, self._text("told_by"), shares=(2, 3)))
        self._ticks("groups", vocabulary("group"), across=3)
        self._ticks("services", service_codes(), across=2)
        self.put(self._text("not_to_be_told"), Rule())
        self._ticks("safety_marks", vocabulary("safety_mark"), across=3)
        call = [self._text(f"return_call.{part}") for part in ("who", "phone", "after")]
        self.put(_line(*call, shares=(3, 2, 3)), self._text("worker_safety"))

    def _text(self, field: str, *, lines: int = 1) -> Field:
        def keep(words: str) -> bool:
            return self._set(field, words)

        box = TextArea(lines=lines, kept=keep) if lines > 1 else TextBox(kept=keep)
        self._texts[field] = (Field("", box), box)
        return self._texts[field][0]

    def _ticks(self, name: str, codes: Iterable[str], across: int) -> None:
        self._headings[name] = Words(weight="medium")
        self._boxes[name] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(2)
        for column in range(across):
            grid.setColumnStretch(column, 1)
        self.put(self._headings[name], grid)
        self._grids[name] = grid
        for code in codes:
            self._add_tick(name, code, grid, across)

    def _add_tick(self, name: str, code: str, grid: QGridLayout, across: int) -> None:
        box = CheckBox(then=self._ticker(name, code))
        place = len(self._boxes[name])
        grid.addWidget(box, place // across, place % across)
        self._boxes[name][code] = box

    def _ticker(self, name: str, code: str) -> Callable[[bool], None]:
        def tick(on: bool) -> None:
            act = add_element if on else remove_element
            ws = self.page.context.workspace
            self.page.keep(lambda: act(ws, "case", self.uid, name, code))

        return tick

    def _set(self, field: str, words: str) -> bool:
        ws = self.page.context.workspace
        return self.page.keep(lambda: set_case(ws, self.uid, field, words)) is not None

    def _add_services(self, asked: Iterable[str]) -> None:
        """Services that somebody typed, or that a later list has, stand there, too."""
        for code in asked:
            if code not in self._boxes["services"]:
                self._add_tick("services", code, self._grids["services"], across=2)
                self._boxes["services"][code].setText(service_name(code))

    def _word_headings(self) -> None:
        words = {
            "groups": tr("Groups"),
            "services": tr("Services asked for"),
            "safety_marks": tr("For the safety of the worker"),
        }
        for name, heading in self._headings.items():
            heading.setText(words[name])

    def _word_boxes(self) -> None:
        for code, box in self._boxes["groups"].items():
            box.setText(label("group", code))
        for code, box in self._boxes["services"].items():
            box.setText(service_name(code))
        for code, box in self._boxes["safety_marks"].items():
            box.setText(label("safety_mark", code))

    def _word_texts(self) -> None:
        words = {
            "title": (tr("Case name"), ""),
            "worry": (tr("What is the worry?"), ""),
            "told_by": (tr("In words"), tr("name and how to reach them, if they agree")),
            "not_to_be_told": (tr("Not to be told"), tr("who must learn nothing of this case")),
            "return_call.who": (tr("Whom to call back after a visit"), ""),
            "return_call.phone": (tr("Telephone"), ""),
            "return_call.after": (tr("When"), tr("as: by 18:00, or when leaving")),
            "worker_safety": (tr("What else to heed"), tr("in words that may stand on the screen")),
        }
        for field, (name, hint) in words.items():
            self._texts[field][0].set_words(name, hint)


def _line(*fields: Field, shares: tuple[int, ...]) -> QHBoxLayout:
    line = row(*fields, gap=14)
    for place, share in enumerate(shares):
        line.setStretch(place, share)
    return line
