"""Repeats: instances come and go, and only what depends on them moves."""

from datetime import UTC, datetime, timedelta, timezone
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from socialcase.forms import ChangeSet, Form, Session, compile_form, open_session

NOW = datetime(2026, 11, 22, 19, 30, tzinfo=timezone(timedelta(hours=5)))

LEDGER = b"""
| survey |
| | type | name | label | calculation | relevant | constraint | choice_filter |
| | integer | limit | Limit |
| | begin_repeat | row | Row |
| | integer | amount | Amount | | | . <= ${limit} |
| | calculate | at | | position(..) |
| | calculate | double | | ${amount} * 2 |
| | calculate | share | | ${amount} div ${total} |
| | select_one kind | kind | Kind |
| | select_one sort | sort | Sort | | | | kind = ${kind} |
| | begin_repeat | part | Part |
| | integer | piece | Piece | | ${amount} > 5 |
| | calculate | of | | concat(${at}, '/', position(..)) |
| | end_repeat |
| | calculate | pieces | | sum(${piece}) |
| | end_repeat |
| | calculate | total | | sum(${amount}) |
| | calculate | many | | count(${row}) |
| | calculate | grand | | sum(${pieces}) |
| | calculate | third | | indexed-repeat(${amount}, ${row}, 3) |
| choices |
| | list_name | name | label | kind |
| | kind | a | A | |
| | kind | b | B | |
| | sort | a1 | A1 | a |
| | sort | a2 | A2 | a |
| | sort | b1 | B1 | b |
"""


def _ledger() -> Session:
    return open_session(compile_form(LEDGER, "ledger.md"), now=NOW)


def test_a_count_makes_and_removes_instances(session: Session) -> None:
    change = session.set("/data/children", "3")
    assert change.added == tuple(f"/data/child[{n}]" for n in (1, 2, 3))
    assert session.node("/data/child[3]/place").value == "3"
    session.set("/data/child[1]/years", "8")
    session.set("/data/child[2]/years", "10")
    assert session.node("/data/all_years").value == ""  # one age is not known yet
    session.set("/data/child[3]/years", "2")
    assert session.node("/data/all_years").value == "20"
    assert session.node("/data/pupils").value == "2"
    change = session.set("/data/children", "1")
    assert change.removed == ("/data/child[3]", "/data/child[2]")
    assert session.node("/data/all_years").value == "8"


def test_relevance_and_labels_stay_inside_their_instance(session: Session) -> None:
    session.set("/data/children", "2")
    session.set("/data/child[1]/first", "Aman")
    change = session.set("/data/child[1]/years", "9")
    assert session.node("/data/child[1]/school").relevant
    assert not session.node("/data/child[2]/school").relevant
    assert session.node("/data/child[1]/school").label == "School of Aman"
    assert not any(ref.startswith("/data/child[2]") for ref, _ in change.changes)


def test_removing_an_instance_moves_the_later_ones_up() -> None:
    session = _ledger()
    for _ in range(3):
        session.add_repeat("/data/row")
    for n in (1, 2, 3, 4):
        session.set(f"/data/row[{n}]/amount", str(n * 10))
    assert session.node("/data/third").value == "30"
    change = session.remove_repeat("/data/row[2]")
    assert change.removed == ("/data/row[2]",)
    assert ("/data/row[2]/at", "value") in change.changes
    assert [session.node(f"/data/row[{n}]/at").value for n in (1, 2, 3)] == ["1", "2", "3"]
    assert [session.node(f"/data/row[{n}]/amount").value for n in (1, 2, 3)] == ["10", "30", "40"]
    assert session.node("/data/total").value == "80"
    assert session.node("/data/third").value == "40"


def test_appending_does_not_touch_the_siblings() -> None:
    form = compile_form(
        b"| survey |\n| | type | name | label | calculation |\n| | begin_repeat | r | R | |\n"
        b"| | integer | a | A | |\n| | calculate | at | | position(..) |\n| | end_repeat | | | |\n"
        b"| | calculate | all | | sum(${a}) |\n",
        "r.md",
    )
    session = open_session(form, now=NOW)
    session.add_repeat("/data/r")
    change = session.add_repeat("/data/r")
    touched = {ref for ref, _ in change.changes}
    assert not any(ref.startswith(("/data/r[1]", "/data/r[2]")) for ref in touched)


def test_nested_repeats_read_their_own_ancestors() -> None:
    session = _ledger()
    session.add_repeat("/data/row")
    assert session.node("/data/row[2]/part[1]/of").value == "2/1"
    session.add_repeat("/data/row[2]/part")
    session.set("/data/row[2]/amount", "9")
    session.set("/data/row[2]/part[1]/piece", "4")
    session.set("/data/row[2]/part[2]/piece", "5")
    assert session.node("/data/row[2]/part[2]/of").value == "2/2"
    assert session.node("/data/row[2]/pieces").value == "9"
    assert not session.node("/data/row[1]/part[1]/piece").relevant
    assert session.node("/data/row[1]/pieces").value == ""


