"""The watchdog of the tests: it tells of what was felt, the longest first, and only of that."""

from time import thread_time

from tests.watchdog import FELT, SHOWN, Hold, Watchdog


def busy(seconds: float) -> None:
    """Work, in processor time."""
    until = thread_time() + seconds
    while thread_time() < until:
        pass


def test_work_that_would_be_felt_is_told_with_page_and_test() -> None:
    dog = Watchdog()
    dog.page, dog.test = "case", "a test"
    with dog.at_work("opened"):
        busy(FELT)
    [line] = dog.lines()
    assert all(part in line for part in ("case", "opened", "1 x", "a test"))


def test_the_loop_coming_round_ends_a_hold_and_begins_another() -> None:
    dog = Watchdog()
    with dog.at_work("opened"):
        busy(FELT)
        dog.turned()
        with dog.at_work("keyClick"):  # within what is counted already
            busy(FELT)
    assert set(dog.longest) == {("", "loop"), ("", "opened")}
    dog.turned()
    assert sum(dog.count.values()) == 2


def test_what_is_not_felt_is_not_told_and_the_longest_stand_first() -> None:
    dog = Watchdog()
    dog.note(Hold(FELT * 0.99, "today", "loop", "quick"))
    assert dog.lines() == []
    for place in range(2 * SHOWN):
        dog.note(Hold(FELT * (place + 1), f"page{place}", "loop", "slow"))
    dog.note(Hold(FELT, "page3", "loop", "again"), times=4)
    assert len(dog.lines()) == SHOWN
    assert f"page{2 * SHOWN - 1}" in dog.lines()[0]
    assert dog.count["page3", "loop"] == 5
    assert dog.longest["page3", "loop"].test == "slow"
