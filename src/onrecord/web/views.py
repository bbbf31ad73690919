"""One address, three forms: the page, its data as JSON, and as a table (CSV)."""

import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, is_dataclass
from pathlib import PurePosixPath
from typing import Any, TypeVar

from fastapi import APIRouter, Request
from fastapi.responses import Response

from onrecord.cli.tables import CsvTable
from onrecord.web.rendering import render

_SUFFIXES = (".json", ".csv", "")
_Endpoint = TypeVar("_Endpoint", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What a page shows, in its three forms.

    Attributes:
        template: The page's template, which gets the context as ``page``.
        context: A frozen dataclass of ``contexts``.
        data: Gives the page's data as plain JSON values.
        columns: Of the table.
        rows: Gives the table's rows.
        status: HTTP status of all three.
    """

    template: str
    context: Any
    data: Callable[[], Any]
    columns: Sequence[str] = ()
    rows: Callable[[], Iterable[Mapping[str, Any]]] = field(default=lambda: ())
    status: int = 200


def page(router: APIRouter, path: str) -> Callable[[_Endpoint], _Endpoint]:
    """Serves a function at an address, and at that with ``.json`` and ``.csv``.

    The function returns ``show(request, View(…))``.
    """

    def register(endpoint: _Endpoint) -> _Endpoint:
        for suffix in _SUFFIXES:  # the longer first: `{report_id}` would take them in
            router.add_api_route(
                f"{path}{suffix}",
                endpoint,
                methods=["GET", "HEAD"],
                response_model=None,
                include_in_schema=False,
                name=f"{endpoint.__name__}{suffix}",
            )
        return endpoint

    return register


def suffix_of(request: Request) -> str:
    """Which form is asked for: ``.json``, ``.csv`` or nothing for the page."""
    suffix = PurePosixPath(request.url.path).suffix
    return suffix if suffix in _SUFFIXES else ""


def show(request: Request, view: View) -> Response:
    """A view in the form that was asked for."""
    suffix = suffix_of(request)
    if suffix == ".json":
        return Response(to_json(view.data()), view.status, media_type="application/json")
    if suffix == ".csv":
        return _csv(request, view)
    return render(request, view.template, status=view.status, page=view.context)


def to_json(value: Any) -> bytes:
    """Plain JSON values, dataclasses among them, as UTF-8."""
    text = json.dumps(value, ensure_ascii=False, default=_plain)
    return text.encode("utf-8", "backslashreplace")


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    raise TypeError(f"{type(value).__name__} is no JSON value")


def csv_of(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> bytes:
    """A table as CSV, in UTF-8."""
    stream = io.StringIO(newline="")
    table = CsvTable(stream, columns)
    for row in rows:
        table.write(row)
    return stream.getvalue().encode("utf-8", "backslashreplace")


def _csv(request: Request, view: View) -> Response:
    name = PurePosixPath(request.url.path).name
    return Response(
        csv_of(view.columns, view.rows()),
        view.status,
        {"Content-Disposition": f'attachment; filename="{name}"'},
        media_type="text/csv; charset=utf-8",
    )
