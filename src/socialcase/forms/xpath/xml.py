"""Reading XML into nodes, within bounds.

Entities other than XML's own five and document type declarations are refused, as is anything
nested or large beyond reason: a form may come from a stranger.
"""

import re
from collections.abc import Mapping
from xml.parsers import expat

from socialcase.errors import Sentence, sentence
from socialcase.forms.xpath.nodes import (
    ATTRIBUTE,
    COMMENT,
    DOCUMENT,
    ELEMENT,
    INSTRUCTION,
    NAMESPACE,
    TEXT,
    Lean,
    Node,
)
from socialcase.texts import N_

XFORMS = "http://www.w3.org/2002/xforms"
XHTML = "http://www.w3.org/1999/xhtml"
_KNOWN: Mapping[str, str] = {
    XHTML: "h",
    "http://openrosa.org/javarosa": "jr",
    "http://openrosa.org/xforms": "orx",
    "http://www.opendatakit.org/xforms": "odk",
    "http://www.opendatakit.org/xforms/entities": "entities",
    "http://www.w3.org/2001/xml-events": "ev",
    "http://www.w3.org/XML/1998/namespace": "xml",
}
# prefixes that expressions use for the same namespaces
ALIASES: Mapping[str, str] = {"xhtml": "h", "events": "ev"}
# where blanks between <output/> elements are part of a sentence
_PROSE = frozenset(("label", "hint", "value", "help", "alert"))
_MAX_DEPTH = 200
_MAX_NODES = 600_000
_MAX_CHARS = 64 * 1024 * 1024
# word processors part lines by the first two: they come in with what is pasted
_BREAK = re.compile("[\x0b\x0c]")
_UNWRITABLE = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class BadXml(ValueError):
    """The text is not well-formed XML, or refused for its shape. `line` counts from 1."""

    def __init__(self, said: Sentence, line: int = 0) -> None:
        super().__init__(str(said))
        self.said = said
        self.line = line


def read_xml(text: str, *, mixed: bool = False, lean: bool = False) -> Node:
    """Read a document into nodes; `mixed` keeps every text, comment and instruction.

    `lean`: only what stands in an `instance` gets nodes for its attributes; the rest is read once,
    by name, and never walked over. Signs that no document may have are passed over.
    Raises `BadXml`.
    """
    if len(text) > _MAX_CHARS:
        raise BadXml(sentence(N_("The document is too large.")))
    try:
        return _Reader(mixed=mixed, lean=lean).read(text)
    except BadXml:
        plain = writable(text)
        if plain == text:
            raise
        return _Reader(mixed=mixed, lean=lean).read(plain)


def writable(text: str) -> str:
    """The text without signs that no XML document may have; the breaks among them are kept."""
    return _UNWRITABLE.sub("", _BREAK.sub("\n", text))


def key_for(qname: str, uri: str) -> str:
    """Return the name that name tests look for: prefixes by namespace, not by spelling."""
    prefix, _, local = qname.rpartition(":")
    if uri in _KNOWN:
        return f"{_KNOWN[uri]}:{local}"
    return local if uri == XFORMS else f"{prefix}:{local}" if prefix else local


