"""Where a document is looked at: which kind it is, and of what record."""

from socialcase.ui.page import Target

FILLED, SUMMARY, BLANK, CONSENT = "filled", "summary", "blank", "consent"
CHANGE, CHANGE_FILE = "change", "change-file"
REFERRAL = "referral"
PLAN, FAMILY, COMPARE = "plan", "family-plan", "plan-versions"
HOUSEHOLD = "household"
CASE, VISIT, TRIP = "case-summary", "visit-note", "trip"
CLOSURE, CLOSURE_FILE = "closure-home", "closure"


def paper_target(kind: str, record: str, case: str = "") -> Target:
    """The document of a record, to look at before it is printed.

    `record` is an assessment; for CHANGE and CHANGE_FILE two of them, "later:earlier"; for BLANK a
    form's name; for CONSENT a consent, "" for an empty one; for REFERRAL a referral; for PLAN and
    FAMILY a version of the plan, for COMPARE the names of two, "1:2b"; for
    HOUSEHOLD a case, and after a colon what is drawn besides: "case:bonds,health"; for CASE,
    CLOSURE and CLOSURE_FILE a case; for VISIT a visit; for TRIP a settlement.
    """
    return Target("paper", f"{kind}:{record}", case)
