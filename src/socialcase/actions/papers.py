"""Documents on paper: a form blank or filled, and what was talked about for the person to keep.

Nothing is written until somebody saves it: a document is made and looked at in memory.
"""

from dataclasses import dataclass
from pathlib import Path

from socialcase.actions.assessments import read_back
from socialcase.actions.disclosures import disclose, file_name, leaving
from socialcase.actions.drafting import remarks_of
from socialcase.actions.finding import fetch
from socialcase.actions.form_library import ready_form
from socialcase.actions.kept_answers import speak
from socialcase.actions.lines import display_name
from socialcase.actions.paper_heads import (
    case_facts,
    facts_of,
    person_facts,
    printed,
    title_of,
    told_day,
)
from socialcase.actions.surroundings import surroundings
from socialcase.actions.taking_home import before_it_goes, home_rules
from socialcase.actions.workspaces import Workspace
from socialcase.cases.clock import ASHGABAT
from socialcase.cases.dates import day_of
from socialcase.cases.records import Assessment, Case, Consent, Person
from socialcase.forms import open_session
from socialcase.reports.answer_tables import Table
from socialcase.reports.consent_paper import Agreed, consent_sheet
from socialcase.reports.form_paper import form_sheet
from socialcase.reports.summary_paper import summary_sheet
from socialcase.reports.table_files import as_xlsx
from socialcase.reports.typeset import Sheet, as_pdf, as_pictures
from socialcase.texts import N_, language, tr_in


@dataclass(frozen=True, slots=True)
class Paper:
    """A document made ready.

    `name` says which form, never about whom. `what`: a code of `DISCLOSURES`, "" for one that tells
    of nobody; `case`: whose; `cases`: of which, where it tells of several. `asides`: what whoever
    prints it should know, in the language in force; it never stands on the paper. `more`: documents
    that go along with it. `tables`: the same lines for a spreadsheet, where it is a list.
    """

    name: str
    sheet: Sheet
    what: str = ""
    case: str = ""
    asides: tuple[str, ...] = ()
    more: tuple["Paper", ...] = ()
    cases: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()

    @property
    def file(self) -> str:
        """What it is called where a person chooses no other name."""
        return file_name(self.name, "pdf")

    def pdf(self) -> bytes:
        """The document as tagged PDF/A."""
        return as_pdf(self.sheet)

    def pages(self, dots: float = 110.0) -> list[bytes]:
        """Its pages as PNG pictures, `dots` to the inch."""
        pictures = as_pictures(self.sheet, dots)
        return [*pictures, *(page for paper in self.more for page in paper.pages(dots))]


def blank_form(ws: Workspace, form_id: str, words: str = "", case: str = "") -> Paper:
    """A form to be filled by hand, in the language `words` ("" for the one in force).

    `case`: for which case; its number then stands at the head. Raises FormUnknown, NotFound.
    """
    ready = ready_form(ws, form_id)
    about = fetch(ws, Case, case) if case else None
    session = open_session(
        ready.form,
        now=ws.clock.now().astimezone(ASHGABAT),
        resources=ready.resources,
        host=surroundings(ws, ready, case, about.person) if about else {},
    )
    spoken = speak(session, words)
    facts = case_facts(spoken, about.number if about else "")
    facts += [(tr_in(spoken, N_("Date")), ""), (tr_in(spoken, N_("Person")), "")]
    title = title_of(ws, ready.content_hash, session, spoken)
    return Paper(form_id, form_sheet(session, title, printed(ws, spoken, facts, blank=True)))


def filled_form(ws: Workspace, assessment: str, words: str = "") -> Paper:
    """A finished form as it was answered, on the version that it was filled on.

    Raises NotFound, FormUnknown.
    """
    kept = fetch(ws, Assessment, assessment)
    session = read_back(ws, assessment)
    spoken = speak(session, words)
    with ws.store.reading() as reading:
        notes = {remark.ref: remark.text for remark in remarks_of(reading, assessment)}
    printing = printed(ws, spoken, facts_of(ws, kept, spoken), notes)
    title = title_of(ws, kept.form_hash, session, spoken)
    return Paper(kept.form_id, form_sheet(session, title, printing), "form", kept.case)


def summary_for_person(ws: Workspace, assessment: str, words: str = "") -> Paper:
    """What was talked about, for the person to keep.

    What may stand on it says `actions.taking_home`; what stays off is told in `asides`.
    Raises NotFound, FormUnknown.
    """
    kept = fetch(ws, Assessment, assessment)
    session = read_back(ws, assessment)
    spoken = speak(session, words)
    printing = printed(ws, spoken, person_facts(ws, kept, spoken))
    rules = home_rules(ws, kept)
    sheet = summary_sheet(session, told_day(kept), printing, rules.homeward)
    asides = before_it_goes(rules, session.needs())
    return Paper("summary", sheet, "summary", kept.case, asides)


def consent_paper(ws: Workspace, case: str, consent: str = "", words: str = "") -> Paper:
    """A consent to be read aloud and signed; empty without `consent`. Raises NotFound."""
    the_case = fetch(ws, Case, case)
    kept = fetch(ws, Consent, consent) if consent else Consent("")
    spoken = words or language()
    facts = case_facts(spoken, the_case.number)
    if kept.person:
        facts.append((tr_in(spoken, N_("Person")), display_name(fetch(ws, Person, kept.person))))
    given = day_of(kept.given)
    if given:
        facts.append((tr_in(spoken, N_("Given on")), f"{given:%d.%m.%Y}"))
    sheet = consent_sheet(Agreed(kept.scope, kept.withhold), printed(ws, spoken, facts))
    return Paper("consent", sheet, "consent" if consent else "", case)


def save_paper(ws: Workspace, paper: Paper, to: Path, *, replace: bool = False) -> Path:
    """Write the PDF outside the workspace, where the program protects it no longer.

    `to`: a folder, or a file that does not exist yet; `replace`: or one that a person agreed to
    lose. What goes along with it is written beside it, with numbers. Gives the file. Raises
    FileInTheWay, CannotWrite, DiskFull.
    """
    with leaving(ws, paper.pdf(), to, paper.file, replace=replace) as file:
        given_out(ws, paper, "pdf")
    for number, one in enumerate(paper.more, 1):
        beside = file.with_name(f"{file.stem}-{number:02}-{one.file}")
        with leaving(ws, one.pdf(), beside, replace=replace):
            given_out(ws, one, "pdf")
    return file


def save_tables(ws: Workspace, paper: Paper, to: Path, *, replace: bool = False) -> Path:
    """Write the lists of a paper as a workbook (XLSX), as `save_paper` does; also CellTooLong."""
    data = as_xlsx(paper.tables)
    name = file_name(paper.name, "xlsx")
    with leaving(ws, data, to, name, replace=replace) as file:
        given_out(ws, paper, "xlsx")
    return file


def given_out(ws: Workspace, paper: Paper, form: str) -> None:
    """Keep in each case of a document that it was saved ("pdf") or printed ("print")."""
    if paper.what:
        disclose(ws, paper.what, paper.name, form, dict.fromkeys(paper.cases or (paper.case,), 1))
