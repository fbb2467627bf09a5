"""The settings file, and TOML as this program writes it, read without a parser."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from socialcase.settings import (
    Settings,
    load_settings,
    read_toml,
    save_settings,
    system_language,
)

VALUES = st.one_of(st.text(), st.integers(-5, 10_000), st.booleans(), st.lists(st.text()))
NAMES = st.text("abz_09-é", min_size=1, max_size=6)
PIECES = st.sampled_from(
    ['a = "b"', 'a = "b"  # c', "n = 07", "n = 7", "n = 7_0", "n=7", "l = [", '    "x",', "]", '"',
     "[t]", "", "a.b = 1", "'a' = 1", 'm = """', '"""', "x = 'y'", 'q = "\\t"', "é = 1", "e = []",
     'u = "a\u2028b"', "f = 1.5", "d = 2026-11-22", "  a = 1", 'c = "\x01"', '    ["z"],', "    8"]
)  # fmt: skip


def told(read: Any, text: str) -> object:
    """What a text says, or that it says nothing."""
    try:
        return read(text)
    except ValueError:
        return ValueError


@given(st.dictionaries(NAMES, VALUES))
def test_what_is_written_is_read(said: dict[str, object]) -> None:
    text = tomli_w.dumps(said)
    assert read_toml(text) == tomllib.loads(text) == said


@given(st.lists(PIECES, max_size=6), st.sampled_from(["\n", "\r\n", "\r", ""]))
def test_any_text_is_read_as_the_parser_reads_it(pieces: list[str], ending: str) -> None:
    text = ending.join([*pieces, ""])
    assert told(read_toml, text) == told(tomllib.loads, text)


def test_a_choice_is_there_at_the_next_start(tmp_path: Path) -> None:
    file = tmp_path / "settings" / "settings.toml"
    chosen = Settings("ru", "dark", ("/home/a b", "C:\\cases"), 12)
    save_settings(file, chosen)
    assert load_settings(file) == chosen


def test_what_cannot_be_read_gives_the_defaults(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    assert load_settings(file) == Settings()
    for content in (b"language = ", b"\xff\xfe", b'language = "xx"\nlock_minutes = -1'):
        file.write_bytes(content)
        assert load_settings(file) == Settings()


def test_a_workspace_opened_before_stands_first_once() -> None:
    settings = Settings("tk", "light", tuple(f"/w{n}" for n in range(8)), 7)
    again = settings.remembering(Path("/w3"))
    assert again.workspaces == ("/w3", "/w0", "/w1", "/w2", "/w4", "/w5", "/w6", "/w7")
    assert settings.remembering(Path("/new")).workspaces == ("/new", *settings.workspaces[:7])
    assert (again.language, again.palette, again.lock_minutes) == ("tk", "light", 7)


def test_a_first_start_speaks_as_the_system_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert system_language({"LANG": "tk_TM.UTF-8"}) == "tk"
    assert system_language({"LANG": "tk_TM", "LC_MESSAGES": "ru_RU.UTF-8"}) == "ru"
    assert system_language({"LC_ALL": "C", "LANG": "ru_RU"}) == "en"
    assert system_language({"LANG": "de_DE"}) == system_language({}) == "en"
    monkeypatch.setenv("LC_ALL", "ru_RU.UTF-8")
    assert load_settings(tmp_path / "none") == Settings(language="ru")
