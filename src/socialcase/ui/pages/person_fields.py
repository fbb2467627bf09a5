"""The fields of a person in the order in which the page offers them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from socialcase.texts import label, tr, vocabulary
from socialcase.texts.places import etrap_codes


@dataclass(frozen=True, slots=True)
class PersonField:
    """One field: its attribute in the record, its name for the act, its words and its place.

    `card`: on which card it stands; its grid has six columns. `vocabulary` makes it a choice,
    `codes` which codes are offered, if not all.
    """

    attribute: str
    path: str
    words: Callable[[], str]
    card: str
    place: tuple[int, int, int]
    vocabulary: str = ""
    codes: Callable[[], tuple[str, ...]] | None = None
    lines: int = 1

    def word(self, code: str) -> str:
        """The word for a code."""
        if self.vocabulary == "yes_no":
            return {"yes": tr("We may call"), "no": tr("Do not call")}.get(code, code)
        return label(self.vocabulary, code)

    def options(self, current: str) -> dict[str, str]:
        """Codes with their words, and what is there now even if nobody offers it."""
        codes = self.codes() if self.codes is not None else vocabulary(self.vocabulary)
        words = {code: self.word(code) for code in (*codes, current) if code}
        return {"": "", **words}


def _allowed() -> tuple[str, ...]:
    return ("yes", "no")


CARDS: Mapping[str, Callable[[], str]] = {
    "call": lambda: tr("Before you call or visit"),
    "who": lambda: tr("Who this is"),
    "where": lambda: tr("Where to find them"),
    "health": lambda: tr("Disability"),
    "more": lambda: tr("More about them"),
}
"""The cards of the page, in its order."""

FIELDS = (
    PersonField("phone", "phone", lambda: tr("Telephone"), "call", (0, 0, 2)),
    PersonField(
        "safe_contact_allowed",
        "safe_contact.allowed",
        lambda: tr("Safe contact"),
        "call",
        (0, 2, 2),
        "yes_no",
        _allowed,
    ),
    PersonField(
        "safe_contact_when",
        "safe_contact.when",
        lambda: tr("When to call"),
        "call",
        (0, 4, 2),
    ),
    PersonField(
        "safe_contact_how",
        "safe_contact.how",
        lambda: tr("How to call"),
        "call",
        (1, 0, 2),
        lines=2,
    ),
    PersonField(
        "safe_contact_say",
        "safe_contact.say",
        lambda: tr("What to say if somebody else answers"),
        "call",
        (1, 2, 4),
        lines=2,
    ),
    PersonField(
        "communication",
        "communication",
        lambda: tr("How to talk together"),
        "call",
        (3, 0, 6),
        lines=2,
    ),
    PersonField("name_given", "name.given", lambda: tr("Given name"), "who", (0, 0, 2)),
    PersonField("name_patronymic", "name.patronymic", lambda: tr("Patronymic"), "who", (0, 2, 2)),
    PersonField("name_surname", "name.surname", lambda: tr("Surname"), "who", (0, 4, 2)),
    PersonField("name_other", "name.other", lambda: tr("Other names"), "who", (1, 0, 3)),
    PersonField("alias", "alias", lambda: tr("Also called"), "who", (1, 3, 3)),
    PersonField("birth", "birth", lambda: tr("Born, or age"), "who", (2, 0, 3)),
    PersonField("sex", "sex", lambda: tr("Sex"), "who", (2, 3, 3), "sex"),
    PersonField(
        "document_type", "document.type", lambda: tr("Document"), "who", (3, 0, 3), "document"
    ),
    PersonField(
        "document_number", "document.number", lambda: tr("Document number"), "who", (3, 3, 3)
    ),
    PersonField(
        "address_etrap",
        "address.etrap",
        lambda: tr("Etrap"),
        "where",
        (0, 0, 3),
        "etrap",
        etrap_codes,
    ),
    PersonField(
        "address_settlement",
        "address.settlement",
        lambda: tr("Village or town"),
        "where",
        (0, 3, 3),
    ),
    PersonField(
        "address_street", "address.street", lambda: tr("Street and house"), "where", (1, 0, 3)
    ),
    PersonField("address_landmark", "address.landmark", lambda: tr("Landmark"), "where", (1, 3, 3)),
    PersonField(
        "disability", "disability", lambda: tr("Disability"), "health", (0, 0, 2), "disability"
    ),
    PersonField(
        "disability_note",
        "disability_note",
        lambda: tr("About the disability"),
        "health",
        (0, 2, 4),
    ),
    PersonField("strengths", "strengths", lambda: tr("Strengths"), "more", (0, 0, 6), lines=2),
    PersonField("note", "note", lambda: tr("Note"), "more", (1, 0, 6), lines=2),
)
"""Every field of one value that the person's page offers."""
