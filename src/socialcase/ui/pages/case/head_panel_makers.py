"""The panels beneath the head of a case, each made when somebody first opens it."""

from collections.abc import Callable

from socialcase.ui.page import Page
from socialcase.ui.pages.case.panel import Panel


class Panels(dict[str, Panel]):
    """The panels that were made, by name. Asked for another one it makes it, hidden.

    `leave` puts a panel away.
    """

    def __init__(self, page: Page, leave: Callable[[], None]) -> None:
        super().__init__()
        self._page, self._leave = page, leave

    def __missing__(self, name: str) -> Panel:
        """Make a panel. Raises KeyError for what is none."""
        made = _MAKE[name]()(self._page, self._leave)
        made.retranslate()
        made.hide()
        self[name] = made
        return made


Made = Callable[[Page, Callable[[], None]], Panel]


def _risk() -> Made:
    from socialcase.ui.pages.case.head_panels import RiskPanel

    return RiskPanel


def _next() -> Made:
    from socialcase.ui.pages.case.head_panels import NextStepPanel

    return NextStepPanel


def _facts() -> Made:
    from socialcase.ui.pages.case.facts_panel import FactsPanel

    return FactsPanel


def _deadlines() -> Made:
    from socialcase.ui.pages.case.deadlines_panel import DeadlinesPanel

    return DeadlinesPanel


def _close() -> Made:
    from socialcase.ui.pages.case.closing_panels import ClosePanel

    return ClosePanel


def _reopen() -> Made:
    from socialcase.ui.pages.case.closing_panels import ReopenPanel

    return ReopenPanel


def _now() -> Made:
    from socialcase.ui.pages.case.urgent_panels import EmergencyPanel

    return EmergencyPanel


def _urgent() -> Made:
    from socialcase.ui.pages.case.urgent_panels import UrgentPanel

    return UrgentPanel


def _handover() -> Made:
    from socialcase.ui.pages.case.handover_panel import HandoverPanel

    return HandoverPanel


def _restrict() -> Made:
    from socialcase.ui.pages.case.restrict_panel import RestrictPanel

    return RestrictPanel


def _unrestrict() -> Made:
    from socialcase.ui.pages.case.restrict_panel import OpenAgainPanel

    return OpenAgainPanel


_MAKE: dict[str, Callable[[], Made]] = {
    "risk": _risk,
    "next": _next,
    "facts": _facts,
    "deadlines": _deadlines,
    "close": _close,
    "reopen": _reopen,
    "now": _now,
    "urgent": _urgent,
    "handover": _handover,
    "restrict": _restrict,
    "unrestrict": _unrestrict,
}
