"""A form with much in it, people who answered it, and the same people elsewhere; invented."""

from dataclasses import dataclass
from pathlib import Path

from socialcase.actions import assessments, cases
from socialcase.actions.cases import FirstContact
from socialcase.actions.consents import give_consent
from socialcase.actions.kept_answers import told
from socialcase.actions.workspaces import Workspace
from socialcase.cases.canonical import json_text
from socialcase.cases.records import Assessment, Case
from tests.actions.form_sources import published, written

HOME = """
| survey |
| | type | name | label::English (en) | required | relevant | constraint | constraint_message::English (en) | calculation |
| | start | start | | | | | | |
| | end | end | | | | | | |
| | begin_group | home | At home | | | | | |
| | select_one heat | heating | How is the house heated? | yes | | | | |
| | integer | rooms | How many rooms? | | | . < 20 | No house has so many rooms. | |
| | select_multiple aid | aids | Which aids are there? | | | | | |
| | select_one yes_no | repairs | Are repairs needed? | | | | | |
| | text | which | Which repairs? | | ${repairs} = 'yes' | | | |
| | end_group | | | | | | | |
| | begin_repeat | child | Child | | | | | |
| | text | called | What is the child called? | | | | | |
| | integer | age | Age | | | | | |
| | begin_repeat | school | School | | | | | |
| | date | since | Since when? | | | | | |
| | end_repeat | | | | | | | |
| | end_repeat | | | | | | | |
| | calculate | score_rooms | | | | | | ${rooms} * 2 |
| | image | picture | A picture of the house | | | | | |
| choices |
| | list_name | name | label::English (en) |
| | yes_no | yes | Yes |
| | yes_no | no | No |
| | heat | gas | Gas |
| | heat | saxaul | Saxaul wood |
| | aid | stick | Walking stick |
| | aid | chair | Wheelchair |
| settings |
| | form_id | form_title | version | default_language |
| | house | House check | 1 | English (en) |
"""  # noqa: E501  (one row a line)

PEOPLE = (
    ("Jeren", "Orazgulyýewa", "1958"),
    ("Maral", "Annaýewa", "2001-03-04"),
    ("Oraz", "Berdiýew", "~1990"),
)


@dataclass(frozen=True, slots=True)
class Answered:
    """Where it was answered, and the answers by the number of the case."""

    ws: Workspace
    answers: dict[str, dict[str, str]]


def opened(ws: Workspace) -> list[str]:
    """A case for each of `PEOPLE`; their ids."""
    made = []
    for given, surname, birth in PEOPLE:
        name = {"given": given, "surname": surname}
        contact = FirstContact(worry="Cold house", name=name, birth=birth)
        made.append(cases.first_contact(ws, contact).record)
    return made


def answered(ws: Workspace, folder: Path) -> None:
    """A finished house check in each of the cases, each with other answers."""
    published(ws, written(folder, HOME, "house.md"))
    for at, case in enumerate(opened(ws)):
        give_consent(ws, case, "full")
        draft = assessments.start_draft(ws, case, "", "house")
        steps = [
            ("set", "/data/home/heating", "saxaul" if at else "gas"),
            ("set", "/data/home/rooms", str(at + 2)),
            ("set", "/data/home/aids", "stick chair" if at else ""),
            ("set", "/data/home/repairs", "yes" if at else "no"),
            ("set", "/data/home/which", "=roof; \"new\", 'old'\nand <door>" if at else ""),
            ("add", "/data/child", ""),
            ("set", "/data/child[2]/called", "Aýna" if at else "Şöhrat"),
            ("set", "/data/child[2]/age", str(3 + at)),
            ("add", "/data/child[2]/school", ""),
            ("set", "/data/child[2]/school[2]/since", "2025-09-01"),
            ("set", "/data/child[1]/age", "12"),
        ]
        for op, ref, value in steps:
            assessments.answer(ws, draft, op, ref, value)
        assessments.finish(ws, draft, f"2026-11-{20 + at}")


def all_told(ws: Workspace) -> dict[tuple[str, str], str]:
    """What was told on the house check, by case number and day."""
    found = {}
    with ws.store.reading() as reading:
        for one in reading.page(Assessment, {"form_id": "house"}, limit=100):
            case = reading.get(Case, one.case)
            assert case is not None
            found[case.number, one.told_on] = json_text(dict(sorted(told(one).items())))
    return found
