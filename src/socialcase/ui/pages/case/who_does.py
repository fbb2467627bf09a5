"""Who does something: written as one writes it, and known again where it is somebody known."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QLineEdit

from socialcase.lazy_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Doers:
    """Who is known by name: people of the family and providers, name to id; and who works here."""

    people: Mapping[str, str]
    providers: Mapping[str, str]
    staff: tuple[str, ...] = ()

    def of(self, typed: str) -> dict[str, str]:
        """What was typed as `person`, `provider` or, for everybody else, `who` in words."""
        words = " ".join(typed.split())
        wanted = words.casefold()
        for kind, known in (("person", self.people), ("provider", self.providers)):
            for name, uid in known.items():
                if name.casefold() == wanted:
                    return {"who": "", "person": "", "provider": "", kind: uid}
        return {"who": words, "person": "", "provider": ""}

    def names(self) -> list[str]:
        """Everybody, the family first."""
        return list(dict.fromkeys((*self.people, *self.staff, *self.providers)))


def complete_names(box: QLineEdit, doers: Doers) -> None:
    """Complete a name in the line itself while it is typed; nothing pops up."""
    completer = QCompleter(doers.names(), box)
    completer.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    box.setCompleter(completer)
