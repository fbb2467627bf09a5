"""Acts on one laptop: what is written, refused, shown, taken back."""

import threading
from pathlib import Path

import pytest

from socialcase.cases.canonical import MAX_TEXT
from socialcase.cases.records import Case, Note, Person
from socialcase.errors import BadValue, ChangedSince, NotFound, NothingToUndo, NotSettable
from socialcase.storage import Store

ME = "ogulgerek"


def a_case(store: Store, audience: str = "etrap:tejen") -> str:
    with store.transaction(ME) as tx:
        return tx.create(
            "case", audience, {"title": "Berdiýew", "status": "intake", "risk": {"level": "low"}}
        )


def the_case(store: Store, uid: str) -> Case:
    with store.reading() as reading:
        case = reading.get(Case, uid)
    assert case is not None
    return case


def test_a_save_is_read_back_by_its_typed_fields(store: Store) -> None:
    with store.transaction(ME) as tx:
        uid = tx.create(
            "person",
            "everyone",
            {
                "name": {"given": "Bägül", "surname": "Nazarowa"},
                "birth": "~1951",
                "languages": ["tk", "ru"],
                "sex": "female",
                "alias": "",
            },
        )
    with store.reading() as reading:
        person = reading.get(Person, uid)
    assert person is not None
    assert (person.name_given, person.name_surname, person.birth) == ("Bägül", "Nazarowa", "~1951")
    assert person.languages == ("ru", "tk")
    assert {c.field for c in tx.changes} == {
        "person.audience", "person.name", "person.birth", "person.sex",
        "person.languages/tk", "person.languages/ru",
    }  # fmt: skip


def test_an_element_of_a_set_is_one_short_line(store: Store) -> None:
    with store.transaction(ME) as tx:
        uid = tx.create("person", "everyone", {"languages": ["Turkmen \t sign\nlanguage"]})
    assert [c.field for c in tx.changes][1:] == ["person.languages/Turkmen sign language"]
    for unfit in ("x" * 81, "tk\x07", "a\x7fb"):
        with pytest.raises(BadValue) as refused, store.transaction(ME) as tx:
            tx.add(uid, "languages", unfit)
        assert refused.value.expected == "short"


def test_a_text_longer_than_a_bundle_carries_is_refused_at_once(store: Store) -> None:
    with store.transaction(ME) as tx:
        uid = tx.create("note", "everyone", {"text": "x" * MAX_TEXT})
    for too_long in ("x" * (MAX_TEXT + 1), "\u0958" * (MAX_TEXT // 2 + 1)):
        with pytest.raises(BadValue) as refused, store.transaction(ME) as tx:
            tx.set(uid, "text", too_long)
        assert refused.value.expected == "long"


def test_an_equal_value_writes_nothing(store: Store) -> None:
    case = a_case(store)
    with store.transaction(ME) as tx:
        tx.set(case, "status", "intake")
        tx.set(case, "case.risk", {"level": "low"})
        tx.set(case, "owner", None)
    assert tx.changes == ()


def test_a_group_patch_keeps_the_other_parts(store: Store) -> None:
    case = a_case(store)
    with store.transaction(ME) as tx:
        tx.set(case, "risk", {"reasons": "fell twice"})
    assert (the_case(store, case).risk_level, the_case(store, case).risk_reasons) == (
        "low",
        "fell twice",
    )


def test_a_set_takes_and_loses_elements(store: Store) -> None:
    case = a_case(store)
    with store.transaction(ME) as tx:
        tx.set(case, "groups", ["older_person", "other"])
    with store.transaction(ME) as tx:
        tx.remove(case, "groups", "other")
        tx.add(case, "groups", "person_disability")
    assert the_case(store, case).groups == ("older_person", "person_disability")
    with store.transaction(ME) as tx:
        tx.set(case, "groups", ["other"])
    assert the_case(store, case).groups == ("other",)


def change_two(store: Store, case: str, field: str, value: object) -> None:
    with store.transaction(ME) as tx:
        tx.set(case, "title", "Changed")
        tx.set(case, field, value)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("status", "sleeping"),
        ("opened", "2026-02-30"),
        ("risk", {"level": "terrible"}),
        ("risk", {"colour": "red"}),
        ("risk", "high"),
        ("groups", ["giants"]),
        ("title", True),
    ],
)
def test_a_value_that_does_not_fit_is_refused_and_nothing_kept(
    store: Store, field: str, value: object
) -> None:
    case = a_case(store)
    before = store.digest()
    with pytest.raises(BadValue):
        change_two(store, case, field, value)
    assert store.digest() == before


