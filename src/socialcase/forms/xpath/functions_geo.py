"""Functions on places: `lat lon [altitude accuracy]`, several joined with semicolons."""

import math
from itertools import pairwise

from socialcase.forms.xpath.errors import XPathError
from socialcase.forms.xpath.function import Function, simple
from socialcase.forms.xpath.values import Value, to_text
from socialcase.texts import N_

Point = tuple[float, float]
_RADIUS_M = 6_378_100.0


def points_of(text: str) -> list[Point] | None:
    """Read a trace or shape; None when some point is no place on earth."""
    found: list[Point] = []
    for part in text.split(";"):
        if not part.strip():
            continue
        point = _point(part)
        if point is None:
            return None
        found.append(point)
    return found


def _point(text: str) -> Point | None:
    try:
        latitude, longitude = (float(word) for word in text.split()[:2])
    except ValueError:
        return None
    if abs(latitude) > 90 or abs(longitude) > 180:
        return None
    return latitude, longitude


def _gather(values: tuple[Value, ...]) -> list[Point] | None:
    texts: list[str] = []
    for value in values:
        texts += [n.text() for n in value] if isinstance(value, list) else [to_text(value)]
    return points_of(";".join(texts))


def _distance(*values: Value) -> float:
    points = _gather(values)
    if points is None:
        return math.nan
    metres = sum((_leg(a, b) for a, b in pairwise(points)), 0.0)
    return round(metres, 2)


def _leg(a: Point, b: Point) -> float:
    lat1, lat2 = math.radians(a[0]), math.radians(b[0])
    across = math.radians(b[1] - a[1])
    cosine = math.sin(lat1) * math.sin(lat2) + math.cos(lat1) * math.cos(lat2) * math.cos(across)
    return math.acos(max(-1.0, min(1.0, cosine))) * _RADIUS_M


def _area(value: Value) -> float:
    points = _gather((value,))
    if points is None:
        return math.nan
    if len(points) < 3:
        return 0.0
    total = 0.0
    for (lat1, lon1), (lat2, lon2) in zip(points, [*points[1:], points[0]], strict=True):
        bulge = 2 + math.sin(math.radians(lat1)) + math.sin(math.radians(lat2))
        total += math.radians(lon2 - lon1) * bulge
    return round(abs(total * _RADIUS_M**2 / 2), 2)


def _geofence(place: str, shape: str) -> bool:
    point, corners = _point(place), points_of(shape)
    if point is None and not corners:
        raise XPathError(N_("geofence() needs a point and a shape"))
    if point is None or not corners:
        return False
    y, x = point
    inside = False
    for (y1, x1), (y2, x2) in zip(corners, [*corners[1:], corners[0]], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def _intersects(trace: str) -> bool:
    points = points_of(trace) or []
    legs = list(pairwise(points))
    closed = bool(points) and points[0] == points[-1]
    for i, (a, b) in enumerate(legs):
        for j in range(i + 2, len(legs)):
            if closed and i == 0 and j == len(legs) - 1:
                continue
            if _crosses(a, b, *legs[j]):
                return True
    return False


def _crosses(a: Point, b: Point, c: Point, d: Point) -> bool:
    return _turn(a, b, c) != _turn(a, b, d) and _turn(c, d, a) != _turn(c, d, b)


def _turn(a: Point, b: Point, c: Point) -> bool:
    return (c[0] - a[0]) * (b[1] - a[1]) > (b[0] - a[0]) * (c[1] - a[1])


TABLE: dict[str, Function] = {
    "distance": simple("number", "v*", _distance),
    "area": simple("number", "v", _area),
    "enclosed-area": simple("number", "v", _area),
    "geofence": simple("truth", "tt", _geofence),
    "intersects": simple("truth", "t", _intersects),
}
