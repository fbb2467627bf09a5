"""The fields of a first contact: what they are called, what they say, what is still lacking."""

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtWidgets import QWidget

from socialcase.actions.cases import FirstContact
from socialcase.cases.births import read_birth
from socialcase.cases.family_lines import MOST, FamilyLine, beyond, read_family, read_line
from socialcase.cases.likeness import Described
from socialcase.texts import label, tr, trn, vocabulary
from socialcase.ui.pages.person_hints import remark_birth, remark_phone
from socialcase.ui.speech import age_words, joined
from socialcase.ui.widgets.buttons import Choices
from socialcase.ui.widgets.check_box import CheckBox
from socialcase.ui.widgets.field import ChoiceBox, Field, TextArea, TextBox
from socialcase.ui.written_form import put_value, value_of

Editor = TextBox | TextArea | ChoiceBox
_SAFE = ("when", "how", "say")
_LINE = "line:"
"""Before a line of the family, where it is written down who is meant by it."""
_AT_FIRST = {"source": "self"}
"""What a field says before anybody has chosen."""


class ContactForm:
    """The editors of a first contact by name. `today` is asked for whenever an age is read.

    `allowed`: whether one may call, "" for not asked. `chose()` is called when that was chosen.
    `known_lines`: the record of who is meant by a line of the family, by the line.
    """

    def __init__(self, today: Callable[[], date], chose: Callable[[], object]) -> None:
        self._today, self._chose = today, chose
        self.allowed = ""
        self.known_lines: dict[str, str] = {}
        self.given, self.surname, self.alias, self.birth = (TextBox() for _ in range(4))
        self.settlement, self.phone, self.document = (TextBox() for _ in range(3))
        self.when, self.how, self.say = (TextBox() for _ in range(3))
        self.sex, self.source = ChoiceBox(), ChoiceBox()
        self.worry, self.family = TextArea(lines=3), TextArea(lines=5)
        self.safe = Choices(self._choose_safe)
        self.urgent = CheckBox()
        self.editors: Mapping[str, Editor] = {
            "given": self.given,
            "surname": self.surname,
            "alias": self.alias,
            "birth": self.birth,
            "sex": self.sex,
            "settlement": self.settlement,
            "document": self.document,
            "worry": self.worry,
            "phone": self.phone,
            "when": self.when,
            "how": self.how,
            "say": self.say,
            "source": self.source,
            "family": self.family,
        }
        self.fields = {name: Field("", editor) for name, editor in self.editors.items()}
        self.birth.editingFinished.connect(self.remark_birth)
        self.phone.editingFinished.connect(
            lambda: remark_phone(self.fields["phone"], self.phone.text())
        )
        self.family.textChanged.connect(self.say_family)

    @property
    def describing(self) -> tuple[TextBox, ...]:
        """The boxes that tell who is meant."""
        names = (self.given, self.surname, self.alias)
        return (*names, self.birth, self.settlement, self.phone, self.document)

    @property
    def heard(self) -> tuple[QWidget, ...]:
        """Everything that a person writes, chooses or ticks."""
        return (*self.editors.values(), self.urgent)

    def retranslate(self) -> None:
        """Word every field in the language in force."""
        self._name_fields()
        sexes = {code: label("sex", code) for code in vocabulary("sex")}
        self.sex.offer({"": "", **sexes}, self.sex.value())
        sources = {code: label("source", code) for code in vocabulary("source")}
        self.source.offer(sources, self.source.value() or _AT_FIRST["source"])
        asked = {"yes": tr("We may call"), "no": tr("Do not call"), "": tr("Not asked yet")}
        self.safe.offer(asked, self.allowed)
        self.safe.setAccessibleName(tr("Safe contact"))
        self.urgent.setText(tr("Urgent: somebody is in danger"))
        self.say_family()

    def words(self) -> dict[str, str]:
        """What was typed and chosen, by field; nothing of what is as at first."""
        written = {name: value_of(editor) for name, editor in self.editors.items()}
        written |= {"allowed": self.allowed, "urgent": value_of(self.urgent)}
        lines = {line.strip() for line in self.family.toPlainText().splitlines()}
        written |= {_LINE + line: uid for line, uid in self.known_lines.items() if line in lines}
        return {n: words for n, words in written.items() if words and words != _AT_FIRST.get(n)}

    def show_words(self, words: Mapping[str, str]) -> None:
        """Put what was typed and chosen into the fields; `words` as `words()` gives them."""
        for name, editor in self.editors.items():
            put_value(editor, words.get(name, _AT_FIRST.get(name, "")))
            self.fields[name].complain("")
        put_value(self.urgent, words.get("urgent", ""))
        known = {name: uid for name, uid in words.items() if name.startswith(_LINE)}
        self.known_lines = {name.removeprefix(_LINE): uid for name, uid in known.items()}
        self.allowed = words.get("allowed", "")
        self.safe.choose(self.allowed)
        self.remark_birth()
        remark_phone(self.fields["phone"], self.phone.text())
        self.say_family()

    def described(self) -> Described:
        """Who is meant, as far as it is typed."""
        boxes = (self.given, self.surname, self.alias)
        return Described(
            " ".join(box.text().strip() for box in boxes if box.text().strip()),
            self.born(),
            self.sex.value(),
            settlement=self.settlement.text().strip(),
            document=self.document.text().strip(),
            phone=self.phone.text().strip(),
        )

    def born(self) -> str:
        """The birth in its written form, "" where it cannot be read."""
        try:
            return read_birth(self.birth.text(), self._today())
        except ValueError:
            return ""

    def others(self) -> list[FamilyLine]:
        """The others of the family, one in a line."""
        return read_family(self.family.toPlainText(), self._today(), self.known_lines)

    def described_line(self) -> Described:
        """Who is meant by the line of the family that is being written; nobody who was said."""
        line = self._line()
        if not line or line in self.known_lines:
            return Described("")
        one = read_line(line, self._today())
        return Described(one.name, one.birth, one.sex)

    def take_line(self, person: str) -> None:
        """Somebody registered is meant by the line that is being written."""
        self.known_lines[self._line()] = person
        self.say_family()

    def forget_lines(self, gone: Callable[[str], bool]) -> None:
        """Forget who is meant by a line where they are here no more, or out of sight."""
        self.known_lines = {n: uid for n, uid in self.known_lines.items() if not gone(uid)}
        self.say_family()

    def _line(self) -> str:
        return self.family.textCursor().block().text().strip()

    def remark_birth(self) -> None:
        """Say how the birth was understood, or that it was not."""
        remark_birth(self.fields["birth"], self.birth.text(), self._today())
        self.fields["birth"].show_hint(not self.born())  # no line more: all stays in sight

    def say_family(self) -> None:
        """Read back who is in the lines of the family."""
        others = self.others()
        count = trn("{n} more person", "{n} more people", len(others)).format(n=len(others))
        said = "; ".join(_line_words(one, self._today()) for one in others)
        self.fields["family"].remark(f"{count}: {said}" if others else "", "muted", "users")
        self.fields["family"].show_hint(not others)

    def complete(self, *, known: bool) -> bool:
        """Whether nothing needed is lacking; else it says so and goes to the first gap.

        `known`: the case is for somebody registered, so that no name is needed.
        """
        lacks_name = not (known or self._name() or self.alias.text().strip())
        lacks_worry = not self.worry.toPlainText().strip()
        unread = bool(self.birth.text().strip()) and not self.born() and not known
        complaint = tr("Write a name, or an alias or description.") if lacks_name else ""
        self.fields["given"].complain(complaint)
        self.fields["worry"].complain(tr("Write what the worry is.") if lacks_worry else "")
        if unread:
            self.remark_birth()
        many = beyond(self.family.toPlainText()) > 0
        if many:
            self.fields["family"].complain(_too_many())
        gaps = (
            (lacks_name, self.given),
            (unread, self.birth),
            (lacks_worry, self.worry),
            (many, self.family),
        )
        first = next((box for gap, box in gaps if gap), None)
        if first is not None:
            first.setFocus()
        return first is None

    def contact(self, known: str = "") -> FirstContact:
        """What there is to keep; `known`: the registered person whom the case is for."""
        settlement, number = self.settlement.text().strip(), self.document.text().strip()
        safe = {part: value_of(self.editors[part]) for part in _SAFE}
        safe = {part: words for part, words in {"allowed": self.allowed, **safe}.items() if words}
        return FirstContact(
            worry=self.worry.toPlainText().strip(),
            name=None if known else self._name() or None,
            person=known,
            alias="" if known else self.alias.text().strip(),
            sex=self.sex.value(),
            birth=self.born(),
            phone=self.phone.text().strip(),
            document={"number": number} if number else None,
            safe_contact=safe or None,
            address={"settlement": settlement} if settlement else None,
            source=self.source.value() or _AT_FIRST["source"],
            urgent=self.urgent.isChecked(),
        )

    def _name(self) -> dict[str, str]:
        parts = {"given": self.given.text().strip(), "surname": self.surname.text().strip()}
        return {part: words for part, words in parts.items() if words}

    def _choose_safe(self, key: str) -> None:
        self.allowed = key
        self._chose()

    def _name_fields(self) -> None:
        words = {
            "given": (tr("Given name"), ""),
            "surname": (tr("Surname"), ""),
            "alias": (tr("Alias or description"), tr("if the name is not known or not safe")),
            "birth": (tr("Born, or age"), tr("1958, about 1958, 7.3.2019 or 64")),
            "sex": (tr("Sex"), ""),
            "settlement": (tr("Village or town"), ""),
            "phone": (tr("Telephone"), ""),
            "document": (tr("Document number"), ""),
            "source": (tr("Who told us"), ""),
            "worry": (tr("What is the worry?"), tr("in the words in which it was told")),
            "when": (tr("When to call"), ""),
            "how": (tr("How to call"), ""),
            "say": (tr("What to say to others"), ""),
            "family": (
                tr("Others of the family"),
                tr("One in a line: name, age, who they are. “Aýgül, 12, daughter”"),
            ),
        }
        for name, (label_words, hint) in words.items():
            self.fields[name].set_words(label_words, hint)


def _too_many() -> str:
    return tr("No more than {n} people at once; the others later, in the household.").format(n=MOST)


def _line_words(one: FamilyLine, today: date) -> str:
    from socialcase.cases.dates import age_on

    role = one.words or tr("relative")
    known = tr("known already") if one.person else ""
    years = age_words(age_on(one.birth, today))
    return joined(one.name or tr("name not known"), years, role, known)
