"""The body of an XForm: questions, groups and repeats with their words and choices."""

import re
from collections.abc import Callable, Mapping

from socialcase.forms.model import (
    Action,
    Control,
    Expression,
    Expressions,
    Itemset,
    Model,
    Plan,
    StaticChoice,
    Text,
)
from socialcase.forms.searching import take_search
from socialcase.forms.xpath.axes import canonical
from socialcase.forms.xpath.footprint import Path
from socialcase.forms.xpath.nodes import ELEMENT, Node
from socialcase.forms.xpath.parsing import parse

ReadActions = Callable[[Node, Plan | None], list[Action]]
_KINDS = {
    "input": "input",
    "select1": "select1",
    "select": "select",
    "odk:rank": "rank",
    "rank": "rank",
    "upload": "upload",
    "range": "range",
    "trigger": "trigger",
    "secret": "secret",
}
_ITEXT = re.compile(r"jr:itext\([^()'\"]+\)")
# attributes of a control that say what it is, not how it behaves
_PLACED = frozenset(("ref", "bind", "nodeset", "appearance", "class", "id", "intent"))


def read_text(source: str, expressions: Expressions, here: Path) -> Text:
    """Read an attribute that is a text or `jr:itext(...)`."""
    if source.strip().startswith("jr:itext("):
        tree = parse(source)
        argument = tree[2][0] if tree[0] == "call" and tree[2] else ["str", ""]
        if argument[0] == "str":
            return Text(itext=argument[1])
        return Text(dynamic=expressions.make(source.strip()[9:-1], here))
    return Text(parts=[source])


def parts_of(node: Node, expressions: Expressions, here: Path | None) -> list[str | Expression]:
    """Return a label's words and the expressions of its outputs."""
    if not node.children:
        return [node.value] if node.value else []
    parts: list[str | Expression] = []
    for child in node.children:
        if child.kind != ELEMENT:
            parts.append(child.value)
        elif child.name == "output":
            source = child.attribute("value") or child.attribute("ref")
            if source:
                parts.append(expressions.make(source, here))
        else:
            parts += parts_of(child, expressions, here)
    return parts


Settings = Mapping[Path, Mapping[str, str]]


def read_body(model: Model, body: Node, actions: ReadActions, settings: Settings) -> None:
    """Attach controls, groups, repeats and their actions to the plans.

    `settings`: what binds say about how a question is asked (`max-pixels`, `quality`, ...).
    """
    _Body(model, actions, settings).read(body, model.root.path)


class _Body:
    def __init__(self, model: Model, actions: ReadActions, settings: Settings) -> None:
        self._model = model
        self._settings = settings
        self._make = model.expressions.make
        self._actions = actions

    def read(self, parent: Node, base: Path) -> None:
        for node in parent.elements():
            if node.name == "group":
                self._group(node, base)
            elif node.name == "repeat":
                self._repeat(node, base)
            elif node.name in _KINDS:
                self._question(node, base)
            elif node.name == "setvalue":
                self._model.actions += self._actions(node, self._model.plans.get(base))

    def _path(self, text: str, base: Path) -> Path:
        path = () if text.startswith("/") else base
        for step in text.strip().split("/"):
            name = canonical(step.strip())
            if name == "..":
                path = path[:-1]
            elif name not in ("", "."):
                path = (*path, name)
        return path

    def _group(self, node: Node, base: Path) -> None:
        repeat = node.child("repeat")
        ref = node.attribute("ref") or node.attribute("nodeset")
        path = self._path(ref, base) if ref else base
        plan = self._model.plans.get(path)
        if repeat is not None and not ref:
            inner = self._path(repeat.attribute("nodeset"), base)
            plan, path = self._model.plans.get(inner), base
        elif not ref:
            plan = None
        if plan is not None and plan.control is None:
            plan.control = self._shown("group", node, plan)
        self.read(node, path)

    def _repeat(self, node: Node, base: Path) -> None:
        path = self._path(node.attribute("nodeset") or node.attribute("ref"), base)
        plan = self._model.plans[path]
        if plan.control is None or node.attribute("appearance"):
            shown = plan.control or Control("group")
            shown.appearance = node.attribute("appearance") or shown.appearance
            plan.control = shown
        plan.control.kind = "repeat"
        count = node.attribute("jr:count")
        if count:
            plan.count = self._make(count, plan.path)
        plan.fixed = node.attribute("jr:noAddRemove").startswith("true") or bool(count)
        self.read(node, path)

    def _question(self, node: Node, base: Path) -> None:
        ref = node.attribute("ref") or node.attribute("bind")
        plan = self._model.plans.get(self._path(ref, base))
        # a place recorded in the background has a control that nobody is to see
        if plan is None or (node.name == "trigger" and plan.type == "geopoint"):
            return
        control = self._shown(_KINDS[node.name], node, plan)
        control.parameters.update(self._settings.get(plan.path, {}))
        for name, value in node.attributes().items():
            if value and name not in _PLACED and not name.startswith("xmlns"):
                control.parameters[name.rpartition(":")[2]] = value
        for item in node.kids.get("item", ()):
            control.choices.append(self._static(item, plan))
        itemset = node.child("itemset")
        if itemset is not None:
            control.itemset = self._itemset(itemset, plan)
        name = take_search(control, plan.path, self._make)
        if name:
            self._model.sources.setdefault(name, f"jr://file-csv/{name}.csv")
        plan.control = control
        for child in node.elements():
            plan.actions += self._actions(child, plan)

    def _shown(self, kind: str, node: Node, plan: Plan) -> Control:
        return Control(
            kind,
            node.attribute("appearance"),
            self._words(node.child("label"), plan),
            self._words(node.child("hint"), plan),
        )

    def _words(self, node: Node | None, plan: Plan) -> Text | None:
        if node is None:
            return None
        ref = node.attribute("ref")
        if ref:
            return read_text(ref, self._model.expressions, plan.path)
        return Text(parts=parts_of(node, self._model.expressions, plan.path))

    def _static(self, item: Node, plan: Plan) -> StaticChoice:
        value = item.child("value")
        label = self._words(item.child("label"), plan) or Text()
        return StaticChoice(value.text().strip() if value is not None else "", label)

    def _itemset(self, node: Node, plan: Plan) -> Itemset:
        value, label = node.child("value"), node.child("label")
        label_ref = label.attribute("ref") if label is not None else ""
        return Itemset(
            self._make(node.attribute("nodeset"), plan.path),
            self._make(value.attribute("ref") if value is not None else "name"),
            self._make(label_ref) if label_ref else None,
            self._make(label_ref[9:-1]) if _ITEXT.fullmatch(label_ref) else None,
        )
