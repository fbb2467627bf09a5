"""A family as it is told to others: what the law keeps secret is not in it."""

from collections.abc import Iterable
from dataclasses import replace

from socialcase.cases.kinship import BORN, Link


def without_adoption(links: Iterable[Link]) -> list[Link]:
    """Relations that do not show who was adopted: those who adopted are the parents, nobody else.

    The secret of an adoption is kept by law; a drawing that leaves the house does not tell it.
    """
    kept = list(links)
    adopted = {link.other for link in kept if link.what == "parent" and link.how == "adopted"}
    told = (link for link in kept if not _gives_away(link, adopted))
    return [replace(link, how="") if link.how == "adopted" else link for link in told]


def _gives_away(link: Link, adopted: set[str]) -> bool:
    return link.what == "parent" and link.other in adopted and link.how in BORN
