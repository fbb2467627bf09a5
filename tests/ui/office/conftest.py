"""An office and two laptops that joined it, with a folder for the stick, made by real acts."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from socialcase.actions.cases import FirstContact, first_contact, set_risk
from socialcase.actions.enrolment import (
    accept_certificate,
    accept_request,
    request_enrolment,
    write_card,
)
from socialcase.actions.workspaces import (
    Workspace,
    close_workspace,
    create_laptop,
    create_office,
)
from socialcase.cases.clock import FixedClock, SeededChance
from socialcase.sync.vault import KdfCost
from socialcase.ui.jobs import Jobs
from socialcase.ui.page import PageContext
from tests.ui.office.world import Context, Heard, World

PASSPHRASE = "gyzyl derýa somun ýyldyz tokaý şemal"
CHEAP = KdfCost(memory_kib=8, passes=1, lanes=1)
MONDAY = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
FAMILY = "Orazgulyýew family"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    clock = FixedClock(MONDAY)
    stick = tmp_path / "stick"
    stick.mkdir()
    office = create_office(
        tmp_path / "office",
        PASSPHRASE,
        "Mary office",
        "Döwran Hydyrow",
        cost=CHEAP,
        clock=clock,
        chance=SeededChance(1),
        anywhere=True,
    )
    card = write_card(office, stick)
    aygul = _laptop(office, card, "Aýgül Saparowa", "coordinator", 2)
    maral = _laptop(office, card, "Maral Annaýewa", "specialist", 3)
    yield World(office, maral, aygul, stick, clock)
    for ws in (maral, aygul, office):
        close_workspace(ws)


def _laptop(office: Workspace, card: Path, name: str, role: str, seed: int) -> Workspace:
    ws = create_laptop(
        office.folder.parent / f"laptop{seed}",
        PASSPHRASE,
        name,
        cost=CHEAP,
        clock=office.clock,
        chance=SeededChance(seed),
        anywhere=True,
    )
    asked = request_enrolment(ws, card, card.parent)
    accepted = accept_request(office, asked.file, card.parent, role=role, etraps=("wekilbazar",))
    accept_certificate(ws, accepted.file)
    return ws


@pytest.fixture
def family(world: World) -> str:
    """A family's case on the specialist's laptop, at medium risk."""
    case = first_contact(
        world.maral,
        FirstContact(
            worry="A girl of twelve cares for two people",
            name={"given": "Jeren", "surname": "Orazgulyýewa"},
            title=FAMILY,
            etrap="wekilbazar",
        ),
    ).record
    set_risk(world.maral, case, "medium", "The pension is not paid")
    return case


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def context_of(qtbot: QtBot, heard: Heard, preferences: object) -> Iterator[Context]:
    """Makes the context of a page over a workspace; its jobs are ended afterwards."""
    jobs = Jobs()

    def made(ws: Workspace) -> PageContext:
        return PageContext(
            workspace=ws,
            jobs=jobs,
            open=heard.opened.append,
            kept=heard.keep,
            toast=heard.toast,
            tell=heard.told.append,
        )

    yield made
    assert jobs.finish()
    qtbot.waitUntil(lambda: not jobs.busy())
