"""Finding people by any spelling, and likely duplicates."""

import pytest

from socialcase.cases.likeness import Described
from socialcase.cases.records import Person
from socialcase.storage import Store

PEOPLE = (
    {"name": {"given": "Jeren", "surname": "Orazgulýewa", "patronymic": "Myradowna"}},
    {"name": {"given": "Gülşat", "surname": "Çaryýewa"}, "phone": "+993 65 12-34-56"},
    {"name": {"given": "Şemşat", "surname": "Ňurlyýew"}, "document": {"number": "I-AŞ 123456"}},
    {"alias": "Goňşy daýza", "name": {"given": "Ýelena", "surname": "Žukowa"}},
)


@pytest.fixture
def people(store: Store) -> Store:
    with store.transaction("me") as tx:
        for values in PEOPLE:
            tx.create("person", "everyone", values)
        tx.create("case", "everyone", {"number": "A7-0012", "title": "Orazgulýew family"})
        tx.create("household", "everyone", {"label": "Oba 3", "address": {"settlement": "Kakaly"}})
    return store


def found(store: Store, text: str, *kinds: str) -> list[str]:
    with store.reading() as reading:
        return [hit.title for hit in reading.search(text, kinds or ("person",))]


@pytest.mark.parametrize(
    "typed",
    [
        "Orazgulýewa",
        "orazgulyyewa jeren",
        "Jeren Orazgul",
        "Оразгулыева Җерен",
        "Джерен Оразгулыева",
        "JEREN MYRADOWNA",
        "Мырадовна",
        "orazguly",
        "orazgulyý",
        "jern",  # a letter left out
        "Jeerne",  # two letters changed places
        "jern orazgulyyeva",  # an error in one of two words
        "razguly",  # the middle of a word
    ],
)
def test_any_spelling_finds_her(people: Store, typed: str) -> None:
    assert found(people, typed) == ["Orazgulýewa Jeren Myradowna"]


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("Гульшат", "Çaryýewa Gülşat"),
        ("Гюльшат Чарыева", "Çaryýewa Gülşat"),
        ("gulsat", "Çaryýewa Gülşat"),
        ("gulshat charyyeva", "Çaryýewa Gülşat"),
        ("65123456", "Çaryýewa Gülşat"),
        ("99365", "Çaryýewa Gülşat"),
        ("123456", "Ňurlyýew Şemşat"),
        ("i-aş123456", "Ňurlyýew Şemşat"),
        ("$em$at", "Ňurlyýew Şemşat"),
        ("соседка", ""),
        ("гоңшы", "Žukowa Ýelena"),
        ("Жукова Елена", "Žukowa Ýelena"),
        ("", ""),
        ("\"'*()-", ""),
    ],
)
def test_names_numbers_and_aliases_are_found(people: Store, typed: str, title: str) -> None:
    assert found(people, typed) == ([title] if title else [])


def test_cases_and_households_are_found_beside_people(people: Store) -> None:
    with people.reading() as reading:
        hits = reading.search("orazgul")
        assert [hit.kind for hit in hits] == ["person", "case"]
        assert [row.number for row in reading.case_rows(query="a7-0012")] == ["A7-0012"]
        assert [row.display for row in reading.person_rows(query="elena")] == ["Žukowa Ýelena"]
    assert found(people, "какалы", "household") == ["Oba 3"]


def test_search_follows_changes(people: Store) -> None:
    with people.reading() as reading:
        (hit,) = reading.search("jeren", ("person",))
    with people.transaction("me") as tx:
        tx.set(hit.uid, "name", {"given": "Maral"})
    assert found(people, "jeren") == []
    assert found(people, "maral") == ["Orazgulýewa Maral Myradowna"]
    people.undo(tx.save, "me")
    assert found(people, "jeren") == ["Orazgulýewa Jeren Myradowna"]


def test_exact_words_come_before_longer_ones(store: Store) -> None:
    with store.transaction("me") as tx:
        for number in range(20):
            tx.create("person", "everyone", {"name": {"given": f"Annagul{'a' * (number % 3)}b"}})
        tx.create("person", "everyone", {"name": {"given": "Anna"}})
    with store.reading() as reading:
        assert reading.search("Anna", limit=5)[0].title == "Anna"


def test_the_people_list_runs_by_name(people: Store) -> None:
    with people.reading() as reading:
        first = reading.person_rows(limit=3)
        rest = reading.person_rows(after=(first[-1].sort, first[-1].uid), limit=3)
    assert [row.display for row in (*first, *rest)] == [
        "Çaryýewa Gülşat",
        "Žukowa Ýelena",
        "Ňurlyýew Şemşat",
        "Orazgulýewa Jeren Myradowna",
    ]


def test_likely_duplicates_across_scripts_are_ranked_with_reasons(people: Store) -> None:
    with people.transaction("me") as tx:
        twin = tx.create(
            "person",
            "everyone",
            {"name": {"given": "Джерен", "surname": "Оразгулыева"}, "sex": "female"},
        )
        tx.create("person", "everyone", {"name": {"given": "Jeren", "surname": "Hallyýewa"}})
    with people.reading() as reading:
        (pair,) = reading.duplicates()
        assert twin in (pair.first, pair.second)
        assert "same_name" in pair.reasons
        likely = reading.likely_duplicates(Described("Jeren Orazgulyewa"))
        assert len(likely) == 2
        assert likely[0].score >= likely[1].score
        assert all(reading.get(Person, pair.second) for pair in likely)
        assert reading.likely_duplicates(Described("Serdar Amanow")) == []


def test_the_search_field_finds_what_a_reading_finds_and_sees_what_was_just_kept(
    people: Store,
) -> None:
    for text in ("orazgul", "Anna", "jern", "", "ž"):
        with people.reading() as reading:
            assert people.search(text) == reading.search(text)
    with people.transaction("me") as tx:
        tx.create("person", "everyone", {"name": {"given": "Anna"}})
        tx.create("person", "everyone", {"name": {"given": "Annagul"}})
    assert [hit.title for hit in people.search("ann")] == ["Anna", "Annagul"]
    assert [hit.title for hit in people.search("anna", limit=1)] == ["Anna"]
    assert people.search("anna", ("case",)) == []


@pytest.mark.parametrize(
    "typed", ["центр занятости", "zanyatosti", "Gülşat Meredowa", "+993 522 3-14-15", "занятасти"]
)
def test_a_provider_is_found_by_name_contact_and_telephone(store: Store, typed: str) -> None:
    with store.transaction("me") as tx:
        tx.create(
            "provider",
            "everyone",
            {
                "name": "Центр занятости",
                "what": "public",
                "contact": "Gülşat Meredowa",
                "phone": "+993 522 3-14-15",
                "address": {"settlement": "Gizlinoba"},
                "protected": True,
            },
        )
    assert found(store, typed, "provider") == ["Центр занятости"]
    assert found(store, "Gizlinoba", "provider") == []
    with store.reading() as reading:
        [hit] = reading.search(typed, ("provider",))
    assert hit.detail == "public"


def test_a_provider_for_other_eyes_is_not_found(store: Store) -> None:
    with store.transaction("me") as tx:
        tx.create("provider", "named:somebody else", {"name": "Shelter on the canal"})
    assert found(store, "shelter", "provider") == []
