"""Consent is obeyed in every way out: each is walked before somebody objects, and after it.

Before, what is looked for stands in the file, or the check could not fail; after, it is absent, or
no file is written at all.
"""

import io
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from socialcase.actions import assessments, cases, consents, people, plans
from socialcase.actions.cases import FirstContact
from socialcase.actions.closing import close_case
from socialcase.actions.finding import fetch
from socialcase.actions.providers import add_provider
from socialcase.actions.readership import who_has_seen
from socialcase.actions.referrals import add_referral
from socialcase.actions.workspaces import Workspace, close_workspace, open_workspace
from socialcase.cases.records import Case, Goal, Plan
from tests.actions.form_sources import V1, filled, published, written
from tests.cli.conftest import Ran, Run
from tests.conftest import PASSPHRASE

JEREN = FirstContact(
    worry="She is afraid of him",
    name={"given": "Jeren", "surname": "Orazowa"},
    birth="1992",
    address={"settlement": "Garaýap", "street": "Bagçylyk köçesi"},
    phone="+993 65 112233",
)
TALK = """
| survey |
| | type | name | label::English (en) |
| | text | matters_most | What matters most to you? |
| settings |
| | form_id | form_title | version | default_language |
| | talk | A talk | 1 | English (en) |
"""
HERS, GRANDMOTHERS = "4417", "7731"
"""Numbers of rooms that nobody has: what was answered about each of the two."""


@dataclass(frozen=True, slots=True)
class Family:
    """A family that agreed to everything, until somebody objects; ids of what leaves of it."""

    folder: Path
    case: str
    brother: str
    clinic: str
    grandmothers_consent: str
    ids: dict[str, str]


@pytest.fixture
def family(office: Workspace, tmp_path: Path) -> Family:
    ws = office
    published(ws, written(tmp_path / "form", V1))
    case = cases.first_contact(ws, JEREN).record
    jeren = fetch(ws, Case, case).person
    people.edit_person(ws, jeren, "disability", "certified")
    people.edit_person(ws, jeren, "disability_note", "Epilepsy since birth")
    grown = {"birth": "1955"}
    old = people.add_family_member(ws, case, {"given": "Ogulgerek"}, "parent", **grown).record
    brother = people.add_family_member(ws, case, {"given": "Serdar"}, "sibling").record
    consents.give_consent(ws, case, "full")
    hers = consents.give_consent(ws, case, "full", person=old).record
    clinic = add_provider(ws, "Health house", services=("home_care",)).record
    plans.add_goal(ws, case, "A doctor for the fits", domain="health")
    plans.add_goal(ws, case, "The girl reads", domain="education")
    told = ("name", "contact", "whereabouts", "family", "health")
    reason = {"provider": clinic, "reason": "Somebody to look in"}
    letter = add_referral(ws, case, "home_care", told=told, person=jeren, **reason).record
    about_old = add_referral(ws, case, "home_care", told=told, person=old, **reason).record
    ids = {"letter": letter, "letter_for_her": about_old}
    for name, whose, rooms in (("hers", jeren, HERS), ("grandmother", old, GRANDMOTHERS)):
        draft = assessments.start_draft(ws, case, whose, "shelter")
        ids[name] = filled(ws, draft, knife="no", heating="gas", rooms=rooms)
    published(ws, written(tmp_path / "talk", TALK, "talk.md"))
    for said in ("Nothing yet", "He took my pension"):
        talk = assessments.start_draft(ws, case, jeren, "talk")
        ids["talk"] = filled(ws, talk, matters_most=said)
    with ws.store.reading() as reading:
        (plan,) = reading.page(Plan, {"case": case})
        goals = reading.page(Goal, {"plan": plan.uid})
    ids["plan"] = plan.uid
    assert len(goals) == 2
    close_case(ws, case, "goals_met", "She sleeps", "I sleep again")
    close_workspace(ws)
    return Family(ws.folder, case, brother, clinic, hers, ids)


Objection = Callable[[Workspace, Family], object]


def keep_health_from_the_clinic(ws: Workspace, one: Family) -> None:
    what = ("health", "whereabouts")
    consents.withhold(ws, one.case, what, provider=one.clinic)


def keep_all_from_the_clinic(ws: Workspace, one: Family) -> None:
    consents.withhold(ws, one.case, ("everything",), provider=one.clinic)


def name_the_clinic_in_words(ws: Workspace, one: Family) -> None:
    cases.set_case(ws, one.case, "not_to_be_told", "Health house")


