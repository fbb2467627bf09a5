"""The household: who lives here, in which role, who cares for whom; and a new member in place."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QVBoxLayout

from socialcase.actions.case_views import CaseFile, HouseholdView, MemberLine
from socialcase.actions.editing import edit
from socialcase.actions.people import add_family_member
from socialcase.texts import label, tr, vocabulary
from socialcase.ui.page import Page, Target
from socialcase.ui.pages.case.part import CasePart
from socialcase.ui.speech import age_words, day_words, joined, with_age
from socialcase.ui.widgets.buttons import Button
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.empty import Empty
from socialcase.ui.widgets.field import ChoiceBox, Field, TextBox
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import clear, row
from socialcase.ui.widgets.list_head import HEAD, ListHead
from socialcase.ui.widgets.paint import NAME, PLAIN, SECOND, Pen, mark, write
from socialcase.ui.widgets.rows import RowDelegate, Rows, RowsView


class HouseholdPart(CasePart):
    """The people of a household in a table; Enter opens a person."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._household = ""
        self._members: tuple[MemberLine, ...] = ()
        self._columns = _Columns()
        self._rows: Rows[MemberLine] = Rows(_spoken)
        self._list = RowsView("", fitted=True)
        self._list.setModel(self._rows)
        self._list.setItemDelegate(_MemberDelegate(self._columns))
        self._list.opened.connect(self._open)
        self._head = ListHead(self._columns)
        self._title = Words(weight="bold")
        self._hint = Words(size="small", tone="muted")
        self._add = Button(icon_name="plus", small=True, then=self._begin)
        self._empty = QVBoxLayout()
        self._form = _NewMember(self._keep, self._put_away)
        self._label = TextBox(kept=lambda words: self._set("label", words))
        self._landmark = TextBox(kept=lambda words: self._set("address.landmark", words))
        self._strengths = TextBox(kept=lambda words: self._set("strengths", words))
        editors = (self._label, self._landmark, self._strengths)
        self._fields = [Field("", editor) for editor in editors]
        self._about = Card(padding=(16, 12, 16, 16))
        self._lay_out()
        self.retranslate()

    def retranslate(self) -> None:
        """Word it in the language in force."""
        self._title.setText(tr("Lives in the household"))
        self._hint.setText(tr("Enter opens a person"))
        self._add.setText(tr("Add a household member"))
        self._list.setAccessibleName(tr("Household"))
        self._fit()
        words = (tr("Household name"), tr("Landmark on the way"), tr("Strengths of the household"))
        for field, name in zip(self._fields, words, strict=True):
            field.set_words(name)
        self._form.retranslate()

    def show_file(self, file: CaseFile) -> None:
        """Show the household of a case."""
        super().show_file(file)
        view = file.household
        self._household = view.household.uid if view else ""
        members = view.members if view else ()
        self._members = members
        self._fit()
        self._rows.show(members)
        for part in (self._list, self._head):
            part.setVisible(bool(members))
        self._about.setVisible(view is not None)
        if view is not None:
            self._show_about(view)
        clear(self._empty)
        if not members and not self._form.isVisible():
            words = tr("Nobody is written down here yet. Add the people who live together.")
            self._empty.addWidget(Empty("users", words))

    def _fit(self) -> None:
        names = (tr("Name"), tr("Age"), tr("Role"), tr("Here"), tr("Cares for"), tr("To know"))
        self._columns.fit(names, self._members)
        self._head.show_names(names)

    def _show_about(self, view: HouseholdView) -> None:
        self._label.show_value(view.household.label)
        self._landmark.show_value(view.household.address_landmark)
        self._strengths.show_value(view.household.strengths)

    def _set(self, field: str, words: str) -> None:
        self.page.keep(lambda: edit(self.workspace, "household", self._household, field, words))

    def _open(self, member: MemberLine) -> None:
        self.page.context.open(Target("person", member.person.uid))

    def _begin(self) -> None:
        self._form.show()
        self._form.begin()
        clear(self._empty)

    def _put_away(self) -> None:
        self._form.hide()
        self._add.setFocus()

    def _keep(self) -> None:
        form = self._form
        name = form.name()
        if not name:
            return
        ws, case = self.workspace, self.case
        birth, sex, note = form.birth.text().strip(), form.sex.value(), form.note.text().strip()
        done = self.page.keep(
            lambda: add_family_member(
                ws, case, name, form.role.value(), birth=birth, sex=sex, role_note=note
            )
        )
        if done is not None:
            form.begin()
            self.page.undoable(done, tr("Added to the household"))

    def _lay_out(self) -> None:
        card = Card(padding=(0, 0, 0, 0))
        card.body.setSpacing(0)
        top = row(self._title, self._hint, None, self._add, margins=(14, 7, 10, 7))
        card.put(top, self._head, self._list, self._empty)
        self._form.hide()
        self.layout_.addWidget(card)
        self.layout_.addWidget(self._form)
        line = row(*self._fields, gap=14)
        for place in range(3):
            line.setStretch(place, 1)
        self._about.put(line)
        self.layout_.addWidget(self._about)


