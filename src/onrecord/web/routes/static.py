"""Our own style sheets, script and picture, out of memory."""

from fastapi import APIRouter, Request
from fastapi.exceptions import HTTPException
from fastapi.responses import Response

from onrecord.web.files import file_of

router = APIRouter()
_UNCHANGING = "public, max-age=31536000, immutable"
_ASK_AGAIN = "public, no-cache"


@router.api_route("/static/{name}", methods=["GET", "HEAD"], include_in_schema=False)
async def static(request: Request, name: str) -> Response:
    """A file; under its own address, with its mark, browsers need not ask for it again."""
    file = file_of(name)
    if file is None:
        raise HTTPException(404)
    is_own_address = request.url.query == file.mark
    tag = f'"{file.mark}"'
    headers = {"ETag": tag, "Cache-Control": _UNCHANGING if is_own_address else _ASK_AGAIN}
    if tag in request.headers.get("If-None-Match", ""):
        return Response(status_code=304, headers=headers)
    return Response(file.data, headers=headers, media_type=file.media_type)
