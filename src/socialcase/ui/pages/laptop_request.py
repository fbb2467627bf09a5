"""One request of a laptop: the digits by phone, who it is, what they may see; then accepting."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtGui import QFocusEvent

from socialcase.actions.enrolment import Accepted, RequestRead, accept_request, check_words
from socialcase.actions.restricting import Colleague
from socialcase.errors import EnrolmentRefused, UserError
from socialcase.texts import label, tr, vocabulary
from socialcase.ui.page import Page
from socialcase.ui.pages.join_office import digit_groups
from socialcase.ui.widgets.buttons import Button, Choices, primary
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.check_box import CheckBox
from socialcase.ui.widgets.etrap_choice import EtrapChoice
from socialcase.ui.widgets.field import ChoiceBox, Field, TextBox
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import column, row

_REPLACES = "instead:"
"""Before a staff id: nothing restricted is sealed to that person's earlier laptops any more."""


class RequestForm(Card):
    """Accepting one laptop. `accepted(what)` after its certificate lies in `folder`."""

    def __init__(
        self,
        page: Page,
        request: RequestRead,
        folder: Path,
        staff: Sequence[Colleague],
        accepted: Callable[[Accepted], object],
        leave: Callable[[], object],
        near: str = "",
    ) -> None:
        """`staff`: whose second laptop it may be. `near`: an etrap of this office."""
        super().__init__(padding=(18, 14, 18, 16))
        self._page, self.request, self._folder = page, request, folder
        self._staff, self._accepted = staff, accepted
        self._role = "specialist"
        self.digits = TextBox()
        self.same = CheckBox(then=lambda _on: self._field.complain(""))
        self.person = ChoiceBox()
        self.roles = Choices(self._choose_role)
        self.etraps = EtrapChoice(near)
        self._field, self._person_field = Field("", self.digits), Field("", self.person)
        self._role_words, self._etrap_words = Words(weight="medium"), Words(weight="medium")
        self._lacks = Words(size="small", tone="danger", wrap=True)
        self._call = Words(tone="muted", wrap=True)
        self.go = primary(icon_name="check", then=self.finish)
        self._leave = Button(kind="quiet", then=leave)
        self.digits.textEdited.connect(lambda _text: self._compare())
        self.digits.returnPressed.connect(self.roles.setFocus)
        self._lay_out()
        self.retranslate()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin with the digits."""
        self.digits.setFocus()
        super().focusInEvent(event)

    def retranslate(self) -> None:
        """Word it in the language in force."""
        name = self.request.person_name
        self.head(tr("{name} asks to join").format(name=name), self._about())
        self._call.setText(
            tr(
                "Call {name} on a number that you know already. The six groups on both screens "
                "must be the same."
            ).format(name=name)
        )
        self._field.set_words(
            tr("The digits that {name} reads out").format(name=name),
            tr("blanks do not matter"),
        )
        self.same.setText(tr("I compared all six groups by phone; they are the same"))
        self._person_field.set_words(tr("Whose laptop"))
        self.person.offer(self._people(), self.person.value())
        self._role_words.setText(tr("Role"))
        self.roles.offer({code: label("role", code) for code in vocabulary("role")}, self._role)
        self._etrap_words.setText(tr("Etraps whose cases they work in"))
        self.etraps.retranslate()
        self.go.setText(tr("Accept this laptop"))
        self._leave.setText(tr("Not now"))

    def finish(self) -> None:
        """Accept the laptop if the digits were compared and the etraps chosen."""
        if not self._compared():
            self.digits.setFocus()
            return
        lacking = self._role == "specialist" and not self.etraps.codes()
        self._lacks.setText(tr("A specialist works in one etrap at least: tick it."))
        self._lacks.setVisible(lacking)
        if lacking:
            self.etraps.boxes[next(iter(self.etraps.boxes))].setFocus()
            return
        done = self._page.keep(self._accept)
        if done is not None:
            self._accepted(done)

    def _accept(self) -> Accepted:
        return accept_request(
            self._page.context.workspace,
            self.request.file,
            self._folder,
            role=self._role,
            etraps=self.etraps.codes(),
            staff=self.person.value().removeprefix(_REPLACES),
            replaces=self.person.value().startswith(_REPLACES),
        )

    def _compared(self) -> bool:
        """Whether the digits typed are those of the request, or the officer says so."""
        typed = self.digits.text().strip()
        if not typed:
            missing = tr("Type the digits, or tick below that you compared them.")
            self._field.complain("" if self.same.isChecked() else missing)
            return self.same.isChecked()
        try:
            check_words(self._page.context.workspace, self.request.file, typed)
        except EnrolmentRefused as error:
            if error.reason != "words_differ":
                self._page.context.tell(error)
            self._compare(whole=True)
            return False
        except UserError as error:
            self._page.context.tell(error)
            return False
        return True

    def _compare(self, *, whole: bool = False) -> None:
        typed, asked = _only_digits(self.digits.text()), _only_digits(self.request.words)
        self._field.complain("")
        if typed == asked:
            self._field.remark(tr("The same"))
        elif typed and asked.startswith(typed) and not whole:
            self._field.remark(tr("The same so far"), "muted", "dots-three")
        elif self.digits.text().strip():
            self._field.complain(
                tr("Different. Read them once more; if they stay different, do not accept.")
            )

    def _about(self) -> str:
        if self.request.known:
            return tr("enrolled already: a new certificate is written")
        return self.request.file.name

    def _people(self) -> dict[str, str]:
        new = tr("{name}, their first laptop").format(name=self.request.person_name)
        if self.request.known:
            return {"": self.request.person_name}
        more, instead = tr("One more laptop of {name}"), tr("{name}, in place of the old laptop")
        offered = {"": new}
        for one in self._staff:
            offered[one.uid] = more.format(name=one.name)
            offered[_REPLACES + one.uid] = instead.format(name=one.name)
        return offered

    def _choose_role(self, role: str) -> None:
        self._role = role
        self._lacks.hide()

    def _lay_out(self) -> None:
        self._lacks.hide()
        read = column(self._call, digit_groups(self.request.words), None, gap=10)
        typed = column(self._field, self.same, None, gap=6)
        compare = row(read, typed, gap=24)
        compare.setStretch(0, 1)
        compare.setStretch(1, 1)
        roles = column(self._role_words, row(self.roles, None), None, gap=5)
        who = row(self._person_field, roles, gap=24)
        who.setStretch(0, 1)
        who.setStretch(1, 1)
        self.put(compare, 4, who, 2, self._etrap_words, self.etraps, self._lacks)
        self.put(4, row(self.go, self._leave, None))


def _only_digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdigit())
