"""What could not be read, and another try."""

from itertools import islice
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import FormData

from onrecord.fetch import FetchOptions
from onrecord.record import failure_to_dict
from onrecord.sources.addresses import is_address
from onrecord.web.contexts.failures import FailureRow, FailuresPage
from onrecord.web.desk import Desk, page_task
from onrecord.web.reading import ReadLedger, Settings, WriteLedger
from onrecord.web.security import checked_form
from onrecord.web.security.forms import text_field
from onrecord.web.views import View, page, show

router = APIRouter()
_MOST = 200
_COLUMNS = ("where", "stage", "code", "message", "first_seen", "last_seen", "count")


@page(router, "/failures")
def failures(
    request: Request, ledger: ReadLedger, settings: Settings, skipped: bool = False
) -> Response:
    """What could not be read, or was passed over, each with its reason and what to do."""
    counts = ledger.counts()
    kept = list(islice(ledger.failures(skipped=skipped), _MOST))
    context = FailuresPage(
        rows=tuple(FailureRow(kept=one, can_retry=is_address(one.failure.where)) for one in kept),
        total=counts.skipped if skipped else counts.failures,
        skipped=skipped,
        is_read_only=settings.read_only,
    )
    rows = [
        failure_to_dict(one.failure)["failure"]
        | {"first_seen": one.first_seen, "last_seen": one.last_seen, "count": one.count}
        for one in kept
    ]
    view = View(
        template="failures.html",
        context=context,
        data=lambda: {"failures": rows, "total": context.total},
        columns=_COLUMNS,
        rows=lambda: rows,
    )
    return show(request, view)


@router.post("/failures", include_in_schema=False)
def retry(
    request: Request,
    form: Annotated[FormData, Depends(checked_form)],
    ledger: WriteLedger,
    settings: Settings,
) -> RedirectResponse:
    """Fetches and reads an address once more."""
    desk: Desk = request.app.state.desk
    options = FetchOptions(allow_private=settings.allow_private)
    job = desk.submit(page_task(text_field(form, "where"), options))
    return RedirectResponse(f"/add/{job.id}", 303)
