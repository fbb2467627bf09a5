"""A consent on paper: to be read aloud, understood, and signed or refused.

What stays between us and what cannot is said before anything is agreed to. The words rest on the
rule of the programme's form *Intake and consent*; where law asks for others, the office decides.
"""

from dataclasses import dataclass

from socialcase.reports.form_paper import Made, Printing, foot
from socialcase.reports.typeset import Sheet
from socialcase.texts import N_, tr_in
from socialcase.texts.labels import english, vocabulary


@dataclass(frozen=True, slots=True)
class Agreed:
    """What was agreed to. `scope`: a code of the consent's scopes, "" where nothing is yet."""

    scope: str = ""
    withhold: str = ""


def consent_sheet(agreed: Agreed, printing: Printing) -> Sheet:
    """The consent in the language of `printing`; its `facts` stand at the head."""

    def say(sentence: str) -> str:
        return tr_in(printing.language, sentence)

    data: Made = {
        "title": say(N_("Consent to support")),
        "language": printing.language,
        "facts": [list(fact) for fact in printing.facts],
        "parts": [
            {"title": say(title), "points": [say(point) for point in points]}
            for title, points in _PARTS
        ],
        "agreed_title": say(N_("Who may know")),
        "choices": [
            {"words": say(english("consent_scope", code)), "chosen": code == agreed.scope}
            for code in vocabulary("consent_scope")
        ],
        "withhold_title": say(N_("What to withhold, and from whom")),
        "withhold": agreed.withhold,
        "signatures": [say(line) for line in _SIGNATURES],
        "how": say(_HOW),
        **foot(printing.language, printing.by, printing.at),
    }
    return Sheet("consent", data, printing.at)


_PARTS = (
    (
        N_("What stays between us"),
        (
            N_("What you tell us is written down and kept closed. The office may read it."),
            N_("We tell others only what you allow, and only what they need to help."),
            N_(
                "There are times when we must tell somebody even if you do not want it: when a "
                "child is in danger, when a life is in danger, when a court asks. We tell you "
                "first whenever we can."
            ),
        ),
    ),
    (
        N_("What you may do"),
        (
            N_("You may leave out any question, and stop at any time."),
            N_("You may ask what is written about you, and have mistakes corrected."),
            N_("You may take back your consent. The help that is yours by law goes on."),
        ),
    ),
)
_SIGNATURES = (
    N_("The person: name, signature or thumbprint"),
    N_("Date"),
    N_("Who speaks for the person, and in what capacity"),
    N_("A witness who heard it read and is no relative"),
    N_("The social work specialist"),
    N_("The interpreter, if there was one"),
)
_HOW = N_(
    "Read it aloud in a language that the person knows, ask them to say it in their own words, and "
    "only then let them sign. A child is asked, too. Nobody has to sign."
)
