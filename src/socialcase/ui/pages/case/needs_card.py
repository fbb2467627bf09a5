"""Needs, strengths and worries for safety: listed with what was named by the person first."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from socialcase.actions.needs import NeedLine, add_need, set_need
from socialcase.actions.service_views import brought_by
from socialcase.texts import label, tr, vocabulary
from socialcase.ui.page import Page
from socialcase.ui.pages.case.helped import helped_line, offer_referral
from socialcase.ui.pages.service_words import service_options
from socialcase.ui.speech import joined, short_day
from socialcase.ui.unkept_fields import UnkeptFields
from socialcase.ui.widgets.buttons import Button, Choices, link, name_button
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.check_box import CheckBox
from socialcase.ui.widgets.chip import Chip
from socialcase.ui.widgets.field import ChoiceBox, Field, TextBox
from socialcase.ui.widgets.labels import IconLabel, Words
from socialcase.ui.widgets.layout import boxed, clear, column, row
from socialcase.ui.widgets.plain_edit import PlainEdit
from socialcase.ui.written_form import WrittenForm

_SIGNS = {
    "strength": ("star", "ok"),
    "safety": ("warning", "danger"),
    "need": ("circle", "warning"),
}


class NeedsCard(Card):
    """`word_goal(need)` when somebody wants to word a goal about one; `leave()` puts it away."""

    def __init__(
        self, page: Page, word_goal: Callable[[NeedLine], object], leave: Callable[[], object]
    ) -> None:
        super().__init__(padding=(14, 8, 14, 14))
        self._page, self._word_goal, self._leave = page, word_goal, leave
        self._case = ""
        self._needs: list[NeedLine] = []
        self._covered: frozenset[str] = frozenset()
        self._people: Mapping[str, str] = {}
        self._only: tuple[str, str] | None = None
        self._kind = "need"
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2)
        self.words = TextBox()
        self.person, self.domain = ChoiceBox(), ChoiceBox()
        self._kinds = Choices(self._choose)
        self._own = CheckBox()
        self._fields = [Field("", box) for box in (self.words, self.person, self.domain)]
        self._add = Button(then=self._keep)
        self._all = link(then=self._show_all)
        self._away = Button(kind="quiet", small=True, then=leave)
        self.words.returnPressed.connect(self._keep)
        self.words.setObjectName("newNeed")
        self._unkept = UnkeptFields(page)
        self._written = WrittenForm(
            page,
            {
                "words": self.words,
                "person": self.person,
                "domain": self.domain,
                "own": self._own,
                "kind": self._kinds,
            },
        )
        self._head_made = False
        self._lay_out()

    def retranslate(self) -> None:
        """Word it in the language in force."""
        self.head(
            tr("Needs and strengths"),
            tr("What people named themselves stands first."),
            icon_name="star",
        )
        if not self._head_made:
            self.beside_head(self._all)
            self.beside_head(self._away)
            self._head_made = True
        self._away.setText(tr("Close"))
        self._all.setText(tr("Show all"))
        names = (tr("In their words"), tr("Whose"), tr("Part of life"))
        for field, words in zip(self._fields, names, strict=True):
            field.set_words(words)
        self._own.setText(tr("They named it themselves"))
        self._add.setText(tr("Add"))
        self._unkept.retranslate()
        self._written.retranslate()
        self._offer()

    def show_needs(
        self,
        case: str,
        needs: list[NeedLine],
        covered: frozenset[str],
        people: Mapping[str, str],
    ) -> None:
        """Show the needs of a case; `covered`: those that a goal is about."""
        fresh = case != self._case
        if fresh:
            self._only = None
            self._written.leave()
            self._blank()
        self._unkept.turn_from(f"needs:{case}")
        self._case, self._needs, self._covered, self._people = case, needs, covered, people
        self._offer()
        if fresh:
            self._written.begin(f"need:{case}")
        self._show()

    def look_at(self, person: str, domain: str) -> None:
        """Show one place of the matrix only, and begin one more there."""
        self._only = (person, domain)
        for box, code in ((self.person, person), (self.domain, domain)):
            box.setCurrentIndex(max(0, box.findData(code)))
        self._show()
        self.words.setFocus()

    def look_at_waiting(self) -> None:
        """Show all, with the keyboard on the first one that no goal is about."""
        self._show_all()
        for need in self._needs:
            button = self.findChild(Button, f"need:{need.uid}:goal")
            if button is not None:
                button.setFocus()
                return
        self.words.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts the card away."""
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def _offer(self) -> None:
        self._kinds.offer({c: label("need_kind", c) for c in vocabulary("need_kind")}, self._kind)
        self.person.offer({"": tr("Whole family"), **self._people}, self.person.value())
        codes = {code: label("domain", code) for code in vocabulary("domain")}
        self.domain.offer({"": "–", **codes}, self.domain.value())

    def _show(self) -> None:
        self._unkept.anew()
        clear(self._lines)
        ws, case = self._page.context.workspace, self._case
        helped = self._page.read(lambda: brought_by(ws, case)) or {}
        shown = [n for n in self._needs if self._only in (None, (n.person, n.domain))]
        for need in shown:
            self._lines.addWidget(self._line(need))
            if need.uid in helped:
                self._lines.addWidget(helped_line(helped[need.uid], 24))
        if not shown:
            words = tr("Nothing is written down here yet.")
            self._lines.addWidget(Words(words, size="small", tone="muted", wrap=True))
        self._all.setVisible(self._only is not None)
        hidden = (f"need:{need.uid}:" for need in self._needs if need not in shown)
        self._unkept.turn_to(f"needs:{case}", tuple(hidden))

    def _show_all(self) -> None:
        self._only = None
        self._show()

    def _choose(self, kind: str) -> None:
        self._kind = kind
        self._written.note()

    def _blank(self) -> None:
        self.words.setText("")
        self._own.setChecked(False)
        self._kinds.choose("need")
        self._kind = "need"

    def _keep(self) -> None:
        words = self.words.text().strip()
        if not words:
            self.words.setFocus()
            return
        ws, case, own = self._page.context.workspace, self._case, self._own.isChecked()
        about = {"what": self._kind, "person": self.person.value(), "domain": self.domain.value()}
        done = self._written.keep(lambda: add_need(ws, case, words, own=own, **about))
        if done is not None:
            self.words.setText("")
            self._written.begin(f"need:{case}")
            self.words.setFocus()
            self._page.undoable(done, tr("“{what}” added").format(what=words[:40]))

    def _line(self, need: NeedLine) -> QWidget:
        words = PlainEdit(need.words, lambda text: self._set(need, "words", text.strip()))
        words.setObjectName(f"need:{need.uid}:words")
        self._unkept.add(words.objectName(), words, needed=True)
        words.setAccessibleName(label("need_kind", need.what))
        words.setProperty("done", need.status != "open")
        icon_name, tone = _SIGNS.get(need.what, _SIGNS["need"])
        domain = label("domain", need.domain) if need.domain else ""
        whose = need.person_name.partition(" ")[0] or tr("Whole family")
        about = Words(joined(whose, domain), size="small", tone="muted")
        about.setToolTip(short_day(need.seen))
        parts: list[QWidget] = [IconLabel(icon_name, tone, 17), words]
        parts += [Chip(tr("own words"), tone="accent")] if need.own else []
        parts += [Chip(label("need_state", need.status))] if need.status != "open" else []
        parts.append(about)
        waits = need.status == "open" and need.what != "strength"
        if waits and need.uid not in self._covered:
            go = link(tr("Word a goal"), then=lambda: self._word_goal(need))
            go.setObjectName(f"need:{need.uid}:goal")
            go.setAccessibleName(tr("Word a goal: {words}").format(words=need.words))
            parts.append(go)
        line = row(*parts, self._more(need), gap=6)
        line.setStretch(1, 1)
        return boxed(line)

    def _more(self, need: NeedLine) -> Button:
        more = Button(icon_name="dots-three", kind="quiet", small=True, tone="muted")
        name_button(more, tr("More about: {words}").format(words=need.words))
        menu = QMenu(more)
        for status in vocabulary("need_state"):
            if status != need.status:
                words = tr("Mark as “{status}”").format(status=label("need_state", status))
                menu.addAction(words, partial(self._set, need, "status", status))
        menu.addSeparator()
        if need.what != "strength":
            self._offer_services(menu, need)
        own = tr("Not named by themselves") if need.own else tr("They named it themselves")
        menu.addAction(own, partial(self._set, need, "own", not need.own))
        places = menu.addMenu(tr("Part of life"))
        for code in vocabulary("domain"):
            places.addAction(label("domain", code), partial(self._set, need, "domain", code))
        people = menu.addMenu(tr("Whose"))
        for uid, name in {"": tr("Whole family"), **self._people}.items():
            people.addAction(name, partial(self._set, need, "person", uid))
        more.setMenu(menu)
        return more

    def _offer_services(self, menu: QMenu, need: NeedLine) -> None:
        offer_referral(menu, self._page, "need", need.uid)
        services = menu.addMenu(label("field", "need.service"))
        for code, name in {"": "–", **service_options()}.items():
            services.addAction(name, partial(self._set, need, "service", code))

    def _set(self, need: NeedLine, field: str, value: str | bool) -> bool:
        ws = self._page.context.workspace
        given = value if value else None
        done = self._page.keep(lambda: set_need(ws, need.uid, field, given))
        if field != "words":
            self._page.undoable(done, tr("Kept"))
        return done is not None

    def _lay_out(self) -> None:
        second = row(self._fields[1], self._fields[2], gap=12)
        for place in (0, 1):
            second.setStretch(place, 1)
        words = row(self._fields[0], gap=12)
        acts = row(self._kinds, self._own, None, self._add, gap=12)
        written = self._written.since
        self.put(self._unkept.apart, self._lines, 4, written, words, second, column(acts))
