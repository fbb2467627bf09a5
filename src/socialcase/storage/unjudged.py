"""What waits for a word of the coordinator, and what was said to somebody: ids, in one statement.

Of ten thousand assessments and comments all but a few are done with; none of those is read.
"""

from typing import NamedTuple

from socialcase.storage.connection import Connection

_JUDGED = "SELECT about FROM now_comment WHERE kind IN ('approve', 'return')"
# a corrected one is replaced by its correction
_ASSESSMENTS = (
    "SELECT uid FROM now_assessment WHERE form_about = ''"  # noqa: S608
    f" AND uid NOT IN ({_JUDGED}) AND uid NOT IN (SELECT revises FROM now_assessment)"
)
_CLOSED = (
    "SELECT uid FROM now_case WHERE status = 'closed'"  # noqa: S608
    f" AND (reopening_date <> '' OR uid NOT IN ({_JUDGED}))"
)
# whoever wrote a comment wrote its audience
_SAID_TO = (
    'SELECT c.uid FROM now_case k JOIN now_comment c ON c."case" = k.uid AND c.answered = 0'
    " WHERE k.owner = ?1 AND NOT EXISTS (SELECT 1 FROM change x JOIN author a ON a.id = x.author"
    " WHERE x.record = c.record AND x.field = (SELECT f.id FROM field f"
    " WHERE f.uid = 'comment.audience') AND a.uid = ?1)"
)


class Unjudged(NamedTuple):
    """Assessments of needs without a verdict, and closed cases without one or closed again."""

    assessments: tuple[str, ...]
    closed: tuple[str, ...]


def unjudged(connection: Connection) -> Unjudged:
    """What may wait for a verdict here."""
    return Unjudged(_uids(connection, _ASSESSMENTS), _uids(connection, _CLOSED))


def said_to(connection: Connection, owner: str) -> tuple[str, ...]:
    """Comments of others in the cases of staff member `owner` that nobody marked as answered."""
    return _uids(connection, _SAID_TO, owner)


def _uids(connection: Connection, statement: str, *given: str) -> tuple[str, ...]:
    return tuple(row[0] for row in connection.exec_driver_sql(statement, given).all())
