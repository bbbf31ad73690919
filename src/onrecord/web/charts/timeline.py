"""Statements and what they tell of, on one line of time: said above it, happened below."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from onrecord.web.charts.chart import Chart, Spec
from onrecord.web.charts.drawing import href
from onrecord.web.charts.packing import CELL, Extent, Slot, lanes, packed
from onrecord.web.charts.palette import colour
from onrecord.web.charts.periods import Period, after, day, told
from onrecord.web.charts.shapes import LABEL, LINK, at, layered, note, raw, texts
from onrecord.web.charts.ticks import ticks
from onrecord.web.charts.words import counted, plain

COLUMNS = ("what", "first_day", "last_day", "label", "address")
BAR_COLUMNS = ("what", "first_day", "last_day", "number")
WIDTH = 860
_AXIS, _EDGE = 22, 16
_MOST_LANES, _FEWEST_LANES = 22, 3
_MOST_MARKS = 600
_BARS_HEIGHT = 90
_BARS = 86

Days = tuple[str, str]
"""The first day of a stretch, and the day after its last."""


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


def timeline(marks: Sequence[Mark], window: Days) -> Chart:
    """A dot for each day told, a bar for each month, year or other stretch.

    What is open at an end, or longer than the window, is cut at the window's edge. Too many marks
    to tell apart are counted instead: `timeline_bars`.

    Args:
        marks: In the order of time.
        window: What of time to draw.
    """
    halves = {half: [mark for mark in marks if mark.is_said is half] for half in (True, False)}
    slots = {half: _slots(some, window) for half, some in halves.items()}
    said, happened = slots[True], slots[False]
    if said is None or happened is None or len(marks) > _MOST_MARKS:
        return _binned(marks, window)
    rows = [
        {"what": _what(mark.is_said)} | {name: getattr(mark, name) for name in COLUMNS[1:]}
        for mark in marks
    ]
    return Chart(
        name="timeline",
        title="Said and happened, by the dates told",
        description=_description(len(halves[True]), len(halves[False]), window),
        spec=_spec(halves, {True: said, False: happened}, window)
        if marks
        else note("Nothing here has a date that can be told."),
        columns=COLUMNS,
        rows=rows,
    )


def timeline_bars(
    said: Sequence[Period],
    happened: Sequence[Period],
    window: Days,
    *,
    address: Callable[[Period], str] | None = None,
) -> Chart:
    """How many were said, upwards, and happened, downwards, in stretches of equal length.

    Args:
        said: What was said, counted by the first day that it may mean.
        happened: What happened, in the same way.
        window: What of time to draw.
        address: Where the bar of a period leads to.
    """
    periods = [(True, one) for one in said if one.number]
    periods += [(False, one) for one in happened if one.number]
    numbers = [sum(one.number for is_said, one in periods if is_said is half) for half in (True, False)]
    return Chart(
        name="timeline",
        title="Said and happened, by the dates told",
        description=_description(*numbers, window),
        spec=_bars_spec(periods, window, address)
        if periods
        else note("Nothing here has a date that can be told."),
        columns=BAR_COLUMNS,
        rows=[
            {
                "what": _what(is_said),
                "first_day": one.first_day,
                "last_day": one.last_day,
                "number": one.number,
            }
            for is_said, one in periods
        ],
    )


def _description(said: int, happened: int, window: Days) -> str:
    first, last = window[0], (day(window[1]) - timedelta(days=1)).isoformat()
    return (
        f"A line of time, {told(first, last)}. Above it {counted(said, 'statement')} by when they "
        f"were said, below it {counted(happened, 'statement')} by when what they tell of happened."
    )


def _what(is_said: bool) -> str:
    return "said" if is_said else "happened"


def _binned(marks: Sequence[Mark], window: Days) -> Chart:
    """Marks counted in as many stretches as can be told apart."""
    start, length = day(window[0]), max(1, (day(window[1]) - day(window[0])).days)
    step = -(-length // _BARS)
    counts = Counter[tuple[bool, int]]()
    for mark in marks:
        since = (max(day(mark.first_day), start) - start).days
        counts[mark.is_said, min(since, length - 1) // step] += 1
    halves: dict[bool, list[Period]] = {True: [], False: []}
    for (is_said, place), number in sorted(counts.items()):
        first = start + timedelta(days=place * step)
        last = min(first + timedelta(days=step - 1), day(window[1]) - timedelta(days=1))
        halves[is_said].append(Period(first.isoformat(), last.isoformat(), number))
    return timeline_bars(halves[True], halves[False], window)


def position(iso: str, window: Days) -> float:
    """Where a day begins, in pixels of the drawing; inside the window.

    >>> position("2031-01-02", ("2031-01-01", "2031-01-03"))
    430.0
    """
    first, end = day(window[0]), day(window[1])
    return min(1.0, max(0.0, (day(iso) - first) / (end - first))) * WIDTH


def _slots(marks: Sequence[Mark], window: Days) -> list[Slot] | None:
    extents = [
        Extent(
            position(mark.first_day, window),
            position(after(mark.last_day), window),
            mark.first_day != mark.last_day,
        )
        for mark in marks
    ]
    widened = [
        one._replace(right=max(one.right, one.left + CELL)) if one.is_range else one
        for one in extents
    ]
    return packed(widened, width=WIDTH, most_lanes=_MOST_LANES)


def _spec(halves: dict[bool, list[Mark]], slots: dict[bool, list[Slot]], window: Days) -> Spec:
    up, down = (max(_FEWEST_LANES, lanes(slots[half])) * CELL + _EDGE for half in (True, False))
    layers = [_axis(up, window)]
    for half, edge, step in ((True, up - CELL / 2 - 2, -CELL), (False, up + _AXIS + CELL / 2, CELL)):
        values = [
            {
                "x": slot.left + 1,
                "to": slot.right - 1,
                "middle": (slot.left + slot.right) / 2,
                "y": edge + step * slot.lane,
                "label": f"{told(mark.first_day, mark.last_day)}, {_what(half)}: {plain(mark.label)}",
                "href": href(mark.address),
            }
            for mark, slot in zip(halves[half], slots[half], strict=True)
        ]
        is_range = [mark.first_day != mark.last_day for mark in halves[half]]
        layers += _mark_layers(values, is_range, half)
    names = [
        {"x": 0, "y": 6, "words": "Said"},
        {"x": 0, "y": up + _AXIS + down - 4, "words": "Happened"},
    ]
    layers.append(texts(names, align="left", color=colour("muted"), fontSize=12))
    return layered(WIDTH, up + _AXIS + down, layers)


def _mark_layers(values: list[Spec], is_range: list[bool], is_said: bool) -> list[Spec]:
    paint = colour("series-1" if is_said else "series-2")
    shape = "circle" if is_said else "diamond"
    linked = {"description": LABEL, "href": LINK}
    dots = [value for value, ranged in zip(values, is_range, strict=True) if not ranged]
    bars = [value for value, ranged in zip(values, is_range, strict=True) if ranged]
    dot = {"type": "point", "shape": shape, "filled": True, "color": paint, "size": 56, "opacity": 1}
    bar = {"type": "rule", "color": paint, "strokeWidth": 6, "opacity": 0.6, "strokeCap": "butt"}
    return [
        {"data": {"values": bars}, "mark": bar, "encoding": at("x", "y") | {"x2": raw("to")} | linked},
        {"data": {"values": dots}, "mark": dot, "encoding": at("middle", "y") | linked},
    ]


def _axis(top: float, window: Days) -> Spec:
    marks = ticks(*window)
    places = [
        {"x": min(position(one, window) + 4, WIDTH - 70), "at": position(one, window), "day": one}
        for one in marks.days
    ]
    words = [
        place | {"y": top + _AXIS / 2, "words": _tick(str(place["day"]), marks.form)}
        for place in places
    ]
    ground = {"x": 0, "y": top, "to": WIDTH, "bottom": top + _AXIS}
    band = {"type": "rect", "color": colour("sunk"), "aria": False}
    lines = [place | {"x": place["at"], "y": top, "bottom": top + _AXIS} for place in places]
    return {
        "layer": [
            {
                "data": {"values": [ground]},
                "mark": band,
                "encoding": at("x", "y") | {"x2": raw("to"), "y2": raw("bottom")},
            },
            {
                "data": {"values": lines},
                "mark": {"type": "rule", "color": colour("rule"), "aria": False},
                "encoding": at("x", "y") | {"y2": raw("bottom")},
            },
            texts(words, align="left", fontSize=12, color=colour("muted")),
        ]
    }


def _tick(iso: str, form: str) -> str:
    when = day(iso)
    return when.strftime(form.replace("%-d", str(when.day)).replace("%Y", str(when.year)))


def _bars_spec(
    periods: Sequence[tuple[bool, Period]], window: Days, address: Callable[[Period], str] | None
) -> Spec:
    most = max(one.number for _, one in periods)
    values = []
    for is_said, one in periods:
        height = max(1.5, one.number / most * _BARS_HEIGHT)
        axis = _EDGE + _BARS_HEIGHT + (0 if is_said else _AXIS)
        values.append(
            {
                "said": is_said,
                "x": position(one.first_day, window),
                "to": max(position(after(one.last_day), window) - 0.5, position(one.first_day, window) + 1.5),
                "y": axis,
                "end": axis - height if is_said else axis + height,
                "label": f"{told(one.first_day, one.last_day)}, {_what(is_said)}: "
                f"{counted(one.number, 'statement')}",
                "href": href(address(one)) if address else "",
            }
        )
    sides = at("x", "y") | {"x2": raw("to"), "y2": raw("end"), "description": LABEL}
    sides |= {"href": LINK} if address else {}
    layers = [_axis(_EDGE + _BARS_HEIGHT, window)]
    for half, name in ((True, "series-1"), (False, "series-2")):
        some = [value for value in values if value["said"] is half]
        mark = {"type": "rect", "color": colour(name)}
        layers.append({"data": {"values": some}, "mark": mark, "encoding": sides})
    height = 2 * (_EDGE + _BARS_HEIGHT) + _AXIS
    names = [
        {"x": 0, "y": 6, "words": f"Said (the highest bar is {most:,})"},
        {"x": 0, "y": height - 4, "words": "Happened"},
    ]
    layers.append(texts(names, align="left", color=colour("muted"), fontSize=12))
    return layered(WIDTH, height, layers)
