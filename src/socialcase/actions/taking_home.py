"""What of a filled form may lie at the person's home: as its author decided, else nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from socialcase.actions.form_shipping import shipped_forms
from socialcase.actions.needs import domain_of
from socialcase.actions.scope import named_in
from socialcase.actions.silences import silences
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import Assessment, Case
from socialcase.forms import Score
from socialcase.forms.marks import read_marks
from socialcase.forms.scales import TAKE_HOME
from socialcase.reports.form_paper import plain
from socialcase.reports.summary_paper import Homeward
from socialcase.texts import tr


@dataclass(frozen=True, slots=True)
class HomeRules:
    """What may go home of one assessment, and whether its form's author has said so at all.

    `silent`: something of it is not to be told to somebody at home.
    """

    homeward: Homeward
    decided: bool
    silent: bool = False


def home_rules(ws: Workspace, kept: Assessment) -> HomeRules:
    """For a form of the program its own list, for one of the office what its author marked.

    Nothing at all where the form, or the case that it was filled in, is for named people only, or
    where somebody at home is to be told nothing. Where they are not to be told a part of it,
    neither what points to that part nor the person's own words, which may be about anything.
    """
    card = ws.store.form_sources.card(kept.form_hash)
    marks = read_marks(card.marks) if card is not None else read_marks({})
    with ws.store.reading() as reading:
        closed = marks.restricted or bool(named_in(reading, kept.uid))
        case = reading.get(Case, kept.case) if kept.case else None
        at_home = silences(reading, case, ws.today) if case is not None else []
    kept_back = [one for one in at_home if one.about(kept.person)]
    ours = (card is not None and card.shipped) or _came_with_program(kept.form_hash)
    allowed = frozenset(marks.take_home) | (TAKE_HOME if ours else frozenset())
    told = frozenset(
        name
        for name in allowed
        if not any(one.covers(kept.person, domain_of(name)[1]) for one in kept_back)
    )
    nothing = closed or any(one.of_everything for one in kept_back)
    homeward = Homeward(told, nothing, words=not kept_back)
    return HomeRules(homeward, ours or bool(marks.take_home), silent=bool(kept_back))


def before_it_goes(rules: HomeRules, needs: Sequence[Score]) -> tuple[str, ...]:
    """What whoever prints should know; it never stands on the paper.

    `needs`: all that the answers point to; those that stay off the paper are named.
    """
    if rules.silent:
        return (
            tr(
                "Somebody at home is not to be told something: what the person said, and what is "
                "about that, does not stand on this paper. Write by hand what may lie there."
            ),
        )
    if rules.homeward.nothing:
        return (
            tr(
                "The form or the case is for named people only: nothing that was answered stands "
                "on this paper."
            ),
        )
    told = [
        tr(
            "Read it before it goes home: whoever lives there may find it, and the person's own "
            "words may tell of somebody."
        )
    ]
    going = {need.name for need in rules.homeward.let_through(needs)}
    staying = [plain(need.label) for need in needs if need.name not in going]
    if staying:
        why = (
            tr("Not on this paper, to be talked about only: {what}.")
            if rules.decided
            else tr(
                "Not on this paper, because the form does not say that it may go home: {what}. "
                "Whoever wrote the form can mark what may (take_home)."
            )
        )
        told.append(why.format(what="; ".join(staying)))
    return tuple(told)


def _came_with_program(content_hash: str) -> bool:
    return any(one.content_hash == content_hash for one in shipped_forms())
