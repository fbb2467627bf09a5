"""Which role at home somebody of a family has beside its main person."""

from collections.abc import Mapping

from socialcase.actions.family import FamilyFile


def role_at_home(known: FamilyFile, person: str) -> str:
    """Which role at home somebody of the family has beside the main person."""
    family, main = known.family, known.main
    if person == main:
        return "main"
    near = (
        ("partner", family.partners_of(main)),
        ("child", family.children_of(main)),
        ("parent", family.parents_of(main)),
        ("sibling", family.siblings_of(main)),
    )
    for role, people in near:
        if person in people:
            return role
    return _further_role(known, person)


def role_of(known: FamilyFile, of: str, what: str) -> str:
    """Which role at home a new relative of somebody has beside the main person."""
    start = role_at_home(known, of)
    return _ROLES.get((start, what), "other_relative")


_ROLES: Mapping[tuple[str, str], str] = {
    ("main", "parent"): "parent",
    ("main", "partner"): "partner",
    ("main", "child"): "child",
    ("main", "sibling"): "sibling",
    ("partner", "parent"): "in_law",
    ("partner", "child"): "child",
    ("partner", "sibling"): "in_law",
    ("child", "parent"): "partner",
    ("child", "partner"): "in_law",
    ("child", "child"): "grandchild",
    ("child", "sibling"): "child",
    ("parent", "parent"): "grandparent",
    ("parent", "partner"): "parent",
    ("parent", "child"): "sibling",
    ("sibling", "parent"): "parent",
    ("sibling", "partner"): "in_law",
    ("sibling", "sibling"): "sibling",
    ("grandchild", "sibling"): "grandchild",
    ("grandparent", "partner"): "grandparent",
    ("in_law", "partner"): "in_law",
}


def _further_role(known: FamilyFile, person: str) -> str:
    family, main = known.family, known.main
    beyond = (
        (
            "grandchild",
            (c for one in family.children_of(main) for c in family.children_of(one)),
        ),
        ("grandparent", (p for one in family.parents_of(main) for p in family.parents_of(one))),
        ("in_law", (p for one in family.partners_of(main) for p in family.parents_of(one))),
        ("in_law", (p for one in family.children_of(main) for p in family.partners_of(one))),
        ("in_law", (s for one in family.partners_of(main) for s in family.siblings_of(one))),
    )
    return next((role for role, people in beyond if person in people), "other_relative")
