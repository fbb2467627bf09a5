"""What becomes of a complete form, whether it was filled here or brought from elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass

from socialcase.actions.editing import FieldValue, checked_fields
from socialcase.actions.standing import standing
from socialcase.actions.workspaces import Workspace
from socialcase.cases.canonical import JsonValue, json_text
from socialcase.cases.dates import day_of
from socialcase.cases.rules import needs
from socialcase.forms import Session


@dataclass(frozen=True, slots=True)
class Told:
    """About whom something was told, and when (ISO day, "" to take it from the answers, or today).

    `revises`: the assessment that it corrects, with the `reason`.
    """

    case: str
    person: str
    told_on: str = ""
    revises: str = ""
    reason: str = ""


def finished_values(
    ws: Workspace, session: Session, form_hash: str, about: Told
) -> dict[str, FieldValue]:
    """The fields of the assessment that a complete form becomes, finished now. Raises BadValue."""
    form, answers = session.form, session.answers()
    scores: list[JsonValue] = [
        {"name": s.name, "label": s.label, "value": s.value, "detail": s.detail}
        for s in (*session.scores(), *session.needs())
    ]
    return checked_fields(
        "assessment",
        {
            "case": about.case,
            "person": about.person,
            "form_id": form.form_id,
            "form_version": form.version,
            "form_hash": form_hash,
            "form_title": form.title,
            "form_about": _about(ws, form_hash),
            "told_on": about.told_on or told_in(answers) or ws.today.isoformat(),
            "finished": ws.clock.now().strftime("%Y-%m-%dT%H:%M:%SZ"),
            "answers": json_text(dict(answers)),
            "scores": json_text(scores),
            "submission": session.serialize(),
            "revises": about.revises,
            "reason": about.reason,
        },
    )


def told_in(answers: Mapping[str, str]) -> str:
    """The form's own "on which day did you talk", "" where it does not ask that."""
    told = (v for ref, v in answers.items() if ref.endswith("/told_on") and day_of(v))
    return next(told, "")


def makes_assessed(ws: Workspace, case: str) -> bool:
    """Whether an assessment of needs is the last thing that step "assessed" waits for."""
    with ws.store.reading() as reading:
        if not reading.audience(case):
            return False  # out of sight: who has it now judges
    now = standing(ws, case)
    return now.status == "intake" and set(needs("assessed", now)) <= {"assessment"}


def _about(ws: Workspace, form_hash: str) -> str:
    """What a form says it is about; "" for an assessment of needs."""
    card = ws.store.form_sources.card(form_hash)
    return card.marks.get("about", "") if card is not None else ""
