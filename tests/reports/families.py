"""Families of any kind for tests: remarriage, cousins, adoption, orphans, what cannot be true."""

from hypothesis import strategies as st

from socialcase.cases.codes import RELATION_QUALITIES, RELATIONS
from socialcase.cases.kinship import Kin, Link

MOST = 30


@st.composite
def grown_families(draw: st.DrawFn) -> tuple[list[Kin], list[Link]]:
    """Up to 30 people in four generations, grown from couples downwards; some stand alone."""
    wanted = draw(st.integers(1, MOST))
    people: list[Kin] = []
    links: list[Link] = []
    generation: list[int] = []

    def born(row: int) -> str:
        uid = f"p{len(people):02}"
        year = 1930 + 25 * row + draw(st.integers(0, 20))
        birth = draw(st.sampled_from([str(year), f"~{year}", f"{year}-03-07", ""]))
        sex = draw(st.sampled_from(["male", "female", "unknown", ""]))
        people.append(Kin(uid, sex, birth))
        generation.append(row)
        return uid

    def link(person: str, other: str, what: str, how: str = "") -> None:
        links.append(Link(person, other, what, how, uid=f"r{len(links):03}"))

    while len(people) < wanted:
        row = draw(st.integers(0, 3))
        parents_there = [k.uid for k, r in zip(people, generation, strict=True) if r == row - 1]
        same_row = [k.uid for k, r in zip(people, generation, strict=True) if r == row]
        one = born(row)
        kind = draw(st.sampled_from(["child", "child", "child", "partner", "sibling", "alone"]))
        if kind == "child" and parents_there:
            parents = draw(st.lists(st.sampled_from(parents_there), max_size=3, unique=True))
            for parent in parents:
                link(parent, one, "parent", draw(st.sampled_from(["born", "adopted", "step", ""])))
        elif kind in ("partner", "sibling") and same_row:
            link(one, draw(st.sampled_from(same_row)), kind)
    for _ in range(draw(st.integers(0, 5))):
        ends = draw(st.lists(st.sampled_from([k.uid for k in people]), min_size=2, max_size=2))
        what = draw(st.sampled_from(["cares_for", "bond"]))
        link(ends[0], ends[1], what, draw(st.sampled_from(RELATION_QUALITIES)))
    return people, links


@st.composite
def tangled_families(draw: st.DrawFn) -> tuple[list[Kin], list[Link]]:
    """Anything that two laptops may have entered: circles, incest, strangers, the same twice."""
    uids = [f"p{n}" for n in range(draw(st.integers(1, 12)))]
    people = [Kin(uid, "male" if n % 2 else "female", str(1950 + n)) for n, uid in enumerate(uids)]
    ends = st.sampled_from([*uids, "stranger"])
    made = st.builds(
        Link,
        ends,
        ends,
        st.sampled_from([*RELATIONS, "of a newer program", ""]),
        st.sampled_from([*RELATION_QUALITIES, "", "newer"]),
        uid=st.text("abc", max_size=2),
    )
    return people, draw(st.lists(made, max_size=40))


_GENERATIONS = """
meret m 1938 +2019 | ogulgerek f 1945 | durdy m 1940 +2001 | tawus f 1948
serdar m 1965 | batyr m 1968 | aman m 1972-05-03 | amangul f 1972-05-03 | selbi f 1975
jeren f 1970 | gozel f 1974 | maral f 1966 | bahar f 1972
merdan m 1988 | leyla f 1998 | aina f 1992 | myrat m 1994 | hasan m 1997-02-02
huseyin m 1997-02-02 | maya f 2000 | kerim m 2003 | dowlet m 1995
yusup m 1990 | resul m 1989 | oguljan f 1990
aijan f 2012 | ata m 2019-06-01 | eje f 2019-06-01 | baby ? 2022 +2022 | jumagul f 2015
"""
_CHILDREN = """
meret ogulgerek: serdar batyr aman amangul selbi
durdy tawus: jeren gozel
batyr jeren: aina myrat hasan huseyin maya/adopted kerim/foster
serdar maral: merdan
serdar bahar: leyla
gozel: dowlet
aina yusup: aijan
aina resul: ata eje baby
merdan oguljan: jumagul
"""
_UNIONS = {
    ("meret", "ogulgerek"): "married",
    ("durdy", "tawus"): "married",
    ("batyr", "jeren"): "married",
    ("serdar", "maral"): "divorced",
    ("serdar", "bahar"): "together",
    ("aina", "yusup"): "separated",
    ("aina", "resul"): "married",
    ("merdan", "oguljan"): "married",
}
AT_HOME = frozenset(["ogulgerek", "jeren", "kerim", "aina", "resul", "aijan", "ata", "eje"])
_SEXES = {"m": "male", "f": "female", "?": "unknown"}


def four_generations() -> tuple[list[Kin], list[Link], frozenset[str]]:
    """Thirty people: twins, several partners, divorced, adopted, fostered; and who has died."""
    people, died = [], set()
    for one in _GENERATIONS.replace("\n", "|").split("|"):
        uid, sex, birth, *end = one.split() or ("", "", "")
        if uid:
            people.append(Kin(uid, _SEXES[sex], birth))
            died |= {uid} if end else set()
    links = []
    for line in _CHILDREN.strip().splitlines():
        parents, _, children = line.partition(":")
        for child in children.split():
            uid, _, how = child.partition("/")
            links += [Link(parent, uid, "parent", how or "born") for parent in parents.split()]
    links += [Link(*pair, "partner", how) for pair, how in _UNIONS.items()]
    links += [Link("aijan", "ogulgerek", "cares_for"), Link("yusup", "aina", "bond", "harm")]
    links += [Link("selbi", "aina", "bond", "close"), Link("serdar", "batyr", "bond", "cut_off")]
    whole = [Link(**{**_plain(one), "uid": f"r{n:03}"}) for n, one in enumerate(links)]
    return people, whole, frozenset(died)


def _plain(one: Link) -> dict[str, str]:
    return {name: getattr(one, name) for name in ("person", "other", "what", "how")}
