"""The Russian catalog is complete, placeholders survive translation, Turkmen has been begun."""

import ast
import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from scripts.catalogs import collected

ROOT = Path(__file__).resolve().parents[2]
NAMES = re.compile(r"\{\w+\}")


def catalog(language: str) -> Catalog:
    """The catalog of a language as it stands in the tree."""
    with (ROOT / "resources" / "i18n" / f"{language}.po").open("rb") as stream:
        return read_po(stream, locale=language)


def forms(message: Message) -> list[str]:
    """All forms of a translation."""
    told = message.string or ""
    return [told] if isinstance(told, str) else list(told)


def key(message: Message) -> str:
    """The English sentence, the singular of a counted one."""
    return message.id if isinstance(message.id, str) else str(message.id[0])


@pytest.mark.parametrize("language", ["ru", "tk"])
def test_every_sentence_of_the_code_is_told_in_every_language(language: str) -> None:
    told = {key(m) for m in catalog(language) if m.id and all(forms(m))}
    lacking = [key(m) for m in collected() if m.id and key(m) not in told]
    assert not lacking


@pytest.mark.parametrize("language", ["ru", "tk"])
def test_names_to_be_filled_in_are_the_same_in_every_form(language: str) -> None:
    wrong = [
        key(message)
        for message in catalog(language)
        for told in forms(message)
        if message.id and told and set(NAMES.findall(told)) != set(NAMES.findall(many(message)))
    ]
    assert not wrong


def many(message: Message) -> str:
    """The English sentence, the plural of a counted one."""
    return message.id if isinstance(message.id, str) else str(message.id[1])


def test_no_sentence_hides_in_a_string_with_values() -> None:
    """The collector does not look into f-strings: a sentence there would stay English."""
    hidden = [
        f"{file.name}:{inner.lineno}"
        for file in sorted((ROOT / "src").rglob("*.py"))
        for outer in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(outer, ast.JoinedStr)
        for inner in ast.walk(outer)
        if isinstance(inner, ast.Call)
        and isinstance(inner.func, ast.Name)
        and inner.func.id in ("tr", "trn", "N_")
        and isinstance(inner.args[0], ast.Constant)
    ]
    assert not hidden
