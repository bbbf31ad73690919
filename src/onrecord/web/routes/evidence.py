"""Kept bytes, as they came: never shown, only handed out."""

from fastapi import APIRouter
from fastapi.responses import Response

from onrecord.evidence import Evidence
from onrecord.web.reading import Settings

router = APIRouter()
_LIMIT_BYTES = 100_000_000


@router.api_route("/evidence/{digest}", methods=["GET", "HEAD"], include_in_schema=False)
def evidence(digest: str, settings: Settings) -> Response:
    """A piece of evidence, as a file that no browser opens as a page of this room."""
    data = Evidence(settings.evidence_folder).get(digest, limit_bytes=_LIMIT_BYTES)
    headers = {
        "Content-Disposition": f'attachment; filename="{digest[:16]}.bin"',
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    return Response(data, headers=headers, media_type="application/octet-stream")
