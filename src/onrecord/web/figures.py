"""Charts in pages, and as files: SVG, PNG, JSON and CSV at ``/charts``."""

from collections.abc import Callable
from enum import StrEnum
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Request
from fastapi.responses import Response
from markupsafe import Markup
from pydantic import BaseModel, Field

from onrecord.web.charts import drawing
from onrecord.web.charts.chart import Cell, Chart
from onrecord.web.charts.palette import Theme
from onrecord.web.contexts.figure import Figure, FigureCell, FigureRow
from onrecord.web.views import csv_of, to_json

_MOST_ROWS = 60
"""What people read of a table under a chart; the files have all."""
_SMALL, _MEDIUM = 450, 700
_PARTS = ("share", "low", "high")
_Endpoint = TypeVar("_Endpoint", bound=Callable[..., Any])


class Paint(StrEnum):
    """The colours of a chart's file."""

    LIGHT = "light"
    DARK = "dark"


class Painted(BaseModel):
    """What may be asked of every chart."""

    theme: Annotated[Paint | None, Field(description="Colours: light or dark.")] = None


FORMS = ("svg", "png", "json", "csv")


def chart(router: APIRouter, name: str) -> Callable[[_Endpoint], _Endpoint]:
    """Serves a function at ``/charts/name`` with ``.svg``, ``.png``, ``.json`` and ``.csv``.

    The function returns ``drawn(request, chart, asked)``.
    """

    def register(endpoint: _Endpoint) -> _Endpoint:
        for form in FORMS:
            router.add_api_route(
                f"/charts/{name}.{form}",
                endpoint,
                methods=["GET", "HEAD"],
                response_model=None,
                include_in_schema=False,
                name=f"chart {name}.{form}",
            )
        return endpoint

    return register


def drawn(request: Request, of: Chart, asked: Painted) -> Response:
    """A chart in the form that was asked for; nothing, where the browser has it already."""
    form = request.url.path.rpartition(".")[2]
    theme = Theme(asked.theme or Paint.LIGHT)
    tag = f'"{drawing.tag(of, theme, form)}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
    if tag in request.headers.get("If-None-Match", ""):
        return Response(status_code=304, headers=headers)
    if form in ("json", "csv"):
        headers["Content-Disposition"] = f'attachment; filename="{of.name}.{form}"'
    return Response(_body(of, theme, form), headers=headers, media_type=_TYPES[form])


_TYPES = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
}


def _body(of: Chart, theme: Theme, form: str) -> bytes:
    if form == "svg":
        return drawing.svg(of, theme).encode("utf-8")
    if form == "png":
        return drawing.png(of, theme)
    if form == "csv":
        return csv_of(of.columns, of.rows)
    told = {"name": of.name, "title": of.title, "description": of.description}
    return to_json(told | {"columns": list(of.columns), "rows": list(of.rows)})


def figure_of(of: Chart, query: str) -> Figure:
    """A chart for a page.

    Args:
        of: The chart.
        query: What its files are asked with, as it stands in an address: ``?speaker=…`` or empty.
    """
    addresses = of.addresses or [""] * len(of.rows)
    rows = [
        FigureRow(cells=[_cell(column, row[column]) for column in of.columns], address=address)
        for row, address in zip(of.rows[:_MOST_ROWS], addresses, strict=False)
    ]
    return Figure(
        name=of.name,
        title=of.title,
        drawing=lambda: Markup(drawing.svg(of)),
        size=_size(int(of.spec["width"])),
        is_empty=of.is_empty,
        columns=[column.replace("_", " ") for column in of.columns],
        rows=rows,
        left_out=len(of.rows) - len(rows),
        files=[(form.upper(), f"/charts/{of.name}.{form}{query}") for form in FORMS],
    )


def _size(width: int) -> str:
    return "small" if width < _SMALL else "medium" if width < _MEDIUM else "wide"


def _cell(column: str, value: Cell) -> FigureCell:
    if value is None:
        return FigureCell("", is_number=False)
    if isinstance(value, float):
        return FigureCell(f"{value:.0%}" if column in _PARTS else f"{value:.2f}", is_number=True)
    if isinstance(value, int):
        return FigureCell(f"{value:,}", is_number=True)
    return FigureCell(value, is_number=False)
