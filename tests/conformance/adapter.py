"""The form engine behind the interface of the recorded conformance cases.

`Adapter` evaluates single expressions over a document and opens forms; node addresses are
`/` (document), `/*[1]/*[2]` (second child element of the document element), `.../@id`.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from random import Random

from socialcase.forms import Resource, Session, form_from_xform, open_session
from socialcase.forms.xpath.compiler import Compiler
from socialcase.forms.xpath.frame import Frame, Spec
from socialcase.forms.xpath.nodes import ATTRIBUTE, NAMESPACE, Node
from socialcase.forms.xpath.parsing import parse
from socialcase.forms.xpath.values import Value
from socialcase.forms.xpath.xml import read_xml

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


class Document:
    """The world of one expression: the document around it."""

    def __init__(self, document: Node, root: Node, language: str | None) -> None:
        self.root = root
        self.months: tuple[str, ...] = _MONTHS
        self.weekdays: tuple[str, ...] = _DAYS
        self.only: tuple[Node, ...] = ()
        self.chance = Random()
        zone = datetime.now().astimezone().tzinfo
        assert zone is not None
        self.zone = zone
        self._document = document
        self._language = language
        self.as_nodes = False

    def now(self) -> datetime:
        return datetime.now(self.zone)

    def _elements(self, name: str) -> list[Node]:
        return [n for n in self._document.walk() if n.name == name]

    def instance(self, name: str) -> Node | None:
        return next((n for n in self._elements("instance") if n.attribute("id") == name), None)

    def itext(self, name: str) -> Value:
        translations = self._elements("translation")
        wanted = [t for t in translations if t.attribute("lang") == self._language]
        wanted = wanted or [t for t in translations if "@default" in t.kids] or translations[:1]
        texts = [t for w in wanted for t in w.kids.get("text", ()) if t.attribute("id") == name]
        values = list(texts[0].kids.get("value", ())) if texts else []
        if self.as_nodes:
            return values
        return next((v.text() for v in values if not v.attribute("form")), "")

    def choice_name(self, value: str, question: str, node: Node) -> str:
        return value

    def setting(self, name: str) -> str:
        return ""

    def index(self, items: list[Node], keys: tuple[str, ...]) -> Mapping[str, list[Node]] | None:
        return None

    def spend(self, nodes: int) -> None:
        pass

    def tally(self, spec: Spec, node: Node, frame: Frame) -> Iterable[float] | None:
        return None


def find(document: Node, address: str) -> Node:
    """Return the node at an address."""
    node = document
    for step in address.strip("/").split("/") if address != "/" else ():
        if step.startswith("@"):
            node = next(a for a in node.attrs if step[1:] in (a.name, a.local))
        else:
            node = list(node.elements())[int(step[2:-1]) - 1]
    return node


def address(node: Node) -> str:
    """Return a node's address."""
    if node.parent is None:
        return "/"
    above = address(node.parent).rstrip("/")
    if node.kind == ATTRIBUTE:
        return f"{above}/@{node.name}"
    if node.kind == NAMESPACE:
        return f"{above}/@xmlns:{node.name}" if node.name else f"{above}/@xmlns"
    at = next((i for i, n in enumerate(node.parent.elements(), 1) if n is node), 0)
    return f"{above}/*[{at}]"


class Adapter:
    """What the runner of the recorded cases calls."""

    def xpath_parse(self, expr: str) -> None:
        parse(expr)

    def xpath_eval(
        self,
        expr: str,
        doc_xml: str,
        context: str,
        root: str,
        result_type: str,
        lang: str | None = None,
    ) -> object:
        document = read_xml(doc_xml, mixed=True)
        node = find(document, context)
        world = Document(document, find(document, root), lang)
        world.as_nodes = result_type == "nodeset"
        compiler, tree = Compiler(), parse(expr)
        frame = Frame(world, node)
        if result_type == "boolean":
            return compiler.truth(tree)(node, frame)
        if result_type == "number":
            return compiler.number(tree)(node, frame)
        if result_type == "string":
            return compiler.text(tree)(node, frame)
        return [address(n) for n in compiler.nodes(tree)(node, frame)]

    def load(
        self,
        form_xml: str,
        resources: Mapping[str, tuple[str, str]],
        now: str,
        preload: Mapping[str, str],
        edit_instance: str | None,
    ) -> Session:
        return open_session(
            form_from_xform(form_xml),
            now=datetime.fromisoformat(now.replace("Z", "+00:00")).astimezone(),
            preload=preload,
            instance=edit_instance,
            resources={url: Resource(kind, text) for url, (kind, text) in resources.items()},
        )
