"""Enumerations that are made out of a list of names and numbers, several times as fast.

Qt for Python makes its enumerations as `IntEnum("Key", [("Key_0", 48), …])` when a class that has
some is first mentioned: three thousand members before the first page is painted, at seven
microseconds each, nearly all of which goes into what a class statement might have asked for. Here
such an enumeration begins as a copy of an empty one, and its members are put in.
"""

import enum
import sys
from collections.abc import Callable
from functools import reduce
from itertools import repeat
from operator import or_
from typing import Any

_standard: Callable[..., Any] = enum.EnumMeta._create_  # type: ignore[attr-defined]
_EMPTY = {
    kind: _standard(kind, "Empty", (), module="", boundary=enum.KEEP)
    for kind in (enum.Enum, enum.IntEnum, enum.Flag, enum.IntFlag)
}
"""An enumeration without members of each kind that is made here: what all of its kind begin as."""
_TAKEN = {
    kind: frozenset({"mro", *(name for above in kind.__mro__ for name in vars(above))})
    for kind in _EMPTY
}
"""The names of a kind that a member would hide."""
_USUAL = (enum.KEEP, None, None)


def make_enums_quickly() -> None:
    """From now on, if what is made so is what the standard library would have made."""
    if _looks(_create) == _looks(_standard):
        enum.Enum._create_ = classmethod(_create)  # type: ignore[attr-defined]


def _create(
    kind: type[Any], name: str, items: Any, /, *, module: str | None = None, **options: Any
) -> Any:
    """As the standard `_create_`, which makes whatever is not names with numbers."""
    module = module or _caller()
    if module is None or not _usual(options) or not _plain(kind, items):
        return _standard(kind, name, items, module=module, **options)
    own: dict[str, Any] = {"_member_names_": [], "_member_map_": {}, "_value2member_map_": {}}
    body = {**vars(_EMPTY[kind]), **own, "_unhashable_values_": [], "__module__": module}
    made = type.__new__(enum.EnumMeta, name, (kind,), body)
    _fill(made, items)
    return made


def _caller() -> str | None:
    """The module that asks; None where Qt does, in a thread of its own."""
    try:
        return sys._getframe(3).f_globals.get("__name__")  # noqa: SLF001  (as the standard one)
    except ValueError:
        return None


def _usual(options: dict[str, Any]) -> bool:
    """Whether the options are those that Qt for Python gives."""
    return (options.get("boundary"), options.get("qualname"), options.get("type")) == _USUAL


def _plain(kind: type[Any], items: Any) -> bool:
    """Whether these are pairs of a name and a number, with nothing special in the names."""
    if kind not in _TAKEN or type(items) is not list or set(map(type, items)) != {tuple}:
        return False
    if set(map(len, items)) != {2}:
        return False
    names, values = zip(*items, strict=True)
    return (
        set(map(type, values)) == {int}
        and set(map(type, names)) == {str}
        and len(set(names)) == len(names)
        and all(map(str.isidentifier, names))
        and not any(map(str.startswith, names, repeat("_")))
        and _TAKEN[kind].isdisjoint(names)
        and (min(values) >= 0 or not issubclass(kind, enum.Flag))
    )


def _fill(made: Any, items: list[tuple[str, int]]) -> None:
    names, by_name, by_value = made._member_names_, made._member_map_, made._value2member_map_
    number, flags, put = issubclass(made, int), issubclass(made, enum.Flag), type.__setattr__
    for name, value in items:
        member = by_value.get(value)
        if member is None:  # else it is another name of that member
            member = int.__new__(made, value) if number else object.__new__(made)
            member.__dict__.update(
                _value_=value, _name_=name, __objclass__=made, _sort_order_=len(names)
            )
            by_value[value] = member
            if not flags or value.bit_count() == 1:
                names.append(name)
        by_name[name] = member
        put(made, name, member)
    if flags:
        _sum_up(made)


def _sum_up(made: Any) -> None:
    """What a kind of flags knows of all its members."""
    ones = [made._member_map_[name]._value_ for name in made._member_names_]
    every = reduce(or_, made._value2member_map_, 0)
    if hasattr(made, "_singles_mask_"):
        made._flag_mask_, made._singles_mask_ = every, sum(ones)
    else:  # Python before 3.11.4
        made._flag_mask_ = sum(ones)
    made._all_bits_ = 2 ** every.bit_length() - 1
    if ones != sorted(ones):
        made._iter_member_ = made._iter_member_by_def_


def _looks(create: Callable[..., Any]) -> list[object]:
    """What can be seen of small enumerations that `create` makes."""
    items = [("Zero", 0), ("Four", 4), ("One", 1), ("Six", 6), ("Uno", 1)]
    return [
        _seen(create(kind, "Kind", items, module="m", boundary=enum.KEEP), items) for kind in _EMPTY
    ]


def _seen(made: Any, items: list[tuple[str, int]]) -> object:
    members = [getattr(made, name) for name, _ in items]
    masks = [getattr(made, f"_{name}_", None) for name in ("flag_mask", "singles_mask", "all_bits")]
    return (
        sorted(vars(made)),
        [str(member) for member in members],
        [{**vars(member), "__objclass__": member.__objclass__ is made} for member in members],
        made._member_names_,
        masks,
        [(name, member._value_) for name, member in made._member_map_.items()],
        [(value, member._name_) for value, member in made._value2member_map_.items()],
    )
