"""Giving one field of one record a value: the act behind every field on every page."""

from collections.abc import Iterable, Mapping

from socialcase.actions.done import Done, done
from socialcase.actions.finding import RECORDS, fetch
from socialcase.actions.workspaces import Workspace
from socialcase.cases import codes
from socialcase.cases.dates import parse_day, parse_partial
from socialcase.cases.fields import AUDIENCE, FieldSpec, Kind
from socialcase.cases.registry import REGISTRY
from socialcase.errors import BadValue, NotFound, NotSettable

FieldValue = str | int | bool | Mapping[str, str | None] | Iterable[str] | None
"""Text, a number, a flag, parts of a group (only those named change; None removes one), all
elements of a set, or None to clear the field."""

_CODED_PARTS: Mapping[str, tuple[str, ...]] = {
    "case.risk.level": codes.RISKS,
    "case.closure.reason": codes.CLOSURE_REASONS,
    "case.handover.reason": codes.HANDOVER_REASONS,
    "person.safe_contact.allowed": ("yes", "no"),
}
_DATED_PARTS = frozenset(
    {
        "case.risk.since",
        "case.closure.date",
        "case.next_step.due",
        "case.urgent.since",
        "case.reopening.date",
        "case.handover.asked",
    }
)


def edit(ws: Workspace, kind: str, uid: str, field: str, value: FieldValue) -> Done:
    """Give `field` ("risk", or "risk.level" for one part of a group) of a record a new value.

    An equal value writes nothing. Raises NotFound, NotSettable, BadValue.
    """
    name, given = checked(kind, field, value)
    not_ahead(ws, kind, {name: given})
    fetch(ws, record_class(kind), uid)
    _check_reference(ws, spec_of(kind, name), given)
    with ws.store.transaction(ws.person) as tx:
        tx.set(uid, name, given)
    return done(uid, tx)


def add_element(ws: Workspace, kind: str, uid: str, field: str, element: str) -> Done:
    """Add one element to a set. Raises NotFound, NotSettable, BadValue."""
    checked(kind, field, (element,))
    fetch(ws, record_class(kind), uid)
    with ws.store.transaction(ws.person) as tx:
        tx.add(uid, field, element)
    return done(uid, tx)


def remove_element(ws: Workspace, kind: str, uid: str, field: str, element: str) -> Done:
    """Take one element out of a set. Raises NotFound, NotSettable."""
    if spec_of(kind, field).kind is not Kind.SET:
        raise NotSettable(kind, field)
    fetch(ws, record_class(kind), uid)
    with ws.store.transaction(ws.person) as tx:
        tx.remove(uid, field, element)
    return done(uid, tx)


def checked(kind: str, field: str, value: FieldValue) -> tuple[str, FieldValue]:
    """The field's name and the value in its written form, ready for the transaction.

    "risk.level" with a text becomes the group "risk" with that part. Dates are read as people
    write them. Raises NotSettable, BadValue.
    """
    name, _, part = field.partition(".")
    spec = spec_of(kind, name)
    if part:
        if spec.kind is not Kind.GROUP or not isinstance(value, str | None):
            raise NotSettable(kind, field)
        value = {part: value}
    return name, _checked_value(spec, value)


def checked_fields(kind: str, fields: Mapping[str, FieldValue]) -> dict[str, FieldValue]:
    """Several fields at once, as `checked`; parts of one group are brought together."""
    ready: dict[str, FieldValue] = {}
    for field, value in fields.items():
        name, given = checked(kind, field, value)
        before = ready.get(name)
        if isinstance(before, Mapping) and isinstance(given, Mapping):
            given = {**before, **given}
        ready[name] = given
    return ready


def spec_of(kind: str, field: str) -> FieldSpec:
    """What the registry says of a field. Raises NotSettable where there is none."""
    record = REGISTRY.get(kind)
    if record is None or not record.has(field) or field == AUDIENCE:
        raise NotSettable(kind, field)  # who may see a record is set by acts of their own
    return record.field(field)


def record_class(kind: str) -> type:
    """The class of a record kind. Raises NotFound for a kind that nobody looks up."""
    if kind not in RECORDS:
        raise NotFound(kind, "")
    return RECORDS[kind]


