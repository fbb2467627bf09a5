"""The genogram and the ecomap of a case, drawn from what is known here, in the language in force.

On the screen everything is drawn that its viewer may see. On paper what may harm somebody is left
out unless a person asks for it: harm, strain, broken bonds, what is not to be told, health, notes.
"""

from collections.abc import Mapping
from datetime import date

from socialcase.actions.family import FamilyFile
from socialcase.actions.kin_words import KinWords, PersonCard
from socialcase.actions.lines import display_name
from socialcase.cases.dates import parse_partial
from socialcase.cases.home_roles import is_unknown
from socialcase.cases.kinship import Union, unborn_in
from socialcase.cases.records import Tie
from socialcase.lazy_dataclass import dataclass
from socialcase.reports.drawing import Drawing, Measure, usual_width
from socialcase.reports.ecomap import HOME, SENSITIVE_TIES, Around, ecomap
from socialcase.reports.genogram import Options, genogram
from socialcase.reports.genogram_symbols import Figure
from socialcase.texts import N_, language, tr, tr_in, trn_in
from socialcase.texts.labels import english

LEGEND: Mapping[str, str] = {
    "male": N_("man"),
    "female": N_("woman"),
    "sex_unknown": N_("sex not known"),
    "main": N_("main person"),
    "died": N_("died"),
    "unwritten": N_("not written down"),
    "expected": N_("child expected"),
    "lost": N_("lost in pregnancy"),
    "stillborn": N_("stillborn"),
    "together_home": N_("lives together"),
    "married": N_("married"),
    "together": N_("living together as partners"),
    "separated": N_("separated"),
    "divorced": N_("divorced"),
    "twins": N_("twins"),
    "adopted": N_("adopted"),
    "raised": N_("foster child, stepchild or ward"),
    "cares_for": N_("cares for"),
    "close": N_("close"),
    "very_close": N_("very close"),
    "distant": N_("distant"),
    "strained": N_("strained"),
    "cut_off": N_("cut off"),
    "harm": N_("harm"),
    "tie_strong": N_("strong"),
    "tie_ordinary": N_("ordinary"),
    "tie_weak": N_("weak"),
    "tie_strained": N_("tense"),
    "tie_broken": N_("broken off"),
    "help_flows": N_("help flows"),
}
"""What a symbol means, in the order in which a legend shows them."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What is drawn beside the plain family. On the screen everything, on paper what is ticked.

    `words`: the language of the drawing, "" for the one in force.
    """

    bonds: bool = True
    health: bool = True
    untold: bool = True
    notes: bool = True
    words: str = ""

    def say(self, sentence: str) -> str:
        """A sentence in the language of the drawing."""
        return tr_in(self.words or language(), sentence)


@dataclass(frozen=True, slots=True)
class HouseholdDrawing:
    """Both drawings, everybody and everything around them in words.

    `refused`: what was entered and cannot be, in words.
    """

    genogram: Drawing
    ecomap: Drawing
    cards: Mapping[str, PersonCard]
    around: Mapping[str, str]
    refused: tuple[str, ...]
    generations: int


def draw_household(
    file: FamilyFile, today: date, shown: Shown | None = None, measure: Measure = usual_width
) -> HouseholdDrawing:
    """Draw the family of a case; `measure` tells how wide words are where it will be shown."""
    wanted = shown or Shown()
    words = KinWords(file, today, wanted.words)
    family = file.family
    figures = {uid: _figure(file, words, uid, wanted) for uid in family.people}
    on_unions = {frozenset((u.first, u.second)): _on_union(u, wanted) for u in family.unions}
    options = Options(on_unions, sensitive=wanted.bonds, measure=measure)
    return HouseholdDrawing(
        genogram(family, figures, options),
        _ecomap(file, wanted, measure),
        {uid: words.card(uid) for uid in family.people},
        {
            HOME: wanted.say(N_("Household")),
            **{t.uid: _tie_words(file, t, wanted) for t in file.ties},
        },
        tuple(
            tr("{one} and {other} cannot both be the other’s ancestor.").format(
                one=words.called(link.person), other=words.called(link.other)
            )
            for link in family.refused
        ),
        len(set(family.generation.values())),
    )


def legend(drawing: Drawing) -> tuple[str, ...]:
    """The codes of the symbols in a drawing, as a legend shows them."""
    return tuple(code for code in LEGEND if code in drawing.used)


def legend_words(code: str, words: str = "") -> str:
    """What a symbol means, in a language ("" for the one in force)."""
    return tr_in(words or language(), LEGEND[code])


def _figure(file: FamilyFile, words: KinWords, uid: str, shown: Shown) -> Figure:
    person = file.people.get(uid)
    return Figure(
        uid,
        file.kin[uid].sex,
        words.short_age(uid),
        words.own_name(uid),
        _notes(file, words, uid, shown),
        died=bool(person and person.died),
        main=uid == file.main,
        at_home=file.member(uid) is not None,
        unknown=is_unknown(uid),
        unborn=unborn_in(file.family, uid),
    )


def _notes(file: FamilyFile, words: KinWords, uid: str, shown: Shown) -> tuple[str, ...]:
    person = file.people.get(uid)
    if person is None:
        return ()
    found = [words.died(person) if person.died else ""]
    if shown.untold and uid in file.untold:
        found.append(shown.say(N_("not to be told")))
    if shown.health:
        found.append(person.disability_note)
    if shown.notes and file.member(uid) is None:
        found.append(_note_of(file, uid))
    return tuple(note for note in found if note)


def _note_of(file: FamilyFile, uid: str) -> str:
    """What was said of somebody elsewhere when they were entered: "2 km away"."""
    at_home = {member.person for member in file.members}
    return next(
        (
            one.note
            for one in file.relations
            if one.note and uid in (one.person, one.other) and {one.person, one.other} & at_home
        ),
        "",
    )


def _on_union(union: Union, shown: Shown) -> str:
    try:
        year = parse_partial(union.until or union.since).year
    except ValueError:
        return ""
    said = {
        "married": shown.say(N_("m. {year}")),
        "divorced": shown.say(N_("div. {year}")),
        "separated": shown.say(N_("sep. {year}")),
    }
    return said.get(union.how, "{year}").format(year=year)


def _ecomap(file: FamilyFile, shown: Shown, measure: Measure) -> Drawing:
    ties = [tie for tie in file.ties if shown.bonds or tie.strength not in SENSITIVE_TIES]
    around = [_around(file, tie, shown) for tie in ties]
    count = len(file.members)
    language_ = shown.words or language()
    people = trn_in(language_, "{n} person", "{n} people", count).format(n=count)
    return ecomap(shown.say(N_("Household")), people, around, measure=measure)


def _around(file: FamilyFile, tie: Tie, shown: Shown) -> Around:
    kind = shown.say(english("surrounding", tie.what))
    name = tie.name or file.providers.get(tie.provider, "") or kind
    person = file.people.get(tie.person)
    whose = display_name(person) if person else ""
    said = tie.note if shown.notes else ""
    note = ", ".join(part for part in (said, whose) if part)
    return Around(tie.uid, name, note, tie.strength or "ordinary", tie.flow or "none")


def _tie_words(file: FamilyFile, tie: Tie, shown: Shown) -> str:
    """A tie as a screen reader says it: "School No. 12, since October, strong, helps them"."""
    drawn = _around(file, tie, shown)
    strength = shown.say(english("tie", drawn.strength))
    flow = shown.say(english("flow", drawn.flow))
    return ", ".join(part for part in (drawn.name, drawn.note, strength, flow) if part)
