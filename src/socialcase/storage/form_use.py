"""How often each version of a form was filled, and by whom."""

from socialcase.lazy_dataclass import dataclass
from socialcase.storage.connection import Connection

_COUNTED = (
    "SELECT t.form_id, t.form_version, t.form_hash, a.uid, count(*)"
    " FROM now_assessment t JOIN field f ON f.uid = 'assessment.form_id'"
    " JOIN head h ON h.record = t.record AND h.field = f.id AND h.shows = 1"
    " JOIN change c ON c.id = h.change JOIN author a ON a.id = c.author"
    " GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4"
)


@dataclass(frozen=True, slots=True)
class FormUse:
    """How many finished assessments of one version one person wrote. `content_hash` may be ""."""

    form_id: str
    version: str
    content_hash: str
    author: str
    assessments: int


def form_use(connection: Connection) -> list[FormUse]:
    """Counts by version and author; only what the viewer may see."""
    return [FormUse(*row) for row in connection.exec_driver_sql(_COUNTED).all()]