def test_unknown_fields_and_records_are_refused(store: Store) -> None:
    case = a_case(store)
    with pytest.raises(NotSettable), store.transaction(ME) as tx:
        tx.set(case, "zodiac", "lion")
    with pytest.raises(NotSettable), store.transaction(ME) as tx:
        tx.create("planet", "everyone")
    with pytest.raises(NotSettable), store.transaction(ME) as tx:
        tx.set(case, "audience", None)
    with pytest.raises(NotFound), store.transaction(ME) as tx:
        tx.set("a" * 26, "title", "Nobody")


def test_pages_run_by_key_and_filter(store: Store) -> None:
    with store.transaction(ME) as tx:
        for number in range(7):
            tx.create(
                "case",
                "everyone",
                {"title": f"T{number}", "opened": f"2026-01-0{number % 3 + 1}", "status": "intake"},
            )
    seen: list[str] = []
    after = None
    while True:
        with store.reading() as reading:
            page = reading.page(Case, order="opened", descending=True, after=after, limit=3)
        if not page:
            break
        seen += [case.uid for case in page]
        after = (page[-1].opened, page[-1].uid)
    assert len(seen) == len(set(seen)) == 7
    with store.reading() as reading:
        assert reading.count(Case, {"status": ("intake", "closed")}) == 7
        assert reading.count(Case, {"owner": ""}) == 7
        assert reading.count(Case, {"opened": "2026-01-01"}) == 3


def test_listeners_hear_the_kinds_after_the_commit(store: Store) -> None:
    heard: list[frozenset[str]] = []
    store.listen(heard.append)
    case = a_case(store)
    with store.transaction(ME) as tx:
        tx.set(case, "status", "intake")
    assert heard == [frozenset({"case"})]


def test_a_snapshot_stays_while_another_thread_writes(store: Store) -> None:
    case = a_case(store)
    with store.reading() as reading:
        assert reading.get(Case, case) is not None

        def write() -> None:
            with store.transaction(ME) as tx:
                tx.set(case, "title", "Later")

        thread = threading.Thread(target=write)
        thread.start()
        thread.join()
        still = reading.get(Case, case)
    assert still is not None
    assert still.title == "Berdiýew"
    assert the_case(store, case).title == "Later"


def test_undo_brings_the_value_before_and_can_be_undone(store: Store) -> None:
    case = a_case(store)
    with store.transaction(ME) as tx:
        tx.set(case, "risk", {"level": "high"})
        tx.add(case, "groups", "other")
    undone = store.undo(tx.save, ME)
    assert (the_case(store, case).risk_level, the_case(store, case).groups) == ("low", ())
    with pytest.raises(NothingToUndo):
        store.undo(tx.save, ME)
    store.undo(undone[0].save, ME)
    assert (the_case(store, case).risk_level, the_case(store, case).groups) == ("high", ("other",))


def test_undo_is_refused_when_something_was_built_on_it(store: Store) -> None:
    case = a_case(store)
    with store.reading() as reading:
        first = reading.recent_saves()[0].save
    with store.transaction(ME) as tx:
        tx.set(case, "risk", {"level": "high"})
    with pytest.raises(ChangedSince):
        store.undo(first, ME)
    store.undo(tx.save, ME)
    with store.transaction(ME) as tx:
        note = tx.create("note", f"case:{case}", {"case": case, "text": "Visited."})
    with pytest.raises(ChangedSince) as refused:
        store.undo(first, ME)
    assert "note.audience" in refused.value.fields
    store.undo(tx.save, ME)
    with store.reading() as reading:
        assert reading.get(Note, note) is None
    with pytest.raises(NothingToUndo):
        store.undo("nothing", ME)


def test_history_tells_every_value_newest_first(store: Store) -> None:
    case = a_case(store)
    for level in ("medium", "high"):
        with store.transaction("another") as tx:
            tx.set(case, "risk", {"level": level})
    with store.reading() as reading:
        entries = reading.history(case, "case.risk")
        lines = reading.recent_saves("another")
    assert [e.change.value for e in entries] == [
        '{"level":"high"}',
        '{"level":"medium"}',
        '{"level":"low"}',
    ]
    assert [line.records for line in lines] == [(case,), (case,)]


