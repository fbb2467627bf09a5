"""The codes that fields may hold. Labels in the person's language are in `socialcase.texts`."""

ROLES = ("specialist", "coordinator", "officer")
RISKS = ("high", "medium", "low")
CASE_STATUSES = ("intake", "assessed", "planned", "in_service", "under_review", "closed")
GROUPS = (
    "child_at_risk",
    "child_without_care",
    "child_disability",
    "youth_at_risk",
    "woman_violence",
    "person_disability",
    "older_person",
    "other",
)
SOURCES = ("self", "family", "neighbour", "school", "health", "local_authority", "ngo", "office")
SEXES = ("female", "male", "unknown")
ROLES_AT_HOME = (
    "main",
    "partner",
    "child",
    "parent",
    "grandparent",
    "grandchild",
    "sibling",
    "in_law",
    "other_relative",
    "not_related",
)
CONSENT_SCOPES = ("none", "office", "services", "full")
VISIT_KINDS = ("home", "office", "phone", "other")
VISIT_OUTCOMES = ("planned", "done", "not_home", "not_admitted", "missed")
PLAN_STATUSES = ("draft", "sent", "approved", "returned")
GOAL_STATUSES = ("open", "met", "partly_met", "dropped")
ACTION_STATUSES = ("open", "done", "dropped")
DECISIONS = ("set_aside", "hold", "release")
"""What is decided about changes, the safest first. `hold`: a release taken back."""
DISCLOSURES = ("answers", "form", "summary", "consent")
"""What left the protection of the program: answers of a form as a file, a document as PDF."""
COMMENT_KINDS = ("comment", "approve", "return")
FORM_STATES = ("installed", "published", "retired")
CLOSURE_REASONS = (
    "goals_met",
    "needs_no_longer",
    "moved_in_country",
    "moved_abroad",
    "refused",
    "not_eligible",
    "died",
    "missing",
    "transferred",
    "insufficient_resources",
    "other",
)
DISABILITIES = ("none", "suspected", "certified", "unknown")
NAME_PARTS = ("given", "patronymic", "surname", "other")
ADDRESS_PARTS = ("etrap", "settlement", "street", "landmark")
