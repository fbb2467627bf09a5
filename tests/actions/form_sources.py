# ruff: noqa: E501 - the forms are tables, one row a line
"""Two versions of a small form, as its author would write them; invented."""

from pathlib import Path

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
