"""Sounds and films that a form carries: saved and opened by another program, never played here."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from socialcase.forms import NodeState, compile_form, open_session
from socialcase.ui.pages.filler.attached import AnswerFiles
from socialcase.ui.pages.filler.showing import Media, has_media
from socialcase.ui.preferences import Preferences

FORM = b"""
| survey |
| | type | name | label | media::audio |
| | select_one yesno | heard | What did you hear? | question.mp3 |
| | text | plain | In their own words | |
| choices |
| | list_name | name | label | media::audio | media::video |
| | yesno | yes | Yes | yes.ogg | |
| | yesno | no | No | | no.exe |
"""
FILES = {"question.mp3": b"ID3", "yes.ogg": b"OggS", "no.exe": b"MZ"}


class Outside(AnswerFiles):
    """Writes what it is given; there is no page to tell of faults."""

    def __init__(self) -> None:
        self.saved: dict[str, bytes] = {}
        self.replaced = False

    def save(self, data: bytes, to: Path, *, replace: bool) -> bool:
        self.saved[to.name] = data
        self.replaced = replace
        return True


@pytest.fixture
def node() -> NodeState:
    form = compile_form(FORM, "media.md")
    return open_session(form, now=datetime(2026, 11, 22, tzinfo=UTC)).node("/data/heard")


def test_each_sound_is_offered_with_the_answer_it_belongs_to(
    qtbot: QtBot, preferences: Preferences, node: NodeState, monkeypatch: pytest.MonkeyPatch
) -> None:
    outside = Outside()
    media = Media(FILES, 0, outside)
    qtbot.addWidget(media)
    media.show_node(node)
    offered = [button.text() for button in media.findChildren(QPushButton)]
    assert offered == ["Save and open the recording", "Save and open the recording: Yes"]
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("/nowhere/said.exe", ""))
    media.findChildren(QPushButton)[1].click()
    assert outside.saved == {"said.exe.ogg": b"OggS"}
    assert not outside.replaced, "nobody was asked about a file of that name"
    assert [url.fileName() for url in opened] == ["said.exe.ogg"]


@pytest.mark.parametrize(("chosen", "saved"), [("", {}), ("/nowhere/a.MP3", {"a.MP3": b"ID3"})])
def test_a_sound_is_saved_only_where_a_person_says(
    qtbot: QtBot,
    preferences: Preferences,
    node: NodeState,
    monkeypatch: pytest.MonkeyPatch,
    chosen: str,
    saved: dict[str, bytes],
) -> None:
    outside = Outside()
    media = Media(FILES, 0, outside)
    qtbot.addWidget(media)
    media.show_node(node)
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: None)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (chosen, ""))
    media.findChildren(QPushButton)[0].click()
    assert outside.saved == saved
    assert outside.replaced == bool(saved)


def test_what_is_no_sound_is_only_named(
    qtbot: QtBot, preferences: Preferences, node: NodeState
) -> None:
    media = Media(FILES, 0, Outside())
    qtbot.addWidget(media)
    media.show_node(node)
    named = [label.text() for label in media.findChildren(QLabel) if "no.exe" in label.text()]
    assert named == ["The form names the file no.exe, which is not shown here."]


def test_a_question_of_words_has_no_place_for_media(node: NodeState) -> None:
    session = open_session(compile_form(FORM, "x.md"), now=datetime(2026, 11, 22, tzinfo=UTC))
    assert has_media(node)
    assert not has_media(session.node("/data/plain"))
