import json
from itertools import pairwise

import numpy as np
import pytest

from onrecord.web.charts.land import land
from onrecord.web.charts.views import WORLD, View

WIDTH = 860.0
# Longitude, latitude: inland, and far out at sea.
INLAND = [
    (20, 5),
    (-60, -10),
    (135, -25),
    (100, 60),
    (-176, 66.5),
    (-100, 40),
    (26, 63),
    (-42, 72),
    (25, -30),
]
AT_SEA = [
    (-30, 0),
    (-150, 0),
    (80, -20),
    (-40, 40),
    (175, 40),
    (0, 75),
    (50.5, 42),
    (-25, -40),
    (-179, 10),
    (179, 10),
]


def _is_land(view: View, longitude: float, latitude: float) -> bool:
    """Whether a place lies in the land that is drawn, by counting how often a line crosses it."""
    x, y = (
        float(part[0]) for part in view.flat(np.array([longitude]), np.array([latitude]), WIDTH)
    )
    crossings = 0
    for polygon in land(view, WIDTH)["geometry"]["coordinates"]:
        for ring in polygon:
            for (x1, y1), (x2, y2) in pairwise(ring):
                if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
                    crossings += 1
    return crossings % 2 == 1


@pytest.mark.parametrize(("longitude", "latitude"), INLAND)
def test_land_is_land_on_any_map(longitude, latitude):
    assert _is_land(WORLD, longitude, latitude)
    for span in (60, 12, 3):
        view = View.of(longitude - span, latitude - span / 3, longitude + span, latitude + span / 3)
        assert _is_land(view, longitude, latitude), view


@pytest.mark.parametrize(("longitude", "latitude"), AT_SEA)
def test_sea_is_sea_on_any_map(longitude, latitude):
    assert not _is_land(WORLD, longitude, latitude)
    for span in (60, 12, 3):
        view = View.of(longitude - span, latitude - span / 3, longitude + span, latitude + span / 3)
        assert not _is_land(view, longitude, latitude), view


@pytest.mark.parametrize(
    "view",
    [
        WORLD,
        View.of(-180, -90, 180, 90),
        View.of(0, 70, 40, 89),
        View.of(170, -90, 190, -60),
        View.of(5, 5, 5, 5),
        View.of(40, 10, -40, -10),
        WORLD.zoomed(0.1),
        WORLD.zoomed(99),
        WORLD.moved(5, 5),
    ],
)
def test_every_window_can_be_drawn_and_is_light(view):
    shape = land(view, WIDTH)

    assert view.west < view.east
    assert view.south < view.north
    assert len(json.dumps(shape)) < 110_000
    height = view.height(WIDTH)
    for polygon in shape["geometry"]["coordinates"]:
        for ring in polygon:
            assert ring[0] == ring[-1]
            assert all(-0.1 <= x <= WIDTH + 0.1 and -0.1 <= y <= height + 0.1 for x, y in ring)


def test_a_window_moves_and_zooms_within_the_earth():
    view = View.of(10, 40, 30, 50)

    assert view.zoomed(0.5) == View(15, 42.5, 25, 47.5)
    assert view.moved(0.5, 0.5) == View(20, 45, 40, 55)
    assert view.moved(-99, 99) == View(-180, 74, -160, 84)
    assert view.zoomed(1e-9).east - view.zoomed(1e-9).west == pytest.approx(0.5)
    assert view.zoomed(1e9) == View(-180, -84, 180, 84)


@pytest.mark.parametrize("ratio", [0.5, 1.0, 1.8, 3.0])
def test_a_window_gets_the_shape_of_its_frame(ratio):
    for view in (View.of(10, 40, 12, 50), View.of(-20, 10, 30, 12), View.of(0, -5, 1, 5)):
        framed = view.framed(ratio)

        assert framed.height(ratio) == pytest.approx(1, rel=0.02)
        assert framed.west <= view.west + 1e-9
        assert framed.east >= view.east - 1e-9
