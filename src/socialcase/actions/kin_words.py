"""People of a family in words: who they are to whom, how they live, what they are called.

Somebody may have neither name nor alias: then they are called by whose mother or brother they are.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from socialcase.actions.ages import age_in, short_age_in
from socialcase.actions.family import FamilyFile
from socialcase.actions.lines import display_name
from socialcase.cases.dates import Age, age_on, parse_partial
from socialcase.cases.home_roles import is_unknown
from socialcase.cases.kinship import unborn_in
from socialcase.cases.records import Person
from socialcase.lazy_dataclass import dataclass
from socialcase.texts import N_, language, tr_in
from socialcase.texts.labels import english

_CHILD = {"female": N_("Daughter of {names}"), "male": N_("Son of {names}")}
_PARENT = {"female": N_("Mother of {names}"), "male": N_("Father of {names}")}
_PARTNER = {"female": N_("Wife or partner of {names}"), "male": N_("Husband or partner of {names}")}
_SIBLING = {"female": N_("Sister of {names}"), "male": N_("Brother of {names}")}
_WORDS: Mapping[str, tuple[Mapping[str, str], str]] = {
    "child": (_CHILD, N_("Child of {names}")),
    "parent": (_PARENT, N_("Parent of {names}")),
    "partner": (_PARTNER, N_("Partner of {names}")),
    "sibling": (_SIBLING, N_("Brother or sister of {names}")),
}
_FEW = 3


@dataclass(frozen=True, slots=True)
class RelationLine:
    """A relation that was entered, in words, from the side of one person: "close: Selbi"."""

    uid: str
    words: str


@dataclass(frozen=True, slots=True)
class PersonCard:
    """Somebody of the family in words.

    `title`: "Aýna, 12"; `kin`: "Daughter of Jeren and Batyr"; `lives`: "yes, since 2014"; `spoken`:
    what a screen reader says. `member`: the membership now, "" for who lives elsewhere.
    """

    uid: str
    called: str
    title: str
    kin: str
    lives: str
    cares_for: str
    close_to: str
    spoken: str
    member: str
    relations: tuple[RelationLine, ...]
    to_know: str = ""
    nameless: bool = False


class KinWords:
    """Words for the people of one family, on a day; `words`: a language, "" for that in force."""

    def __init__(self, file: FamilyFile, today: date, words: str = "") -> None:
        self._file, self._today = file, today
        self._family = file.family
        self._words = words or language()

    def _say(self, sentence: str) -> str:
        return tr_in(self._words, sentence)

    def called(self, uid: str) -> str:
        """What somebody is called: given name or alias, else whose relative they are."""
        return self.own_name(uid) or self.kin(uid) or self._say(N_("Name not known"))

    def own_name(self, uid: str) -> str:
        """Given name or alias, "" where neither is known."""
        person = self._file.people.get(uid)
        if person is None:
            return ""
        return person.name_given or person.alias or display_name(person)

    def kin(self, uid: str) -> str:
        """Whose child, partner, parent, brother or sister they are; "" where nothing says so."""
        family = self._family
        for what, others in (
            ("child", family.parents_of(uid)),
            ("parent", family.children_of(uid)),
            ("partner", family.partners_of(uid)),
            ("sibling", family.siblings_of(uid)),
        ):
            names = self._names(others)
            if names:
                by_sex, other = _WORDS[what]
                return self._say(by_sex.get(self._file.kin[uid].sex, other)).format(names=names)
        return ""

    def age(self, uid: str) -> str:
        """Years, months of an infant; "" when not known or dead; "~" before a guess of years."""
        return self._age(uid, age_in)

    def short_age(self, uid: str) -> str:
        """The same as it stands in a symbol."""
        return self._age(uid, short_age_in)

    def _age(self, uid: str, say: Callable[[str, Age], str]) -> str:
        person = self._file.people.get(uid)
        age = age_on(person.birth, self._today) if person is not None else None
        if person is None or person.died or age is None:
            return ""
        if not age.years:
            return say(self._words, age)
        return f"~{age.years}" if person.birth.startswith("~") else str(age.years)

    def died(self, person: Person) -> str:
        """As "died 2019"."""
        try:
            return self._say(N_("died {year}")).format(year=parse_partial(person.died).year)
        except ValueError:
            return self._say(N_("died"))

    def lives(self, uid: str) -> str:
        """Whether somebody lives here, and since or until when."""
        member = self._file.member(uid)
        if member is not None:
            since = member.since[:4]
            return (
                self._say(N_("yes, since {year}")).format(year=since)
                if since
                else self._say(N_("yes"))
            )
        left = next((one for one in self._file.former if one.person == uid), None)
        if left is not None:
            return self._say(N_("no, left {day}")).format(day=_day(left.until))
        return self._say(N_("no"))

    def card(self, uid: str) -> PersonCard:
        """Everything in words."""
        person, member = self._file.people.get(uid), self._file.member(uid)
        called, age = self.called(uid), self.age(uid)
        title = f"{called}, {age}" if age else called
        if person is not None and person.died:
            title = f"{called}, {self.died(person)}"
        unborn = unborn_in(self._family, uid)
        if unborn:
            title = f"{called}, {self._say(english('relation_quality', unborn))}"
        kin = self.kin(uid)
        cares = self._ends("cares_for", uid)
        spoken = [title, kin if kin and kin != called else ""]
        spoken += [self._say(N_("lives here")) if member else "", self._caring(cares)]
        if is_unknown(uid):
            spoken.append(self._say(N_("not written down")))
        return PersonCard(
            uid,
            called,
            title,
            kin if kin != called else "",
            self.lives(uid),
            ", ".join(map(self.called, cares)),
            ", ".join(map(self.called, self._close(uid))),
            ", ".join(part for part in spoken if part),
            member.uid if member else "",
            tuple(self._relations(uid)),
            self._to_know(person),
            not self.own_name(uid),
        )

    def _to_know(self, person: Person | None) -> str:
        if person is None:
            return ""
        parts = [person.disability_note]
        if person.uid in self._file.untold:
            parts.append(self._say(N_("not to be told")))
        return ", ".join(part for part in parts if part)

    def _caring(self, cares: Sequence[str]) -> str:
        names = self._names(cares)
        return self._say(N_("cares for {names}")).format(names=names) if names else ""

    def _names(self, uids: Iterable[str]) -> str:
        """Up to three names: "Jeren and Batyr"; without those that have none."""
        names = [name for name in map(self.own_name, uids) if name][:_FEW]
        if len(names) < 2:
            return "".join(names)
        return self._say(N_("{first} and {last}")).format(
            first=", ".join(names[:-1]), last=names[-1]
        )

    def _ends(self, what: str, uid: str) -> list[str]:
        links = self._family.cares if what == "cares_for" else self._family.bonds
        return list(dict.fromkeys(link.other for link in links if link.person == uid))

    def _close(self, uid: str) -> list[str]:
        close = [b for b in self._family.bonds if b.how in ("close", "very_close")]
        near = [b for b in close if uid in b.pair]
        return [next(iter(b.pair - {uid})) for b in near]

    def _relations(self, uid: str) -> Iterable[RelationLine]:
        for one in self._file.relations:
            if uid in (one.person, one.other):
                other = one.other if one.person == uid else one.person
                what = self._say(english("relation", one.what))
                if one.what == "parent" and one.person == uid:
                    what = self._say(N_("Child"))
                if one.what == "cares_for" and one.other == uid:
                    what = self._say(N_("Is cared for by"))
                how = (
                    self._say(english("relation_quality", one.how))
                    if one.how not in ("", "born")
                    else ""
                )
                said = f"{what}: {self.called(other)}" + (f", {how}" if how else "")
                yield RelationLine(one.uid, said)


def _day(iso: str) -> str:
    try:
        return f"{date.fromisoformat(iso):%d.%m.%Y}"
    except ValueError:
        return iso
