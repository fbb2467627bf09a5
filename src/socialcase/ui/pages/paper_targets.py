"""Where a document is looked at: which kind it is, and of what record."""

from socialcase.ui.page import Target

FILLED, SUMMARY, BLANK, CONSENT = "filled", "summary", "blank", "consent"
CHANGE, CHANGE_FILE = "change", "change-file"
REFERRAL = "referral"
PLAN, FAMILY, COMPARE = "plan", "family-plan", "plan-versions"
HOUSEHOLD = "household"
CASE, VISIT, TRIP = "case-summary", "visit-note", "trip"
CLOSURE, CLOSURE_FILE = "closure-home", "closure"
PROVIDERS, UNSERVED, LEDGER = "providers", "needs", "resources"
LISTS = {PROVIDERS: "directory", UNSERVED: "unserved", LEDGER: "resources"}
"""Lists of the directory, with the page that shows the same."""


def paper_target(kind: str, record: str, case: str = "") -> Target:
    """The document of a record, to look at before it is printed.

    `record` is an assessment; for CHANGE and CHANGE_FILE two of them, "later:earlier"; for BLANK a
    form's name; for CONSENT a consent, "" for an empty one; for REFERRAL a referral; for PLAN and
    FAMILY a version of the plan, for COMPARE the names of two, "1:2b"; for
    HOUSEHOLD a case, and after a colon what is drawn besides: "case:bonds,health"; for CASE,
    CLOSURE and CLOSURE_FILE a case; for VISIT a visit; for TRIP a settlement. For a list it is
    what the page was asked for (`asked_for`), for LEDGER the period.
    """
    return Target("paper", f"{kind}:{record}", case)


def asked_for(*parts: str) -> str:
    """The filters of a list as one text; what was typed comes last, whatever stands in it."""
    return "|".join(parts)
