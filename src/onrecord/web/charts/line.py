"""The line of time that the charts of time are drawn along."""

from datetime import timedelta

from onrecord.web.charts.chart import Spec, Word
from onrecord.web.charts.palette import colour
from onrecord.web.charts.periods import day, told
from onrecord.web.charts.shapes import at, raw
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


def axis(top: float, window: Days) -> list[Spec]:
    """The line itself, so many pixels down, and where its marks are."""
    ground = {"x": 0, "y": top, "to": WIDTH, "bottom": top + AXIS}
    lines = [
        {"x": position(one, window), "y": top, "bottom": top + AXIS} for one in ticks(*window).days
    ]
    band = {"type": "rect", "color": colour("sunk"), "aria": False}
    rule = {"type": "rule", "color": colour("rule"), "aria": False}
    sides = at("x", "y") | {"y2": raw("bottom")}
    return [
        {"data": {"values": [ground]}, "mark": band, "encoding": sides | {"x2": raw("to")}},
        {"data": {"values": lines}, "mark": rule, "encoding": sides},
    ]


def words(top: float, bottom: float, window: Days, *, said: str = "Said") -> list[Word]:
    """What stands along the line and at both of its sides."""
    marks = ticks(*window)
    return [
        *(
            Word(
                text=_tick(one, marks.form),
                x=min(position(one, window) + 4, WIDTH - 70),
                y=top + AXIS / 2,
                colour="muted",
                size=12,
            )
            for one in marks.days
        ),
        Word(text=said, x=0, y=6, colour="muted", size=12),
        Word(text="Happened", x=0, y=bottom - 4, colour="muted", size=12),
    ]


def _tick(iso: str, form: str) -> str:
    when = day(iso)
    return when.strftime(form.replace("%-d", str(when.day)).replace("%Y", str(when.year)))
