"""Searches that are kept, to come back to and to be alerted by."""

from typing import Annotated

from fastapi import APIRouter, Body, Path, Query
from fastapi.responses import Response
from pydantic import Field

from onrecord.ledger import Order, SavedSearch
from onrecord.web.api import examples
from onrecord.web.api.parameters import Filters, NoParameters
from onrecord.web.api.replies import reply
from onrecord.web.api.schemas import reference
from onrecord.web.api.telling import list_of, told
from onrecord.web.reading import ReadLedger, WriteLedger

router = APIRouter(tags=["ledger"])

SearchId = Annotated[
    str,
    Path(
        pattern="^[0-9a-f]{32}$",
        description="The saved search's id.",
        examples=[examples.saved().id],
    ),
]


class ToSave(Filters):
    """A search, and what it is called."""

    title: Annotated[str, Field(min_length=1, max_length=200, description="What it is called.")]
    sort: Annotated[Order, Field(description="Which come first.")] = Order.NEWEST


@router.get(
    "/saved", **told(returns=list_of(SavedSearch), example="searches"), operation_id="listSaved"
)
def saved(ledger: ReadLedger, asked: Annotated[NoParameters, Query()]) -> Response:
    """The saved searches, the last saved first. `/saved/{id}.atom` of the room is one's feed."""
    return reply({"items": ledger.saved_searches()})


@router.post(
    "/saved",
    **told(
        *("bad-body", "cross-site", "read-only", "too-large"),
        returns=reference(SavedSearch),
        example="search",
        status=201,
        meaning="It is saved.",
    ),
    operation_id="saveSearch",
)
def save(
    ledger: WriteLedger, body: Annotated[ToSave, Body(examples=[examples.TO_SAVE])]
) -> Response:
    """Saves a search; one that is there already gets the new title."""
    kept = ledger.save_search(body.title, body.q, body.of_statements(order=body.sort))
    return reply(kept, status=201)


@router.get(
    "/saved/{search_id}",
    **told("not-found", returns=reference(SavedSearch), example="search"),
    operation_id="getSaved",
)
def one(
    ledger: ReadLedger, search_id: SearchId, asked: Annotated[NoParameters, Query()]
) -> Response:
    """A saved search."""
    return reply(ledger.saved_search(search_id))


@router.delete(
    "/saved/{search_id}",
    **told("not-found", "cross-site", "read-only", status=204, meaning="It is removed."),
    operation_id="removeSaved",
)
def remove(ledger: WriteLedger, search_id: SearchId) -> Response:
    """Removes a saved search."""
    ledger.remove_search(search_id)
    return Response(status_code=204)
