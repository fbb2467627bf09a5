"""Whatever is done in whatever order, a form ends as if all of it were worked out anew."""

from datetime import UTC, datetime
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from socialcase.forms import Form, NoSuchNode, Session, compile_form, open_session

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
COLUMNS = (
    "type | name | label | relevant | constraint | required | calculation | choice_filter"
    " | repeat_count | trigger | default"
)
ROWS = (
    "select_one region | region | Region",
    "select_one town | town | Town | ${region} != '' | | | | region = ${region}",
    "integer | wanted | How many? | | . < 5 | | | | | | 1",
    "begin_repeat | child | Child | ${region} != 'b' | | | | | ${wanted}",
    "text | name | Name | | | yes",
    "integer | age | Age of ${name} | | . <= ${oldest}",
    "select_multiple skill | skills | Skills | ${age} > 3 | | | | name != ${region}",
    "begin_repeat | toy | Toy | ${age} < 10",
    "integer | price | Price | | . > 0 | ${age} > 5",
    "calculate | own | | | | | ${price} * position(../..)",
    "end_repeat | | ",
    "calculate | spent | | | | | sum(${own}[. != ''])",
    "calculate | place | | | | | position(..)",
    "end_repeat | | ",
    "calculate | oldest | | | | | coalesce(max(${age}[. != '']), 18)",
    "calculate | many | | | | | count(${child}[age > 3])",
    "calculate | toys | | | | | sum(${child}/toy/price[. != ''])",
    "begin_group | end | The end of ${many} | ${many} > 0",
    "text | said | What was said about ${toys}? | | | ${toys} > 4",
    "calculate | kept | | | | | once(${toys})",
    "calculate | first | | | | | indexed-repeat(${name}, ${child}, 1)",
    "end_group | | ",
)
CHOICES = """| choices |
| | list_name | name | label | region |
| | region | a | A | |
| | region | b | B | |
| | town | x | X | a |
| | town | y | Y | a |
| | town | z | Z | b |
| | skill | a | Sings | |
| | skill | c | Runs | |
"""


def made() -> Form:
    lines = ["| survey |", f"| | {COLUMNS} |", *(f"| | {row} |" for row in ROWS), CHOICES]
    return compile_form("\n".join(lines).encode(), "rich.md")


FORM = made()
CACHED = Form.from_bytes(FORM.to_bytes())

CHILD = st.integers(1, 4).map(lambda n: f"/data/child[{n}]")
TOY = st.tuples(CHILD, st.integers(1, 3)).map(lambda pair: f"{pair[0]}/toy[{pair[1]}]")
NUMBER = st.sampled_from(["", "0", "2", "4", "7", "11", "30"])
OPS = st.one_of(
    st.tuples(st.just("set"), st.just("/data/region"), st.sampled_from(["", "a", "b"])),
    st.tuples(st.just("set"), st.just("/data/town"), st.sampled_from(["", "x", "y", "z"])),
    st.tuples(st.just("set"), st.just("/data/wanted"), st.sampled_from(["", "0", "1", "3", "4"])),
    st.tuples(st.just("set"), CHILD.map(lambda ref: f"{ref}/name"), st.sampled_from(["", "J"])),
    st.tuples(st.just("set"), CHILD.map(lambda ref: f"{ref}/age"), NUMBER),
    st.tuples(
        st.just("set"), CHILD.map(lambda ref: f"{ref}/skills"), st.sampled_from(["", "a", "a c"])
    ),
    st.tuples(st.just("set"), TOY.map(lambda ref: f"{ref}/price"), NUMBER),
    st.tuples(st.just("set"), st.just("/data/end/said"), st.sampled_from(["", "much"])),
    st.tuples(st.just("add"), CHILD.map(lambda ref: f"{ref}/toy"), st.just("")),
    st.tuples(st.just("remove"), TOY, st.just("")),
)


def opened(form: Form) -> Session:
    return open_session(form, now=NOW, chance=Random(1))


def done(session: Session, ops: list[tuple[str, str, str]]) -> None:
    for op in ops:
        try:
            session.apply(*op)
        except NoSuchNode:
            continue


@settings(max_examples=200, deadline=None)
@given(st.lists(OPS, max_size=25))
def test_the_end_does_not_depend_on_how_it_was_worked_out(ops: list[tuple[str, str, str]]) -> None:
    live, cached = opened(FORM), opened(CACHED)
    done(live, ops)
    done(cached, ops)
    state = live.state()
    assert cached.state() == state
    # changing the language works everything out anew
    live.set_language(live.language)
    assert live.state() == state


@settings(max_examples=100, deadline=None)
@given(st.lists(OPS, max_size=20))
def test_what_is_told_to_have_changed_is_what_changed(ops: list[tuple[str, str, str]]) -> None:
    session = opened(FORM)
    before = session.state()
    for op in ops:
        try:
            change = session.apply(*op)
        except NoSuchNode:
            continue
        after = session.state()
        told = set(change.changes)
        # where instances came or went, the places of others move
        if not change.added and not change.removed:
            for ref in before:
                old, new = before[ref], after[ref]
                if isinstance(old, dict) and isinstance(new, dict):
                    for facet in ("value", "relevant", "required", "violation", "label"):
                        assert (
                            old[facet] == new[facet]
                            or (ref, facet) in told
                            or (facet == "value" and (ref, "relevant") in told)
                        ), (op, ref, facet)
        before = after


@settings(max_examples=100, deadline=None)
@given(st.lists(OPS, max_size=20))
def test_a_submission_read_back_has_the_same_answers(ops: list[tuple[str, str, str]]) -> None:
    session = opened(FORM)
    done(session, ops)
    xml = session.serialize()
    again = open_session(FORM, now=NOW, instance=xml, chance=Random(2))
    mine, theirs = session.answers(), again.answers()
    changing = {"/data/meta/instanceID", "/data/meta/deprecatedID"}
    assert {k: v for k, v in mine.items() if k not in changing} == {
        k: v for k, v in theirs.items() if k not in changing
    }
