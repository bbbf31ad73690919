"""Where statements were made, where what they tell of happened, and which places they name."""

from dataclasses import asdict, dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import Field

from onrecord.errors import OptionError
from onrecord.ledger import Ledger, PlaceMap
from onrecord.web.asking import Asked
from onrecord.web.charts.map import RATIO, Spot, fitting, statement_map
from onrecord.web.charts.views import WORLD, View
from onrecord.web.contexts.figure import Way
from onrecord.web.contexts.map import MapPage
from onrecord.web.figures import Painted, chart, drawn, figure_of
from onrecord.web.reading import ReadLedger
from onrecord.web.rendering import query
from onrecord.web.views import View as PageView
from onrecord.web.views import page, show

router = APIRouter()

_MOST_PLACES, _LISTED = 500, 24
_COLUMNS = ("name", "country", "latitude", "longitude", "number")
_STEP = 0.4
"""How far a way to a side goes, in parts of the window."""
_WORLD = "world"


class MapAsked(Asked):
    """Which statements, and which part of the Earth."""

    view: Annotated[
        str | None,
        Field(
            max_length=100,
            description="Its west, south, east and north in degrees; `world` for all of it.",
            examples=["10,40,30,50"],
        ),
    ] = None


class MapChartAsked(MapAsked, Painted):
    """The same as a chart."""


@dataclass(frozen=True, slots=True)
class _Found:
    spots: tuple[Spot, ...]
    view: View
    total: str


@page(router, "/map")
def map_page(request: Request, ledger: ReadLedger, asked: Annotated[MapAsked, Query()]) -> Response:
    """Places on a map, by how many statements are of them."""
    found = _find(ledger, asked)
    drawing = statement_map(found.spots, view=found.view)
    inside = {row["name"] for row in drawing.rows}
    seen = [spot for spot in found.spots if spot.name in inside]
    context = MapPage(
        given=asked.given,
        figure=figure_of(drawing, query(asked.given)),
        ways=_ways(asked, found.view),
        spots=tuple(seen[:_LISTED]),
        more=max(0, len(seen) - _LISTED),
        total=f"{found.total} statements",
        view=_told(found.view),
        is_world=found.view.is_world,
    )
    view = PageView(
        template="map.html",
        context=context,
        data=lambda: {"view": asdict(found.view), "places": [asdict(one) for one in found.spots]},
        columns=_COLUMNS,
        rows=lambda: map(asdict, found.spots),
    )
    return show(request, view)


@chart(router, "map")
def map_chart(
    request: Request, ledger: ReadLedger, asked: Annotated[MapChartAsked, Query()]
) -> Response:
    """The map."""
    found = _find(ledger, asked)
    return drawn(request, statement_map(found.spots, view=found.view), asked)


def _find(ledger: Ledger, asked: MapAsked) -> _Found:
    places = ledger.places(asked.q, asked.filters(), size=_MOST_PLACES)
    spots = _spots(places, asked)
    return _Found(spots, _view(asked, spots), str(places.of))


def _spots(places: PlaceMap, asked: MapAsked) -> tuple[Spot, ...]:
    return tuple(
        Spot(
            name=place.name,
            country=place.country,
            latitude=place.latitude,
            longitude=place.longitude,
            number=place.statements,
            address=asked.address("/search", view=None, place=place.name),
        )
        for place in places.places
    )


def _view(asked: MapAsked, spots: tuple[Spot, ...]) -> View:
    """The window asked for, else the one that shows all places."""
    if asked.view == _WORLD:
        return WORLD
    if asked.view is None:
        return fitting(spots)
    try:
        west, south, east, north = map(float, asked.view.split(","))
        if not all(-1000 < edge < 1000 for edge in (west, south, east, north)):
            raise ValueError
    except ValueError:
        raise OptionError(
            f"view is {asked.view!r}: give west, south, east and north in degrees, such as "
            "10,40,30,50, or world."
        ) from None
    return View.of(west, south, east, north).framed(RATIO)


def _told(view: View) -> str:
    return ",".join(f"{edge:.3f}" for edge in (view.west, view.south, view.east, view.north))


def _ways(asked: MapAsked, view: View) -> tuple[Way, ...]:
    def way(name: str, to: View) -> Way:
        is_same = _told(to) == _told(view)
        return Way(name, "" if is_same else asked.address("/map", view=_told(to)))

    whole = Way("World", asked.address("/map", view=_WORLD), is_here=view.is_world)
    fitted = Way("All places", asked.address("/map", view=None), is_here=asked.view is None)
    if view.is_world:
        return whole, fitted, way("Nearer", View.of(-35, 5, 35, 40).framed(RATIO))
    return (
        whole,
        fitted,
        way("Nearer", view.zoomed(0.5)),
        way("Farther", view.zoomed(2)),
        way("West", view.moved(-_STEP, 0)),
        way("East", view.moved(_STEP, 0)),
        way("North", view.moved(0, _STEP)),
        way("South", view.moved(0, -_STEP)),
    )
