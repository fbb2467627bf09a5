"""A laptop with an invented family, opened as the program opens it."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from socialcase.actions.assessments import start_draft
from socialcase.actions.cases import FirstContact, first_contact, set_next_step, set_risk
from socialcase.actions.consents import give_consent
from socialcase.actions.form_library import forms
from socialcase.actions.notes import add_note, add_task
from socialcase.actions.people import add_family_member
from socialcase.actions.plans import add_action, add_goal, tick_action
from socialcase.actions.visits import VisitLog, log_visit, plan_visit
from socialcase.actions.workspaces import (
    Workspace,
    close_workspace,
    create_laptop,
    open_workspace,
)
from socialcase.cases.clock import FixedClock, SeededChance
from socialcase.cases.records import Case
from socialcase.settings import Settings
from socialcase.sync.vault import KdfCost
from socialcase.ui.preferences import Preferences
from socialcase.ui.shell import Shell

PASSPHRASE = "gyzyl derýa somun ýyldyz tokaý şemal"
CHEAP = KdfCost(memory_kib=8, passes=1, lanes=1)
MONDAY = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)


def kept_nowhere(_settings: Settings) -> None:
    """Tests keep no settings."""


@pytest.fixture
def preferences(qapp: QApplication) -> Preferences:
    """English and light, kept nowhere."""
    return Preferences(qapp, Settings(palette="light"), kept_nowhere)


@pytest.fixture
def clock() -> FixedClock:
    """Monday 23 November 2026, 09:00 in Aşgabat."""
    return FixedClock(MONDAY)


@pytest.fixture
def bare(tmp_path: Path, clock: FixedClock) -> Iterator[Workspace]:
    """An empty laptop."""
    ws = create_laptop(
        tmp_path / "laptop",
        PASSPHRASE,
        "Maral Annaýewa",
        etraps=("wekilbazar",),
        cost=CHEAP,
        clock=clock,
        chance=SeededChance(7),
        anywhere=True,
    )
    yield ws
    close_workspace(ws)


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a laptop with two cases, filled once by real acts and closed."""
    folder = tmp_path_factory.mktemp("filled") / "laptop"
    ws = create_laptop(
        folder,
        PASSPHRASE,
        "Maral Annaýewa",
        etraps=("wekilbazar",),
        cost=CHEAP,
        clock=FixedClock(MONDAY),
        chance=SeededChance(7),
        anywhere=True,
    )
    fill(ws)
    close_workspace(ws)
    return folder


@pytest.fixture
def workspace(filled: Path, tmp_path: Path, clock: FixedClock) -> Iterator[Workspace]:
    """A laptop with two cases: a copy of the filled one, so that each test may change it."""
    folder = tmp_path / "laptop"
    shutil.copytree(filled, folder)
    ws = open_workspace(folder, PASSPHRASE, clock=clock, chance=SeededChance(8), anywhere=True)
    yield ws
    close_workspace(ws)


def fill(ws: Workspace) -> None:
    """Two cases: a family with everything, and a man who lives alone."""
    case = family(ws)
    goals(ws, case)
    visits(ws, case)
    alone = first_contact(
        ws,
        FirstContact(
            worry="Lives alone since the spring and eats once a day",
            name={"given": "Baýram", "surname": "Muhammedow"},
            sex="male",
            birth="1948",
            address={"settlement": "Zähmet"},
            source="neighbour",
            groups=("older_person",),
        ),
    ).record
    set_risk(ws, alone, "medium", "Alone, and winter is near")
    plan_visit(ws, alone, "2026-11-23", purpose="Two-weekly contact")


def family(ws: Workspace) -> str:
    """The family with its people, risk and consent; gives the case."""
    case = first_contact(
        ws,
        FirstContact(
            worry="A girl of twelve cares for two people and misses school",
            name={"given": "Jeren", "surname": "Orazgulyýewa"},
            title="Orazgulyýew family",
            sex="female",
            birth="1992",
            safe_contact={"allowed": "yes", "how": "the second number", "when": "after 17:00"},
            address={"settlement": "Garaýap"},
            source="school",
            groups=("child_disability", "older_person"),
        ),
    ).record
    for given, role, sex, birth, note in (
        ("Ogulgerek", "in_law", "female", "~1955", "mother-in-law"),
        ("Aýna", "child", "female", "2014-02-11", "daughter"),
        ("Merdan", "child", "male", "2017-05-02", "son"),
        ("Leýla", "child", "female", "2022-08-30", "daughter"),
    ):
        add_family_member(
            ws,
            case,
            {"given": given, "surname": "Orazgulyýewa"},
            role,
            sex=sex,
            birth=birth,
            role_note=note,
        )
    give_consent(ws, case, "services", withhold="nothing to the neighbours")
    set_risk(ws, case, "high", "A child does an adult’s work and misses school")
    set_next_step(ws, case, "Review the plan with Jeren", "2026-11-25")
    return case


def goals(ws: Workspace, case: str) -> None:
    """A plan of two goals."""
    school = add_goal(
        ws,
        case,
        "Aýna is at school every school day",
        measure="school days of 10",
        baseline="4",
        target="10",
        of=10,
        due="2026-12-18",
    ).record
    done = add_action(
        ws, school, "Lessons at home two days a week", who="Head teacher", due="2026-10-30"
    )
    tick_action(ws, done.record)
    add_action(
        ws, school, "Talk with Aýna alone, every second visit", who="Maral", due="2026-11-25"
    )
    pension = add_goal(ws, case, "The pension is being paid", due="2026-12-15").record
    late = "Ring the pension office about the missing paper"
    add_action(ws, pension, late, who="Maral", due="2026-11-20")


def visits(ws: Workspace, case: str) -> None:
    """A visit that took place, one that is planned, a note and a promise."""
    log_visit(
        ws,
        case,
        VisitLog(
            outcome="done",
            told_on="2026-11-20",
            minutes=55,
            met="Jeren, Ogulgerek and Leýla",
            note="Aýna was at school on 9 of 10 days. Ogulgerek walks to the gate with the frame.",
            next_act="Review the plan with Jeren",
            next_due="2026-11-25",
            next_visit="2026-11-25",
            next_purpose="Review the plan, second month",
        ),
    )
    add_note(ws, case, "The head teacher promised lessons at home until December")
    add_task(ws, "Copy of the certificate", "2026-11-25", case=case)


@pytest.fixture
def case_uid(workspace: Workspace) -> str:
    """The family's case."""
    with workspace.store.reading() as reading:
        return next(c.uid for c in reading.page(Case) if c.title)


@pytest.fixture
def draft(workspace: Workspace, case_uid: str) -> str:
    """An assessment of the family that was begun."""
    with workspace.store.reading() as reading:
        case = reading.get(Case, case_uid)
    assert case is not None
    form = next(f for f in forms(workspace) if f.form_id == "home_visit")
    return start_draft(workspace, case_uid, case.person, form.form_id).draft


@pytest.fixture
def passphrase() -> str:
    """The passphrase of every workspace here."""
    return PASSPHRASE


@pytest.fixture
def shell(qtbot: QtBot, workspace: Workspace, preferences: Preferences) -> Iterator[Shell]:
    """The window's inside."""
    made = Shell(workspace, preferences)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.jobs.finish()
