"""`socialcase paper`: forms and summaries as PDF, to be printed."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import App, Parameter

from socialcase.cli.answer import Answer
from socialcase.cli.opening import HERE, At, opened
from socialcase.texts import tr

if TYPE_CHECKING:
    from socialcase.actions.papers import Paper
    from socialcase.actions.workspaces import Workspace

paper = App(name="paper", help="Forms, cases, letters home and lists as PDF, to be printed.")
Words = Literal["en", "ru", "tk", ""]


@paper.command
def blank(form: str, to: Path, /, *, words: Words = "", case: str = "", at: At = HERE) -> Answer:
    """Write a form to be filled by hand, with the numbers that the screen shows.

    :param form: The form's name, as `form list` shows it.
    :param to: A folder, or a file that is not there yet; never inside the workspace.
    :param words: The language of the paper; else the one in force.
    :param case: Number or id of the case that it is for.
    """
    from socialcase.actions.cases import case_numbered
    from socialcase.actions.papers import blank_form, save_paper

    with opened(at) as ws:
        made = blank_form(ws, form, words, case_numbered(ws, case) if case else "")
        file = save_paper(ws, made, to)
    return _written(file, at)


@paper.command
def filled(assessment: str, to: Path, /, *, words: Words = "", at: At = HERE) -> Answer:
    """Write a finished form as it was answered.

    :param assessment: Id of the assessment.
    :param to: A folder, or a file that is not there yet; never inside the workspace.
    :param words: The language of the paper; else the one in force.
    """
    from socialcase.actions.papers import filled_form, save_paper

    with opened(at) as ws:
        file = save_paper(ws, filled_form(ws, assessment, words), to)
    return _written(file, at)


@paper.command
def summary(assessment: str, to: Path, /, *, words: Words = "", at: At = HERE) -> Answer:
    """Write what was talked about, in large letters, for the person to keep.

    :param assessment: Id of the assessment.
    :param to: A folder, or a file that is not there yet; never inside the workspace.
    :param words: The language of the paper; else the one in force.
    """
    from socialcase.actions.papers import save_paper, summary_for_person

    with opened(at) as ws:
        made = summary_for_person(ws, assessment, words)
        file = save_paper(ws, made, to)
    return _written(file, at, made.asides)


@paper.command
def change(
    assessment: str,
    to: Path,
    /,
    *,
    earlier: str = "",
    file_copy: Annotated[bool, Parameter(negative=())] = False,
    words: Words = "",
    at: At = HERE,
) -> Answer:
    """Write what has changed since an earlier assessment with the same form.

    :param assessment: Id of the later assessment.
    :param to: A folder, or a file that is not there yet; never inside the workspace.
    :param earlier: Id of the earlier one; else the one before.
    :param file_copy: Every answer that differs, for the file; else only what the person may keep.
    :param words: The language of the paper; else the one in force.
    """
    from socialcase.actions.change_papers import change_for_file, change_paper
    from socialcase.actions.papers import save_paper

    make = change_for_file if file_copy else change_paper
    with opened(at) as ws:
        made = make(ws, assessment, earlier, words)
        file = save_paper(ws, made, to)
    return _written(file, at, made.asides)


@paper.command
def consent(
    case: str, to: Path, /, *, record: str = "", words: Words = "", at: At = HERE
) -> Answer:
    """Write a consent to be read aloud and signed.

    :param case: Number or id of the case.
    :param to: A folder, or a file that is not there yet; never inside the workspace.
    :param record: Id of a consent that was given; without it an empty one.
    :param words: The language of the paper; else the one in force.
    """
    from socialcase.actions.cases import case_numbered
    from socialcase.actions.papers import consent_paper, save_paper

    with opened(at) as ws:
        file = save_paper(ws, consent_paper(ws, case_numbered(ws, case), record, words), to)
    return _written(file, at)


@paper.command
def case(case: str, to: Path, /, *, words: Words = "", at: At = HERE) -> Answer:
    """Write a case in brief, for a colleague who takes it over or discusses it.

    :param case: Number or id of the case.
    :param to: A folder, or a file that is not there yet; never inside the workspace.
    :param words: The language of the paper; else the one in force.
    """
    from socialcase.actions.case_papers import case_summary
    from socialcase.actions.cases import case_numbered
    from socialcase.actions.papers import save_paper

    with opened(at) as ws:
        made = case_summary(ws, case_numbered(ws, case), words)
        file = save_paper(ws, made, to)
    return _written(file, at, made.asides)


@paper.command
def visit(visit: str, to: Path, /, *, words: Words = "", at: At = HERE) -> Answer:
    """Write a visit as it was written down, for the file.

    :param visit: Id of the visit.
    :param to: A folder, or a file that is not there yet; never inside the workspace.
    :param words: The language of the paper; else the one in force.
    """
    from socialcase.actions.case_papers import visit_note
    from socialcase.actions.papers import save_paper

    with opened(at) as ws:
        file = save_paper(ws, visit_note(ws, visit, words), to)
    return _written(file, at)


@paper.command
def closure(
    case: str,
    to: Path,
    /,
    *,
    file_copy: Annotated[bool, Parameter(negative=())] = False,
    words: Words = "",
    at: At = HERE,
) -> Answer:
    """Write what the person keeps when a case is closed, or the closure for the file.

    :param case: Number or id of the case.
    :param to: A folder, or a file that is not there yet; never inside the workspace.
    :param file_copy: For the file: why, what came of it, what remains.
    :param words: The language of the paper; else the one in force.
    """
    from socialcase.actions.case_papers import closure_for_file, closure_for_home
    from socialcase.actions.cases import case_numbered
    from socialcase.actions.papers import save_paper

    make = closure_for_file if file_copy else closure_for_home
    with opened(at) as ws:
        made = make(ws, case_numbered(ws, case), words)
        file = save_paper(ws, made, to)
    return _written(file, at, made.asides)


@paper.command
def trip(place: str, to: Path, /, *, words: Words = "", at: At = HERE) -> Answer:
    """Write what to take along on a trip: the list of visits due at a place, and a blank form each.

    :param place: The settlement, as it stands on Today.
    :param to: A folder, or a file that is not there yet; never inside the workspace.
    :param words: The language of the paper; else the one in force.
    """
    from socialcase.actions.papers import save_paper
    from socialcase.actions.trip_papers import trip_pack

    with opened(at) as ws:
        made = trip_pack(ws, place, words)
        file = save_paper(ws, made, to)
    return _written(file, at, made.asides)


@paper.command
def providers(
    to: Path,
    /,
    *,
    find: str = "",
    service: str = "",
    group: str = "",
    words: Words = "",
    at: At = HERE,
) -> Answer:
    """Write the directory as a list; what is kept secret is left out.

    :param to: A folder, or a file that is not there yet; one that ends in .xlsx is a workbook.
    :param find: Only with these words in name, service, group or etrap.
    :param service: Only with this service, by its code or name.
    :param group: Only for this group.
    :param words: The language of the paper; else the one in force.
    """
    from socialcase.actions.directory_papers import provider_list
    from socialcase.actions.providers import Sought
    from socialcase.texts.services import service_code

    with opened(at) as ws:
        made = provider_list(ws, Sought(find, service_code(service), group), words)
        return _listed(ws, made, to, at)


@paper.command
def needs(
    to: Path, /, *, service: str = "", etrap: str = "", words: Words = "", at: At = HERE
) -> Answer:
    """Write the needs without a service as a list without names.

    :param to: A folder, or a file that is not there yet; one that ends in .xlsx is a workbook.
    :param service: Only of this service, by its code or name.
    :param etrap: Only of this etrap.
    :param words: The language of the paper; else the one in force.
    """
    from socialcase.actions.directory_papers import unserved_list
    from socialcase.texts.places import etrap_code
    from socialcase.texts.services import service_code

    with opened(at) as ws:
        place = etrap_code(etrap) or etrap
        made = unserved_list(ws, service=service_code(service), etrap=place, words=words)
        return _listed(ws, made, to, at)


@paper.command
def resources(
    to: Path,
    /,
    *,
    period: Literal["quarter", "year", "all"] = "quarter",
    words: Words = "",
    at: At = HERE,
) -> Answer:
    """Write what was found, from whom and worth how much, as a list without names.

    :param to: A folder, or a file that is not there yet; one that ends in .xlsx is a workbook.
    :param period: quarter (this one), year or all.
    :param words: The language of the paper; else the one in force.
    """
    from socialcase.actions.directory_papers import resource_list

    with opened(at) as ws:
        return _listed(ws, resource_list(ws, period, words), to, at)


def _listed(ws: "Workspace", made: "Paper", to: Path, at: At) -> Answer:
    from socialcase.actions.papers import save_paper, save_tables

    save = save_tables if to.suffix.lower() == ".xlsx" else save_paper
    return _written(save(ws, made, to), at, made.asides)


def _written(file: Path, at: At, asides: Sequence[str] = ()) -> Answer:
    line = tr("The document lies in {file}.").format(file=file)
    warning = tr(
        "It is not encrypted, and a printer may keep what it prints: delete the file after use."
    )
    return Answer({"file": str(file)}, (line, *asides), at.json, complaint=warning)
