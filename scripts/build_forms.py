"""Build the programme's XLSForms from their readable sources.

    python scripts/build_forms.py            writes forms/*.xlsx and forms/index.json
    python scripts/build_forms.py --check    status 1 when a form differs from its source

Sources: forms/source/<form>.toml (questions), forms/source/parts/<part>.toml (questions that
several forms share, taken in where a row says include = "<part>"), forms/source/choices*.toml
(answer lists), resources/reference/{welayats,etraps}.tsv (places). The same sources give the same
bytes. Every word needs all three languages; what is missing is named and nothing is built.
"""

import csv
import re
import sys
import tomllib
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import msgspec
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from socialcase.actions.form_shipping import EARLIER, INDEX, Listed, read_shipped
from socialcase.actions.form_versions import card_of
from socialcase.forms import check_form
from socialcase.forms.marks import MARKS

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "forms" / "source"
REFERENCE = ROOT / "resources" / "reference"
CHOICES = "choices*.toml"
INSTALLABLE = "installable"
"""Folder of forms that are not offered: an office completes and installs them."""

LANGUAGES = {"en": "English (en)", "ru": "Русский (ru)", "tk": "Türkmençe (tk)"}
NEEDED = {
    "en": "This answer is needed before the form can be finished.",
    "ru": "Без этого ответа форму нельзя завершить.",
    "tk": "Formany tamamlamak üçin bu jogap gerek.",
}
TYPES = {"page": "begin_group", "table": "begin_group", "repeat": "begin_repeat"}
PLAIN_COLUMNS = {
    "when": "relevant",
    "only": "constraint",
    "calc": "calculation",
    "filter": "choice_filter",
    "look": "appearance",
    "params": "parameters",
}
WORD_COLUMNS = {
    "": "label",
    "hint_": "hint",
    "why_": "guidance_hint",
    "say_": "constraint_message",
}


Row = dict[str, str]


class MissingWords(Exception):
    """Rows of a source without their words in some language: "row: key"."""


def forms() -> list[str]:
    """The names of all forms that there are sources for, in the order of the alphabet.

    Those that are only to be installed have their folder before the name, as their files have.
    """
    files = {*SOURCES.glob("*.toml"), *SOURCES.glob(f"{INSTALLABLE}/*.toml")}
    files -= set(SOURCES.glob(CHOICES))
    return sorted(file.relative_to(SOURCES).with_suffix("").as_posix() for file in files)


def read_source(form: str) -> dict[str, Any]:
    """The source of `form` with the rows of its parts in their places. Raises MissingWords."""
    source = tomllib.loads((SOURCES / f"{form}.toml").read_text(encoding="utf-8"))
    source["row"] = [row for one in source["row"] for row in _taken_in(one)]
    missing = [*_missing(source, "title_", source["form_id"])]
    for row in source["row"]:
        for prefix in WORD_COLUMNS:
            missing += _missing(row, prefix, str(row.get("name", "")))
    if missing:
        raise MissingWords(f"{form}.toml: {', '.join(missing)}")
    return source | {"row": [*_tables_spoken(source["row"])]}


def _taken_in(row: dict[str, Any]) -> list[dict[str, Any]]:
    if "include" not in row:
        return [row]
    part = tomllib.loads((SOURCES / "parts" / f"{row['include']}.toml").read_text(encoding="utf-8"))
    return [inner for one in part["row"] for inner in _taken_in(one)]


