"""The questions of a form as the data dictionary tells them: number, words, type, codes."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from socialcase.forms import (
    Form,
    GroupHead,
    Item,
    NodeState,
    RepeatBlock,
    Resource,
    Session,
    open_session,
)
from socialcase.reports.answer_tables import Asked, path_of
from socialcase.reports.form_paper import empty_cards, plain

_KINDS = {
    ("string", "select1"): "select_one",
    ("string", "select"): "select_multiple",
    ("string", "rank"): "rank",
    ("string", "input"): "text",
    ("binary", "upload"): "file",
}


def questions_of(
    form: Form, resources: Mapping[str, Resource], now: datetime, language: str = ""
) -> list[Asked]:
    """Every question in form order; those of a repeat whose number the form decides by name only.

    `language`: one of the form's; else its default.
    """
    session = open_session(form, now=now, resources=resources, language=language or None)
    empty_cards(session, 1)
    return [
        _asked(session.node(ref))
        for page in session.pages()
        for ref in asked_refs(session, page.items)
    ]


def asked_refs(session: Session, items: Sequence[Item]) -> Iterator[str]:
    """The refs of all questions, of a repeat those of its first card."""
    for item in items:
        if isinstance(item, RepeatBlock):
            for card in item.instances[:1]:
                yield from asked_refs(session, card.items)
        elif isinstance(item, GroupHead):
            yield from asked_refs(session, item.items)
        elif session.node(item.ref).kind == "question":
            yield item.ref


def _asked(node: NodeState) -> Asked:
    choices = tuple((one.value, plain(one.label)) for one in node.choices or ())
    kind = _KINDS.get((node.type, node.control), node.type)
    return Asked(path_of(node.ref), node.number, plain(node.label) or node.name, kind, choices)
