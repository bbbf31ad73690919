"""How outlets carry speakers: shares with their intervals, outlet by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.web.charts.chart import Chart, Spec, Word
from onrecord.web.charts.drawing import href
from onrecord.web.charts.palette import colour
from onrecord.web.charts.shapes import LABEL, LINK, at, layered, nothing, raw
from onrecord.web.charts.words import counted, isolated, plain, short

COLUMNS = ("outlet", "side", "number", "total", "share", "low", "high")
_NAME_WIDTH, _SIDE_WIDTH, _SIDE_GAP, _ROW_HEIGHT, _HEAD = 140, 120, 34, 30, 34
_NAME_CHARS, _SIDE_CHARS = 21, 17
_MOST_OUTLETS, _MOST_SIDES = 20, 5
_SCALES = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0)
"""Shares at which the scale may end: the smallest that holds all intervals."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """How often an outlet carries a side in one way.

    Attributes:
        outlet: Its name.
        side: A speaker's or a country's name.
        number: How many statements it carries so.
        total: How many it carries at all.
        low: Lower end of the share's interval, 0 to 1.
        high: Upper end.
        address: Where the statements are.
    """

    outlet: str
    side: str
    number: int
    total: int
    low: float
    high: float
    address: str

    @property
    def share(self) -> float:
        """Of all, 0 to 1; 0 of none."""
        return self.number / self.total if self.total else 0.0


def framing(
    cells: Sequence[Carried],
    *,
    way: str,
    sides: Sequence[str] = (),
    name: str = "framing",
    title: str | None = None,
) -> Chart:
    """A dot and its interval each, in rows of outlets and columns of sides.

    Outlets, and sides without an order of their own, stand as the cells name them first.

    Args:
        cells: At most one of an outlet and a side; without statements it is not drawn.
        way: How they are carried, in a word: ``distancing``, ``claim``.
        sides: The columns, in order.
        name: The chart's name.
        title: Its heading.
    """
    told = [cell for cell in cells if cell.total]
    outlets = list(dict.fromkeys(cell.outlet for cell in told))
    named = {cell.side for cell in told}
    sides = list(dict.fromkeys(side for side in (*sides, *_sides(told)) if side in named))
    drawn = [
        cell
        for cell in told
        if cell.outlet in outlets[:_MOST_OUTLETS] and cell.side in sides[:_MOST_SIDES]
    ]
    return Chart(
        name=name,
        title=title or f"Share of statements carried as {way}, outlet by side",
        description=_description(drawn, len(told), way),
        **_drawing(drawn, outlets[:_MOST_OUTLETS], sides[:_MOST_SIDES]),
        columns=COLUMNS,
        rows=[{name: getattr(cell, name) for name in COLUMNS} for cell in told],
        addresses=[cell.address for cell in told],
    )


def _sides(cells: Sequence[Carried]) -> list[str]:
    return [cell.side for cell in cells]


def _description(cells: Sequence[Carried], told: int, way: str) -> str:
    if not cells:
        return "No statements to count."
    ends = (
        max(cells, key=lambda cell: (cell.low, cell.total)),
        min(cells, key=lambda cell: (cell.high, -cell.total)),
    )
    most, least = (f"{_named(cell)}, {_share(cell)}" for cell in ends)
    left_out = f" {told - len(cells):,} cells are not drawn." if told > len(cells) else ""
    return (
        f"A dot is the share of an outlet's statements of a side that it carries as {way}; the "
        f"line is the interval of 95 %. Surely highest: {most}. Surely lowest: {least}.{left_out}"
    )


def _named(cell: Carried) -> str:
    return f"{isolated(plain(cell.outlet))} on {isolated(plain(cell.side))}"


def _share(cell: Carried) -> str:
    return (
        f"{cell.number:,} of {counted(cell.total, 'statement')}, {cell.share:.0%} "
        f"({cell.low:.0%} to {cell.high:.0%})"
    )


@dataclass(frozen=True, slots=True)
class _Grid:
    """Where rows and columns are, in pixels, and which share their scale ends at."""

    rows: dict[str, float]
    lefts: dict[str, int]
    bottom: float
    end: float

    def across(self, side: str, share: float) -> float:
        """How far from the left a share of a side lies."""
        return self.lefts[side] + _SIDE_WIDTH * share / self.end


def _grid(cells: Sequence[Carried], outlets: list[str], sides: list[str]) -> _Grid:
    highest = max(cell.high for cell in cells)
    return _Grid(
        rows={outlet: _HEAD + _ROW_HEIGHT * (at + 0.5) for at, outlet in enumerate(outlets)},
        lefts={
            side: _NAME_WIDTH + 16 + at * (_SIDE_WIDTH + _SIDE_GAP) for at, side in enumerate(sides)
        },
        bottom=_HEAD + _ROW_HEIGHT * len(outlets),
        end=next(end for end in _SCALES if end >= highest),
    )


def _drawing(cells: Sequence[Carried], outlets: list[str], sides: list[str]) -> dict[str, Any]:
    if not cells:
        return nothing("No statements to count.")
    grid = _grid(cells, outlets, sides)
    width = max(grid.lefts.values()) + _SIDE_WIDTH + 10
    layers = [_ground(grid), *_marks(cells, grid)]
    return {"spec": layered(width, round(grid.bottom + 18), layers), "words": _words(grid)}


def _ground(grid: _Grid) -> Spec:
    lines = [
        {"x": left + _SIDE_WIDTH * part, "y": _HEAD - 4, "to": grid.bottom}
        for left in grid.lefts.values()
        for part in (0, 0.5, 1)
    ]
    mark = {"type": "rule", "color": colour("rule"), "aria": False}
    return {"data": {"values": lines}, "mark": mark, "encoding": at("x", "y") | {"y2": raw("to")}}


def _marks(cells: Sequence[Carried], grid: _Grid) -> list[Spec]:
    values = [
        {
            "x": grid.across(cell.side, cell.share),
            "low": grid.across(cell.side, cell.low),
            "high": grid.across(cell.side, cell.high),
            "y": grid.rows[cell.outlet],
            "label": f"{_named(cell)}: {_share(cell)}",
            "href": href(cell.address),
        }
        for cell in cells
    ]
    line = {"type": "rule", "color": colour("series-1"), "strokeWidth": 3, "opacity": 0.45}
    dot = {"type": "circle", "color": colour("series-1"), "size": 70, "opacity": 1}
    linked = {"description": LABEL, "href": LINK}
    data = {"data": {"values": values}}
    return [
        data | {"mark": line | {"aria": False}, "encoding": at("low", "y") | {"x2": raw("high")}},
        data | {"mark": dot, "encoding": at("x", "y") | linked},
    ]


def _words(grid: _Grid) -> list[Word]:
    outlets = [
        Word(text=isolated(short(outlet, _NAME_CHARS)), x=_NAME_WIDTH, y=y, anchor="end")
        for outlet, y in grid.rows.items()
    ]
    sides = [
        Word(text=isolated(short(side, _SIDE_CHARS)), x=left, y=_HEAD - 18, is_heavy=True)
        for side, left in grid.lefts.items()
    ]
    small: dict[str, Any] = {
        "y": grid.bottom + 12,
        "anchor": "middle",
        "colour": "muted",
        "size": 11,
    }
    scale = [
        Word(text=f"{part * grid.end:.0%}", x=left + _SIDE_WIDTH * part, **small)
        for left in grid.lefts.values()
        for part in (0, 1)
    ]
    return [*outlets, *sides, *scale]
