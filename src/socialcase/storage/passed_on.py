"""Which actions of a plan are worked on no more, because a later version has them."""

import json
from collections.abc import Collection

from socialcase.storage.connection import Connection

# two laptops may each say that the other's version gives way: then neither did (cases.versions)
_TO_ONE_THAT_STANDS = (
    "EXISTS (WITH RECURSIVE way(uid) AS (SELECT p.gave_way UNION"
    ' SELECT q.gave_way FROM way JOIN now_plan q ON q.uid = way.uid AND q."case" = p."case")'
    " SELECT 1 FROM way JOIN now_plan s ON s.uid = way.uid"
    """ AND s."case" = p."case" AND s.gave_way = '')"""
)
_PASSED_ON = (
    "SELECT a.uid FROM json_each(?) j JOIN now_action a ON a.uid = j.value WHERE EXISTS"  # noqa: S608
    ' (SELECT 1 FROM now_action b WHERE b."case" = a."case" AND b.continues = a.uid)'
    " OR EXISTS (SELECT 1 FROM now_goal g JOIN now_plan p ON p.uid = g.plan"
    f" WHERE g.uid = a.goal AND p.gave_way <> '' AND {_TO_ONE_THAT_STANDS})"
)


def passed_on(connection: Connection, actions: Collection[str]) -> frozenset[str]:
    """Those of `actions` that another one goes on with, or whose version gave way to another."""
    asked = (json.dumps(list(actions)),)
    rows = connection.exec_driver_sql(_PASSED_ON, asked).all() if actions else ()
    return frozenset(row[0] for row in rows)
