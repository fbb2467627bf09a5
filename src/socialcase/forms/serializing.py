"""A filled form as ODK submission XML."""

import unicodedata
from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

from socialcase.forms.tree import Field
from socialcase.forms.xpath.nodes import Node
from socialcase.forms.xpath.xml import writable

NAMESPACES: Mapping[str, str] = {
    "h": "http://www.w3.org/1999/xhtml",
    "jr": "http://openrosa.org/javarosa",
    "orx": "http://openrosa.org/xforms",
    "odk": "http://www.opendatakit.org/xforms",
    "entities": "http://www.opendatakit.org/xforms/entities",
    "ev": "http://www.w3.org/2001/xml-events",
}


def prefixes(instance: Node) -> dict[str, str]:
    """Return the namespaces of a form's instance that an author added, by their prefixes."""
    found: dict[str, str] = {}
    for node in (instance, *instance.walk()):
        for named in (node, *node.attrs):
            prefix = named.name.rpartition(":")[0]
            if prefix and named.uri:
                found.setdefault(prefix, named.uri)
    return found


def submission(root: Field, spaces: Mapping[str, str]) -> str:
    """Return the XML; fields that are not relevant are left out. `spaces`: other prefixes."""
    used: set[str] = set()
    lines: list[str] = []
    _write(root, lines, used)
    known = {**NAMESPACES, **spaces}
    declared = "".join(
        f" xmlns:{prefix}={quoteattr(known.get(prefix, 'urn:' + prefix))}"
        for prefix in sorted(used)
    )
    default = f" xmlns={quoteattr(root.uri)}" if root.uri and ":" not in root.name else ""
    lines[0] = lines[0].replace(f"<{root.name}", f"<{root.name}{default}{declared}", 1)
    # a default from the form's file may hold letters in parts
    return writable(unicodedata.normalize("NFC", "".join(lines)))


def _write(field: Field, lines: list[str], used: set[str]) -> None:
    _uses(field.name, used)
    attributes = []
    for held in field.attrs:
        if held.on:
            _uses(held.name, used)
            attributes.append(f" {held.name}={quoteattr(held.value)}")
    head = f"<{field.name}{''.join(attributes)}"
    inner = [c for c in field.children if c.on and isinstance(c, Field)]
    if field.plan.leaf:
        lines.append(f"{head}>{escape(field.value)}</{field.name}>" if field.value else head + "/>")
    elif not inner:
        lines.append(head + "/>")
    else:
        lines.append(head + ">")
        for child in inner:
            _write(child, lines, used)
        lines.append(f"</{field.name}>")


def _uses(name: str, used: set[str]) -> None:
    prefix = name.rpartition(":")[0]
    if prefix and prefix != "xml":
        used.add(prefix)
