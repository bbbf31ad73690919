"""How much was said and happened, in stretches of time: where there is too much for a mark each."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
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
from onrecord.web.charts.palette import colour
from onrecord.web.charts.periods import Period, after, day, told
from onrecord.web.charts.shapes import LABEL, LINK, at, layered, nothing, raw
from onrecord.web.charts.words import counted

COLUMNS = ("what", "first_day", "last_day", "number")
_HEIGHT = 90
_MOST_BARS = 86
_THINNEST = 1.5
"""Pixels: what there is, is seen."""


def timeline_bars(
    said: Sequence[Period],
    happened: Sequence[Period],
    *,
    window: Days,
    address: Callable[[Period], str] | None = None,
) -> Chart:
    """How many were said, upwards, and happened, downwards, in stretches of equal length.

    Args:
        said: What was said, counted by the first day that it may mean.
        happened: What happened, in the same way.
        window: What of time to draw.
        address: Where the bar of a period leads to.
    """
    halves = [
        (is_said, [one for one in periods if one.number])
        for is_said, periods in ((True, said), (False, happened))
    ]
    rows = [
        {"what": what(is_said)} | {name: getattr(one, name) for name in COLUMNS[1:]}
        for is_said, periods in halves
        for one in periods
    ]
    numbers = [sum(one.number for one in periods) for _, periods in halves]
    return Chart(
        name=NAME,
        title=TITLE,
        description=description(*numbers, window=window),
        **_drawing(halves, window, address),
        columns=COLUMNS,
        rows=rows,
    )


def in_bars(days: Mapping[str, int], window: Days) -> list[Period]:
    """Days, each with its number, in as many stretches of equal length as can be told apart.

    >>> in_bars({"2031-03-01": 2, "2031-03-31": 1}, ("2031-03-01", "2031-04-01"))[0]
    Period(first_day='2031-03-01', last_day='2031-03-01', number=2)
    """
    start, end = day(window[0]), day(window[1])
    step = -(-(end - start).days // _MOST_BARS)
    counts = Counter[int]()
    for one, number in days.items():
        counts[(_between(day(one), start, end) - start).days // step] += number
    found = []
    for place, number in sorted(counts.items()):
        first = start + timedelta(days=place * step)
        last = min(first + timedelta(days=step), end) - timedelta(days=1)
        found.append(Period(first.isoformat(), last.isoformat(), number))
    return found


def _between(one: date, start: date, end: date) -> date:
    return min(max(one, start), end - timedelta(days=1))


def _drawing(
    halves: Sequence[tuple[bool, Sequence[Period]]],
    window: Days,
    address: Callable[[Period], str] | None,
) -> dict[str, Any]:
    most = max((one.number for _, periods in halves for one in periods), default=0)
    if not most:
        return nothing(NOTHING)
    layers = axis(EDGE + _HEIGHT, window)
    for is_said, periods in halves:
        values = [
            _bar(one, one.number / most, is_said, window)
            | {"href": href(address(one)) if address else ""}
            for one in periods
        ]
        sides = at("x", "y") | {"x2": raw("to"), "y2": raw("end"), "description": LABEL}
        mark = {"type": "rect", "color": colour("series-1" if is_said else "series-2")}
        encoding = sides | ({"href": LINK} if address else {})
        layers.append({"data": {"values": values}, "mark": mark, "encoding": encoding})
    height = 2 * (EDGE + _HEIGHT) + AXIS
    said = f"Said (the highest bar is {most:,})"
    return {
        "spec": layered(WIDTH, height, layers),
        "words": words(EDGE + _HEIGHT, height, window, said=said),
    }


def _bar(period: Period, part: float, is_said: bool, window: Days) -> Spec:
    left, right = position(period.first_day, window), position(after(period.last_day), window)
    base, height = EDGE + _HEIGHT + (0 if is_said else AXIS), max(_THINNEST, part * _HEIGHT)
    number = counted(period.number, "statement")
    return {
        "x": left,
        "to": max(right - 0.5, left + _THINNEST),
        "y": base,
        "end": base - height if is_said else base + height,
        "label": f"{told(period.first_day, period.last_day)}, {what(is_said)}: {number}",
    }
