"""The one field registry: every record kind and every field that the program keeps.

It drives the typed tables, the projection from the change log, search, conflict labels, what a
role may write, exports and the data dictionary. To add a field: add a line here (with `since` =
the version that brings it) and an attribute to the dataclass in `records.py`; the typed tables are
made anew from the log when the registry has changed, so no migration is needed.
"""

from collections.abc import Iterator, Mapping

from socialcase.cases.codes import (
    ACTION_STATUSES,
    ADDRESS_PARTS,
    CASE_STATUSES,
    COMMENT_KINDS,
    CONSENT_SCOPES,
    DECISIONS,
    DISABILITIES,
    DISCLOSURES,
    FORM_STATES,
    GOAL_STATUSES,
    GROUPS,
    NAME_PARTS,
    PLAN_STATUSES,
    RISKS,
    ROLES,
    ROLES_AT_HOME,
    SEXES,
    SOURCES,
    VISIT_KINDS,
    VISIT_OUTCOMES,
)
from socialcase.cases.fields import AUDIENCE, FieldSpec, Kind, Merge, RecordSpec, Sensitivity

_OFFICE = ("officer",)


def _record(kind: str, *fields: FieldSpec, writers: tuple[str, ...] = ROLES) -> RecordSpec:
    audience = FieldSpec(kind, AUDIENCE, Kind.TEXT, sensitivity=Sensitivity.PLAIN)
    return RecordSpec(kind, (audience, *fields), writers)


def _text(record: str, name: str, *, search: bool = False, note: bool = False) -> FieldSpec:
    merge = Merge.LATEST if note else Merge.ASK
    return FieldSpec(record, name, Kind.TEXT, merge, search=search)


def _machine(record: str, name: str, sensitivity: Sensitivity) -> FieldSpec:
    return FieldSpec(record, name, Kind.TEXT, Merge.LATEST, sensitivity=sensitivity)


def _code(record: str, name: str, codes: tuple[str, ...], safer: tuple[str, ...] = ()) -> FieldSpec:
    return FieldSpec(record, name, Kind.CODE, codes=codes, safer=safer)


def _date(record: str, name: str) -> FieldSpec:
    return FieldSpec(record, name, Kind.DATE)


def _link(record: str, name: str, target: str) -> FieldSpec:
    return FieldSpec(record, name, Kind.REFERENCE, target=target, sensitivity=Sensitivity.PLAIN)


def _plain(record: str, name: str) -> FieldSpec:
    return FieldSpec(record, name, Kind.TEXT, sensitivity=Sensitivity.PLAIN, since=2)


def _group(record: str, name: str, *parts: str, search: bool = False) -> FieldSpec:
    return FieldSpec(record, name, Kind.GROUP, parts=parts, search=search)


def _set(record: str, name: str, codes: tuple[str, ...] = ()) -> FieldSpec:
    return FieldSpec(record, name, Kind.SET, Merge.UNION, codes=codes)


def _order(record: str) -> FieldSpec:
    return FieldSpec(record, "position", Kind.ORDER, Merge.LATEST, sensitivity=Sensitivity.PLAIN)


PERSON = _record(
    "person",
    _group("person", "name", *NAME_PARTS, search=True),
    _text("person", "alias", search=True),
    _code("person", "sex", SEXES),
    FieldSpec("person", "birth", Kind.PARTIAL_DATE),
    FieldSpec("person", "died", Kind.PARTIAL_DATE),
    _group("person", "document", "type", "number", search=True),
    _text("person", "phone", search=True),
    _group("person", "safe_contact", "allowed", "when", "how", "say"),
    _group("person", "address", *ADDRESS_PARTS, search=True),
    _set("person", "languages"),
    _code("person", "disability", DISABILITIES),
    _text("person", "disability_note", note=True),
    _text("person", "strengths", note=True),
    _text("person", "note", note=True),
)

HOUSEHOLD = _record(
    "household",
    _text("household", "label", search=True),
    _group("household", "address", *ADDRESS_PARTS, search=True),
    _text("household", "strengths", note=True),
)

MEMBER = _record(
    "member",
    _link("member", "household", "household"),
    _link("member", "person", "person"),
    _code("member", "role", ROLES_AT_HOME),
    _text("member", "role_note", note=True),
    FieldSpec("member", "carer_of", Kind.REFERENCE, target="person"),
    _date("member", "since"),
    _date("member", "until"),
)

