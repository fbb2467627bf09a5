"""A household on paper: its drawings as vectors with their legends, and who lives together."""

from collections.abc import Sequence
from dataclasses import dataclass

from socialcase.reports.drawing import Drawing, Look, as_svg
from socialcase.reports.form_paper import Made, Printing, foot
from socialcase.reports.legend import legend_symbol
from socialcase.reports.typeset import Sheet
from socialcase.texts import N_, tr_in


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawing with its heading and its legend: codes with their words."""

    title: str
    drawing: Drawing
    legend: Sequence[tuple[str, str]]


def household_sheet(
    drawings: Sequence[Drawn], living: Sequence[Sequence[str]], printing: Printing
) -> Sheet:
    """The sheet in the language of `printing`; `living`: name, age and role of everybody."""

    def say(sentence: str) -> str:
        return tr_in(printing.language, sentence)

    look = Look()
    data: Made = {
        "title": say(N_("Household")),
        "language": printing.language,
        "facts": [list(fact) for fact in printing.facts],
        "drawings": [_drawn(one, look) for one in drawings],
        "living_title": say(N_("Lives in the household")),
        "living_head": [say(N_("Name")), say(N_("Age")), say(N_("Role"))],
        "living": [list(row) for row in living],
        **foot(printing.language, printing.by, printing.at),
    }
    return Sheet("household", data, printing.at)


def _drawn(one: Drawn, look: Look) -> Made:
    return {
        "title": one.title,
        "svg": as_svg(one.drawing, look, one.title),
        "wide": one.drawing.wide,
        "high": one.drawing.high,
        "legend": [
            {"svg": as_svg(legend_symbol(code), look, words), "words": words}
            for code, words in one.legend
        ],
    }
