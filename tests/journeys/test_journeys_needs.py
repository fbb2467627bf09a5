"""Needs assessments filled to the end with the keyboard alone, in each language, and on paper.

Nobody knows the form beforehand: Enter goes on, 1 chooses, letters are written, and days and
numbers are tried until one fits. What the screen asked under which number stands so on the paper.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
)

from socialcase.actions.assessments import read_back
from socialcase.actions.case_file import case_file
from socialcase.actions.cases import FirstContact, first_contact
from socialcase.actions.form_library import find_form
from socialcase.actions.papers import blank_form, filled_form, summary_for_person
from socialcase.actions.workspaces import Workspace, close_workspace, open_workspace
from socialcase.cases.records import Case
from socialcase.forms.scales import TAKE_HOME
from socialcase.texts import tr, use_language
from socialcase.ui.preferences import Preferences
from tests.conftest import PASSPHRASE
from tests.journeys.hands import Hands

# the platform without a screen says what it cannot do
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

FORMS = (
    *("needs_assessment", "needs_families", "needs_older"),
    *("needs_disability", "needs_youth", "needs_in_confidence"),
)
RESTRICTED = ("needs_in_confidence",)
LANGUAGES = ("en", "ru", "tk")
QUICK = {("needs_in_confidence", "en"), ("needs_youth", "ru"), ("needs_older", "tk")}
"""What is walked each time: each language once. `make soak` walks the others."""
WALKS = [
    pytest.param(form, words, marks=() if (form, words) in QUICK else pytest.mark.soak)
    for form in FORMS
    for words in LANGUAGES
]
WRITTEN = {"en": "Aýna, in her words", "ru": "Айна, её словами", "tk": "Aýnanyň öz sözi"}
TRIED = ("20.11.2026", "4.12.2026", "17", "3", "1", "0")
_NUMBERED = re.compile(r"(\d+\.\d+)(?:/\d+)? (.*)", re.DOTALL)


@pytest.fixture
def folder(laptop: Workspace, form: str) -> Path:
    """A laptop with one case, closed; named people see it where the form asks for that."""
    contact = FirstContact(
        worry="Lives alone",
        name={"given": "Aýna", "surname": "Nuryýewa"},
        restricted_to=(laptop.person,) if form in RESTRICTED else (),
    )
    first_contact(laptop, contact)
    close_workspace(laptop)
    return laptop.folder


@pytest.fixture
def in_words(folder: Path) -> Iterator[Callable[[str], Workspace]]:
    """Opens the laptop without its window, in a language."""
    opened: list[Workspace] = []

    def speaking(words: str) -> Workspace:
        use_language(words)
        opened.append(open_workspace(folder, PASSPHRASE, anywhere=True))
        return opened[-1]

    yield speaking
    for ws in opened:
        close_workspace(ws)


def begin(hands: Hands, title: str) -> None:
    """From the list of cases to the first question of the form with this title."""
    hands.press("Ctrl+3")
    hands.tab_to(tr("Cases"))
    hands.press("Enter")
    hands.wait_for_control(tr("Search"))
    hands.turn_to(tr("Assessments"))
    hands.tab_to(tr("Form"))
    offered = QApplication.focusWidget()
    assert isinstance(offered, QComboBox)
    for _ in range(offered.count()):
        if offered.currentText() == title:
            break
        hands.press("Down")
    assert offered.currentText() == title
    hands.push(tr("Begin an assessment"))
    hands.wait(lambda: _NUMBERED.search(hands.where()) is not None, "the first question")


def walk(hands: Hands, words: str) -> dict[str, str]:
    """Answer and go on until the review; the questions that were asked, by their numbers."""
    asked: dict[str, str] = {}
    for _ in range(200):
        number, label = here = place(hands)
        if not number:
            return asked
        asked.setdefault(number, label)
        tried = iter(TRIED)
        while place(hands) == here:
            answer(hands, WRITTEN[words], tried)
            hands.press("Enter")
    raise AssertionError(asked)


def answer(hands: Hands, written: str, tried: Iterator[str]) -> None:
    """Answer the question that the keyboard is on. `tried`: days and numbers not yet refused."""
    field = QApplication.focusWidget()
    if isinstance(field, QAbstractButton):
        hands.press("1")
    elif isinstance(field, QPlainTextEdit):
        hands.type(written)
    elif isinstance(field, QLineEdit):
        hands.press("Ctrl+A")
        hands.type(next(tried))


def place(hands: Hands) -> tuple[str, str]:
    """The number and the words of the question that the keyboard is on; empty at the review."""
    if isinstance(QApplication.focusWidget(), QPushButton):
        return ("", "")
    found = _NUMBERED.search(hands.where())
    return (found[1], found[2]) if found else ("", "")


def numbered(part: object) -> Iterator[tuple[str, str]]:
    """Number and words of every question on a paper."""
    if isinstance(part, dict):
        if "number" in part and "label" in part:
            yield str(part["number"]), str(part["label"])
        for inner in part.values():
            yield from numbered(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from numbered(inner)


@pytest.mark.parametrize(("form", "words"), WALKS)
def test_an_assessment_is_walked_to_its_end_and_stands_so_on_paper(
    hands: Hands,
    preferences: Preferences,
    folder: Path,
    in_words: Callable[[str], Workspace],
    form: str,
    words: str,
) -> None:
    use_language(words)
    ws = in_words(words)
    title = find_form(ws, form).title
    close_workspace(ws)
    use_language("en")
    hands.unlock(folder, PASSPHRASE)
    preferences.choose_language(words)
    begin(hands, title)

    asked = walk(hands, words)

    assert hands.sees(tr("Nothing is missing."))
    hands.push(tr("Finish the assessment"))
    hands.wait_for(tr("The assessment is finished and kept in the case."))
    hands.window.close()
    ws = in_words(words)
    with ws.store.reading() as reading:
        case = reading.page(Case)[0].uid
    (finished,) = case_file(ws, case).assessments
    filled = dict(numbered(filled_form(ws, finished.assessment.uid).sheet.data))
    blank = dict(numbered(blank_form(ws, form).sheet.data))
    assert len(asked) > 50
    assert {number: filled.get(number) for number in asked} == asked
    assert asked.keys() <= blank.keys()
    home = str(summary_for_person(ws, finished.assessment.uid).sheet.data)
    assert (WRITTEN[words] in home) == (form not in RESTRICTED)
    assert not [one for one in to_be_spoken_of(ws, finished.assessment.uid) if one in home]


def to_be_spoken_of(ws: Workspace, assessment: str) -> list[str]:
    """The words of what the answers point to and no paper takes home."""
    needs = read_back(ws, assessment).needs()
    return [need.label for need in needs if need.name not in TAKE_HOME]
