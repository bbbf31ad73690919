"""Statements: who said what, how it is answered, and how much of it there is."""

from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import Field

from onrecord.ledger import Claim, Facets, Hit, Order, Series, Step, Total
from onrecord.web.api.paging import page, place_of
from onrecord.web.api.parameters import Filters, Most, Paged, Period
from onrecord.web.api.replies import Lines, reply, wants_lines
from onrecord.web.api.schemas import reference, schema_of
from onrecord.web.api.telling import page_of, told
from onrecord.web.reading import ReadLedger

router = APIRouter(tags=["statements"])

_TOTAL = schema_of(Total | None) | {
    "description": "How many there are in all, with the first page; null on the others."
}
_FACETS = schema_of(Facets | None) | {
    "description": "What the statements that were found are, with the first page if asked for."
}

Sort = Annotated[Order, Field(description="Which come first: `best` fits the words best.")]


class Ranking(StrEnum):
    """What claims are ranked by."""

    ANSWERS = "answers"
    DENIALS = "denials"


class Found(Paged, Filters):
    """A page of the statements that are found."""

    sort: Sort = Order.NEWEST
    facets: Annotated[
        bool, Field(description="With the first page, count speakers, outlets, acts and so on.")
    ] = False


class All(Filters):
    """All statements that are found."""

    sort: Sort = Order.NEWEST
    limit: Most | None = None


class Answered(Paged, Filters):
    """A page of the claims that are found."""


class Ranked(Paged, Period):
    """A page of the most answered claims."""

    by: Annotated[Ranking, Field(description="What is counted.")] = Ranking.ANSWERS


class Counted(Filters):
    """What is counted, over which stretches of time."""

    step: Annotated[Step, Field(description="How long each stretch is.")] = Step.MONTH


@router.get(
    "/statements",
    **told(
        "bad-cursor",
        returns=page_of(Hit, total=_TOTAL, facets=_FACETS),
        example="hits",
        lines=reference(Hit),
        is_page=True,
    ),
    operation_id="findStatements",
)
def statements(request: Request, ledger: ReadLedger, asked: Annotated[Found, Query()]) -> Response:
    """The statements that have the words and are as filtered; without either, all of them.

    The latest reports first, or the best matches. With `Accept: application/jsonl` the answer is
    that of `/statements.jsonl`, of as many as `limit` says.
    """
    if wants_lines(request):
        return Lines(ledger.search(asked.q, asked.of_statements(limit=asked.limit)))
    found = ledger.find(
        asked.q,
        asked.of_statements(order=asked.sort),
        size=asked.limit,
        cursor=place_of(request, asked),
        facets=asked.facets,
    )
    return page(
        request, asked, found.hits, place=found.next, total=found.total, facets=found.facets
    )


@router.get(
    "/statements.jsonl",
    **told(lines=reference(Hit)),
    operation_id="streamStatements",
)
def stream_statements(ledger: ReadLedger, asked: Annotated[All, Query()]) -> Response:
    """All statements that are found, one on each line. Something must be asked for."""
    return Lines(ledger.search(asked.q, asked.of_statements(limit=asked.limit, order=asked.sort)))


@router.get(
    "/answers",
    **told("bad-cursor", returns=page_of(Claim, total=_TOTAL), example="claims", is_page=True),
    operation_id="findClaims",
)
def answers(request: Request, ledger: ReadLedger, asked: Annotated[Answered, Query()]) -> Response:
    """Claims: statements that others in their report deny, confirm or repeat, the latest first."""
    found = ledger.claims(
        asked.q, asked.of_statements(), size=asked.limit, cursor=place_of(request, asked)
    )
    return page(request, asked, found.items, place=found.next, total=found.total)


@router.get(
    "/answers/most",
    **told("bad-cursor", returns=page_of(Claim), example="ranked", is_page=True),
    operation_id="rankClaims",
)
def most_answered(
    request: Request, ledger: ReadLedger, asked: Annotated[Ranked, Query()]
) -> Response:
    """The claims with the most answers, or denials, in their report."""
    found = ledger.most_answered(
        denied=asked.by is Ranking.DENIALS,
        since=asked.since,
        until=asked.until,
        size=asked.limit,
        cursor=place_of(request, asked),
    )
    return page(request, asked, found.items, place=found.next)


@router.get(
    "/volume",
    **told(returns=reference(Series), example="series"),
    operation_id="countStatements",
)
def volume(ledger: ReadLedger, asked: Annotated[Counted, Query()]) -> Response:
    """How many statements were published in each stretch of time."""
    return reply(ledger.volume(asked.q, asked.of_statements(), step=asked.step))
