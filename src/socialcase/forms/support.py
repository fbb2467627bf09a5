"""What of XLSForm runs here, what is shown in another way, and what a laptop cannot have.

Everything that is not in `OTHERWISE` or `NOT_HERE` runs as published. docs/forms-support.md is
made of these tables (`make support`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from socialcase.forms.headings import base_of
from socialcase.forms.sheets import Book, cells_of
from socialcase.texts import N_

Verdict = Literal["runs", "otherwise", "not_here"]
Kind = Literal["type", "appearance", "parameter", "column", "setting", "function"]

# every type with the other spellings that mean the same
TYPES: Mapping[str, tuple[str, ...]] = {
    "text": ("string", "q string", "add text prompt", "phone number"),
    "integer": (
        *("int", "q int", "add integer prompt", "percentage", "number of days in last month"),
        *("number of days in last six months", "number of days in last year"),
    ),
    "decimal": ("q decimal", "add decimal prompt"),
    "note": ("q note", "add note prompt"),
    "select_one": (
        *("select one", "select one from", "select1", "q select1", "select one using"),
        "add select one prompt using",
    ),
    "select_multiple": (
        *("select all that apply", "select all that apply from", "q select"),
        *("select multiple from", "select multiple using", "add select multiple prompt using"),
    ),
    "select_one_from_file": ("select one from file",),
    "select_multiple_from_file": ("select multiple from file",),
    "select_one_external": ("select one external",),
    "rank": (),
    "range": (),
    "date": ("q date", "add date prompt"),
    "time": (),
    "dateTime": (
        *("datetime", "date time", "q dateTime", "q date time"),
        *("add dateTime prompt", "add date time prompt"),
    ),
    "geopoint": ("gps", "location", "q geopoint", "q location", "add location prompt"),
    "geotrace": ("q geotrace",),
    "geoshape": ("q geoshape",),
    "image": ("photo", "q image", "q picture", "add image prompt", "add photo prompt"),
    "audio": ("q audio", "add audio prompt"),
    "video": ("q video", "add video prompt"),
    "file": ("add file prompt", "osm"),
    "barcode": ("q barcode", "add barcode prompt"),
    "acknowledge": ("trigger", "q acknowledge", "add acknowledge prompt"),
    "calculate": ("q calculate", "add calculate prompt"),
    "hidden": (),
    "start": ("start time", "get start time"),
    "end": ("end time", "get end time"),
    "today": ("get today",),
    "deviceid": ("device id", "get device id", "imei", "uri:deviceid"),
    "username": ("uri:username",),
    "email": ("uri:email",),
    "csv-external": (),
    "xml-external": (),
    "audit": (),
    "background-audio": (),
    "background-geopoint": (),
    "start-geopoint": (),
    "phonenumber": ("get phone number", "uri:phonenumber"),
    "simserial": ("sim id", "get sim id", "uri:simserial"),
    "subscriberid": ("subscriber id", "get subscriber id", "uri:subscriberid"),
}
APPEARANCES = (
    *("numbers", "multiline", "url", "ex:", "thousands-sep", "bearing", "vertical", "no-ticks"),
    *("picker", "rating", "new", "new-front", "draw", "annotate", "signature", "no-calendar"),
    *("month-year", "year", "ethiopian", "coptic", "islamic", "bikram-sambat", "myanmar"),
    *("persian", "placement-map", "maps", "hide-input", "minimal", "search", "autocomplete"),
    *("quick", "columns-pack", "columns", "columns-n", "no-buttons", "image-map", "likert", "map"),
    *("field-list", "label", "list-nolabel", "list", "table-list", "counter", "hidden-answer"),
    *("printer", "masked"),
)
PARAMETERS = (
    *("randomize", "seed", "value", "label", "rows", "start", "end", "step", "tick_interval"),
    *("placeholder", "tick_labelset", "max-pixels", "quality", "incremental", "capture-accuracy"),
    *("warning-accuracy", "allow-mock-accuracy", "location-priority", "location-min-interval"),
    *("location-max-age", "track-changes", "track-changes-reasons", "identify-user"),
)
_CALENDARS = ("ethiopian", "coptic", "islamic", "bikram-sambat", "myanmar", "persian")
_TYPED = N_("Places are typed in, or taken from known places; there is no map.")
_NO_PHONE = N_("A laptop has no SIM card; the value stays empty.")
_NO_LOG = N_("How a form is filled is not recorded; every change of an answer is in the history.")
_NO_SMS = N_("Nothing is sent as a text message.")
_SMS = (
    *("sms_separator", "sms_allow_media", "sms_date_format", "sms_datetime_format"),
    "sms_response",
)
_NO_SOUND = N_("Sounds and films are not played; the file is named.")
_NO_PLACE = N_("A laptop does not know where it is; the value stays empty.")

OTHERWISE: Mapping[tuple[Kind, str], str] = {
    ("type", "geopoint"): _TYPED,
    ("type", "geotrace"): _TYPED,
    ("type", "geoshape"): _TYPED,
    ("type", "barcode"): N_("The code is typed, or read by a scanner that types."),
    ("type", "image"): N_("A picture is attached from a file."),
    ("type", "audio"): N_("A recording is attached from a file."),
    ("type", "video"): N_("A film is attached from a file."),
    ("type", "select_one_external"): N_("The list is read with the other choices."),
    ("appearance", "url"): N_("The address is shown as text and can be copied."),
    ("appearance", "map"): N_("Choices with places are shown as a list."),
    ("appearance", "maps"): _TYPED,
    ("appearance", "placement-map"): _TYPED,
    ("appearance", "hide-input"): _TYPED,
    ("appearance", "image-map"): N_("The parts of the picture are shown as a list of choices."),
    ("appearance", "new"): N_("The file is chosen; nothing is recorded or photographed."),
    ("appearance", "new-front"): N_("The file is chosen; nothing is recorded or photographed."),
    ("appearance", "no-calendar"): N_("Dates are always typed."),
    ("appearance", "rating"): N_("Stars are numbers."),
    ("appearance", "columns"): N_("Choices stand below each other; digits choose."),
    ("appearance", "columns-pack"): N_("Choices stand below each other; digits choose."),
    ("appearance", "columns-n"): N_("Choices stand below each other; digits choose."),
    ("appearance", "no-buttons"): N_("Choices have buttons that the keyboard reaches."),
    ("appearance", "vertical"): N_("Ranges lie."),
    ("appearance", "no-ticks"): N_("Ranges show their numbers."),
    ("appearance", "hidden-answer"): N_("The code is shown."),
    **{("appearance", name): N_("The date is of the usual calendar.") for name in _CALENDARS},
    ("parameter", "incremental"): _TYPED,
    ("parameter", "max-pixels"): N_("Pictures are kept as attached, within the bounds for files."),
    ("parameter", "tick_interval"): N_("Ranges show their numbers."),
    ("parameter", "placeholder"): N_("A range begins without an answer."),
    ("parameter", "tick_labelset"): N_("Words stand beside the numbers of a short range."),
    ("column", "audio"): _NO_SOUND,
    ("column", "video"): _NO_SOUND,
    ("column", "autoplay"): N_("Nothing plays by itself."),
    ("column", "saveincomplete"): N_("Every answer is kept at once."),
    ("column", "no_app_error_string"): N_("No other program is called."),
    ("column", "noapperrorstring"): N_("No other program is called."),
    ("setting", "style"): N_("Every form has one page for each group, in one layout."),
    ("setting", "auto_send"): N_("Nothing is sent by itself; forms travel in bundles."),
    ("setting", "auto_delete"): N_("Nothing is deleted by itself."),
    ("setting", "submission_url"): N_("Forms travel in bundles, not to an address."),
    ("setting", "public_key"): N_("Forms are encrypted with the workspace's own keys."),
}
NOT_HERE: Mapping[tuple[Kind, str], str] = {
    ("type", "audit"): _NO_LOG,
    ("type", "background-audio"): N_("Nothing is recorded in the background."),
    ("type", "background-geopoint"): _NO_PLACE,
    ("type", "start-geopoint"): _NO_PLACE,
    ("type", "phonenumber"): _NO_PHONE,
    ("type", "simserial"): _NO_PHONE,
    ("type", "subscriberid"): _NO_PHONE,
    ("appearance", "ex:"): N_("No other program is called; the answer is typed."),
    ("appearance", "bearing"): N_("A laptop has no compass; the number is typed."),
    ("appearance", "printer"): N_("Labels are not printed from a form; the answer is typed."),
    ("parameter", "quality"): N_("Sounds are not recorded here."),
    ("parameter", "capture-accuracy"): _NO_PLACE,
    ("parameter", "warning-accuracy"): _NO_PLACE,
    ("parameter", "allow-mock-accuracy"): _NO_PLACE,
    ("parameter", "location-priority"): _NO_LOG,
    ("parameter", "location-min-interval"): _NO_LOG,
    ("parameter", "location-max-age"): _NO_LOG,
    ("parameter", "track-changes"): _NO_LOG,
    ("parameter", "track-changes-reasons"): _NO_LOG,
    ("parameter", "identify-user"): _NO_LOG,
    ("column", "command"): N_("No other program is called."),
    ("column", "intent"): N_("No other program is called."),
    **{("setting", name): _NO_SMS for name in (*_SMS, "sms_keyword", "prefix")},
    **{("column", name): _NO_SMS for name in (*_SMS, "sms_field", "sms_option", "compact_tag")},
    ("function", "extract-signed"): N_("Signatures cannot be checked; it gives an empty text."),
}
_ALIASES = {alias: name for name, aliases in TYPES.items() for alias in (name, *aliases)}
# what a setting may say because it is so here
_AS_HERE = {"style": "pages"}
_MEDIA = frozenset(("audio", "video", "image", "big-image"))
_LISTED = ("select", "rank", "add select", "q select")


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that a form asks for and a laptop has not, or has in another way: at which cell."""

    sheet: str
    row: int
    column: str
    verdict: Verdict
    what: str
    how: str


