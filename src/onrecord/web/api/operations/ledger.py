"""What the ledger holds, and what it could not be given."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response
from pydantic import Field

from onrecord.errors import NotFoundError
from onrecord.ledger import Counts, KeptFailure
from onrecord.ledger.feed_values import KeptFeed
from onrecord.web.api.paging import page, place_of
from onrecord.web.api.parameters import NoParameters, Paged, Parameters
from onrecord.web.api.problems import BY_CODE, ProblemKind
from onrecord.web.api.replies import Lines, reply
from onrecord.web.api.schemas import reference
from onrecord.web.api.telling import list_of, page_of, told
from onrecord.web.reading import ReadLedger

router = APIRouter(tags=["ledger"])


class OfFailures(Parameters):
    """Failures, or what was passed over."""

    skipped: Annotated[
        bool, Field(description="Instead, what was passed over: in a language that is not read.")
    ] = False


class Failures(Paged, OfFailures):
    """A page of them."""


@router.get(
    "/failures",
    **told("bad-cursor", returns=page_of(KeptFailure), example="failures", is_page=True),
    operation_id="listFailures",
)
def failures(request: Request, ledger: ReadLedger, asked: Annotated[Failures, Query()]) -> Response:
    """What could not be read and still stands, the latest first, with what to do."""
    found = ledger.failure_page(
        skipped=asked.skipped, size=asked.limit, cursor=place_of(request, asked)
    )
    return page(request, asked, found.items, place=found.next)


@router.get("/failures.jsonl", **told(lines=reference(KeptFailure)), operation_id="streamFailures")
def stream_failures(ledger: ReadLedger, asked: Annotated[OfFailures, Query()]) -> Response:
    """All of them, one on each line."""
    return Lines(ledger.failures(skipped=asked.skipped))


@router.get("/feeds", **told(returns=list_of(KeptFeed), example="feeds"), operation_id="listFeeds")
def feeds(ledger: ReadLedger, asked: Annotated[NoParameters, Query()]) -> Response:
    """The feeds that are followed, in the order in which they were added, with how they do."""
    return reply({"items": ledger.feeds.health()})


@router.get(
    "/counts", **told(returns=reference(Counts), example="counts"), operation_id="getCounts"
)
def counts(ledger: ReadLedger, asked: Annotated[NoParameters, Query()]) -> Response:
    """How much the ledger holds."""
    return reply(ledger.counts())


@router.get(
    "/problems/{code}",
    **told("not-found", returns=reference(ProblemKind), example="problem"),
    operation_id="getProblem",
)
def explain(
    code: Annotated[
        str,
        Path(
            pattern="^[a-z-]{1,40}$",
            description="As the problem tells it.",
            examples=["not-found"],
        ),
    ],
    asked: Annotated[NoParameters, Query()],
) -> Response:
    """What a problem's code means."""
    if code not in BY_CODE:
        raise NotFoundError(f"No problem has the code {code!r}: {', '.join(BY_CODE)}.")
    return reply(BY_CODE[code])
