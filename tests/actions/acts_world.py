"""A small office where everything has happened once: what every act can be tried on."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from socialcase.actions import (
    assessments,
    attachments,
    cases,
    certificates,
    closing,
    consents,
    emergencies,
    handovers,
    needs,
    notes,
    people,
    plans,
    referrals,
    relations,
    resources,
    reviews,
    signing,
    supervision,
    visits,
)
from socialcase.actions.bundles import export_bundle, merge_bundle
from socialcase.actions.cases import FirstContact
from socialcase.actions.plan_versions import send_plan
from socialcase.actions.providers import add_provider
from socialcase.actions.referrals import ReferralAnswer
from socialcase.actions.workspaces import Workspace, close_workspace, open_workspace
from socialcase.cases.clock import FixedClock
from socialcase.cases.records import Case, Member, Person, Plan
from tests.conftest import MONDAY, PASSPHRASE, enrol, new_laptop, new_office

ETRAP = "wekilbazar"
_PLAIN = {"date": "2026-11-22", "int": "5", "decimal": "1.5"}


@dataclass(slots=True)
class World:
    """Folders of the workspaces, and by name the records in them."""

    folder: Path
    ids: dict[str, str] = field(default_factory=dict)

    def __getattr__(self, name: str) -> str:
        """The id of the record called `name`."""
        try:
            return self.ids[name]
        except KeyError:
            raise AttributeError(name) from None


@contextmanager
def copy_of(world: World, name: str, to: Path) -> Iterator[Workspace]:
    """The workspace `name` of the world, as it was left, to be written in."""
    shutil.copytree(world.folder / name, to / name)
    ws = open_workspace(to / name, PASSPHRASE, clock=FixedClock(MONDAY), anywhere=True)
    try:
        yield ws
    finally:
        close_workspace(ws)


def build(folder: Path) -> World:
    """Make the world in `folder`: an office, Maral's laptop and the coordinator's."""
    clock = FixedClock(MONDAY)
    stick = folder / "stick"
    stick.mkdir()
    office = new_office(folder / "office", clock)
    maral = new_laptop(folder / "maral", "Maral Annaýewa", clock, 10, ETRAP)
    boss = new_laptop(folder / "boss", "Aýgül Saparowa", clock, 11, ETRAP)
    enrol(office, maral, stick, "specialist", ETRAP)
    oraz = new_laptop(folder / "oraz", "Oraz Berdiýew", clock, 12, "bayramaly")
    enrol(office, boss, stick, "coordinator", ETRAP)
    enrol(office, oraz, stick, "specialist", "bayramaly")
    merge_bundle(office, export_bundle(oraz, stick).path)
    _exchange(office, maral, boss, stick)
    world = World(folder)
    world.ids |= {"maral": maral.person, "boss": boss.person, "oraz": oraz.person}
    _families(maral, world)
    _services(maral, world)
    _plans(maral, world)
    _exchange(office, maral, boss, stick)
    supervision.approve(boss, world.agreed_plan, "Good")
    world.ids["comment"] = supervision.comment(boss, world.agreed_plan, "Who stays?").record
    cases.set_case(boss, world.plain, "title", "As the coordinator calls it")
    cases.set_case(maral, world.plain, "title", "As Maral calls it")
    _exchange(office, maral, boss, stick)
    _agreed(maral, world)
    for ws in (oraz, boss, maral, office):
        close_workspace(ws)
    return world


def _exchange(office: Workspace, maral: Workspace, boss: Workspace, stick: Path) -> None:
    for laptop in (maral, boss):
        merge_bundle(office, export_bundle(laptop, stick).path)
    for laptop in (maral, boss):
        merge_bundle(laptop, export_bundle(office, stick, laptop.store.device).path)


def _contact(ws: Workspace, given: str, **more: object) -> str:
    contact = FirstContact(
        worry="Misses school",
        name={"given": given, "surname": "Orazowa"},
        address={"etrap": ETRAP, "settlement": "Garaýap"},
        title=f"{given}’s family",
        **more,  # type: ignore[arg-type]
    )
    return cases.first_contact(ws, contact).record


def _families(ws: Workspace, world: World) -> None:
    ids = world.ids
    for name, given in (("plain", "Jeren"), ("agreed", "Bibi"), ("closed", "Ata")):
        ids[name] = _contact(ws, given)
    ids["asked"], ids["urgent"] = _contact(ws, "Tylla"), _contact(ws, "Gül")
    ids["restricted"] = _contact(ws, "Enejan", restricted_to=(world.boss,))
    people.add_family_member(ws, world.plain, {"given": "Aýna"}, "child", birth="2014-02-11")
    with ws.store.reading() as reading:
        case = reading.get(Case, world.plain)
        assert case is not None
        ids["jeren"], ids["home"] = case.person, case.household
        (ids["ayna"],) = (p.uid for p in reading.page(Person) if p.name_given == "Aýna")
        (ids["member"],) = (m.uid for m in reading.page(Member, {"person": world.ayna}))
    ids["stranger"] = people.add_person(ws, {"given": "Selbi"}).record
    ids["relation"] = relations.relate(
        ws, world.ayna, world.jeren, "bond", "close", case=world.plain
    ).record
    uncle = relations.Relative("sibling", name={"given": "Merdan"})
    ids["uncle"] = relations.add_relative(ws, world.plain, world.jeren, uncle).record
    ids["tie"] = relations.add_tie(ws, world.plain, "school", "School 9").record
    ids["paper"] = certificates.add_certificate(ws, world.jeren, "birth").record
    ids["consent"] = consents.give_consent(ws, world.plain, "services").record
    ids["withheld"] = consents.withhold(ws, world.plain, ("health",), from_whom="Serdar").record
    ids["note"] = notes.add_note(ws, world.plain, "She rang").record
    ids["task"] = notes.add_task(ws, "Ring the school", "2026-11-25", case=world.plain).record
    ids["visit"] = visits.plan_visit(ws, world.plain, "2026-11-26").record
    ids["document"] = attachments.add_document(
        ws, world.plain, b"a letter", name="letter.txt"
    ).record
    closing.close_case(ws, world.closed, "refused", "They said no", "Thank you")
    handovers.ask_handover(ws, world.asked, "load")
    emergencies.mark_urgent(ws, world.urgent, "No food at home")


def _services(ws: Workspace, world: World) -> None:
    ids = world.ids
    ids["carers"] = add_provider(ws, "Home care", services=("home_care",), etraps=(ETRAP,)).record
    ids["other_carers"] = add_provider(ws, "Care, Mary", services=("home_care",)).record
    for name in ("draft", "sent", "accepted", "begun", "refused"):
        ids[name] = referrals.add_referral(
            ws, world.plain, "home_care", person=world.jeren, provider=world.carers, reason="Help"
        ).record
        if name != "draft":
            referrals.send_referral(ws, ids[name])
    for name in ("accepted", "begun"):
        referrals.answer_referral(ws, ids[name], ReferralAnswer("accepted"))
    referrals.begin_referral(ws, world.begun)
    referrals.answer_referral(ws, world.refused, ReferralAnswer("refused", "No place"))
    ids["resource"] = resources.add_resource(
        ws, world.plain, "Coal", kind="goods", status="promised"
    ).record


def _plans(ws: Workspace, world: World) -> None:
    ids = world.ids
    ids["need"] = needs.add_need(ws, world.plain, "Somebody at home").record
    ids["goal"] = plans.add_goal(ws, world.plain, "School every day").record
    ids["second_goal"] = plans.add_goal(ws, world.plain, "A warm room").record
    ids["action"] = plans.add_action(ws, world.goal, "Ring the school", who="Maral").record
    ids["second_action"] = plans.add_action(ws, world.goal, "Ask the aunt", who="Jeren").record
    ids["agreed_goal"] = plans.add_goal(ws, world.agreed, "Papers").record
    plans.add_action(ws, world.agreed_goal, "Go to the office", who="Bibi")
    with ws.store.reading() as reading:
        (ids["plan"],) = (p.uid for p in reading.page(Plan, {"case": world.plain}))
        (ids["agreed_plan"],) = (p.uid for p in reading.page(Plan, {"case": world.agreed}))
    send_plan(ws, world.agreed_plan)


def _agreed(ws: Workspace, world: World) -> None:
    signing.sign(ws, world.agreed_plan, "typed", name="Bibi Orazowa")
    world.ids["review"] = reviews.begin_review(ws, world.agreed_plan).record


def filled(ws: Workspace, case: str) -> assessments.OpenDraft:
    """A draft of a visit form in which everything that is asked for is answered."""
    draft = assessments.start_draft(ws, case, "", "home_visit")
    while missing := draft.session.finish().missing:
        node = draft.session.node(missing[0].ref)
        value = node.choices[0].value if node.choices else _PLAIN.get(node.type, "words")
        assessments.answer(ws, draft, "set", node.ref, value)
    return draft