def _tables_spoken(rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The rows; what helps with a table comes before it as a note, for tables have no hints.

    Why a table is asked is shown with its first question.
    """
    why: dict[str, Any] = {}
    for row in rows:
        if row["type"] != "table":
            yield row | {key: words for key, words in why.items() if "why_en" not in row}
            why = {}
            continue
        hint = {key.removeprefix("hint_"): row[key] for key in row if key.startswith("hint_")}
        if hint:
            asked = {"when": row["when"]} if "when" in row else {}
            yield {"type": "note", "name": f"{row['name']}_hint"} | asked | hint
        why = {key: row[key] for key in row if key.startswith("why_")}
        yield {key: row[key] for key in row if not key.startswith(("hint_", "why_"))}


def _missing(row: dict[str, Any], prefix: str, name: str) -> Iterator[str]:
    wanted = [f"{prefix}{code}" for code in LANGUAGES if f"{prefix}{code}" != "title_en"]
    if any(row.get(key) for key in wanted):
        yield from (f"{name}: {key}" for key in wanted if not row.get(key))


def survey(rows: list[dict[str, Any]]) -> list[Row]:
    """The survey sheet, one mapping from column to cell for each row."""
    names = [str(row.get("name", "")) for row in rows]
    kinds = [str(row["type"]) for row in rows]
    ends = _ends(kinds)
    return [
        _survey_row(row, end, [n for n, k in zip(names, kinds, strict=True) if _picked(k)])
        for row, end in zip(rows, ends, strict=True)
    ]


def _picked(kind: str) -> bool:
    return kind.startswith("select_one ")


def _ends(kinds: list[str]) -> list[str]:
    """For each row that ends something: what it ends."""
    open_kinds: list[str] = []
    ends: list[str] = []
    for kind in kinds:
        if kind in TYPES:
            open_kinds.append(TYPES[kind])
        ends.append(open_kinds.pop().replace("begin", "end") if kind == "end" else "")
    return ends


def _survey_row(row: dict[str, Any], end: str, picked: list[str]) -> Row:
    kind = str(row["type"])
    if end:
        return {"type": end}
    cells = {"type": TYPES.get(kind, kind), "name": str(row["name"])}
    cells |= {column: str(row[key]) for key, column in PLAIN_COLUMNS.items() if key in row}
    for prefix, column in WORD_COLUMNS.items():
        cells |= _words(row, prefix, column)
    if kind == "table":
        cells["appearance"] = "table-list"
    for key, worded in COUNTING.items():
        if key in row:
            cells["calculation"] = _counting(row, key, worded, picked)
    if row.get("must"):
        cells |= {"required": "yes"} | _in_languages("required_message", NEEDED)
    return cells


def _words(row: dict[str, Any], prefix: str, column: str) -> Row:
    """The words of one kind in every language."""
    if f"{prefix}en" not in row:
        return {}
    return _in_languages(column, {code: str(row[f"{prefix}{code}"]) for code in LANGUAGES})


def _in_languages(column: str, words: dict[str, str]) -> Row:
    return {f"{column}::{LANGUAGES[code]}": text for code, text in words.items()}


def _counting(
    row: dict[str, Any], key: str, worded: Callable[[str, dict[str, Any]], str], picked: list[str]
) -> str:
    """An expression over all choices whose names begin as the row says under `key`."""
    counted = [name for name in picked if name.startswith(str(row[key]))]
    if not counted:
        raise ValueError(f"{row['name']}: no question begins with {row[key]}")
    return " + ".join(worded(name, row) for name in counted)


def _counted(name: str, row: dict[str, Any]) -> str:
    among = " or ".join(f"${{{name}}} = '{answer}'" for answer in row["among"])
    return f"number({among})"


def _answered(name: str, _: dict[str, Any]) -> str:
    return f"number(${{{name}}} != '')"


def _added(name: str, _: dict[str, Any]) -> str:
    return f"coalesce(${{{name}}}, 0)"


COUNTING = {"count": _counted, "answered": _answered, "sum": _added}
"""What a row may calculate over all choices whose names begin alike."""


def choices(rows: list[dict[str, Any]]) -> list[Row]:
    """The choices sheet: only the lists that the survey uses, in its order."""
    used = dict.fromkeys(
        str(row["type"]).split()[1] for row in rows if str(row["type"]).startswith("select_")
    )
    lists = answer_lists()
    return [cells for name in used if "$" not in name for cells in _list_rows(name, lists)]


def answer_lists() -> dict[str, list[list[str]]]:
    """Every answer list by name. Raises ValueError for a name that two files have."""
    lists: dict[str, list[list[str]]] = {}
    for file in sorted(SOURCES.glob(CHOICES)):
        more = tomllib.loads(file.read_text(encoding="utf-8"))
        doubled = lists.keys() & more.keys()
        if doubled:
            raise ValueError(f"{file.name}: {', '.join(sorted(doubled))} is there already")
        lists |= more
    return lists


def _list_rows(name: str, lists: dict[str, list[list[str]]]) -> Iterator[Row]:
    if name in ("welayat", "etrap"):
        yield from _place_rows(name)
        return
    for code, en, ru, tk in lists[name]:
        words = {"en": en, "ru": ru, "tk": tk}
        yield {"list_name": name, "name": code} | _in_languages("label", words)


def _place_rows(name: str) -> Iterator[Row]:
    with (REFERENCE / f"{name}s.tsv").open(encoding="utf-8", newline="") as file:
        for place in csv.DictReader(file, delimiter="\t"):
            if place.get("since_2025_09") != "0":
                words = {code: place[code] for code in LANGUAGES}
                cells = {"list_name": name, "name": place["code"]} | _in_languages("label", words)
                yield cells | ({"welayat": place["welayat"]} if name == "etrap" else {})


def settings(source: dict[str, Any]) -> list[Row]:
    """The settings sheet."""
    return [
        {
            "form_title": str(source["title"]),
            **{
                f"form_title::{LANGUAGES[code]}": str(source[f"title_{code}"])
                for code in LANGUAGES
                if code != "en"
            },
            "form_id": str(source["form_id"]),
            "version": str(source["version"]),
            "default_language": LANGUAGES["en"],
            "style": "pages",
            **{mark: str(source[mark]) for mark in MARKS if mark in source},
        }
    ]


def sheets(form: str) -> dict[str, list[Row]]:
    """The three sheets of `form` as rows of cells."""
    source = read_source(form)
    rows = source["row"]
    return {"survey": survey(rows), "choices": choices(rows), "settings": settings(source)}


def workbook(form: str) -> bytes:
    """The finished .xlsx file of `form`."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets(form).items():
        _fill(book.create_sheet(title), rows)
    raw = BytesIO()
    book.save(raw)
    return _timeless(raw.getvalue())


def _fill(sheet: Worksheet, rows: list[Row]) -> None:
    columns = list(dict.fromkeys(column for row in rows for column in row))
    sheet.append(columns)
    for row in rows:
        sheet.append([row.get(column) for column in columns])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for column in sheet.columns:
        wide = "::" in str(column[0].value)
        sheet.column_dimensions[column[0].column_letter].width = 44 if wide else 22
        for cell in column:
            cell.alignment = Alignment(wrap_text=wide, vertical="top")
    sheet.freeze_panes = "C2"


def _timeless(data: bytes) -> bytes:
    """The same workbook without the hour of writing in it."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in sorted(old.namelist()):
            body = old.read(name)
            if name == "docProps/core.xml":
                body = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2026-01-01T00:00:00Z", body)
            entry = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, body)
    return out.getvalue()


def _files() -> Iterator[tuple[Path, bytes]]:
    """Every file with what it is to hold; the list of them last, when the others are written."""
    folder = ROOT / "forms"
    for form in forms():
        yield folder / f"{form}.xlsx", workbook(form)
    yield folder / INDEX, index(folder)


def index(folder: Path) -> bytes:
    """What a list of forms shows of each form in `folder`, today's and earlier versions."""
    lines = {}
    for file in sorted([*folder.glob("*.xlsx"), *folder.glob(f"{EARLIER}/*.xlsx")]):
        package = read_shipped(file)
        card = card_of(package, check_form(package.source, package.name), shipped=True)
        listed = Listed(len(package.source), package.content_hash, card)
        lines[file.relative_to(folder).as_posix()] = listed
    return msgspec.json.format(msgspec.json.encode(lines), indent=1) + b"\n"


def main(arguments: list[str]) -> int:
    """Write every form, or with --check say which differ. Returns the exit status."""
    stale = []
    for file, built in _files():
        if "--check" not in arguments:
            file.write_bytes(built)
            print(f"{file.relative_to(ROOT)}: {len(built)} bytes")
        elif not file.exists() or file.read_bytes() != built:
            stale.append(file.name)
    if stale:
        print("differs from its source:", ", ".join(stale), file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
