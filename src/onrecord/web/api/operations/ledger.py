"""What the ledger holds, and what it could not be given."""

from typing import Annotated

from fastapi import APIRouter, Path, Query
from fastapi.responses import Response
from pydantic import Field

from onrecord.errors import NotFoundError
from onrecord.ledger import Counts
from onrecord.web.api.parameters import NoParameters, Parameters
from onrecord.web.api.problems import BY_CODE, ProblemKind
from onrecord.web.api.replies import reply
from onrecord.web.api.schemas import reference
from onrecord.web.api.telling import told
from onrecord.web.reading import ReadLedger

router = APIRouter(tags=["ledger"])


class OfFailures(Parameters):
    """Which failures."""

    skipped: Annotated[
        bool, Field(description="Instead, what was passed over: in a language that is not read.")
    ] = False


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
