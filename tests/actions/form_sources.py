# ruff: noqa: E501 - the forms are tables, one row a line
"""Two versions of a small form, as its author would write them; invented. And filling them."""

from pathlib import Path

from socialcase.actions import assessments, cases
from socialcase.actions.assessments import OpenDraft
from socialcase.actions.cases import FirstContact
from socialcase.actions.form_publishing import inspect_form, install_form, publish_form
from socialcase.actions.workspaces import Workspace

V1 = """
| survey |
| | type | name | label::English (en) | label::Русский (ru) | required | relevant |
| | begin_group | home | At home | Дома |
| | select_one yes_no | knife | Has anybody threatened with a knife? | Угрожал ли кто-нибудь ножом? | yes |
| | select_one heat | heating | How is the house heated? | Чем топят? | yes |
| | integer | rooms | How many rooms? | Сколько комнат? |
| | end_group |
| | begin_repeat | child | Child | Ребёнок |
| | integer | age | Age | Возраст |
| | end_repeat |
| choices |
| | list_name | name | label::English (en) | label::Русский (ru) |
| | yes_no | yes | Yes | Да |
| | yes_no | no | No | Нет |
| | heat | gas | Gas | Газ |
| | heat | saxaul | Saxaul wood | Саксаул |
| settings |
| | form_id | form_title | form_title::Русский (ru) | version | default_language |
| | shelter | Shelter check | Проверка жилья | 1 | English (en) |
"""
"""Version 1: asks about a knife, and knows saxaul."""

V2 = """
| survey |
| | type | name | label::English (en) | label::Русский (ru) | required | relevant |
| | begin_group | house | The house | Дом |
| | select_one heat | heating | What heats the house? | Чем отапливается дом? | yes |
| | integer | rooms | How many rooms? | Сколько комнат? |
| | integer | windows | How many windows? | Сколько окон? |
| | end_group |
| | begin_repeat | child | Child | Ребёнок |
| | integer | age | Age | Возраст |
| | end_repeat |
| choices |
| | list_name | name | label::English (en) | label::Русский (ru) |
| | heat | gas | Gas | Газ |
| | heat | power | Electricity | Электричество |
| settings |
| | form_id | form_title | form_title::Русский (ru) | version | default_language |
| | shelter | Shelter check | Проверка жилья | 2 | English (en) |
"""
"""Version 2: the knife and saxaul are gone, the group has another name, windows are asked."""


def written(folder: Path, source: str, name: str = "shelter.md") -> Path:
    """A form's file in a folder that is made if it is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / name
    file.write_text(source, encoding="utf-8")
    return file


def published(office: Workspace, file: Path) -> str:
    """Install and publish a form; its hash."""
    found = inspect_form(office, file)
    install_form(office, found)
    assert found.package is not None
    publish_form(office, found.package.content_hash)
    return found.package.content_hash


def case_of(ws: Workspace) -> str:
    """A new case."""
    return cases.first_contact(ws, FirstContact(worry="Cold house", name={"given": "Jeren"})).record


def filled(ws: Workspace, draft: OpenDraft, **answers: str) -> str:
    """Answer by the last part of the ref, then finish; the assessment."""
    for ref, state in draft.session.state().items():
        name = ref.rpartition("/")[2]
        if isinstance(state, dict) and name in answers:
            assessments.answer(ws, draft, "set", ref, answers[name])
    return assessments.finish(ws, draft, "2026-11-22").record
