"""Which answers lie in an order, which totals may be drawn, and whose words an answer holds.

By the names and codes of the programme's forms (forms/README.md), which never change.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

OWN_WORDS = ("matters_most", "first_change", "own_words", "own_wish", "wishes")
"""Names of questions whose answers are the person's own words. What they do not want
("not_wanted") often names somebody who may find a paper: it stays out."""
STRENGTHS = ("strengths_seen", "strengths", "good_at", "got_through", "hope")
TAKE_HOME = frozenset(
    (
        *("need_benefit", "need_food", "need_home", "need_paper", "need_birth_paper"),
        *("need_device", "need_rehab", "need_doctor", "need_falls", "need_memory", "need_meals"),
        *("need_company", "need_people", "need_lonely", "need_reach", "need_occupied"),
        *("need_carer_relief", "need_child_care", "need_day", "need_together"),
        *("need_school", "need_learning_work", "need_wg_support"),
        *("need_phq9_doctor", "need_gad7_doctor", "need_gds15_doctor"),
        *("need_who5_fuller", "need_who5_doctor"),
        *("need_goal_stuck", "need_service_missing", "need_interpreter", "need_witness"),
    )
)
"""Suggestions of the forms that came with the program that may stand on a paper to take home: they
say what is lacking or what helps, and nobody at home is blamed by them. All others are spoken
about: a danger and whoever may be its cause, what was told in trust and apart from the others,
what is for the specialist or the office. A form of an office says itself which may (`take_home`,
marks.py)."""

DRAWN_TOTALS: Mapping[str, tuple[str, int, int]] = MappingProxyType(
    {
        "phq9": ("score_phq9", 0, 27),
        "gad7": ("score_gad7", 0, 21),
        "gds15": ("score_gds15", 0, 15),
        "who5": ("score_who5", 0, 100),
    }
)
"""Instruments whose total was validated as a total: its name and ends. Nothing else is drawn."""

_NO_PLACE = frozenset(("skip", "unsure", "nobody", "none", "unknown", "refused"))
_ORDERED = frozenset(
    (
        ("enough", "almost", "short", "far"),
        ("good", "partly", "poor"),
        ("always", "sometimes", "rarely"),
        ("alone", "difficulty", "help", "cannot"),
        ("often", "sometimes", "never"),
        ("always", "mostly", "rarely", "never"),
        ("better", "same", "worse"),
        ("reached", "mostly", "partly", "no", "worse"),
        ("yes", "rather", "rather_not", "no"),
        ("yes", "partly", "no"),
        ("there", "can", "no"),
    )
)
_FEWEST = 3


def ordered(codes: Sequence[str]) -> tuple[str, ...]:
    """The answers of a list that lie in an order, first to last; empty where they lie in none.

    Whole numbers that follow each other do, up to the first gap (9 often stands for "refused");
    so do lists that the programme knows. Answers that are no place ("prefers not to say") are left
    out.
    """
    counted = _counted(codes)
    if counted:
        return counted
    places = tuple(code for code in codes if code not in _NO_PLACE)
    return places if places in _ORDERED else ()


def _counted(codes: Sequence[str]) -> tuple[str, ...]:
    run: list[str] = []
    for code in codes:
        if not code.isdecimal() or (run and int(code) != int(run[-1]) + 1):
            break
        run.append(code)
    return tuple(run) if len(run) >= _FEWEST else ()
