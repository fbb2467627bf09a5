"""What goes along on a trip: the list of the visits due at a place, and a blank form for each.

Neither says why anybody is visited. A restricted file stands there with its number alone: a list
is lost more easily than a laptop.
"""

from functools import partial

from socialcase.actions.case_file import case_file
from socialcase.actions.case_papers import contact_words, return_call
from socialcase.actions.paper_heads import printed
from socialcase.actions.papers import Paper, blank_form
from socialcase.actions.today import DueVisit, today
from socialcase.actions.workspaces import Workspace
from socialcase.errors import NotFound
from socialcase.reports.record_paper import TripVisit, trip_sheet
from socialcase.texts import N_, language, tr, tr_in

VISIT_FORM = "home_visit"
"""The blank form that goes along for every family of a trip."""


def trip_pack(ws: Workspace, place: str, words: str = "") -> Paper:
    """For the visits that are due at a place; that it left is kept in each of the cases.

    Raises NotFound where no visit is due there.
    """
    spoken = words or language()
    visits = [v for one in today(ws).villages if one.settlement == place for v in one.visits]
    if not visits:
        raise NotFound("visit", "")
    where = place or tr_in(spoken, N_("No place known"))
    facts = (
        (tr_in(spoken, N_("Place")), where),
        (tr_in(spoken, N_("Visits")), str(len(visits))),
    )
    listed = [_visit(ws, visit, spoken) for visit in visits]
    sheet = trip_sheet(tr_in(spoken, N_("Trip")), listed, printed(ws, spoken, facts))
    forms = tuple(blank_form(ws, VISIT_FORM, spoken, visit.case) for visit in visits)
    whose = tuple(dict.fromkeys(visit.case for visit in visits))
    return Paper("trip", sheet, "trip", asides=_asides(ws, visits), more=forms, cases=whose)


def _visit(ws: Workspace, visit: DueVisit, words: str) -> TripVisit:
    file = case_file(ws, visit.case)
    due = f"{visit.due:%d.%m.%Y}"
    if file.header.restricted:
        return TripVisit(file.header.case.number, due, ())
    contact, main = file.header.safe_contact, file.header.main
    home = file.household.household if file.household else None
    street = (home.address_street, home.address_landmark) if home else ()
    say = partial(tr_in, words)
    lines = (
        " · ".join(filter(None, street)),
        " · ".join(contact_words(contact, say)),
        return_call(file.header.case, say),
    )
    who = visit.subject if main is None else main.name or visit.subject
    return TripVisit(who, due, tuple(filter(None, lines)))


def _asides(ws: Workspace, visits: list[DueVisit]) -> tuple[str, ...]:
    with ws.store.reading() as reading:
        closed = any(reading.restricted(visit.case) for visit in visits)
    return (tr("A restricted file stands there with its number alone."),) if closed else ()
