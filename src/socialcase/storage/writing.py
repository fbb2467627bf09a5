"""Writing: one act of one person is one save, kept whole or not at all."""

from collections.abc import Iterable, Mapping

from socialcase.cases.changes import Change

FieldValue = str | int | bool | Mapping[str, str | None] | Iterable[str] | None
"""What a field may be given: text, number, flag, parts of a group, elements of a set, nothing."""


class Transaction:
    """One save in the making; got from `store.transaction(author)`.

    `field` is a name ("risk") or a path ("case.risk"). Values are checked against the registry: `NotSettable` for an unknown field, `BadValue` for a
    value that does not fit. Setting a value that already shows writes nothing.
    """

    save: str
    author: str

    @property
    def changes(self) -> tuple[Change, ...]:
        """The changes of this save: filled at the commit, empty if nothing differed."""
        raise NotImplementedError

    def create(
        self,
        kind: str,
        audience: str,
        values: Mapping[str, FieldValue] | None = None,
        *,
        uid: str | None = None,
    ) -> str:
        """A new record of `kind` for `audience`; gives its uid (26 base32 letters)."""
        raise NotImplementedError

    def set(self, uid: str, field: str, value: FieldValue) -> None:
        """Give a field a value. A group is patched (None removes a part); a set is replaced.

        Replaces the showing head, or all heads if they agree. Raises NotFound, NotSettable,
        BadValue.
        """
        raise NotImplementedError

    def add(self, uid: str, field: str, element: str) -> None:
        """Put `element` into a set."""
        raise NotImplementedError

    def remove(self, uid: str, field: str, element: str) -> None:
        """Take `element` out of a set."""
        raise NotImplementedError

    def settle(self, uid: str, field: str, value: FieldValue) -> None:
        """End a conflict: the value replaces all heads. A group value is taken whole."""
        raise NotImplementedError
