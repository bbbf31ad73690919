"""The page about the API."""

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import Response
from starlette.routing import Mount

from onrecord.web.api.document import BASE, document
from onrecord.web.contexts.api import api_page
from onrecord.web.rendering import render

router = APIRouter()


@router.api_route("/api", methods=["GET", "HEAD"], include_in_schema=False)
def about_api(request: Request) -> Response:
    """What programs can ask, with examples; nothing of it is loaded from anywhere else."""
    origin = f"{request.url.scheme}://{request.url.netloc}"
    return render(request, "api.html", page=api_page(document(_api_of(request.app)), origin))


def _api_of(room: FastAPI) -> FastAPI:
    return next(
        route.app for route in room.routes if isinstance(route, Mount) and route.path == BASE
    )  # type: ignore[return-value]
