"""Exact values: how each value is written down in the change log, on the wire and in hashes.

Every value is text (or None for "cleared"): Unicode NFC, whole numbers without leading zeros,
decimals as given, dates as ISO 8601, codes never labels, groups and lists as JSON with sorted
keys and no spaces. The same value therefore always gives the same bytes.
"""

import json
import re
import unicodedata
from collections.abc import Mapping

MAX_TEXT = 1 << 20
"""Letters of the longest value that is written: a whole submission has about 200,000."""
MAX_ELEMENT = 80
"""Letters of the longest element of a set."""
ELEMENT = rf"[^\x00-\x1f\x7f]{{1,{MAX_ELEMENT}}}"
"""Pattern of an element of a set, as it stands in the name of its field."""
_ELEMENT = re.compile(ELEMENT)

JsonValue = str | int | bool | None | list["JsonValue"] | dict[str, "JsonValue"]


def text(value: str) -> str:
    """`value` in Unicode NFC without surrounding blanks and without NUL and lone surrogates."""
    cleaned = value.replace("\x00", "").encode("utf-8", "ignore").decode("utf-8")
    return unicodedata.normalize("NFC", cleaned).strip()


def element(value: str) -> str:
    """One element of a set: `text` with every run of white space as one blank; "" if unfit.

    Unfit is what cannot be part of a field's name: too long, or with control characters.
    """
    cleaned = " ".join(text(value).split())
    return cleaned if _ELEMENT.fullmatch(cleaned) else ""


def group(parts: Mapping[str, str]) -> str:
    """A field group as canonical JSON; empty parts are left out. `{}` is written as `{}`."""
    kept = {name: text(value) for name, value in parts.items() if text(value)}
    return json_text(dict(kept))


def parts_of(value: str | None) -> dict[str, str]:
    """The parts of a stored group; an absent or foreign value gives no parts.

    Parts that this program does not know are returned too, so that a patch can keep them.
    A value nested beyond all sense (another laptop may send one) is foreign, too.
    """
    if not value:
        return {}
    try:
        loaded = json.loads(value)
        if not isinstance(loaded, dict):
            return {}
        # a part that is itself nested is written out, which can run as deep as reading it
        return {str(name): str(part) for name, part in loaded.items() if part is not None}
    except (ValueError, RecursionError):
        return {}


def patched(value: str | None, patch: Mapping[str, str | None]) -> str:
    """The group `value` with `patch` applied: None or an empty text removes a part.

    Parts not named in `patch` stay, known to this program or not.
    """
    parts = parts_of(value)
    for name, part in patch.items():
        if part is None or not text(part):
            parts.pop(name, None)
        else:
            parts[name] = part
    return group(parts)


def json_text(value: JsonValue) -> str:
    """`value` as canonical JSON text: sorted keys, no spaces, letters as they are (NFC)."""
    dumped = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return unicodedata.normalize("NFC", dumped)
