"""Who has seen a case file, in words that can be shown to the client."""

from datetime import datetime

from socialcase.actions.readership import SeenBy
from socialcase.cases.clock import ASHGABAT
from socialcase.texts import short_date, trn


def seen_words(seen: SeenBy) -> str:
    """What one member of staff did with the file: "read it 3 times, last on Fri 20 Nov"."""
    parts = []
    if seen.last_read is not None:
        words = trn("read it once, on {day}", "read it {n} times, last on {day}", seen.times)
        parts.append(words.format(n=seen.times, day=short_date(seen.last_read)))
    if seen.last_person is not None:
        words = trn(
            "looked at a person in it once, on {day}",
            "looked at people in it {n} times, last on {day}",
            seen.people,
        )
        parts.append(words.format(n=seen.people, day=short_date(seen.last_person)))
    if seen.last_change is not None:
        words = trn("wrote one thing, on {day}", "wrote {n} things, last on {day}", seen.changes)
        parts.append(words.format(n=seen.changes, day=short_date(seen.last_change)))
    if seen.papers:
        words = trn("made {n} paper or file of it", "made {n} papers or files of it", seen.papers)
        parts.append(words.format(n=seen.papers))
    return "; ".join(parts)


def news_words(changes: int, since: datetime) -> str:
    """How much others changed since one last looked: "3 changes since you last looked on …"."""
    return trn(
        "{n} change since you last looked on {day}",
        "{n} changes since you last looked on {day}",
        changes,
    ).format(n=changes, day=short_date(since.astimezone(ASHGABAT).date()))
