"""Sums and counts that are kept up to date say what a fresh sum would say."""

from collections.abc import Iterable
from datetime import UTC, datetime
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from socialcase.forms import Form, NoSuchNode, Session, compile_form, open_session
from socialcase.forms.tallies import Tallies
from socialcase.forms.xpath.frame import Spec, World
from socialcase.forms.xpath.nodes import Node

NOW = datetime(2026, 11, 22, 6, tzinfo=UTC)
FORM = b"""
| survey |
| | type | name | label | calculation | relevant |
| | integer | limit | Limit | | |
| | begin_repeat | house | House | | |
| | decimal | rent | Rent | | |
| | text | note | Note | | ${rent} > 2 |
| | begin_repeat | person | Person | | ${limit} != 13 |
| | integer | age | Age | | ${rent} != 7 |
| | calculate | twice | | ${age} * 2 | |
| | end_repeat | | | | |
| | calculate | ages | | sum(${age}) | |
| | calculate | adults | | count(${person}[${age} >= 18]) | |
| | end_repeat | | | | |
| | calculate | rents | | sum(${rent}) | |
| | calculate | houses | | count(${house}) | |
| | calculate | people | | count(${person}) | |
| | calculate | all_ages | | sum(${age}) | |
| | calculate | doubled | | sum(${twice}) | |
| | calculate | dear | | count(${house}[${rent} > 2 and not(${note} = 'x')]) | |
| | calculate | over | | count(${house}[${rent} > ${limit}]) | |
| | calculate | dear_sum | | sum(${house}[${rent} > 2]/rent) | |
| | calculate | second | | sum(${house}[position() > 1]/rent) | |
| | calculate | mean | | sum(${rent}) div count(${rent}) | |
"""
HOUSES, PEOPLE = st.integers(1, 4), st.integers(1, 4)
ACTS = st.one_of(
    st.tuples(st.just("set"), st.builds("/data/house[{}]/rent".format, HOUSES)).flatmap(
        lambda a: st.tuples(*map(st.just, a), st.sampled_from(["", "0.1", "0.2", "3", "7"]))
    ),
    st.tuples(
        st.just("set"),
        st.builds("/data/house[{}]/person[{}]/age".format, HOUSES, PEOPLE),
        st.sampled_from(["", "4", "18", "old"]),
    ),
    st.tuples(
        st.just("set"), st.builds("/data/house[{}]/note".format, HOUSES), st.sampled_from("xy")
    ),
    st.tuples(st.just("set"), st.just("/data/limit"), st.sampled_from(["1", "5", "13", ""])),
    st.tuples(st.just("add"), st.just("/data/house"), st.just("")),
    st.tuples(st.just("add"), st.builds("/data/house[{}]/person".format, HOUSES), st.just("")),
    st.tuples(st.just("remove"), st.builds("/data/house[{}]".format, HOUSES), st.just("")),
    st.tuples(
        st.just("remove"),
        st.builds("/data/house[{}]/person[{}]".format, HOUSES, PEOPLE),
        st.just(""),
    ),
)


class NoTallies(Tallies):
    """Keeps nothing, so that every sum walks the form."""

    def parts(self, anchor: Node | None, spec: Spec, world: World) -> Iterable[float] | None:
        return None


@pytest.fixture(scope="module")
def form() -> Form:
    return compile_form(FORM, "houses.md")


def walking(form: Form) -> Session:
    """A session that adds everything up anew each time."""
    session = open_session(form, now=NOW, chance=Random(7))
    session._engine.world.tallies = NoTallies(form.model)
    return session


@settings(max_examples=60, deadline=None)
@given(acts=st.lists(ACTS, max_size=25))
def test_kept_sums_equal_fresh_ones_whatever_happens(
    form: Form, acts: list[tuple[str, str, str]]
) -> None:
    keeping, fresh = open_session(form, now=NOW, chance=Random(7)), walking(form)
    for act in acts:
        try:
            change = keeping.apply(*act)
        except NoSuchNode:
            continue
        assert fresh.apply(*act) == change
    assert keeping.answers() == fresh.answers()


def test_an_answer_works_out_its_own_member_only(
    form: Form, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = open_session(form, now=NOW)
    for at in range(1, 40):
        session.add_repeat("/data/house")
        session.set(f"/data/house[{at}]/rent", "1")
    session.set("/data/house[40]/rent", "1")
    looked_at: list[str] = []
    read = Node.text

    def noted(node: Node) -> str:
        looked_at.append(node.name)
        return read(node)

    monkeypatch.setattr(Node, "text", noted)
    session.set("/data/house[7]/rent", "5")
    monkeypatch.undo()
    assert session.node("/data/rents").value == "44"
    # one of them is read once for each sum; only two formulas look at places beside the house
    assert looked_at.count("rent") < 3 * 40
    assert session.node("/data/houses").value == "40"


def test_decimals_add_up_as_if_added_in_order(form: Form) -> None:
    session = open_session(form, now=NOW)
    session.add_repeat("/data/house")
    session.add_repeat("/data/house")
    for at, rent in ((1, "0.3"), (2, "0.2"), (3, "0.7"), (1, "0.1")):
        session.set(f"/data/house[{at}]/rent", rent)
    assert float(session.node("/data/rents").value) == 0.1 + 0.2 + 0.7
