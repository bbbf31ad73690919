"""Where it was said, where it happened, and which places were told of: circles on a map."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import pi, sqrt

from onrecord.web.charts.chart import Chart, Spec, Word
from onrecord.web.charts.drawing import href
from onrecord.web.charts.palette import colour
from onrecord.web.charts.shapes import LABEL, LINK, at, layered
from onrecord.web.charts.views import WORLD, View
from onrecord.web.charts.words import counted, isolated, plain, short

COLUMNS = ("name", "country", "latitude", "longitude", "number")
WIDTH, HEIGHT = 860, 480
RATIO = WIDTH / HEIGHT
_SMALLEST, _LARGEST = 3.5, 26.0
"""Pixels: the radius of one statement, and of the place with the most."""
_MOST_PLACES, _MOST_NAMES, _NAME_CHARS = 200, 12, 22
_LETTER_WIDTH, _LINE_HEIGHT = 6.8, 15.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place and how many statements are of it.

    Attributes:
        name: The gazetteer's.
        country: ISO 3166-1 alpha-2, as the gazetteer has it; for the table, not for the map.
        latitude: Degrees north.
        longitude: Degrees east.
        number: How many statements.
        address: Where they are.
    """

    name: str
    country: str | None
    latitude: float
    longitude: float
    number: int
    address: str


@dataclass(frozen=True, slots=True)
class _Circle:
    spot: Spot
    x: float
    y: float
    radius: float


def statement_map(spots: Sequence[Spot], *, view: View = WORLD) -> Chart:
    """A circle a place, its area the number of statements, on land without borders.

    Args:
        spots: The places; of very many in the window only those with most are drawn.
        view: The window on the Earth.
    """
    height = HEIGHT if view.is_world else min(view.height(WIDTH), HEIGHT * 1.1)
    height = min(height, view.height(WIDTH))
    seen = [circle for circle in _circles(spots, view) if _is_inside(circle, height)]
    drawn = seen[:_MOST_PLACES]
    return Chart(
        name="map",
        title="Statements by place",
        description=_description(drawn, len(seen)),
        spec=_spec(drawn, view, height),
        words=_names(drawn),
        columns=COLUMNS,
        rows=[{name: getattr(circle.spot, name) for name in COLUMNS} for circle in seen],
        addresses=[circle.spot.address for circle in seen],
    )


def fitting(spots: Sequence[Spot]) -> View:
    """The smallest window that shows most of the places, with room around."""
    if not spots:
        return WORLD
    longitudes = [spot.longitude for spot in spots]
    latitudes = [spot.latitude for spot in spots]
    west, east = min(longitudes), max(longitudes)
    south, north = min(latitudes), max(latitudes)
    room = max(east - west, north - south, 4.0) * 0.12
    return View.of(west - room, south - room, east + room, north + room).framed(RATIO)


def _circles(spots: Sequence[Spot], view: View) -> list[_Circle]:
    """The largest first, so that the smaller ones lie on top."""
    import numpy as np

    ordered = sorted(spots, key=lambda spot: (-spot.number, spot.name))
    most = max((spot.number for spot in ordered), default=1)
    x, y = view.flat(
        np.array([spot.longitude for spot in ordered], dtype=np.float64),
        np.array([spot.latitude for spot in ordered], dtype=np.float64),
        WIDTH,
    )
    return [
        _Circle(spot, float(left), float(top), max(_SMALLEST, _LARGEST * sqrt(spot.number / most)))
        for spot, left, top in zip(ordered, x, y, strict=True)
    ]


def _is_inside(circle: _Circle, height: float) -> bool:
    return 0 <= circle.x <= WIDTH and 0 <= circle.y <= height


def _description(drawn: Sequence[_Circle], seen: int) -> str:
    if not drawn:
        return "A map of land without borders. No statement is of a place in this window."
    most = "; ".join(_told(circle.spot) for circle in drawn[:5])
    left_out = f" {seen - len(drawn):,} more places are not drawn." if seen > len(drawn) else ""
    return (
        f"A map of land without borders, with {counted(len(drawn), 'place')} as circles. "
        f"Most statements: {most}.{left_out}"
    )


def _told(spot: Spot) -> str:
    return f"{isolated(plain(spot.name))}, {counted(spot.number, 'statement')}"


def _spec(circles: Sequence[_Circle], view: View, height: float) -> Spec:
    from onrecord.web.charts.land import land

    ground = {"x": 0, "y": 0, "to": WIDTH, "bottom": height}
    sides = {
        name: {"field": name, "type": "quantitative", "scale": None} for name in ("to", "bottom")
    }
    sea = {
        "data": {"values": [ground]},
        "mark": {"type": "rect", "color": colour("sunk"), "aria": False},
        "encoding": at("x", "y") | {"x2": sides["to"], "y2": sides["bottom"]},
    }
    coast = {
        "data": {"values": [land(view, WIDTH)]},
        "projection": {"type": "identity", "scale": 1, "translate": [0, 0]},
        "mark": {"type": "geoshape", "fill": colour("land"), "clip": False, "aria": False},
    }
    return layered(WIDTH, round(height), [sea, coast, _dots(circles)])


def _dots(circles: Sequence[_Circle]) -> Spec:
    values = [
        {
            "x": circle.x,
            "y": circle.y,
            "size": pi * circle.radius**2,
            "label": _told(circle.spot),
            "href": href(circle.spot.address),
        }
        for circle in circles
    ]
    mark = {
        "type": "circle",
        "color": colour("series-1"),
        "opacity": 1,
        "fillOpacity": 0.55,
        "stroke": colour("series-1"),
        "strokeWidth": 1,
    }
    size = {"field": "size", "type": "quantitative", "scale": None}
    encoding = at("x", "y") | {"size": size, "description": LABEL, "href": LINK}
    return {"data": {"values": values}, "mark": mark, "encoding": encoding}


def _names(circles: Sequence[_Circle]) -> list[Word]:
    """Names beside the largest circles, where there is room for them."""
    taken: list[tuple[float, float, float, float]] = []
    words: list[Word] = []
    for circle in circles:
        name = short(circle.spot.name, _NAME_CHARS)
        left, width = circle.x + circle.radius + 4, len(name) * _LETTER_WIDTH
        if left + width > WIDTH:
            left = circle.x - circle.radius - 4 - width
        box = (left, circle.y - _LINE_HEIGHT / 2, left + width, circle.y + _LINE_HEIGHT / 2)
        if len(words) < _MOST_NAMES and not any(_overlap(box, other) for other in taken):
            taken.append(box)
            words.append(Word(text=isolated(name), x=left, y=circle.y, size=12, has_halo=True))
    return words


def _overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
