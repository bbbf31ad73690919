"""When and where things were said and happened."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import Field

from onrecord.errors import OptionError
from onrecord.ledger import Box, Moment, PlaceMap, Series, Step, What
from onrecord.web.api.paging import page, place_of
from onrecord.web.api.parameters import Filters, Most, Paged, dated
from onrecord.web.api.replies import Lines, reply, wants_lines
from onrecord.web.api.schemas import reference
from onrecord.web.api.telling import page_of, told
from onrecord.web.reading import ReadLedger

router = APIRouter(tags=["time and place"])

_EDGES = {"west": 180.0, "south": 90.0, "east": 180.0, "north": 90.0}


class InTime(Filters):
    """Which statements, of which time."""

    first: Annotated[str | None, dated("The first day")] = None
    last: Annotated[str | None, dated("The last day")] = None

    def days(self) -> dict[str, str | None]:
        """As the ledger takes them."""
        return {"first": self.first, "last": self.last}


class Timeline(Paged, InTime):
    """A page of the timeline."""


class WholeTimeline(InTime):
    """All of the timeline."""

    limit: Most | None = None


class CountedMoments(InTime):
    """What is counted, over which stretches of time."""

    what: Annotated[What, Field(description="Which time counts.")] = What.SAID
    step: Annotated[Step, Field(description="How long each stretch is.")] = Step.MONTH


class InView(Filters):
    """Which statements, and which part of the Earth."""

    view: (
        Annotated[
            str,
            Field(
                max_length=100,
                description="Its west, south, east and north in degrees; all of it without.",
                examples=["10,40,30,50"],
            ),
        ]
        | None
    ) = None
    limit: Annotated[int, Field(ge=1, le=500, description="At most so many places.")] = 200

    def box(self) -> Box | None:
        """The part of the Earth; None for all of it.

        Raises:
            OptionError: It is none.
        """
        if self.view is None or self.view == "world":
            return None
        try:
            edges = dict(zip(_EDGES, map(float, self.view.split(",")), strict=True))
        except ValueError:
            edges = {}
        # Written so that what is no number (nan) lies outside, too.
        if not edges or not all(abs(edges[name]) <= most for name, most in _EDGES.items()):
            raise OptionError(
                f"view is {self.view!r}: give west, south, east and north in degrees, such as "
                "10,40,30,50."
            )
        return Box(**edges)


@router.get(
    "/timeline",
    **told(
        "bad-cursor",
        returns=page_of(Moment),
        example="moments",
        lines=reference(Moment),
        is_page=True,
    ),
    operation_id="findMoments",
)
def timeline(request: Request, ledger: ReadLedger, asked: Annotated[Timeline, Query()]) -> Response:
    """When things were said and happened, the earliest first; what has no date is left out."""
    filters = asked.of_statements(limit=asked.limit)
    if wants_lines(request):
        return Lines(ledger.timeline(asked.q, filters, **asked.days()))
    found = ledger.moments(
        asked.q,
        filters,
        **asked.days(),
        size=asked.limit,
        cursor=place_of(request, asked),
    )
    return page(request, asked, found.moments, place=found.next)


@router.get("/timeline.jsonl", **told(lines=reference(Moment)), operation_id="streamMoments")
def stream_timeline(ledger: ReadLedger, asked: Annotated[WholeTimeline, Query()]) -> Response:
    """All of the timeline, one moment on each line."""
    filters = asked.of_statements(limit=asked.limit)
    return Lines(ledger.timeline(asked.q, filters, **asked.days()))


@router.get(
    "/timeline/volume",
    **told(returns=reference(Series), example="series"),
    operation_id="countMoments",
)
def moment_volume(ledger: ReadLedger, asked: Annotated[CountedMoments, Query()]) -> Response:
    """How many statements were said, or tell of what happened, in each stretch of time."""
    found = ledger.moment_volume(
        asked.q, asked.of_statements(), what=asked.what, step=asked.step, **asked.days()
    )
    return reply(found)


@router.get(
    "/places", **told(returns=reference(PlaceMap), example="places"), operation_id="listPlaces"
)
def places(ledger: ReadLedger, asked: Annotated[InView, Query()]) -> Response:
    """Places by how many statements were made there, tell of it, or name it."""
    found = ledger.places(asked.q, asked.of_statements(), box=asked.box(), size=asked.limit)
    return reply(found)
