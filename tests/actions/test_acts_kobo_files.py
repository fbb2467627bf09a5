# ruff: noqa: E501 - the form is a table, one row a line
"""Tables laid out as KoBoToolbox and ODK Central write them, however they were asked to.

Columns and their order follow the exports of both: Kobo's `_index`, `_parent_table_name` and
`_submission__uuid`, its headings as names or words, its answers of several codes in one column, in
one for each choice, or both; Central's `KEY`, `PARENT_KEY`, groups, split columns and media.
"""

import csv
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook as Book

from socialcase.actions.arriving_answers import Matching, look
from socialcase.actions.arriving_taking import take
from socialcase.actions.history import undo
from socialcase.actions.kept_answers import told
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import Assessment, Attachment
from tests.actions.arrivals import opened
from tests.actions.form_sources import published, written

FORM = """
| survey |
| | type | name | label::English (en) | label::Русский (ru) | calculation |
| | start | start | | | |
| | text | who | Whom is it about? | О ком это? | |
| | begin_group | living | How they live | Как они живут | |
| | begin_group | inside | Inside | Внутри | |
| | select_one warm | warm | Is it warm? | Тепло ли? | |
| | select_multiple lack | lacks | What is lacking? | Чего не хватает? | |
| | text | why | Why? | Почему? | |
| | end_group | | | | |
| | geopoint | place | Where is it? | Где это? | |
| | end_group | | | | |
| | text | after | Why? | Почему? | |
| | image | picture | A picture | Снимок | |
| | calculate | score_all | | | count-selected(${lacks}) |
| | begin_repeat | a_member_of_the_household_with_a_long_name | Member of the household | Член семьи | |
| | text | called | Name | Имя | |
| | select_multiple lack | needs | What does the member need? | Что нужно? | |
| | end_repeat | | | | |
| choices |
| | list_name | name | label::English (en) | label::Русский (ru) |
| | warm | yes | Yes | Да |
| | warm | no | No, it is cold | Нет, холодно |
| | lack | bed | Bed | Кровать |
| | lack | bed_linen | Bed linen, towels | Постель, полотенца |
| | lack | stove | Stove | Печь |
| settings |
| | form_id | form_title | version | default_language |
| | living | Living check | 3 | English (en) |
"""
REPEAT = "a_member_of_the_household_with_a_long_name"
UUID = "0b8e4f0c-1111-4222-8333-444455556666"
EXPECTED = {
    "/data/after": "no reason",
    "/data/living/inside/lacks": "bed_linen stove",
    "/data/living/inside/warm": "no",
    "/data/living/inside/why": "old windows",
    "/data/living/place": "37.5 61.8 220 5",
    "/data/picture": "house.jpg",
    "/data/score_all": "2",
    "/data/start": "2026-11-19T20:00:00.000+05:00",
    "/data/who": "Orazgulyýewa Jeren",
    f"/data/{REPEAT}[1]/called": "Aýna",
    f"/data/{REPEAT}[1]/needs": "bed",
    f"/data/{REPEAT}[2]/called": "=Şöhrat",
}
WORDS = {
    "names": {},
    "English": {
        "who": "Whom is it about?", "living": "How they live", "inside": "Inside", "warm": "Is it warm?",
        "lacks": "What is lacking?", "why": "Why?", "place": "Where is it?", "after": "Why?",
        "picture": "A picture", "called": "Name", "needs": "What does the member need?", REPEAT: "Member of the household",
        "no": "No, it is cold", "bed": "Bed", "bed_linen": "Bed linen, towels", "stove": "Stove",
    },
    "Russian": {
        "who": "О ком это?", "living": "Как они живут", "inside": "Внутри", "warm": "Тепло ли?",
        "lacks": "Чего не хватает?", "why": "Почему?", "place": "Где это?", "after": "Почему?",
        "picture": "Снимок", "called": "Имя", "needs": "Что нужно?", REPEAT: "Член семьи",
        "no": "Нет, холодно", "bed": "Кровать", "bed_linen": "Постель, полотенца", "stove": "Печь",
    },
}  # fmt: skip
_OF_ROW = ("_id", "_uuid", "_submission_time", "_validation_status", "_notes", "_status",
           "_submitted_by", "__version__", "_tags")  # fmt: skip


@pytest.fixture
def here(office: Workspace, tmp_path: Path) -> Workspace:
    published(office, written(tmp_path / "form", FORM, "living.md"))
    opened(office)
    return office


