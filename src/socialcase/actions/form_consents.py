"""The consent that a form asked for, as a record of the case: nothing is asked twice."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from socialcase.actions.consents import replace_consents, replaced_by
from socialcase.actions.editing import FieldValue, checked_fields
from socialcase.actions.workspaces import Workspace
from socialcase.cases.codes import CONSENT_SCOPES
from socialcase.cases.records import Assessment, Case, Consent
from socialcase.forms.marks import BEGINNING
from socialcase.texts import tr

if TYPE_CHECKING:
    from socialcase.storage.reading import Reading
    from socialcase.storage.writing import Transaction

_REFUSED = "none"
_MANY = 500


@dataclass(frozen=True, slots=True)
class FormConsent:
    """What a finished form does to the consents of its case.

    `fields`: those of a new consent, None for none; `wrong`: consents that it shows to be mistaken;
    `replaced`: those of which it takes the place.
    """

    fields: dict[str, FieldValue] | None = None
    wrong: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()


def consent_of(
    ws: Workspace, answers: Mapping[str, str], finished: Mapping[str, FieldValue]
) -> FormConsent:
    """What a form that is being finished does to the consents of its case.

    A correction takes the place of the consent that the corrected form brought, where that stands
    as it was brought. Whatever else the case has was said apart from the form, and stays.
    """
    brought = consent_in(answers, finished)
    if not finished["revises"]:
        return FormConsent(brought, replaced=_replaced(ws, brought) if brought else ())
    with ws.store.reading() as reading:
        corrected = reading.get(Assessment, str(finished["revises"]))
        before = _brought_by(corrected) if corrected is not None else None
        wrong = _standing(reading, before) if before and before != brought else ()
    return FormConsent(brought if wrong else None, wrong)


def write_consent(tx: "Transaction", audience: str, found: FormConsent, today: str) -> None:
    """Write what `consent_of` found. `today`: ISO day."""
    for uid in found.wrong:
        tx.set(uid, "withdrawn", today)
    replace_consents(tx, found.replaced, today)
    if found.fields is not None:
        tx.create("consent", audience, found.fields)


def consent_in(
    answers: Mapping[str, str], finished: Mapping[str, FieldValue]
) -> dict[str, FieldValue] | None:
    """The fields of the consent that a first talk brought; None where it brought none.

    `answers` by ref, `finished`: the fields of the assessment that they become. Questions named
    `consent_scope` (its codes are the case's), `withhold` and `guardian_name` are read, and
    `consent`, whose "no" is a refusal.
    """
    said = {ref.rpartition("/")[2]: value for ref, value in answers.items()}
    scope = _REFUSED if said.get("consent") == "no" else said.get("consent_scope", "")
    begins = finished["form_about"] == BEGINNING and finished["case"]
    if not begins or scope not in CONSENT_SCOPES:
        return None
    by_guardian = said.get("consent_giver") in ("guardian", "both")
    return checked_fields(
        "consent",
        {
            "case": finished["case"],
            "person": finished["person"],
            "scope": scope,
            "giver": said.get("guardian_name") or tr("a guardian") if by_guardian else "",
            "withhold": said.get("withhold", ""),
            "given": finished["told_on"],
        },
    )


def _replaced(ws: Workspace, brought: Mapping[str, FieldValue]) -> tuple[str, ...]:
    with ws.store.reading() as reading:
        case = reading.get(Case, str(brought["case"]))
        return replaced_by(reading, case, brought, ws.today) if case is not None else ()


def _brought_by(assessment: Assessment) -> dict[str, FieldValue] | None:
    answers = {str(ref): str(value) for ref, value in json.loads(assessment.answers).items()}
    told = ("form_about", "case", "person", "told_on")
    return consent_in(answers, {name: getattr(assessment, name) for name in told})


def _standing(reading: "Reading", brought: Mapping[str, FieldValue]) -> tuple[str, ...]:
    kept = reading.page(Consent, {"case": str(brought["case"])}, limit=_MANY)
    said = {name: value or "" for name, value in brought.items()}
    return tuple(
        one.uid
        for one in kept
        if not one.withdrawn and all(getattr(one, name) == said[name] for name in said)
    )
