"""What is not to be told where people live: papers that go home obey it."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from socialcase.cases.records import Case, Consent, Withholding
from socialcase.cases.referring import holds
from socialcase.lazy_dataclass import dataclass

if TYPE_CHECKING:
    from socialcase.storage.reading import Reading

_MANY = 2000
_DOMAINS: Mapping[str, frozenset[str]] = {
    "health": frozenset(("health", "feelings")),
    "income": frozenset(("income", "work")),
    "safety": frozenset(("safety",)),
    "family": frozenset(("relations", "care")),
    "whereabouts": frozenset(("housing",)),
}
"""The parts of life that a withholding is about; "everything" is about all."""


@dataclass(frozen=True, slots=True)
class Silence:
    """What is not to be told at home: of whom ("" where nobody knows: of anybody), which parts."""

    whose: str
    what: frozenset[str]

    @property
    def of_everything(self) -> bool:
        """Whether nothing at all is to be told; so, too, where nobody said what."""
        return not self.what or "everything" in self.what

    def about(self, person: str) -> bool:
        """Whether it is about `person`, or about all who live there ("")."""
        return not person or self.whose in ("", person)

    def covers(self, person: str, domain: str, reader: str = "") -> bool:
        """Whether something of `person` in `domain` stays unsaid on a paper for `reader`."""
        if (reader and reader == self.whose) or not self.about(person):
            return False
        return self.of_everything or any(domain in _DOMAINS.get(code, ()) for code in self.what)


def silences(reading: "Reading", case: Case, today: date) -> list[Silence]:
    """What is not to be told to somebody who is no provider: the paper lies where they live."""
    kept = reading.page(Withholding, {"case": case.uid}, limit=_MANY)
    return [
        Silence(_whose(reading, case, one), frozenset(one.what))
        for one in kept
        if holds(one, today) and (one.person or not one.provider)
    ]


def _whose(reading: "Reading", case: Case, one: Withholding) -> str:
    consent = reading.get(Consent, one.consent) if one.consent else None
    return consent.person if consent is not None else case.person
