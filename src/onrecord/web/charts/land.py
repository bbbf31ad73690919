"""The Earth's land in a window: Natural Earth's coasts, clipped and no finer than can be seen.

There are no borders: whose land it is, is not for a map of statements to say.
"""

from collections import defaultdict
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

import numpy as np

from onrecord.web.charts.views import Numbers, View

_STEPS_A_DEGREE, _WEIGHT_STEPS_A_DEGREE = 180, 1000
_TRIANGLE = 3
_FINEST = 0.45
"""Pixels by which a coast may be off."""

Ring = list[list[float]]


class _Land(NamedTuple):
    points: Numbers
    weights: Numbers
    """Of each point: by how many degrees of latitude the coast is off without it."""
    starts: list[int]
    polygons: list[int]
    bounds: Numbers
    """Of each ring: west, south, east, north."""


@lru_cache(64)
def land(view: View, width: float) -> dict[str, Any]:
    """The land in a window that is so many pixels wide, as GeoJSON in pixels."""
    height, finest = view.height(width), view.degrees_a_pixel(width) * _FINEST
    rings = defaultdict[int, list[Ring]](list)
    known = _land()
    for number in _near(known, view, finest):
        whole = slice(known.starts[number], known.starts[number + 1])
        points = known.points[whole][known.weights[whole] >= finest]
        x, y = view.flat(points[:, 0], points[:, 1], width)
        ring = _clipped(np.column_stack([x, y]), width, height).round(1).tolist()
        if len(ring) >= _TRIANGLE:
            rings[known.polygons[number]].append([*ring, ring[0]])
    return {
        "type": "Feature",
        "geometry": {"type": "MultiPolygon", "coordinates": list(rings.values())},
    }


@cache
def _land() -> _Land:
    with files("onrecord.web.charts").joinpath("land.npz").open("rb") as file:
        stored = np.load(file)
        points = stored["points"].astype(np.float64) / _STEPS_A_DEGREE
        weights = stored["weights"].astype(np.float64) / _WEIGHT_STEPS_A_DEGREE
        lengths, polygons = stored["lengths"], stored["polygons"].tolist()
    starts = [0, *np.cumsum(lengths).tolist()]
    first = starts[:-1]
    low, high = np.minimum.reduceat(points, first), np.maximum.reduceat(points, first)
    return _Land(points, weights, starts, polygons, np.hstack([low, high]))


def _near(known: _Land, view: View, finest: float) -> list[int]:
    """The rings that may reach into a window and are large enough to be seen."""
    west, south, east, north = known.bounds.T
    apart_x = (east < view.west) | (west > view.east)
    apart_y = (north < view.south - 1) | (south > view.north + 1)
    near = ~apart_y if view.is_world else ~(apart_x | apart_y)
    large = known.weights[known.starts[:-1]] >= 3 * finest
    return [int(number) for number in np.flatnonzero(near & large)]


def _clipped(ring: Numbers, width: float, height: float) -> Numbers:
    """A ring cut to the window, along its edges (Sutherland and Hodgman 1974)."""
    for axis, limit, side in (
        (0, 0.0, 1),
        (0, width, -1),
        (1, 0.0, 1),
        (1, height, -1),
    ):
        ring = cut(ring, axis=axis, limit=limit, side=side)
    return ring


def cut(ring: Numbers, *, axis: int, limit: float, side: int) -> Numbers:
    """What of a ring lies on one side of a line.

    Args:
        ring: Its points, not closed.
        axis: 0: the line runs down; 1: across.
        limit: Where the line is.
        side: 1: what is greater stays; -1: what is less.
    """
    if not len(ring):
        return ring
    inside = (ring[:, axis] - limit) * side >= 0
    if inside.all():
        return ring
    after, after_inside = np.roll(ring, -1, axis=0), np.roll(inside, -1)
    crosses = inside != after_inside
    way = after[:, axis] - ring[:, axis]
    part = np.where(crosses, (limit - ring[:, axis]) / np.where(crosses, way, 1.0), 0.0)
    crossing = ring + (after - ring) * part[:, None]
    both = np.stack([crossing, after], axis=1).reshape(-1, 2)
    kept: Numbers = both[np.stack([crosses, after_inside], axis=1).ravel()]
    return kept
