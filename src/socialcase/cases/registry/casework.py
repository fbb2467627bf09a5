"""The records of a case: its file, consent, visits, notes and comments."""

from socialcase.cases.codes import (
    CAPACITIES,
    CASE_STATUSES,
    COMMENT_KINDS,
    CONSENT_SCOPES,
    DISCLOSURES,
    GROUPS,
    MET_ALONE,
    RISKS,
    SAFETY_MARKS,
    SOURCES,
    VISIT_KINDS,
    VISIT_OUTCOMES,
    WAITING_FOR,
    WITHHELD,
)
from socialcase.cases.fields import FieldSpec, Kind, Merge, Sensitivity
from socialcase.cases.registry.lines import (
    code,
    date,
    group,
    link,
    machine,
    many,
    number,
    past,
    plain,
    record,
    text,
)

CASE = record(
    "case",
    text("case", "number", search=True),
    text("case", "title", search=True),
    link("case", "household", "household"),
    link("case", "person", "person"),
    link("case", "owner", "staff"),
    text("case", "etrap"),
    code("case", "source", SOURCES),
    text("case", "worry"),
    many("case", "groups", GROUPS),
    # an open case is safer than a closed one, and an earlier step than a later one
    code("case", "status", CASE_STATUSES, safer=CASE_STATUSES),
    FieldSpec(
        "case",
        "risk",
        Kind.GROUP,
        parts=("level", "reasons", "since"),
        safer=RISKS,
        safer_part="level",
    ),
    date("case", "opened"),
    # `unheard`: why nothing is written down of what the person says of the help
    group("case", "closure", "date", "reason", "outcome", "feedback", "unheard"),
    group("case", "next_step", "act", "due"),
    text("case", "not_to_be_told"),
    text("case", "worker_safety"),
    many("case", "safety_marks", SAFETY_MARKS, since=3),
    group("case", "return_call", "who", "phone", "after", since=3),
    text("case", "told_by", since=3),
    many("case", "services", since=3),
    group("case", "urgent", "what", "since", since=3),
    group("case", "reopening", "date", "reason", since=3),
    group("case", "handover", "to", "reason", "asked", since=3),
)

CONSENT = record(
    "consent",
    link("consent", "case", "case"),
    link("consent", "person", "person"),
    code("consent", "scope", CONSENT_SCOPES, safer=CONSENT_SCOPES),
    text("consent", "giver"),
    text("consent", "withhold"),
    past("consent", "given"),
    past("consent", "withdrawn"),
    code("consent", "capacity", CAPACITIES, since=3),
    text("consent", "withdrawn_why", since=3),
    # where one acted without consent: on what ground; who authorised it is the giver
    text("consent", "basis", since=3),
)

WITHHOLDING = record(
    "withholding",
    link("withholding", "case", "case", since=3),
    link("withholding", "consent", "consent", since=3),
    text("withholding", "from_whom", since=3),
    link("withholding", "person", "person", since=3),
    link("withholding", "provider", "provider", since=3),
    many("withholding", "what", WITHHELD, since=3),
    text("withholding", "note", note=True, since=3),
    date("withholding", "ended", since=3),
)

VISIT = record(
    "visit",
    link("visit", "case", "case"),
    code("visit", "kind", VISIT_KINDS),
    code("visit", "outcome", VISIT_OUTCOMES),
    date("visit", "planned"),
    past("visit", "told_on"),
    FieldSpec("visit", "minutes", Kind.INTEGER),
    text("visit", "met"),
    text("visit", "purpose"),
    text("visit", "note", note=True),
    many("visit", "met_people", since=3),
    code("visit", "alone", MET_ALONE, since=3),
    number("visit", "travel_minutes", since=3),
)

NOTE = record(
    "note",
    link("note", "case", "case"),
    past("note", "told_on"),
    text("note", "text", note=True),
)

COMMENT = record(
    "comment",
    link("comment", "case", "case"),
    FieldSpec("comment", "about", Kind.REFERENCE, sensitivity=Sensitivity.PLAIN),
    code("comment", "kind", COMMENT_KINDS),
    text("comment", "text"),
    FieldSpec("comment", "answered", Kind.FLAG, Merge.LATEST),
)

TASK = record(
    "task",
    link("task", "case", "case"),
    link("task", "owner", "staff"),
    text("task", "what"),
    date("task", "due"),
    past("task", "done_on"),
    # what it came from: a visit, a referral, a comment
    FieldSpec("task", "about", Kind.REFERENCE, sensitivity=Sensitivity.PLAIN, since=3),
    code("task", "waiting_for", WAITING_FOR, since=3),
)

SNOOZE = record(
    "snooze",
    link("snooze", "case", "case", since=3),
    # a task, an action, or a case of which something is due by the rules: `what`, a code of NORMS
    FieldSpec("snooze", "about", Kind.REFERENCE, sensitivity=Sensitivity.PLAIN, since=3),
    text("snooze", "what", since=3),
    date("snooze", "until", since=3),
    text("snooze", "reason", since=3),
    # the day that was put off: what falls due on another day is put off no more
    date("snooze", "due", since=4),
)

ATTACHMENT = record(
    "attachment",
    link("attachment", "case", "case"),
    # the record that it belongs to, and in an assessment the question that it answers
    FieldSpec("attachment", "about", Kind.REFERENCE, sensitivity=Sensitivity.PLAIN),
    FieldSpec("attachment", "question", Kind.TEXT, sensitivity=Sensitivity.PLAIN),
    text("attachment", "name"),
    text("attachment", "caption", note=True),
    # of the plain content; of the encrypted file, which it is named after; what opens that file.
    # No person could decide between two of them
    machine("attachment", "media", Sensitivity.PLAIN),
    FieldSpec("attachment", "size", Kind.INTEGER, Merge.LATEST, sensitivity=Sensitivity.PLAIN),
    machine("attachment", "sha256", Sensitivity.SENSITIVE),
    machine("attachment", "file", Sensitivity.PLAIN),
    machine("attachment", "key", Sensitivity.SENSITIVE),
    FieldSpec("attachment", "removed", Kind.FLAG, Merge.LATEST, sensitivity=Sensitivity.PLAIN),
)

VIEWING = record(
    "viewing",
    link("viewing", "case", "case", since=3),
    link("viewing", "person", "person", since=4),
    date("viewing", "first", since=3),
    date("viewing", "last", since=3),
    number("viewing", "times", since=3),
)

DISCLOSURE = record(
    "disclosure",
    link("disclosure", "case", "case"),
    FieldSpec("disclosure", "what", Kind.CODE, codes=DISCLOSURES, since=2),
    plain("disclosure", "form_id"),
    plain("disclosure", "format"),
    FieldSpec("disclosure", "rows", Kind.INTEGER, sensitivity=Sensitivity.PLAIN, since=2),
    FieldSpec("disclosure", "made", Kind.INSTANT, sensitivity=Sensitivity.PLAIN, since=2),
)
