"""All submissions of a form as tables: one for the form, one for each of its repeats, a dictionary.

A column is a question by its name, in whatever version and group it stands; where two questions of
a form share a name, their groups are part of it. Rows of a repeat name the row they belong to.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

_INSTANCE = re.compile(r"\[(\d+)\]")
KEY, PARENT = "key", "parent_key"
ABOUT = ("case", "about", "told_on", "finished", "form_version", "instanceID", "corrects")
"""What stands before the answers.

The case's number, whom it is about, the days, the version, its id among ODK tools and the ids of
what it corrects.
"""
APART = "answer-"
"""Before a question of the top level that is called as one of the columns before the answers."""

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """One submission: its id, what stands before its answers (`ABOUT`), its answers by ref."""

    uid: str
    about: Mapping[str, str]
    answers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as the dictionary tells it.

    `path`: names from below the form's root; `choices`: codes and their words; `kind`: text, int,
    decimal, date, select_one, select_multiple, … in the words of XLSForm.
    """

    path: Path
    number: str
    label: str
    kind: str
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Named columns and rows of texts; "" is no answer. `kinds`: int, decimal, date, else text."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    kinds: Mapping[str, str]


def answer_tables(
    form_id: str, submissions: Sequence[Answered], asked: Sequence[Asked]
) -> list[Table]:
    """The table of the form, then one for each repeat that has rows. `asked` gives the order."""
    names = _column_names([*(one.path for one in asked), *_answered_paths(submissions)])
    kinds = {names[one.path]: one.kind for one in asked}
    found: dict[Path, list[tuple[str, str, dict[str, str]]]] = defaultdict(list)
    for submission in submissions:
        for place, key, parent, row in _rows(submission, names):
            found[place].append((key, parent, row))
    found.setdefault((), [])
    return [
        _table(form_id, place, found[place], names, kinds) for place in sorted(found, key=_order)
    ]


def dictionary(
    asked: Sequence[Asked],
    described: Iterable[tuple[str, str, str]],
    submissions: Sequence[Answered] = (),
) -> Table:
    """What every column of `answer_tables` means.

    `described`: column, words and kind of those before the answers.
    """
    names = _column_names([*(one.path for one in asked), *_answered_paths(submissions)])
    rows = [(column, "", words, kind, "") for column, words, kind in described]
    for one in asked:
        codes = "; ".join(f"{code} = {words}" for code, words in one.choices)
        rows.append((names[one.path], one.number, one.label, one.kind, codes))
    known = {one.path for one in asked}
    rows += [(names[path], "", path[-1], "text", "") for path in names if path not in known]
    return Table("dictionary", ("column", "number", "question", "type", "codes"), tuple(rows), {})


def _order(place: Path) -> tuple[int, Path]:
    return len(place), place


def _answered_paths(submissions: Iterable[Answered]) -> Iterator[Path]:
    seen: dict[Path, None] = {}
    for submission in submissions:
        seen.update(dict.fromkeys(path_of(ref) for ref in submission.answers))
    return iter(sorted(seen))


def path_of(ref: str) -> Path:
    """`/data/child[2]/age` gives ("child", "age")."""
    return tuple(_INSTANCE.sub("", ref).strip("/").split("/")[1:])


def _column_names(paths: Iterable[Path]) -> dict[Path, str]:
    """The column of each question: its name, or with its groups where the name is not enough."""
    order = list(dict.fromkeys(paths))
    many: dict[str, int] = defaultdict(int)
    for path in order:
        many[path[-1]] += 1
    taken = {*ABOUT, KEY, PARENT}
    return {
        path: path[-1] if many[path[-1]] == 1 and path[-1] not in taken else _in_groups(path, taken)
        for path in order
    }


def _in_groups(path: Path, taken: set[str]) -> str:
    name = "-".join(path)
    return APART + name if name in taken else name


def _rows(
    submission: Answered, names: Mapping[Path, str]
) -> Iterator[tuple[Path, str, str, dict[str, str]]]:
    """Every row that a submission makes: its repeat, its key, its parent's key, its answers."""
    rows: dict[tuple[Path, str], dict[str, str]] = {((), submission.uid): dict(submission.about)}
    parents = {submission.uid: ""}
    for ref, value in submission.answers.items():
        place, key, parent = _place(submission.uid, ref)
        row = rows.setdefault((place, key), {})
        parents[key] = parent
        row[names[path_of(ref)]] = value
    for (place, key), row in rows.items():
        yield place, key, parents[key], row


def _place(uid: str, ref: str) -> tuple[Path, str, str]:
    """In which repeat an answer stands, the key of its row, and that of the row above."""
    path: list[str] = []
    repeats: list[tuple[Path, str]] = [((), uid)]
    for step in ref.strip("/").split("/")[1:]:
        instance = _INSTANCE.search(step)
        path.append(_INSTANCE.sub("", step))
        if instance is not None:
            repeats.append((tuple(path), f"{repeats[-1][1]}/{step}"))
    above = repeats[-2][1] if len(repeats) > 1 else ""
    return *repeats[-1], above


def _table(
    form_id: str,
    place: Path,
    rows: Sequence[tuple[str, str, dict[str, str]]],
    names: Mapping[Path, str],
    kinds: Mapping[str, str],
) -> Table:
    there = {column for _, _, row in rows for column in row}
    columns = (*(ABOUT if not place else ()), *_columns(names, there))
    lead = (KEY, PARENT) if place else (KEY,)
    made = [
        (*((key, parent) if place else (key,)), *(row.get(column, "") for column in columns))
        for key, parent, row in rows
    ]
    name = "-".join((form_id, *place))
    return Table(name, (*lead, *columns), tuple(made), {c: kinds.get(c, "text") for c in columns})


def _columns(names: Mapping[Path, str], there: set[str]) -> list[str]:
    """The columns that any row has, in the form's order."""
    return [column for column in dict.fromkeys(names.values()) if column in there]
