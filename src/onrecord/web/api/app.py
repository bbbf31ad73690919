"""The API as an app of its own, which the reading room's guard stands before."""

from functools import cache
from typing import Any

from fastapi import FastAPI
from fastapi.responses import Response

from onrecord.version import __version__
from onrecord.web.api import failing
from onrecord.web.api.document import document
from onrecord.web.api.mounting import Api
from onrecord.web.api.operations import ROUTERS
from onrecord.web.api.replies import JSON, Revalidation, Streams, to_json


def make_api(room: FastAPI) -> FastAPI:
    """The API's app over the ledger and with the settings of a reading room.

    Args:
        room: The reading room's app, with its ``state``.
    """
    api = FastAPI(
        title="Onrecord",
        version=__version__,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    api.state = room.state
    api.state.streams = Streams()
    for router in ROUTERS:
        api.include_router(router)

    @cache
    def written() -> bytes:
        return to_json(document_of(room)).encode()

    @api.get("/openapi.json", include_in_schema=False)
    def openapi() -> Response:
        return Response(written(), media_type=JSON)

    failing.install(api)
    api.add_middleware(Revalidation)
    return api


def document_of(room: FastAPI) -> dict[str, Any]:
    """The OpenAPI document of a reading room's API."""
    api: Api = room.state.api
    return document(api.app())
