"""Which actions of a plan are worked on no more, because a later version has them."""

import json
from collections.abc import Collection

from socialcase.storage.connection import Connection

_PASSED_ON = (
    "SELECT a.uid FROM json_each(?) j JOIN now_action a ON a.uid = j.value WHERE EXISTS"
    ' (SELECT 1 FROM now_action b WHERE b."case" = a."case" AND b.continues = a.uid)'
    " OR EXISTS (SELECT 1 FROM now_goal g JOIN now_plan p ON p.uid = g.plan"
    " WHERE g.uid = a.goal AND p.gave_way <> '')"
)


def passed_on(connection: Connection, actions: Collection[str]) -> frozenset[str]:
    """Those of `actions` that another one goes on with, or whose version gave way to another."""
    asked = (json.dumps(list(actions)),)
    rows = connection.exec_driver_sql(_PASSED_ON, asked).all() if actions else ()
    return frozenset(row[0] for row in rows)
