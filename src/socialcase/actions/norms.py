"""The deadlines that the office sets: days by risk level, and where they come from."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from socialcase.actions.workspaces import Workspace, me
from socialcase.cases.codes import NORMS, RISKS
from socialcase.cases.norms import MOST_DAYS, Norms, Period, norms_of
from socialcase.cases.records import Norm
from socialcase.errors import BadValue, NotAllowed
from socialcase.lazy_dataclass import dataclass

if TYPE_CHECKING:
    from socialcase.actions.done import Done
    from socialcase.storage.reading import Reading

_MANY = 1000


@dataclass(frozen=True, slots=True)
class NormLine:
    """One kind of deadline with its period for every risk level."""

    what: str
    high: Period
    medium: Period
    low: Period

    @property
    def own(self) -> bool:
        """Whether the office set any of them."""
        return any(period.own for period in (self.high, self.medium, self.low))

    @property
    def source(self) -> str:
        """Where the office took them from; "" for proposals of this program."""
        return next((one.source for one in (self.high, self.medium, self.low) if one.source), "")


def norms_in(reading: "Reading") -> Norms:
    """The periods in force."""
    return norms_of(reading.page(Norm, limit=_MANY))


def norm_lines(ws: Workspace) -> tuple[NormLine, ...]:
    """Every kind of deadline, in the order of a case's way."""
    with ws.store.reading() as reading:
        norms = norms_in(reading)
    return tuple(NormLine(what, *(norms.period(what, risk) for risk in RISKS)) for what in NORMS)


def may_set_norms(ws: Workspace) -> bool:
    """Whether the person here sets deadlines: the office does, for everybody."""
    return me(ws).role == "officer"


def set_norm(ws: Workspace, what: str, days: Mapping[str, int | str], source: str) -> "Done":
    """Set the days for `what`, by risk level, and say where they come from.

    It goes to every laptop with the next bundle. Raises NotAllowed, BadValue.
    """
    if not source.strip():
        raise BadValue("norm", "source", "text")
    given = {risk: _days(risk, text) for risk, text in days.items()}
    return _put(ws, what, {risk: (count, source.strip()) for risk, count in given.items()})


def drop_norm(ws: Workspace, what: str) -> "Done":
    """Go back to the proposal of the program. Raises NotAllowed, BadValue."""
    return _put(ws, what, dict.fromkeys(RISKS, (None, None)))


def _put(ws: Workspace, what: str, wanted: Mapping[str, tuple[int | None, str | None]]) -> "Done":
    from socialcase.actions.done import done

    role = me(ws).role
    if not may_set_norms(ws):
        raise NotAllowed("set_norm", role)
    if what not in NORMS:
        raise BadValue("norm", "what", ", ".join(NORMS))
    with ws.store.reading() as reading:
        there = reading.page(Norm, {"what": what}, limit=_MANY)
    from socialcase.actions.scope import EVERYONE  # reading norms needs none of it

    with ws.store.transaction(ws.person) as tx:
        for risk, (days, source) in wanted.items():
            same = [one.uid for one in there if one.risk == risk]
            if not same and days is not None:
                same = [tx.create("norm", EVERYONE, {"what": what, "risk": risk})]
            for uid in same:  # two officers may have made one each
                tx.set(uid, "days", days)
                tx.set(uid, "source", source)
    return done("", tx)


def _days(risk: str, text: int | str) -> int:
    if risk not in RISKS:
        raise BadValue("norm", "risk", ", ".join(RISKS))
    written = str(text).strip()
    if not (written.isascii() and written.isdigit()) or int(written[:6]) > MOST_DAYS:
        raise BadValue("norm", "days", f"0 – {MOST_DAYS}")
    return int(written)
