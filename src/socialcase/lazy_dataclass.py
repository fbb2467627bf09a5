"""`dataclass` of the standard library, with its methods written when the first one is needed.

The standard decorator writes and compiles six methods for every class as it is imported, which
takes up to a millisecond each. Half of the time before the first page went into methods of classes
of which nothing had been made yet. Here a class has its slots at once, and its methods when its
first object is made, or when `fields`, `replace` or `asdict` ask for it.

For the checkers this is the standard decorator itself.
"""

import threading
from typing import TYPE_CHECKING, Any, ClassVar, get_origin

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(**options: Any) -> Any:
        """The standard decorator with these options, put off. `slots` makes a new class, as there.

        A class may not add fields to those of another dataclass.
        """

        def decorate(cls: type) -> type:
            return _PutOff(cls, options).made

        return decorate


class _PutOff:
    """One class that has no methods yet. `made`: what stands in the program."""

    def __init__(self, cls: type, options: dict[str, Any]) -> None:
        self._options = {name: on for name, on in options.items() if name != "slots"}
        self._slotted = bool(options.get("slots"))
        self._names = tuple(n for n, kind in _annotations(cls).items() if not _of_class(kind))
        # the standard decorator writes into one of two classes, the program goes on with the other
        left_out = (*self._names, "__dict__", "__weakref__") if self._slotted else ("__dict__",)
        twin = {name: value for name, value in vars(cls).items() if name not in left_out}
        if self._slotted:
            twin["__slots__"] = twin["__match_args__"] = self._names
        other = type(cls)(cls.__name__, cls.__bases__, twin)
        self.made, self._written = (other, cls) if self._slotted else (cls, other)
        self._lock = threading.Lock()
        self._finished = False
        self._stand_in()

    def _stand_in(self) -> None:
        made = self.made

        def first(new: Any, /, *given: Any, **named: Any) -> None:
            self.finish()
            made.__init__(new, *given, **named)  # type: ignore[misc]

        made.__init__ = first  # type: ignore[misc]
        made.__dataclass_fields__ = _Fields(self)  # type: ignore[attr-defined]

    def finish(self) -> None:
        """Let the standard decorator write the methods, and hand them to the class."""
        with self._lock:
            if self._finished:
                return
            self._write()
            self._finished = True

    def _write(self) -> None:
        from dataclasses import dataclass as standard

        before = dict(vars(self._written))
        standard(**self._options)(self._written)
        after = dict(vars(self._written))
        written = {n: v for n, v in after.items() if n not in before or before[n] is not v}
        for name in self._names:
            written.pop(name, None)
            if not self._slotted and name in before and name not in after:
                delattr(self.made, name)  # a `field(...)` without a default
            elif not self._slotted and name in after:
                setattr(self.made, name, after[name])
        first = written.pop("__init__")
        for name, value in written.items():
            setattr(self.made, name, value)
        self.made.__init__ = first  # type: ignore[misc]  # last: other threads wait until it is there


class _Fields:
    """Stands where `dataclasses.fields` looks, and gives what it wants."""

    def __init__(self, put_off: _PutOff) -> None:
        self._put_off = put_off

    def __get__(self, _one: object, _owner: type) -> Any:
        self._put_off.finish()
        return vars(self._put_off.made)["__dataclass_fields__"]


def _annotations(cls: type) -> dict[str, Any]:
    found: dict[str, Any] = vars(cls).get("__annotations__", {})
    return found


def _of_class(kind: Any) -> bool:
    if isinstance(kind, str):
        return kind.startswith(("ClassVar", "typing.ClassVar"))
    return kind is ClassVar or get_origin(kind) is ClassVar
