"""The log of a visit in the window, as tests fill and read it."""

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton, QWidget

from socialcase.ui.page import Target
from socialcase.ui.pages.case.page import CasePage
from socialcase.ui.pages.case.visit_form import VisitForm
from socialcase.ui.pages.case.visit_met import Met
from socialcase.ui.shell import Shell
from socialcase.ui.widgets.buttons import Button
from socialcase.ui.widgets.check_box import CheckBox
from socialcase.ui.widgets.field import ChoiceBox, TextArea, TextBox
from socialcase.ui.widgets.labels import Words

NOTE = "She opened the door herself.\n→ Ring the school 25.11"


def opened(shell: Shell, case: str, part: str) -> CasePage:
    """Go to a part of a case."""
    shell.open(Target("case", case, part))
    found = shell.page("case")
    assert isinstance(found, CasePage)
    return found


def form(page: CasePage) -> VisitForm:
    """The form, shown or not."""
    (found,) = page.findChildren(VisitForm)
    return found


def box(page: CasePage, name: str) -> TextBox:
    """The box called so."""
    return next(one for one in form(page).findChildren(TextBox) if one.accessibleName() == name)


def note(page: CasePage) -> TextArea:
    """Where one writes what was seen."""
    (found,) = form(page).findChildren(TextArea)
    return found


def press(where: QWidget, words: str) -> None:
    """Press the button or chip that says so."""
    buttons = [*where.findChildren(Button), *where.findChildren(QToolButton)]
    next(one for one in buttons if one.isVisibleTo(where) and one.text() == words).click()


def shown(page: CasePage) -> str:
    """All words on the page."""
    labels = page.findChildren(Words)
    return " / ".join(one.text() for one in labels if one.isVisibleTo(page))


def ticks_of(page: CasePage) -> list[CheckBox]:
    """The ticks of those who may have been met."""
    (met,) = form(page).findChildren(Met)
    return list(met._boxes.values())


def fill(page: CasePage) -> None:
    """Fill every field of the log."""
    note(page).insertPlainText(NOTE)
    for name, text in (
        ("Day", "20.11.2026"),
        ("Minutes", "50"),
        ("Minutes on the way", "20"),
        ("Others who were met", "the nurse"),
        ("Next step", "Ask the nurse"),
        ("By", "27.11.2026"),
        ("Next visit on", "30.11.2026"),
        ("Purpose", "See the stove"),
    ):
        QTest.keyClicks(box(page, name), text)
    ticks_of(page)[1].click()
    press(form(page), "Spoke alone")
    (kind,) = form(page).findChildren(ChoiceBox)
    kind.setCurrentIndex(kind.findData("phone"))
    kind.activated.emit(kind.currentIndex())


def standing(page: CasePage) -> dict[str, str]:
    """What stands in the fields."""
    found = {one.accessibleName(): one.text() for one in form(page).findChildren(TextBox)}
    (kind,) = form(page).findChildren(ChoiceBox)
    ticks = [tick.text() for tick in ticks_of(page) if tick.isChecked()]
    chips = [one.text() for one in form(page).findChildren(QToolButton) if one.isChecked()]
    more = {"note": note(page).toPlainText(), "kind": kind.value()}
    return {**found, **more, "ticks": ",".join(ticks), "chips": ",".join(chips)}
