"""The page about the API."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from onrecord.web.rendering import render

router = APIRouter()


@router.api_route("/api", methods=["GET", "HEAD"], include_in_schema=False)
def about_api(request: Request) -> Response:
    """What programs can ask, with examples; nothing of it is loaded from anywhere else."""
    from onrecord.web.api.app import document_of
    from onrecord.web.contexts.api import api_page

    origin = f"{request.url.scheme}://{request.url.netloc}"
    return render(request, "api.html", page=api_page(document_of(request.app), origin))
