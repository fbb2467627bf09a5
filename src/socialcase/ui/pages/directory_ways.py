"""The three lists around the directory, one beside the other: each page offers the others."""

from collections.abc import Callable

from PySide6.QtWidgets import QComboBox

from socialcase.texts import tr
from socialcase.ui.page import PageContext, Target
from socialcase.ui.pages.paper_targets import paper_target
from socialcase.ui.widgets.buttons import Button, Choices

_PAGES = ("directory", "unserved", "resources")


def narrow(box: QComboBox) -> None:
    """Let a filter be no wider than its place, whatever it offers."""
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(16)
    box.setFixedWidth(220)


def to_paper(context: PageContext, kind: str, asked: Callable[[], str]) -> Button:
    """Looks at a list as a document, to print or to save; `asked()`: its filters by then."""
    return Button(
        icon_name="printer",
        small=True,
        then=lambda: context.open(paper_target(kind, asked())),
    )


class DirectoryWays(Choices):
    """Providers, needs without a service, resources."""

    def __init__(self, context: PageContext, here: str) -> None:
        super().__init__(self._go)
        self._context, self._here = context, here

    def retranslate(self) -> None:
        """Word it in the language in force."""
        words = (tr("Providers"), tr("Needs without a service"), tr("Resources"))
        self.offer(dict(zip(_PAGES, words, strict=True)), self._here)
        self.setAccessibleName(tr("Lists of the directory"))

    def _go(self, page: str) -> None:
        self.choose(self._here)
        if page != self._here:
            self._context.open(Target(page))
