"""Every shipped form can be filled to its end, whichever answers are chosen."""

from collections.abc import Iterator

import pytest

from socialcase.forms import GroupHead, Item, Question, RepeatBlock, Session, open_session
from socialcase.settings import shipped
from tests.forms_shipped.filling import NOW, compiled

FORMS = sorted(file.stem for file in shipped("forms").glob("*.xlsx"))
CANDIDATES = {
    "date": ("2026-11-22", "2026-12-22"),
    "int": ("12", "1", "0", "30"),
    "decimal": ("1.5",),
    "time": ("08:30",),
    "dateTime": ("2026-11-22T08:30:00.000+05:00",),
    "string": ("In her own words: «ýagşy».",),
}


@pytest.mark.parametrize("which", [0, -1], ids=["first", "last"])
@pytest.mark.parametrize("name", FORMS)
def test_a_form_is_filled_to_its_end(name: str, which: int) -> None:
    session = open_session(compiled(name), now=NOW)
    given = sum(1 for _ in filled(session, which))
    report = session.finish()
    assert report.ok, (report.missing, report.invalid)
    assert given
    for found in (*session.scores(), *session.needs()):
        assert found.label != found.name, "a score or a need without words"


@pytest.mark.parametrize("name", FORMS)
def test_what_is_left_open_is_no_score_and_no_need(name: str) -> None:
    session = open_session(compiled(name), now=NOW)
    assert [one.name for one in session.needs()] == []
    assert {one.value for one in session.scores()} <= {"", "0"}


def filled(session: Session, which: int) -> Iterator[str]:
    """Answer everything that is asked, and what the answers bring up; the refs one by one."""
    done: set[str] = set()
    while True:
        given = [
            ref for ref in list(asked(session)) if ref not in done and answered(session, ref, which)
        ]
        if not given:
            return
        done.update(given)
        yield from given


def answered(session: Session, ref: str, which: int) -> bool:
    """Give a question the first answer that breaks no rule."""
    node = session.node(ref)
    if not node.relevant or node.readonly:
        return False
    offered = [choice.value for choice in node.choices or ()]
    chosen = node.control.startswith("select")
    candidates = offered[which:] + offered if chosen else CANDIDATES.get(node.type, ())
    for value in candidates:
        session.set(ref, value)
        if session.node(ref).violation != "constraint":
            return True
    return False


def asked(session: Session) -> Iterator[str]:
    """The refs of what is asked now."""
    for page in session.pages():
        if page.relevant:
            yield from (ref for item in page.items for ref in inside(item))


def inside(item: Item) -> Iterator[str]:
    """The questions of an item, those of groups and repeats too."""
    if isinstance(item, Question):
        yield item.ref
    elif isinstance(item, GroupHead):
        yield from (ref for part in item.items for ref in inside(part))
    elif isinstance(item, RepeatBlock):
        for instance in item.instances:
            yield from (ref for part in instance.items for ref in inside(part))