def keep_health_from_her_brother(ws: Workspace, one: Family) -> None:
    consents.withhold(ws, one.case, ("health",), person=one.brother)


def keep_something_from_her_brother(ws: Workspace, one: Family) -> None:
    consents.withhold(ws, one.case, ("income",), person=one.brother)


def withdraw_the_grandmothers(ws: Workspace, one: Family) -> None:
    consents.withdraw_consent(ws, one.grandmothers_consent)


def refuse(ws: Workspace, one: Family) -> None:
    consents.give_consent(ws, one.case, "none", given="2026-11-23")


@dataclass(frozen=True, slots=True)
class Way:
    """A way out. `command`: with {names} of `Family.ids`, or {case}, {to}.

    `hidden` leaves before the objection and not after it; `stays` leaves all the same, "" where the
    whole is refused.
    """

    command: str
    objection: Objection
    hidden: tuple[str, ...]
    stays: str = ""


LETTER = "referral letter {letter} {to}"
WAYS = {
    "a letter, what is withheld": Way(
        LETTER, keep_health_from_the_clinic, ("Epilepsy", "Bagçylyk", "65 112233"), "Jeren"
    ),
    "a letter, everything withheld": Way(LETTER, keep_all_from_the_clinic, ("Jeren",)),
    "a letter, withheld in words": Way(LETTER, name_the_clinic_in_words, ("Jeren",)),
    "a letter, refused": Way(LETTER, refuse, ("Jeren",)),
    "a letter, withdrawn": Way(
        "referral letter {letter_for_her} {to}",
        withdraw_the_grandmothers,
        ("Ogulgerek",),
    ),
    "the plan at home": Way(
        "plan paper {plan} {to} --family",
        keep_health_from_her_brother,
        ("doctor for the fits",),
        "reads",
    ),
    "the closure at home": Way(
        "paper closure {case} {to}", keep_something_from_her_brother, ("I sleep again",), "Whom"
    ),
    "a summary at home": Way(
        "paper summary {talk} {to}", keep_something_from_her_brother, ("He took my",), "It is yours"
    ),
    "what has changed, at home": Way(
        "paper change {talk} {to}", keep_something_from_her_brother, ("He took my",), "It is yours"
    ),
    "one answer": Way(
        "answers export shelter {to} --submission {grandmother}",
        withdraw_the_grandmothers,
        (GRANDMOTHERS,),
    ),
    **{
        f"answers as {kind}": Way(
            f"answers export shelter {{to}} --format {kind}",
            withdraw_the_grandmothers,
            (GRANDMOTHERS,),
            HERS,
        )
        for kind in ("csv", "xlsx", "parquet", "odk")
    },
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_what_somebody_objects_to_is_absent_from_what_leaves(
    way: Way, family: Family, run: Run, tmp_path: Path
) -> None:
    ran, before = walked(way, family, run, tmp_path / "before")
    assert ran.status == 0, ran.err
    for words in (*way.hidden, way.stays):
        assert words in before
    ws = open_workspace(family.folder, PASSPHRASE)
    assert sum(seen.papers for seen in who_has_seen(ws, family.case)) == 1
    way.objection(ws, family)
    close_workspace(ws)
    ran, after = walked(way, family, run, tmp_path / "after")
    assert (ran.status == 0) is bool(way.stays)
    assert way.stays in after
    for words in way.hidden:
        assert words not in after
        assert words not in ran.out


def walked(way: Way, one: Family, run: Run, folder: Path) -> tuple[Ran, str]:
    """What the command gave, and all that can be read in what it wrote."""
    folder.mkdir()
    command = way.command.format(case=one.case, to=folder, **one.ids)
    ran = run(*command.split(), "--workspace", one.folder)
    return ran, "\n".join(words for file in sorted(folder.iterdir()) for words in read(file))


def read(file: Path) -> Iterator[str]:
    if file.suffix == ".pdf":
        command = ["pdftotext", "-layout", str(file), "-"]
        yield " ".join(
            subprocess.run(command, capture_output=True, check=True).stdout.decode().split()
        )
    else:
        yield from unpacked(file.name, file.read_bytes())


def unpacked(name: str, data: bytes) -> Iterator[str]:
    if name.endswith((".zip", ".xlsx")):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for inner in archive.namelist():
                yield from unpacked(inner, archive.read(inner))
    elif name.endswith(".parquet"):
        yield str(pq.read_table(io.BytesIO(data)).to_pylist())
    else:
        yield data.decode("utf-8", "replace")
