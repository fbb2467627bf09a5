"""Drafts of trying a form out: in memory only, gone when the program ends."""

from socialcase.cases.clock import Chance, Clock, milliseconds
from socialcase.lazy_dataclass import dataclass, field
from socialcase.storage.identity import new_uid

_Step = tuple[str, str, str | None]
_TRIAL = "trial:"


def is_trial(draft: str) -> bool:
    """Whether a draft with this id is kept nowhere."""
    return draft.startswith(_TRIAL)


@dataclass(slots=True)
class _Trial:
    form_id: str
    form_version: str
    form_hash: str
    begun: int
    place: str = ""
    steps: list[_Step] = field(default_factory=list)


class Trials:
    """The trials of this run of the program, by id. An id that is none raises KeyError."""

    def __init__(self, clock: Clock, chance: Chance) -> None:
        self._clock = clock
        self._chance = chance
        self._found: dict[str, _Trial] = {}

    def __contains__(self, draft: str) -> bool:
        """Whether there is such a trial."""
        return draft in self._found

    def start(self, form_id: str, form_version: str, form_hash: str) -> str:
        """A new trial; gives its id."""
        uid = _TRIAL + new_uid(self._chance)
        now = milliseconds(self._clock.now())
        self._found[uid] = _Trial(form_id, form_version, form_hash, now)
        return uid

    def append(self, draft: str, op: str, ref: str, value: str | None, instead_of: str) -> None:
        """Note one step, as `Drafts.append` does."""
        trial = self._found[draft]
        if instead_of:
            trial.place = ref
            trial.steps = [step for step in trial.steps if step[:2] != (instead_of, ref)]
        trial.steps.append((op, ref, value))

    def replay(self, draft: str) -> list[_Step]:
        """All steps in order."""
        return list(self._found[draft].steps)

    def get(self, draft: str) -> tuple[str, str, str, str, str, str, int, int, str, int]:
        """The trial as the parts of a `Draft` that belongs to no case."""
        one = self._found[draft]
        named = (one.form_id, one.form_version, one.form_hash)
        return (draft, "", "", *named, one.begun, one.begun, one.place, 0)

    def place(self, draft: str, ref: str) -> None:
        """Note where the person is."""
        self._found[draft].place = ref

    def discard(self, draft: str) -> None:
        """Forget a trial."""
        self._found.pop(draft, None)
