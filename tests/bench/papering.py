"""Documents on paper: from the record to the finished PDF, a page of it, beside an empty page.

Every document is another one, in another language than the one before: the typesetter remembers
what it has set, and the same document again would cost next to nothing.
"""

from collections.abc import Callable
from itertools import count
from pathlib import Path
from random import Random

from socialcase.actions import assessments, workspaces
from socialcase.actions.assessments import OpenDraft
from socialcase.actions.cases import open_case
from socialcase.actions.change_papers import change_for_file, change_paper
from socialcase.actions.papers import (
    Paper,
    blank_form,
    consent_paper,
    filled_form,
    summary_for_person,
)
from socialcase.actions.people import add_person
from socialcase.actions.workspaces import Workspace
from socialcase.forms import NodeState
from socialcase.reports.typeset import Sheet, as_pdf
from tests.bench.ground import CHEAP, PASSPHRASE, name_of
from tests.bench.measuring import Line, no_more_than, timed

A_PAGE = 0.020
FORM, SCALE = "needs_families", "gad7"
LANGUAGES = ("en", "ru", "tk")
TALKS = 7
_TURNS = 60
"""Rounds in which a form is answered: an answer opens other questions."""

Make = Callable[[str, str], Paper]


def paper_lines(folder: Path) -> list[Line]:
    """Blank, filled, summary, consent and what has changed: milliseconds a page, read and set."""
    ws = workspaces.create_office(
        folder / "office", PASSPHRASE, "Office", "Officer", cost=CHEAP, anywhere=True
    )
    talks = [_talks(ws, FORM, number) for number in range(TALKS)]
    scales = [_talks(ws, SCALE, TALKS + number) for number in range(TALKS)]
    kinds: list[tuple[str, list[tuple[str, str]], Make]] = [
        ("blank", [(FORM, case) for case, _ in talks], lambda form, case: _blank(ws, form, case)),
        ("filled", talks, lambda _, talk: filled_form(ws, talk, _turn())),
        ("a scale, filled", scales, lambda _, talk: filled_form(ws, talk, _turn())),
        ("summary", talks, lambda _, talk: summary_for_person(ws, talk, _turn())),
        ("summary of a scale", scales, lambda _, talk: summary_for_person(ws, talk, _turn())),
        ("consent", talks, lambda case, _: consent_paper(ws, case, "", _turn())),
        ("what has changed", talks, lambda _, talk: change_paper(ws, talk, "", _turn())),
        ("the same for the file", talks, lambda _, talk: change_for_file(ws, talk, "", _turn())),
    ]
    turn = count()

    def _turn() -> str:
        return LANGUAGES[next(turn) % len(LANGUAGES)]

    def _blank(ws: Workspace, form: str, case: str) -> Paper:
        return blank_form(ws, form, _turn(), case)

    lines = [_measured(what, records, make) for what, records, make in kinds]
    workspaces.close_workspace(ws)
    return lines


def _measured(what: str, records: list[tuple[str, str]], make: Make) -> Line:
    ours, empty, pages = [], [], 0
    for at, (first, second) in enumerate(records):
        made: list[Paper] = []
        seconds = timed(lambda: made.append(_pdf(make, first, second)))  # noqa: B023
        pages = len(made[0].pages(10))
        if at:  # what the first one of its kind costs, it costs once
            ours.append(seconds / pages)
            empty.append(timed(lambda: as_pdf(_empty(made[0].sheet))))  # noqa: B023
    words = f"paper: {what}, a page of {pages}"
    return no_more_than(words, ours, A_PAGE, empty)


def _pdf(make: Make, first: str, second: str) -> Paper:
    paper = make(first, second)
    paper.pdf()
    return paper


def _empty(sheet: Sheet) -> Sheet:
    """A page with the foot of `sheet` and nothing else on it."""
    kept = {name: sheet.data[name] for name in ("language", "footer", "page_of")}
    bare = {"title": " ", "facts": [], "notice": "", "pages": [], "blank": True}
    return Sheet("form", {**kept, **bare}, sheet.made)


def _talks(ws: Workspace, form: str, number: int) -> tuple[str, str]:
    """The case of an invented person, and the later of two talks with the same form in it."""
    person = add_person(ws, name_of(number)).record
    case = open_case(ws, person=person).record
    later = ""
    for day in ("2026-08-10", "2026-11-20"):
        draft = assessments.start_draft(ws, case, person, form)
        _answer(ws, draft, Random(f"{number} {day}"))
        later = assessments.finish(ws, draft, day).record
    return case, later


def _answer(ws: Workspace, draft: OpenDraft, chance: Random) -> None:
    """Answer whatever is asked, and once more what its constraints refuse."""
    session = draft.session
    refused: frozenset[str] = frozenset()
    for _ in range(_TURNS):
        refs = [ref for ref, state in session.state().items() if isinstance(state, dict)]
        nodes = [node for node in map(session.node, refs) if _open(node) or node.ref in refused]
        for node in nodes:
            assessments.answer(ws, draft, "set", node.ref, _invented(node, chance))
        report = session.finish()
        refused = frozenset(problem.ref for problem in (*report.missing, *report.invalid))
        if report.ok and not nodes:
            return
    raise AssertionError("the form was not filled to its end")


def _open(node: NodeState) -> bool:
    """Whether it waits for an answer; a list may have nothing to choose from."""
    asked = node.kind == "question" and node.relevant and not node.readonly
    return asked and not node.value and node.choices != ()


def _invented(node: NodeState, chance: Random) -> str:
    if node.name == "talk_alone":
        return "yes"
    if node.choices:
        return chance.choice(node.choices).value
    plain = {"date": "2026-11-20", "int": str(chance.randint(1, 9))}
    words = " ".join(f"word{chance.randint(0, 9999)}" for _ in range(8))
    return plain.get(node.type, words)
