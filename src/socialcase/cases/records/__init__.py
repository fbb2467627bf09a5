"""Records as people read them: one frozen dataclass for each kind of the registry.

`uid` never changes. An absent text is "", an absent number None. A field group appears as one
attribute for each part (`name_given`). Dates stay ISO text: many are only partly known (`dates`).
"""

from socialcase.cases.records.assessing import Assessment, FormFile, FormVersion, Remark
from socialcase.cases.records.casework import (
    Attachment,
    Case,
    Comment,
    Consent,
    Disclosure,
    Note,
    Snooze,
    Task,
    Viewing,
    Visit,
    Withholding,
)
from socialcase.cases.records.office import Decision, Hotline, Norm, Staff, WorkWeek
from socialcase.cases.records.people import Certificate, Household, Member, Person, Relation, Tie
from socialcase.cases.records.planning import Action, Goal, Measure, Need, Plan, Review, Signature
from socialcase.cases.records.services import Provider, Referral, Resource

__all__ = [
    "Action",
    "Assessment",
    "Attachment",
    "Case",
    "Certificate",
    "Comment",
    "Consent",
    "Decision",
    "Disclosure",
    "FormFile",
    "FormVersion",
    "Goal",
    "Hotline",
    "Household",
    "Measure",
    "Member",
    "Need",
    "Norm",
    "Note",
    "Person",
    "Plan",
    "Provider",
    "Referral",
    "Relation",
    "Remark",
    "Resource",
    "Review",
    "Signature",
    "Snooze",
    "Staff",
    "Task",
    "Tie",
    "Viewing",
    "Visit",
    "Withholding",
    "WorkWeek",
]
