"""Who does something: written as one writes it, and known again where it is somebody known."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QLineEdit

from socialcase.lazy_dataclass import dataclass, field


@dataclass(frozen=True, slots=True)
class Doers:
    """Who is known by name: people of the family and providers, name to id; and who works here.

    `given`: names of people by which they are called at home, each of one person only.
    """

    people: Mapping[str, str]
    providers: Mapping[str, str]
    staff: tuple[str, ...] = ()
    given: Mapping[str, str] = field(default_factory=dict)

    def of(self, typed: str) -> dict[str, str]:
        """What was typed as `person`, `provider` or, for everybody else, `who` in words."""
        words = " ".join(typed.split())
        wanted = words.casefold()
        known_as = (("person", self.given), ("person", self.people), ("provider", self.providers))
        for kind, known in known_as:
            for name, uid in known.items():
                if name.casefold() == wanted:
                    return {"who": "", "person": "", "provider": "", kind: uid}
        return {"who": words, "person": "", "provider": ""}

    def names(self) -> list[str]:
        """Everybody, the family first."""
        return list(dict.fromkeys((*self.given, *self.people, *self.staff, *self.providers)))

    def called(self, uid: str, name: str) -> str:
        """How somebody is called at home, else the whole name."""
        return next((given for given, one in self.given.items() if one == uid), name)


def doers_of(
    people: Mapping[str, str], providers: Mapping[str, str], staff: tuple[str, ...]
) -> Doers:
    """Who is known in a case: `people` and `providers` from id to name, and who works here."""
    called: dict[str, list[str]] = {}
    for uid, name in people.items():
        called.setdefault(name.partition(" ")[0], []).append(uid)
    given = {name: uids[0] for name, uids in called.items() if len(uids) == 1}
    return Doers({name: uid for uid, name in people.items()}, providers, staff, given)


def complete_names(box: QLineEdit, doers: Doers) -> None:
    """Complete a name in the line itself while it is typed; nothing pops up."""
    completer = QCompleter(doers.names(), box)
    completer.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    box.setCompleter(completer)