CASE = _record(
    "case",
    _text("case", "number", search=True),
    _text("case", "title", search=True),
    _link("case", "household", "household"),
    _link("case", "person", "person"),
    _link("case", "owner", "staff"),
    _text("case", "etrap"),
    _code("case", "source", SOURCES),
    _text("case", "worry"),
    _set("case", "groups", GROUPS),
    # an open case is safer than a closed one, and an earlier step than a later one
    _code("case", "status", CASE_STATUSES, safer=CASE_STATUSES),
    FieldSpec(
        "case",
        "risk",
        Kind.GROUP,
        parts=("level", "reasons", "since"),
        safer=RISKS,
        safer_part="level",
    ),
    _date("case", "opened"),
    _group("case", "closure", "date", "reason", "outcome", "feedback"),
    _group("case", "next_step", "act", "due"),
    _text("case", "not_to_be_told"),
    _text("case", "worker_safety"),
)

CONSENT = _record(
    "consent",
    _link("consent", "case", "case"),
    _link("consent", "person", "person"),
    _code("consent", "scope", CONSENT_SCOPES, safer=CONSENT_SCOPES),
    _text("consent", "giver"),
    _text("consent", "withhold"),
    _date("consent", "given"),
    _date("consent", "withdrawn"),
)

ASSESSMENT = _record(
    "assessment",
    _link("assessment", "case", "case"),
    _link("assessment", "person", "person"),
    _text("assessment", "form_id"),
    _text("assessment", "form_version"),
    # the version exactly: a form's author may forget to raise its number
    FieldSpec("assessment", "form_hash", Kind.TEXT, sensitivity=Sensitivity.PLAIN, since=2),
    _text("assessment", "form_title"),
    # what the form says it is about; empty for one that assesses needs
    FieldSpec("assessment", "form_about", Kind.TEXT, sensitivity=Sensitivity.PLAIN, since=2),
    _date("assessment", "told_on"),
    FieldSpec("assessment", "finished", Kind.INSTANT),
    FieldSpec("assessment", "answers", Kind.JSON, sensitivity=Sensitivity.SENSITIVE),
    FieldSpec("assessment", "submission", Kind.TEXT, sensitivity=Sensitivity.SENSITIVE),
    FieldSpec("assessment", "scores", Kind.JSON, sensitivity=Sensitivity.SENSITIVE),
    _link("assessment", "revises", "assessment"),
    _text("assessment", "reason"),
)

PLAN = _record(
    "plan",
    _link("plan", "case", "case"),
    FieldSpec("plan", "version", Kind.INTEGER),
    _code("plan", "status", PLAN_STATUSES, safer=PLAN_STATUSES),
    _date("plan", "agreed_on"),
    _text("plan", "agreed_by"),
    _date("plan", "review_on"),
)

GOAL = _record(
    "goal",
    _link("goal", "case", "case"),
    _link("goal", "plan", "plan"),
    _link("goal", "person", "person"),
    _text("goal", "words"),
    _text("goal", "baseline"),
    _text("goal", "target"),
    _text("goal", "measure"),
    FieldSpec("goal", "done", Kind.INTEGER),
    FieldSpec("goal", "of", Kind.INTEGER),
    _date("goal", "due"),
    _code("goal", "status", GOAL_STATUSES, safer=GOAL_STATUSES),
    _order("goal"),
)

ACTION = _record(
    "action",
    _link("action", "case", "case"),
    _link("action", "goal", "goal"),
    _text("action", "what"),
    _text("action", "who"),
    _date("action", "due"),
    _code("action", "status", ACTION_STATUSES, safer=ACTION_STATUSES),
    _order("action"),
)

VISIT = _record(
    "visit",
    _link("visit", "case", "case"),
    _code("visit", "kind", VISIT_KINDS),
    _code("visit", "outcome", VISIT_OUTCOMES),
    _date("visit", "planned"),
    _date("visit", "told_on"),
    FieldSpec("visit", "minutes", Kind.INTEGER),
    _text("visit", "met"),
    _text("visit", "purpose"),
    _text("visit", "note", note=True),
)

NOTE = _record(
    "note",
    _link("note", "case", "case"),
    _date("note", "told_on"),
    _text("note", "text", note=True),
)

COMMENT = _record(
    "comment",
    _link("comment", "case", "case"),
    FieldSpec("comment", "about", Kind.REFERENCE, sensitivity=Sensitivity.PLAIN),
    _code("comment", "kind", COMMENT_KINDS),
    _text("comment", "text"),
    FieldSpec("comment", "answered", Kind.FLAG, Merge.LATEST),
)

REMARK = _record(
    "remark",
    _link("remark", "case", "case"),
    _link("remark", "assessment", "assessment"),
    FieldSpec("remark", "ref", Kind.TEXT, sensitivity=Sensitivity.PLAIN, since=2),
    FieldSpec("remark", "number", Kind.TEXT, sensitivity=Sensitivity.PLAIN, since=2),
    FieldSpec("remark", "question", Kind.TEXT, sensitivity=Sensitivity.PLAIN, since=2),
    FieldSpec("remark", "answer", Kind.TEXT, sensitivity=Sensitivity.SENSITIVE, since=2),
    FieldSpec(
        "remark", "text", Kind.TEXT, Merge.LATEST, sensitivity=Sensitivity.SENSITIVE, since=2
    ),
)

