"""Who may write what: in scope, out of scope, and every way round it that we thought of."""

import pytest

from socialcase.cases.changes import Held
from socialcase.storage.rows import StagedRecord, StagedRow
from socialcase.sync.policy import Scope, Sender, named, row_in_scope

ME, OTHER, BOSS = "a" * 26, "b" * 26, "c" * 26
CASE, VISIT, ELSEWHERE, SECRET = "d" * 26, "e" * 26, "f" * 26, "g" * 26
SAVE, THEIR_SAVE = "h" * 26, "i" * 26

SPECIALIST = Sender("1" * 16, ME, "specialist", ("ag-1",), frozenset((ME,)))
COORDINATOR = Sender("2" * 16, BOSS, "coordinator", (), frozenset((BOSS,)))

HERE = {CASE: "etrap:ag-1", ELSEWHERE: "etrap:ag-2", SECRET: f"named:{OTHER}"}


def _row(
    record: str, path: str, value: str | None, author: str = ME, save: str = SAVE
) -> StagedRow:
    return StagedRow("1" * 16, "1" * 16, 1, 1, 0, save, record, path, value, bytes(16), author, (),
                     bytes(32), bytes(32), Held.ADMITTED)  # fmt: skip


def _outside(sender: Sender, *rows: StagedRow, sealed: bool = False) -> set[str]:
    scope = Scope(
        sender,
        lambda record: HERE.get(record, ""),
        lambda save: {OTHER} if save == THEIR_SAVE else set(),
    )
    for row in rows:
        scope.note(row, sealed=sealed)
    pairs = dict.fromkeys((row.record, row.field.partition(".")[0]) for row in rows)
    records = [
        StagedRecord(record, kind, 1, record in HERE, HERE.get(record, ""), ())
        for record, kind in pairs
    ]
    return {record for record, _ in scope.outside(records)}


def test_a_specialist_writes_in_their_etrap() -> None:
    assert not _outside(SPECIALIST, _row(CASE, "case.worry", "…"))
    assert not _outside(
        SPECIALIST,
        _row("n" * 26, "case.audience", "etrap:ag-1"),
        _row(VISIT, "visit.audience", "case:" + "n" * 26),
        _row(VISIT, "visit.note", "…"),
    )
    assert not _outside(SPECIALIST, _row(VISIT, "visit.audience", f"case:{CASE}"))
    assert not _outside(SPECIALIST, _row(CASE, "case.audience", None)), "a creation undone"


@pytest.mark.parametrize(
    ("rows", "outside"),
    [
        ([_row(ELSEWHERE, "case.worry", "…")], ELSEWHERE),
        ([_row(SECRET, "case.worry", "…")], SECRET),
        ([_row(VISIT, "visit.note", "no audience, not known")], VISIT),
        ([_row(VISIT, "visit.audience", f"case:{ELSEWHERE}")], VISIT),
        ([_row(VISIT, "visit.audience", "case:" + "z" * 26)], VISIT),
        ([_row(VISIT, "visit.audience", "etrap:ag-2")], VISIT),
        ([_row(VISIT, "visit.audience", f"named:{OTHER}")], VISIT),
        ([_row(VISIT, "visit.audience", "")], VISIT),
        ([_row(VISIT, "visit.audience", "everyone")], VISIT),
        ([_row(VISIT, "visit.audience", None)], VISIT),
        ([_row(ELSEWHERE, "case.audience", None)], ELSEWHERE),
        ([_row(CASE, "case.audience", "everyone")], CASE),
        ([_row(CASE, "case.audience", "etrap:ag-2")], CASE),
        ([_row(ELSEWHERE, "case.audience", "etrap:ag-1")], ELSEWHERE),
        ([_row(VISIT, "visit.audience", "etrap:ag-1"), _row(VISIT, "visit.audience", "x")], VISIT),
        ([_row("s" * 26, "staff.audience", "everyone")], "s" * 26),
        ([_row("s" * 26, "form.audience", "everyone")], "s" * 26),
        ([_row("s" * 26, "form_file.audience", "everyone")], "s" * 26),
        ([_row(CASE, "case.worry", "…"), _row(CASE, "note.text", "two kinds")], CASE),
    ],
)
def test_what_lies_outside_is_held(rows: list[StagedRow], outside: str) -> None:
    assert outside in _outside(SPECIALIST, *rows)


