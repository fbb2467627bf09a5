"""Sources of forms by their hash: whatever the engine becomes, a form can be compiled again.

They lie beside the compiled forms, outside the change log: what came with the program is kept
here, what the office gave out is in the log.
"""

import msgspec

from socialcase.storage.journals import Opening

_SOURCE, _CARD = "source:", "card:"


class KeptSource(msgspec.Struct, frozen=True):
    """A form's source file, its name, and the files that it reads, by name."""

    name: str
    source: bytes
    files: dict[str, bytes]


class FormCard(msgspec.Struct, frozen=True):
    """What a list shows of a form, so that it need not open it.

    `titles`: by language code, "" for the form's own. `files`: names of those that it reads.
    `shipped`: it came with the program. `marks`: what the form says of itself, by name.
    """

    form_id: str
    version: str
    titles: dict[str, str]
    languages: tuple[str, ...]
    questions: int
    files: tuple[str, ...]
    file_name: str
    shipped: bool
    marks: dict[str, str] = {}


class FormSources:
    """What can be compiled here: `store.form_sources`."""

    def __init__(self, reading: Opening, writing: Opening) -> None:
        self._reading = reading
        self._writing = writing

    def get(self, content_hash: str) -> KeptSource | None:
        """The source kept under this hash, if any."""
        found = self._get(_SOURCE + content_hash)
        return None if found is None else msgspec.msgpack.decode(found, type=KeptSource)

    def card(self, content_hash: str) -> FormCard | None:
        """What was noted of the form under this hash, if anything."""
        found = self._get(_CARD + content_hash)
        return None if found is None else msgspec.msgpack.decode(found, type=FormCard)

    def cards(self) -> dict[str, FormCard]:
        """Every card, by hash."""
        with self._reading() as connection:
            found = connection.exec_driver_sql(
                "SELECT substr(hash, ?), content FROM form_cache WHERE substr(hash, 1, ?) = ?",
                (len(_CARD) + 1, len(_CARD), _CARD),
            ).all()
        return {row[0]: msgspec.msgpack.decode(row[1], type=FormCard) for row in found}

    def put(self, content_hash: str, kept: KeptSource, card: FormCard) -> None:
        """Keep a source and its card, durably when this returns."""
        rows = [
            (_SOURCE + content_hash, msgspec.msgpack.encode(kept)),
            (_CARD + content_hash, msgspec.msgpack.encode(card)),
        ]
        with self._writing() as connection:
            connection.exec_driver_sql("INSERT OR REPLACE INTO form_cache VALUES (?, ?)", rows)

    def _get(self, name: str) -> bytes | None:
        with self._reading() as connection:
            found = connection.exec_driver_sql(
                "SELECT content FROM form_cache WHERE hash = ?", (name,)
            ).scalar()
        return None if found is None else bytes(found)
