"""The records of the office: staff, decisions and the beginning of each laptop's log."""

from socialcase.cases.codes import DECISIONS, NORMS, RISKS, ROLES
from socialcase.cases.fields import FieldSpec, Kind, Merge, Sensitivity
from socialcase.cases.registry.lines import OFFICE, code, date, link, many, number, record, text

STAFF = record(
    "staff",
    text("staff", "name"),
    code("staff", "role", ROLES),
    many("staff", "etraps"),
    text("staff", "age_key"),
    # of every laptop in use; `age_key` is the newest of them
    FieldSpec("staff", "age_keys", Kind.SET, Merge.UNION, since=2),
    # ids under which a laptop wrote before it became theirs
    FieldSpec("staff", "formerly", Kind.SET, Merge.UNION, since=2),
    FieldSpec("staff", "left_on", Kind.DATE),
    writers=OFFICE,
)

DECISION = record(
    "decision",
    # "save:<save id>": the save that is set aside or released again
    text("decision", "subject"),
    code("decision", "verb", DECISIONS, safer=DECISIONS),
    text("decision", "reason"),
)

EPOCH = record("epoch", FieldSpec("epoch", "start", Kind.JSON, sensitivity=Sensitivity.PLAIN))

NORM = record(
    "norm",
    code("norm", "what", NORMS, since=3),
    code("norm", "risk", RISKS, since=3),
    number("norm", "days", since=3),
    text("norm", "source", since=3),
    writers=OFFICE,
)

HOTLINE = record(
    "hotline",
    # a code of resources/reference/emergency.tsv, whose number it sets; "" for one that was added
    text("hotline", "code", since=4),
    text("hotline", "name", since=4),
    text("hotline", "number", since=4),
    # where alone it holds; "" for everywhere
    text("hotline", "etrap", since=4),
    text("hotline", "source", since=4),
    writers=OFFICE,
)

WORKWEEK = record(
    "workweek",
    link("workweek", "staff", "staff", since=3),
    date("workweek", "monday", since=3),
    # minutes by code of HOURS; no case, no day
    FieldSpec("workweek", "minutes", Kind.JSON, since=3),
    date("workweek", "released", since=3),
    text("workweek", "note", note=True, since=3),
)