def several(
    heading: str, codes: tuple[str, ...], how: str, words: dict[str, str]
) -> dict[str, str]:
    """The columns of an answer of several codes."""
    found = {heading: " ".join(words.get(c, c) for c in codes)} if how != "split" else {}
    if how != "whole":
        for code in ("bed", "bed_linen", "stove"):
            found[f"{heading}/{words.get(code, code)}"] = "1" if code in codes else "0"
    return found


def kobo_tables(
    spoken: str, *, groups: bool, how: str
) -> Iterator[tuple[str, list[dict[str, str]]]]:
    words = WORDS[spoken]

    def head(*path: str) -> str:
        return "/".join(words.get(one, one) for one in (path if groups else path[-1:]))

    own = dict(zip(_OF_ROW, ("7", UUID, "2026-11-19T20:30:00", "Not Approved", "", "submitted_via_web",
                             "nobody", "vKobo", ""), strict=True))  # fmt: skip
    place = head("living", "place")
    yield (
        "Living check",
        [
            {
                "start": "2026-11-19T20:00:00.000+05:00",
                head("who"): "Orazgulyýewa Jeren",
                head("living", "inside", "warm"): words.get("no", "no"),
                **several(head("living", "inside", "lacks"), ("bed_linen", "stove"), how, words),
                head("living", "inside", "why"): "old windows",
                place: "37.5 61.8 220 5",
                **{
                    f"_{place}_{part}": "1"
                    for part in ("latitude", "longitude", "altitude", "precision")
                },
                **(
                    {head("after"): "no reason"}
                    if head("after") != head("living", "inside", "why")
                    else {}
                ),
                head("picture"): "house.jpg",
                f"{head('picture')}_URL": "https://files.example/house.jpg",
                "score_all": "9",
                **own,
                "_index": "1",
            }
        ],
    )
    rows = [
        {head(REPEAT, "called"): "Aýna", **several(head(REPEAT, "needs"), ("bed",), how, words)},
        {head(REPEAT, "called"): "=Şöhrat", **several(head(REPEAT, "needs"), (), how, words)},
    ]
    parent = {"_parent_table_name": "Living check", "_parent_index": "1"}
    sent = {f"_submission_{name}": value for name, value in own.items()}
    yield (
        head(REPEAT),
        [{**row, "_index": str(at), **parent, **sent} for at, row in enumerate(rows, 1)],
    )


def workbook(tables: Iterator[tuple[str, list[dict[str, str]]]], file: Path) -> Path:
    book = Book()
    assert book.active is not None
    book.remove(book.active)
    for name, rows in tables:
        sheet = book.create_sheet(name.replace("/", "_")[:28] + "..." * (len(name) > 31))
        sheet.append(list(rows[0]))
        for row in rows:
            sheet.append([int(v) if v in ("0", "1") else v for v in row.values()])
            for cell in sheet[sheet.max_row]:
                if str(cell.value).startswith("="):
                    cell.data_type = "s"
    book.save(file)
    return file


@pytest.mark.parametrize("how", ["whole", "split", "both"])
@pytest.mark.parametrize("groups", [False, True], ids=["alone", "in groups"])
@pytest.mark.parametrize("spoken", WORDS)
def test_a_workbook_of_kobo_says_the_same_however_it_was_asked_for(
    here: Workspace, tmp_path: Path, spoken: str, groups: bool, how: str
) -> None:
    who = WORDS[spoken].get("who", "who")
    file = workbook(kobo_tables(spoken, groups=groups, how=how), tmp_path / "kobo.xlsx")
    preview = look(here, file, "living", Matching(who=(who,)))
    (row,) = preview.rows
    said = {str(reason.said) for reason in row.reasons}
    lost = spoken != "names" and not groups
    doubtful = {
        "It was rejected where it comes from.",
        "The file house.jpg is an answer and did not come with it.",
    }
    two = (
        {f"The form has no question “{WORDS[spoken]['why']}”; its answer would be left out."}
        if lost
        else set()
    )
    assert (said, preview.lost, row.stopped) == (doubtful | two, 0, False)
    done = take(here, preview, [0])
    with here.store.reading() as reading:
        kept = reading.get(Assessment, done.record)
    assert kept is not None
    left_out = {"/data/after", "/data/living/inside/why"} if lost else set()
    assert told(kept) == {ref: v for ref, v in EXPECTED.items() if ref not in left_out}
    assert (kept.told_on, kept.finished) == ("2026-11-19", "2026-11-19T15:30:00Z")
    assert f'"/data/meta/instanceID":"uuid:{UUID}"' in kept.answers
    (again,) = look(here, file, "living", Matching(who=(who,))).rows
    assert str(again.reasons[0].said) == "It is here already."
    undo(here, done.save)
    with here.store.reading() as reading:
        assert reading.count(Assessment) == 0


