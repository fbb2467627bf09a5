"""A family's drawings on paper and as files: what may harm somebody only where it was asked for.

People who are for fewer eyes than the case itself are never on them.
"""

from collections.abc import Collection
from pathlib import Path

from socialcase.actions.disclosures import disclose, leaving
from socialcase.actions.family import FamilyFile, family_file
from socialcase.actions.household_drawing import (
    HouseholdDrawing,
    Shown,
    draw_household,
    legend,
    legend_words,
)
from socialcase.actions.kin_words import KinWords
from socialcase.actions.lines import display_name
from socialcase.actions.paper_heads import case_facts, printed
from socialcase.actions.papers import Paper
from socialcase.actions.workspaces import Workspace
from socialcase.cases.kinship import age_key
from socialcase.reports.drawing import Drawing, Look, as_svg
from socialcase.reports.household_paper import Drawn, household_sheet
from socialcase.texts import N_, language, tr, tr_in
from socialcase.texts.labels import english

BESIDES = ("bonds", "health", "untold", "adoption", "notes")
"""What is drawn only where somebody asks for it."""


def household_paper(
    ws: Workspace, case: str, besides: Collection[str] = (), words: str = ""
) -> Paper:
    """Genogram, ecomap and who lives together, in the language `words`; see `BESIDES`.

    Raises NotFound.
    """
    spoken = words or language()
    file, drawn = _drawn(ws, case, besides, spoken)
    names = KinWords(file, ws.today, spoken)
    living = [
        [
            _whole_name(file, names, one.person),
            names.age(one.person),
            tr_in(spoken, english("role_at_home", one.role)) if one.role else "",
        ]
        for one in sorted(file.members, key=lambda m: _main_then_eldest(file, m.person))
    ]
    drawings = [
        _with_legend(N_("Genogram"), drawn.genogram, spoken),
        _with_legend(N_("Ecomap"), drawn.ecomap, spoken),
    ]
    if not file.ties:
        drawings.pop()
    sheet = household_sheet(
        drawings, living, printed(ws, spoken, case_facts(spoken, file.case.number))
    )
    return Paper("household", sheet, "drawing", case, (_aside(),))


def save_drawing(
    ws: Workspace, case: str, to: Path, besides: Collection[str] = (), *, around: bool = False
) -> Path:
    """Write the genogram (`around`: the ecomap) as an SVG file outside the workspace.

    Raises NotFound, FileInTheWay, CannotWrite, DiskFull.
    """
    spoken = language()
    _file, drawn = _drawn(ws, case, besides, spoken)
    title = tr("Ecomap") if around else tr("Genogram")
    data = as_svg(drawn.ecomap if around else drawn.genogram, Look(), title).encode()
    with leaving(ws, data, to, "household.svg") as written:
        disclose(ws, "drawing", "household", "svg", {case: 1})
    return written


def _drawn(
    ws: Workspace, case: str, besides: Collection[str], words: str
) -> tuple[FamilyFile, HouseholdDrawing]:
    told = {"adoption": "adoption" in besides, "unborn": "health" in besides}
    file = family_file(ws, case, on_paper=True, **told)
    drawn = {name: name in besides for name in ("bonds", "health", "untold", "notes")}
    shown = Shown(**drawn, words=words)
    return file, draw_household(file, ws.today, shown)


def _whole_name(file: FamilyFile, names: KinWords, uid: str) -> str:
    return display_name(file.people[uid]) or names.called(uid)


def _main_then_eldest(file: FamilyFile, uid: str) -> tuple[bool, tuple[int, int], str]:
    return uid != file.main, age_key(file.people[uid].birth), uid


def _with_legend(title: str, drawing: Drawing, words: str) -> Drawn:
    signs = [(code, legend_words(code, words)) for code in legend(drawing)]
    return Drawn(tr_in(words, title), drawing, signs)


def _aside() -> str:
    return tr(
        "The drawing tells of people who were not asked. Give it to nobody whom the consent "
        "does not name."
    )
