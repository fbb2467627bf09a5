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
