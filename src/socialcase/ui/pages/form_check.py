"""What looking a form's file over found, before it is installed: nothing is changed until then."""

from collections.abc import Callable, Iterable

from PySide6.QtWidgets import QWidget

from socialcase.actions.form_publishing import Inspected
from socialcase.errors import FormProblem
from socialcase.texts import problem_words, tr, trn
from socialcase.ui.pages.form_words import (
    language_names,
    place_words,
    question_count,
    untranslated_lines,
)
from socialcase.ui.speech import joined
from socialcase.ui.widgets.buttons import Button, primary
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.labels import IconLabel, Rule, Words
from socialcase.ui.widgets.layout import boxed, column, row

_MOST = 40
"""Lines shown of each kind; the author mends the first ones first."""


class CheckReport(Card):
    """The report on a file, with the way to install it or to leave it."""

    def __init__(
        self, found: Inspected, install: Callable[[], object], leave: Callable[[], object]
    ) -> None:
        super().__init__(padding=(0, 0, 0, 14))
        self.body.setSpacing(0)
        report = found.report
        self.head(report.title or found.file.name, _summary(found), icon_name="file-text")
        self.install = primary(tr("Install this form"), icon_name="file-plus", then=install)
        self.leave = Button(tr("Leave it"), then=leave)
        why = _why_not(found)
        if why:
            self.install.hide()  # never show: without a parent yet, it would be a window
        said = Words(why or _after(), tone="muted", size="small", wrap=True)
        line = row(self.install, self.leave, said, gap=8, margins=(14, 14, 14, 0))
        line.setStretch(2, 1)
        # above what was found: a report may be longer than the window
        self.put(line, 14, Rule())
        self._put_parts(found)

    def _put_parts(self, found: Inspected) -> None:
        report = found.report
        self._part("x-circle", "danger", tr("Has to be corrected first"), _lines(report.errors))
        self._part("wrench", "accent", tr("Repaired for this program"), _lines(report.repairs))
        self._part("warning", "warning", tr("To know"), _lines(report.warnings))
        missing = [(tr("{file} is not beside the form").format(file=one), "", _beside())
                   for one in found.missing]  # fmt: skip
        self._part("file-text", "warning", tr("Files that are not there"), missing)
        self._part("info", "muted", tr("What a laptop cannot do"), _lines(report.lacking))
        untranslated = [(words, where, "") for words, where in untranslated_lines(report)]
        self._part("translate", "muted", tr("Missing translations"), untranslated)

    def _part(
        self, icon_name: str, tone: str, words: str, lines: list[tuple[str, str, str]]
    ) -> None:
        """One kind of finding: a heading with its count, then each with place and what to do."""
        if not lines:
            return
        head = row(
            IconLabel(icon_name, tone, 18),
            Words(words, weight="bold"),
            Words(str(len(lines)), tone="muted"),
            None,
            gap=10,
            margins=(14, 12, 14, 4),
        )
        self.put(head)
        for what, where, fix in lines[:_MOST]:
            self.put(_finding(what, where, fix))
        if len(lines) > _MOST:
            more = len(lines) - _MOST
            rest = tr("and {n} more").format(n=more)
            self.put(row(Words(rest, tone="muted", size="small"), margins=(42, 2, 14, 4)))
        self.put(6, Rule())


def _finding(what: str, where: str, fix: str) -> QWidget:
    parts: list[QWidget] = [Words(what, wrap=True)]
    more = joined(where, fix)
    if more:
        parts.append(Words(more, size="small", tone="muted", wrap=True))
    return boxed(column(*parts, gap=0, margins=(42, 3, 14, 5)))


def _lines(problems: Iterable[FormProblem]) -> list[tuple[str, str, str]]:
    worded = [(problem_words(one), place_words(one)) for one in problems]
    return [(what, where, fix) for (what, fix), where in worded]


def _summary(found: Inspected) -> str:
    report = found.report
    if report.errors:
        n = len(report.errors)
        return trn("{n} thing to correct", "{n} things to correct", n).format(n=n)
    return joined(
        tr("version {version}").format(version=report.version or "–"),
        question_count(report.questions),
        language_names(report.languages),
    )


def _why_not(found: Inspected) -> str:
    """Why it cannot be installed, "" where it can."""
    if found.package is None:
        return tr("Correct the form in its spreadsheet, then choose the file again.")
    if found.known is not None and found.known.record:
        return tr("This version is here already.")
    return ""


def _after() -> str:
    return tr("It goes to the laptops and waits there until you publish it.")


def _beside() -> str:
    return tr("Put it beside the form, or leave it out: its list or picture stays empty.")
