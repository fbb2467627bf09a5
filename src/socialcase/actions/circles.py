"""A laptop's first circle: what was written before any office knew it joins the etrap's files."""

from socialcase.actions.done import Done, done
from socialcase.actions.scope import EVERYONE, etrap_audience
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import Case, Household, Member, Person, Task

_MANY = 100_000


def join_circle(ws: Workspace, etrap: str) -> Done:
    """Give records for everyone, as a laptop without an office writes them, to `etrap`."""
    with ws.store.reading() as reading:
        cases = [c.uid for c in reading.page(Case, {"audience": EVERYONE}, limit=_MANY)]
        others = [
            *(p.uid for p in reading.page(Person, {"audience": EVERYONE}, limit=_MANY)),
            *(h.uid for h in reading.page(Household, {"audience": EVERYONE}, limit=_MANY)),
            *(m.uid for m in reading.page(Member, {"audience": EVERYONE}, limit=_MANY)),
            *(t.uid for t in reading.page(Task, {"audience": EVERYONE}, limit=_MANY)),
        ]
    with ws.store.transaction(ws.person) as tx:
        for uid in (*cases, *others):
            tx.set(uid, "audience", etrap_audience(etrap))
        for uid in cases:
            tx.set(uid, "etrap", etrap)
    return done("", tx)
