"""The records about people and who they live with."""

from socialcase.cases.codes import (
    ADDRESS_PARTS,
    CERTIFICATES,
    DISABILITIES,
    FLOWS,
    NAME_PARTS,
    RELATION_QUALITIES,
    RELATIONS,
    ROLES_AT_HOME,
    SEXES,
    SURROUNDINGS,
    TIES,
)
from socialcase.cases.fields import FieldSpec, Kind
from socialcase.cases.registry.lines import code, date, group, link, many, past, record, text

PERSON = record(
    "person",
    group("person", "name", *NAME_PARTS, search=True),
    text("person", "alias", search=True),
    code("person", "sex", SEXES),
    FieldSpec("person", "birth", Kind.PARTIAL_DATE, past=True),
    FieldSpec("person", "died", Kind.PARTIAL_DATE, past=True),
    group("person", "document", "type", "number", search=True),
    text("person", "phone", search=True),
    group("person", "safe_contact", "allowed", "when", "how", "say"),
    group("person", "address", *ADDRESS_PARTS, search=True),
    many("person", "languages"),
    code("person", "disability", DISABILITIES),
    text("person", "disability_note", note=True),
    text("person", "strengths", note=True),
    text("person", "note", note=True),
    text("person", "communication", note=True, since=3),
)

HOUSEHOLD = record(
    "household",
    text("household", "label", search=True),
    group("household", "address", *ADDRESS_PARTS, search=True),
    text("household", "strengths", note=True),
)

MEMBER = record(
    "member",
    link("member", "household", "household"),
    link("member", "person", "person"),
    code("member", "role", ROLES_AT_HOME),
    text("member", "role_note", note=True),
    FieldSpec("member", "carer_of", Kind.REFERENCE, target="person"),
    date("member", "since"),
    date("member", "until"),
)

CERTIFICATE = record(
    "certificate",
    link("certificate", "person", "person", since=3),
    code("certificate", "what", CERTIFICATES, since=3),
    text("certificate", "number", since=3),
    past("certificate", "issued", since=3),
    date("certificate", "valid_until", since=3),
    text("certificate", "note", note=True, since=3),
)

RELATION = record(
    "relation",
    link("relation", "person", "person", since=3),
    link("relation", "other", "person", since=3),
    code("relation", "what", RELATIONS, since=3),
    code("relation", "how", RELATION_QUALITIES, since=3),
    FieldSpec("relation", "since", Kind.PARTIAL_DATE, since=3),
    FieldSpec("relation", "until", Kind.PARTIAL_DATE, since=3),
    text("relation", "note", note=True, since=3),
)

TIE = record(
    "tie",
    link("tie", "household", "household", since=3),
    link("tie", "person", "person", since=3),
    code("tie", "what", SURROUNDINGS, since=3),
    text("tie", "name", since=3),
    link("tie", "provider", "provider", since=3),
    code("tie", "strength", TIES, since=3),
    code("tie", "flow", FLOWS, since=3),
    text("tie", "note", note=True, since=3),
)
