"""What was talked about, on paper for the person: in plain words and large letters.

First what they said themselves, then their strengths, then what the form suggests to talk about:
suggestions, never a verdict. What the specialist thinks of the risk does not stand on it, and of
the suggestions only those that are known to be fit for it: whoever they live with may find it.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from socialcase.forms import NodeState, Score, Session
from socialcase.forms.scales import OWN_WORDS, STRENGTHS
from socialcase.reports.form_paper import Made, Printing, answer_words, foot, plain
from socialcase.reports.typeset import Sheet
from socialcase.texts import N_, tr_in

NEXT = ("next_talk",)
_UNASKED = frozenset((*NEXT, "strengths_seen"))
"""Their questions are the specialist's own, or say what the heading says."""
_SHOWN = frozenset((*NEXT, *OWN_WORDS, *STRENGTHS))
_GOAL_LINES = 3


@dataclass(frozen=True, slots=True)
class Homeward:
    """What may go home of a form. `suggestions`: names of those that may.

    `nothing`: no answer at all, because the form or the case is for named people only, or because
    somebody at home is to be told nothing. `words`: whether the person's own words may stand there.
    """

    suggestions: Collection[str] = ()
    nothing: bool = False
    words: bool = True

    def let_through(self, needs: Sequence[Score]) -> list[Score]:
        """The suggestions that may stand on the paper."""
        return [need for need in needs if not self.nothing and need.name in self.suggestions]


def summary_sheet(session: Session, day: str, printing: Printing, home: Homeward) -> Sheet:
    """The summary of a filled form in the session's language; `day`: when it was told."""
    language = printing.language
    asked = _asked(session) if home.words and not home.nothing else []
    parts = [
        _said(language, N_("In your own words"), asked, OWN_WORDS),
        _said(language, N_("What you and your family can build on"), asked, STRENGTHS),
        _needs(home.let_through(session.needs()), language),
        _part(tr_in(language, N_("What we agreed to do first")), (), lines=_GOAL_LINES),
        _said(language, N_("When we meet again"), asked, NEXT),
    ]
    data: Made = {
        "title": tr_in(language, N_("What we talked about on {day}")).format(day=day),
        "language": language,
        "facts": [list(fact) for fact in printing.facts],
        "greeting": tr_in(language, _GREETING),
        "parts": [part for part in parts if part],
        "rights_title": tr_in(language, N_("It is yours")),
        "rights": [tr_in(language, right) for right in RIGHTS],
        **foot(language, printing.by, printing.at),
    }
    return Sheet("summary", data, printing.at)


_GREETING = N_(
    "Thank you for talking with us. This page is for you. Tell us what is wrong or missing in it."
)
RIGHTS = (
    N_("You may ask what is written about you, and have mistakes corrected."),
    N_("You may take back your consent. The help that is yours by law goes on."),
    N_("You decide which goals are set. Nothing here is a diagnosis or a decision about you."),
)


def _said(language: str, title: str, asked: Sequence[NodeState], names: Sequence[str]) -> Made:
    found = [node for name in names for node in asked if node.name == name]
    items = [_item(answer_words(node), asked=_question(node)) for node in found]
    return _part(tr_in(language, title), items) if items else {}


def _question(node: NodeState) -> str:
    """What the person was asked: without what its author tells the specialist after it."""
    if node.name in _UNASKED:
        return ""
    asked, mark, _ = plain(node.label).partition("?")
    return asked + mark


def _needs(needs: Sequence[Score], language: str) -> Made:
    items = [_item(plain(need.label), detail=plain(need.detail)) for need in needs]
    lead = N_("Suggestions from your answers. You say which of them matter, and add others.")
    title = tr_in(language, N_("Things to discuss"))
    return _part(title, items, lead=tr_in(language, lead)) if items else {}


def _part(title: str, items: Sequence[Made], *, lead: str = "", lines: int = 0) -> Made:
    return {"title": title, "lead": lead, "items": list(items), "lines": lines}


def _item(said: str, *, asked: str = "", detail: str = "") -> Made:
    return {"said": said, "asked": asked, "detail": detail, "strong": bool(asked)}


def _asked(session: Session) -> list[NodeState]:
    """The answered questions that a summary shows, in form order."""
    refs = (ref for ref in session.answers() if ref.rpartition("/")[2] in _SHOWN)
    nodes = (session.node(ref) for ref in refs)
    return [node for node in nodes if node.kind == "question" and node.relevant and node.value]
