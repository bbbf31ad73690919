"""The feeds that are followed, and how all is."""

from collections.abc import Iterator
from dataclasses import asdict, fields
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from onrecord.ledger import Ledger
from onrecord.web.contexts.feeds import FeedRow, FeedsPage
from onrecord.web.reading import ReadLedger, Settings
from onrecord.web.views import View, page, show

router = APIRouter()
_COLUMNS = tuple(field.name for field in fields(FeedRow))


@page(router, "/feeds")
def feeds(request: Request, ledger: ReadLedger, settings: Settings) -> Response:
    """Each feed with its health; those in trouble come first."""
    rows = sorted(_rows(ledger), key=lambda row: (-row.errors, row.url))
    context = FeedsPage(counts=ledger.counts(), rows=tuple(rows), is_read_only=settings.read_only)
    view = View(
        template="feeds.html",
        context=context,
        data=lambda: {"feeds": list(context.rows), "counts": context.counts},
        columns=_COLUMNS,
        rows=lambda: map(asdict, context.rows),
    )
    return show(request, view)


def _rows(ledger: Ledger) -> Iterator[FeedRow]:
    # A ledger that follows no feeds yet has none to tell of.
    followed: Any = getattr(ledger, "feeds", None)
    for one in followed.health() if followed is not None else ():
        known = {name: getattr(one, name) for name in _COLUMNS if name not in ("state", "message")}
        yield FeedRow(state=str(one.state), message=one.message or one.trouble, **known)
