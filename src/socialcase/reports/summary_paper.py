"""What was talked about, on paper for the person: in plain words and large letters.

First what they said themselves, then their strengths, then what the form suggests to talk about:
suggestions, never a verdict. What the specialist thinks of the risk does not stand on it, nor what
names a danger: whoever the person lives with may find the paper.
"""

from collections.abc import Iterator, Sequence

from socialcase.forms import NodeState, Session
from socialcase.forms.scales import NOT_TO_TAKE_HOME, OWN_WORDS, STRENGTHS
from socialcase.reports.form_paper import Made, Printing, answer_words, foot, plain
from socialcase.reports.typeset import Sheet
from socialcase.texts import N_, tr_in

NEXT = ("next_talk",)
_UNASKED = frozenset((*NEXT, "strengths_seen"))
"""Their questions are the specialist's own, or say what the heading says."""
_GOAL_LINES = 3


def summary_sheet(
    session: Session, day: str, printing: Printing, *, in_confidence: bool = False
) -> Sheet:
    """The summary of a filled form in the session's language; `day`: when it was told.

    `in_confidence`: nothing that was answered stands on it, only what is agreed by hand.
    """
    language = printing.language
    parts = [] if in_confidence else [*_told(session, language)]
    parts.append(_part(tr_in(language, N_("What we agreed to do first")), (), lines=_GOAL_LINES))
    if not in_confidence:
        parts.append(_said(language, N_("When we meet again"), _asked(session), NEXT))
    data: Made = {
        "title": tr_in(language, N_("What we talked about on {day}")).format(day=day),
        "language": language,
        "facts": [list(fact) for fact in printing.facts],
        "greeting": tr_in(language, _GREETING),
        "parts": [part for part in parts if part],
        "rights_title": tr_in(language, N_("It is yours")),
        "rights": [tr_in(language, right) for right in _RIGHTS],
        **foot(language, printing.by, printing.at),
    }
    return Sheet("summary", data, printing.at)


_GREETING = N_(
    "Thank you for talking with us. This page is for you. Tell us what is wrong or missing in it."
)
_RIGHTS = (
    N_("You may ask what is written about you, and have mistakes corrected."),
    N_("You may take back your consent. The help that is yours by law goes on."),
    N_("You decide which goals are set. Nothing here is a diagnosis or a decision about you."),
)


def _told(session: Session, language: str) -> Iterator[Made]:
    asked = _asked(session)
    yield _said(language, N_("In your own words"), asked, OWN_WORDS)
    yield _said(language, N_("What you and your family can build on"), asked, STRENGTHS)
    yield _needs(session, language)


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


def _needs(session: Session, language: str) -> Made:
    needs = [need for need in session.needs() if need.name not in NOT_TO_TAKE_HOME]
    items = [_item(plain(need.label), detail=plain(need.detail)) for need in needs]
    lead = N_("Suggestions from your answers. You say which of them matter, and add others.")
    title = tr_in(language, N_("Things to discuss"))
    return _part(title, items, lead=tr_in(language, lead)) if items else {}


def _part(title: str, items: Sequence[Made], *, lead: str = "", lines: int = 0) -> Made:
    return {"title": title, "lead": lead, "items": list(items), "lines": lines}


def _item(said: str, *, asked: str = "", detail: str = "") -> Made:
    return {"said": said, "asked": asked, "detail": detail, "strong": bool(asked)}


def _asked(session: Session) -> list[NodeState]:
    """All answered questions in form order."""
    nodes = (session.node(ref) for ref in session.answers())
    return [node for node in nodes if node.kind == "question" and node.relevant and node.value]
