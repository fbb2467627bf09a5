"""Question types as other dialects and other hands write them."""

import re
from collections.abc import Iterator

from socialcase.errors import FormProblem, sentence
from socialcase.forms.repairs import note
from socialcase.forms.sheets import Sheet
from socialcase.texts import N_

# (type here, appearance that says what was meant)
_TYPES = {
    # Community Health Toolkit
    "tel": ("text", "numbers"),
    "numeric": ("decimal", ""),
    # SurveyCTO
    "comments": ("text", "multiline"),
    "caseid": ("hidden", ""),
    "duration": ("hidden", ""),
    "device info": ("hidden", ""),
    "calculate_here": ("calculate", ""),
    "simid": ("simserial", ""),
    "devicephonenum": ("phonenumber", ""),
    "thousands-sep": ("integer", "thousands-sep"),
}
_LISTED = re.compile(
    r"(?P<head>select[ _](?P<c>one|multiple)[ _](?P<kind>from[ _]file|external)"
    r"|add select (?P<a>one|multiple) prompt using|q (?P<q>select1?)"
    r"|select (?P<b>one|multiple) (?:from|using)|select1|select all that apply(?: from)?"
    r"|select[ _](?P<d>one|multiple)|rank)\s+(?P<rest>\S.*)",
    re.IGNORECASE,
)
_EDGE = re.compile(r"(begin|end)[ _](group|repeat|loop)", re.IGNORECASE)
_SPELLED = re.compile(r"select_(one|multiple)(_from_file|_external)?\s.*|rank\s.*")


def plain_types(survey: Sheet) -> Iterator[FormProblem]:
    """Write every question type as the converter knows it."""
    known = _known()
    for number, row in zip(survey.numbers, survey.rows, strict=True):
        kind = " ".join(row.get("type", "").split())
        made, appearance = _plain(kind, known)
        if not kind or made == row["type"]:
            continue
        row["type"] = made
        if appearance:
            row["appearance"] = f"{row.get('appearance', '')} {appearance}".strip()
            if "appearance" not in survey.columns:
                survey.columns.append("appearance")
        if made != kind:
            said = sentence(N_("The type '{kind}' is asked as '{made}'."), kind=kind, made=made)
            yield note("survey", number, "type", "type_replaced", said)


def _known() -> frozenset[str]:
    from pyxform.aliases import _type_alias_map
    from pyxform.question_type_dictionary import QUESTION_TYPE_DICT

    return frozenset((*QUESTION_TYPE_DICT, *_type_alias_map))


def _plain(kind: str, known: frozenset[str]) -> tuple[str, str]:
    if kind in known or _SPELLED.fullmatch(kind):
        return kind, ""
    if kind in _TYPES:
        return _TYPES[kind]
    if kind.startswith("db:"):
        return "text", "db-object"
    listed = _LISTED.fullmatch(kind)
    if listed is not None:
        return _select(listed), ""
    low = kind.lower()
    return (low if low in known or low in _TYPES or _EDGE.fullmatch(kind) else kind), ""


def _select(match: re.Match[str]) -> str:
    head = match["head"].lower()
    if head == "rank":
        return f"rank {match['rest']}"
    said = (match["a"] or match["b"] or match["c"] or match["d"] or "").lower()
    single = said == "one" or head in ("q select1", "select1")
    count = "one" if single else "multiple"
    kind = f"_{match['kind'].lower().replace(' ', '_')}" if match["kind"] else ""
    return f"select_{count}{kind} {match['rest']}"
