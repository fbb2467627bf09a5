"""First contact: name, alias or description; the worry; how to call safely; urgent or not."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from socialcase.actions.cases import FirstContact, first_contact
from socialcase.actions.people import likely_duplicates
from socialcase.cases.likeness import Described
from socialcase.texts import label, tr, vocabulary
from socialcase.ui.page import Page, PageContext, Target, page_column, scrolled
from socialcase.ui.speech import with_age
from socialcase.ui.widgets.buttons import Button, Choices, link, primary
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.check_box import CheckBox
from socialcase.ui.widgets.field import ChoiceBox, Field, TextArea, TextBox
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import clear, column, row


class FirstContactPage(Page):
    """Opens a case within a minute. Only the worry and one way to name the person are needed."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._allowed = "yes"
        self._title = Words(size="title", weight="bold")
        self._lead = Words(tone="muted", wrap=True)
        self._given, self._surname, self._alias, self._birth = (TextBox() for _ in range(4))
        self._sex, self._source = ChoiceBox(), ChoiceBox()
        self._settlement, self._how = TextBox(), TextBox()
        self._worry = TextArea(lines=3)
        self._safe = Choices(self._choose_safe)
        self._urgent = CheckBox()
        self._urgent_words = Words(size="small", tone="muted", wrap=True)
        self._known = QVBoxLayout()
        self._fields = {
            "given": Field("", self._given),
            "surname": Field("", self._surname),
            "alias": Field("", self._alias),
            "birth": Field("", self._birth),
            "sex": Field("", self._sex),
            "source": Field("", self._source),
            "settlement": Field("", self._settlement),
            "worry": Field("", self._worry),
            "how": Field("", self._how),
        }
        self._safe_label = Words(weight="medium")
        self._open = primary(icon_name="arrow-right", then=self._finish)
        self._leave = Button(then=lambda: context.open(Target("today")))
        for box in (self._given, self._surname):
            box.editingFinished.connect(self._look_for_known)
        self._lay_out()
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
        self._safe.offer({"yes": tr("We may call"), "no": tr("Do not call")}, self._allowed)
        self._urgent.setText(tr("Urgent: somebody is in danger"))
        self._urgent_words.setText(tr("The risk is set to high, with the worry as its reason."))
        self._safe_label.setText(tr("Safe contact"))
        self._open.setText(tr("Open the case"))
        self._leave.setText(tr("Leave"))

    def _name_fields(self) -> None:
        words = {
            "given": (tr("Given name"), ""),
            "surname": (tr("Surname"), ""),
            "alias": (tr("Alias or description"), tr("if the name is not known or not safe")),
            "birth": (tr("Born"), tr("1958, ~1958 or 7.3.2019")),
            "sex": (tr("Sex"), ""),
            "source": (tr("Who told us"), ""),
            "settlement": (tr("Village or town"), ""),
            "worry": (tr("What is the worry?"), tr("in the words in which it was told")),
            "how": (tr("How, when, and what to say if somebody else answers"), ""),
        }
        for name, (label_words, hint) in words.items():
            self._fields[name].set_words(label_words, hint)

    def _choose_safe(self, key: str) -> None:
        self._allowed = key

    def _look_for_known(self) -> None:
        name = self._name()
        clear(self._known)
        if not name:
            return
        ws = self.context.workspace
        likely = self.read(
            lambda: likely_duplicates(ws, Described(" ".join(name.values()), self._birth.text().strip()))
        )
        for found in (likely or [])[:2]:
            words = tr("Already known here: {name}").format(
                name=with_age(found.person.name, found.person.age)
            )
            uid = found.person.uid
            button = link(
                tr("Open this person"), then=partial(self.context.open, Target("person", uid))
            )
            self._known.addLayout(row(Words(words, size="small", tone="warning"), button, None))

    def _name(self) -> dict[str, str]:
        parts = {"given": self._given.text().strip(), "surname": self._surname.text().strip()}
        return {part: words for part, words in parts.items() if words}

    def _finish(self) -> None:
        name, alias = self._name(), self._alias.text().strip()
        worry = self._worry.toPlainText().strip()
        lacks_name = not name and not alias
        self._fields["given"].complain(
            tr("Write a name, or an alias or description below.") if lacks_name else ""
        )
        self._fields["worry"].complain("" if worry else tr("Write what the worry is."))
        if lacks_name or not worry:
            (self._given if lacks_name else self._worry).setFocus()
            return
        ws = self.context.workspace
        contact = self._contact(worry, name, alias)
        done = self.keep(lambda: first_contact(ws, contact))
        if done is not None:
            self._empty_fields()
            self.context.open(Target("case", done.record))
            self.undoable(done, tr("The case is open"))

    def _contact(self, worry: str, name: dict[str, str], alias: str) -> FirstContact:
        settlement = self._settlement.text().strip()
        return FirstContact(
            worry=worry,
            name=name or None,
            alias=alias,
            sex=self._sex.value(),
            birth=self._birth.text().strip(),
            safe_contact={"allowed": self._allowed, "how": self._how.text().strip()},
            address={"settlement": settlement} if settlement else None,
            source=self._source.value() or "self",
            urgent=self._urgent.isChecked(),
        )

    def _empty_fields(self) -> None:
        for box in (self._given, self._surname, self._alias, self._birth):
            box.setText("")
        for box in (self._settlement, self._how):
            box.setText("")
        self._worry.clear()
        self._urgent.setChecked(False)
        clear(self._known)

    def _lay_out(self) -> None:
        f = self._fields
        card = Card(padding=(22, 18, 22, 20))
        card.body.setSpacing(12)
        names = row(f["given"], f["surname"], f["alias"], gap=14)
        short = row(f["birth"], f["sex"], f["settlement"], f["source"], gap=14)
        for line, count in ((names, 3), (short, 4)):
            for place in range(count):
                line.setStretch(place, 1)
        card.put(names, self._known, short, f["worry"])
        safe = column(self._safe_label, row(self._safe, None), None, gap=6)
        contact = row(safe, f["how"], gap=14)
        contact.setStretch(1, 1)
        card.put(contact)
        card.put(column(self._urgent, self._urgent_words, gap=2))
        card.put(4, row(self._open, self._leave, None))
        body = QWidget()
        card.setMaximumWidth(860)
        inside = page_column(body)
        inside.addLayout(column(self._title, self._lead, gap=2))
        inside.addWidget(card)
        inside.addStretch(1)
        self.setLayout(column(scrolled(body)))
        self.setFocusProxy(self._given)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