class _NewMember(Card):
    def __init__(self, keep: Callable[[], None], leave: Callable[[], None]) -> None:
        super().__init__(padding=(16, 12, 16, 16))
        self.given, self.surname = TextBox(), TextBox()
        self.birth, self.note = TextBox(), TextBox()
        self.sex, self.role = ChoiceBox(), ChoiceBox()
        editors = (self.given, self.surname, self.birth, self.sex, self.role, self.note)
        self._fields = [Field("", editor) for editor in editors]
        self._act = Button(then=keep)
        self._leave = Button(kind="quiet", then=leave)
        self._title = Words(weight="bold")
        first = row(*self._fields[:3], gap=14)
        second = row(*self._fields[3:], gap=14)
        for line in (first, second):
            for place in range(3):
                line.setStretch(place, 1)
        self.put(self._title, first, second, 2, row(self._act, self._leave, None))
        self.note.returnPressed.connect(self._act.click)

    def retranslate(self) -> None:
        """Word it in the language in force."""
        self._title.setText(tr("A new member of the household"))
        words = (
            (tr("Given name"), ""),
            (tr("Surname"), ""),
            (tr("Born"), tr("1958, ~1958 or 7.3.2019")),
            (tr("Sex"), ""),
            (tr("Role at home"), ""),
            (tr("About the role"), tr("as “mother-in-law”")),
        )
        for field, (name, hint) in zip(self._fields, words, strict=True):
            field.set_words(name, hint)
        sexes = {code: label("sex", code) for code in vocabulary("sex")}
        self.sex.offer({"": "", **sexes}, self.sex.value())
        roles = {code: label("role_at_home", code) for code in vocabulary("role_at_home")}
        self.role.offer(roles, self.role.value() or "child")
        self._act.setText(tr("Add to the household"))
        self._leave.setText(tr("Done"))

    def begin(self) -> None:
        """Begin with an empty form."""
        for box in (self.given, self.birth, self.note):
            box.setText("")
        self.given.setFocus()

    def name(self) -> dict[str, str]:
        """The parts of the name that were written; a complaint where there is none."""
        parts = {"given": self.given.text().strip(), "surname": self.surname.text().strip()}
        found = {part: words for part, words in parts.items() if words}
        self._fields[0].complain("" if found else tr("Write a name."))
        return found


class _Columns:
    """As wide as what is in them; the last has what is left, and never less than its share."""

    _LAST_SHARE = 0.3
    _GAP = 24

    def __init__(self) -> None:
        self._widths: tuple[int, ...] = ()

    def fit(self, names: Sequence[str], members: Sequence[MemberLine]) -> None:
        """Measure the names of the columns and what the members have in them."""
        head = [HEAD.width(name) for name in names]
        lines = [[pen.width(words) for words, pen in _cells(member)] for member in members]
        self._widths = tuple(max(column) for column in zip(head, *lines, strict=True))

    def __call__(self, width: int) -> list[tuple[int, int]]:
        """The left edge and width of each column in a list of `width` pixels."""
        room, left = width - 14 - 34, 14
        wanted = [each + self._GAP for each in self._widths[:-1]]
        most = round(room * (1 - self._LAST_SHARE))
        shrink = min(1.0, most / max(1, sum(wanted)))
        places = []
        for each in wanted:
            taken = round(each * shrink)
            places.append((left, taken - 12))
            left += taken
        return [*places, (left, max(0, 14 + room - left))]


class _MemberDelegate(RowDelegate[MemberLine]):
    height = 38

    def __init__(self, columns: _Columns) -> None:
        super().__init__()
        self._columns = columns

    def draw(self, painter: QPainter, box: QRect, row: MemberLine) -> None:
        places = self._columns(box.width())
        for (left, width), (words, pen) in zip(places, _cells(row), strict=True):
            cell = QRect(box.left() + left, box.top(), width, box.height())
            write(painter, cell, words, pen)
        mark(painter, QRect(box.right() - 26, box.top() + 11, 16, 16), "caret-right")


def _cells(member: MemberLine) -> tuple[tuple[str, Pen], ...]:
    since = tr("since {day}").format(day=day_words(member.since)) if member.since else ""
    return (
        (member.person.name, NAME),
        (age_words(member.person.age), PLAIN),
        (member.role_note or label("role_at_home", member.role), PLAIN),
        (since, SECOND),
        (", ".join(member.cares_for), PLAIN),
        (_to_know(member), SECOND),
    )


def _to_know(member: MemberLine) -> str:
    plain = member.disability in ("", "none", "unknown")
    return member.disability_note or ("" if plain else label("disability", member.disability))


def _spoken(member: MemberLine) -> str:
    role = member.role_note or label("role_at_home", member.role)
    return joined(with_age(member.person.name, member.person.age), role, _to_know(member))
