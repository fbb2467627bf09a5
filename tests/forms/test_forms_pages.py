"""Pages, numbers and progress."""

from datetime import datetime, timedelta, timezone

from socialcase.forms import (
    Choice,
    GroupHead,
    Item,
    Page,
    Question,
    RepeatBlock,
    Session,
    compile_form,
    open_session,
)

NOW = datetime(2026, 11, 22, 19, 30, tzinfo=timezone(timedelta(hours=5)))


def _refs(items: tuple[Item, ...]) -> list[str]:
    return [item.ref for item in items]


def test_a_page_for_each_group_and_each_run_of_loose_questions(session: Session) -> None:
    pages = session.pages()
    assert [(p.number, p.ref, p.label, p.relevant) for p in pages] == [
        ("1", "/data/who", "Who answers", True),
        ("2", "/data/living", "Daily living", False),
        ("3", "/data/children", "", True),
        ("4", "/data/child", "Child", True),
        ("5", "/data/visitor", "Visitor", True),
    ]


def test_questions_are_numbered_within_their_page_and_score_notes_stand_nowhere(
    session: Session,
) -> None:
    assert [(i.ref, i.number) for i in session.pages()[1].items if isinstance(i, Question)] == [
        ("/data/living/wash", "2.1"),
        ("/data/living/dress", "2.2"),
    ]
    assert session.node("/data/living/dress").number == "2.2"


def test_numbers_stay_whatever_is_answered(session: Session) -> None:
    before = session.node("/data/who/etrap").number
    session.set("/data/children", "2")
    session.set("/data/who/age", "70")
    assert session.node("/data/who/etrap").number == before == "1.4"
    assert (
        session.node("/data/child[1]/years").number == session.node("/data/child[2]/years").number
    )


def test_a_repeat_page_holds_a_card_for_each_instance(session: Session) -> None:
    session.set("/data/children", "2")
    (block,) = session.pages()[3].items
    assert isinstance(block, RepeatBlock)
    assert block.fixed
    assert [instance.ref for instance in block.instances] == ["/data/child[1]", "/data/child[2]"]
    assert _refs(block.instances[1].items) == [
        "/data/child[2]/first",
        "/data/child[2]/years",
        "/data/child[2]/school",
    ]
    (free,) = session.pages()[4].items
    assert isinstance(free, RepeatBlock)
    assert not free.fixed


def test_progress_counts_only_what_can_be_answered_now(session: Session) -> None:
    def counts() -> list[tuple[int, int, int, int]]:
        return [(p.answered, p.total, p.missing, p.invalid) for p in session.progress()]

    assert counts()[:2] == [(0, 3, 2, 0), (0, 0, 0, 0)]
    session.set("/data/who/age", "200")
    assert counts()[:2] == [(1, 3, 1, 1), (0, 2, 0, 0)]
    session.set("/data/who/age", "66")
    session.set("/data/living/wash", "0")
    assert counts()[:2] == [(1, 3, 1, 0), (1, 2, 0, 0)]
    assert [p.ref for p in session.progress()] == [page.ref for page in session.pages()]


def test_what_stands_in_a_hidden_group_is_not_counted_as_open() -> None:
    form = compile_form(
        b"| survey |\n| | type | name | label | appearance |\n| | begin_group | g | G | |\n"
        b"| | text | a | A | |\n| | begin_group | h | H | hidden |\n"
        b"| | text | x | X | |\n| | end_group | | | |\n| | end_group | | | |\n",
        "hidden.md",
    )
    session = open_session(form, now=NOW)
    assert [(p.answered, p.total) for p in session.progress()] == [(0, 1)]


def test_groups_nest_inside_a_page_with_their_appearance() -> None:
    form = compile_form(
        b"| survey |\n| | type | name | label | appearance |\n| | note | hello | Hello | |\n"
        b"| | text | a | A | |\n| | begin_group | g | G | |\n"
        b"| | begin_group | t | T | table-list |\n"
        b"| | select_one yn | x | X | |\n| | select_one yn | y | Y | |\n| | end_group | | | |\n"
        b"| | end_group | | | |\n| | text | z | Z | |\n"
        b"| choices |\n| | list_name | name | label |\n| | yn | y | Yes |\n| | yn | n | No |\n",
        "nested.md",
    )
    session = open_session(form, now=NOW)
    loose, group, last = session.pages()
    assert isinstance(loose, Page)
    assert [i.number for i in loose.items if isinstance(i, Question)] == ["", "1.1"]
    assert session.node("/data/hello").kind == "note"
    (table,) = group.items
    assert isinstance(table, GroupHead)
    shown = [session.node(ref) for ref in _refs(table.items)]
    assert [(n.name, n.appearance) for n in shown][-2:] == [
        ("x", "list-nolabel"),
        ("y", "list-nolabel"),
    ]
    assert (last.ref, last.number) == ("/data/z", "3")


