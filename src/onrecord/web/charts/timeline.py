"""Statements and what they tell of, on one line of time: said above it, happened below."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.web.charts.chart import Chart, Spec
from onrecord.web.charts.drawing import href
from onrecord.web.charts.line import (
    AXIS,
    EDGE,
    NAME,
    NOTHING,
    TITLE,
    WIDTH,
    Days,
    axis,
    description,
    position,
    what,
    words,
)
from onrecord.web.charts.packing import CELL, Extent, Slot, lanes, packed
from onrecord.web.charts.palette import colour
from onrecord.web.charts.periods import Period, after, told
from onrecord.web.charts.shapes import LABEL, LINK, at, layered, nothing, raw
from onrecord.web.charts.timeline_bars import in_bars, timeline_bars
from onrecord.web.charts.words import plain

COLUMNS = ("what", "first_day", "last_day", "label", "address")
_MOST_LANES, _FEWEST_LANES = 22, 3
_MOST_MARKS = 250


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A statement at its place in time.

    Attributes:
        is_said: When it was said; else when what it tells of happened.
        first_day: First day that the report's words may mean, ISO 8601.
        last_day: Last of them; the same for a day that is told.
        label: Who says what, for the tip over it.
        address: Where it stands.
    """

    is_said: bool
    first_day: str
    last_day: str
    label: str
    address: str

    @property
    def is_range(self) -> bool:
        """Whether no single day is told."""
        return self.first_day != self.last_day


def timeline(
    marks: Sequence[Mark], window: Days, *, address: Callable[[Period], str] | None = None
) -> Chart:
    """A dot for each day told, a bar for each month, year or other stretch.

    What is open at an end, or longer than the window, is cut at the window's edge. Too many marks
    to tell apart are counted by their first days instead, as `timeline_bars` draws them.

    Args:
        marks: In the order of time.
        window: What of time to draw.
        address: Where a bar leads to, if they are counted.
    """
    said, happened = ([mark for mark in marks if mark.is_said is half] for half in (True, False))
    above, below = _slots(said, window), _slots(happened, window)
    if above is None or below is None or len(marks) > _MOST_MARKS:
        bars = (
            in_bars(Counter(mark.first_day for mark in half), window) for half in (said, happened)
        )
        return timeline_bars(*bars, window=window, address=address)
    return Chart(
        name=NAME,
        title=TITLE,
        description=description(len(said), len(happened), window=window),
        **_drawing((said, above), (happened, below), window),
        columns=COLUMNS,
        rows=[
            {"what": what(mark.is_said)} | {name: getattr(mark, name) for name in COLUMNS[1:]}
            for mark in marks
        ],
    )


_Half = tuple[Sequence[Mark], Sequence[Slot]]


def _slots(marks: Sequence[Mark], window: Days) -> list[Slot] | None:
    extents = []
    for mark in marks:
        left, right = position(mark.first_day, window), position(after(mark.last_day), window)
        shortest = left + CELL if mark.is_range else right
        extents.append(Extent(left, max(right, shortest), mark.is_range))
    return packed(extents, width=WIDTH, most_lanes=_MOST_LANES)


def _drawing(said: _Half, happened: _Half, window: Days) -> dict[str, Any]:
    if not said[0] and not happened[0]:
        return nothing(NOTHING)
    up, down = (max(_FEWEST_LANES, lanes(slots)) * CELL + EDGE for _, slots in (said, happened))
    height = up + AXIS + down
    layers = [
        *axis(up, window),
        *_marks(said, lambda lane: up - CELL / 2 - 2 - CELL * lane),
        *_marks(happened, lambda lane: up + AXIS + CELL / 2 + 2 + CELL * lane),
    ]
    return {"spec": layered(WIDTH, height, layers), "words": words(up, height, window)}


def _marks(half: _Half, height: Callable[[int], float]) -> list[Spec]:
    dots: list[Spec] = []
    bars: list[Spec] = []
    is_said = all(mark.is_said for mark in half[0])
    for mark, slot in zip(*half, strict=True):
        days = told(mark.first_day, mark.last_day)
        value = {
            "x": slot.left + 1,
            "to": slot.right - 1,
            "middle": (slot.left + slot.right) / 2,
            "y": height(slot.lane),
            "label": f"{days}, {what(is_said)}: {plain(mark.label)}",
            "href": href(mark.address),
        }
        (bars if mark.is_range else dots).append(value)
    paint = {"color": colour("series-1" if is_said else "series-2")}
    linked = {"description": LABEL, "href": LINK}
    dot = {"type": "point", "shape": "circle" if is_said else "diamond", "filled": True}
    bar = {"type": "rule", "strokeWidth": 6, "opacity": 0.6}
    across = at("x", "y") | {"x2": raw("to")} | linked
    return [
        {"data": {"values": bars}, "mark": bar | paint, "encoding": across},
        {
            "data": {"values": dots},
            "mark": dot | paint | {"size": 56, "opacity": 1},
            "encoding": at("middle", "y") | linked,
        },
    ]
