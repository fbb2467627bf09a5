"""Which act makes which document."""

from collections.abc import Callable

from socialcase.actions.case_papers import (
    case_summary,
    closure_for_file,
    closure_for_home,
    visit_note,
)
from socialcase.actions.change_papers import change_for_file, change_paper
from socialcase.actions.directory_papers import provider_list, resource_list, unserved_list
from socialcase.actions.household_papers import household_paper
from socialcase.actions.papers import (
    Paper,
    blank_form,
    consent_paper,
    filled_form,
    summary_for_person,
)
from socialcase.actions.plan_papers import comparison_paper, plan_for_family, plan_for_file
from socialcase.actions.providers import Sought
from socialcase.actions.referral_papers import referral_letter
from socialcase.actions.resources import period_of
from socialcase.actions.trip_papers import trip_pack
from socialcase.actions.workspaces import Workspace
from socialcase.ui.pages.paper_targets import (
    BLANK,
    CASE,
    CHANGE,
    CHANGE_FILE,
    CLOSURE,
    CLOSURE_FILE,
    COMPARE,
    CONSENT,
    FAMILY,
    FILLED,
    HOUSEHOLD,
    LEDGER,
    PLAN,
    PROVIDERS,
    REFERRAL,
    SUMMARY,
    TRIP,
    UNSERVED,
    VISIT,
)


def made_paper(ws: Workspace, kind: str, record: str, case: str, words: str) -> Paper:
    """The document that `paper_target` named, in the language `words`.

    Raises what the act raises that makes it.
    """
    later, _, earlier = record.partition(":")
    makers: dict[str, Callable[[], Paper]] = {
        FILLED: lambda: filled_form(ws, record, words),
        SUMMARY: lambda: summary_for_person(ws, record, words),
        BLANK: lambda: blank_form(ws, record, words, case),
        CONSENT: lambda: consent_paper(ws, case, record, words),
        CHANGE: lambda: change_paper(ws, later, earlier, words),
        CHANGE_FILE: lambda: change_for_file(ws, later, earlier, words),
        REFERRAL: lambda: referral_letter(ws, record, words),
        PLAN: lambda: plan_for_file(ws, record, words),
        FAMILY: lambda: plan_for_family(ws, record, words),
        COMPARE: lambda: comparison_paper(ws, case, later, earlier, words),
        CASE: lambda: case_summary(ws, record, words),
        VISIT: lambda: visit_note(ws, record, words),
        CLOSURE: lambda: closure_for_home(ws, record, words),
        CLOSURE_FILE: lambda: closure_for_file(ws, record, words),
        TRIP: lambda: trip_pack(ws, record, words),
        HOUSEHOLD: lambda: household_paper(ws, later, earlier.split(","), words),
        PROVIDERS: lambda: provider_list(ws, _sought(record), words),
        UNSERVED: lambda: _needs(ws, record, words),
        LEDGER: lambda: resource_list(ws, period_of(record), words),
    }
    return makers[kind]()


def _sought(asked: str) -> Sought:
    service, group, which, typed = asked.split("|", 3)
    return Sought(typed, service, group, "", which)


def _needs(ws: Workspace, asked: str, words: str) -> Paper:
    service, etrap = asked.split("|", 1)
    return unserved_list(ws, service=service, etrap=etrap, words=words)
