"""The feeds that are followed, how they do, and what is done with them."""

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, fields
from datetime import UTC, datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import FormData

from onrecord.errors import OptionError
from onrecord.ledger import KeptFeed
from onrecord.web.contexts.feeds import FeedRow, FeedsPage
from onrecord.web.reading import ReadLedger, Settings, WriteLedger
from onrecord.web.security import checked_form
from onrecord.web.security.forms import text_field
from onrecord.web.views import View, page, show

router = APIRouter()
_COLUMNS = tuple(field.name for field in fields(FeedRow) if field.name != "anchor")
_MADE = ("state", "message")
_CHANGES = ("pause", "resume", "retry", "remove")
_LONGEST_WAIT = timedelta(minutes=10)
"""A watcher that is at work polls a feed within seconds of its turn; a full round takes longer."""


@page(router, "/feeds")
def feeds(request: Request, ledger: ReadLedger, settings: Settings) -> Response:
    """Each feed with its health; those in trouble come first."""
    kept = ledger.feeds.health()
    rows = sorted(map(_row, kept), key=lambda row: (-row.errors, row.url))
    context = FeedsPage(
        counts=ledger.counts(),
        rows=tuple(rows),
        waits_since=_waits_since(kept, datetime.now(UTC)),
        ledger=str(settings.ledger),
        is_read_only=settings.read_only,
    )
    view = View(
        template="feeds.html",
        context=context,
        data=lambda: {"feeds": list(map(_told, rows)), "counts": context.counts},
        columns=_COLUMNS,
        rows=lambda: map(_told, rows),
    )
    return show(request, view)


@router.post("/feeds", include_in_schema=False)
def change(
    form: Annotated[FormData, Depends(checked_form)], ledger: WriteLedger
) -> RedirectResponse:
    """Pauses, resumes, retries or removes a feed."""
    wanted, url = text_field(form, "change"), text_field(form, "url")
    if wanted not in _CHANGES:
        raise OptionError(f"{wanted!r} cannot be done with a feed; use the page's buttons.")
    getattr(ledger.feeds, wanted)(url)
    return RedirectResponse("/feeds" if wanted == "remove" else feed_address(url), 303)


def feed_address(url: str) -> str:
    """Where a feed stands on the page."""
    return f"/feeds#{_anchor(url)}"


def _anchor(url: str) -> str:
    return f"f-{hashlib.sha256(url.encode()).hexdigest()[:12]}"


def _row(one: KeptFeed) -> FeedRow:
    known = {name: getattr(one, name) for name in _COLUMNS if name not in _MADE}
    return FeedRow(
        anchor=_anchor(one.url), state=str(one.state), message=one.message or one.trouble, **known
    )


def _told(row: FeedRow) -> dict[str, object]:
    return {name: value for name, value in asdict(row).items() if name in _COLUMNS}


def _waits_since(kept: Sequence[KeptFeed], now: datetime) -> str | None:
    """When the feed was due that has waited longest; None where none has waited too long."""
    due = min((one.next_poll_at for one in kept if one.state == "active"), default=None)
    if due is None or now - datetime.fromisoformat(due) < _LONGEST_WAIT:
        return None
    return due
