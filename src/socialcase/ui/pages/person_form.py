"""The fields of a person on their cards, each kept when one leaves it."""

from collections.abc import Callable

from PySide6.QtWidgets import QGridLayout, QWidget

from socialcase.actions.people import edit_person
from socialcase.cases.births import read_birth
from socialcase.cases.records import Person
from socialcase.texts import tr
from socialcase.ui.page import Page
from socialcase.ui.pages.language_ticks import LanguageTicks
from socialcase.ui.pages.person_fields import CARDS, FIELDS, PersonField
from socialcase.ui.pages.person_hints import remark_birth, remark_document, remark_phone
from socialcase.ui.speech import full_day
from socialcase.ui.unkept_fields import UnkeptFields
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.field import ChoiceBox, Field, TextArea, TextBox

Editor = TextBox | TextArea | ChoiceBox
_LANGUAGES_ROW = 2


class PersonForm:
    """The cards of one person. `page` keeps and explains; `person` is who is shown."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._person: Person | None = None
        self._editors: dict[str, tuple[Field, Editor, PersonField]] = {}
        self.cards = {key: Card(padding=(14, 12, 14, 14)) for key in CARDS}
        grids = {key: self._grid(card) for key, card in self.cards.items()}
        for spec in FIELDS:
            editor = self._editor(spec)
            field = Field("", editor)
            self._editors[spec.attribute] = (field, editor, spec)
            line, column, span = spec.place
            grids[spec.card].addWidget(field, line, column, 1, span)
        typed = {
            n: one for n, (_, one, _) in self._editors.items() if not isinstance(one, ChoiceBox)
        }
        self.languages = LanguageTicks(lambda codes: self._keep("languages", codes))
        self._unkept = UnkeptFields(page, {**typed, "language": self.languages.other})
        grids["call"].addWidget(self.languages, _LANGUAGES_ROW, 0, 1, 6)

    def retranslate(self) -> None:
        """Word every field in the language in force."""
        for key, words in CARDS.items():
            self.cards[key].head(words())
        self.languages.retranslate()
        hints = {"birth": tr("1958, about 1958, 7.3.2019 or 64")}
        for field, editor, spec in self._editors.values():
            field.set_words(spec.words(), hints.get(spec.attribute, ""))
            if isinstance(editor, ChoiceBox) and self._person is not None:
                editor.offer(spec.options(editor.value()), editor.value())
        self._unkept.retranslate()
        self._remark()

    def show_person(self, person: Person) -> None:
        """Show the fields of a person; what somebody is writing stays."""
        other = self._person is None or self._person.uid != person.uid
        self._person, place = person, f"person:{person.uid}"
        self._unkept.turn_from(place)
        self.languages.show_codes(person.languages)
        for field, editor, spec in self._editors.values():
            value = getattr(person, spec.attribute)
            value = full_day(value) if spec.attribute == "birth" else value
            if isinstance(editor, ChoiceBox):
                editor.offer(spec.options(value), value)
            else:
                editor.show_value(value)
            if other:
                field.complain("")
        self._unkept.turn_to(place)
        self._remark()

    def field(self, attribute: str) -> Field:
        """The field of an attribute of the record."""
        return self._editors[attribute][0]

    def _grid(self, card: Card) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(12)
        for place in range(6):
            grid.setColumnStretch(place, 1)
        card.put(grid)
        return grid

    def _editor(self, spec: PersonField) -> Editor:
        kept = self._keeper(spec)
        if spec.vocabulary:
            return ChoiceBox(kept=kept)
        return TextArea(lines=2, kept=kept) if spec.lines > 1 else TextBox(kept=kept)

    def _keeper(self, spec: PersonField) -> Callable[[str], bool]:
        def keep(value: str) -> bool:
            field = self._editors[spec.attribute][0]
            if spec.attribute == "birth":
                value, wrong = self._birth(value)
                if wrong:
                    field.complain(wrong)
                    return False
            kept = self._keep(spec.path, value)
            field.complain("" if kept else tr("This was not kept."))
            self._remark()
            return kept

        return keep

    def _birth(self, typed: str) -> tuple[str, str]:
        """The written form of a birth date, or what is wrong with it."""
        try:
            return read_birth(typed, self._page.context.workspace.today), ""
        except ValueError:
            return "", tr("Write a year, a date, a month with its year, or an age.")

    def _keep(self, path: str, value: str | tuple[str, ...]) -> bool:
        if self._person is None:
            return False
        ws, uid = self._page.context.workspace, self._person.uid
        return self._page.keep(lambda: edit_person(ws, uid, path, value)) is not None

    def _remark(self) -> None:
        """Say what looks unusual in what is kept."""
        person = self._person
        if person is None:
            return
        today = self._page.context.workspace.today
        remark_phone(self.field("phone"), person.phone)
        remark_birth(self.field("birth"), person.birth, today)
        self.field("birth").show_hint(not person.birth)
        remark_document(
            self.field("document_number"),
            person.document_type,
            person.document_number,
            person.birth,
            today,
        )

    def parts(self) -> list[QWidget]:
        """The cards in their order."""
        return list(self.cards.values())

    @property
    def apart(self) -> QWidget:
        """What was written where something newer is kept by now: for over the cards."""
        return self._unkept.apart
