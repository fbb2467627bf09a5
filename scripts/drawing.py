"""Draw the rooms, and which room uses which, from the imports: docs/pictures/rooms.svg."""

import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

import grimp

ROOT = Path(__file__).resolve().parent.parent
DRAWING = ROOT / "docs" / "pictures" / "rooms.svg"

PURPOSES = {
    "app": "wires everything: settings, log, unlocking, window",
    "ui": "the window: one file for each page; all of Qt",
    "cli": "the same acts without a screen",
    "actions": "every act a person can do, one function each",
    "sync": "keys, vault, bundles, enrolment",
    "reports": "indicators, tables, charts, documents",
    "storage": "the encrypted database; all of SQL",
    "cases": "records and their rules, plain values",
    "forms": "XLSForm, compiled form, live session",
    "settings": "settings file, shipped files",
    "logs": "verbs, counts, durations, ids",
    "texts": "every word on the screen",
    "errors": "faults as data",
    "sentences": "sentences as data",
}
LEFT, TOP, WIDTH, HEIGHT, GAP, FLOOR_GAP = 24, 24, 200, 50, 18, 30
LANE = 13
INK, PAPER, LINE = "#1f2933", "#ffffff", "#9aa5b1"
COLOURS = ("#0f766e", "#9a3412", "#1d4ed8", "#7e22ce", "#a16207", "#be185d", "#4d7c0f", "#475569")


@dataclass(frozen=True, slots=True)
class Box:
    """One room on the drawing."""

    room: str
    x: int
    y: int


def floors() -> list[list[str]]:
    """The rooms floor by floor, from the top, as import-linter holds them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = project["tool"]["importlinter"]["contracts"][0]["layers"]
    rooms = [[name.strip(" ()") for name in layer.split("|")] for layer in layers]
    return [kept for floor in rooms if (kept := [name for name in floor if name in PURPOSES])]


def uses() -> set[tuple[str, str]]:
    """(room, room that it imports), each pair once."""
    graph = grimp.build_graph("socialcase", cache_dir=None)
    found = set()
    for module in graph.modules:
        for imported in graph.find_modules_directly_imported_by(module):
            pair = (_room(module), _room(imported))
            if pair[0] != pair[1] and pair[0] in PURPOSES and pair[1] in PURPOSES:
                found.add(pair)
    return found


def _room(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else ""


def drawing() -> str:
    """The drawing as SVG: floors from the top, a line for each room that uses another."""
    pairs = uses()
    used = {room for pair in pairs for room in pair}
    boxes = _boxes([[room for room in floor if room in used] for floor in floors()])
    lanes = [room for room in boxes if any(user == room for user, _ in pairs)]
    right = max(box.x for box in boxes.values()) + WIDTH
    width = right + LANE * (len(lanes) + 2) + 10
    height = max(box.y for box in boxes.values()) + HEIGHT + TOP
    lines = [
        _wires(boxes, room, {to for user, to in pairs if user == room}, right + LANE * (n + 1), n)
        for n, room in enumerate(reversed(lanes))
    ]
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" font-family="Inter, Noto Sans, sans-serif" role="img" '
        'aria-label="The rooms of the program and which room uses which">'
    )
    paper = f'<rect width="{width}" height="{height}" fill="{PAPER}"/>'
    rooms = [_room_box(box) for box in boxes.values()]
    return "\n".join([head, paper, *lines, *rooms, "</svg>", ""])


def _boxes(plan: list[list[str]]) -> dict[str, Box]:
    boxes: dict[str, Box] = {}
    y = TOP
    for floor in filter(None, plan):
        for n, room in enumerate(floor):
            boxes[room] = Box(room, LEFT + n * (WIDTH + GAP), y)
        y += HEIGHT + FLOOR_GAP
    return boxes


def _wires(boxes: dict[str, Box], room: str, targets: set[str], lane: int, number: int) -> str:
    """From the lower edge of a room along the gap below it, down its lane, into those it uses."""
    colour = COLOURS[number % len(COLOURS)]
    start = boxes[room]
    offset = 4 + (number * 3) % (FLOOR_GAP - 8)
    leave = start.y + HEIGHT + offset
    paths = [f"M{start.x + WIDTH - 24 - 8 * number} {start.y + HEIGHT}V{leave}H{lane}"]
    for target in sorted(targets):
        end = boxes[target]
        enter = end.y - FLOOR_GAP + offset
        x = end.x + 24 + 14 * number
        paths.append(f"M{lane} {leave}V{enter}H{x}V{end.y - 1}")
    stroke = f'fill="none" stroke="{colour}" stroke-width="1.3" stroke-linejoin="round"'
    dots = "".join(
        f'<circle cx="{boxes[t].x + 24 + 14 * number}" cy="{boxes[t].y}" r="3" fill="{colour}"/>'
        for t in sorted(targets)
    )
    return f'<path d="{"".join(paths)}" {stroke}/>{dots}'


def _room_box(box: Box) -> str:
    words = _two_lines(PURPOSES[box.room])
    said = "".join(
        f'<text x="{box.x + 10}" y="{box.y + 30 + 12 * n}" font-size="10" fill="{INK}">'
        f"{escape(line)}</text>"
        for n, line in enumerate(words)
    )
    return (
        f'<rect x="{box.x}" y="{box.y}" width="{WIDTH}" height="{HEIGHT}" rx="7" '
        f'fill="{PAPER}" stroke="{LINE}"/>'
        f'<text x="{box.x + 10}" y="{box.y + 17}" font-size="13" font-weight="600" '
        f'fill="{INK}">{escape(box.room)}</text>{said}'
    )


def _two_lines(words: str, most: int = 34) -> list[str]:
    if len(words) <= most:
        return [words]
    cut = words.rfind(" ", 0, most)
    return [words[:cut], words[cut + 1 :]]


def main() -> int:
    """Write the drawing."""
    DRAWING.parent.mkdir(parents=True, exist_ok=True)
    DRAWING.write_text(drawing(), encoding="utf-8")
    print(DRAWING.relative_to(ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main())
