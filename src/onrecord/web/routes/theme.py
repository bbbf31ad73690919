"""Light or dark: a form that works without script."""

from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import RedirectResponse
from starlette.datastructures import FormData

from onrecord.web.navigation import THEME_COOKIE, THEMES, local_address
from onrecord.web.security import checked_form
from onrecord.web.security.forms import text_field

router = APIRouter()
_YEAR_SECONDS = 31_536_000


@router.post("/theme", include_in_schema=False)
async def choose_theme(form: Annotated[FormData, Depends(checked_form)]) -> RedirectResponse:
    """Keeps what the reader chose, and goes back to the page they came from."""
    chosen = text_field(form, "theme")
    response = RedirectResponse(local_address(text_field(form, "next", "/")), 303)
    if chosen in THEMES:
        response.set_cookie(THEME_COOKIE, chosen, max_age=_YEAR_SECONDS, samesite="lax")
    return response
