"""Who is on record, and how outlets carry them."""

from itertools import islice
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import Field

from onrecord.ledger import (
    FramingTable,
    Hit,
    OutletCount,
    Profile,
    Side,
    SpeakerCount,
    SpeakerOverview,
    Total,
)
from onrecord.types import ActorKind
from onrecord.web.api.paging import page, place_of
from onrecord.web.api.parameters import Name, Paged, Parameters, Period, Published
from onrecord.web.api.replies import reply
from onrecord.web.api.schemas import reference, schema_of
from onrecord.web.api.telling import list_of, page_of, told
from onrecord.web.reading import ReadLedger

router = APIRouter(tags=["people"])

_MOST_NAMES = 50

SomeOf = Annotated[int, Field(ge=1, le=100, description="At most so many.")]
WholeName = Annotated[
    Name,
    Field(
        description="The whole name; case, accents and punctuation don't count.",
        examples=["Ana Lesk"],
    ),
]
PartOfName = Annotated[
    Name,
    Field(
        description="Words that stand together in the name, whole; case and accents don't count.",
        examples=["Lesk"],
    ),
]
Kind = Annotated[
    ActorKind | None,
    Field(description="What they are; without it, the kind with the most statements."),
]


class Somebody(Parameters):
    """One speaker."""

    name: WholeName
    kind: Kind = None


class SaidBy(Paged, Somebody):
    """A page of one speaker's statements."""


class Listed(Period):
    """Which speakers."""

    name: PartOfName | None = None
    limit: SomeOf = 20


class Ranked(Period):
    """Which outlets."""

    limit: SomeOf = 20


class Named(Parameters):
    """Who goes by a name."""

    name: PartOfName
    limit: Annotated[
        int, Field(ge=0, le=100, description="At most so many statements of each, the latest.")
    ] = 10


class Sides(Published):
    """Which sides, carried by which outlets."""

    by: Annotated[Side, Field(description="Whether sides are speakers or countries.")] = (
        Side.SPEAKER
    )
    side: (
        Annotated[Name, Field(description="One side only: a whole name, or a country's code.")]
        | None
    ) = None
    outlets: Annotated[SomeOf, Field(description="At most so many outlets.")] = 12
    sides: Annotated[SomeOf, Field(description="At most so many sides.")] = 8


@router.get(
    "/speakers",
    **told(returns=list_of(SpeakerCount), example="speakers"),
    operation_id="listSpeakers",
)
def speakers(ledger: ReadLedger, asked: Annotated[Listed, Query()]) -> Response:
    """Those with the most statements, in all or published in a time; or those of a name.

    With `name` the time counts for nothing, and those of exactly this name come first.
    """
    if asked.name is not None:
        return reply({"items": ledger.names_like(asked.name, size=asked.limit)})
    found = ledger.top_speakers(since=asked.since, until=asked.until, size=asked.limit)
    return reply({"items": found})


@router.get(
    "/speaker",
    **told("not-found", returns=reference(SpeakerOverview), example="speaker"),
    operation_id="getSpeaker",
)
def speaker(ledger: ReadLedger, asked: Annotated[Somebody, Query()]) -> Response:
    """All that is on record with somebody, but for the statements.

    A name is no identity: two people who share one are shown as one.
    """
    return reply(ledger.speaker(asked.name, asked.kind))


@router.get(
    "/speaker/statements",
    **told(
        "not-found",
        "bad-cursor",
        returns=page_of(Hit, total=schema_of(Total | None)),
        example="said",
        is_page=True,
    ),
    operation_id="listStatementsOfSpeaker",
)
def said_by(request: Request, ledger: ReadLedger, asked: Annotated[SaidBy, Query()]) -> Response:
    """Somebody's statements, the latest first."""
    found = ledger.said_by(
        asked.name, asked.kind, size=asked.limit, cursor=place_of(request, asked)
    )
    return page(request, asked, found.hits, place=found.next, total=found.total)


@router.get(
    "/who", **told(returns=list_of(Profile), example="profiles"), operation_id="findProfiles"
)
def who(ledger: ReadLedger, asked: Annotated[Named, Query()]) -> Response:
    """What is on record of all who go by a name, as `onrecord who` tells it; at most 50."""
    found = ledger.who(asked.name, limit=asked.limit)
    return reply({"items": tuple(islice(found, _MOST_NAMES))})


@router.get(
    "/outlets",
    **told(returns=list_of(OutletCount), example="outlets"),
    operation_id="listOutlets",
)
def outlets(ledger: ReadLedger, asked: Annotated[Ranked, Query()]) -> Response:
    """The outlets with the most statements, in all or published in a time."""
    found = ledger.top_outlets(since=asked.since, until=asked.until, size=asked.limit)
    return reply({"items": found})


@router.get(
    "/framing",
    **told(returns=reference(FramingTable), example="framing"),
    operation_id="getFraming",
)
def framing(ledger: ReadLedger, asked: Annotated[Sides, Query()]) -> Response:
    """How outlets carry sides: how often with each framing and each act."""
    found = ledger.framing(
        by=asked.by,
        sides=(asked.side,) if asked.side else (),
        outlet=asked.outlet,
        since=asked.since,
        until=asked.until,
        outlets=asked.outlets,
        columns=asked.sides,
    )
    return reply(found)
