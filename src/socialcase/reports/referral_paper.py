"""A referral letter: what is asked of a provider, for whom, and a slip to answer on.

Only what the consent lets them know stands on it. The slip names nobody: it carries the number of
the case, so that whoever finds it learns nothing. What is withheld from whom never stands on paper.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from socialcase.reports.form_paper import Made, Printing, foot
from socialcase.reports.typeset import Sheet
from socialcase.texts import N_, tr_in


@dataclass(frozen=True, slots=True)
class Letter:
    """What a letter says. `facts`: names and values of what may be told, worded already.

    `reference`: what the answer names, such as the number of the case. `answer_to`: where it goes.
    """

    provider: str
    service: str
    reason: str
    urgent: bool
    facts: Sequence[tuple[str, str]]
    reference: str
    answer_to: str
    answer_by: str


def referral_sheet(letter: Letter, printing: Printing) -> Sheet:
    """The letter in the language of `printing`, whose `facts` stand at its head."""

    def say(sentence: str) -> str:
        return tr_in(printing.language, sentence)

    data: Made = {
        "title": say(N_("Referral to a service")),
        "language": printing.language,
        "facts": [list(fact) for fact in printing.facts],
        "to_title": say(N_("To")),
        "to": letter.provider,
        "urgent": say(N_("Urgent: please answer at once")) if letter.urgent else "",
        "asked_title": say(N_("What we ask for")),
        "asked": letter.service,
        "reason": letter.reason,
        "about_title": say(N_("For whom")),
        "about": [list(fact) for fact in letter.facts],
        "care_title": say(N_("Please")),
        "care": [say(one) for one in _CARE],
        "signature": say(N_("The social work specialist")),
        "date": say(N_("Date")),
        "cut": say(N_("Cut here and send back")),
        "answer_title": say(N_("Answer of the provider")),
        "answer_facts": _answer_facts(letter, say(N_("Answer about")), say(N_("Back to"))),
        "answer_by": say(N_("Please answer by {day}.")).format(day=letter.answer_by),
        "choices": [say(one) for one in _CHOICES],
        "answer_signature": say(N_("Name and signature for the provider")),
        **foot(printing.language, printing.by, printing.at),
    }
    return Sheet("referral", data, printing.at)


_CARE = (
    N_("Use what stands here only to give this service, and keep it where others cannot read it."),
    N_("Tell nobody that the person comes to you, relatives and neighbours included; ask us."),
    N_("Do not keep the person waiting for papers that you can ask us for."),
)
_CHOICES = (
    N_("Accepted. The service begins on: ____________"),
    N_("On the waiting list. Number in line: ______ Place expected on: ____________"),
    N_("Refused, because: ______________________________"),
)


def _answer_facts(letter: Letter, about: str, back: str) -> list[list[str]]:
    facts = [[about, letter.reference], [back, letter.answer_to]]
    return [fact for fact in facts if fact[1]]
