"""KoboToolbox's blocks (score, rank, matrix) and names as plain XLSForm."""

import re
from collections.abc import Iterator

from socialcase.errors import FormProblem, sentence
from socialcase.forms.repairs import note
from socialcase.forms.sheets import Book, Sheet
from socialcase.texts import N_

_BLOCKS = ("score", "rank", "kobomatrix")
_NAMED = "$autoname"
# columns that Kobo writes into its forms
_MARKS = ("$autoname", "$kuid", "kobo--")


def name_rows(survey: Sheet) -> Iterator[FormProblem]:
    """Name what has no name: groups always, questions where Kobo would name them itself."""
    taken = {row["name"] for row in survey.rows if row.get("name")}
    of_kobo = any(column.startswith(_MARKS) for column in survey.columns)
    for number, row in zip(survey.numbers, survey.rows, strict=True):
        kind = row.get("type", "").lower()
        if not kind or row.get("name") or kind.startswith("end"):
            continue
        if not (kind.startswith("begin") or of_kobo):
            continue
        row["name"] = _free(row.get(_NAMED) or _name_of(row), taken)
        taken.add(row["name"])
        said = sentence(N_("The row had no name; it is called '{name}'."), name=row["name"])
        yield note("survey", number, "name", "named", said)


def _name_of(row: dict[str, str]) -> str:
    """Make a name of a label, as Kobo does."""
    label = next((text for head, text in row.items() if head.startswith("label")), "")
    words = re.sub(r"\W+", "_", re.sub(r"\$\{[^}]*\}", "", label)).strip("_")[:40]
    return words if words[:1].isalpha() else f"group_{words}".rstrip("_")


def _free(name: str, taken: set[str]) -> str:
    numbered = (f"{name}_{n:03}" for n in range(1, len(taken) + 2))
    return name if name not in taken else next(n for n in numbered if n not in taken)


def plain_blocks(book: Book) -> Iterator[FormProblem]:
    """Write Kobo's score, rank and matrix blocks as plain groups."""
    survey = book.sheet("survey")
    rows: list[dict[str, str]] = []
    numbers: list[int] = []
    block: dict[str, str] = {}
    for number, row in zip(survey.numbers, survey.rows, strict=True):
        kind = row.get("type", "").strip().replace(" ", "_")
        made = _plain_rows(kind, row, block, book)
        if kind.startswith("begin_") and kind[6:] in _BLOCKS:
            block = dict(row)
            said = sentence(N_("The block '{kind}' is asked as a plain group."), kind=kind)
            yield note("survey", number, "type", "block_replaced", said)
        elif kind.startswith("end_") and kind[4:] in _BLOCKS:
            block = {}
        rows += made
        numbers += [number] * len(made)
    survey.rows, survey.numbers = rows, numbers


def _plain_rows(
    kind: str, row: dict[str, str], block: dict[str, str], book: Book
) -> list[dict[str, str]]:
    if kind.startswith(("begin_", "end_")) and kind.partition("_")[2] in _BLOCKS:
        return _edge(kind, row, book)
    if kind == "score__row":
        choices = block.get("kobo--score-choices", "")
        return [{**row, "type": f"select_one {choices}", "appearance": "list-nolabel"}]
    if kind == "rank__level":
        return [{**row, "type": f"select_one {block.get('kobo--rank-items', '')}"}]
    if block.get("type", "").replace(" ", "_") == "begin_kobomatrix":
        return _matrix(row, block, book)
    return [row]


def _edge(kind: str, row: dict[str, str], book: Book) -> list[dict[str, str]]:
    if kind.startswith("end_"):
        return [{"type": "end_group"}]
    if kind == "begin_kobomatrix":
        return [{**_kept(row), "type": "begin_group"}]
    return _opening(row, book)


def _kept(row: dict[str, str]) -> dict[str, str]:
    return {k: v for k, v in row.items() if not k.startswith("kobo--") and k != "appearance"}


def _opening(row: dict[str, str], book: Book) -> list[dict[str, str]]:
    survey = book.sheet("survey")
    if "appearance" not in survey.columns:
        survey.columns.append("appearance")
    group = {**_kept(row), "type": "begin_group", "appearance": "field-list"}
    choices = row.get("kobo--score-choices")
    if not choices:
        return [group]
    heading = {k: v for k, v in _kept(row).items() if k.startswith("label")}
    name = f"{row.get('name', 'score')}_header"
    asked = {"type": f"select_one {choices}", "name": name, "appearance": "label"}
    return [group, {**heading, **asked}]


def _matrix(row: dict[str, str], block: dict[str, str], book: Book) -> list[dict[str, str]]:
    """Ask a matrix column once for each line of the matrix's list."""
    wanted = block.get("kobo--matrix_list", "")
    lines = [
        c for c in book.sheet("choices").rows if c.get("list_name", c.get("list name")) == wanted
    ]
    made = []
    for line in lines:
        labels = {
            column: f"{line.get(column, '')} – {text}"
            for column, text in row.items()
            if column.startswith("label")
        }
        # as Kobo deploys them: matrix_line_column
        name = "_".join((block.get("name", ""), line.get("name", ""), row.get("name", "")))
        made.append({**row, **labels, "name": name.strip("_")})
    return made
