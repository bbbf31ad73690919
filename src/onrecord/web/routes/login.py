"""The page that asks for the token."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import FormData

from onrecord.web.contexts.login import LoginPage
from onrecord.web.navigation import local_address
from onrecord.web.rendering import render
from onrecord.web.security import Door, checked_form
from onrecord.web.security.door import LOGIN, address_of
from onrecord.web.security.forms import text_field

router = APIRouter()
_PAUSE_SECONDS = 0.3


@router.get(LOGIN, include_in_schema=False)
async def ask_token(request: Request, next: str = "/") -> Response:
    """Asks for the token."""
    if request.app.state.settings.token is None:
        return RedirectResponse(local_address(next), 303)
    return render(request, "login.html", page=LoginPage(next=local_address(next), is_wrong=False))


@router.post(LOGIN, include_in_schema=False)
async def take_token(
    request: Request, form: Annotated[FormData, Depends(checked_form)]
) -> Response:
    """Takes the token, slowly."""
    door: Door = request.app.state.door
    asked = local_address(text_field(form, "next", "/"))
    if request.app.state.settings.token is None:
        return RedirectResponse(asked, 303)
    if door.is_token(text_field(form, "token").strip(), address_of(request.scope)):
        return door.welcome(asked)
    await asyncio.sleep(_PAUSE_SECONDS)
    return render(request, "login.html", status=403, page=LoginPage(next=asked, is_wrong=True))
