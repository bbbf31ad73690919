"""The line of time that the charts of time are drawn along."""

from datetime import timedelta

from onrecord.web.charts.chart import Spec
from onrecord.web.charts.palette import colour
from onrecord.web.charts.periods import day, told
from onrecord.web.charts.shapes import at, raw, texts
from onrecord.web.charts.ticks import ticks
from onrecord.web.charts.words import counted

NAME = "timeline"
TITLE = "Said and happened, by the dates told"
NOTHING = "Nothing here has a date that can be told."
WIDTH = 860
AXIS, EDGE = 22, 16
"""Pixels: the height of the line, and the room above and below the marks."""

Days = tuple[str, str]
"""The first day of a stretch, and the day after its last."""


def position(iso: str, window: Days) -> float:
    """Where a day begins, in pixels of the drawing; inside the window.

    >>> position("2031-01-02", ("2031-01-01", "2031-01-03"))
    430.0
    """
    first, end = day(window[0]), day(window[1])
    return min(1.0, max(0.0, (day(iso) - first) / (end - first))) * WIDTH


def what(is_said: bool) -> str:
    """Which half of the chart, in a word."""
    return "said" if is_said else "happened"


def description(said: int, happened: int, *, window: Days) -> str:
    """What one sees, for those who do not."""
    first, last = window[0], (day(window[1]) - timedelta(days=1)).isoformat()
    return (
        f"A line of time, {told(first, last)}. Above it {counted(said, 'statement')} by when they "
        f"were said, below it {counted(happened, 'statement')} by when what they tell of happened."
    )


def axis(top: float, window: Days) -> Spec:
    """The line itself, with its marks, from so many pixels down."""
    marks = ticks(*window)
    places = [
        {"x": min(position(one, window) + 4, WIDTH - 70), "at": position(one, window), "day": one}
        for one in marks.days
    ]
    words = [
        place | {"y": top + AXIS / 2, "words": _tick(str(place["day"]), marks.form)}
        for place in places
    ]
    ground = {"x": 0, "y": top, "to": WIDTH, "bottom": top + AXIS}
    band = {"type": "rect", "color": colour("sunk"), "aria": False}
    lines = [place | {"x": place["at"], "y": top, "bottom": top + AXIS} for place in places]
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
