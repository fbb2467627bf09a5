"""What the form's expressions can reach around the filled form: time, files, words, settings."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime, tzinfo
from random import Random

from socialcase.collector import collector_paused
from socialcase.errors import Sentence
from socialcase.forms.external import BadResource, read_resource
from socialcase.forms.model import Expression, Model, Plan, Text, Translation
from socialcase.forms.offering import Offers
from socialcase.forms.tallies import Tallies
from socialcase.forms.tree import Field, ancestor
from socialcase.forms.views import Choice, Resource
from socialcase.forms.xform_body import parts_of
from socialcase.forms.xpath.axes import canonical
from socialcase.forms.xpath.errors import FAILED, XPathError
from socialcase.forms.xpath.footprint import Path
from socialcase.forms.xpath.frame import Frame, Spec
from socialcase.forms.xpath.nodes import DOCUMENT, Node
from socialcase.forms.xpath.xml import BadXml, read_xml
from socialcase.texts import N_

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# what the converter writes where a translation is missing
_UNTRANSLATED = "-"
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


# how many nodes one act may look at; beyond, expressions fail: an author's slip (every choice of a
# long list compared with every other) must not stop the program for minutes
MOST_LOOKED_AT = 1_500_000


class FormWorld:
    """One session's surroundings (implements `frame.World`) and its words."""

    def __init__(
        self,
        model: Model,
        now: datetime,
        chance: Random,
        settings: Mapping[str, str],
        resources: Mapping[str, Resource],
        host: Mapping[str, str],
    ) -> None:
        self.model = model
        self.root = Node(DOCUMENT, "")
        self.months: tuple[str, ...] = MONTHS
        self.weekdays: tuple[str, ...] = WEEKDAYS
        self.only: Sequence[Field | None] = ()
        self.chance = chance
        self.language = model.default_language
        self.tallies = Tallies(model)
        self._now = now if now.tzinfo is not None else now.astimezone()
        self.zone: tzinfo = self._now.tzinfo or UTC
        self._settings = settings
        self._resources = resources
        self._host = host
        self._opened: dict[str, Node | None] = {}
        self._spent = 0
        # files that were there and could not be read, by instance, and why
        self.unread: dict[str, Sentence] = {}
        self._indexes: dict[tuple[int, tuple[str, ...]], dict[str, list[Node]]] = {}
        self._offers = Offers(self)
        self._parts: dict[tuple[int, Path], list[str | Expression]] = {}
        # the translations by the language shown, in the order in which words are looked for
        self._in_turn: dict[str, list[Translation]] = {}
        self._forms: dict[str, frozenset[str]] = {}

    # frame.World -------------------------------------------------------------------------------

    def now(self) -> datetime:
        """Return the session's time."""
        return self._now

    def tick(self, now: datetime) -> None:
        """Move the session's time."""
        self._now = now.astimezone(self.zone)

    def setting(self, name: str) -> str:
        """Return a property of the device or form."""
        return self._settings.get(name, "")

    def instance(self, name: str) -> Node | None:
        """Return a secondary instance, read when first asked for."""
        if name not in self._opened:
            with collector_paused():
                self._opened[name] = self._open(name)
        return self._opened[name]

    def _open(self, name: str) -> Node | None:
        if name in self._host:
            return self._read(name, lambda: read_xml(self._host[name]))
        source = self.model.sources.get(name, "")
        inline = self.model.secondary.get(name)
        if source:
            found = self._read(name, lambda: read_resource(self._resources, source))
            if found is not None:
                return found
        if inline is not None and inline.children:
            return inline
        empty = Node(DOCUMENT, "")
        empty.append(Node(1, "root"))
        return empty if source or inline is not None else None

    def _read(self, name: str, reading: Callable[[], Node | None]) -> Node | None:
        try:
            return reading()
        except (BadResource, BadXml) as error:
            self.unread[name] = error.said
            return None

    def itext(self, name: str) -> str:
        """Return a translated text as seen from the form's root."""
        top = next(self.root.elements(), None)
        return self.words(Text(itext=name), top) if isinstance(top, Field) else ""

    def index(self, items: list[Node], keys: tuple[str, ...]) -> Mapping[str, list[Node]] | None:
        """Return a hash index over a secondary instance's items; None for the live form."""
        if isinstance(items[0], Field):
            return None
        key = (id(items), keys)
        found = self._indexes.get(key)
        if found is None:
            found = self._indexes[key] = {}
            for item in items:
                for text in {k.text() for k in item.kids.get(keys[0], ())}:
                    found.setdefault(text, []).append(item)
        return found

    def spend(self, nodes: int) -> None:
        """Count nodes that are looked at. Raises `XPathError` when it has been far too many."""
        self._spent += nodes
        if self._spent > MOST_LOOKED_AT:
            raise XPathError(N_("an expression looks at too many things"))

    def rest(self) -> None:
        """Begin to count anew: an act is over."""
        self._spent = 0

    def tally(self, spec: Spec, node: Node, frame: Frame) -> Iterable[float] | None:
        """Return what the members of a tally over the live form contribute."""
        return self.tallies.parts(spec.anchor(node, frame), spec, self)

    def choice_name(self, value: str, question: str, node: Node) -> str:
        """Return the label of a choice of another question, as seen from `node`."""
        plan = self._plan_of(question, node)
        if plan is None or not isinstance(node, Field):
            return ""
        return self._offers.label(plan, self._instance_near(plan, node), value)

    def _plan_of(self, question: str, node: Node) -> Plan | None:
        steps = [canonical(s.strip()) for s in question.strip().split("/")]
        path: Path = () if question.strip().startswith("/") else _path(node)
        for step in steps:
            path = path[:-1] if step == ".." else path if step in ("", ".") else (*path, step)
        return self.model.plans.get(path)

    def _instance_near(self, plan: Plan, node: Field) -> Field:
        shared = 0
        for mine, other in zip(node.plan.path, plan.path, strict=False):
            if mine != other:
                break
            shared += 1
        here: Node = ancestor(node, max(shared, 1))
        for name in plan.path[max(shared, 1) :]:
            here = next(iter(here.kids.get(name, [])), here)
        return here if isinstance(here, Field) else node

    # words -------------------------------------------------------------------------------------

    def words(self, text: Text | None, node: Field, form: str = "") -> str:
        """Return a text in the language now shown, with its outputs filled in."""
        if text is None:
            return ""
        if text.dynamic is not None:
            name = text.dynamic.text(node, Frame(self, node))
        elif text.itext:
            name = text.itext
        else:
            return "" if form else self._join(text.parts, node)
        found = self.translated(name, form)
        if found is None:
            return ""
        key = (id(found), node.plan.path)
        parts = self._parts.get(key)
        if parts is None:
            parts = parts_of(found, self.model.expressions, node.plan.path)
            self._parts[key] = parts
        return self._join(parts, node)

    def translated(self, name: str, form: str) -> Node | None:
        """Return a text's node in the language now shown, or in another rather than none."""
        if form and form not in self._forms_of(name):
            return None
        blank: Node | None = None
        for translation in self._languages():
            forms = translation.texts.get(name)
            if not forms:
                continue
            found = forms.get(form) or (None if form else forms.get("long") or forms.get("short"))
            if found is not None and (found.children or found.value.strip() != _UNTRANSLATED):
                return found
            blank = blank or found
        return blank

    def _forms_of(self, name: str) -> frozenset[str]:
        """Return what there is of a text in any language: most have words, no picture or sound."""
        found = self._forms.get(name)
        if found is None:
            texts = [t.texts.get(name) or {} for t in self.model.translations]
            found = self._forms[name] = frozenset(form for forms in texts for form in forms)
        return found

    def _languages(self) -> list[Translation]:
        """Return the language shown, the default, then the others: any words beat none."""
        found = self._in_turn.get(self.language)
        if found is None:
            order = {self.language: 0, self.model.default_language: 1}
            found = sorted(self.model.translations, key=lambda t: order.get(t.language, 2))
            self._in_turn[self.language] = found
        return found

    def _join(self, parts: list[str | Expression], node: Field) -> str:
        if len(parts) == 1 and isinstance(parts[0], str):
            return parts[0]
        frame = Frame(self, node)
        made = [p if isinstance(p, str) else _shown(p, node, frame) for p in parts]
        return "".join(made)

    # choices -----------------------------------------------------------------------------------

    def choices(self, plan: Plan, node: Field) -> list[Choice]:
        """Return every choice that a question offers now."""
        return self._offers.choices(plan, node)

    def codes(self, plan: Plan, node: Field) -> set[str]:
        """Return the values that a question offers now."""
        return self._offers.codes(plan, node)


def _shown(part: Expression, node: Field, frame: Frame) -> str:
    try:
        value = part.text(node, frame)
    except FAILED:
        return ""
    return "" if value == "NaN" else value


def _path(node: Node) -> Path:
    return node.plan.path if isinstance(node, Field) else ()