def test_a_csv_of_kobo_has_semicolons_and_no_repeats(here: Workspace, tmp_path: Path) -> None:
    (_, rows), _ = kobo_tables("Russian", groups=True, how="both")
    target = io.StringIO()
    lines = csv.DictWriter(target, list(rows[0]), delimiter=";", quoting=csv.QUOTE_ALL)
    lines.writeheader()
    lines.writerows(rows)
    file = tmp_path / "kobo.csv"
    file.write_text(target.getvalue(), encoding="utf-8-sig")
    preview = look(here, file, "living", Matching(who=("О ком это?",)))
    done = take(here, preview, [0])
    with here.store.reading() as reading:
        kept = reading.get(Assessment, done.record)
    assert kept is not None
    assert told(kept) == {ref: v for ref, v in EXPECTED.items() if REPEAT not in ref}


@pytest.mark.parametrize("groups", [False, True], ids=["alone", "in groups"])
@pytest.mark.parametrize("split", [False, True])
def test_a_zip_of_central_brings_repeats_media_and_its_own_columns(
    here: Workspace, tmp_path: Path, groups: bool, split: bool
) -> None:
    inside = "living-inside-" if groups else ""
    place = "living-place" if groups else "place"
    ticks = {f"{inside}lacks/{c}": str(int(c != "bed")) for c in ("bed", "bed_linen", "stove")}
    main = {
        "SubmissionDate": "2026-11-19T15:30:00.000Z",
        "start": EXPECTED["/data/start"],
        "who": "Orazgulyýewa Jeren",
        f"{inside}warm": "no",
        f"{inside}lacks": "bed_linen stove",
        **(ticks if split else {}),
        f"{inside}why": "old windows",
        f"{place}-Latitude": "37.5",
        f"{place}-Longitude": "61.8",
        f"{place}-Altitude": "220",
        f"{place}-Accuracy": "5",
        "after": "no reason",
        "picture": "house.jpg",
        "score_all": "2",
        "meta-instanceID" if groups else "instanceID": f"uuid:{UUID}",
        "KEY": f"uuid:{UUID}",
        "SubmitterID": "5",
        "SubmitterName": "nobody",
        "AttachmentsPresent": "1",
        "AttachmentsExpected": "1",
        "Status": "",
        "ReviewState": "approved",
        "DeviceID": "",
        "Edits": "0",
        "FormVersion": "3",
        f"SET-OF-{REPEAT}": "x",
    }
    repeats = [
        {"called": "Aýna", "needs": "bed", **({"needs/bed": "1"} if split else {}),
         "PARENT_KEY": f"uuid:{UUID}", "KEY": f"uuid:{UUID}/{REPEAT}[1]"},
        {"called": "=Şöhrat", "needs": "", **({"needs/bed": "0"} if split else {}),
         "PARENT_KEY": f"uuid:{UUID}", "KEY": f"uuid:{UUID}/{REPEAT}[2]"},
    ]  # fmt: skip
    file = tmp_path / "living.zip"
    with zipfile.ZipFile(file, "w") as archive:
        for name, rows in (("living", [main]), (f"living-{REPEAT}", repeats)):
            target = io.StringIO()
            lines = csv.DictWriter(target, list(rows[0]))
            lines.writeheader()
            lines.writerows(rows)
            archive.writestr(f"{name}.csv", target.getvalue())
        archive.writestr("living - audit.csv", "instance ID,event,node\nuuid:1,form start,\n")
        archive.writestr("media/house.jpg", b"no real picture")
    preview = look(here, file, "living", Matching(who=("who",)))
    assert [[str(r.said) for r in row.reasons] for row in preview.rows] == [[]]
    assert preview.lost == 0
    done = take(here, preview)
    with here.store.reading() as reading:
        kept = reading.get(Assessment, done.record)
        assert reading.count(Attachment) == 1
    assert kept is not None
    assert told(kept) == EXPECTED
