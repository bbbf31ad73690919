"""A chart as it stands in a page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class FigureCell:
    """A cell of a chart's data, for people."""

    text: str
    is_number: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow:
    """A row of a chart's data.

    Attributes:
        cells: By the figure's columns.
        address: What it stands for; empty for none.
    """

    cells: Sequence[FigureCell]
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A chart, its data in words, and its files.

    Attributes:
        name: The chart's.
        title: Its heading.
        drawing: Draws it as an SVG element, ours, with every text in it escaped; where a page's
            data are asked for, nothing is drawn.
        size: ``small``, ``medium`` or ``wide``: how wide the drawing may become.
        is_empty: There is nothing to draw.
        columns: Of its table, for people.
        rows: Of its table, at most as many as can be read; the files have all.
        left_out: How many are not in the table.
        files: Their form and address: SVG, PNG, JSON, CSV.
    """

    name: str
    title: str
    drawing: Callable[[], Markup]
    size: str
    is_empty: bool
    columns: Sequence[str]
    rows: Sequence[FigureRow]
    left_out: int
    files: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Way:
    """A way to see it otherwise: nearer, farther, elsewhere.

    Attributes:
        address: Empty where it leads no further.
        is_here: This is what is seen.
    """

    name: str
    address: str
    is_here: bool = False