def test_restating_a_foreign_case_does_not_open_it_for_its_children() -> None:
    rows = [
        _row(ELSEWHERE, "case.audience", "etrap:ag-1"),
        _row(VISIT, "visit.audience", f"case:{ELSEWHERE}"),
    ]
    assert _outside(SPECIALIST, *rows) == {ELSEWHERE, VISIT}


def test_a_coordinator_writes_in_every_circle_but_not_in_restricted_files() -> None:
    assert not _outside(COORDINATOR, _row(ELSEWHERE, "case.worry", "…", BOSS))
    assert _outside(COORDINATOR, _row(SECRET, "case.worry", "…", BOSS)) == {SECRET}


def test_only_the_author_or_a_supervisor_sets_a_save_aside() -> None:
    decision = "k" * 26

    def rows(author: str, save: str) -> list[StagedRow]:
        return [
            _row(decision, "decision.audience", "etrap:ag-1", author),
            _row(decision, "decision.subject", f"save:{save}", author),
        ]

    assert _outside(SPECIALIST, *rows(ME, THEIR_SAVE)) == {decision}
    assert _outside(SPECIALIST, *rows(ME, "q" * 26)) == {decision}, "a save nobody knows"
    assert not _outside(SPECIALIST, *rows(ME, SAVE)), "it came in the same bundle"
    assert not _outside(COORDINATOR, *rows(BOSS, THEIR_SAVE))


def test_a_decision_is_taken_back_only_by_who_made_it_or_a_supervisor() -> None:
    decision = "k" * 26
    known = StagedRecord(decision, "decision", 1, True, "etrap:ag-1", ())
    for author, sender, allowed in (
        (ME, SPECIALIST, True), (OTHER, SPECIALIST, False), (OTHER, COORDINATOR, True),
    ):  # fmt: skip
        scope = Scope(sender, lambda _: "", lambda _: (), {decision: {author}}.__getitem__)
        scope.note(_row(decision, "decision.audience", None, sender.person))
        assert (scope.outside([known]) == []) is allowed


def test_rows_in_anothers_name_or_with_a_supervisors_word_are_out() -> None:
    assert row_in_scope(_row(CASE, "case.worry", "…"), SPECIALIST)
    assert not row_in_scope(_row(CASE, "case.worry", "…", OTHER), SPECIALIST)
    assert not row_in_scope(_row(VISIT, "comment.kind", "approve"), SPECIALIST)
    assert not row_in_scope(_row(VISIT, "plan.status", "approved"), SPECIALIST)
    assert row_in_scope(_row(VISIT, "plan.status", "sent"), SPECIALIST)
    assert row_in_scope(_row(VISIT, "comment.kind", "approve", BOSS), COORDINATOR)


def test_sealed_parts_carry_restricted_records_only() -> None:
    new = _row("n" * 26, "note.audience", f"named:{ME},{OTHER}")
    assert not _outside(SPECIALIST, new, sealed=True)
    assert _outside(SPECIALIST, _row(CASE, "case.worry", "…"), sealed=True) == {CASE}
    closing = _row(CASE, "case.audience", f"named:{ME}")
    assert not _outside(SPECIALIST, closing, sealed=True)
    assert not _outside(SPECIALIST, closing)


def test_audiences() -> None:
    assert named(f"named:{ME},{OTHER}") == {ME, OTHER}
    assert not named("etrap:ag-1")
    assert SPECIALIST.sees("everyone")
    assert not SPECIALIST.sees("")
    assert not COORDINATOR.sees("case:" + CASE)


@pytest.mark.parametrize("path", ["form.state", "form_file.content"])
def test_forms_are_given_out_by_the_office_alone(path: str) -> None:
    officer = Sender("3" * 16, BOSS, "officer", (), frozenset((BOSS,)))
    kind = path.partition(".")[0]
    rows = [
        _row("s" * 26, f"{kind}.audience", "everyone", BOSS),
        _row("s" * 26, path, "published", BOSS),
    ]
    assert _outside(officer, *rows) == {"s" * 26}
