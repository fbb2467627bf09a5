"""First contact: name, alias or description; the worry; how to call safely; urgent or not.

Who is already known shows beside the names while they are typed; others of the family follow one
in a line. Only the worry and one way to name the person are needed.
"""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from socialcase.actions.cases import FirstContact
from socialcase.actions.registering import KnownOne, register
from socialcase.cases.births import read_birth
from socialcase.cases.family_lines import FamilyLine, read_family
from socialcase.cases.likeness import Described
from socialcase.texts import label, tr, trn, vocabulary
from socialcase.ui.page import Page, PageContext, Target, page_column, scrolled
from socialcase.ui.pages.known_card import ChosenOne, KnownCard
from socialcase.ui.pages.person_hints import remark_birth, remark_phone
from socialcase.ui.speech import age_words, joined
from socialcase.ui.widgets.buttons import Button, Choices, primary
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.check_box import CheckBox
from socialcase.ui.widgets.field import ChoiceBox, Field, TextArea, TextBox
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import boxed, column, row

_BESIDE = 300


class FirstContactPage(Page):
    """Opens a case within a minute, for somebody new or already known."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._allowed = ""
        self._known_one: KnownOne | None = None
        self._title = Words(size="title", weight="bold")
        self._lead = Words(tone="muted", wrap=True)
        self._given, self._surname, self._alias, self._birth = (TextBox() for _ in range(4))
        self._settlement, self._phone, self._document = (TextBox() for _ in range(3))
        self._when, self._how, self._say = (TextBox() for _ in range(3))
        self._sex, self._source = ChoiceBox(), ChoiceBox()
        self._worry, self._family = TextArea(lines=3), TextArea(lines=3)
        self._safe = Choices(self._choose_safe)
        self._urgent = CheckBox()
        self._urgent_words = Words(size="small", tone="muted", wrap=True)
        self._fields = {name: Field("", editor) for name, editor in self._editors().items()}
        self._safe_label = Words(weight="medium")
        self._open = primary(icon_name="arrow-right", then=self._finish)
        self._leave = Button(then=lambda: context.open(Target("today")))
        self.known = KnownCard(context, self._described, self._choose_known)
        self._chosen = ChosenOne(context, lambda: self._choose_known(None))
        self._who = QWidget()
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._finish)
        self._listen()
        self._lay_out()
        self._choose_known(None)
        self.retranslate()

    def title(self) -> str:
        """First contact."""
        return tr("First contact")

    def show_record(self, record: str, part: str = "") -> None:
        """Nothing to turn to: the page always begins anew."""

    def retranslate(self) -> None:
        """Word everything in the language in force."""
        super().retranslate()
        self._title.setText(tr("First contact"))
        self._lead.setText(tr("One minute is enough. Everything else can follow later."))
        self._name_fields()
        sexes = {code: label("sex", code) for code in vocabulary("sex")}
        self._sex.offer({"": "", **sexes}, self._sex.value())
        sources = {code: label("source", code) for code in vocabulary("source")}
        self._source.offer(sources, self._source.value() or "self")
        asked = {"yes": tr("We may call"), "no": tr("Do not call"), "": tr("Not asked yet")}
        self._safe.offer(asked, self._allowed)
        self._urgent.setText(tr("Urgent: somebody is in danger"))
        self._urgent_words.setText(tr("The risk is set to high, with the worry as its reason."))
        self._safe_label.setText(tr("Safe contact"))
        self._open.setText(tr("Open the case"))
        self._open.setToolTip("Ctrl+Enter")
        self._leave.setText(tr("Leave"))
        self.known.retranslate()
        self._chosen.retranslate()
        self._say_family()

    def _editors(self) -> dict[str, TextBox | TextArea | ChoiceBox]:
        return {
            "given": self._given,
            "surname": self._surname,
            "alias": self._alias,
            "birth": self._birth,
            "sex": self._sex,
            "settlement": self._settlement,
            "phone": self._phone,
            "document": self._document,
            "source": self._source,
            "worry": self._worry,
            "when": self._when,
            "how": self._how,
            "say": self._say,
            "family": self._family,
        }

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
            self._fields[name].set_words(label_words, hint)

    def _listen(self) -> None:
        for box in (self._given, self._surname, self._alias, self._birth, self._settlement):
            box.textEdited.connect(self.known.typed)
        for box in (self._phone, self._document):
            box.textEdited.connect(self.known.typed)
        fields, today = self._fields, self._today
        self._birth.editingFinished.connect(
            lambda: remark_birth(fields["birth"], self._birth.text(), today())
        )
        self._phone.editingFinished.connect(
            lambda: remark_phone(fields["phone"], self._phone.text())
        )
        self._family.textChanged.connect(self._say_family)

    def _today(self) -> date:
        return self.context.workspace.today

    def _choose_safe(self, key: str) -> None:
        self._allowed = key

    def _choose_known(self, known: KnownOne | None) -> None:
        """Go on with somebody known, or with the names that were typed."""
        before, self._known_one = self._known_one, known
        self._chosen.show_known(known)
        self._who.setVisible(known is None)
        if known is not None:
            self.known.forget()
            self._worry.setFocus()
        elif before is not None:
            self._given.setFocus()
            self.known.typed()

    def _described(self) -> Described:
        if self._known_one is not None:
            return Described("")
        boxes = (self._given, self._surname, self._alias)
        return Described(
            " ".join(box.text().strip() for box in boxes if box.text().strip()),
            self._born(),
            self._sex.value(),
            settlement=self._settlement.text().strip(),
            document=self._document.text().strip(),
            phone=self._phone.text().strip(),
        )

    def _born(self) -> str:
        try:
            return read_birth(self._birth.text(), self._today())
        except ValueError:
            return ""

    def _others(self) -> list[FamilyLine]:
        return read_family(self._family.toPlainText(), self._today())

    def _say_family(self) -> None:
        others = self._others()
        count = trn("{n} more person", "{n} more people", len(others)).format(n=len(others))
        said = "; ".join(_line_words(one, self._today()) for one in others)
        self._fields["family"].remark(f"{count}: {said}" if others else "", "muted", "users")
        self._fields["family"].show_hint(not others)

    def _name(self) -> dict[str, str]:
        parts = {"given": self._given.text().strip(), "surname": self._surname.text().strip()}
        return {part: words for part, words in parts.items() if words}

    def _finish(self) -> None:
        if not self._complete():
            return
        ws, others = self.context.workspace, self._others()
        contact = self._contact()
        kept = self.keep(lambda: register(ws, contact, others))
        if kept is not None:
            self._empty_fields()
            self.context.open(Target("case", kept.record))
            self.undoable(kept, tr("The case is open"))

    def _complete(self) -> bool:
        """Whether nothing needed is lacking; else it says so and goes to the first gap."""
        lacks_name = not (self._known_one or self._name() or self._alias.text().strip())
        lacks_worry = not self._worry.toPlainText().strip()
        unread = bool(self._birth.text().strip()) and not self._born() and not self._known_one
        complaint = tr("Write a name, or an alias or description below.") if lacks_name else ""
        self._fields["given"].complain(complaint)
        self._fields["worry"].complain(tr("Write what the worry is.") if lacks_worry else "")
        if unread:
            remark_birth(self._fields["birth"], self._birth.text(), self._today())
        gaps = ((lacks_name, self._given), (unread, self._birth), (lacks_worry, self._worry))
        first = next((box for gap, box in gaps if gap), None)
        if first is not None:
            first.setFocus()
        return first is None

    def _contact(self) -> FirstContact:
        settlement, number = self._settlement.text().strip(), self._document.text().strip()
        parts = {"when": self._when, "how": self._how, "say": self._say}
        safe = {part: box.text().strip() for part, box in parts.items()}
        safe = {part: words for part, words in {"allowed": self._allowed, **safe}.items() if words}
        known = self._known_one
        return FirstContact(
            worry=self._worry.toPlainText().strip(),
            name=(self._name() or None) if known is None else None,
            person=known.person.uid if known is not None else "",
            alias=self._alias.text().strip() if known is None else "",
            sex=self._sex.value(),
            birth=self._born(),
            phone=self._phone.text().strip(),
            document={"number": number} if number else None,
            safe_contact=safe or None,
            address={"settlement": settlement} if settlement else None,
            source=self._source.value() or "self",
            urgent=self._urgent.isChecked(),
        )

    def _empty_fields(self) -> None:
        for editor in self._editors().values():
            if isinstance(editor, TextBox):
                editor.setText("")
            elif isinstance(editor, TextArea):
                editor.clear()
        self._sex.setCurrentIndex(0)
        for field in self._fields.values():
            field.remark("")
        self._urgent.setChecked(False)
        self._allowed = ""
        self._safe.choose("")
        self._known_one = None
        self._chosen.show_known(None)
        self._who.show()
        self.known.forget()

    def _lay_out(self) -> None:
        f = self._fields
        names = _shared(f["given"], f["surname"], f["alias"])
        about = _shared(f["birth"], f["sex"], f["settlement"], f["document"])
        self._who.setLayout(column(names, about, gap=12))
        who = Card(padding=(22, 16, 22, 16))
        who.body.setSpacing(12)
        who.put(self._who, self._chosen)
        self.known.setFixedWidth(_BESIDE)
        beside = boxed(column(self.known, None))
        beside.setFixedWidth(_BESIDE)
        top = row(who, beside, gap=16)
        top.setStretch(0, 1)
        what = Card(padding=(22, 16, 22, 18))
        what.body.setSpacing(12)
        safe = column(self._safe_label, row(self._safe, None), gap=6)
        urgent = boxed(column(self._urgent, self._urgent_words, None, gap=2))
        what.put(_shared(f["worry"], f["family"], shares=(3, 2)), safe)
        what.put(_shared(f["phone"], f["when"], f["how"], f["say"]))
        what.put(_shared(urgent, f["source"], shares=(3, 1)))
        what.put(row(self._open, self._leave, None))
        under = row(what, _room(_BESIDE), gap=16)
        under.setStretch(0, 1)
        body = QWidget()
        self.setLayout(column(scrolled(body)))  # first: whatever moves is styled once more
        inside = page_column(body)
        inside.addLayout(column(self._title, self._lead, gap=2))
        inside.addLayout(top)
        inside.addLayout(under)
        inside.addStretch(1)
        self.setFocusProxy(self._given)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


def _room(width: int) -> QWidget:
    made = QWidget()
    made.setFixedWidth(width)
    return made


def _shared(*fields: QWidget, shares: tuple[int, ...] = ()) -> QWidget:
    line = row(*fields, gap=14)
    for place in range(len(fields)):
        line.setStretch(place, shares[place] if shares else 1)
    return boxed(line)


def _line_words(one: FamilyLine, today: date) -> str:
    from socialcase.cases.dates import age_on

    role = one.words or tr("relative")
    return joined(one.name or tr("name not known"), age_words(age_on(one.birth, today)), role)
