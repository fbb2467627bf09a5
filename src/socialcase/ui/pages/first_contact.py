"""First contact: name, alias or description; the worry; how to call safely; urgent or not.

Who is already known shows beside the names while they are typed; others of the family follow one
in a line. Only the worry and one way to name the person are needed. What is typed is written down
at each letter until the case is open or it is thrown away.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QWidget

from socialcase.actions.history import undo
from socialcase.actions.registering import CONTACT_PLACE, KnownOne, known_one, register
from socialcase.actions.unkept import Unkept, throw_away, write_down
from socialcase.cases.likeness import Described
from socialcase.texts import tr
from socialcase.ui.page import Page, PageContext, Target, page_column, scrolled
from socialcase.ui.pages.first_contact_form import ContactForm
from socialcase.ui.pages.known_card import ChosenOne, KnownCard
from socialcase.ui.unkept import WrittenDown
from socialcase.ui.widgets.buttons import Button, primary
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import boxed, column, row
from socialcase.ui.written_since import WrittenSince

_BESIDE = 300
_KNOWN = "known"


class FirstContactPage(Page):
    """Opens a case within a minute, for somebody new or already known."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._known_one: KnownOne | None = None
        self._title = Words(size="title", weight="bold")
        self._lead = Words(tone="muted", wrap=True)
        self.since = WrittenSince(self._throw_away)
        self.form = ContactForm(lambda: context.workspace.today, self._note)
        self._safe_label = Words(weight="medium")
        self._urgent_words = Words(size="small", tone="muted", wrap=True)
        self.open_case = primary(icon_name="arrow-right", then=self._finish)
        self.leave = Button(then=lambda: context.open(Target("today")))
        self.known = KnownCard(context, self._described, self._choose_known)
        self.known_line = KnownCard(context, self.form.described_line, self._take_line)
        self.chosen = ChosenOne(context, lambda: self._choose_known(None))
        self.who = QWidget()
        self.written = WrittenDown(self, self._words)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._finish)
        for box in self.form.describing:
            box.textEdited.connect(self.known.typed)
        self.form.family.cursorPositionChanged.connect(self.known_line.typed)
        self.form.family.textChanged.connect(self.known_line.typed)
        self.written.hear(*self.form.heard)
        self._lay_out()
        self.retranslate()
        self._begin(self.written.read(CONTACT_PLACE))

    def title(self) -> str:
        """First contact."""
        return tr("First contact")

    def show_record(self, record: str, part: str = "") -> None:
        """Nothing to turn to: what is being written is there until it is kept."""

    def retranslate(self) -> None:
        """Word everything in the language in force."""
        super().retranslate()
        self._title.setText(tr("First contact"))
        self._lead.setText(tr("One minute is enough. Everything else can follow later."))
        self.form.retranslate()
        self._urgent_words.setText(tr("The risk is set to high, with the worry as its reason."))
        self._safe_label.setText(tr("Safe contact"))
        self.open_case.setText(tr("Open the case"))
        self.open_case.setToolTip("Ctrl+Enter")
        self.leave.setText(tr("Leave"))
        self.since.retranslate()
        self.known.retranslate()
        self.known_line.retranslate()
        self.chosen.retranslate()

    # --- what is written down while it is not kept ------------------------------------------------

    def _words(self) -> dict[str, str]:
        words = self.form.words()
        known = self._known_one
        return {**words, _KNOWN: known.person.uid} if known is not None else words

    def _note(self) -> None:
        self.written.note()

    def _begin(self, unkept: Unkept | None = None) -> None:
        """Show what was being written, or empty fields, and write down from there."""
        self.written.end()
        words = unkept.words if unkept is not None else {}
        self.form.show_words(words)
        self.form.forget_lines(lambda uid: self._read_known(uid) is None)
        self._show_known(self._read_known(words.get(_KNOWN, "")))
        self.known.forget()
        self.known_line.forget()
        self.since.show_unkept(unkept)
        self.written.begin(CONTACT_PLACE)
        if self._known_one is None and words:
            self.known.typed()

    def _read_known(self, uid: str) -> KnownOne | None:
        ws = self.context.workspace
        return self.read(lambda: known_one(ws, uid)) if uid else None

    def _throw_away(self) -> None:
        ws = self.context.workspace
        gone = self.keep(lambda: throw_away(ws, CONTACT_PLACE))
        self._begin()
        self.form.given.setFocus()
        if gone is not None:
            self.context.toast(tr("Thrown away"), lambda: self._bring_back(gone))

    def _bring_back(self, gone: Unkept) -> None:
        ws = self.context.workspace
        self.keep(lambda: write_down(ws, gone.place, gone.words))
        self._begin(gone)

    # --- who is meant -----------------------------------------------------------------------------

    def _described(self) -> Described:
        return Described("") if self._known_one is not None else self.form.described()

    def _choose_known(self, known: KnownOne | None) -> None:
        """Go on with somebody known, or with the names that were typed."""
        before = self._known_one
        self._show_known(known)
        self._note()
        if known is not None:
            self.known.forget()
            self.form.worry.setFocus()
        elif before is not None:
            self.form.given.setFocus()
            self.known.typed()

    def _take_line(self, known: KnownOne) -> None:
        """Somebody known is meant by a line of the family."""
        self.form.take_line(known.person.uid)
        self._note()
        self.known_line.forget()
        self.form.family.setFocus()

    def _show_known(self, known: KnownOne | None) -> None:
        self._known_one = known
        self.chosen.show_known(known)
        self.who.setVisible(known is None)

    # --- keeping ----------------------------------------------------------------------------------

    def _finish(self) -> None:
        known = self._known_one.person.uid if self._known_one is not None else ""
        if not self.form.complete(known=bool(known)):
            return
        ws, contact, others = self.context.workspace, self.form.contact(known), self.form.others()
        kept = self.keep(lambda: register(ws, contact, others, unkept=CONTACT_PLACE))
        if kept is None:
            return
        was = Unkept(CONTACT_PLACE, ws.clock.now(), self._words())
        self._begin()
        self.context.open(Target("case", kept.record))
        self.context.toast(tr("The case is open"), lambda: self._take_back_case(kept.save, was))

    def _take_back_case(self, save: str, was: Unkept) -> None:
        """Take the case back, and show again what was typed unless something else is by now."""
        if self.keep(lambda: undo(self.context.workspace, save)) is None:
            return
        self.context.open(Target("first_contact"))
        if not self._words():
            self._bring_back(was)

    def _lay_out(self) -> None:
        f = self.form.fields
        names = _shared(f["given"], f["surname"], f["alias"])
        about = _shared(f["birth"], f["sex"], f["settlement"], f["document"])
        self.who.setLayout(column(names, about, gap=12))
        who = Card(padding=(22, 14, 22, 14))
        who.body.setSpacing(12)
        who.put(self.who, self.chosen)
        what = Card(padding=(22, 14, 22, 16))
        what.body.setSpacing(12)
        what.put(f["worry"], row(self._safe_label, self.form.safe, None, gap=14))
        what.put(_shared(f["phone"], f["when"], f["how"], f["say"]))
        urgent = boxed(column(self.form.urgent, self._urgent_words, None, gap=2))
        what.put(_shared(urgent, f["source"], shares=(3, 1)))
        what.put(row(self.open_case, self.leave, None))
        family = Card(padding=(16, 14, 16, 14))
        family.put(f["family"])
        beside = boxed(column(self.known, family, self.known_line, None, gap=14))
        for part in (self.known, family, self.known_line, beside):
            part.setFixedWidth(_BESIDE)
        whole = QGridLayout()  # in a grid one reads on from who it is to who is known, then below
        whole.setHorizontalSpacing(16)
        whole.setVerticalSpacing(14)
        whole.addWidget(who, 0, 0)
        whole.addWidget(beside, 0, 1, 3, 1)
        whole.addWidget(what, 1, 0)
        whole.setColumnStretch(0, 1)
        whole.setRowStretch(2, 1)
        body = QWidget()
        self.setLayout(column(scrolled(body)))  # first: whatever moves is styled once more
        inside = page_column(body, gap=14)
        inside.addLayout(column(self._title, self._lead, self.since, gap=2))
        inside.addLayout(whole)
        inside.addStretch(1)
        self.setFocusProxy(self.form.given)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


def _shared(*fields: QWidget, shares: tuple[int, ...] = ()) -> QWidget:
    line = row(*fields, gap=12)
    for place in range(len(fields)):
        line.setStretch(place, shares[place] if shares else 1)
    return boxed(line)
