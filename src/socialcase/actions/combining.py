"""Proposals that bring two versions of one field together; a person may edit them."""

from collections.abc import Mapping, Sequence

from socialcase.cases.canonical import parts_of
from socialcase.cases.fields import FieldSpec, Kind
from socialcase.cases.registry import field_at


def values_of(path: str, value: str | None) -> dict[str, str | None] | str | None:
    """A canonical value as a transaction takes it: a group as its parts, in registry order.

    Parts that this program does not know are kept, after the known ones.
    """
    spec = field_at(path)
    if spec is None or spec.kind is not Kind.GROUP:
        return value
    parts = parts_of(value)
    known = {name: parts.pop(name) for name in spec.parts if name in parts}
    return {**known, **parts}


def combined(path: str, values: Sequence[str | None]) -> dict[str, str] | None:
    """A group made of all versions: the safer level, all lines of text, the first date.

    None for a field that is no group: two names or two dates cannot be brought together.
    """
    spec = field_at(path)
    if spec is None or spec.kind is not Kind.GROUP:
        return None
    versions = [parts_of(value) for value in values]
    names = dict.fromkeys(name for version in versions for name in version)
    ordered = [n for n in spec.parts if n in names] + [n for n in names if n not in spec.parts]
    return {name: _brought_together(spec, name, versions) for name in ordered}


def _brought_together(spec: FieldSpec, part: str, versions: Sequence[Mapping[str, str]]) -> str:
    texts = [version[part] for version in versions if version.get(part)]
    if part == spec.safer_part:
        return min(texts, key=lambda text: _rank(spec.safer, text), default="")
    if part in ("since", "due", "date"):
        return min(texts, default="")
    if spec.record == "case":
        return "\n".join(dict.fromkeys(line for text in texts for line in text.splitlines()))
    return texts[0] if texts else ""


def _rank(safer: Sequence[str], code: str) -> int:
    return safer.index(code) if code in safer else len(safer)
