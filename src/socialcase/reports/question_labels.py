"""Questions by their words, as Kobo heads the columns of a table that is written with labels."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from socialcase.forms import Form, Resource, Session, open_session
from socialcase.reports.answer_tables import Path, path_of
from socialcase.reports.form_paper import empty_cards, plain
from socialcase.reports.questions import asked_refs


def labelled(form: Form, resources: Mapping[str, Resource], now: datetime) -> dict[str, set[Path]]:
    """The questions that a heading may mean, in every language of the form.

    A heading is a question's words, alone or after those of the groups around it, with "/" between.
    """
    found: dict[str, set[Path]] = {}
    for language in form.languages or ("",):
        session = open_session(form, now=now, resources=resources, language=language or None)
        empty_cards(session, 1)
        for page in session.pages():
            for ref in asked_refs(session, page.items):
                for heading in _headings(session, ref):
                    found.setdefault(heading, set()).add(path_of(ref))
    return found


def _headings(session: Session, ref: str) -> Iterator[str]:
    steps = ref.split("/")
    around = ["/".join(steps[:at]) for at in range(3, len(steps))]
    for worded in (plain, _whole):
        words = [worded(session.node(one).label) for one in (*around, ref)]
        if words[-1]:
            told = [one for one in words if one]
            yield from ("/".join(told[at:]) for at in range(len(told)))


def _whole(words: str) -> str:
    return " ".join(words.split())
