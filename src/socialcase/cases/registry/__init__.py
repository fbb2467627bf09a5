"""The one field registry: every record kind and every field that the program keeps.

It drives the typed tables, the projection from the change log, search, conflict labels, what a
role may write, exports and the data dictionary. To add a field: add a line in the module of its
theme (with `since` = the version that brings it) and an attribute to the dataclass in the module
of the same name in `records`; the typed tables are made anew from the log when the registry has
changed, so no migration is needed.
"""

from collections.abc import Iterator, Mapping

from socialcase.cases.fields import FieldSpec, Kind, RecordSpec
from socialcase.cases.registry.assessing import ASSESSMENT, FORM, FORM_FILE, REMARK
from socialcase.cases.registry.casework import (
    ATTACHMENT,
    CASE,
    COMMENT,
    CONSENT,
    DISCLOSURE,
    NOTE,
    SNOOZE,
    TASK,
    VIEWING,
    VISIT,
    WITHHOLDING,
)
from socialcase.cases.registry.office import DECISION, EPOCH, HOTLINE, NORM, STAFF, WORKWEEK
from socialcase.cases.registry.people import (
    CERTIFICATE,
    HOUSEHOLD,
    MEMBER,
    PERSON,
    RELATION,
    TIE,
)
from socialcase.cases.registry.planning import (
    ACTION,
    GOAL,
    MEASURE,
    NEED,
    PLAN,
    REVIEW,
    SIGNATURE,
)
from socialcase.cases.registry.services import PROVIDER, REFERRAL, RESOURCE

REGISTRY: Mapping[str, RecordSpec] = {
    spec.kind: spec
    for spec in (
        PERSON,
        HOUSEHOLD,
        MEMBER,
        CASE,
        CONSENT,
        ASSESSMENT,
        PLAN,
        GOAL,
        ACTION,
        VISIT,
        NOTE,
        COMMENT,
        REMARK,
        TASK,
        STAFF,
        ATTACHMENT,
        FORM,
        FORM_FILE,
        DECISION,
        DISCLOSURE,
        VIEWING,
        SNOOZE,
        CERTIFICATE,
        RELATION,
        TIE,
        WITHHOLDING,
        NEED,
        SIGNATURE,
        REVIEW,
        MEASURE,
        PROVIDER,
        REFERRAL,
        RESOURCE,
        NORM,
        HOTLINE,
        WORKWEEK,
        EPOCH,
    )
}


def fields(registry: Mapping[str, RecordSpec] = REGISTRY) -> Iterator[FieldSpec]:
    """Every field of every record kind."""
    for spec in registry.values():
        yield from spec.fields


def field_at(path: str, registry: Mapping[str, RecordSpec] = REGISTRY) -> FieldSpec | None:
    """The known field behind a name of the change log: "case.risk", "case.groups/older_person"."""
    kind, _, rest = path.partition(".")
    name, _, element = rest.partition("/")
    spec = registry.get(kind)
    if spec is None or not spec.has(name):
        return None
    found = spec.field(name)
    return found if bool(element) == (found.kind is Kind.SET) else None
