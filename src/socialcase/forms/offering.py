"""The choices that a question offers now."""

from typing import Protocol

from socialcase.forms.model import Itemset, Plan, Text
from socialcase.forms.tree import Field
from socialcase.forms.views import Choice
from socialcase.forms.xpath.axes import canonical
from socialcase.forms.xpath.errors import FAILED
from socialcase.forms.xpath.frame import Frame, World
from socialcase.forms.xpath.nodes import Node
from socialcase.forms.xpath.parsing import Ast

# outputs leave blanks at the ends of words that mean nothing
BLANKS = " \t\r\n"
_MEDIA = ("image", "big-image", "audio", "video")


class Worded(World, Protocol):
    """The session around the choices, with its words."""

    language: str

    def words(self, text: Text | None, node: Field, form: str = "") -> str:
        """Return a text in the language now shown."""
        ...

    def translated(self, name: str, form: str) -> Node | None:
        """Return a translated text as it is written."""
        ...


class Offers:
    """The choices of one session's questions; what stays as it is, is made once."""

    def __init__(self, world: Worded) -> None:
        self._world = world
        # by list and language
        self._made: dict[tuple[int, str], dict[Node, Choice]] = {}
        # by list, where it is always the same: its codes, and its items by code
        self._codes: dict[int, set[str]] = {}
        self._items: dict[int, dict[str, Node]] = {}

    def choices(self, plan: Plan, node: Field) -> list[Choice]:
        """Return every choice that a question offers now."""
        control = plan.control
        if control is None:
            return []
        words = self._world.words
        written = [
            _choice(c.value, words(c.label, node), [words(c.label, node, form) for form in _MEDIA])
            for c in control.choices
        ]
        return written + self._listed(control.itemset, node) if control.itemset else written

    def _listed(self, itemset: Itemset, node: Field) -> list[Choice]:
        frame = Frame(self._world, node)
        made = self._made.setdefault((id(itemset), self._world.language), {})
        names = _names(itemset)
        rows: list[Choice] = []
        for item in _found(itemset, node, frame):
            choice = made.get(item)
            if choice is None:
                if names is not None and not isinstance(item, Field):
                    choice = made[item] = _of(item, *names)
                else:
                    choice = self._offer(itemset, item, frame)
                    if self._stays(itemset, item, frame):
                        made[item] = choice
            rows.append(choice)
        return rows

    def _offer(self, itemset: Itemset, item: Node, frame: Frame) -> Choice:
        label = itemset.label.text(item, frame) if itemset.label is not None else ""
        named = itemset.text_id.text(item, frame) if itemset.text_id is not None else ""
        value = itemset.value.text(item, frame)
        return _choice(value, label, [self._address(named, form) for form in _MEDIA])

    def _address(self, named: str, form: str) -> str:
        """Where a file that goes with translated words lies, "" where there is none."""
        address = self._world.translated(named, form) if named else None
        return address.text() if address is not None else ""

    def _stays(self, itemset: Itemset, item: Node, frame: Frame) -> bool:
        """Whether a choice stays as it is: made of a file's row, its words without answers."""
        if isinstance(item, Field):
            return False
        if itemset.text_id is not None:
            words = self._world.translated(itemset.text_id.text(item, frame), "")
            return words is None or not words.children
        tree = itemset.label.tree if itemset.label is not None else None
        return tree is None or (tree[0] == "path" and tree[1] == "rel")

    def label(self, plan: Plan, node: Field, code: str) -> str:
        """Return the words of one choice exactly as written, "" where it is not offered."""
        control = plan.control
        if control is None:
            return ""
        for choice in control.choices:
            if choice.value == code:
                return self._world.words(choice.label, node)
        if control.itemset is None or control.itemset.label is None:
            return ""
        frame = Frame(self._world, node)
        item = self._item(control.itemset, code, node, frame)
        return control.itemset.label.text(item, frame) if item is not None else ""

    def _item(self, itemset: Itemset, code: str, node: Field, frame: Frame) -> Node | None:
        table = self._items.get(id(itemset))
        if table is None:
            value, table = itemset.value.text, {}
            for item in reversed(_found(itemset, node, frame)):
                table[value(item, frame)] = item
            if not itemset.nodes.reads:
                self._items[id(itemset)] = table
        return table.get(code)

    def codes(self, plan: Plan, node: Field) -> set[str]:
        """Return the values that a question offers now."""
        control = plan.control
        if control is None:
            return set()
        written = {c.value for c in control.choices}
        if control.itemset is None:
            return written
        fixed = not control.itemset.nodes.reads
        known = self._codes.get(id(control)) if fixed else None
        if known is None:
            frame = Frame(self._world, node)
            value = control.itemset.value.text
            known = written | {value(item, frame) for item in _found(control.itemset, node, frame)}
        if fixed:
            self._codes[id(control)] = known
        return known


def _found(itemset: Itemset, node: Field, frame: Frame) -> list[Node]:
    """Return the nodes of the choices; none where their expression fails."""
    try:
        return itemset.nodes.nodes(node, frame)
    except FAILED:
        return []


def _names(itemset: Itemset) -> tuple[str, str] | None:
    """Return where value and words stand right below an item, if that is where they stand."""
    if itemset.text_id is not None or itemset.label is None:
        return None
    value, label = _child(itemset.value.tree), _child(itemset.label.tree)
    return (value, label) if value and label else None


def _child(tree: Ast) -> str:
    plain = tree[0] == "path" and tree[1] == "rel" and len(tree[2]) == 1
    if not plain or tree[2][0][0] != "child" or tree[2][0][2]:
        return ""
    name = canonical(tree[2][0][1])
    return "" if "*" in name or ")" in name else name


def _of(item: Node, value: str, label: str) -> Choice:
    values, labels = item.kids.get(value), item.kids.get(label)
    return Choice(
        values[0].text() if values else "", labels[0].text().strip(BLANKS) if labels else ""
    )


def _choice(value: str, label: str, addresses: list[str]) -> Choice:
    # an address is like `jr://images/...`
    image, large, audio, video = (address.rpartition("/")[2] for address in addresses)
    return Choice(value, label.strip(BLANKS), image or large, audio, video)
