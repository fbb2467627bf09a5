"""The small texts that the database keeps about itself."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from socialcase.cases.fields import RecordSpec
from socialcase.storage.schema import SEARCH_FORM

if TYPE_CHECKING:
    from socialcase.storage.connection import Connection

ETRAPS = "etraps"
"""Under this name are the etraps of a viewer who does not see all of them, as JSON."""
RESTORED = "restored"
"""Under this name it says that it came out of a backup just now."""


def read_meta(connection: "Connection", name: str) -> str | None:
    """The text kept under `name`, if any."""
    found = connection.exec_driver_sql("SELECT value FROM meta WHERE name = ?", (name,)).scalar()
    return None if found is None else str(found)


def write_meta(connection: "Connection", name: str, value: str) -> None:
    """Keep `value` under `name`."""
    connection.exec_driver_sql("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))


def forget_meta(connection: "Connection", name: str) -> None:
    """Keep nothing under `name` any more."""
    connection.exec_driver_sql("DELETE FROM meta WHERE name = ?", (name,))


def registry_mark(registry: Mapping[str, RecordSpec]) -> str:
    """A text that differs whenever the typed tables and the index must be made again."""
    fields = [
        f"{field.path} {field.kind} {field.merge} {','.join(field.safer)}"
        f" {field.safer_part} {','.join(field.parts)} {field.search:d}"
        for spec in registry.values()
        for field in spec.fields
    ]
    return "\n".join((f"search {SEARCH_FORM}", *fields))
