"""A case's family as it is known here: who lives together, who is whose, what is around them.

Whoever may not see a person sees nothing of them here either: no relation, no gap, no count.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from socialcase.actions.finding import found
from socialcase.actions.scope import on_no_paper
from socialcase.actions.workspaces import Workspace
from socialcase.cases.discretion import without_adoption
from socialcase.cases.home_roles import AtHome, implied
from socialcase.cases.kinship import UNBORN, Family, Kin, Link, family_of
from socialcase.cases.records import (
    Case,
    Household,
    Member,
    Person,
    Provider,
    Relation,
    Tie,
    Withholding,
)
from socialcase.lazy_dataclass import dataclass

if TYPE_CHECKING:
    from socialcase.storage.reading import Reading

MOST = 60
"""People of one family that are looked for; a hostile one is cut there."""
_ROUNDS = 8
_MANY = 500


@dataclass(frozen=True, slots=True)
class FamilyFile:
    """A case's family, read in one snapshot.

    `members`: who lives here now; `former`: who has left. `kin`: also those who are not written
    down, only implied by a role. `implied`: what the roles at home say. `untold`: people who are
    not to be told something. `providers`: names by id.
    """

    case: Case
    household: Household | None
    members: tuple[Member, ...]
    former: tuple[Member, ...]
    people: Mapping[str, Person]
    kin: Mapping[str, Kin]
    relations: tuple[Relation, ...]
    implied: tuple[Link, ...]
    family: Family
    ties: tuple[Tie, ...]
    providers: Mapping[str, str]
    untold: frozenset[str]

    @property
    def main(self) -> str:
        """Whose case it is, or who is the main person at home; "" for nobody."""
        return self.case.person or main_of(self.members)

    def member(self, person: str) -> Member | None:
        """How somebody lives here now; None for who does not."""
        return next((one for one in self.members if one.person == person), None)


def family_file(
    ws: Workspace,
    case: str,
    *,
    on_paper: bool = False,
    adoption: bool = True,
    unborn: bool = True,
) -> FamilyFile:
    """The family of a case. Raises NotFound.

    `on_paper`: without anybody who is for fewer eyes than the case itself, and without the names
    of protected providers. `adoption`: whether it may be seen who was adopted, `unborn`: children
    who are expected or were not born alive.
    """
    with ws.store.reading() as reading:
        case_ = found(reading, Case, case)
        return family_in(reading, case_, on_paper=on_paper, adoption=adoption, unborn=unborn)


def family_in(
    reading: "Reading",
    case: Case,
    *,
    on_paper: bool = False,
    adoption: bool = True,
    unborn: bool = True,
) -> FamilyFile:
    """The family of a case, in a snapshot that is open; as `family_file`."""
    household = reading.get(Household, case.household) if case.household else None
    everyone = _members(reading, household)
    sight = _Sight(reading, case.uid, on_paper=on_paper)
    people, relations = _around(sight, [case.person, *(one.person for one in everyone)])
    if not unborn:
        people, relations = _born(people, relations)
    members = [one for one in everyone if one.person in people]
    now = tuple(one for one in members if not one.until)
    former = tuple(one for one in members if one.until)
    main = case.person or main_of(now)
    kin = {uid: Kin(uid, one.sex, one.birth) for uid, one in people.items()}
    entered = [*map(_link, relations), *_old_cares(members)]
    if not adoption:
        entered = without_adoption(entered)
    added, unknown = implied(kin, _roles(members, main), entered)
    kin |= {one.uid: one for one in unknown}
    ties = _ties(reading, household, people)
    providers = _providers(reading, ties)
    if on_paper:
        secret = {uid: one for uid, one in providers.items() if on_no_paper(reading, one)}
        ties = tuple(_without_secret(tie, secret) for tie in ties)
    return FamilyFile(
        case,
        household,
        now,
        tuple(one for one in former if one.person not in {m.person for m in now}),
        people,
        kin,
        tuple(relations),
        tuple(added),
        family_of(kin.values(), [*entered, *added], main),
        ties,
        {uid: one.name for uid, one in providers.items()},
        _untold(reading, case, people),
    )


def directory_names(ws: Workspace) -> dict[str, str]:
    """The providers of the directory by id, by name."""
    with ws.store.reading() as reading:
        kept = reading.page(Provider, limit=_MANY)
    return {one.uid: one.name for one in sorted(kept, key=lambda p: p.name) if one.name}


def main_of(members: Iterable[Member]) -> str:
    """The main person at home; "" where nobody is."""
    return next((one.person for one in members if one.role == "main"), "")


def _members(reading: "Reading", household: Household | None) -> Sequence[Member]:
    if household is None:
        return ()
    return reading.page(Member, {"household": household.uid}, order="since", limit=_MANY)


class _Sight:
    """What may be shown: on the screen whatever is here, on paper nothing for fewer eyes."""

    def __init__(self, reading: "Reading", case: str, *, on_paper: bool) -> None:
        self._reading = reading
        self._on_paper = on_paper
        self._audience = reading.audience(case)

    def people(self, uids: Sequence[str]) -> dict[str, Person]:
        """The people among `uids`, in that order."""
        wanted = tuple(dict.fromkeys(uid for uid in uids if uid))
        kept = self._reading.page(Person, {"uid": wanted}, limit=MOST * 2) if wanted else []
        by_uid = {one.uid: one for one in kept if self._may(one.uid)}
        return {uid: by_uid[uid] for uid in wanted if uid in by_uid}

    def relations(self, uids: Sequence[str]) -> list[Relation]:
        """What joins any of `uids` to anybody."""
        ends = tuple(uids)
        kept = [
            one
            for end in ("person", "other")
            for one in (self._reading.page(Relation, {end: ends}, limit=_MANY) if ends else ())
        ]
        return [one for one in kept if self._may(one.uid)]

    def _may(self, uid: str) -> bool:
        if not self._on_paper:
            return True
        audience = self._reading.audience(uid)
        return audience == self._audience or not audience.startswith("named:")


def _around(sight: _Sight, start: Sequence[str]) -> tuple[dict[str, Person], list[Relation]]:
    """Everybody whom relations lead to from `start`, and the relations between them."""
    people = sight.people(start)
    relations: dict[str, Relation] = {}
    fresh = list(people)
    for _ in range(_ROUNDS):
        near = sight.relations(fresh)
        relations |= {one.uid: one for one in near}
        ends = {uid for one in near for uid in (one.person, one.other)}
        more = sight.people(sorted(ends - people.keys())[: MOST - len(people)])
        people |= more
        fresh = list(more)
        if not fresh:
            break
    shown = [r for r in relations.values() if r.what and {r.person, r.other} <= people.keys()]
    return people, sorted(shown, key=lambda one: one.uid)


def _born(
    people: Mapping[str, Person], relations: Iterable[Relation]
) -> tuple[dict[str, Person], list[Relation]]:
    """Without children who are not born yet, or were not born alive."""
    kept = list(relations)
    unborn = {one.other for one in kept if one.what == "parent" and one.how in UNBORN}
    born = {uid: person for uid, person in people.items() if uid not in unborn}
    return born, [one for one in kept if not {one.person, one.other} & unborn]


def _link(one: Relation) -> Link:
    return Link(one.person, one.other, one.what, one.how, one.since, one.until, one.uid)


def _old_cares(members: Iterable[Member]) -> list[Link]:
    """Care as it was kept before relations were: one person at a membership."""
    return [Link(m.person, m.carer_of, "cares_for") for m in members if m.carer_of]


def _roles(members: Iterable[Member], main: str) -> list[AtHome]:
    homes = [AtHome(one.person, one.role) for one in members if one.person != main]
    return [AtHome(main, "main"), *homes]


def _ties(
    reading: "Reading", household: Household | None, people: Mapping[str, Person]
) -> tuple[Tie, ...]:
    if household is None:
        return ()
    kept = reading.page(Tie, {"household": household.uid}, limit=_MANY)
    return tuple(one for one in kept if one.what and (not one.person or one.person in people))


def _providers(reading: "Reading", ties: Iterable[Tie]) -> dict[str, Provider]:
    wanted = tuple({one.provider for one in ties if one.provider})
    kept = reading.page(Provider, {"uid": wanted}, limit=_MANY) if wanted else []
    return {one.uid: one for one in kept}


def _without_secret(tie: Tie, secret: Mapping[str, Provider]) -> Tie:
    """The tie as it may stand on paper, without the name of one of those."""
    provider = secret.get(tie.provider)
    if provider is None:
        return tie
    return replace(tie, provider="", name="" if tie.name == provider.name else tie.name)


def _untold(reading: "Reading", case: Case, people: Mapping[str, Person]) -> frozenset[str]:
    kept = reading.page(Withholding, {"case": case.uid}, limit=_MANY)
    return frozenset(one.person for one in kept if one.person in people and not one.ended)
