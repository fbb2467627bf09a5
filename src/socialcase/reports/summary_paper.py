"""What was talked about, on paper for the person: in plain words and large letters.

First what they said themselves, then their strengths, then what the form suggests to talk about:
suggestions, never a verdict. What the specialist thinks of the risk does not stand on it.
"""

from collections.abc import Iterator, Sequence

from socialcase.forms import NodeState, Session
from socialcase.forms.scales import OWN_WORDS, STRENGTHS
from socialcase.reports.form_paper import Made, Printing, answer_words, foot, plain
from socialcase.reports.typeset import Sheet
from socialcase.texts import N_, tr_in

NEXT = ("next_talk",)
_GOAL_LINES = 3


def summary_sheet(session: Session, day: str, printing: Printing) -> Sheet:
    """The summary of a filled form in the session's language; `day`: when it was told."""
    language = printing.language
    asked = _asked(session)
    data: Made = {
        "title": tr_in(language, N_("What we talked about on {day}")).format(day=day),
        "language": language,
        "facts": [list(fact) for fact in printing.facts],
        "greeting": tr_in(language, _GREETING),
        "parts": [part for part in _parts(session, asked, language) if part],
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


def _parts(session: Session, asked: Sequence[NodeState], language: str) -> Iterator[Made]:
    yield _said(language, N_("In your own words"), asked, OWN_WORDS)
    yield _said(language, N_("What you and your family can build on"), asked, STRENGTHS)
    yield _needs(session, language)
    yield _part(tr_in(language, N_("What we agreed to do first")), (), lines=_GOAL_LINES)
    yield _said(language, N_("When we meet again"), asked, NEXT)


def _said(language: str, title: str, asked: Sequence[NodeState], names: Sequence[str]) -> Made:
    found = [node for name in names for node in asked if node.name == name]
    items = [_item(answer_words(node), asked=plain(node.label)) for node in found]
    return _part(tr_in(language, title), items) if items else {}


def _needs(session: Session, language: str) -> Made:
    items = [_item(plain(need.label), detail=plain(need.detail)) for need in session.needs()]
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
