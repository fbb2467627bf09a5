"""Lines that the window and the command line word alike, from the views' codes."""

from socialcase.actions.case_views import NextStep, TimelineEntry


def entry_title(entry: TimelineEntry) -> str:
    """The bold line of a timeline entry: "Home visit, 55 min", "Risk changed: medium to high"."""
    raise NotImplementedError


def next_step_words(step: NextStep) -> str:
    """What comes next: what a person entered, else the proposed act in words."""
    raise NotImplementedError