TABLE = b"""
| survey |
| | type | name | label | appearance | required |
| | begin_group | g | G | | |
| | begin_group | t | How is it? | table-list | |
| | select_one yn | a | A | | yes |
| | select_one yn | b | B | | yes |
| | end_group | | | | |
| | select_one yn | heads | How was it? | label | yes |
| | select_one yn | c | C | list-nolabel | |
| | end_group | | | | |
| choices |
| | list_name | name | label |
| | yn | y | Yes |
| | yn | n | No |
"""


def test_the_headings_of_a_table_are_neither_numbered_nor_counted() -> None:
    session = open_session(compile_form(TABLE, "table.md"), now=NOW)
    (page,) = session.pages()
    table, heads, last = page.items
    assert isinstance(table, GroupHead)
    assert [
        (session.node(i.ref).kind, i.number) for i in table.items if isinstance(i, Question)
    ] == [
        ("note", ""),
        ("note", ""),
        ("question", "1.1"),
        ("question", "1.2"),
    ]
    assert isinstance(heads, Question)
    assert isinstance(last, Question)
    assert (session.node(heads.ref).kind, heads.number, last.number) == ("note", "", "1.3")
    assert session.node(heads.ref).choices
    assert [problem.number for problem in session.missing()] == ["1.1", "1.2"]
    for ref in ("/data/g/t/a", "/data/g/t/b", "/data/g/c"):
        session.set(ref, "y")
    (full,) = session.progress()
    assert (full.answered, full.total, full.missing) == (3, 3, 0)
    assert session.finish().ok


def long_form(appearance: str = "") -> str:
    """One group around everything, as many authors write it: loose questions, two groups."""
    rows = [
        "| survey |",
        "| | type | name | label | appearance |",
        f"| | begin_group | all | Everything | {appearance} |",
        "| | text | first | First | |",
        "| | begin_group | one | One | |",
        *(f"| | integer | a{n} | A {n} | |" for n in range(25)),
        "| | end_group | | | |",
        "| | begin_group | two | | |",
        *(f"| | integer | b{n} | B {n} | |" for n in range(25)),
        "| | text | secret | Never shown | hidden |",
        "| | end_group | | | |",
        "| | end_group | | | |",
    ]
    return "\n".join(rows)


def test_a_long_group_of_groups_gives_a_page_for_each() -> None:
    session = open_session(compile_form(long_form().encode(), "long.md"), now=NOW)
    pages = session.pages()
    assert [(page.number, page.label, len(page.items)) for page in pages] == [
        ("1", "Everything", 1),
        ("2", "One", 25),
        ("3", "Everything", 25),
    ]
    assert [page.ref for page in pages] == [count.ref for count in session.progress()]
    assert session.node("/data/all/two/b0").number == "3.1"
    session.set("/data/all/two/b0", "4")
    assert [(count.answered, count.total) for count in session.progress()] == [
        (0, 1),
        (0, 25),
        (1, 25),
    ]


def test_what_its_author_wants_on_one_screen_stays_together() -> None:
    session = open_session(compile_form(long_form("field-list").encode(), "long.md"), now=NOW)
    assert [page.label for page in session.pages()] == ["Everything"]


UNANSWERABLE = b"""
| survey |
| | type | name | label | required | readonly | appearance | constraint | calculation |
| | text | a | Hidden by its looks | yes | | hidden | . != 'x' |
| | begin_group | g | Hidden as a whole | | | hidden |
| | text | b | Within | yes |
| | end_group |
| | hidden | c | | yes |
| | calculate | d | | yes | | | . > 3 | 2 |
| | integer | e | To be read | yes | yes |
| | note | f | Told | yes |
| | start-geopoint | h | Where | yes |
| | select_one_from_file none.csv | j | Nothing to choose | yes |
| | text | i | Asked | yes |
"""


def test_what_nobody_can_answer_does_not_stand_in_the_way_of_finishing() -> None:
    session = open_session(compile_form(UNANSWERABLE, "form.md"), now=NOW)
    session.set("/data/a", "x")
    assert [problem.ref for problem in session.finish().missing] == ["/data/i"]
    assert [count.missing for count in session.progress()] == [1]
    session.set("/data/i", "told")
    assert session.finish().ok


SPOKEN = b"""
| survey |
| | type | name | label::A (a) | label::B (b) |
| | select_one l | q | Q | Q |
| choices |
| | list_name | name | label::A (a) | label::B (b) | media::image | media::audio::A (a) | media::audio::B (b) | media::video |
| | l | one | One | Bir | one.png | one-a.mp3 | one-b.mp3 | one.mp4 |
| | l | two | Two | Iki | | | | |
"""  # noqa: E501


def test_a_choice_names_its_picture_sound_and_film() -> None:
    session = open_session(compile_form(SPOKEN, "form.md"), now=NOW)
    assert session.node("/data/q").choices == (
        Choice("one", "One", "one.png", "one-a.mp3", "one.mp4"),
        Choice("two", "Two"),
    )
    session.set_language("B (b)")
    assert session.node("/data/q").choices == (
        Choice("one", "Bir", "one.png", "one-b.mp3", "one.mp4"),
        Choice("two", "Iki"),
    )