def verdict(kind: Kind, name: str) -> tuple[Verdict, str]:
    """Return whether something runs, and in what other way: a template marked with `N_`."""
    if (kind, name) in NOT_HERE:
        return "not_here", NOT_HERE[kind, name]
    if (kind, name) in OTHERWISE:
        return "otherwise", OTHERWISE[kind, name]
    return "runs", ""


def lacks(book: Book) -> list[Lack]:
    """Return everything on the sheets that does not run as published, each kind of it once."""
    found: dict[tuple[Kind, str], Lack] = {}
    for sheet in ("survey", "choices", "settings"):
        for row, column, text in cells_of(book.sheet(sheet)):
            for kind, name in _asked(sheet, column, text):
                how, words = verdict(kind, name)
                if how != "runs":
                    found.setdefault((kind, name), Lack(sheet, row, column, how, name, words))
    return list(found.values())


def _asked(sheet: str, column: str, text: str) -> Iterator[tuple[Kind, str]]:
    """Yield what one cell asks for."""
    base = base_of(column)
    if sheet == "settings":
        if text.strip() != _AS_HERE.get(base):
            yield "setting", base
    elif base == "media":
        yield "column", base_of(column.partition(":")[2].lstrip(":"))
    elif sheet == "choices":
        if base in _MEDIA:
            yield "column", base
    elif base == "type":
        yield "type", type_of(text)
    elif base == "appearance":
        yield from (("appearance", appearance_of(word)) for word in text.lower().split())
    elif base == "parameters":
        yield from (("parameter", name) for name in _parameters(text))
    else:
        yield "column", base
        if "extract-signed(" in text:
            yield "function", "extract-signed"


def type_of(cell: str) -> str:
    """Return the type that a cell means, as it is spelled here; "" when it is none."""
    kind = " ".join(cell.split())
    if kind in _ALIASES:
        return _ALIASES[kind]
    if kind.startswith(_LISTED):
        kind = kind.rpartition(" or_other")[0] or kind
        return _ALIASES.get(kind.rpartition(" ")[0], "")
    return ""


def appearance_of(word: str) -> str:
    """Return the appearance that a word of the column means, as it is spelled here."""
    if word.startswith("ex:"):
        return "ex:"
    if word.startswith("printer:"):
        return "printer"
    return "columns-n" if word.removeprefix("columns-").isdigit() else word


def _parameters(text: str) -> list[str]:
    parts = text.replace(",", " ").replace(";", " ").split()
    return [part.partition("=")[0] for part in parts if "=" in part]
