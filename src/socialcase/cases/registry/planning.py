"""The records of the support plan."""

from socialcase.cases.codes import (
    ACTION_STATUSES,
    DOMAINS,
    GOAL_STATUSES,
    NEED_KINDS,
    NEED_STATES,
    PLAN_STATUSES,
    REVIEW_DECISIONS,
    SIGNED_HOW,
)
from socialcase.cases.fields import FieldSpec, Kind, Merge, Sensitivity
from socialcase.cases.registry.lines import (
    code,
    date,
    group,
    link,
    many,
    number,
    order,
    past,
    record,
    text,
)

PLAN = record(
    "plan",
    link("plan", "case", "case"),
    FieldSpec("plan", "version", Kind.INTEGER),
    code("plan", "status", PLAN_STATUSES, safer=PLAN_STATUSES),
    past("plan", "agreed_on"),
    text("plan", "agreed_by"),
    date("plan", "review_on"),
    text("plan", "own_view", note=True, since=3),
    text("plan", "family_view", note=True, since=3),
    text("plan", "crisis", note=True, since=3),
    group("plan", "copy", "date", "language", "to", since=3),
    # the version that stands instead of this one, which was begun apart from it
    link("plan", "gave_way", "plan", since=4),
)

GOAL = record(
    "goal",
    link("goal", "case", "case"),
    link("goal", "plan", "plan"),
    link("goal", "person", "person"),
    text("goal", "words"),
    text("goal", "baseline"),
    text("goal", "target"),
    text("goal", "measure"),
    FieldSpec("goal", "done", Kind.INTEGER),
    FieldSpec("goal", "of", Kind.INTEGER),
    date("goal", "due"),
    code("goal", "status", GOAL_STATUSES, safer=GOAL_STATUSES),
    order("goal"),
    code("goal", "domain", DOMAINS, since=3),
    # the same goal in the version before
    link("goal", "continues", "goal", since=3),
    many("goal", "needs", since=3),
)

ACTION = record(
    "action",
    link("action", "case", "case"),
    link("action", "goal", "goal"),
    text("action", "what"),
    text("action", "who"),
    date("action", "due"),
    code("action", "status", ACTION_STATUSES, safer=ACTION_STATUSES),
    order("action"),
    link("action", "person", "person", since=3),
    link("action", "provider", "provider", since=3),
    text("action", "with_what", since=3),
    past("action", "done_on", since=3),
    link("action", "continues", "action", since=3),
)

NEED = record(
    "need",
    link("need", "case", "case", since=3),
    link("need", "person", "person", since=3),
    code("need", "what", NEED_KINDS, since=3),
    code("need", "domain", DOMAINS, since=3),
    text("need", "words", since=3),
    FieldSpec("need", "own", Kind.FLAG, Merge.LATEST, since=3),
    code("need", "status", NEED_STATES, safer=NEED_STATES, since=3),
    # the service that would meet it, by its code; there is none while no referral brings it
    text("need", "service", since=3),
    link("need", "assessment", "assessment", since=3),
    date("need", "seen", since=3),
    order("need"),
)

SIGNATURE = record(
    "signature",
    link("signature", "case", "case", since=3),
    # the plan or the consent that is signed
    FieldSpec("signature", "about", Kind.REFERENCE, sensitivity=Sensitivity.PLAIN, since=3),
    link("signature", "person", "person", since=3),
    text("signature", "name", since=3),
    code("signature", "how", SIGNED_HOW, since=3),
    past("signature", "signed", since=3),
    text("signature", "witness", since=3),
    text("signature", "note", note=True, since=3),
    # strokes of a pen in a square of 1000: [[[x, y], …], …]
    FieldSpec("signature", "drawing", Kind.JSON, sensitivity=Sensitivity.SENSITIVE, since=3),
    # how far each stream of changes was known when it was signed: {"device:epoch": number}
    FieldSpec("signature", "seen", Kind.JSON, Merge.LATEST, sensitivity=Sensitivity.PLAIN, since=4),
)

REVIEW = record(
    "review",
    link("review", "case", "case", since=3),
    link("review", "plan", "plan", since=3),
    past("review", "held", since=3),
    text("review", "with_whom", since=3),
    text("review", "own_words", note=True, since=3),
    text("review", "note", note=True, since=3),
    code("review", "decision", REVIEW_DECISIONS, since=3),
)

MEASURE = record(
    "measure",
    link("measure", "case", "case", since=3),
    link("measure", "review", "review", since=3),
    link("measure", "goal", "goal", since=3),
    past("measure", "taken", since=3),
    number("measure", "done", since=3),
    # the person's own rating, 0 to 10
    number("measure", "rating", since=3),
    text("measure", "words", note=True, since=3),
)
