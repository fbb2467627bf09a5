"""What an answer recalculates is what recalculating everything would give."""

from collections.abc import Callable
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialcase.forms import Form, Session, compile_form, open_session
from tests.forms.conftest import NOW
from tests.forms.unchecked import unchecked

# groups in groups and repeats in repeats, each shown and hidden by answers elsewhere
NESTED = """
| survey |
| | type | name | label | relevant | constraint | required | calculation | choice_filter | repeat_count |
| | select_one yn | hub | Go on? |
| | integer | how_many | How many? |
| | begin_group | outer | Outer | ${hub} = 'y' |
| | integer | a | A | | . < 10 |
| | begin_group | inner | Inner | ${a} > 2 |
| | integer | b | B of ${a} | | . > ${a} | yes |
| | calculate | c | | | | | ${b} * 2 + coalesce(${a}, 0) |
| | end_group |
| | select_one area | area | Area | | | | | region = ${hub} |
| | begin_repeat | home | Home |
| | integer | rooms | Rooms |
| | begin_repeat | person | Person | ${rooms} > 0 |
| | integer | age | Age | | . < 100 |
| | select_one yn | well | Well? | ${age} > 5 and ${hub} = 'y' |
| | calculate | weight | | | | | if(${age} > 5, 1, 0.5) |
| | end_repeat |
| | calculate | ages | | | | | sum(${age}) |
| | end_repeat |
| | begin_repeat | guest | Guest | | | | | | ${how_many} |
| | text | guest_name | Name |
| | calculate | at | | | | | position(..) + ${a} |
| | end_repeat |
| | end_group |
| | calculate | all_ages | | | | | sum(${age}) |
| | calculate | weights | | | | | sum(${weight}) + count(${guest}) |
| | note | last | ${all_ages} in all | ${all_ages} > 20 |
| choices |
| | list_name | name | label | region |
| | yn | y | Yes | |
| | yn | n | No | |
| | area | p | P | y |
| | area | q | Q | n |
| settings |
| | form_id |
| | nested |
"""  # noqa: E501 - the form is a table, one row a line

Act = tuple[str, str, str]


@pytest.fixture(scope="module")
def nested() -> Form:
    return compile_form(NESTED.encode(), "nested.md")


def acts() -> st.SearchStrategy[list[Act]]:
    """Answers and repeats, given anywhere (also where nothing is)."""
    home, person = st.integers(1, 3), st.integers(1, 3)
    number = st.sampled_from(("", "0", "3", "7", "12"))
    answer = st.sampled_from(("", "y", "n"))
    homes = home.map(lambda h: f"/data/outer/home[{h}]")
    people = st.builds(lambda h, p: f"{h}/person[{p}]", homes, person)
    one = st.one_of(
        st.tuples(st.just("set"), st.just("/data/hub"), answer),
        st.tuples(st.just("set"), st.just("/data/how_many"), st.sampled_from(("", "1", "3"))),
        st.tuples(st.just("set"), st.just("/data/outer/a"), number),
        st.tuples(st.just("set"), st.just("/data/outer/inner/b"), number),
        st.tuples(st.just("set"), st.just("/data/outer/area"), st.sampled_from(("p", "q"))),
        st.tuples(st.just("set"), homes.map(lambda h: h + "/rooms"), number),
        st.tuples(st.just("set"), people.map(lambda p: p + "/age"), number),
        st.tuples(st.just("set"), people.map(lambda p: p + "/well"), answer),
        st.tuples(st.just("add"), st.just("/data/outer/home"), st.just("")),
        st.tuples(st.just("add"), homes.map(lambda h: h + "/person"), st.just("")),
        st.tuples(st.just("remove"), homes, st.just("")),
        st.tuples(st.just("remove"), people, st.just("")),
    )
    return st.lists(one, max_size=25)


def played(form: Form, given_acts: list[Act]) -> Session:
    """A session after acts; those that name nothing are passed over."""
    session = open_session(form, now=NOW, chance=Random(1))
    for act in given_acts:
        try:
            session.apply(*act)
        except LookupError:
            continue
    return session


def everything_anew(session: Session) -> dict[str, object]:
    """The state after all is recalculated from the answers."""
    session.set_language(session.language)
    return session.state()


@given(acts())
def test_each_answer_leaves_what_recalculating_everything_gives(
    nested: Form, given_acts: list[Act]
) -> None:
    session = played(nested, given_acts)
    before = session.state()
    assert everything_anew(session) == before


@given(acts())
def test_hiding_everything_and_showing_it_again_changes_nothing(
    nested: Form, given_acts: list[Act]
) -> None:
    session = played(nested, [*given_acts, ("set", "/data/hub", "y")])
    before = session.state()
    area = session.node("/data/outer/area").value
    session.set("/data/hub", "n")
    assert not any(ref.startswith("/data/outer/") for ref in session.answers())
    session.set("/data/hub", "y")
    session.set("/data/outer/area", area)
    assert session.state() == before


def test_a_count_that_changed_while_its_group_was_hidden_holds_when_it_shows(nested: Form) -> None:
    session = played(nested, [("set", "/data/hub", "n"), ("set", "/data/how_many", "3")])
    session.set("/data/hub", "y")
    assert session.state()["/data/outer/guest#count"] == 3


def in_circle(size: int) -> Form:
    """Calculations each of which reads the next, and the last the first."""
    rows = [f"| | calculate | c{n} | | ${{c{(n + 1) % size}}} + ${{start}} |" for n in range(size)]
    head = "| survey |\n| | type | name | label | calculation |\n| | integer | start | Start | |\n"
    return unchecked((head + "\n".join(rows)).encode())


@pytest.mark.parametrize("size", [2, 30])
def test_calculations_in_a_circle_come_to_an_end(size: int) -> None:
    runs = 0
    session = open_session(in_circle(size), now=NOW)
    run: Callable[..., None] = session._engine._run["calculate"]

    def counted(*given_to: object) -> None:
        nonlocal runs
        runs += 1
        run(*given_to)

    session._engine._run["calculate"] = counted
    session.set("/data/start", "1")
    assert 0 < runs <= 6 * size