TASK = _record(
    "task",
    _link("task", "case", "case"),
    _link("task", "owner", "staff"),
    _text("task", "what"),
    _date("task", "due"),
    FieldSpec("task", "done_on", Kind.DATE),
)

STAFF = _record(
    "staff",
    _text("staff", "name"),
    _code("staff", "role", ROLES),
    _set("staff", "etraps"),
    _text("staff", "age_key"),
    # of every laptop in use; `age_key` is the newest of them
    FieldSpec("staff", "age_keys", Kind.SET, Merge.UNION, since=2),
    # ids under which a laptop wrote before it became theirs
    FieldSpec("staff", "formerly", Kind.SET, Merge.UNION, since=2),
    FieldSpec("staff", "left_on", Kind.DATE),
    writers=_OFFICE,
)

FORM = _record(
    "form",
    _plain("form", "form_id"),
    _plain("form", "version"),
    FieldSpec("form", "titles", Kind.JSON, sensitivity=Sensitivity.PLAIN, since=2),
    FieldSpec("form", "languages", Kind.JSON, sensitivity=Sensitivity.PLAIN, since=2),
    FieldSpec("form", "questions", Kind.INTEGER, sensitivity=Sensitivity.PLAIN, since=2),
    # for whom it is and who may see what is written on it, as its author marked it
    FieldSpec("form", "marks", Kind.JSON, sensitivity=Sensitivity.PLAIN, since=2),
    _plain("form", "content_hash"),
    _plain("form", "file_name"),
    # of two officers who decided apart the later one is followed; nobody has to be asked
    FieldSpec(
        "form",
        "state",
        Kind.CODE,
        Merge.LATEST,
        codes=FORM_STATES,
        sensitivity=Sensitivity.PLAIN,
        since=2,
    ),
    # counts the publications of the office: of two published versions the higher one is offered
    FieldSpec("form", "turn", Kind.INTEGER, Merge.LATEST, sensitivity=Sensitivity.PLAIN, since=2),
    FieldSpec("form", "note", Kind.TEXT, Merge.LATEST, sensitivity=Sensitivity.PLAIN, since=2),
    writers=(),
)

FORM_FILE = _record(
    "form_file",
    _link("form_file", "form", "form"),
    _plain("form_file", "name"),
    FieldSpec("form_file", "piece", Kind.INTEGER, sensitivity=Sensitivity.PLAIN, since=2),
    _plain("form_file", "content"),
    writers=(),
)

ATTACHMENT = _record(
    "attachment",
    _link("attachment", "case", "case"),
    # the record that it belongs to, and in an assessment the question that it answers
    FieldSpec("attachment", "about", Kind.REFERENCE, sensitivity=Sensitivity.PLAIN),
    FieldSpec("attachment", "question", Kind.TEXT, sensitivity=Sensitivity.PLAIN),
    _text("attachment", "name"),
    _text("attachment", "caption", note=True),
    # of the plain content; of the encrypted file, which it is named after; what opens that file.
    # No person could decide between two of them
    _machine("attachment", "media", Sensitivity.PLAIN),
    FieldSpec("attachment", "size", Kind.INTEGER, Merge.LATEST, sensitivity=Sensitivity.PLAIN),
    _machine("attachment", "sha256", Sensitivity.SENSITIVE),
    _machine("attachment", "file", Sensitivity.PLAIN),
    _machine("attachment", "key", Sensitivity.SENSITIVE),
    FieldSpec("attachment", "removed", Kind.FLAG, Merge.LATEST, sensitivity=Sensitivity.PLAIN),
)

DECISION = _record(
    "decision",
    # "save:<save id>": the save that is set aside or released again
    _text("decision", "subject"),
    _code("decision", "verb", DECISIONS, safer=DECISIONS),
    _text("decision", "reason"),
)

DISCLOSURE = _record(
    "disclosure",
    _link("disclosure", "case", "case"),
    FieldSpec("disclosure", "what", Kind.CODE, codes=DISCLOSURES, since=2),
    _plain("disclosure", "form_id"),
    _plain("disclosure", "format"),
    FieldSpec("disclosure", "rows", Kind.INTEGER, sensitivity=Sensitivity.PLAIN, since=2),
    FieldSpec("disclosure", "made", Kind.INSTANT, sensitivity=Sensitivity.PLAIN, since=2),
)

EPOCH = _record("epoch", FieldSpec("epoch", "start", Kind.JSON, sensitivity=Sensitivity.PLAIN))

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
