"""Enumerations made quickly are those that the standard library makes: held against it."""

import enum
import pickle
from collections.abc import Callable
from functools import partial
from itertools import combinations
from typing import Any

import PySide6.QtCore
import PySide6.QtGui
import PySide6.QtWidgets
import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialcase.quick_enums import make_enums_quickly

Items = list[tuple[Any, Any]]
KINDS = (enum.Enum, enum.IntEnum, enum.Flag, enum.IntFlag)
MODULES = (PySide6.QtCore, PySide6.QtGui, PySide6.QtWidgets)
NAMES = ("One", "Two", "Three", "name", "value", "mro", "real", "_low", "__high__", "", "É")
VALUES = st.one_of(st.integers(-3, 3), st.sampled_from(["1", None, 1.0, True, (1,), (1, 2), [1]]))


@pytest.fixture(autouse=True)
def _quickly() -> None:
    make_enums_quickly()


def standard(kind: Any, name: str, items: Items) -> Any:
    """What the standard library makes of it."""
    make = enum.EnumMeta._create_  # type: ignore[attr-defined]
    return make(kind, name, items, module=__name__, boundary=enum.KEEP)


def quick(kind: Any, name: str, items: Items) -> Any:
    """The same, as Qt for Python asks for it."""
    return kind(name, items, module=__name__, boundary=enum.KEEP)


def told(act: Callable[[], object]) -> object:
    """What an act gives, or which fault it raises."""
    try:
        return act()
    except (TypeError, AttributeError, ValueError, KeyError) as fault:
        return type(fault)


def seen(made: Any) -> list[object]:
    """What can be seen of an enumeration and its members."""
    if isinstance(made, type) and not issubclass(made, enum.Enum):
        return [made]
    members = made.__members__.items()
    return [
        made.__mro__[1:],
        sorted(vars(made)),
        [(name, member.name, member.value, vars(member).keys()) for name, member in members],
        [(repr(member), str(member), f"{member}", hash(member)) for member in made],
        [getattr(made, name) is member is made[name] for name, member in members],
        [told(partial(made, member.value)) is member for _, member in members],
        [(type(member) is made, isinstance(member, int)) for member in made],
        [member == member.value for member in made],
        [(member.__objclass__ is made, member._sort_order_) for member in made],
        [getattr(made, f"_{mask}_", None) for mask in ("flag_mask", "singles_mask", "all_bits")],
        [told(partial(combined, made, ones)) for ones in combinations(list(made)[:7], 2)],
        list(reversed(made)) == list(made)[::-1],
        len(made),
        repr(told(lambda: made(-77))),
        told(lambda: made["Nobody"]),
        told(lambda: setattr(made, next(iter(made.__members__), "One"), 1)),
        told(lambda: type("Below", (made,), {})),
        made.__module__,
        made.__qualname__,
        made.__doc__,
    ]


def combined(made: Any, ones: tuple[Any, Any]) -> object:
    """What comes of joining and taking apart two members."""
    both = ones[0] | ones[1]
    back = made(both.value)
    return repr([both, list(both), both & ones[0], both ^ ones[1], ~ones[0], len(both), back])


def enumerations() -> list[Any]:
    """Every enumeration of Qt's core, drawing and widgets."""
    classes = [getattr(module, name) for module in MODULES for name in dir(module)]
    scopes = [*MODULES, *(one for one in classes if isinstance(one, type))]
    found = {
        one
        for scope in scopes
        for one in vars(scope).values()
        if isinstance(one, enum.EnumMeta) and one.__mro__[1] in KINDS
    }
    return sorted(found, key=lambda one: (one.__module__, one.__qualname__))


def test_every_enumeration_of_qt_is_as_the_standard_library_makes_it() -> None:
    found = enumerations()
    assert len(found) > 200
    for one in found:
        items = [(name, member._value_) for name, member in one.__members__.items()]
        made, expected = (make(one.__mro__[1], one.__name__, items) for make in (quick, standard))
        assert seen(made) == seen(expected), one


@given(
    st.sampled_from([*KINDS, enum.StrEnum]),
    st.lists(st.tuples(st.sampled_from(NAMES), VALUES), max_size=5),
)
def test_whatever_is_asked_for_the_standard_library_would_have_made_the_same(
    kind: Any, items: Items
) -> None:
    made = told(partial(quick, kind, "Kind", items))
    assert seen(made) == seen(told(partial(standard, kind, "Kind", items)))


@pytest.mark.parametrize("names", ["one two", ["one", "two"], {"one": 1, "two": 2}, (("one", 1),)])
def test_other_ways_of_naming_members_are_left_alone(names: Any) -> None:
    assert seen(enum.Enum("Kind", names)) == seen(enum.Enum("Kind", names, module=__name__))


def test_a_member_comes_through_a_pickle() -> None:
    from PySide6.QtCore import Qt

    for member in (Qt.Key.Key_A, Qt.PenStyle.DashLine, Qt.AlignmentFlag.AlignTop):
        assert pickle.loads(pickle.dumps(member)) is member


def test_this_python_is_one_of_which_they_can_be_made_quickly() -> None:
    """Otherwise the standard way stays in use, and the start is slower by a tenth."""
    assert vars(enum.Enum)["_create_"].__func__.__module__ == "socialcase.quick_enums"
