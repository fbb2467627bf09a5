"""Every act that writes: the history names it in three languages, undo restores what was before."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import socialcase.actions
from socialcase.actions.done import Done
from socialcase.actions.finding import RECORDS
from socialcase.actions.history import HistoryLine, history, undo
from socialcase.actions.history_words import change_words, field_words, told
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import Disclosure, FormVersion, Viewing
from socialcase.cases.registry import REGISTRY
from socialcase.errors import UserError
from socialcase.texts import explain, use_language
from tests.actions.acts_table import ACTS
from tests.actions.acts_world import World, build, copy_of

ELSEWHERE = {
    "arriving_taking.take": "test_acts_arriving_answers",
    "case_lists.take_list": "test_acts_case_lists",
    "exporting.export_answers": "test_acts_exporting",
    "form_publishing.install_form": "test_acts_forms",
    "form_publishing.publish_form": "test_acts_forms",
    "held.release": "test_acts_held",
    "held.set_aside": "test_acts_held",
    "plan_apart.join_versions": "test_acts_plan_apart",
    "plan_apart.keep_version": "test_acts_plan_apart",
    "plan_apart.take_goal": "test_acts_plan_apart",
    "relations.write_down": "test_acts_relations",
}
"""Acts that need files or laptops apart, and the tests that do them."""
NO_ACTS = frozenset({
    *("done.done", "done.done_with", "history.undo"),
    *("circles.join_circle", "circles.take_over"),  # what joining an office writes by itself
})  # fmt: skip
LANGUAGES = ("en", "ru", "tk")
KINDS = "|".join(REGISTRY)
RAW = re.compile(
    r"[a-z2-7]{26}|\{|…|\d{4}-\d\d-\d\d"  # an id, JSON, what is no text, a day for machines
    rf"|(?<![\w.])[a-z]+_[a-z_]+(?![\w.])|\b(?:{KINDS})\.[a-z_]+"  # a code, a path
)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return build(tmp_path_factory.mktemp("world"))


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    yield
    use_language("en")


def acts_there_are() -> set[str]:
    """Every public function of the acts that says what was done."""
    found = set()
    for file in sorted(Path(socialcase.actions.__path__[0]).glob("*.py")):
        for node in ast.parse(file.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                gives = ast.unparse(node.returns) if node.returns else ""
                if re.search(r"\bDone\b", gives):
                    found.add(f"{file.stem}.{node.name}")
    return found - NO_ACTS


def everything(ws: Workspace) -> dict[str, object]:
    """Every record that the person here can read, by id."""
    kinds: tuple[type, ...] = (*RECORDS.values(), Disclosure, Viewing, FormVersion)
    with ws.store.reading() as reading:
        pages: list[list[Any]] = [reading.page(kind, limit=100_000) for kind in kinds]
    return {one.uid: one for page in pages for one in page}


def lines_of(ws: Workspace, done: Done) -> list[HistoryLine]:
    """What the history tells of an act."""
    records = dict.fromkeys(change.record for change in done.changes)
    lines = [line for record in records for line in history(ws, record)]
    return [line for line in lines if line.save == done.save and told(line)]


def test_every_act_is_tried_here_or_elsewhere() -> None:
    here = {name.partition(",")[0] for name in ACTS}
    assert acts_there_are() - here - ELSEWHERE.keys() == set()
    assert here | ELSEWHERE.keys() <= acts_there_are()
    folder = Path(__file__).parent
    for act, file in ELSEWHERE.items():
        assert act.partition(".")[2] in (folder / f"{file}.py").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ACTS)
def test_an_act_is_told_in_words_and_taken_back(name: str, world: World, tmp_path: Path) -> None:
    act = ACTS[name]
    with copy_of(world, act.at, tmp_path) as ws:
        act.before(ws, world)
        before = everything(ws)
        done = act.do(ws, world)
        assert done.save
        assert everything(ws) != before
        _check_words(ws, done)
        if act.refused is None:
            back = undo(ws, done.save)
            assert everything(ws) == before
            _check_words(ws, back)
        else:
            with pytest.raises(act.refused) as refused:
                undo(ws, done.save)
            _check_reason(refused.value)


def _check_words(ws: Workspace, done: Done) -> None:
    lines = lines_of(ws, done)
    assert lines
    for language in LANGUAGES:
        use_language(language)
        words = [(field_words(line), change_words(line)) for line in lines]
        raw = [pair for pair in words if any(RAW.search(one) or not one for one in pair)]
        assert raw == []
    use_language("en")


def _check_reason(error: UserError) -> None:
    told_of = explain(error)
    assert all((told_of.happened, told_of.safe, told_of.do))
