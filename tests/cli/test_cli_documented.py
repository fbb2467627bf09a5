"""docs/command-line.md and the commands say the same: commands, options, names in the JSON."""

import dataclasses
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cyclopts import App

from socialcase.actions.bundles import BundleReport, MergeSummary, WrittenBundle
from socialcase.actions.case_views import (
    AssessmentLine,
    CaseFile,
    CaseHeader,
    CommentLine,
    DraftLine,
    GoalView,
    MemberLine,
    NextStep,
    PlanView,
    RiskView,
    SafeContact,
    ScoreLine,
    TimelineEntry,
    VisitLine,
)
from socialcase.actions.certificates import CertificateLine, Expiring
from socialcase.actions.conflicts import ConflictView, Seen, Version
from socialcase.actions.demo import DemoOutcome
from socialcase.actions.doctor import Finding
from socialcase.actions.enrolment import Accepted, Enrolled, RequestRead, RequestWritten
from socialcase.actions.form_library import FormEntry
from socialcase.actions.form_lines import FormLine
from socialcase.actions.held import HeldAct, HeldValue
from socialcase.actions.history import HistoryLine
from socialcase.actions.kin_words import PersonCard, RelationLine
from socialcase.actions.people import LikelyDuplicate, PersonFile
from socialcase.actions.providers import ProviderLine
from socialcase.actions.readership import SeenBy
from socialcase.actions.registering import KnownOne
from socialcase.actions.resources import ResourceLine, Total
from socialcase.actions.stamps import Stamp
from socialcase.actions.status import WorkspaceStatus
from socialcase.actions.unserved import Unserved
from socialcase.cli.plain import plain
from socialcase.cli.program import build
from socialcase.errors import FormProblem, sentence
from socialcase.forms import FormReport
from socialcase.storage import CaseRow, CheckReport, PersonRow, RebuildReport

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^### `socialcase ([a-z -]+)`\n(.*?)(?=^#|\Z)", TEXT, re.M | re.S))
EVERYWHERE = {"--workspace", "--passphrase-file", "--json"}

SHAPES: dict[str, tuple[type, ...]] = {
    "office requests": (RequestRead,),
    "office accept": (Accepted,),
    "laptop enrol": (RequestWritten,),
    "laptop accept": (Enrolled,),
    "person find": (PersonRow,),
    "person show": (PersonFile, LikelyDuplicate),
    "person known": (KnownOne,),
    "certificate list": (CertificateLine,),
    "certificate ending": (Expiring,),
    "case list": (CaseRow,),
    "case seen": (SeenBy,),
    "case show": (
        CaseFile,
        CaseHeader,
        RiskView,
        NextStep,
        SafeContact,
        Stamp,
        TimelineEntry,
        MemberLine,
        ScoreLine,
        CommentLine,
        AssessmentLine,
        GoalView,
        PlanView,
        VisitLine,
        DraftLine,
    ),
    "household members": (PersonCard, RelationLine),
    "provider list": (ProviderLine,),
    "referral needs": (Unserved,),
    "resource list": (ResourceLine, Total),
    "record history": (HistoryLine,),
    "form list": (FormLine, FormEntry),
    "form check": (FormReport,),
    "bundle export": (WrittenBundle,),
    "bundle inspect": (BundleReport,),
    "bundle merge": (MergeSummary,),
    "conflict list": (ConflictView, Version, Seen),
    "held list": (HeldAct, HeldValue),
    "db check": (CheckReport,),
    "db rebuild": (RebuildReport,),
    "workspace status": (WorkspaceStatus,),
    "doctor": (Finding,),
    "demo": (DemoOutcome,),
}
"""What commands print as JSON, field by field."""


def commands(app: App, path: tuple[str, ...] = ()) -> Iterator[tuple[str, App]]:
    """Every command with its words."""
    names = [name for name in app if not name.startswith("-")]
    for name in names:
        yield from commands(app[name], (*path, name))
    if not names:
        yield " ".join(path), app


COMMANDS: dict[str, App] = dict(commands(build(None)))  # type: ignore[arg-type]


def test_every_command_is_documented_and_nothing_else() -> None:
    assert set(SECTIONS) == set(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_and_argument_is_named(command: str) -> None:
    arguments = COMMANDS[command].assemble_argument_collection()
    names = {name for one in arguments for name in one.names} - EVERYWHERE - {"*"}
    assert [name for name in sorted(names) if name not in SECTIONS[command]] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_that_is_named_exists(command: str) -> None:
    arguments = COMMANDS[command].assemble_argument_collection()
    names = {name for one in arguments for name in one.names}
    assert set(re.findall(r"`(--[a-z-]+)", SECTIONS[command])) <= names


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_and_answers_as_json(command: str) -> None:
    app: Any = COMMANDS[command]
    assert app.help
    assert "```json-form" in SECTIONS[command]
    assert any("--json" in one.names for one in app.assemble_argument_collection())


@pytest.mark.parametrize("command", SHAPES)
def test_every_name_in_the_json_is_described(command: str) -> None:
    described = set(re.findall(r'"([a-z_]+)"', SECTIONS[command]))
    fields = {one.name for shape in SHAPES[command] for one in dataclasses.fields(shape)}
    assert fields <= described


def test_a_problem_of_a_form_is_written_as_described() -> None:
    told = sentence("No question takes the list '{list}'.", list="yn")
    written = plain(FormProblem("choices", 2, "list_name", "unused_list", told, (told, told)))
    assert isinstance(written, dict)
    assert set(written) <= set(re.findall(r'"([a-z_]+)"', SECTIONS["form check"]))
    assert written["message"] == "No question takes the list 'yn'."
    assert written["fix"] == f"{written['message']} {written['message']}"
