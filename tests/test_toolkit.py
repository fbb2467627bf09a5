"""The pinned toolkit and database do what the program relies on."""

import os

import sqlcipher3.dbapi2 as sqlcipher
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def test_twenty_thousand_calls_do_not_end_the_program(qtbot: QtBot) -> None:
    """Some versions lose a reference to None in every call and die after some thousands."""
    widget = QWidget()
    qtbot.addWidget(widget)
    for _ in range(20_000):
        widget.update()
    assert widget.isHidden()


def test_the_database_library_encrypts_and_searches() -> None:
    connection = sqlcipher.connect(":memory:")
    assert connection.execute("PRAGMA cipher_version").fetchone()[0].startswith("4.")
    options = {row[0] for row in connection.execute("PRAGMA compile_options")}
    assert "ENABLE_FTS5" in options
    connection.close()
