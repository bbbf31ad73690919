"""How often each of a few things is told: acts, outlets, speakers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.web.charts.chart import Chart, Word
from onrecord.web.charts.drawing import href
from onrecord.web.charts.palette import colour
from onrecord.web.charts.shapes import LABEL, LINK, at, layered, nothing, raw
from onrecord.web.charts.words import counted, isolated, plain, short

COLUMNS = ("value", "number")
_WIDTH, _NAME_WIDTH, _ROW_HEIGHT, _BAR_HEIGHT = 420, 150, 24, 17
_MOST_CHARS = 24


@dataclass(frozen=True, slots=True)
class Tally:
    """How often something is told.

    Attributes:
        value: What.
        number: How often.
        address: Where its bar leads to.
    """

    value: str
    number: int
    address: str | None = None


def bars(
    name: str, tallies: Sequence[Tally], *, title: str, noun: str = "statement", most: int = 16
) -> Chart:
    """A bar each, in the order given, with its name on the left and its number at its end.

    Args:
        name: The chart's name: ``acts``.
        tallies: What to draw.
        title: The chart's heading.
        noun: What is counted.
        most: At most so many bars; the description says how many are left out.
    """
    drawn = tallies[:most]
    left_out = f" {len(tallies) - most:,} more are not drawn." if len(tallies) > most else ""
    told = "; ".join(f"{isolated(plain(one.value))} {one.number:,}" for one in drawn)
    return Chart(
        name=name,
        title=title,
        description=f"Bars, {noun}s: {told}.{left_out}" if drawn else f"No {noun}s to count.",
        **_drawing(drawn, noun),
        columns=COLUMNS,
        rows=[{"value": one.value, "number": one.number} for one in tallies],
        addresses=[one.address for one in tallies if one.address] if is_linked(tallies) else (),
    )


def is_linked(tallies: Sequence[Tally]) -> bool:
    """Whether each of them leads somewhere."""
    return all(one.address for one in tallies)


def _drawing(tallies: Sequence[Tally], noun: str) -> dict[str, Any]:
    if not tallies:
        return nothing(f"No {noun}s to count.")
    longest = max(1, *(one.number for one in tallies), 1)
    values, words = [], []
    for row, one in enumerate(tallies):
        end = _NAME_WIDTH + (_WIDTH - 50 - _NAME_WIDTH) * one.number / longest
        top = row * _ROW_HEIGHT
        middle = top + _BAR_HEIGHT / 2
        values.append(
            {
                "x": _NAME_WIDTH,
                "to": end,
                "y": top,
                "bottom": top + _BAR_HEIGHT,
                "label": f"{isolated(plain(one.value))}: {counted(one.number, noun)}",
                "href": href(one.address or ""),
            }
        )
        name = isolated(short(one.value, _MOST_CHARS))
        words += [
            Word(text=name, x=_NAME_WIDTH - 8, y=middle, anchor="end"),
            Word(text=f"{one.number:,}", x=end + 6, y=middle, colour="muted"),
        ]
    sides = at("x", "y") | {"x2": raw("to"), "y2": raw("bottom"), "description": LABEL}
    layer = {
        "data": {"values": values},
        "mark": {"type": "rect", "color": colour("series-1")},
        "encoding": sides | ({"href": LINK} if is_linked(tallies) else {}),
    }
    return {"spec": layered(_WIDTH, _ROW_HEIGHT * len(tallies), [layer]), "words": words}
