"""Statements: who said what."""

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from onrecord.ledger import Hit
from onrecord.web.api.parameters import Filters, Most
from onrecord.web.api.replies import Lines
from onrecord.web.api.schemas import reference
from onrecord.web.api.telling import told
from onrecord.web.reading import ReadLedger

router = APIRouter(tags=["statements"])


class All(Filters):
    """All statements that are found."""

    limit: Most | None = None


@router.get(
    "/statements.jsonl",
    **told({}, None, lines=reference(Hit)),
    operation_id="streamStatements",
)
def stream_statements(ledger: ReadLedger, asked: Annotated[All, Query()]) -> Response:
    """All statements that are found, one on each line, the latest reports first."""
    return Lines(ledger.search(asked.q, asked.of_statements(limit=asked.limit)))
