"""The front page."""

from dataclasses import asdict
from itertools import islice

from fastapi import APIRouter, Request
from fastapi.responses import Response

from onrecord.cli.objects import hit_to_dict
from onrecord.cli.tables import HIT_COLUMNS, hit_row
from onrecord.ledger import SearchFilters
from onrecord.web.contexts.front import FrontPage
from onrecord.web.reading import ReadLedger
from onrecord.web.views import View, page, show

router = APIRouter()
_NEWEST = 12


@page(router, "/front")
def front_data(request: Request, ledger: ReadLedger) -> Response:
    """The front page; its data are at ``/front.json`` and ``/front.csv``."""
    return front(request, ledger)


@router.api_route("/", methods=["GET", "HEAD"], include_in_schema=False)
def front(request: Request, ledger: ReadLedger) -> Response:
    """The front page."""
    counts = ledger.counts()
    found = ledger.search(filters=SearchFilters(negated=None, since="0001", limit=_NEWEST))
    context = FrontPage(counts=counts, newest=tuple(islice(found, _NEWEST)))
    return show(
        request,
        View(
            template="front.html",
            context=context,
            data=lambda: {
                "counts": asdict(counts),
                "newest": [hit_to_dict(hit) for hit in context.newest],
            },
            columns=HIT_COLUMNS,
            rows=lambda: map(hit_row, context.newest),
        ),
    )