def test_an_added_and_filled_instance_survives_in_the_submission() -> None:
    session = _ledger()
    session.add_repeat("/data/row")
    session.set("/data/row[1]/amount", "3")
    session.set("/data/row[2]/amount", "7")
    again = open_session(session.form, now=NOW, instance=session.serialize())
    assert again.node("/data/row[2]/amount").value == "7"
    assert again.node("/data/many").value == "2"
    assert again.node("/data/total").value == "10"


_NUMBERS = st.sampled_from(["", "1", "6", "40"])
_ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("amount"), st.integers(1, 4), _NUMBERS),
        st.tuples(st.just("piece"), st.integers(1, 4), _NUMBERS),
        st.tuples(st.just("kind"), st.integers(1, 4), st.sampled_from(["", "a", "b"])),
        st.tuples(st.just("sort"), st.integers(1, 4), st.sampled_from(["a1", "a2", "b1"])),
        st.tuples(st.just("limit"), st.just(0), _NUMBERS),
        st.tuples(st.just("add"), st.just(0), st.just("")),
        st.tuples(st.just("add part"), st.integers(1, 4), st.just("")),
        st.tuples(st.just("remove"), st.integers(1, 4), st.just("")),
    ),
    max_size=14,
)


def _do(session: Session, act: str, row: int, value: str) -> ChangeSet:
    rows = int(session.node("/data/many").value or 0)
    here = f"/data/row[{min(row, rows)}]"
    if act == "add":
        return session.add_repeat("/data/row")
    if act == "limit":
        return session.set("/data/limit", value)
    if not rows:
        return ChangeSet()
    if act == "add part":
        return session.add_repeat(f"{here}/part")
    if act == "remove":
        return session.remove_repeat(here)
    return session.set(f"{here}/part[1]/piece" if act == "piece" else f"{here}/{act}", value)


_FORM: list[Form] = []


@settings(max_examples=60, deadline=None)
@given(_ACTS)
def test_recalculating_everything_finds_nothing_left_to_do(
    acts: list[tuple[str, int, str]],
) -> None:
    """What settles after each act is what a full recalculation would give."""
    if not _FORM:
        _FORM.append(compile_form(LEDGER, "ledger.md"))
    session = open_session(_FORM[0], now=datetime(2026, 1, 1, tzinfo=UTC))
    for act in acts:
        _do(session, *act)
        before = session.state()
        session._engine.resettle()
        assert session.state() == before


@settings(max_examples=40, deadline=None)
@given(_ACTS)
def test_a_change_set_names_every_value_that_changed(acts: list[tuple[str, int, str]]) -> None:
    if not _FORM:
        _FORM.append(compile_form(LEDGER, "ledger.md"))
    session = open_session(_FORM[0], now=datetime(2026, 1, 1, tzinfo=UTC))
    for act in acts:
        before = session.state()
        change = _do(session, *act)
        if change.removed or change.added:
            continue
        after = session.state()
        for facet in ("value", "relevant", "required", "readonly", "violation"):
            differing = {
                ref
                for ref, node in after.items()
                if isinstance(node, dict) and node[facet] != before[ref][facet]  # type: ignore[index]
            }
            told = {ref for ref, told in change.changes if told in (facet, "relevant")}
            assert differing <= told, facet


def test_a_cached_form_keeps_repeats_in_step_as_the_compiled_one_does() -> None:
    compiled = compile_form(LEDGER, "ledger.md")
    cached = Form.from_bytes(compiled.to_bytes())
    one, other = (open_session(f, now=NOW, chance=Random(3)) for f in (compiled, cached))
    acts = [
        ("set", "/data/limit", "9"),
        ("set", "/data/row[1]/amount", "12"),
        ("add", "/data/row", ""),
        ("set", "/data/row[2]/amount", "8"),
        ("add", "/data/row[2]/part", ""),
        ("set", "/data/row[2]/part[2]/piece", "4"),
        ("set", "/data/row[1]/kind", "a"),
        ("set", "/data/row[1]/sort", "a1"),
        ("set", "/data/row[1]/kind", "b"),
        ("remove", "/data/row[1]", ""),
        ("set", "/data/limit", "3"),
    ]
    for act in acts:
        assert one.apply(*act) == other.apply(*act)
    assert one.state() == other.state()


def test_a_name_with_blanks_can_be_chosen_out_of_a_repeat() -> None:
    source = b"""
| survey |
| | type | name | label |
| | begin_repeat | member | Member |
| | text | called | Name |
| | end_repeat |
| | select_one ${called} | about | About whom? |
| | select_multiple kind | kinds | Kinds |
| choices |
| | list_name | name | label |
| | kind | a | A |
| | kind | b | B |
"""
    session = open_session(compile_form(source, "members.md"), now=NOW)
    session.set("/data/member[1]/called", "G\u00fcl eje")
    session.set("/data/about", "G\u00fcl eje")
    assert session.node("/data/about").value == "G\u00fcl eje"
    session.set("/data/about", "eje")
    assert session.node("/data/about").value == ""
    session.set("/data/about", "G\u00fcl eje")
    session.set("/data/member[1]/called", "G\u00fcl")
    assert session.node("/data/about").value == "", "nobody is called that any more"
    session.set("/data/kinds", "b x a")
    assert session.node("/data/kinds").value == "b a"
