"""First start: language, what the laptop is for, passphrase, joining an office, ready."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from socialcase.actions.workspaces import Workspace, create_laptop, create_office
from socialcase.errors import UserError
from socialcase.texts import tr
from socialcase.ui.jobs import Jobs
from socialcase.ui.messages import show_error
from socialcase.ui.pages.bring_back import BringBack
from socialcase.ui.pages.gate import brand, fact, fixed_column, ground
from socialcase.ui.pages.join_office import JoinOffice
from socialcase.ui.pages.look_around import LookAround, demo_folder
from socialcase.ui.pages.passphrase_step import PassphraseStep
from socialcase.ui.pages.steps import AHEAD, DONE, NOW, Step
from socialcase.ui.pages.who_step import WhoStep
from socialcase.ui.preferences import Preferences
from socialcase.ui.widgets.banner import Banner
from socialcase.ui.widgets.buttons import link, primary
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.language_choice import LanguageChoice
from socialcase.ui.widgets.layout import boxed, column, row
from socialcase.ui.widgets.top_bar import LANGUAGE_NAMES

_LANGUAGE, _WHO, _PASSPHRASE, _OFFICE, _READY = range(5)


class FirstStart(QWidget):
    """Sets up one workspace, step by step. What is done is kept: one may stop at any point."""

    def __init__(
        self,
        preferences: Preferences,
        new_folder: Callable[[], Path],
        entered: Callable[[Workspace], None],
    ) -> None:
        super().__init__()
        self._preferences = preferences
        self._new_folder = new_folder
        self._entered = entered
        self._jobs = Jobs(self)
        self._workspace: Workspace | None = None
        self._at = _LANGUAGE
        self._title = Words(size="welcome", weight="bold")
        self._lead = Words(tone="muted", wrap=True)
        self._banner = Banner()
        self._who = WhoStep(lambda: self._go(_PASSPHRASE), lambda: self.turn("demo"))
        self._passphrase = PassphraseStep(self._make)
        self._office_room = QVBoxLayout()
        self._office = QWidget()
        self._office.setLayout(self._office_room)
        self._office_room.setContentsMargins(0, 0, 0, 0)
        self._later = link(then=self._put_office_off)
        self._put_off = False
        self._next = primary(then=lambda: self._go(_WHO))
        self._enter = primary(icon_name="arrow-right", then=self._finish)
        self._ready_words = Words(tone="muted", wrap=True)
        self._steps = self._make_steps()
        self._needs = _Needs(self.turn)
        self._ways: dict[str, LookAround | BringBack] = {
            "demo": LookAround(
                self._jobs, lambda: demo_folder(new_folder()), entered, lambda: self.turn("")
            ),
            "backup": BringBack(self._jobs, new_folder, entered, lambda: self.turn("")),
        }
        self._lay_out()
        app = QApplication.instance()
        if app is not None:  # a window that is closed does not wait for the demo
            app.aboutToQuit.connect(self._jobs.finish)
        self.retranslate()

    def retranslate(self) -> None:
        """Word the screen in the language in force."""
        self._title.setText(tr("Let us set up this laptop"))
        self._lead.setText(
            tr(
                "About ten minutes, without internet. "
                "You can stop at any point; what you did is kept."
            )
        )
        self._next.setText(tr("Go on"))
        self._later.setText(tr("Do this later"))
        self._enter.setText(tr("Begin"))
        self._ready_words.setText(tr("You can begin now. Everything you write is kept at once."))
        for part in (self._who, self._passphrase, self._needs, *self._ways.values()):
            part.retranslate()
        self._show_steps()

    def turn(self, way: str) -> None:
        """Show another way in, "demo" or "backup", or with "" the steps again."""
        self._setting_up.setVisible(not way)
        self._needs.setVisible(not way)
        for name, part in self._ways.items():
            part.setVisible(name == way)
        if way:
            self._ways[way].setFocus()
        else:
            self._go(self._at)

    def _go(self, step: int) -> None:
        self._at = step
        self._show_steps()
        focused = {_WHO: self._who, _PASSPHRASE: self._passphrase, _READY: self._enter}
        focused.get(step, self._next).setFocus()

    def _back(self, step: int) -> None:
        if self._workspace is None:
            self._go(step)

    def _make(self, passphrase: str) -> None:
        who = self._who.answer()
        folder = self._new_folder()
        self._passphrase.wait()

        def work(_job: object) -> Workspace:
            if who.kind == "office":
                return create_office(folder, passphrase, who.office, who.name)
            return create_laptop(folder, passphrase, who.name)

        self._jobs.start(work, done=self._made, failed=self._refused)

    def _made(self, workspace: Workspace) -> None:
        self._passphrase.forget()
        self._workspace = workspace
        self._needs.hide_ways()
        if workspace.kind == "office":
            self._go(_READY)
            return
        join = JoinOffice(workspace, lambda _enrolled: self._go(_READY))
        self._office_room.addWidget(join)
        self._office_room.addWidget(self._later, 0, Qt.AlignmentFlag.AlignLeft)
        self._go(_OFFICE)

    def _refused(self, error: UserError) -> None:
        self._passphrase.ready_again()
        show_error(self._banner, error)

    def _put_office_off(self) -> None:
        self._put_off = True
        self._go(_READY)

    def _finish(self) -> None:
        if self._workspace is not None:
            self._entered(self._workspace)

    def _show_steps(self) -> None:
        said = self._said()
        for number, step in enumerate(self._steps):
            name, hint = self._names()[number]
            step.show_words(name, said[number], hint)
            step.show_state(DONE if number < self._at else NOW if number == self._at else AHEAD)

    def _said(self) -> list[str]:
        who = self._who.answer()
        roles = {"laptop": tr("A specialist in the field"), "office": tr("A regional office")}
        language = LANGUAGE_NAMES[self._preferences.settings.language]
        office = tr("Put off: it waits under Exchange.") if self._put_off else ""
        return [language, roles[who.kind], tr("It is set."), office, ""]

    def _names(self) -> list[tuple[str, str]]:
        return [
            (tr("Language"), ""),
            (tr("What is this laptop for?"), ""),
            (tr("Your passphrase"), tr("it opens everything on this laptop")),
            (tr("Join your office"), tr("with the office card and a phone call")),
            (tr("Ready"), ""),
        ]

    def _make_steps(self) -> list[Step]:
        languages = column(row(LanguageChoice(self._preferences), None), row(self._next, None))
        language = QWidget()
        language.setLayout(languages)
        ready = QWidget()
        ready.setLayout(column(self._ready_words, row(self._enter, None)))
        contents = (language, self._who, self._passphrase, self._office, ready)
        return [
            Step(number + 1, content, partial(self._back, number))
            for number, content in enumerate(contents)
        ]

    def _lay_out(self) -> None:
        self._setting_up = boxed(
            column(self._title, self._lead, 10, self._banner, *self._steps, gap=4)
        )
        ways = self._ways.values()
        for way in ways:
            way.hide()
        steps = fixed_column(780, brand(30), 14, self._setting_up, *ways, None, gap=4)
        content = QWidget()
        line = row(steps, self._needs, gap=40, margins=(56, 44, 40, 20))
        line.setStretch(0, 3)
        line.setStretch(1, 1)
        line.setAlignment(self._needs, Qt.AlignmentFlag.AlignTop)
        content.setLayout(line)
        ground(self, content)


class _Needs(QWidget):
    """What one needs at hand, beside the steps, and the other ways in."""

    def __init__(self, turn: Callable[[str], None]) -> None:
        super().__init__()
        self.setMinimumWidth(260)
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # what stands beside it stays where it is
        self.setSizePolicy(policy)
        self._facts = [
            (Words(weight="medium", wrap=True), Words(size="small", tone="muted", wrap=True))
            for _ in range(3)
        ]
        self._head = Words(size="section", weight="bold")
        card = Card(padding=(18, 16, 18, 16))
        card.put(self._head)
        for icon_name, (bold, detail) in zip(
            ("hard-drive", "phone", "clock"), self._facts, strict=True
        ):
            card.put(fact(icon_name, bold, detail, "accent"))
        self._lost_head = Words(size="section", weight="bold", wrap=True)
        self._lost = Words(size="small", tone="muted", wrap=True)
        lost = Card(padding=(18, 16, 18, 16))
        lost.put(self._lost_head, self._lost)
        self._demo = link(icon_name="users", then=lambda: turn("demo"))
        self._backup = link(icon_name="arrow-counter-clockwise", then=lambda: turn("backup"))
        self._other = boxed(column(row(self._demo, None), row(self._backup, None), gap=2))
        self.setLayout(column(92, card, lost, self._other, gap=14))

    def hide_ways(self) -> None:
        """A workspace is made: the other ways would leave it half set up."""
        self._other.hide()

    def retranslate(self) -> None:
        """Word it in the language in force."""
        self._head.setText(tr("What you need"))
        words = (
            (
                tr("A stick with the office card"),
                tr("from your regional office; it can come later"),
            ),
            (tr("A phone"), tr("you and the office read six groups of digits to each other")),
            (tr("Ten quiet minutes"), tr("nobody should watch you type")),
        )
        for (bold, detail), (what, why) in zip(self._facts, words, strict=True):
            bold.setText(what)
            detail.setText(why)
        self._demo.setText(tr("Only look around, with invented families"))
        self._backup.setText(tr("Bring back a backup"))
        self._lost_head.setText(tr("If the passphrase is lost"))
        self._lost.setText(
            tr(
                "Nobody can open the files without it. What was sent is safe with the office: "
                "you set the laptop up again and receive your cases from there."
            )
        )
