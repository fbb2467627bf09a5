"""The filler's words: a form author's text made safe to show, and answers as people read them."""

import html
import re
from datetime import date

from socialcase.forms import NodeState

_MARKED = re.compile(r"[<*_#\[]")
_TAGS = re.compile(r"</?[A-Za-z][^<>]*>")
_BOLD = re.compile(r"\*\*(.+?)\*\*|__(.+?)__", re.DOTALL)
_LEAN = re.compile(r"(?<![\w*])\*([^*\s][^*]*?)\*(?![\w*])")
_LINK = re.compile(r"!?\[([^\[\]\n]+)\]\(([^()\s]+)\)")
_HEAD = re.compile(r"^#{1,6}\s+(.+)$", re.MULTILINE)


def rich(text: str) -> str:
    """A label's little markup (bold, italics, headings, lines) as safe rich text.

    Everything else that an author wrote stays text, so that no form can load a picture or a link.
    """
    safe = html.escape(_bare(text), quote=False)
    safe = _HEAD.sub(r"<b>\1</b>", safe)
    safe = _BOLD.sub(lambda found: f"<b>{found[1] or found[2]}</b>", safe)
    return _LEAN.sub(r"<i>\1</i>", safe).replace("\n", "<br>")


def _bare(text: str) -> str:
    return _LINK.sub(_linked, _TAGS.sub("", _said(text)))


def _linked(found: re.Match[str]) -> str:
    # no link can be followed here: what it says, and where it leads to type it elsewhere
    words, address = found[1].strip(), found[2]
    return words if words == address else f"{words} ({address})"


def _said(text: str) -> str:
    # authors of CHT forms write NO_LABEL where their tools demand a label
    bare = text.strip()
    return "" if bare == "NO_LABEL" else bare


def plain(text: str) -> str:
    """A label's text without markup, on one line: for accessible names and lists."""
    if _MARKED.search(text) is None:  # most labels; a search looks at hundreds of them
        return " ".join(text.split())
    bare = _BOLD.sub(lambda found: found[1] or found[2], _bare(text))
    return " ".join(_HEAD.sub(r"\1", _LEAN.sub(r"\1", bare)).split())


def in_words(node: NodeState, value: str | None = None) -> str:
    """An answer as people read it: labels for codes, day.month.year for dates.

    `value`: another answer to the same question than the one it has.
    """
    shown = node.value if value is None else value
    if node.choices is not None:
        labels = {choice.value: plain(choice.label) for choice in node.choices}
        codes = [shown] if node.control == "select1" else shown.split()
        return ", ".join(labels.get(code, code) for code in codes if code)
    if node.type == "date":
        return day_in_words(shown)
    return shown[:5] if node.type == "time" else shown


def day_in_words(value: str) -> str:
    """An ISO date as it is written here, 22.11.2026; anything else as it is."""
    try:
        day = date.fromisoformat(value[:10])
    except ValueError:
        return value
    return f"{day:%d.%m.%Y}"
