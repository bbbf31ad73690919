"""How much was on record, day by day or month by month."""

from collections.abc import Callable, Sequence
from typing import Any

from onrecord.web.charts.chart import Chart
from onrecord.web.charts.drawing import href
from onrecord.web.charts.palette import colour
from onrecord.web.charts.periods import Period, after, day, told, window
from onrecord.web.charts.shapes import LABEL, LINK, days_axis, layered, nothing, numbers_axis
from onrecord.web.charts.words import counted

COLUMNS = ("first_day", "last_day", "number")
_WIDTH, _HEIGHT = 860, 160
_FEWEST_PERIODS = 12
"""A single period is drawn as one of so many, not as a bar as wide as the page."""


def volume(
    periods: Sequence[Period],
    *,
    name: str = "volume",
    title: str = "Statements over time",
    noun: str = "statement",
    address: Callable[[Period], str] | None = None,
) -> Chart:
    """Bars over time, one a period; periods without any need not be given.

    Args:
        periods: In the order of time.
        name: The chart's name.
        title: The chart's heading.
        noun: What is counted.
        address: Where the bar of a period leads to.
    """
    filled = [period for period in periods if period.number]
    return Chart(
        name=name,
        title=title,
        description=_description(filled, noun),
        **_drawing(filled, noun, address),
        columns=COLUMNS,
        rows=[{name: getattr(period, name) for name in COLUMNS} for period in filled],
        addresses=[address(period) for period in filled] if address else (),
    )


def _drawing(
    periods: Sequence[Period], noun: str, address: Callable[[Period], str] | None
) -> dict[str, Any]:
    if not periods:
        return nothing(f"No {noun}s to count.")
    values = [
        {
            "from": period.first_day,
            "to": after(period.last_day),
            "number": period.number,
            "label": f"{told(period.first_day, period.last_day)}: {counted(period.number, noun)}",
            "href": href(address(period)) if address else None,
        }
        for period in periods
    ]
    bars = {
        "data": {"values": values},
        "mark": {
            "type": "bar",
            "color": colour("series-1"),
            "stroke": colour("paper"),
            "strokeWidth": 0.5,
        },
        "encoding": {
            "x": days_axis("from", _domain(periods)),
            "x2": {"field": "to"},
            "y": numbers_axis("number", max(period.number for period in periods)),
            "y2": {"datum": 0},
            "description": LABEL,
            **({"href": LINK} if address else {}),
        },
    }
    return {"spec": layered(_WIDTH, _HEIGHT, [bars])}


def _domain(periods: Sequence[Period]) -> tuple[str, str]:
    longest = max((day(one.last_day) - day(one.first_day)).days + 1 for one in periods)
    return window(
        [(one.first_day, one.last_day) for one in periods],
        at_least_days=longest * _FEWEST_PERIODS,
    )


def _description(periods: Sequence[Period], noun: str) -> str:
    if not periods:
        return f"No {noun}s to count."
    total, most = sum(period.number for period in periods), max(periods, key=lambda one: one.number)
    return (
        f"Bars over time. {counted(total, noun)}, "
        f"{told(periods[0].first_day, periods[-1].last_day)}; "
        f"most in one bar: {most.number:,}, {told(most.first_day, most.last_day)}."
    )
