"""How often each of a few things is told: acts, outlets, speakers."""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.web.charts.chart import Chart, Spec
from onrecord.web.charts.drawing import href
from onrecord.web.charts.palette import colour
from onrecord.web.charts.shapes import LABEL, LINK, layered, note
from onrecord.web.charts.words import counted, isolated, plain, short

COLUMNS = ("value", "number")
_WIDTH, _NAME_WIDTH, _ROW_HEIGHT = 420, 150, 24
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
        spec=_spec(drawn, noun) if drawn else note(f"No {noun}s to count."),
        columns=COLUMNS,
        rows=[{"value": one.value, "number": one.number} for one in tallies],
        addresses=[one.address for one in tallies if one.address] if is_linked(tallies) else (),
    )


def is_linked(tallies: Sequence[Tally]) -> bool:
    """Whether each of them leads somewhere."""
    return all(one.address for one in tallies)


def _spec(tallies: Sequence[Tally], noun: str) -> Spec:
    values = [
        {
            "row": row,
            "name": isolated(short(one.value, _MOST_CHARS)),
            "number": one.number,
            "told": f"{one.number:,}",
            "label": f"{isolated(plain(one.value))}: {counted(one.number, noun)}",
            "href": href(one.address or ""),
        }
        for row, one in enumerate(tallies)
    ]
    longest = max(1, *(one.number for one in tallies), 1)
    along = {
        "field": "number",
        "type": "quantitative",
        "axis": None,
        "scale": {"domain": [0, longest], "range": [_NAME_WIDTH, _WIDTH - 50]},
    }
    down = {"field": "row", "type": "ordinal", "axis": None, "scale": {"paddingInner": 0.3}}
    links = {"href": LINK} if is_linked(tallies) else {}
    drawing = layered(
        _WIDTH,
        _ROW_HEIGHT * len(tallies),
        [
            {
                "mark": {"type": "bar", "color": colour("series-1")},
                "encoding": {
                    "x": along,
                    "x2": {"datum": 0},
                    "y": down,
                    "description": LABEL,
                    **links,
                },
            },
            _texts("name", "right", {"value": _NAME_WIDTH - 8}, down),
            _texts("told", "left", along, down, dx=6, color=colour("muted")),
        ],
    )
    return drawing | {"data": {"values": values}}


def _texts(field: str, align: str, x: Spec, y: Spec, **mark: int | str) -> Spec:
    text = {"type": "text", "align": align, "baseline": "middle", "aria": False, **mark}
    return {"mark": text, "encoding": {"x": x, "y": y, "text": {"field": field}}}
