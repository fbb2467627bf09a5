"""From an ODK XForm document to the form's tables."""

import re

from socialcase.errors import Sentence, sentence
from socialcase.forms.model import (
    Action,
    Expression,
    Expressions,
    Model,
    Plan,
    Translation,
)
from socialcase.forms.xform_body import read_body, read_text
from socialcase.forms.xpath.axes import canonical
from socialcase.forms.xpath.errors import XPathError
from socialcase.forms.xpath.footprint import Path
from socialcase.forms.xpath.nodes import Node
from socialcase.forms.xpath.xml import read_xml
from socialcase.texts import N_

# names of older forms
_EVENTS = {"xforms-ready": "odk-instance-first-load", "jr-insert": "odk-new-repeat"}
_EXPRESSIONS = ("relevant", "readonly", "required", "constraint", "calculate")


class BadForm(ValueError):
    """The document is no XForm that can run. `place` names the node at fault ("" if unknown)."""

    def __init__(self, said: Sentence, place: str = "") -> None:
        super().__init__(str(said))
        self.said = said
        self.place = place


def read_xform(text: str) -> Model:
    """Read an XForm. Raises `BadForm` or `BadXml`."""
    html = read_xml(text, lean=True).child("h:html")
    head = html.child("h:head") if html is not None else None
    model = head.child("model") if head is not None else None
    body = html.child("h:body") if html is not None else None
    if html is None or head is None or model is None or body is None:
        raise BadForm(sentence(N_("This is no ODK form: it has no model or no body.")))
    return _Reading(head, model, body, Expressions()).read()


