"""The consent that a form asked for, as a record of the case: nothing is asked twice."""

from collections.abc import Mapping

from socialcase.actions.editing import FieldValue, checked_fields
from socialcase.cases.codes import CONSENT_SCOPES
from socialcase.forms.marks import BEGINNING

_REFUSED = "none"


def consent_in(
    answers: Mapping[str, str], finished: Mapping[str, FieldValue]
) -> dict[str, FieldValue] | None:
    """The fields of the consent that a first talk brought; None where it brought none.

    `answers` by ref, `finished`: the fields of the assessment that they become. Questions named
    `consent_scope` (its codes are the case's), `withhold` and `guardian_name` are read, and
    `consent`, whose "no" is a refusal. A correction leaves the consent of the case alone.
    """
    said = {ref.rpartition("/")[2]: value for ref, value in answers.items()}
    scope = _REFUSED if said.get("consent") == "no" else said.get("consent_scope", "")
    begins = finished["form_about"] == BEGINNING and finished["case"] and not finished["revises"]
    if not begins or scope not in CONSENT_SCOPES:
        return None
    by_guardian = said.get("consent_giver") in ("guardian", "both")
    return checked_fields(
        "consent",
        {
            "case": finished["case"],
            "person": finished["person"],
            "scope": scope,
            "giver": said.get("guardian_name", "") if by_guardian else "",
            "withhold": said.get("withhold", ""),
            "given": finished["told_on"],
        },
    )