class _Reader:
    def __init__(self, *, mixed: bool, lean: bool) -> None:
        self._mixed = mixed
        self._lean = lean
        self._made = 0
        # how many of the elements around are instances
        self._instances = 0
        self._root = Node(DOCUMENT, "")
        self._stack = [self._root]
        self._spaces: list[dict[str, str]] = [{"xml": "http://www.w3.org/XML/1998/namespace"}]
        self._text: list[str] = []
        self._keys: dict[tuple[str, str], str] = {}

    def read(self, text: str) -> Node:
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text.append
        parser.StartDoctypeDeclHandler = self._doctype
        parser.buffer_text = True
        if self._mixed:
            parser.CommentHandler = self._comment
            parser.ProcessingInstructionHandler = self._instruction
        try:
            # the text is already decoded: an encoding in its declaration no longer holds
            parser.Parse(text.lstrip().encode("utf-8", "replace"), True)
        except expat.ExpatError as error:
            said = sentence(N_("This is no XML: {fault}."), fault=expat.ErrorString(error.code))
            raise BadXml(said, error.lineno) from error
        return self._root

    def _doctype(self, _name: str, _system: object, _public: object, inside: int) -> None:
        if inside:
            raise BadXml(sentence(N_("A document may not declare entities.")))

    def _start(self, name: str, given: dict[str, str]) -> None:
        if self._text:
            self._flush()
        if len(self._stack) > _MAX_DEPTH:
            raise BadXml(sentence(N_("Elements are nested too deeply.")))
        self._made += 1 + len(given)
        if self._made > _MAX_NODES:
            raise BadXml(sentence(N_("The document has too many parts.")))
        marked = any(":" in key or key == "xmlns" for key in given) if given else False
        spaces = self._scope(given) if marked else self._spaces[-1]
        self._spaces.append(spaces)
        uri = spaces.get(name.rpartition(":")[0] if ":" in name else "", "")
        above = self._stack[-1]
        named = self._key(name, uri)
        lean = self._lean and not self._instances
        node = (
            self._lean_node(named, given, spaces, marked=marked) if lean else Node(ELEMENT, named)
        )
        node.uri = uri
        if above.value:
            self._keep_lead(above)
        above.append(node)
        self._stack.append(node)
        self._instances += named == "instance"
        for key, value in given.items() if not lean else ():
            if ":" in key or key == "xmlns":
                self._attribute(node, key, value, spaces)
            else:
                node.append(Node(ATTRIBUTE, key, node, value))

    def _lean_node(
        self, name: str, given: dict[str, str], spaces: dict[str, str], *, marked: bool
    ) -> Lean:
        if not marked:
            return Lean(name, given)
        keys = [
            self._key(key, spaces.get(key.rpartition(":")[0], "")) if ":" in key else key
            for key in given
        ]
        return Lean(name, dict(zip(keys, given.values(), strict=True)))

    def _key(self, name: str, uri: str) -> str:
        found = self._keys.get((name, uri))
        if found is None:
            found = self._keys[name, uri] = key_for(name, uri)
        return found

    def _scope(self, given: dict[str, str]) -> dict[str, str]:
        declared = {
            key[6:]: value
            for key, value in given.items()
            if key == "xmlns" or key.startswith("xmlns:")
        }
        return {**self._spaces[-1], **declared} if declared else self._spaces[-1]

    def _attribute(self, node: Node, key: str, value: str, spaces: dict[str, str]) -> None:
        prefix = key.rpartition(":")[0]
        if key == "xmlns" or prefix == "xmlns":
            if self._mixed:
                space = Node(NAMESPACE, key[6:], node, value)
                node.named("xmlns").append(space)
                space.ordinal = len(node.kids["xmlns"])
            return
        uri = spaces.get(prefix, "") if prefix else ""
        attribute = Node(ATTRIBUTE, self._key(key, uri), node, value)
        attribute.uri = uri
        node.append(attribute)

    def _end(self, _: str) -> None:
        if self._text:
            self._flush()
        self._spaces.pop()
        self._instances -= self._stack.pop().name == "instance"

    def _flush(self) -> None:
        if not self._text:
            return
        text = "".join(self._text)
        self._text.clear()
        if self._mixed:
            if len(self._stack) > 1:
                self._stack[-1].append(Node(TEXT, "", None, text))
        else:
            self._keep(self._stack[-1], text)

    def _keep(self, parent: Node, text: str) -> None:
        if not text.strip() and parent.name not in _PROSE:
            return
        if parent.children:
            parent.append(Node(TEXT, "", None, text))
        else:
            parent.value += text

    def _keep_lead(self, parent: Node) -> None:
        """Text before a first child element becomes a node of its own."""
        if parent.value:
            parent.append(Node(TEXT, "", None, parent.value))
            parent.value = ""

    def _comment(self, text: str) -> None:
        self._flush()
        self._stack[-1].append(Node(COMMENT, "", None, text))

    def _instruction(self, target: str, text: str) -> None:
        self._flush()
        self._stack[-1].append(Node(INSTRUCTION, target, None, text))
