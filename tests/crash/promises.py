"""What a killed program had said was kept, and whether it is there."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from socialcase.actions import assessments, attachments, bundles, maintenance, workspaces
from socialcase.actions.workspaces import Workspace
from socialcase.errors import UserError
from tests.crash.world import PASSPHRASE, World, reopened

Row = tuple[str, str, str | None]


@dataclass(slots=True)
class Promises:
    """Everything said so far about one workspace."""

    rows: set[Row] = field(default_factory=set)
    answers: dict[str, dict[str, str]] = field(default_factory=dict)
    bundles: set[str] = field(default_factory=set)
    backups: list[str] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)

    def __len__(self) -> int:
        """How many single things were promised."""
        answers = sum(len(one) for one in self.answers.values())
        several = len(self.rows) + len(self.bundles) + len(self.backups) + len(self.files)
        return answers + several

    def hear(self, text: str) -> None:
        """Take in what the program printed; a line cut off in the middle was never said."""
        for line in text.splitlines(keepends=True):
            if line.endswith("\n"):
                self._hear(json.loads(line))

    def _hear(self, line: dict[str, object]) -> None:
        match line:
            case {"kept": "changes", "rows": list(rows)}:
                self.rows.update((str(r), str(f), value) for r, f, value in rows)
            case {"kept": "answer", "draft": str(draft), "ref": str(ref), "value": str(value)}:
                self.answers.setdefault(draft, {})[ref] = value
            case {"kept": "file", "record": str(record), "sha256": str(sha256)}:
                self.files[record] = sha256
            case {"kept": "bundle", "file": str(file)}:
                self.bundles.add(file)
            case {"kept": "backup", "file": str(file)}:
                self.backups.append(file)

    def broken(self, world: World, folder: Path) -> list[str]:
        """Open the workspace again and list every promise that was not kept."""
        workspace = reopened(folder)
        try:
            return [*self._missing(workspace, world), *unsound(workspace)]
        finally:
            workspaces.close_workspace(workspace)

    def _missing(self, workspace: Workspace, world: World) -> Iterator[str]:
        yield from self._missing_rows(workspace)
        yield from self._missing_answers(workspace)
        yield from self._missing_bundles(workspace, world)
        yield from self._missing_backups(world)
        yield from self._missing_files(workspace)

    def _missing_rows(self, workspace: Workspace) -> Iterator[str]:
        with workspace.store.reading() as reading:
            there: set[Row] = set()
            for record in {row[0] for row in self.rows}:
                changes = (entry.change for entry in reading.history(record))
                there.update((c.record, c.field, c.value) for c in changes)
        yield from (f"change of {field} of {record}" for record, field, _ in self.rows - there)

    def _missing_answers(self, workspace: Workspace) -> Iterator[str]:
        for draft, answers in self.answers.items():
            session = assessments.resume(workspace, draft).session
            for ref, value in answers.items():
                if session.node(ref).value != value:
                    yield f"answer {ref} of draft {draft}"

    def _missing_files(self, workspace: Workspace) -> Iterator[str]:
        for record, sha256 in self.files.items():
            try:
                content = attachments.content(workspace, record)
            except UserError as fault:
                yield f"file of {record}: {type(fault).__name__}"
            else:
                if hashlib.sha256(content).hexdigest() != sha256:
                    yield f"file of {record}: other bytes"

    def _missing_bundles(self, workspace: Workspace, world: World) -> Iterator[str]:
        for file in self.bundles:
            report = bundles.merge_bundle(workspace, world.stick / file)
            if not report.already_merged:
                yield f"bundle {file}"

    def _missing_backups(self, world: World) -> Iterator[str]:
        for file in self.backups[-1:]:
            with TemporaryDirectory(dir=world.root) as folder:
                maintenance.restore(
                    world.backups / file, Path(folder) / "restored", PASSPHRASE, anywhere=True
                )
                restored = reopened(Path(folder) / "restored")
                yield from (f"backup {file}: {what}" for what in unsound(restored))
                workspaces.close_workspace(restored)


def unsound(workspace: Workspace) -> Iterable[str]:
    """What `db check` finds wrong."""
    report = maintenance.check(workspace)
    # a file is on the disk before its row, and what no row names went at the opening
    beside = {"missing": report.files.missing, "orphaned": report.files.orphaned}
    wrong = [*report.problems, *(f"{what} files" for what, names in beside.items() if names)]
    return [f"db check: {what}" for what in wrong]
