"""How likely two people are one, and why."""

from collections.abc import Iterable

from socialcase.cases.hearing import heard, local_number, spellings
from socialcase.cases.names import fold_number
from socialcase.lazy_dataclass import dataclass

_WHOLE_DATE = len("1992-03-07")


@dataclass(frozen=True, slots=True)
class Described:
    """What is compared of a person. `names`: all parts and the alias, in any order."""

    names: str
    birth: str = ""
    sex: str = ""
    etrap: str = ""
    settlement: str = ""
    document: str = ""
    phone: str = ""


def likeness(one: Described, other: Described) -> tuple[int, tuple[str, ...]]:
    """How likely two descriptions are one person, 0 to 100, and why.

    Reasons: same_name, similar_name, part_of_name, same_birth, near_birth, same_document,
    same_phone, same_settlement, same_etrap. Different sex or birth years far apart pull the score
    down.
    """
    reasons: list[str] = []
    named = _name_likeness(heard(one.names).split(), heard(other.names).split())
    reasons += _name_reason(named)
    score = round(70 * named)
    for gain, reason in _facts(one, other):
        score += gain
        if reason:
            reasons.append(reason)
    return max(0, min(100, score)), tuple(reasons)


def _facts(one: Described, other: Described) -> Iterable[tuple[int, str]]:
    if _same_number(one.document, other.document):
        yield 40, "same_document"
    if _same_number(local_number(one.phone), local_number(other.phone)):
        yield 15, "same_phone"
    if one.settlement and heard(one.settlement) == heard(other.settlement):
        yield 8, "same_settlement"
    elif one.etrap and one.etrap == other.etrap:
        yield 5, "same_etrap"
    known = {one.sex, other.sex} - {"", "unknown"}
    if len(known) == 2:
        yield -40, ""
    yield _birth(one.birth, other.birth)


def _birth(one: str, other: str) -> tuple[int, str]:
    first, second = year(one), year(other)
    if first is None or second is None:
        return 0, ""
    if one == other:
        return (25 if len(one) == _WHOLE_DATE else 18), "same_birth"
    apart = abs(first - second)
    if apart <= (3 if "~" in one + other else 1):
        return 12, "near_birth"
    return -min(40, 5 * apart), ""


def year(partial: str) -> int | None:
    """The year in a partial date ("~1958", "2019-03"), if there is one."""
    digits = partial.lstrip("~")[:4]
    return int(digits) if len(digits) == 4 and digits.isdecimal() else None


def _same_number(one: str, other: str) -> bool:
    first, second = fold_number(one), fold_number(other)
    return len(first) >= 6 and first[-8:] == second[-8:]


def _name_reason(named: float) -> list[str]:
    if named >= 0.99:
        return ["same_name"]
    if named >= 0.85:
        return ["similar_name"]
    return ["part_of_name"] if named >= 0.5 else []


def _name_likeness(one: list[str], other: list[str]) -> float:
    few, many = sorted((one, other), key=len)
    if not few:
        return 0.0
    free = list(many)
    found = 0.0
    for word in few:
        best = max(free, key=lambda candidate: _word(word, candidate), default="")
        found += _word(word, best)
        if best in free:
            free.remove(best)
    whole = found / len(few)
    # one shared word of several says little
    return whole if len(few) >= 2 or len(many) == 1 else whole * 0.7


def _word(one: str, other: str) -> float:
    if not one or not other:
        return 0.0
    if one == other or other in spellings(one):
        return 1.0
    # here: read before the first page it would keep the person waiting
    from rapidfuzz.distance import DamerauLevenshtein

    near = DamerauLevenshtein.normalized_similarity(stem(one), stem(other))
    return float(near) if near >= 0.7 else 0.0


def stem(word: str) -> str:
    """A folded surname without its ending for sex, so that husband, wife and child compare."""
    for ending in ("ewa", "owa", "ewna", "owna", "ewic", "owic"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return word[: -len(ending)] + ending[:2]
    return word


def blocks(person: Described) -> set[str]:
    """Keys of which likely duplicates share at least one; for pairing without comparing all."""
    words = sorted({_skeleton(stem(word)) for word in heard(person.names).split()})
    pairs = {f"{a} {b}" for place, a in enumerate(words) for b in words[place + 1 :]}
    born = year(person.birth)
    dated = {f"{word} {born}" for word in words} if born else set()
    document = fold_number(person.document)
    return pairs | dated | ({f"#{document}"} if len(document) >= 6 else set())


def _skeleton(word: str) -> str:
    return word[:1] + "".join(letter for letter in word[1:] if letter not in "aeiou")
