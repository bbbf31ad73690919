"""Who is on record."""

from itertools import islice
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response
from pydantic import Field

from onrecord.ledger import Profile
from onrecord.types import ActorKind
from onrecord.web.api import examples
from onrecord.web.api.parameters import Parameters
from onrecord.web.api.replies import reply
from onrecord.web.api.telling import list_of, told
from onrecord.web.reading import ReadLedger

router = APIRouter(tags=["people"])

_MOST_NAMES = 50


class Named(Parameters):
    """Who goes by a name."""

    name: Annotated[
        str,
        Field(
            max_length=500,
            description="Words that stand together in the name, whole; case and accents don't "
            "count.",
            examples=["Lesk"],
        ),
    ]
    kind: Annotated[ActorKind | None, Field(description="What they are.")] = None
    limit: Annotated[
        int, Field(ge=0, le=100, description="At most so many statements of each, the latest.")
    ] = 10


@router.get(
    "/speakers",
    **told(list_of(Profile), {"items": [examples.profile()]}),
    operation_id="findSpeakers",
)
def speakers(ledger: ReadLedger, asked: Annotated[Named, Query()]) -> Response:
    """What is on record of all who go by a name; those of exactly this name come first.

    At most 50. A name is no identity: two people who share one are one profile.
    """
    found = (
        profile
        for profile in ledger.who(asked.name, limit=asked.limit)
        if asked.kind is None or profile.kind == asked.kind
    )
    return reply({"items": tuple(islice(found, _MOST_NAMES))})
