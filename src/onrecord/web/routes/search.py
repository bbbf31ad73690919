"""Searching the statements."""

from itertools import islice
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from onrecord.cli.objects import hit_to_dict
from onrecord.cli.tables import HIT_COLUMNS, hit_row
from onrecord.ledger import Hit, Ledger
from onrecord.web.asking import CHOICES, PAGE_HITS, Asked
from onrecord.web.contexts.search import SearchPage
from onrecord.web.reading import ReadLedger
from onrecord.web.views import View, page, show

router = APIRouter()


@page(router, "/search")
def search(request: Request, ledger: ReadLedger, asked: Annotated[Asked, Query()]) -> Response:
    """The statements that are as asked, with ways to parts of them."""
    hits, has_more = _find(ledger, asked)
    context = SearchPage(
        given=asked.given,
        is_asked=asked.is_asked,
        has_filters=bool(asked.given.keys() - {"q", "cursor"}),
        hits=hits,
        total="",
        sample=None,
        facets=(),
        next="",
        first="",
        choices=CHOICES,
        can_save=False,
    )
    view = View(
        template="search.html",
        context=context,
        data=lambda: {"statements": [hit_to_dict(hit) for hit in hits], "has_more": has_more},
        columns=HIT_COLUMNS,
        rows=lambda: map(hit_row, hits),
    )
    return show(request, view)


def _find(ledger: Ledger, asked: Asked) -> tuple[tuple[Hit, ...], bool]:
    if not asked.is_asked:
        return (), False
    found = tuple(islice(ledger.search(asked.q, asked.filters(PAGE_HITS + 1)), PAGE_HITS + 1))
    return found[:PAGE_HITS], len(found) > PAGE_HITS
