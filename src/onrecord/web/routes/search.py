"""Searching the statements."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from onrecord.cli.tables import HIT_COLUMNS, hit_row
from onrecord.ledger import Found
from onrecord.ledger.plain import to_plain
from onrecord.web.asking import CHOICES, PAGE_HITS, Asked
from onrecord.web.contexts.search import SearchPage
from onrecord.web.facets import facets_of
from onrecord.web.reading import ReadLedger, Settings
from onrecord.web.views import View, page, show

router = APIRouter()


@page(router, "/search")
def search(
    request: Request, ledger: ReadLedger, settings: Settings, asked: Annotated[Asked, Query()]
) -> Response:
    """The statements that are as asked, with ways to parts of them; all, where nothing is."""
    found = ledger.find(
        asked.q, asked.filters(), size=PAGE_HITS, cursor=asked.cursor, facets=asked.cursor is None
    )
    view = View(
        template="search.html",
        context=_page(asked, found, can_save=not settings.read_only),
        data=lambda: to_plain(found),
        columns=HIT_COLUMNS,
        rows=lambda: map(hit_row, found.hits),
    )
    return show(request, view)


def _page(asked: Asked, found: Found, *, can_save: bool) -> SearchPage:
    facets = found.facets
    return SearchPage(
        given=asked.given,
        is_asked=asked.is_asked,
        has_filters=bool(asked.given.keys() - {"q", "cursor"}),
        hits=found.hits,
        total="" if found.total is None else str(found.total),
        sample=None if facets is None or facets.of.is_exact else facets.of.number,
        facets=() if facets is None or not found.hits else facets_of(asked, facets),
        next=asked.address(cursor=found.next) if found.next else "",
        first=asked.address() if asked.cursor else "",
        choices=CHOICES,
        can_save=can_save and asked.is_asked and asked.cursor is None,
    )
