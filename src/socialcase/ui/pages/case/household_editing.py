"""The forms of the household: opened beside the drawing, written down, kept as one act each."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from socialcase.actions.done import Done
from socialcase.actions.family import FamilyFile, directory_names
from socialcase.actions.household_drawing import HouseholdDrawing
from socialcase.actions.kin_words import KinWords
from socialcase.actions.people import add_family_member, change_member, leave_household
from socialcase.actions.registering import KnownOne
from socialcase.actions.relations import (
    Relative,
    add_relative,
    add_tie,
    change_tie,
    end_tie,
    move_in,
    others_too,
    relate,
    write_down,
)
from socialcase.actions.unkept import Unkept, all_unkept, restore, throw_away
from socialcase.actions.workspaces import Workspace
from socialcase.cases.home_roles import is_unknown
from socialcase.texts import tr
from socialcase.ui.page import Page
from socialcase.ui.pages.case.household_forms import HomeForm, NewMember, RelativeForm
from socialcase.ui.pages.case.household_known import joining, watch_known
from socialcase.ui.pages.case.household_ties import LifeForm, MoveForm, RelationForm, TieForm
from socialcase.ui.pages.known_card import KnownCard
from socialcase.ui.widgets.layout import column
from socialcase.ui.written_form import WrittenForm
from socialcase.ui.written_since import WrittenSince

Form = TypeVar("Form", bound=HomeForm)
_TIE_FIELDS = ("what", "name", "strength", "flow", "person", "provider", "note")


@dataclass(slots=True)
class HomeShown:
    """What the household's part shows now; `chosen`: a person of it, `tie`: one of its ties."""

    case: str = ""
    file: FamilyFile | None = None
    drawn: HouseholdDrawing | None = None
    chosen: str = ""
    tie: str = ""


