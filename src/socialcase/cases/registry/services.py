"""The records of help from outside: who offers it, who was asked, what was found."""

from socialcase.cases.codes import (
    ADDRESS_PARTS,
    GROUPS,
    PROVIDER_KINDS,
    REFERRAL_STATES,
    RESOURCE_KINDS,
    RESOURCE_STATES,
)
from socialcase.cases.fields import FieldSpec, Kind, Merge, Sensitivity
from socialcase.cases.registry.lines import (
    code,
    date,
    group,
    link,
    many,
    number,
    past,
    record,
    text,
)

PROVIDER = record(
    "provider",
    text("provider", "name", search=True, since=3),
    code("provider", "what", PROVIDER_KINDS, since=3),
    many("provider", "services", since=3),
    many("provider", "groups", GROUPS, since=3),
    many("provider", "etraps", since=3),
    group("provider", "address", *ADDRESS_PARTS, since=3),
    text("provider", "phone", search=True, since=3),
    text("provider", "contact", search=True, since=3),
    text("provider", "hours", since=3),
    text("provider", "terms", note=True, since=3),
    number("provider", "capacity", since=3),
    number("provider", "waiting", since=3),
    date("provider", "valid_from", since=3),
    date("provider", "valid_until", since=3),
    past("provider", "asked", since=3),
    text("provider", "note", note=True, since=3),
    FieldSpec("provider", "protected", Kind.FLAG, Merge.LATEST, since=3),
)

REFERRAL = record(
    "referral",
    link("referral", "case", "case", since=3),
    link("referral", "person", "person", since=3),
    link("referral", "provider", "provider", since=3),
    text("referral", "service", since=3),
    text("referral", "reason", since=3),
    FieldSpec("referral", "urgent", Kind.FLAG, Merge.LATEST, since=3),
    code("referral", "status", REFERRAL_STATES, safer=REFERRAL_STATES, since=3),
    # what the provider is told, codes of WITHHELD and "name", "contact"
    many("referral", "told", since=3),
    past("referral", "sent", since=3),
    past("referral", "answered", since=3),
    text("referral", "answer", since=3),
    number("referral", "place_in_line", since=3),
    date("referral", "expected", since=3),
    past("referral", "started", since=3),
    past("referral", "ended", since=3),
    text("referral", "result", note=True, since=3),
    link("referral", "goal", "goal", since=3),
    link("referral", "action", "action", since=3),
    link("referral", "need", "need", since=3),
)

RESOURCE = record(
    "resource",
    link("resource", "case", "case", since=3),
    link("resource", "person", "person", since=3),
    text("resource", "what", since=3),
    code("resource", "kind", RESOURCE_KINDS, since=3),
    text("resource", "from_whom", since=3),
    link("resource", "provider", "provider", since=3),
    # in tenge: a hundredth of a manat
    FieldSpec("resource", "value", Kind.INTEGER, sensitivity=Sensitivity.PERSONAL, since=3),
    code("resource", "status", RESOURCE_STATES, since=3),
    past("resource", "found", since=3),
    date("resource", "until", since=3),
    text("resource", "note", note=True, since=3),
    link("resource", "goal", "goal", since=3),
    link("resource", "action", "action", since=3),
)