class _Reading:
    def __init__(self, head: Node, model: Node, body: Node, expressions: Expressions) -> None:
        self._head = head
        self._xml = model
        self._body = body
        self._expressions = expressions
        self._plans: dict[Path, Plan] = {}
        # what binds say about how a question is asked
        self._settings: dict[Path, dict[str, str]] = {}
        self._bound = {
            b.attribute("id"): b.attribute("nodeset") for b in model.kids.get("bind", ())
        }

    def read(self) -> Model:
        instances = self._xml.kids.get("instance", [])
        root = next(instances[0].elements(), None) if instances else None
        if root is None:
            raise BadForm(sentence(N_("This is no ODK form: it has no instance.")))
        top = self._plan(root, (), None)
        self._mark_repeats(self._body)
        for bind in self._xml.kids.get("bind", ()):
            self._bind(bind)
        title = self._head.child("h:title")
        translations, language = self._translations()
        model = Model(
            title=title.text() if title is not None else "",
            root=top,
            plans=self._plans,
            instance=root,
            secondary={i.attribute("id"): i for i in instances[1:]},
            sources={i.attribute("id"): i.attribute("src") for i in instances[1:]},
            translations=translations,
            default_language=language,
            actions=[],
            expressions=self._expressions,
        )
        try:
            model.actions = [a for n in self._xml.elements() for a in self._actions(n, None)]
            read_body(model, self._body, self._actions, self._settings)
        except XPathError as error:
            raise BadForm(error.said) from error
        return model

    # the instance ------------------------------------------------------------------------------

    def _plan(self, node: Node, above: Path, parent: Plan | None) -> Plan:
        path = (*above, node.name)
        plan = self._plans.get(path)
        if plan is None:
            plan = self._plans[path] = Plan(path, len(self._plans), parent)
            if parent is not None:
                parent.children.append(plan)
                parent.by_name[node.name] = plan
        else:
            plan.alone = False
        for attribute in node.attrs:
            key = (*path, "@" + attribute.name)
            if attribute.name != "jr:template" and key not in self._plans:
                held = self._plans[key] = Plan(key, len(self._plans), plan)
                plan.children.append(held)
                plan.by_name["@" + attribute.name] = held
        for child in node.elements():
            self._plan(child, path, plan)
        plan.seeded = plan.seeded or "@jr:template" not in node.kids
        if plan.template is None or "@jr:template" in node.kids:
            plan.template = node
        return plan

    def _mark_repeats(self, node: Node) -> None:
        found = [n for n in node.walk() if n.name == "repeat"]
        for repeat in found:
            path = self.path_of(repeat.attribute("nodeset") or repeat.attribute("ref"), ())
            plan = self._plans.get(path)
            if plan is None:
                said = sentence(N_("A repeat stands for nothing."))
                raise BadForm(said, "/" + "/".join(path))
            plan.repeat = True
        for plan in self._plans.values():
            above = plan.parent is None or plan.parent.alone
            plan.alone = plan.alone and above and not plan.repeat
        self._expressions.settle(self._plans.values())

    # binds -------------------------------------------------------------------------------------

    def path_of(self, text: str, base: Path) -> Path:
        """Return the generic path that a nodeset or ref names."""
        path = () if text.startswith("/") else base
        for step in text.strip().split("/"):
            name = canonical(step.strip().partition("[")[0])
            if name == "..":
                path = path[:-1]
            elif name not in ("", "."):
                path = (*path, name)
        return path

    def _bind(self, bind: Node) -> None:
        path = self.path_of(bind.attribute("nodeset") or bind.attribute("ref"), self._top())
        plan = self._plans.get(path)
        if plan is None:
            return
        plan.type = bind.attribute("type").rpartition(":")[2] or plan.type
        for name in _EXPRESSIONS:
            source = bind.attribute(name)
            if source:
                setattr(plan, name, self._expression(source, plan, name))
        self._settings[path] = {
            name.partition(":")[2]: value
            for name, value in bind.attributes().items()
            if name.startswith(("orx:", "odk:"))
        }
        plan.preload = bind.attribute("jr:preload")
        plan.preload_parameters = bind.attribute("jr:preloadParams")
        for name, key in (
            ("constraint_message", "jr:constraintMsg"),
            ("required_message", "jr:requiredMsg"),
        ):
            if bind.attribute(key):
                setattr(plan, name, read_text(bind.attribute(key), self._expressions, plan.path))

    def _top(self) -> Path:
        return next(iter(self._plans))

    def _expression(self, source: str, plan: Plan, column: str) -> Expression:
        try:
            return self._expressions.make(source, plan.path)
        except XPathError as error:
            said = sentence(N_("{column}: {error}"), column=column, error=error.said)
            raise BadForm(said, plan.generic) from error

    # actions -----------------------------------------------------------------------------------

    def _actions(self, node: Node, source: Plan | None) -> list[Action]:
        if node.name != "setvalue":
            return []
        base = source.path if source is not None else self._top()
        ref = node.attribute("ref") or self._bound.get(node.attribute("bind"), "")
        target = self.path_of(re.sub(r"\[[^\]]*\]", "", ref), base)
        if target not in self._plans:
            return []
        value = node.attribute("value")
        expression = self._expressions.make(value, target) if value.strip() else None
        said = (node.attribute("event") or node.attribute("ev:event")).split()
        events = frozenset(_EVENTS.get(event, event) for event in said)
        where = self._expressions.make(ref, base) if "[" in ref else None
        return [Action(events, target, where, expression, node.text(), source)]

    # translations ------------------------------------------------------------------------------

    def _translations(self) -> tuple[list[Translation], str]:
        itext = self._xml.child("itext")
        if itext is None:
            return [], ""
        found: list[Translation] = []
        default = ""
        for node in itext.kids.get("translation", ()):
            language = node.attribute("lang")
            if node.attribute("default") and not default:
                default = language
            texts = {t.attribute("id"): _forms(t) for t in node.kids.get("text", ())}
            found.append(Translation(language, texts))
        return found, default or (found[0].language if found else "")


def _forms(text: Node) -> dict[str, Node]:
    return {v.attribute("form"): v for v in reversed(text.kids.get("value", []))}
