"""The program that the drills kill: acts on a workspace, without end, saying what is kept.

    python -m tests.crash.workload WORLD laptop|office SEED [ACTS]

Each line on standard output is one JSON object: {"act": …} before an act, {"kept": …} once the
act has returned. An outside process reads them; what was said to be kept must be there later.
"""

import hashlib
import json
import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from random import Random

from socialcase.actions import (
    assessments,
    attachments,
    bundles,
    cases,
    form_library,
    maintenance,
    people,
)
from socialcase.actions.assessments import OpenDraft
from socialcase.actions.workspaces import Workspace
from socialcase.cases.changes import Change
from socialcase.forms import GroupHead, Item, NodeState, Question, RepeatBlock
from tests.crash.world import World, reopened

Act = Callable[[], None]


def say(**line: object) -> None:
    """Print one line of the protocol at once."""
    print(json.dumps(line, ensure_ascii=False), flush=True)


def kept(changes: tuple[Change, ...]) -> None:
    """Say that these changes are kept."""
    rows = [[c.record, c.field, c.value] for c in changes]
    say(kept="changes", rows=rows)


class Typist:
    """Fills assessments answer by answer, as the page does."""

    def __init__(self, workspace: Workspace, chance: Random) -> None:
        """Take up the form that a case begins with."""
        self._workspace = workspace
        self._chance = chance
        offered = (one for one in form_library.forms_for(workspace) if not one.meant.restricted)
        self._form = next(offered).form_id
        self._draft: OpenDraft | None = None
        self._questions: list[str] = []

    def type_answer(self) -> None:
        """Answer the next question; begin a new assessment after the last one."""
        if not self._questions:
            self._begin()
        draft = self._draft
        if draft is None or not self._questions:
            return
        node = draft.session.node(self._questions.pop(0))
        if node.relevant and not node.readonly:
            value = answer_for(node, self._chance)
            assessments.answer(self._workspace, draft, "set", node.ref, value)
            say(kept="answer", draft=draft.draft, ref=node.ref, value=value)

    def _begin(self) -> None:
        person = people.add_person(self._workspace, {"given": "Invented"})
        kept(person.changes)
        case = cases.open_case(self._workspace, person=person.record, worry="a worry")
        kept(case.changes)
        self._draft = assessments.start_draft(
            self._workspace, case.record, person.record, self._form
        )
        pages = self._draft.session.pages()
        self._questions = [ref for page in pages for ref in questions(page.items)]


def questions(items: tuple[Item, ...]) -> Iterator[str]:
    """The refs of all questions below `items`, in order."""
    for item in items:
        match item:
            case Question():
                yield item.ref
            case GroupHead():
                yield from questions(item.items)
            case RepeatBlock():
                for instance in item.instances:
                    yield from questions(instance.items)


def answer_for(node: NodeState, chance: Random) -> str:
    """Something that the question takes."""
    if node.choices:
        return chance.choice(node.choices).value
    plain = {"int": str(chance.randint(0, 9)), "decimal": "1.50", "date": "2026-11-22"}
    return plain.get(node.type, f"words {chance.randint(0, 999)}")


class Workload:
    """The acts of one workspace, drawn by chance."""

    def __init__(self, world: World, workspace: Workspace, chance: Random) -> None:
        """Work on `workspace` of `world`."""
        self._world = world
        self._workspace = workspace
        self._chance = chance
        self._bundles = bundles.bundles_in(world.stick)
        chance.shuffle(self._bundles)

    def laptop(self) -> Iterator[tuple[str, Act]]:
        """Typing for the most part, some edits, now and then a backup."""
        typist = Typist(self._workspace, self._chance)
        for n in count():
            if n % 12 == 11:
                yield "backup", self.back_up
            elif n % 4 == 3:
                yield "edit", self.edit
            elif n % 6 == 4:
                yield "file", self.attach
            else:
                yield "answer", typist.type_answer

    def office(self) -> Iterator[tuple[str, Act]]:
        """Bundles taken in, edits between them, a backup at the end."""
        for file in self._bundles:
            yield "merge", lambda file=file: self.merge(file)  # type: ignore[misc]
            for _ in range(3):
                yield "edit", self.edit
        while True:
            yield "backup", self.back_up
            for _ in range(20):
                yield "edit", self.edit

    def edit(self) -> None:
        """Change a field of somebody who is there, or register somebody."""
        rows = people.people(self._workspace, limit=20)
        if len(rows) < 5:
            kept(people.add_person(self._workspace, {"given": "Invented"}).changes)
            return
        value = f"words {self._chance.random()}"
        row = self._chance.choice(rows)
        kept(people.edit_person(self._workspace, row.uid, "note", value).changes)

    def attach(self) -> None:
        """Keep a file with somebody who is there."""
        rows = people.people(self._workspace, limit=20)
        if not rows:
            self.edit()
            return
        content = self._chance.randbytes(self._chance.randrange(1, 400_000))
        owner = self._chance.choice(rows).uid
        done = attachments.add_document(self._workspace, owner, content, name="words.bin")
        kept(done.changes)
        say(kept="file", record=done.record, sha256=hashlib.sha256(content).hexdigest())

    def merge(self, file: Path) -> None:
        """Take a bundle in."""
        bundles.merge_bundle(self._workspace, file)
        say(kept="bundle", file=file.name)

    def back_up(self) -> None:
        """Write a backup."""
        name = f"{self._chance.getrandbits(48):x}.backup"
        file = maintenance.backup(self._workspace, self._world.backups / name)
        say(kept="backup", file=file.name)


def main(world: Path, kind: str, seed: str, acts: str = "1000000000") -> None:
    """Work until the acts are done or somebody pulls the plug."""
    here = World(world)
    workspace = reopened(here.laptop if kind == "laptop" else here.office)
    workload = Workload(here, workspace, Random(seed))
    stream = workload.laptop() if kind == "laptop" else workload.office()
    say(ready=True)
    for _, (name, act) in zip(range(int(acts)), stream, strict=False):
        say(act=name)
        act()


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
