"""The codes that fields may hold. Labels in the person's language are in `socialcase.texts`."""

ROLES = ("specialist", "coordinator", "officer")
RISKS = ("high", "medium", "low")
CASE_STATUSES = ("intake", "assessed", "planned", "in_service", "under_review", "closed")
OPEN_STATUSES = CASE_STATUSES[:-1]
"""Those of a case that is not closed."""
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
DISCLOSURES = (
    *("answers", "form", "summary", "consent", "change", "referral", "drawing", "plan"),
    *("case", "visit", "closure", "trip", "document"),
)
"""What left the protection of the program: answers of a form as a file, a paper as PDF or printed,
a copy of a kept document."""
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

DOCUMENTS = ("passport", "birth", "travel", "stateless", "residence", "other")
"""Papers that say who somebody is. Other words come from files of other programs and stay."""
LANGUAGES = (
    "tk",
    "ru",
    "uz",
    "kk",
    "fa",
    "bal",
    "az",
    "ku",
    "hy",
    "en",
    "tk_sign",
    "ru_sign",
    "home_sign",
    "braille",
    "easy",
    "pictures",
)
"""Languages and ways of talking together; others may be written out."""
CERTIFICATES = ("disability", "birth", "marriage", "death", "pension", "benefit", "care", "other")
"""Papers that somebody has or needs, most of them until a day."""
RELATIONS = ("parent", "partner", "sibling", "cares_for", "bond")
"""What joins two people in a family's drawing. "parent": `person` is a parent of `other`."""
RELATION_QUALITIES = (
    "born",
    "adopted",
    "foster",
    "step",
    "guardian",
    "married",
    "together",
    "separated",
    "divorced",
    "close",
    "very_close",
    "distant",
    "strained",
    "cut_off",
    "harm",
    "expected",
    "lost",
    "stillborn",
)
"""How: the first five and the last three of a parent, four of partners, the others of a bond."""
SURROUNDINGS = (
    "family",
    "friends",
    "neighbours",
    "school",
    "health",
    "work",
    "authority",
    "ngo",
    "faith",
    "service",
    "other",
)
"""What is around a household in its ecomap."""
TIES = ("strong", "ordinary", "weak", "strained", "broken")
FLOWS = ("to_them", "from_them", "both", "none")
"""Which way help goes between a household and what is around it."""
SAFETY_MARKS = ("in_pairs", "not_alone", "return_call", "not_after_dark", "dog", "infection")
CAPACITIES = ("self", "parent", "guardian", "supported", "authority", "none")
"""In what capacity somebody gives consent. "none": acted without, on a ground that is named."""
WITHHELD = ("everything", "whereabouts", "health", "income", "safety", "family", "other")
"""What is not to be told to somebody."""
MET_ALONE = ("alone", "others_near", "not_alone")
DOMAINS = (
    "care",
    "health",
    "education",
    "income",
    "housing",
    "safety",
    "feelings",
    "relations",
    "papers",
    "work",
    "day",
)
"""Parts of life in which somebody has strengths and needs."""
NEED_KINDS = ("strength", "need", "safety")
NEED_STATES = ("open", "met", "dropped")
SIGNED_HOW = ("typed", "drawn", "thumbprint", "spoken", "refused")
REVIEW_DECISIONS = ("go_on", "change", "pause", "close")
PROVIDER_KINDS = ("public", "ngo", "community", "private")
REFERRAL_STATES = (
    "draft",
    "sent",
    "accepted",
    "waiting",
    "delivered",
    "ended",
    "refused",
    "withdrawn",
)
RESOURCE_KINDS = (
    "money",
    "goods",
    "food",
    "aid",
    "transport",
    "work",
    "papers",
    "place",
    "other",
)
RESOURCE_STATES = ("promised", "received", "returned", "not_received")
WAITING_FOR = ("provider", "office", "family")
HANDOVER_REASONS = ("known", "language", "load", "safety", "other")
"""Why somebody else should have a case; "known": the specialist knows the family."""
NORMS = ("assess", "plan", "contact", "review", "service")
"""What a risk level gives days for."""
HOURS = ("case", "travel", "paperwork", "training", "supervision", "other")
"""What a working hour went into."""
