"""Secondary instances from files: CSV, GeoJSON and XML become small trees."""

import csv
import io
import json
from collections.abc import Mapping
from typing import Any

from socialcase.forms.views import Resource
from socialcase.forms.xpath.nodes import DOCUMENT, ELEMENT, Node
from socialcase.forms.xpath.xml import read_xml

_MAX_ROWS = 500_000


class BadResource(ValueError):
    """A file that a form reads is not what it says it is."""


def read_resource(resources: Mapping[str, Resource], address: str) -> Node | None:
    """Return the file at a `jr://` address as a tree, or None when it is not there."""
    found = resources.get(address) or resources.get(address.rpartition("/")[2])
    if found is None:
        return None
    name = address.lower()
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
    text = text.removeprefix("\ufeff")
    header = text.partition("\n")[0]
    mark = ";" if header.count(";") > header.count(",") else ","
    lines = csv.reader(io.StringIO(text), delimiter=mark)
    columns = [name.strip() for name in next(lines, [])]
    rows: list[list[tuple[str, str]]] = []
    for line in lines:
        if len(rows) >= _MAX_ROWS:
            raise BadResource("the file has too many rows")
        if any(line):
            padded = line + [""] * (len(columns) - len(line))
            rows.append(list(zip(columns, padded, strict=False)))
    return _tree(rows)


def read_geojson(text: str) -> Node:
    """Read a GeoJSON feature collection: properties, id and `geometry` as an ODK value."""
    try:
        data = json.loads(text)
        features = data["features"]
    except (ValueError, KeyError, TypeError) as error:
        raise BadResource("the file is no GeoJSON feature collection") from error
    if not isinstance(features, list):
        raise BadResource("the file is no GeoJSON feature collection")
    return _tree([_feature(f) for f in features])


def _feature(feature: Any) -> list[tuple[str, str]]:
    if not isinstance(feature, dict):
        raise BadResource("a GeoJSON feature is no object")
    row = [("geometry", _geometry(feature.get("geometry") or {}))]
    if "id" in feature:
        row.append(("id", str(feature["id"])))
    for name, value in (feature.get("properties") or {}).items():
        row.append((name, value if isinstance(value, str) else _plain(value)))
    return row


def _plain(value: object) -> str:
    return "" if value is None else json.dumps(value, ensure_ascii=False)


def _geometry(geometry: Mapping[str, Any]) -> str:
    kind, places = geometry.get("type"), geometry.get("coordinates") or []
    if kind == "Point":
        places = [places]
    elif kind == "Polygon":
        places = places[0] if places else []
    return ";".join(f"{p[1]} {p[0]} 0 0" for p in places)
