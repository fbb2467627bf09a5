"""Secondary instances from files: CSV, GeoJSON and XML become small trees."""

import csv
import io
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from socialcase.errors import Sentence, sentence
from socialcase.forms.views import Resource
from socialcase.forms.xpath.nodes import DOCUMENT, ELEMENT, Node
from socialcase.forms.xpath.xml import read_xml
from socialcase.texts import N_

if TYPE_CHECKING:
    from _csv import Reader

_MAX_LETTERS = 64 * 1024 * 1024
_MAX_ROWS = 500_000
_MAX_CELLS = 1_500_000


class BadResource(ValueError):
    """A file that a form reads is not what it says it is. `line` counts from 1, 0 for none."""

    def __init__(self, said: Sentence, line: int = 0) -> None:
        super().__init__(str(said))
        self.said = said
        self.line = line


def read_resource(resources: Mapping[str, Resource], address: str) -> Node | None:
    """Return the file at a `jr://` address as a tree, or None when it is not there."""
    found = resources.get(address) or resources.get(address.rpartition("/")[2])
    if found is None:
        return None
    name = address.lower()
    _bounded(found.text)
    if "csv" in found.mediatype or name.endswith(".csv"):
        return read_csv(found.text)
    if "json" in found.mediatype or name.endswith(".geojson"):
        return read_geojson(found.text)
    return read_xml(found.text)


def _tree(rows: list[list[tuple[str, str]]]) -> Node:
    document = Node(DOCUMENT, "")
    root = Node(ELEMENT, "root")
    document.append(root)
    for row in rows:
        item = Node(ELEMENT, "item")
        for name, value in row:
            item.append(Node(ELEMENT, name, None, value))
        root.append(item)
    return document


def read_csv(text: str) -> Node:
    """Read a CSV file: the first line names the columns; commas or semicolons."""
    columns, lines = csv_lines(_bounded(text))
    rows: list[list[tuple[str, str]]] = []
    try:
        for line in lines:
            if any(line):
                padded = line + [""] * (len(columns) - len(line))
                rows.append(list(zip(columns, padded, strict=False)))
            _count(len(rows), len(columns))
    except csv.Error as error:
        raise _no_csv(lines.line_num) from error
    return _tree(rows)


def csv_lines(text: str) -> tuple[list[str], "Reader"]:
    """The headings of a CSV file, and a reader of what comes after them. Raises `BadResource`."""
    text = text.removeprefix("\ufeff")
    header = text.partition("\n")[0]
    mark = ";" if header.count(";") > header.count(",") else ","
    lines = csv.reader(io.StringIO(text), delimiter=mark)
    try:
        return [name.strip() for name in next(lines, [])], lines
    except csv.Error as error:
        raise _no_csv(1) from error


def _no_csv(line: int) -> BadResource:
    return BadResource(sentence(N_("This line of the file is no CSV.")), line)


def _bounded(text: str) -> str:
    if len(text) > _MAX_LETTERS:
        raise BadResource(sentence(N_("The file is larger than {mb} MB."), mb=_MAX_LETTERS >> 20))
    return text


def _count(rows: int, columns: int) -> None:
    if rows > _MAX_ROWS or rows * columns > _MAX_CELLS:
        raise BadResource(sentence(N_("The file has more than {rows} rows."), rows=_MAX_ROWS), rows)


def read_geojson(text: str) -> Node:
    """Read a GeoJSON feature collection: properties, id and `geometry` as an ODK value."""
    try:
        data = json.loads(_bounded(text))
        rows = [_feature(feature) for feature in data["features"][: _MAX_ROWS + 1]]
    except BadResource:
        raise
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise BadResource(sentence(N_("The file is no GeoJSON feature collection."))) from error
    _count(len(rows), max(map(len, rows), default=0))
    return _tree(rows)


def _feature(feature: Mapping[str, Any]) -> list[tuple[str, str]]:
    row = [("geometry", _geometry(feature.get("geometry") or {}))]
    if "id" in feature:
        row.append(("id", str(feature["id"])))
    for name, value in (feature.get("properties") or {}).items():
        row.append((name, value if isinstance(value, str) else _plain(value)))
    return row


def _plain(value: object) -> str:
    return "" if value is None else json.dumps(value, ensure_ascii=False)


def _geometry(geometry: Mapping[str, Any]) -> str:
    """Return a point, line or outline as ODK writes it; "" for shapes it does not have."""
    kind, places = geometry.get("type"), geometry.get("coordinates") or []
    if kind == "Point":
        places = [places]
    elif kind == "Polygon":
        places = places[0] if places else []
    elif kind != "LineString":
        return ""
    return ";".join(f"{_degrees(p[1])} {_degrees(p[0])} 0 0" for p in places)


def _degrees(number: object) -> object:
    if isinstance(number, bool) or not isinstance(number, int | float):
        raise BadResource(sentence(N_("A place in the file is no pair of numbers.")))
    return number
