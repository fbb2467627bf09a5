"""What a laptop wrote, as it would be sent."""

from socialcase.storage import Outgoing, Store
from socialcase.storage.parcels import Bounds

NO_BOUND = 1 << 40


def own_rows(store: Store, after: int = 0, most: int = NO_BOUND, epoch: str = "") -> list[Outgoing]:
    """Own changes after number `after`: whole saves, at most `most` changes, at least one save."""
    bounds = Bounds(most, NO_BOUND, NO_BOUND, NO_BOUND)
    run = store.sending.next_run(epoch or store.epoch, after, bounds)
    if run is None:
        return []
    rows = store.sending.rows(run.spans, store.sending.records(store.sending.parcel(run.spans)))
    assert (rows[0].seq, rows[-1].seq) == (run.first, run.last)
    return rows
