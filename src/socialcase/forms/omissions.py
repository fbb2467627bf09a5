"""What an author left out, or wrote where nothing reads it: warnings about whole sheets."""

import re
from collections.abc import Iterator

from socialcase.errors import FormProblem, Sentence, sentence
from socialcase.forms.headings import base_of
from socialcase.forms.sheets import Book, Sheet
from socialcase.forms.spelling import did_you_mean, nearest
from socialcase.forms.support import APPEARANCES
from socialcase.texts import N_

_SEVERAL = re.compile(r"(?:select_multiple|select all that apply)\s+\S+.*", re.I)
_ONE = re.compile(r"select_one\s+(\S+)(\s+or_other)?")
_EQUAL = re.compile(r"\$\{\s*([^}]*?)\s*\}\s*=\s*['\"]([\w\-]+)['\"]")
_PLAIN_CODE = re.compile(r"[\w\-]+")
# near to known ones, and words of other programs
_OTHERS = frozenset(
    (
        *("autocomplete_chars", "maxi", "textarea", "compact", "quickcompact", "horizontal"),
        *("hidden", "no"),
    )
)


def omissions(book: Book) -> Iterator[FormProblem]:
    """Look over settings, choices, appearances, defaults and answers of several."""
    yield from _settings(book)
    yield from _unlisted(book.sheet("choices"))
    yield from _appearances(book.sheet("survey"))
    yield from _defaults(book)
    yield from _several(book.sheet("survey"))


def nameless_choices(book: Book) -> Iterator[FormProblem]:
    """Name each choice that has no code: the form cannot run."""
    choices = book.sheet("choices")
    for number, row in zip(choices.numbers, choices.rows, strict=True):
        listed = _of(row, "list_name")
        if listed and not (_of(row, "name") or _of(row, "value")):
            said = sentence(N_("A choice of the list '{list}' has no code."), list=listed)
            fix = sentence(N_("Write a short word without spaces into the column name."))
            yield FormProblem("choices", number, "name", "no_code", said, (fix,))


def _of(row: dict[str, str], base: str) -> str:
    return next((text for column, text in row.items() if base_of(column) == base), "")


def _settings(book: Book) -> Iterator[FormProblem]:
    settings = book.sheet("settings")
    row = settings.rows[0] if settings.rows else {}
    number = settings.number_of(0)
    if not (_of(row, "form_id") or _of(row, "id_string") or _of(row, "set_form_id")):
        said = sentence(N_("The form has no form_id: it is known by the name of its file."))
        fix = sentence(N_("Write form_id into the settings sheet, and never change it."))
        yield FormProblem("settings", number, "form_id", "no_form_id", said, (fix,))
    if not _of(row, "version"):
        said = sentence(N_("The form has no version: a changed one could not be told from it."))
        fix = sentence(N_("Write version into the settings sheet, and raise it with each change."))
        yield FormProblem("settings", number, "version", "no_version", said, (fix,))
    spoken = _languages(book)
    default = _of(row, "default_language")
    if default and spoken and default not in spoken:
        said = sentence(N_("'{language}' is none of the form's languages."), language=default)
        fix = sentence(N_("They are: {languages}."), languages=", ".join(spoken))
        yield FormProblem("settings", number, "default_language", "no_language", said, (fix,))


def _languages(book: Book) -> list[str]:
    found: dict[str, None] = {}
    for name in ("survey", "choices"):
        for column in book.sheet(name).columns:
            if base_of(column) == "label" and ":" in column:
                found.setdefault(column.partition(":")[2].lstrip(":").strip())
    return list(found)


def _unlisted(choices: Sheet) -> Iterator[FormProblem]:
    for number, row in zip(choices.numbers, choices.rows, strict=True):
        name = _of(row, "name") or _of(row, "value")
        if name and not _of(row, "list_name"):
            said = sentence(N_("The choice '{code}' is in no list: nothing offers it."), code=name)
            fix = sentence(N_("Write the name of its list into the column list_name."))
            yield FormProblem("choices", number, "list_name", "no_list_name", said, (fix,))


def _appearances(survey: Sheet) -> Iterator[FormProblem]:
    known = frozenset(APPEARANCES)
    for number, row in zip(survey.numbers, survey.rows, strict=True):
        for word in row.get("appearance", "").split():
            plain = word.lower().rstrip("0123456789").rstrip("-")
            if not word.isascii() or "(" in word or ":" in word:
                continue
            if plain in known or plain in _OTHERS or word in known:
                continue
            near = nearest(plain, known, alike=0.8) if len(plain) > 3 else ""
            if near:
                said = sentence(N_("There is no appearance '{word}'."), word=word)
                fix = did_you_mean(near)
                yield FormProblem("survey", number, "appearance", "no_appearance", said, (fix,))


def _defaults(book: Book) -> Iterator[FormProblem]:
    lists: dict[str, set[str]] = {}
    for row in book.sheet("choices").rows:
        code = _of(row, "name") or _of(row, "value")
        lists.setdefault(_of(row, "list_name"), set()).add(code)
    survey = book.sheet("survey")
    for number, row in zip(survey.numbers, survey.rows, strict=True):
        asked, default = _ONE.fullmatch(row.get("type", "").strip()), row.get("default", "")
        codes = lists.get(asked.group(1)) if asked else None
        if codes and asked and _PLAIN_CODE.fullmatch(default) and default not in codes:
            if asked.group(2) and default == "other":
                continue
            told = N_("'{code}' is no choice of {question}.")
            fix = sentence(N_("Write the code in column name."))
            said = sentence(told, code=default, question=f"${{{row.get('name', '')}}}")
            yield FormProblem("survey", number, "default", "no_choice", said, (fix,))


def _several(survey: Sheet) -> Iterator[FormProblem]:
    """Comparisons with = of a question that takes several choices."""
    asked = (row for row in survey.rows if _SEVERAL.fullmatch(row.get("type", "").strip()))
    several = {row.get("name", "") for row in asked}
    for number, row in zip(survey.numbers, survey.rows, strict=True):
        for column, text in row.items():
            if several and base_of(column) in _CONDITIONS:
                for name, code in _EQUAL.findall(text):
                    if name in several:
                        yield FormProblem("survey", number, column, "several", *_told(name, code))


_CONDITIONS = frozenset(("relevant", "relevance", "constraint", "calculation", "required"))


def _told(name: str, code: str) -> tuple[Sentence, tuple[Sentence, ...]]:
    said = N_("True only where '{code}' is chosen and nothing else beside it.")
    fix = N_("To ask whether it is among the answers, write {text}.")
    text = f"selected(${{{name}}}, '{code}')"
    return sentence(said, code=code), (sentence(fix, text=text),)