class HomeEditing(QWidget):
    """One form at a time, about what `shown` says.

    `choose(person)` turns to somebody, `left()` is called when a form is put away. What is typed is
    written down at a place of its own for each form and person, and offered again.
    """

    def __init__(
        self,
        page: Page,
        shown: HomeShown,
        choose: Callable[[str], object],
        left: Callable[[], object],
    ) -> None:
        super().__init__()
        self._page, self._shown = page, shown
        self._choose, self._left = choose, left
        self._of = ""  # whom the open form is about: somebody else may be clicked meanwhile
        self._tie_first: dict[str, str] = {}
        self._forms: list[HomeForm] = []
        self._written: dict[HomeForm, WrittenForm] = {}
        self.since = WrittenSince(self._throw_away, self._go_on)
        self._room = column(self.since, gap=12)
        self.setLayout(self._room)

    @property
    def workspace(self) -> Workspace:
        """The open workspace."""
        return self._page.context.workspace

    @property
    def relating(self) -> bool:
        """Whether a relation is being added, so that a click says with whom."""
        return any(isinstance(one, RelationForm) and one.isVisible() for one in self._forms)

    def retranslate(self) -> None:
        """Word what is there in the language in force."""
        self.since.retranslate()
        for form in self._forms:
            form.retranslate()
            self._written[form].retranslate()
        for name in ("known", "known_relative"):
            if name in self.__dict__:
                getattr(self, name).retranslate()

    # --- forms, each made when it is first opened: most look at the drawing only ------------------

    @cached_property
    def member(self) -> NewMember:
        """Somebody new at home."""
        return self._placed(NewMember(self._keep_member, self.put_away, self._today))

    @cached_property
    def known(self) -> KnownCard:
        """Who is known already, beneath the form of a new member."""
        return watch_known(self._page.context, self.member, self._take_known)

    @cached_property
    def relative(self) -> RelativeForm:
        """A relative of whom one chose."""
        return self._placed(RelativeForm(self._keep_relative, self.put_away, self._today))

    @cached_property
    def known_relative(self) -> KnownCard:
        """Who is known already, beneath the form of a relative."""
        return watch_known(self._page.context, self.relative, self._take_relative)

    @cached_property
    def relation(self) -> RelationForm:
        """A relation of whom one chose with another."""
        return self._placed(RelationForm(self._keep_relation, self.put_away))

    @cached_property
    def tie(self) -> TieForm:
        """Something around the household."""
        return self._placed(TieForm(self._keep_tie, self._end_tie, self.put_away))

    @cached_property
    def moving(self) -> MoveForm:
        """The day of moving in or out."""
        return self._placed(MoveForm(self._keep_move, self.put_away))

    @cached_property
    def life(self) -> LifeForm:
        """As what, and since when, somebody lives here."""
        return self._placed(LifeForm(self._keep_life, self.put_away))

    def _placed(self, form: Form) -> Form:
        form.retranslate()
        self._forms.append(form)
        written = self._written[form] = WrittenForm(self._page, form.written())
        form.body.insertWidget(1, written.since)
        self._room.addWidget(form)
        return form

    def _today(self) -> date:
        return self.workspace.today

    # --- beginning --------------------------------------------------------------------------------

    def begin_member(self) -> None:
        """Open the form of a new member."""
        self._only(self.member)
        self.known.retranslate()
        self.member.begin()
        self._begun(self.member, "member")
        self.known.typed()

    def begin_relative(self) -> None:
        """Open the form of a relative of whom was chosen."""
        file, chosen = self._shown.file, self._shown.chosen
        self._of = chosen
        if file is None:
            return
        self._only(self.relative)
        self.known_relative.retranslate()
        if is_unknown(chosen):
            self.relative.begin(self._called(chosen), {}, implied=True)
        else:
            partners = self._people(file.family.partners_of(chosen))
            self.relative.begin(self._called(chosen), partners, others_too(file, chosen))
        self._begun(self.relative, f"relative:{chosen}")
        self.known_relative.typed()

    def begin_relation(self) -> None:
        """Open the form of a relation of whom was chosen."""
        file, chosen = self._shown.file, self._shown.chosen
        self._of = chosen
        if file is not None:
            self._only(self.relation)
            others = [uid for uid in file.family.people if uid != chosen]
            self.relation.begin(self._called(chosen), self._people(others))
            self._begun(self.relation, f"relation:{chosen}")

    def begin_move(self) -> None:
        """Open the form of moving out, or in."""
        file, chosen = self._shown.file, self._shown.chosen
        self._of = chosen
        if file is not None:
            self._only(self.moving)
            today = f"{self.workspace.today:%d.%m.%Y}"
            out = file.member(chosen) is not None
            self.moving.begin(self._called(chosen), today, out=out)
            self._begun(self.moving, f"move:{chosen}")

    def begin_life(self) -> None:
        """Open the form of how somebody lives here."""
        member = self._shown.file.member(self._shown.chosen) if self._shown.file else None
        if member is not None:
            self._only(self.life)
            self.life.begin(self._called(member.person), member)
            self._begun(self.life, f"life:{member.person}")

    def begin_tie(self, uid: str) -> None:
        """Open the form of a tie, "" for a new one."""
        file, self._shown.tie = self._shown.file, uid
        kept = next((one for one in file.ties if one.uid == uid), None) if file else None
        self._only(self.tie)
        values = {name: getattr(kept, name) for name in _TIE_FIELDS} if kept else {}
        people = self._people(list(file.people)) if file else {}
        providers = self._page.read(lambda: directory_names(self.workspace)) or {}
        self.tie.begin(values, people, providers)
        self._tie_first = values  # what came in meanwhile in another field is left alone
        self._begun(self.tie, f"tie:{uid}")

    def _people(self, uids: "tuple[str, ...] | list[str]") -> dict[str, str]:
        cards = self._shown.drawn.cards if self._shown.drawn else {}
        return {uid: cards[uid].title for uid in uids if uid in cards and not is_unknown(uid)}

    def _called(self, uid: str) -> str:
        file = self._shown.file
        return KinWords(file, self.workspace.today).called(uid) if file is not None else ""

    def _only(self, form: HomeForm) -> None:
        for one in self._forms:
            self._written[one].leave()
            one.setVisible(one is form)
        self.since.show_unkept(None)
        self.show()

    def put_away(self) -> None:
        """Close whatever is open; what was typed there stays written down."""
        for form in self._forms:
            self._written[form].leave()
            form.hide()
        self.offer()
        self._left()

    # --- what was written and is not kept ---------------------------------------------------------

    def _begun(self, form: HomeForm, what: str) -> None:
        self._written[form].begin(f"{self._start}{what}")

    @property
    def _start(self) -> str:
        return f"home:{self._shown.case}:"

    def offer(self) -> None:
        """Say what was begun here and is not kept, where nothing is open."""
        ws, start = self.workspace, self._start
        idle = all(form.isHidden() for form in self._forms)
        begun = self._page.read(lambda: all_unkept(ws, start)) if idle else None
        self.since.show_unkept(begun[0] if begun else None)
        self.setVisible(bool(begun) or not idle)

    def _go_on(self) -> None:
        unkept = self.since.unkept
        if unkept is None:
            return
        what, _, of = unkept.place.removeprefix(self._start).partition(":")
        if what == "member":
            self.begin_member()
        elif what == "tie":
            self.begin_tie(of)
        else:
            self._choose(of)
            begin = {"relation": self.begin_relation, "move": self.begin_move}
            begin.get(what, self.begin_life if what == "life" else self.begin_relative)()

    def _throw_away(self) -> None:
        unkept = self.since.unkept
        if unkept is None:
            return
        self._page.keep(lambda: throw_away(self.workspace, unkept.place))
        self.offer()
        self._page.context.toast(tr("Thrown away"), lambda: self._bring_back(unkept))

    def _bring_back(self, unkept: Unkept) -> None:
        self._page.keep(lambda: restore(self.workspace, unkept))
        self.offer()

    # --- keeping ----------------------------------------------------------------------------------

    def keep_done(
        self, act: Callable[[], Done], words: str, form: HomeForm | None = None
    ) -> Done | None:
        """Do an act and offer to take it back. `form`: what it keeps, written down no more."""
        done = self._page.keep(act if form is None else self._written[form].forgetting(act))
        self._page.undoable(done, words)
        return done

    def _close(self, form: HomeForm, done: Done | None) -> None:
        """Put a form away once what it says is kept."""
        if done is not None:
            self._written[form].end()
            self.put_away()

    def _keep_member(self) -> None:
        form, name = self.member, self.member.name()
        if not name:
            return
        ws, case, birth = self.workspace, self._shown.case, form.born()
        sex, note = form.sex.value(), form.note.text().strip()
        done = self.keep_done(
            lambda: add_family_member(
                ws, case, name, form.role.value(), birth=birth, sex=sex, role_note=note
            ),
            tr("Added to the household"),
            form,
        )
        self._next_member(done)

    def _take_known(self, known: KnownOne) -> None:
        act = joining(self.workspace, self._shown.case, self.member, known)
        done = self.keep_done(act, tr("Added to the household"), self.member)
        if done is not None and not done.save:
            self._page.context.toast(tr("They live here already"), None)
        self._next_member(done)

    def _next_member(self, done: Done | None) -> None:
        if done is not None:
            self._written[self.member].end()
            self.member.begin()
            self._begun(self.member, "member")

    def _keep_relative(self, relative: Relative) -> None:
        ws, case, of = self.workspace, self._shown.case, self._of
        act = write_down if is_unknown(of) else add_relative
        words = tr("Relative added")
        done = self.keep_done(lambda: act(ws, case, of, relative), words, self.relative)
        if done is not None and is_unknown(of):
            self._choose(done.record)
        self._close(self.relative, done)

    def _take_relative(self, known: KnownOne) -> None:
        self._keep_relative(self.relative.relative(known.person.uid))

    def _keep_relation(self, other: str, what: str, how: str, since: str) -> None:
        ws, one, case = self.workspace, self._of, self._shown.case
        pair = (other, one) if what == "child" else (one, other)
        kind = "parent" if what == "child" else what
        act = lambda: relate(ws, *pair, kind, how, since=since, case=case)  # noqa: E731
        form = self.relation
        self._close(form, self.keep_done(act, tr("Relation added"), form))

    def _keep_tie(self, values: dict[str, str]) -> None:
        ws, case, tie = self.workspace, self._shown.case, self._shown.tie
        what, name = values.pop("what"), values.pop("name")
        if tie:
            now = {"what": what, "name": name, **values}
            changed = {n: v for n, v in now.items() if v != (self._tie_first.get(n) or "")}
            act = lambda: change_tie(ws, tie, changed)  # noqa: E731
        else:
            act = lambda: add_tie(ws, case, what, name, **values)  # noqa: E731
        self._close(self.tie, self.keep_done(act, tr("Kept in the ecomap"), self.tie))

    def _end_tie(self) -> None:
        tie = self._shown.tie
        words = tr("Taken out of the drawing")
        done = self.keep_done(lambda: end_tie(self.workspace, tie), words, self.tie)
        self._close(self.tie, done)

    def _keep_move(self, day: str) -> None:
        ws, case, one, form = self.workspace, self._shown.case, self._of, self.moving
        member = self._shown.file.member(one) if self._shown.file else None
        if member is not None:
            uid = member.uid
            done = self.keep_done(lambda: leave_household(ws, uid, day), tr("Moved out"), form)
        else:
            done = self.keep_done(lambda: move_in(ws, case, one, since=day), tr("Moved in"), form)
        self._close(form, done)

    def _keep_life(self, values: dict[str, str]) -> None:
        ws, form = self.workspace, self.life
        act = lambda: change_member(ws, form.member, values)  # noqa: E731
        self._close(form, self.keep_done(act, tr("Kept"), form))
