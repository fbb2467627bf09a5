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
from socialcase.actions.lines import StaffNames, display_name
from socialcase.actions.scope import named_in
from socialcase.actions.surroundings import surroundings
from socialcase.actions.workspaces import Workspace
from socialcase.cases.clock import ASHGABAT
from socialcase.cases.dates import day_of
from socialcase.cases.records import Assessment, Case, Consent, Person
from socialcase.forms import Session, open_session
from socialcase.forms.marks import read_marks
from socialcase.forms.titles import language_code
from socialcase.reports.consent_paper import Agreed, consent_sheet
from socialcase.reports.form_paper import Printing, form_sheet
from socialcase.reports.summary_paper import summary_sheet
from socialcase.reports.typeset import Sheet, as_pdf, as_pictures
from socialcase.texts import N_, language, tr_in


@dataclass(frozen=True, slots=True)
class Paper:
    """A document made ready.

    `name` says which form, never about whom. `what`: a code of `DISCLOSURES`, "" for one that tells
    of nobody; `case`: whose.
    """

    name: str
    sheet: Sheet
    what: str = ""
    case: str = ""

    @property
    def file(self) -> str:
        """What it is called where a person chooses no other name."""
        return file_name(self.name, "pdf")

    def pdf(self) -> bytes:
        """The document as tagged PDF/A."""
        return as_pdf(self.sheet)

    def pages(self, dots: float = 110.0) -> list[bytes]:
        """Its pages as PNG pictures, `dots` to the inch."""
        return as_pictures(self.sheet, dots)


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
    spoken = _speak(session, words)
    facts = _case_facts(spoken, about.number if about else "")
    facts += [(tr_in(spoken, N_("Date")), ""), (tr_in(spoken, N_("Person")), "")]
    title = _title(ws, ready.content_hash, session, spoken)
    return Paper(form_id, form_sheet(session, title, _printing(ws, spoken, facts, blank=True)))


def filled_form(ws: Workspace, assessment: str, words: str = "") -> Paper:
    """A finished form as it was answered, on the version that it was filled on.

    Raises NotFound, FormUnknown.
    """
    kept = fetch(ws, Assessment, assessment)
    session = read_back(ws, assessment)
    spoken = _speak(session, words)
    with ws.store.reading() as reading:
        notes = {remark.ref: remark.text for remark in remarks_of(reading, assessment)}
    printing = _printing(ws, spoken, _facts(ws, kept, spoken), notes=notes)
    title = _title(ws, kept.form_hash, session, spoken)
    return Paper(kept.form_id, form_sheet(session, title, printing), "form", kept.case)


def summary_for_person(ws: Workspace, assessment: str, words: str = "") -> Paper:
    """What was talked about, for the person to keep.

    Nothing of what was answered stands on it where the form or the case is restricted.
    Raises NotFound, FormUnknown.
    """
    kept = fetch(ws, Assessment, assessment)
    session = read_back(ws, assessment)
    spoken = _speak(session, words)
    person = fetch(ws, Person, kept.person) if kept.person else None
    facts = [(tr_in(spoken, N_("For")), display_name(person))] if person else []
    printing = _printing(ws, spoken, facts)
    sheet = summary_sheet(session, _day(kept), printing, in_confidence=_in_confidence(ws, kept))
    return Paper("summary", sheet, "summary", kept.case)


def consent_paper(ws: Workspace, case: str, consent: str = "", words: str = "") -> Paper:
    """A consent to be read aloud and signed; empty without `consent`. Raises NotFound."""
    the_case = fetch(ws, Case, case)
    kept = fetch(ws, Consent, consent) if consent else Consent("")
    spoken = words or language()
    facts = _case_facts(spoken, the_case.number)
    if kept.person:
        facts.append((tr_in(spoken, N_("Person")), display_name(fetch(ws, Person, kept.person))))
    given = day_of(kept.given)
    if given:
        facts.append((tr_in(spoken, N_("Given on")), f"{given:%d.%m.%Y}"))
    sheet = consent_sheet(Agreed(kept.scope, kept.withhold), _printing(ws, spoken, facts))
    return Paper("consent", sheet, "consent" if consent else "", case)


def save_paper(ws: Workspace, paper: Paper, to: Path, *, replace: bool = False) -> Path:
    """Write the PDF outside the workspace, where the program protects it no longer.

    `to`: a folder, or a file that does not exist yet; `replace`: or one that a person agreed to
    lose. Gives the file. Raises FileInTheWay, CannotWrite, DiskFull.
    """
    with leaving(ws, paper.pdf(), to, paper.file, replace=replace) as file:
        given_out(ws, paper, "pdf")
    return file


def given_out(ws: Workspace, paper: Paper, form: str) -> None:
    """Keep that a document about somebody was saved ("pdf") or printed ("print")."""
    if paper.what:
        case = fetch(ws, Case, paper.case) if paper.case else None
        disclose(ws, paper.what, paper.name, form, 1, case)


def _in_confidence(ws: Workspace, kept: Assessment) -> bool:
    """Whether a form, or the case that it was filled in, is for named people only."""
    card = ws.store.form_sources.card(kept.form_hash)
    with ws.store.reading() as reading:
        return bool(card and read_marks(card.marks).restricted) or bool(named_in(reading, kept.uid))


def _title(ws: Workspace, content_hash: str, session: Session, words: str) -> str:
    """The form's title in a language, else the one that it was made with."""
    card = ws.store.form_sources.card(content_hash)
    return (card.titles.get(words) if card else "") or session.form.title


def _speak(session: Session, words: str) -> str:
    """Set the session to the form's language for `words`; gives the code of our own words."""
    wanted = words or language()
    name = next((n for n in session.form.languages if language_code(n) == wanted), "")
    if name:
        session.set_language(name)
    return wanted


def _printing(
    ws: Workspace,
    words: str,
    facts: list[tuple[str, str]],
    notes: dict[str, str] | None = None,
    *,
    blank: bool = False,
) -> Printing:
    with ws.store.reading() as reading:
        by = StaffNames(ws, reading).name(ws.person)
    now = ws.clock.now().astimezone(ASHGABAT)
    return Printing(words, by, now, tuple(facts), notes or {}, blank)


def _facts(ws: Workspace, kept: Assessment, words: str) -> list[tuple[str, str]]:
    case = fetch(ws, Case, kept.case) if kept.case else None
    facts = _case_facts(words, case.number if case else "")
    if kept.person:
        facts.append((tr_in(words, N_("Person")), display_name(fetch(ws, Person, kept.person))))
    return [*facts, (tr_in(words, N_("Told on")), _day(kept))]


def _case_facts(words: str, number: str) -> list[tuple[str, str]]:
    return [(tr_in(words, N_("Case")), number)] if number else []


def _day(kept: Assessment) -> str:
    day = day_of(kept.told_on)
    return f"{day:%d.%m.%Y}" if day else kept.told_on
