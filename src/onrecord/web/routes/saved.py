"""Saved searches: a list, and a feed of each."""

from dataclasses import replace
from typing import Annotated, Any
from urllib.parse import parse_qsl

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import ValidationError
from starlette.datastructures import FormData

from onrecord.errors import OptionError
from onrecord.ledger import SavedSearch
from onrecord.ledger.plain import to_plain
from onrecord.web.asking import Asked, address_of
from onrecord.web.atom import MEDIA_TYPE, atom
from onrecord.web.contexts.saved import SavedPage, SavedRow
from onrecord.web.reading import ReadLedger, Settings, WriteLedger
from onrecord.web.security import checked_form
from onrecord.web.security.forms import text_field
from onrecord.web.views import View, page, show

router = APIRouter()
_ENTRIES = 50
_COLUMNS = ("id", "title", "words", "saved_at", "address", "atom")

Form = Annotated[FormData, Depends(checked_form)]


@page(router, "/saved")
def saved(request: Request, ledger: ReadLedger, settings: Settings) -> Response:
    """The saved searches, the last saved first."""
    rows = tuple(_row(request, one) for one in ledger.saved_searches())
    view = View(
        template="saved.html",
        context=SavedPage(
            rows=rows, has_token=settings.token is not None, is_read_only=settings.read_only
        ),
        data=lambda: {"items": [to_plain(row.saved) for row in rows]},
        columns=_COLUMNS,
        rows=lambda: map(_table_row, rows),
    )
    return show(request, view)


@router.post("/saved", include_in_schema=False)
def save(form: Form, ledger: WriteLedger) -> RedirectResponse:
    """Saves the search of a search page."""
    asked = _asked(text_field(form, "query"))
    ledger.save_search(text_field(form, "name"), asked.q, asked.filters())
    return RedirectResponse("/saved", 303)


@router.post("/saved/{search_id}/remove", include_in_schema=False)
def remove(search_id: str, form: Form, ledger: WriteLedger) -> RedirectResponse:
    """Removes one."""
    ledger.remove_search(search_id)
    return RedirectResponse("/saved", 303)


@router.api_route("/saved/{search_id}.atom", methods=["GET", "HEAD"], include_in_schema=False)
def feed(request: Request, search_id: str, ledger: ReadLedger) -> Response:
    """The newest statements that a saved search finds, as a feed."""
    one = ledger.saved_search(search_id)
    found = ledger.find(one.words, replace(one.filters, limit=None), size=_ENTRIES)
    return Response(atom(one, found.hits, room=_room(request)), media_type=MEDIA_TYPE)


@router.api_route("/saved/{search_id}", methods=["GET", "HEAD"], include_in_schema=False)
def open_saved(search_id: str, ledger: ReadLedger) -> RedirectResponse:
    """What a saved search finds."""
    one = ledger.saved_search(search_id)
    return RedirectResponse(address_of(one.words, one.filters), 307)


def _asked(query: str) -> Asked:
    try:
        return Asked.model_validate(dict(parse_qsl(query.removeprefix("?"))))
    except ValidationError as error:
        raise OptionError(f"this search cannot be saved: {error.errors()[0]['msg']}.") from error


def _row(request: Request, one: SavedSearch) -> SavedRow:
    address = address_of(one.words, one.filters)
    asked = ", ".join(f"{name}: {value}" for name, value in parse_qsl(address.partition("?")[2]))
    return SavedRow(
        saved=one,
        address=f"/saved/{one.id}",
        atom=f"{_room(request)}/saved/{one.id}.atom",
        asked=asked,
    )


def _table_row(row: SavedRow) -> dict[str, Any]:
    known = {name: getattr(row.saved, name) for name in ("id", "title", "words", "saved_at")}
    return known | {"address": row.address, "atom": row.atom}


def _room(request: Request) -> str:
    return f"{request.url.scheme}://{request.url.netloc}"
