"""People of a family typed quickly, one in a line: "Aýgül, 12, daughter", «бабушка 78», "Merdan 9".

Name, age and who they are come in any order, with commas or without; each may be missing.
"""

import re
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from socialcase.cases.births import read_birth
from socialcase.lazy_dataclass import dataclass

MOST = 30
"""Lines that are read; a family drawn has no more people."""

_KIN: tuple[tuple[str, str, str], ...] = (
    ("partner", "female", "wife|жена|ayaly|aýaly|gelni"),
    ("partner", "male", "husband|муж|äri|adamsy"),
    ("child", "female", "daughter|girl|дочь|дочка|доченька|gyzy|gyz"),
    ("child", "male", "son|boy|сын|сынок|ogly|oglan"),
    ("child", "", "child|baby|ребёнок|ребенок|младенец|çaga|çagasy|bäbek"),
    ("parent", "female", "mother|mum|mom|мать|мама|ejesi|eje"),
    ("parent", "male", "father|dad|отец|папа|kakasy|kaka|atasy"),
    ("sibling", "female", "sister|сестра|uýasy|aýal dogany|gyz dogany|ejekesi|jigisi"),
    ("sibling", "male", "brother|брат|dogany|agasy|inisi|erkek dogany"),
    ("grandparent", "female", "grandmother|granny|grandma|бабушка|mamasy|mama|ene|enesi"),
    ("grandparent", "male", "grandfather|grandpa|дедушка|дед|babasy|baba"),
    ("grandchild", "female", "granddaughter|внучка|gyz agtygy"),
    ("grandchild", "male", "grandson|внук"),
    ("grandchild", "", "grandchild|agtygy|agtyk"),
    ("in_law", "female", "daughter-in-law|mother-in-law|невестка|сноха|свекровь|тёща|gaýynenesi"),
    ("in_law", "male", "son-in-law|father-in-law|зять|свёкор|тесть|giýewi|gaýynatasy"),
    ("other_relative", "female", "aunt|niece|тётя|тетя|племянница|daýzasy|bibisi"),
    ("other_relative", "male", "uncle|nephew|дядя|племянник|daýysy|amysy"),
    ("other_relative", "", "relative|cousin|родственник|родственница|garyndaşy"),
    ("not_related", "", "neighbour|neighbor|friend|сосед|соседка|goňşy|goňşusy"),
)  # fmt: skip
_SURNAME = re.compile(r"(?:[oe]wa?|[oe]va?|[оеё]ва?|ogly|gyzy|кызы|оглы)\Z", re.IGNORECASE)
_SPLIT = re.compile(r"\s*[,;\t–]\s*|\s+-\s+")


@dataclass(frozen=True, slots=True)
class FamilyLine:
    """What one line says. `role`: of `codes.ROLES_AT_HOME`, "" where it does not say.

    `words`: how the role was written. `name`: as it was written, "" for somebody nameless.
    `person`: the record of somebody registered who was said to be meant.
    """

    name: str
    birth: str = ""
    role: str = ""
    words: str = ""
    sex: str = ""
    person: str = ""

    @property
    def near(self) -> bool:
        """Whether a drawing knows what they are to the main person without asking more."""
        return self.role in ("partner", "child", "parent", "sibling")

    @property
    def name_parts(self) -> dict[str, str]:
        """Given name and surname; what ends as surnames do is the surname, the rest the given."""
        words = self.name.split()
        surname = next((word for word in words if len(words) > 1 and _SURNAME.search(word)), "")
        given = " ".join(word for word in words if word != surname)
        parts = {"given": given, "surname": surname}
        return {part: written for part, written in parts.items() if written}


def read_family(
    text: str, today: date, known: Mapping[str, str] = MappingProxyType({})
) -> list[FamilyLine]:
    """The people of all lines that say anything, `MOST` at most.

    `known`: the record of who is meant by a line, by the line.
    """
    return [read_line(line, today, known.get(line, "")) for line in _lines(text)[:MOST]]


def beyond(text: str) -> int:
    """How many lines are too many to be read."""
    return max(0, len(_lines(text)) - MOST)


def read_line(line: str, today: date, person: str = "") -> FamilyLine:
    """The person of one line; what is neither an age nor a role is the name."""
    role = words = sex = birth = ""
    name: list[str] = []
    for part in _parts(line, today):
        kin = _ROLES.get(part.casefold())
        born = _born(part, today)
        if kin is not None and not role:
            (role, sex), words = kin, part
        elif born and not birth:
            birth = born
        else:
            name.append(part)
    return FamilyLine(" ".join(name), birth, role, words, sex, person)


def _lines(text: str) -> list[str]:
    return [line for line in (one.strip() for one in text.splitlines()) if line]


def _parts(line: str, today: date) -> list[str]:
    pieces = [piece for piece in _SPLIT.split(line) if piece]
    return [part for piece in pieces for part in _words(piece, today)]


def _words(piece: str, today: date) -> list[str]:
    """The words of a piece; a role or an age of two words stays together."""
    words = piece.split()
    found: list[str] = []
    while words:
        pair = " ".join(words[:2])
        together = len(words) > 1 and (pair.casefold() in _ROLES or _born(pair, today) != "")
        taken = 2 if together else 1
        found.append(" ".join(words[:taken]))
        words = words[taken:]
    return found


def _born(part: str, today: date) -> str:
    if not any(letter.isdigit() for letter in part):
        return ""
    try:
        return read_birth(part, today)
    except ValueError:
        return ""


_ROLES = {word: (role, sex) for role, sex, words in _KIN for word in words.split("|")}
