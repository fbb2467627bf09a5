"""Writing down one more consent."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QWidget

from socialcase.actions.case_views import CaseFile
from socialcase.cases.agreeing import WITHOUT_CONSENT
from socialcase.texts import label, tr, vocabulary
from socialcase.ui.page import Page
from socialcase.ui.typed_days import complete_days
from socialcase.ui.widgets.buttons import Button
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.field import ChoiceBox, Field, TextBox
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import row
from socialcase.ui.written_form import WrittenForm


class ConsentForm(Card):
    """One more consent. `keep(scope, fields)` says whether it was kept."""

    def __init__(
        self,
        page: Page,
        keep: Callable[[str, dict[str, str]], bool],
        on_paper: Callable[[], object],
    ) -> None:
        super().__init__(padding=(16, 12, 16, 16))
        self._keep_it = keep
        self._scope, self._person = ChoiceBox(), ChoiceBox()
        self._capacity = ChoiceBox(kept=lambda _code: self._ask_for_ground())
        self._giver, self._basis, self._given = TextBox(), TextBox(), TextBox()
        editors = (
            self._person,
            self._scope,
            self._capacity,
            self._giver,
            self._basis,
            self._given,
        )
        self._fields: dict[QWidget, Field] = {editor: Field("", editor) for editor in editors}
        self._title = Words(weight="bold")
        self._keep_button = Button(then=self._keep)
        self._paper = Button(icon_name="printer", then=on_paper)
        names = ("person", "scope", "capacity", "giver", "basis", "given")
        self.written = WrittenForm(page, dict(zip(names, editors, strict=True)))
        self._place = ""
        self.put(
            self._title,
            self.written.since,
            self._line(self._person, self._scope),
            self._line(self._capacity, self._giver, self._given),
            self._fields[self._basis],
            row(self._keep_button, None, self._paper),
        )

    def given_days(self, today: Callable[[], date]) -> None:
        """Complete days that are typed in part."""
        complete_days(self._given, today)

    def retranslate(self) -> None:
        """Word it in the language in force."""
        self._title.setText(tr("Write down a consent"))
        self.written.retranslate()
        without = self._capacity.value() == WITHOUT_CONSENT
        giver = tr("Who authorised it") if without else tr("Who gave it")
        words: dict[QWidget, tuple[str, str]] = {
            self._person: (tr("Whose"), ""),
            self._scope: (tr("What may be told"), ""),
            self._capacity: (tr("In what capacity it was given"), ""),
            self._giver: (giver, "" if without else tr("if somebody speaks for the person")),
            self._basis: (tr("On what ground"), tr("what would have happened otherwise")),
            self._given: (tr("Given on"), tr("today if left empty")),
        }
        for editor, (name, hint) in words.items():
            self._fields[editor].set_words(name, hint)
        scopes = {code: label("consent_scope", code) for code in vocabulary("consent_scope")}
        self._scope.offer(scopes, self._scope.value() or "office")
        capacities = {code: label("capacity", code) for code in vocabulary("capacity")}
        self._capacity.offer(capacities, self._capacity.value() or "self")
        self._fields[self._basis].setVisible(without)
        self._keep_button.setText(tr("Keep this consent"))
        self._paper.setText(tr("A consent to be signed"))

    def begin(self, case: str) -> None:
        """Begin with what was written for a case and not kept."""
        self._place = f"consent:{case}"
        self.written.begin(self._place)

    def offer_people(self, file: CaseFile, *, fresh: bool) -> None:
        """Offer the people of a case."""
        main = file.header.main
        people = {main.uid: main.name} if main else {}
        if file.household:
            people |= {m.person.uid: m.person.name for m in file.household.members}
        chosen = "" if fresh else self._person.value()
        self._person.offer(people, chosen or (main.uid if main else ""))

    def _line(self, *editors: QWidget) -> QHBoxLayout:
        """Fields beside each other; a day takes less room than what is chosen or written."""
        line = row(*(self._fields[editor] for editor in editors), gap=14)
        for place, editor in enumerate(editors):
            line.setStretch(place, 2 if editor is self._given else 3)
        return line

    def _ask_for_ground(self) -> None:
        self.retranslate()

    def _lacks(self) -> bool:
        """Whether something is missing; it is said beside its field."""
        asked = self._capacity.value() == WITHOUT_CONSENT
        lacking = False
        for box, words in (
            (self._giver, tr("Write who authorised it.")),
            (self._basis, tr("Write on what ground.")),
        ):
            missing = asked and not box.text().strip()
            self._fields[box].complain(words if missing else "")
            lacking = lacking or missing
        return lacking

    def _keep(self) -> None:
        if self._lacks():
            return
        about = {
            "person": self._person.value(),
            "capacity": self._capacity.value(),
            "giver": self._giver.text().strip(),
            "basis": self._basis.text().strip(),
            "given": self._given.text().strip(),
        }
        if self._keep_it(self._scope.value(), about):
            for box in (self._giver, self._basis, self._given):
                box.setText("")
            self.written.begin(self._place)
