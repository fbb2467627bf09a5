"""Our `dataclass` is the standard one, only later: held against it, class by class."""

import dataclasses
import threading
from collections.abc import Callable
from typing import Any, ClassVar

import pytest

from socialcase.lazy_dataclass import dataclass, field

Decorator = Callable[..., Any]
OPTIONS: tuple[dict[str, bool], ...] = (
    {"frozen": True, "slots": True},
    {"frozen": True, "slots": True, "order": True},
    {"frozen": True},
    {"slots": True},
    {"slots": True, "eq": False},
    {"eq": False},
)


def place(decorator: Decorator, options: dict[str, bool]) -> Any:
    """A class with everything that ours use, decorated."""

    class Place:
        """A place."""

        KIND: ClassVar[str] = "place"

        uid: str
        name: str = "Mary"
        tags: tuple[str, ...] = ()
        seen: list[str] = dataclasses.field(default_factory=list)
        secret: bytes = dataclasses.field(default=b"", repr=False)

        @property
        def words(self) -> str:
            """Its name and tags."""
            return " ".join((self.name, *self.tags))

    return decorator(**options)(Place)


def plain_place(decorator: Decorator, options: dict[str, bool]) -> Any:
    """A class as nearly all of ours are: nothing but fields and their defaults."""

    class Place:
        """A place."""

        KIND: ClassVar[str] = "place"

        uid: str
        name: str = "Mary"
        tags: tuple[str, ...] = ()
        secret: bytes = b""

        @property
        def words(self) -> str:
            """Its name and tags."""
            return " ".join((self.name, *self.tags))

    return decorator(**options)(Place)


def told(act: Callable[[], object]) -> object:
    """What an act gives, or which fault it raises."""
    try:
        return act()
    except (TypeError, AttributeError) as fault:
        return type(fault)


def comparable(cls: Any) -> list[object]:
    """What can be seen of a class and its objects."""
    one, other = cls("a", "Tejen", ("x",)), cls("a", tags=("x",), name="Tejen")
    return [
        told(lambda: one == other),
        told(lambda: one == dataclasses.replace(one, uid="b")),
        told(lambda: hash(one) == hash(other)),
        told(lambda: one < dataclasses.replace(one, uid="b")),
        told(lambda: setattr(one, "uid", "c")),
        told(lambda: delattr(one, "secret")),
        told(lambda: cls("a", "b", (), [], b"", 1, 2)),
        told(lambda: cls()),
        told(lambda: cls("a", wrong=1)),
        repr(other).rpartition(".")[2],
        [(field.name, field.type, field.default) for field in dataclasses.fields(cls)],
        dataclasses.asdict(other),
        dataclasses.is_dataclass(cls),
        cls.__match_args__,
        cls.__doc__,
        cls.KIND,
        other.words,
        hasattr(other, "__dict__"),
        getattr(cls, "__slots__", None),
    ]


@pytest.mark.parametrize("made", [place, plain_place])
@pytest.mark.parametrize("options", OPTIONS, ids=str)
def test_it_does_what_the_standard_one_does(
    options: dict[str, bool], made: Callable[[Decorator, dict[str, bool]], Any]
) -> None:
    expected = comparable(made(dataclasses.dataclass, options))
    assert comparable(made(dataclass, options)) == expected


@pytest.mark.parametrize("asked", [repr, hash, lambda one: one == one, dataclasses.fields])
def test_the_rest_is_there_whatever_is_asked_first(asked: Callable[[Any], object]) -> None:
    ours, theirs = (
        plain_place(decorator, {"frozen": True, "slots": True})
        for decorator in (dataclass, dataclasses.dataclass)
    )
    asked(ours("a"))
    assert comparable(ours) == comparable(theirs)
    assert len({ours("a"), ours("a"), ours("b")}) == 2


def test_the_methods_are_written_when_they_are_needed() -> None:
    cls = plain_place(dataclass, {"frozen": True, "slots": True})
    one = cls("a")
    assert "__dataclass_params__" not in vars(cls)
    assert one == cls("a")
    assert "__dataclass_params__" in vars(cls)


@pytest.mark.parametrize("options", OPTIONS, ids=str)
def test_a_field_of_which_more_is_said_is_the_standard_one(options: dict[str, bool]) -> None:
    def told_place(decorator: Decorator, told_field: Callable[..., Any]) -> Any:
        class Place:
            KIND: ClassVar[str] = "place"

            uid: str
            key: bytes = told_field(repr=False)
            name: str = told_field(default="Mary", compare=False)
            tags: tuple[str, ...] = ()
            seen: list[str] = told_field(default_factory=list)
            words = "Mary x"

        return decorator(**options)(Place)

    ours = told_place(dataclass, field)
    theirs = told_place(dataclasses.dataclass, dataclasses.field)
    one, other = ours("a", b"k"), theirs("a", b"k")
    assert repr(one).rpartition(".")[2] == repr(other).rpartition(".")[2]
    assert (one == ours("a", b"k", "Tejen")) == (other == theirs("a", b"k", "Tejen"))
    assert (one == ours("a", b"l")) == (other == theirs("a", b"l"))
    assert dataclasses.asdict(one) == dataclasses.asdict(other)
    assert one.seen is not ours("a", b"k").seen
    assert told(lambda: ours("a")) == told(lambda: theirs("a"))


def test_a_secret_is_kept_out_of_words_from_the_first_object_on() -> None:
    @dataclass(frozen=True, slots=True)
    class Opened:
        folder: str
        key: bytes = field(repr=False)

    one = Opened("laptop", b"secret")
    assert one.key == b"secret"
    assert "__dataclass_params__" not in vars(Opened)
    assert "secret" not in repr(one)
    assert one == Opened("laptop", b"secret")


def test_a_field_may_have_any_name() -> None:
    @dataclass(frozen=True, slots=True)
    class Report:
        new: int
        self: int
        given: int
        named: int

    assert dataclasses.astuple(Report(named=4, given=3, self=2, new=1)) == (1, 2, 3, 4)


def test_a_fault_with_data_is_an_exception_like_any_other() -> None:
    @dataclass(eq=False)
    class Late(Exception):
        days: int

    with pytest.raises(Late) as caught:
        raise Late(3)
    assert caught.value.days == 3


def test_a_class_below_may_have_a_beginning_of_its_own() -> None:
    parent = place(dataclass, {"slots": True})

    class Below(parent):  # type: ignore[misc, valid-type]
        def __init__(self) -> None:
            super().__init__("below")

    assert Below().uid == "below"


def test_many_threads_may_make_the_first_one() -> None:
    for _ in range(50):
        cls = place(dataclass, {"frozen": True, "slots": True})
        made: list[object] = []
        gate = threading.Barrier(4)

        def work(cls: Any = cls, made: list[object] = made, gate: threading.Barrier = gate) -> None:
            gate.wait()
            made.append(cls("a"))

        threads = [threading.Thread(target=work) for _ in range(4)]
        for one in threads:
            one.start()
        for one in threads:
            one.join()
        assert made == [cls("a")] * 4
