"""The demo's story: months of casework, three rounds of the stick, one conflict, one answer."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from socialcase.actions.bundles import exchange
from socialcase.actions.cases import find_cases
from socialcase.actions.demo.apart import (
    leave_one_open,
    lower_risk,
    name_duplicates,
    raise_risk,
    settle_risk,
)
from socialcase.actions.demo.casework import Casework
from socialcase.actions.demo.cast import NAMES, PARTS, PASSPHRASE, Cast, Places, Say, assembled
from socialcase.actions.demo.directory import enter_directory
from socialcase.actions.demo.events import Event
from socialcase.actions.demo.family import Family, composition
from socialcase.actions.demo.hours_kept import keep_last_week, keep_this_week
from socialcase.actions.demo.letters import SAFE_PLACE, SCHOOL, keep_letter
from socialcase.actions.demo.outcome import ConflictShown, DemoOutcome
from socialcase.actions.demo.published import PublishedForm, run_published
from socialcase.actions.demo.reading import written_directory, written_families
from socialcase.actions.demo.rounds import carry_down, carry_up
from socialcase.actions.demo.story_clock import StoryClock
from socialcase.actions.demo.telling import FormTelling, Telling
from socialcase.actions.handovers import hand_over
from socialcase.actions.notes import add_note
from socialcase.actions.status import status
from socialcase.actions.supervision import answers, approve, mark_answered, return_, waiting
from socialcase.actions.workspaces import Workspace
from socialcase.cases.clock import ASHGABAT, Clock, SystemClock
from socialcase.errors import UserError
from socialcase.texts import clock_time, short_date, tr

if TYPE_CHECKING:
    from socialcase.sync.vault import KdfCost

FIRST_DAY = -130
EARLY_ROUND = -90
FIRST_ROUND = -13
SECOND_ROUND = -1
SHOWN = "orazgulyyew"
RESTRICTED = "hallyyewa"
RETURNED = "garajayew"
LEFT_OPEN = "nazarow"
MOVED = "orazmyradow"
_READ_AT_ONCE = 8


def run_demo(
    folder: Path,
    *,
    say: Say,
    forms_folder: Path | None = None,
    clock: Clock | None = None,
    cost: "KdfCost | None" = None,
) -> DemoOutcome:
    """Run the main job on invented families under `folder` (new or empty), with words to `say`.

    `forms_folder`: published XLSForms of others to try, if there are any. `cost` is lowered only by
    tests. Raises WorkspaceExists, CannotWrite, DiskFull.
    """
    telling = Telling(say)
    families = written_families()
    story_clock = StoryClock(clock or SystemClock())
    places = Places(folder)
    story_clock.go_to(FIRST_DAY)
    telling.step(tr("An office and three laptops meet, by file and by voice"))
    with assembled(places, story_clock, telling.line, cost) as cast:
        directory = _directory(cast, story_clock)
        story = _Story(cast, story_clock, telling, families, directory)
        return story.run(places, forms_folder)


def _directory(cast: Cast, clock: StoryClock) -> dict[str, str]:
    """Who offers which service, entered at the office before anybody works."""
    named = (cast.staff("maral"), cast.staff("aygul"))
    return enter_directory(cast.office, clock, written_directory(), named)


@dataclass(slots=True)
class _Story:
    cast: Cast
    clock: StoryClock
    telling: Telling
    families: tuple[Family, ...]
    directory: dict[str, str]
    shown: FormTelling = field(init=False)
    work: dict[str, Casework] = field(init=False)
    ahead: list[Event] = field(init=False)
    approved: int = 0
    returned: int = 0
    held: int = 0

    def __post_init__(self) -> None:
        self.shown = FormTelling(self.telling)
        self.work = {family.key: self._casework(family) for family in self.families}
        events = (event for one in self.work.values() for event in one.events())
        self.ahead = sorted(events, key=lambda event: event.order)

    def run(self, places: Places, forms_folder: Path | None) -> DemoOutcome:
        self._early_round()
        self._weeks_of_work()
        self._first_round()
        hidden = self._restricted_stays_hidden()
        self._agree_and_meet()
        self._change_apart()
        self._second_round_up()
        settled, twice = self._decide()
        self._answer_and_go_down()
        published = self._published(forms_folder)
        self._today()
        return self._outcome(places, settled, twice, published, hidden=hidden)

    def _casework(self, family: Family) -> Casework:
        return Casework(
            self.cast.laptops[family.specialist],
            self.clock,
            family,
            staff=(self.cast.staff("aygul"),),
            showing=self.shown if family.key == SHOWN else None,
            directory=self.directory,
        )

    # --- the steps -----------------------------------------------------------------------------

    def _early_round(self) -> None:
        """The directory comes down, the first families' plans go up and come back approved."""
        self.telling.step(tr("The directory comes to the laptops; the first families get a plan"))
        self.telling.line(
            tr("{count} providers: public ones and associations, two full, one protected.").format(
                count=len(self.directory)
            )
        )
        self._down("maral", "oraz")
        self._until(EARLY_ROUND - 1)
        self.clock.go_to(EARLY_ROUND)
        self._up("maral", "oraz")
        self._down("aygul")
        self._approve(self.cast.laptops["aygul"], "plan", 99)
        self._up("aygul")
        self._down("maral", "oraz")

    def _weeks_of_work(self) -> None:
        self.telling.step(tr("Two specialists register families and assess what they need"))
        self._until(FIRST_ROUND - 1)
        self.telling.people(composition(self.families))
        for key in ("maral", "oraz"):
            state = status(self.cast.laptops[key])
            self.telling.line(
                tr("{name}: {people} people, {cases} open cases on this laptop.").format(
                    name=NAMES[key], people=state.people, cases=state.open_cases
                )
            )

    def _until(self, day: int) -> None:
        """Let everything happen that falls on or before `day`."""
        while self.ahead and self.ahead[0].day <= day:
            event = self.ahead.pop(0)
            self.clock.go_to(event.day)
            self._happen(event)
            self.clock.spend(2)

    @staticmethod
    def _happen(event: Event) -> None:
        """Let it happen; what cannot be says for its author in which family and on which day."""
        try:
            event.act()
        except UserError as wrong:
            wrong.add_note(f"{event.key}, day {event.day}")
            raise

    def _first_round(self) -> None:
        self.telling.step(tr("The stick goes to the office, and the coordinator reads"))
        self.clock.go_to(FIRST_ROUND)
        self._up("maral", "oraz")
        self._down("aygul")
        coordinator = self.cast.laptops["aygul"]
        self._approve(coordinator, "plan", 99)
        self._approve(coordinator, "assessment", _READ_AT_ONCE)
        self.telling.line(
            tr("{name} approves {count} plans and assessments.").format(
                name=NAMES["aygul"], count=self.approved
            )
        )
        self._up("aygul")
        self._down("aygul", "maral", "oraz")

    def _restricted_stays_hidden(self) -> bool:
        """Whether the named people find the restricted file, and nobody else."""
        name = self.work[RESTRICTED].family.main.surname
        laptops = self.cast.laptops
        hidden = not (find_cases(laptops["oraz"], name) or find_cases(self.cast.office, name))
        seen = find_cases(laptops["maral"], name) and find_cases(laptops["aygul"], name)
        self.telling.line(
            tr("The restricted file is found by {first} and {second}, by nobody else.").format(
                first=NAMES["maral"], second=NAMES["aygul"]
            )
        )
        return hidden and bool(seen)

    def _agree_and_meet(self) -> None:
        self.telling.step(tr("The families agree to their plans, and the work begins"))
        for key in ("maral", "oraz"):
            self._read_answers(self.cast.laptops[key])
        self._until(-5)
        self.telling.line(tr("Visits are logged, goals move on, and the next visits are planned."))
        for key, letter in ((SHOWN, SCHOOL), (RESTRICTED, SAFE_PLACE)):
            keep_letter(self.cast.laptops["maral"], self.clock, self.work[key].case, letter)
        self.telling.line(
            tr("Two papers are kept with their cases, each encrypted by itself; they travel, too.")
        )

    def _read_answers(self, ws: Workspace) -> None:
        """Approvals without a word are read and done with; a remark waits for its answer."""
        for one in answers(ws):
            if not one.text:
                mark_answered(ws, one.comment)
                self.clock.spend(1)

    def _change_apart(self) -> None:
        self.telling.step(tr("Two people change the same risk level without seeing each other"))
        shown = self.work[SHOWN].case
        self._until(-4)
        raise_risk(self.cast, self.telling, shown)
        self._until(-3)
        self.clock.go_to(-3)
        lower_risk(self.cast, self.telling, shown)
        leave_one_open(self.cast, self.work[LEFT_OPEN].case, self.clock.day(7))

    def _second_round_up(self) -> None:
        self.telling.step(tr("All three send to the office"))
        self._until(SECOND_ROUND)
        self.clock.go_to(SECOND_ROUND)
        keep_last_week(self.cast.laptops["maral"], self.clock)
        self._up("maral", "oraz", "aygul")

    def _decide(self) -> tuple[ConflictShown, tuple[tuple[str, str], ...]]:
        self.telling.step(tr("The office decides what nobody else can"))
        settled = settle_risk(self.cast.office, self.telling, self.work[SHOWN].case)
        return settled, name_duplicates(self.cast.office, self.telling)

    def _answer_and_go_down(self) -> None:
        self.telling.step(tr("Approval and comments go back down the same road"))
        self._down("aygul")
        coordinator = self.cast.laptops["aygul"]
        self._approve(coordinator, "plan", 99)
        self._return(coordinator)
        self._hand_over(coordinator)
        self._up("aygul")
        self._down("maral", "oraz")
        view = exchange(self.cast.laptops["maral"])
        self.telling.line(
            tr("{name}’s laptop now knows: the office has everything up to {moment}.").format(
                name=NAMES["maral"], moment=_moment(view.office_has_until)
            )
        )

    def _hand_over(self, coordinator: Workspace) -> None:
        """A family has moved to town: the specialist there goes on with it."""
        hand_over(coordinator, self.work[MOVED].case, self.cast.staff("oraz"))
        self.telling.line(
            tr("{family}, who have moved, are handed over from {first} to {second}.").format(
                family=self.work[MOVED].family.label, first=NAMES["maral"], second=NAMES["oraz"]
            )
        )

    def _return(self, coordinator: Workspace) -> None:
        """One assessment goes back with a question."""
        return_(
            coordinator,
            self.work[RETURNED].assessment,
            tr("Who helps Tawus at night? Please ask again at the next visit."),
        )
        self.returned += 1

    def _published(self, folder: Path | None) -> tuple[PublishedForm, ...]:
        if folder is None or not folder.is_dir():
            return ()
        self.telling.step(tr("Forms published by others run here, too"))
        ran = run_published(folder, self.clock)
        for one in ran:
            self.telling.line(
                tr("{title}: {questions} questions, {answered} answered here.").format(
                    title=one.title, questions=one.questions, answered=one.answered
                )
            )
        return ran

    def _today(self) -> None:
        """The present: something new that the office does not have yet."""
        self.clock.go_to(0)
        self._until(0)
        case = self.work[SHOWN].case
        text = tr("Jeren rang: the certified copy is there. She has it ready for the next visit.")
        maral = self.cast.laptops["maral"]
        add_note(maral, case, text)
        keep_this_week(maral, self.clock, case)
        self.clock.arrive()

    # --- the stick -----------------------------------------------------------------------------

    def _up(self, *keys: str) -> None:
        for key in keys:
            trip = carry_up(self.cast, key, self.clock)
            self.telling.up(NAMES[key], trip)
            self.held += trip.held

    def _down(self, *keys: str) -> None:
        for key in keys:
            trip = carry_down(self.cast, key, self.clock)
            self.telling.down(NAMES[key], trip)
            self.held += trip.held

    def _approve(self, coordinator: Workspace, kind: str, most: int) -> None:
        found = [one for one in waiting(coordinator) if one.kind == kind]
        for one in found[:most]:
            approve(coordinator, one.record, self._remark(one.case) if kind == "plan" else "")
            self.approved += 1
            self.clock.spend(3)

    def _remark(self, case: str) -> str:
        if case != self.work[SHOWN].case:
            return ""
        return tr("Good. Please name who stays with Ogulgerek on school mornings.")

    # --- the end -------------------------------------------------------------------------------

    def _outcome(
        self,
        places: Places,
        settled: ConflictShown,
        twice: tuple[tuple[str, str], ...],
        published: tuple[PublishedForm, ...],
        *,
        hidden: bool,
    ) -> DemoOutcome:
        office = status(self.cast.office)
        maral = status(self.cast.laptops["maral"])
        return DemoOutcome(
            folder=places.folder,
            passphrase=PASSPHRASE,
            office=places.office,
            laptops={part.key: places.laptop(part.key) for part in PARTS},
            open_first=places.laptop("maral"),
            stick=places.stick,
            made_of=composition(self.families),
            people_at_office=office.people,
            cases_at_office=office.open_cases,
            refusals=tuple(self.shown.refusals),
            appearances=tuple(self.shown.appearances),
            scores=tuple(self.shown.scores),
            conflict=settled,
            duplicates=twice,
            published=published,
            restricted_hidden=hidden,
            held=self.held,
            approved=self.approved,
            returned=self.returned,
            only_here=maral.unsent_changes,
            office_has_until=_moment(maral.office_has_until),
            digests=dict(_digests(self.cast)),
        )


def _digests(cast: Cast) -> Iterable[tuple[str, str]]:
    yield "office", cast.office.store.digest()
    for key, ws in cast.laptops.items():
        yield key, ws.store.digest()


def _moment(at: datetime | None) -> str:
    if at is None:
        return ""
    local = at.astimezone(ASHGABAT)
    return f"{short_date(local.date())}, {clock_time(local.hour, local.minute)}"
