"""Which answers lie in an order, which totals may be drawn, and whose words an answer holds.

By the names and codes of the programme's forms (forms/README.md), which never change.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

OWN_WORDS = ("matters_most", "first_change", "own_words", "own_wish", "wishes")
"""Names of questions whose answers are the person's own words. What they do not want
("not_wanted") often names somebody who may find a paper: it stays out."""
STRENGTHS = ("strengths_seen", "strengths", "good_at", "got_through", "hope")
NOT_TO_TAKE_HOME = frozenset(
    (
        *("need_safety", "need_not_safe", "need_safe_first", "need_safe_self", "need_file_safety"),
        *("need_children_safe", "need_harm_service", "need_bag", "need_pressure", "need_lawyer"),
        *("need_own_money", "need_own_say", "need_passport", "need_guardian", "need_home_youth"),
        *("need_uses", "need_look_again", "need_act_review", "need_act_today", "need_soon"),
        *("need_urgent", "need_same_day", "need_doctor_now"),
    )
)
"""Suggestions that name a danger, or somebody who may find the paper. They are spoken about, and
never stand on a paper that a person keeps."""

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
