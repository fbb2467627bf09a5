"""The history in words: what a change is about, and what it says."""

from collections.abc import Sequence

from socialcase.actions.history import HistoryLine
from socialcase.actions.value_words import value_words
from socialcase.cases.fields import AUDIENCE, FieldSpec, Kind
from socialcase.cases.registry import field_at
from socialcase.texts import label, tr

_SILENT = frozenset({
    *("submission", "formerly", "content", "piece", "turn", "media", "size", "ref", "subject"),
    *("form_id", "form_version", "form_hash", "form_about", "content_hash", "age_key", "age_keys"),
    "attachment.question",
})  # fmt: skip
"""Fields of any record, or of one, that the program writes for itself or that are no words."""
_WHO_SEES = frozenset({"case", "person", "provider"})
"""Kinds of which it is told who may see them: whatever belongs to them follows."""
_OF_WHOM = frozenset({"member.person", "certificate.person", "relation.person", "measure.goal"})
"""Links to whom the record is about, whose name stands before the field already."""
_NAMED = frozenset({"person", "staff", "provider"})
"""Kinds of records that a link to them is told of by name."""
_LONGEST = 48


def news(lines: Sequence[HistoryLine]) -> list[str]:
    """Changes in brief, newest first: each field and each new record once, by whom it was written.

    A record that was made is one piece of news, whatever was entered in it.
    """
    made = {one.record for one in lines if one.field == AUDIENCE and one.old is None and one.new}
    brief: dict[str, str] = {}
    for line in lines:
        if line.record not in made and told(line):
            said = f"{field_words(line)}: {change_words(line)}"
            brief.setdefault(f"{line.record} {line.field}", _by(line, said))
        elif line.record in made and line.record not in brief:
            ones = [one for one in lines if one.record == line.record and told(one)]
            if ones:
                brief[line.record] = _by(line, _made_words(ones))
    return list(brief.values())


def _made_words(lines: Sequence[HistoryLine]) -> str:
    """A new record: what it is, and what tells it from others, else its first text."""
    kind = label("kind", lines[0].kind)
    about = next((line.about for line in lines if line.about), "")
    texts = (one for one in lines if (spec := spec_of(one)) and spec.kind is Kind.TEXT)
    words = about or change_words(next(texts, lines[-1]))
    return tr("New: {what}").format(what=f"{kind}: {words}")


def _by(line: HistoryLine, said: str) -> str:
    return " · ".join(filter(None, (said, line.author_name)))


def told(line: HistoryLine) -> bool:
    """Whether a change says something to people.

    Links between records do where they name somebody who is not named already; who may see a
    record does once it changes.
    """
    spec = spec_of(line)
    if spec is None:
        return True
    if spec.name == AUDIENCE:
        return line.old is not None and line.kind in _WHO_SEES
    if spec.kind is Kind.ORDER:
        return line.old is not None
    if spec.kind is Kind.REFERENCE:
        names = {line.named.get(uid or "", "") for uid in (line.new, line.old)} - {"", line.about}
        told_of = spec.target in _NAMED or spec.path == "plan.gave_way"
        return bool(names or line.redacted) and told_of and spec.path not in _OF_WHOM
    return spec.kind is not Kind.JSON and not {spec.name, spec.path} & _SILENT


def spec_of(line: HistoryLine) -> FieldSpec | None:
    """The field of a line; None for one that a newer program brought."""
    return field_at(f"{line.kind}.{line.field}" + (f"/{line.element}" if line.element else ""))


def field_words(line: HistoryLine) -> str:
    """What a change is about: "Aýna: Telephone"."""
    words = label("field", f"{line.kind}.{line.field}")
    about = line.about if len(line.about) <= _LONGEST else f"{line.about[: _LONGEST - 1].rstrip()}…"
    return f"{about}: {words}" if about else words


def change_words(line: HistoryLine) -> str:
    """What a change says: the new value, and the one before it."""
    if line.redacted:
        return tr("redacted")
    spec = spec_of(line)
    if line.element:
        what = value_words(spec, line.element, line.named) or "…"
        said = tr("added: {what}") if line.new else tr("taken out: {what}")
        return said.format(what=what)
    if spec is not None and spec.kind is Kind.ORDER:
        return tr("moved to another place")
    new = value_words(spec, line.new, line.named) or tr("emptied")
    old = value_words(spec, line.old, line.named)
    return tr("{new}, before: {old}").format(new=new, old=old) if old else new
