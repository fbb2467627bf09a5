"""Who does something: written as one writes it, and known again where it is somebody known."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QCompleter, QLineEdit

from socialcase.lazy_dataclass import dataclass, field
from socialcase.ui.widgets.plain_edit import PlainEdit

Others = tuple[Mapping[str, str], tuple[str, ...]]
"""Providers, name to id, and who works here."""


def _nobody() -> Others:
    return {}, ()


@dataclass(frozen=True, slots=True)
class Doers:
    """Who is known by name: people of the family, name to id, and the others.

    `others` is called when somebody types a name, not before: there may be hundreds of them.
    `given`: names of people by which they are called at home, each of one person only.
    """

    people: Mapping[str, str]
    others: Callable[[], Others] = _nobody
    given: Mapping[str, str] = field(default_factory=dict)

    def of(self, typed: str) -> dict[str, str]:
        """What was typed as `person`, `provider` or, for everybody else, `who` in words."""
        words = " ".join(typed.split())
        wanted = words.casefold()
        providers = self.others()[0]
        known_as = (("person", self.given), ("person", self.people), ("provider", providers))
        for kind, known in known_as:
            for name, uid in known.items():
                if name.casefold() == wanted:
                    return {"who": "", "person": "", "provider": "", kind: uid}
        return {"who": words, "person": "", "provider": ""}

    def names(self) -> list[str]:
        """Everybody, the family first."""
        providers, staff = self.others()
        return list(dict.fromkeys((*self.given, *self.people, *staff, *providers)))

    def called(self, uid: str, name: str) -> str:
        """How somebody is called at home, else the whole name."""
        return next((given for given, one in self.given.items() if one == uid), name)


def doers_of(people: Mapping[str, str], others: Callable[[], Others]) -> Doers:
    """Who is known in a case: `people` from id to name, and the others."""
    called: dict[str, list[str]] = {}
    for uid, name in people.items():
        called.setdefault(name.partition(" ")[0], []).append(uid)
    given = {name: uids[0] for name, uids in called.items() if len(uids) == 1}
    return Doers({name: uid for uid, name in people.items()}, others, given)


class WhoEdit(PlainEdit):
    """Who does something; names are completed as soon as somebody is in the line."""

    def __init__(self, text: str, kept: Callable[[str], object], doers: Doers) -> None:
        super().__init__(text, kept)
        self._doers = doers

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Complete from now on."""
        if self.completer() is None:
            complete_names(self, self._doers)
        super().focusInEvent(event)


def complete_names(box: QLineEdit, doers: Doers) -> None:
    """Complete a name in the line itself while it is typed; nothing pops up."""
    completer = QCompleter(doers.names(), box)
    completer.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    box.setCompleter(completer)
