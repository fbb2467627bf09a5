"""`dataclass` of the standard library, with its methods written when they are needed.

The standard decorator writes and compiles six methods for every class as it is imported, which
takes up to a millisecond each. Half of the time before the first page went into methods of classes
of which nothing had been made yet. Here a class has its slots at once, its beginning when its first
object is made, and the rest when objects are compared or shown, or when `fields`, `replace` or
`asdict` ask for it. The standard module itself, which brings along all that looks into source code,
is imported no sooner.

For the checkers these are the standard decorator and the standard `field`.
"""

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar, get_origin

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
    from dataclasses import field as field
else:

    def field(**options: Any) -> Any:
        """The standard `field` with these options, put off. For classes of our `dataclass`."""
        return _Field(options)

    def dataclass(**options: Any) -> Any:
        """The standard decorator with these options, put off. `slots` makes a new class, as there.

        A class may not add fields to those of another dataclass.
        """

        def decorate(cls: type) -> type:
            return _PutOff(cls, options).made

        return decorate


class _Field:
    """A field of which more is said than its default."""

    def __init__(self, options: dict[str, Any]) -> None:
        self.options = options


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
        self._lock = threading.RLock()
        self._finished = False
        self._stand_in()

    def _stand_in(self) -> None:
        made = self.made

        def first(new: Any, /, *given: Any, **named: Any) -> None:
            self._begin()
            made.__init__(new, *given, **named)  # type: ignore[misc]

        made.__init__ = first  # type: ignore[misc]
        made.__dataclass_fields__ = _Fields(self)  # type: ignore[attr-defined]

    def _begin(self) -> None:
        """Let objects be made."""
        with self._lock:
            if self._finished or not self._plain():
                self.finish()
                return
            made, frozen = self.made, self._options.get("frozen", False)
            compared = self._options.get("eq", True)
            if frozen:
                made.__setattr__ = made.__delattr__ = _refuse  # type: ignore[method-assign, assignment]
            for name in ("__eq__", "__hash__", "__repr__") if compared else ("__repr__",):
                if name not in vars(self._written):
                    setattr(made, name, self._later(name))
            if compared and not frozen:
                made.__hash__ = None  # type: ignore[assignment]
            made.__init__ = _beginning(made, self._names, self._defaults())  # type: ignore[misc]

    def _plain(self) -> bool:
        """Whether the beginning only puts what it is given into slots."""
        given = vars(self._written)
        return (
            self._slotted
            and set(self._options) <= {"frozen", "eq"}
            and "__post_init__" not in given
            and all(_simple(given[name]) for name in self._names if name in given)
        )

    def _defaults(self) -> dict[str, Any]:
        given = vars(self._written)
        said = {name: given[name] for name in self._names if name in given}
        for name, default in tuple(said.items()):
            if type(default) is _Field:
                del said[name]
                if "default" in default.options:
                    said[name] = default.options["default"]
        return said

    def _later(self, name: str) -> Callable[..., Any]:
        def stand_in(one: Any, *others: Any) -> Any:
            self.finish()
            return getattr(self.made, name)(one, *others)

        return stand_in

    def finish(self) -> None:
        """Let the standard decorator write the methods, and hand them to the class."""
        with self._lock:
            if not self._finished:
                self._write()
                self._finished = True

    def _write(self) -> None:
        from dataclasses import dataclass as standard
        from dataclasses import field as standard_field

        for name, default in list(vars(self._written).items()):
            if type(default) is _Field:
                setattr(self._written, name, standard_field(**default.options))
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


def _simple(default: Any) -> bool:
    """Whether a default is one value, or none, for every object."""
    if type(default) is _Field:
        return set(default.options) <= {"default", "repr", "compare", "hash"}
    return type(default).__name__ != "Field"


def _beginning(made: type, names: tuple[str, ...], given: Any) -> Any:
    """`__init__` of a class with slots `names`; `given` holds the defaults."""
    space: dict[str, Any] = {f"_put_{name}": vars(made)[name].__set__ for name in names}
    space |= {f"_else_{name}": given[name] for name in names if name in given}
    asked = [f"{name}=_else_{name}" if name in given else name for name in names]
    lines = [
        f"def __init__({', '.join(['_new', *asked])}):",
        *(f" _put_{n}(_new, {n})" for n in names),
    ]
    exec("\n".join(lines), space)  # noqa: S102  (as the standard decorator does, from the same names)
    return space["__init__"]


def _refuse(one: Any, name: str, *_value: Any) -> None:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot change field {name!r}")


def _annotations(cls: type) -> dict[str, Any]:
    found: dict[str, Any] = vars(cls).get("__annotations__", {})
    return found


def _of_class(kind: Any) -> bool:
    if isinstance(kind, str):
        return kind.startswith(("ClassVar", "typing.ClassVar"))
    return kind is ClassVar or get_origin(kind) is ClassVar
