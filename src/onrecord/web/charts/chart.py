"""A chart before it is drawn: what it shows, in words, in numbers and as a Vega-Lite drawing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Cell = str | int | float | None
Row = Mapping[str, Cell]
Spec = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """Words that stand in a drawing.

    They are hidden from those who hear a chart: its marks' labels and its table say the same.

    Attributes:
        text: On one line, as `words` makes it.
        x: Pixels from the left, of the end that ``anchor`` names.
        y: Pixels from the top, of their middle.
        anchor: ``start``, ``middle`` or ``end``.
        colour: A name of the palette.
        size: Pixels.
        is_heavy: Whether they are set in bold.
        has_halo: Whether they stand on marks, and need paper around them.
    """

    text: str
    x: float
    y: float
    anchor: str = "start"
    colour: str = "ink"
    size: int = 13
    is_heavy: bool = False
    has_halo: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A chart that can be drawn in any theme, and read where it cannot be seen.

    Attributes:
        name: What its address ends in: ``volume``.
        title: A heading in a few words.
        description: What one sees in it, in a sentence or two, for those who do not see it.
        spec: A Vega-Lite specification whose colours are names of the palette.
        rows: Its data, a row a mark; the keys of all rows are the same.
        words: What stands in the drawing beside what Vega writes at its axes. Vega measures each
            text that it draws, which takes it longer than all else.
        columns: These keys, in order, also where there is no row.
        addresses: Where each row's mark leads to, as many as there are rows, or none at all.
    """

    name: str
    title: str
    description: str
    spec: Spec
    words: Sequence[Word] = ()
    columns: Sequence[str]
    rows: Sequence[Row] = ()
    addresses: Sequence[str] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not self.rows