def test_a_case_line_gathers_what_the_list_shows(store: Store) -> None:
    with store.transaction(ME) as tx:
        staff = tx.create("staff", "everyone", {"name": "Ogulgerek Annaýewa"}, uid="s" * 26)
        home = tx.create("household", "everyone", {"label": "Berdiýew, Oba 4"})
        person = tx.create(
            "person", "everyone", {"name": {"given": "Maýa", "surname": "Berdiýewa"}}
        )
        tx.create("member", "everyone", {"household": home, "person": person, "role": "main"})
        case = tx.create(
            "case", "everyone",
            {"household": home, "owner": staff, "status": "planned", "next_step": {"act": "visit"}},
        )  # fmt: skip
        tx.create(
            "visit", f"case:{case}", {"case": case, "outcome": "done", "told_on": "2026-11-20"}
        )
    with store.reading() as reading:
        (line,) = reading.case_rows({"owner": staff})
        (who,) = reading.person_rows()
    assert (line.subject, line.owner_name, line.people) == (
        "Berdiýew, Oba 4", "Ogulgerek Annaýewa", 1,
    )  # fmt: skip
    assert (line.last_visit, line.next_act) == ("2026-11-20", "visit")
    assert (who.display, who.household_label, who.open_cases) == (
        "Berdiýewa Maýa", "Berdiýew, Oba 4", 1,
    )  # fmt: skip


class Interrupted(Exception):
    pass


def finish_and_fail(store: Store, draft: str) -> None:
    with store.transaction(ME) as tx:
        store.drafts.finish(draft, tx)
        raise Interrupted


def test_drafts_survive_and_finish_with_the_save(store: Store) -> None:
    case = a_case(store)
    draft = store.drafts.start(case, "", "needs", "1", "ab")
    store.drafts.append(draft, "set", "/needs/age", "71")
    store.drafts.append(draft, "set", "/needs/age", None)
    store.drafts.place(draft, "/needs/age")
    assert store.drafts.replay(draft) == [
        ("set", "/needs/age", "71"),
        ("set", "/needs/age", None),
    ]
    assert [(d.place, d.answered) for d in store.drafts.open()] == [("/needs/age", 0)]
    with pytest.raises(Interrupted):
        finish_and_fail(store, draft)
    assert len(store.drafts.open()) == 1
    with store.transaction(ME) as tx:
        tx.create("assessment", f"case:{case}", {"case": case, "form_id": "needs"})
        store.drafts.finish(draft, tx)
    assert store.drafts.open() == []
    with pytest.raises(NotFound):
        store.drafts.append(draft, "set", "x", "y")


def test_letters_in_a_field_are_kept_until_they_are_an_answer(store: Store) -> None:
    draft = store.drafts.start(a_case(store), "", "needs", "1", "ab")
    for ref, text in (("/needs/age", "7"), ("/needs/age", "71"), ("/needs/name", "Je")):
        store.drafts.append(draft, "typing", ref, text, instead_of="typing")
    assert store.drafts.replay(draft) == [
        ("typing", "/needs/age", "71"),
        ("typing", "/needs/name", "Je"),
    ]
    assert [(d.place, d.answered) for d in store.drafts.open()] == [("/needs/name", 0)]
    store.drafts.append(draft, "set", "/needs/age", "71", instead_of="typing")
    assert store.drafts.replay(draft) == [
        ("typing", "/needs/name", "Je"),
        ("set", "/needs/age", "71"),
    ]
    assert [(d.place, d.answered) for d in store.drafts.open()] == [("/needs/age", 1)]
    with pytest.raises(NotFound):
        store.drafts.append("no-such-draft", "typing", "/needs/age", "7", instead_of="typing")


def test_small_texts_and_forms_are_kept(store: Store) -> None:
    store.meta.put("label", "Laptop 3")
    store.private.put("diary/1", "tired")
    store.forms_cache.put("ff", b"form")
    assert store.meta.get("label") == "Laptop 3"
    assert list(store.private.names("diary/")) == ["diary/1"]
    store.private.drop("diary/1")
    assert store.private.get("diary/1", "-") == "-"
    assert (store.forms_cache.get("ff"), store.forms_cache.get("00")) == (b"form", None)


def test_nothing_of_the_values_lies_readable_in_the_files(store: Store) -> None:
    with store.transaction(ME) as tx:
        tx.create("person", "everyone", {"name": {"given": "Canarybird"}, "note": "Canarybird"})
    with store.reading() as reading:
        assert reading.search("canary")
    for file in Path(store.folder).iterdir():
        assert b"anarybird" not in file.read_bytes()
