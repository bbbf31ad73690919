"""How outlets carry speakers."""

from collections import Counter
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import Field

from onrecord.ledger import Cell, FramingTable, Ledger, Side
from onrecord.ledger.plain import to_plain
from onrecord.types import Act, Framing
from onrecord.web.addressed import Addressed
from onrecord.web.api.parameters import Name
from onrecord.web.charts.chart import Chart
from onrecord.web.charts.framing import Carried, framing
from onrecord.web.contexts.framing import FramingCell, FramingPage, FramingRow
from onrecord.web.figures import Painted, chart, drawn, figure_of
from onrecord.web.reading import ReadLedger
from onrecord.web.rendering import query
from onrecord.web.views import View, page, show

router = APIRouter()

_MOST_OUTLETS, _MOST_SIDES = 20, 5
_NO_OUTLET = "no outlet told"
_COLUMNS = ("outlet", "side", "kind", "way", "number", "of", "share", "low", "high")


class FramingAsked(Addressed):
    """Which sides, carried in which way."""

    by: Side = Side.SPEAKER
    way: Annotated[Framing | Act, Field(description="A framing, or an act.")] = Framing.DISTANCING
    side: Annotated[Name, Field(description="One speaker or country only.")] | None = None
    outlet: Annotated[Name, Field(description="One outlet only, by its whole name.")] | None = None
    since: str | None = None
    until: str | None = None


class FramingChartAsked(FramingAsked, Painted):
    """The same as a chart."""


@page(router, "/framing")
def framing_page(
    request: Request, ledger: ReadLedger, asked: Annotated[FramingAsked, Query()]
) -> Response:
    """Outlet by side: how often carried in a way, of how many, and where these statements are."""
    table = _table(ledger, asked)
    cells = {(cell.outlet, cell.side, cell.kind): cell for cell in table.cells}
    rows = [
        FramingRow(
            outlet=outlet.outlet,
            cells=[
                _cell(cells.get((outlet.outlet, side.name, side.kind)), asked)
                for side in table.sides
            ],
        )
        for outlet in table.outlets
    ]
    context = FramingPage(
        given=asked.given,
        by=asked.by.value,
        way=asked.way.value,
        framings=[one.value for one in Framing],
        acts=[one.value for one in Act],
        sides=table.sides,
        rows=rows,
        figure=figure_of(_chart(table, asked), query(asked.given)),
        total=f"Counted over {table.of} statements",
    )
    view = View(
        template="framing.html",
        context=context,
        data=lambda: {"by": asked.by, "way": asked.way, "table": to_plain(table)},
        columns=_COLUMNS,
        rows=lambda: (_row(cell, asked) for cell in table.cells),
    )
    return show(request, view)


@chart(router, "framing")
def framing_chart(
    request: Request, ledger: ReadLedger, asked: Annotated[FramingChartAsked, Query()]
) -> Response:
    """Outlet by side, as shares and their intervals."""
    return drawn(request, _chart(_table(ledger, asked), asked), asked)


def _table(ledger: Ledger, asked: FramingAsked) -> FramingTable:
    return ledger.framing(
        by=asked.by,
        sides=[asked.side] if asked.side else [],
        outlet=asked.outlet,
        since=asked.since,
        until=asked.until,
        outlets=_MOST_OUTLETS,
        columns=_MOST_SIDES,
    )


def _address(cell: Cell, asked: FramingAsked) -> str:
    """The search that finds a cell's statements; empty where none finds them alone."""
    if cell.outlet is None or not cell.side:
        return ""
    kind = "framing" if isinstance(asked.way, Framing) else "act"
    return "/search" + query(
        {
            asked.by.value: cell.side,
            "outlet": cell.outlet,
            kind: asked.way.value,
            "since": asked.since,
            "until": asked.until,
        }
    )


def _cell(cell: Cell | None, asked: FramingAsked) -> FramingCell | None:
    if cell is None:
        return None
    return FramingCell(share=cell.share(asked.way.value), address=_address(cell, asked))


def _row(cell: Cell, asked: FramingAsked) -> dict[str, Any]:
    share = cell.share(asked.way.value)
    told = {"outlet": cell.outlet, "side": cell.side, "kind": cell.kind, "way": asked.way.value}
    counted = {"number": share.number, "of": share.of, "low": share.low, "high": share.high}
    return told | counted | {"share": share.number / share.of if share.of else None}


def _chart(table: FramingTable, asked: FramingAsked) -> Chart:
    names = Counter(side.name for side in table.sides)

    def label(name: str, kind: str | None) -> str:
        """The name; with the kind where two of one name stand side by side."""
        return f"{name} ({kind or 'kind not known'})" if names[name] > 1 else name

    carried = []
    for cell in table.cells:
        share = cell.share(asked.way.value)
        carried.append(
            Carried(
                outlet=cell.outlet or _NO_OUTLET,
                side=label(cell.side, cell.kind),
                number=share.number,
                total=share.of,
                low=share.low,
                high=share.high,
                address=_address(cell, asked) or "/framing" + query(asked.given),
            )
        )
    sides = [label(side.name, side.kind) for side in table.sides]
    return framing(carried, way=asked.way.value, sides=sides)
