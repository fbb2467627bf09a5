"""Which question of a form a column of somebody's table means.

Headings are spelled in many ways: our own export writes a name, or its groups with "-" where the
name is not enough; ODK Central writes all groups with "-", Kobo with "/", or the words of the
questions in place of their names; a place on the map and an answer of several codes may take
several columns.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import NamedTuple

from socialcase.forms import Form
from socialcase.forms.model import Plan
from socialcase.reports.answer_tables import APART

Path = tuple[str, ...]
POINT = ("Latitude", "Longitude", "Altitude", "Accuracy")
_SIGNS = ("-", "/", ".", ":")
_SEVERAL = ("select", "rank")


class Column(NamedTuple):
    """The question of a column: its path from the form's root, and what part of it.

    `part`: "" for the whole answer, one of `POINT`, or the code of a choice.
    """

    path: Path
    part: str = ""


class QuestionColumns:
    """The questions of one form by the headings that tables give them.

    `labels`: asked for the questions that words mean, where a heading is no name. `present`: all
    headings of the file; words that two questions share mean the one that has no other heading.
    """

    def __init__(
        self,
        form: Form,
        labels: Callable[[], Mapping[str, set[Path]]] = dict,
        present: Collection[str] = (),
    ) -> None:
        model = form.model
        self.root = model.root.name.rpartition(":")[2]
        self._plans = {path[1:]: plan for path, plan in model.plans.items() if _kept(path, plan)}
        self.repeats = tuple(path for path, plan in self._plans.items() if plan.repeat)
        self._known: dict[Path, dict[str, Path]] = {}
        self._found: dict[tuple[Path, str], Column | None] = {}
        self._labels = labels
        self._present = present
        self._meant: dict[Path, dict[str, Path]] = {}
        self._worded: Mapping[str, set[Path]] | None = None

    def plan(self, path: Path) -> Plan:
        """The plan of a question or repeat that this class named."""
        return self._plans[path]

    def calculated(self, within: Path = ()) -> Iterator[Path]:
        """What the form works out in the table of the repeat `within`."""
        for path, plan in self._plans.items():
            if plan.leaf and plan.calculate is not None and self._around(path) == within:
                yield path

    def find(self, heading: str, within: Path = ()) -> Column | None:
        """The question that a heading means in the table of the repeat `within`, if any."""
        if (within, heading) not in self._found:
            self._found[within, heading] = self._find(heading, within)
        return self._found[within, heading]

    def _find(self, heading: str, within: Path) -> Column | None:
        known = self._headings(within)
        if heading in known:
            return Column(known[heading])
        base, found, part = heading.rpartition("-")
        if (
            found
            and base in known
            and self._plans[known[base]].type == "geopoint"
            and part in POINT
        ):
            return Column(known[base], part)
        return (
            self._of_choice(heading, known)
            or self._of_choice(heading, worded := self._words(within))
            or (Column(worded[heading]) if heading in worded else None)
        )

    def is_address(self, heading: str, within: Path = ()) -> bool:
        """Whether Kobo tells in a column where a file lies on its server."""
        file = self.find(heading.removesuffix("_URL"), within)
        named = heading.endswith("_URL") and file is not None
        return named and file is not None and self._plans[file.path].type == "binary"

    def _of_choice(self, heading: str, known: Mapping[str, Path]) -> Column | None:
        """A column of its own for one choice, whose words may hold the sign that parts them."""
        at = heading.rfind("/")
        while at > 0:
            path = known.get(heading[:at])
            if path is not None and _takes_several(self._plans[path]) and heading[at + 1 :]:
                return Column(path, heading[at + 1 :])
            at = heading.rfind("/", 0, at)
        return None

    def _words(self, within: Path) -> dict[str, Path]:
        if within not in self._meant:
            self._meant[within] = self._by_words(within)
        return self._meant[within]

    def _by_words(self, within: Path) -> dict[str, Path]:
        """The questions of a table by their words, where only one is meant."""
        if self._worded is None:
            self._worded = self._labels()
        here = {
            heading: [path for path in paths if self._around(path) == within]
            for heading, paths in self._worded.items()
        }
        sure = {heading: paths[0] for heading, paths in here.items() if len(paths) == 1}
        named = {path for heading, path in sure.items() if heading in self._present}
        for heading, paths in here.items():
            left = [path for path in paths if path not in named]
            if len(left) == 1:
                sure.setdefault(heading, left[0])
        return {heading: path for heading, path in sure.items() if path in self._plans}

    def repeat_of(self, table: str, step: str, headings: tuple[str, ...]) -> Path | None:
        """The repeat whose rows a table holds.

        `table` is its name, `step` the last step of its rows' keys ("child"), "" if they have none.
        """

        def likeness(repeat: Path) -> tuple[bool, bool, int]:
            named = any(table.endswith(sign.join(repeat)) for sign in ("-", "_", "/"))
            fitting = sum(self.find(heading, repeat) is not None for heading in headings)
            return repeat[-1] == step, named or table.endswith(repeat[-1]), fitting

        best = max(self.repeats, key=likeness, default=None)
        return best if best is not None and any(likeness(best)) else None

    def _headings(self, within: Path) -> dict[str, Path]:
        if within not in self._known:
            self._known[within] = dict(self._spelled(within))
        return self._known[within]

    def _spelled(self, within: Path) -> Iterator[tuple[str, Path]]:
        """Every spelling; what says more comes later and counts."""
        paths = [p for p, plan in self._plans.items() if plan.leaf and self._around(p) == within]
        many = Counter(path[-1] for path in paths)
        yield from ((path[-1], path) for path in paths if many[path[-1]] == 1)
        for path in paths:
            yield APART + "-".join(path), path
            for sign in _SIGNS:
                yield sign.join(path[len(within) :]), path
                yield sign.join(path), path
                yield sign.join((self.root, *path)), path

    def _around(self, path: Path) -> Path:
        """The innermost repeat that a question stands in, () for none."""
        return max((r for r in self.repeats if path[: len(r)] == r), key=len, default=())


def _kept(path: Path, plan: Plan) -> bool:
    return len(path) > 1 and not plan.name.startswith("@") and "meta" not in _locals(path)


def _locals(path: Path) -> set[str]:
    return {name.rpartition(":")[2] for name in path[1:2]}


def _takes_several(plan: Plan) -> bool:
    return plan.control is not None and plan.control.kind in _SEVERAL
