"""Marks side by side: which lane each takes, so that none lies on another; pure."""

from collections.abc import Iterable, Sequence
from math import ceil
from typing import NamedTuple

CELL = 11
"""Pixels that one dot needs, in each direction."""


class Extent(NamedTuple):
    """From where to where a mark may lie, or (a range) lies, in pixels; a range is drawn whole."""

    left: float
    right: float
    is_range: bool


class Slot(NamedTuple):
    """Where a mark lies: its left and right end in pixels, and its lane, 0 next to the axis."""

    left: float
    right: float
    lane: int


def packed(extents: Sequence[Extent], *, width: int, most_lanes: int) -> list[Slot] | None:
    """A slot for each mark, in their order; None when there are too many for the lanes.

    Dots come first, next to the axis: each goes where its day is least full, the leftmost of such
    places. A range lies as near to the axis as nothing is in its way.

    >>> packed([Extent(0, 8, False), Extent(0, 8, False)], width=22, most_lanes=9)
    [Slot(left=0, right=11, lane=0), Slot(left=0, right=11, lane=1)]
    """
    columns = max(1, width // CELL)
    heights = [0] * columns
    slots: dict[int, Slot] = {}
    for place in sorted(range(len(extents)), key=lambda place: extents[place].is_range):
        extent = extents[place]
        first = min(columns - 1, max(0, int(extent.left // CELL)))
        last = min(columns - 1, max(first, _last_column(extent)))
        if not extent.is_range:
            first = last = min(range(first, last + 1), key=heights.__getitem__)
        lane = max(heights[first : last + 1])
        if lane >= most_lanes:
            return None
        heights[first : last + 1] = [lane + 1] * (last + 1 - first)
        left, right = first * CELL, (first + 1) * CELL
        if extent.is_range:
            slots[place] = Slot(extent.left, extent.right, lane)
        else:
            slots[place] = Slot(left, right, lane)
    return [slots[place] for place in range(len(extents))]


def _last_column(extent: Extent) -> int:
    """The last that a range reaches into, or that lies within a dot's day."""
    return (ceil(extent.right / CELL) if extent.is_range else int(extent.right // CELL)) - 1


def lanes(slots: Iterable[Slot]) -> int:
    """How many lanes are used."""
    return max((slot.lane + 1 for slot in slots), default=0)
