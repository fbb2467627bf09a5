"""What has changed between two talks, on paper: question by question, with a small picture.

For the person it is in large letters and asks what it means to them; for the file it is in small
ones, with numbers. Neither says that anything is better or worse.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from socialcase.reports.form_paper import Made, Printing, foot
from socialcase.reports.summary_paper import RIGHTS
from socialcase.reports.typeset import Sheet
from socialcase.texts import N_, tr_in

_LINES = 3


@dataclass(frozen=True, slots=True)
class ChangedLine:
    """One question at both times, "" where it was not answered; `way`: which way it went."""

    number: str
    asked: str
    then: str
    now: str
    way: str = ""


@dataclass(frozen=True, slots=True)
class Between:
    """The two days, what differs, and the picture (SVG, "" where nothing lies in an order).

    `home`: it is for the person. `told`: False where nothing that was answered may stand on it.
    """

    then: str
    now: str
    lines: Sequence[ChangedLine]
    picture: str
    home: bool
    told: bool = True


def change_sheet(between: Between, title: str, printing: Printing) -> Sheet:
    """The document in the language of `printing`; `title`: the form's, for the file."""

    def say(sentence: str) -> str:
        return tr_in(printing.language, sentence)

    days = {"then": between.then, "now": between.now}
    home = between.home
    data: Made = {
        "title": say(N_("What has changed from {then} to {now}")).format(**days),
        "language": printing.language,
        "home": home,
        "facts": [list(fact) for fact in printing.facts],
        "form": "" if home else title,
        "greeting": say(_GREETING) if home else "",
        "nothing": say(_NOTHING) if between.told and not between.lines else "",
        "picture": between.picture,
        "picture_says": say(N_("The lines below say the same in words.")),
        "lines_title": say(N_("Question by question")),
        "then": between.then,
        "now": between.now,
        "no_answer": say(N_("no answer")),
        "lines": [_line(line, numbered=not home) for line in between.lines],
        "means_title": say(N_("What this means to you")) if home else "",
        "means_lines": _LINES if home else 0,
        "rights_title": say(N_("It is yours")) if home else "",
        "rights": [say(right) for right in RIGHTS] if home else [],
        **foot(printing.language, printing.by, printing.at),
    }
    return Sheet("change", data, printing.at)


_GREETING = N_(
    "We talked twice, and some answers differ. This page is for you. Nothing here is good or bad: "
    "you say what it means. Tell us what is wrong in it."
)
_NOTHING = N_("Nothing that stands here has changed.")


def _line(line: ChangedLine, *, numbered: bool) -> Made:
    return {
        "number": line.number if numbered else "",
        "asked": line.asked,
        "then": line.then,
        "now": line.now,
        "way": line.way,
    }
