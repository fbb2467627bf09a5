"""The fields of a person in the order in which the page offers them."""

from collections.abc import Callable
from dataclasses import dataclass

from socialcase.texts import label, tr


@dataclass(frozen=True, slots=True)
class PersonField:
    """One field: its attribute in the record, its name for the act, its words and its place.

    `vocabulary` or `codes` make it a choice. The grid has six columns.
    """

    attribute: str
    path: str
    words: Callable[[], str]
    row: int
    column: int
    span: int
    vocabulary: str = ""
    codes: tuple[str, ...] = ()
    lines: int = 1

    def word(self, code: str) -> str:
        """The word for a code."""
        if self.codes:
            return {"yes": tr("We may call"), "no": tr("Do not call")}.get(code, code)
        return label(self.vocabulary, code)


FIELDS = (
    PersonField("name_given", "name.given", lambda: tr("Given name"), 0, 0, 2),
    PersonField("name_patronymic", "name.patronymic", lambda: tr("Patronymic"), 0, 2, 2),
    PersonField("name_surname", "name.surname", lambda: tr("Surname"), 0, 4, 2),
    PersonField("alias", "alias", lambda: tr("Also called"), 1, 0, 2),
    PersonField("birth", "birth", lambda: tr("Born"), 1, 2, 2),
    PersonField("sex", "sex", lambda: tr("Sex"), 1, 4, 2, "sex"),
    PersonField("phone", "phone", lambda: tr("Telephone"), 2, 0, 2),
    PersonField("document_type", "document.type", lambda: tr("Document"), 2, 2, 2),
    PersonField("document_number", "document.number", lambda: tr("Document number"), 2, 4, 2),
    PersonField(
        "safe_contact_allowed",
        "safe_contact.allowed",
        lambda: tr("Safe contact"),
        3,
        0,
        2,
        "yes_no",
        ("yes", "no"),
    ),
    PersonField("safe_contact_when", "safe_contact.when", lambda: tr("When to call"), 3, 2, 2),
    PersonField("safe_contact_how", "safe_contact.how", lambda: tr("How to call"), 3, 4, 2),
    PersonField(
        "safe_contact_say",
        "safe_contact.say",
        lambda: tr("What to say if somebody else answers"),
        4,
        0,
        6,
    ),
    PersonField("address_settlement", "address.settlement", lambda: tr("Village or town"), 5, 0, 2),
    PersonField("address_street", "address.street", lambda: tr("Street and house"), 5, 2, 2),
    PersonField("address_landmark", "address.landmark", lambda: tr("Landmark"), 5, 4, 2),
    PersonField("disability", "disability", lambda: tr("Disability"), 6, 0, 2, "disability"),
    PersonField("disability_note", "disability_note", lambda: tr("About the disability"), 6, 2, 4),
    PersonField("strengths", "strengths", lambda: tr("Strengths"), 7, 0, 6, lines=2),
    PersonField("note", "note", lambda: tr("Note"), 8, 0, 6, lines=2),
)
"""Every field that the person's page offers."""