def day(kind: str, field: str, text: str) -> str:
    """A whole date as it is kept, read as people write it. Raises BadValue."""
    try:
        return parse_day(text).isoformat()
    except ValueError:
        raise BadValue(kind, field, "date") from None


def past_day(ws: Workspace, kind: str, field: str, text: str) -> str:
    """As `day`, of something that has happened: today where `text` is "". Raises BadValue."""
    found = day(kind, field, text or ws.today.isoformat())
    not_ahead(ws, kind, {field: found})
    return found


def not_ahead(ws: Workspace, kind: str, values: Mapping[str, FieldValue]) -> None:
    """Raise BadValue where something is said to have happened on a day that is still ahead.

    `values`: as `checked_fields` gives them; of a month or a year its beginning counts.
    """
    today = ws.today.isoformat()
    for name, value in values.items():
        if isinstance(value, str) and spec_of(kind, name).past:
            begins = value.removeprefix("~")
            if begins > today[: len(begins)]:
                raise BadValue(kind, name, "past")


def _check_reference(ws: Workspace, spec: FieldSpec, value: FieldValue) -> None:
    """Raise BadValue unless a reference leads to a record that is here and may be seen."""
    if spec.kind is not Kind.REFERENCE or not spec.target or not isinstance(value, str):
        return
    with ws.store.reading() as reading:
        if reading.get(record_class(spec.target), value) is None:
            raise BadValue(spec.record, spec.name, spec.target)


def _checked_value(spec: FieldSpec, value: FieldValue) -> FieldValue:
    if value is None or value == "":
        return None
    if spec.kind is Kind.GROUP:
        return _checked_group(spec, value)
    if spec.kind is Kind.SET:
        return _checked_set(spec, value)
    if not isinstance(value, str | int):
        raise BadValue(spec.record, spec.name, spec.kind.value)
    return _checked_single(spec, value)


def _checked_single(spec: FieldSpec, value: str | int) -> FieldValue:
    if spec.kind is Kind.CODE and value not in spec.codes:
        raise BadValue(spec.record, spec.name, ", ".join(spec.codes))
    if spec.kind is Kind.DATE:
        return day(spec.record, spec.name, str(value))
    if spec.kind is Kind.PARTIAL_DATE:
        return _partial(spec, str(value))
    if spec.kind is Kind.INTEGER:
        return _whole(spec, value)
    if spec.kind is Kind.FLAG:
        return value is True or value == "true"
    return value


def _checked_group(spec: FieldSpec, value: FieldValue) -> dict[str, str | None]:
    if not isinstance(value, Mapping):
        raise BadValue(spec.record, spec.name, ", ".join(spec.parts))
    return {part: _checked_part(spec, part, given) for part, given in value.items()}


def _checked_part(spec: FieldSpec, part: str, value: str | None) -> str | None:
    path = f"{spec.path}.{part}"
    if part not in spec.parts:
        raise NotSettable(spec.record, f"{spec.name}.{part}")
    if not value or not value.strip():
        return None
    allowed = _CODED_PARTS.get(path)
    if allowed and value not in allowed:
        raise BadValue(spec.record, f"{spec.name}.{part}", ", ".join(allowed))
    return day(spec.record, f"{spec.name}.{part}", value) if path in _DATED_PARTS else value


def _checked_set(spec: FieldSpec, value: FieldValue) -> tuple[str, ...]:
    if not isinstance(value, Iterable) or isinstance(value, Mapping):
        raise BadValue(spec.record, spec.name, ", ".join(spec.codes) or "set")
    elements = tuple(value.split(",")) if isinstance(value, str) else tuple(value)
    elements = tuple(dict.fromkeys(e.strip() for e in elements if e.strip()))
    if spec.codes and not set(elements) <= set(spec.codes):
        raise BadValue(spec.record, spec.name, ", ".join(spec.codes))
    return elements


def _partial(spec: FieldSpec, text: str) -> str:
    try:
        return str(parse_partial(text))
    except ValueError:
        raise BadValue(spec.record, spec.name, spec.kind.value) from None


def _whole(spec: FieldSpec, value: str | int) -> int:
    text = str(value).strip()
    if not text.isascii() or not text.isdigit() or len(text) > 15:
        raise BadValue(spec.record, spec.name, spec.kind.value)
    return int(text)
