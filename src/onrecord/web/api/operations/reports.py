"""Reports, their records and what they were read from."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response
from pydantic import Field

from onrecord.errors import NotFoundError
from onrecord.ledger import KeptCapture, ReportSummary
from onrecord.ledger.compared import Copy
from onrecord.record import Record
from onrecord.web.api import examples
from onrecord.web.api.paging import page, place_of
from onrecord.web.api.parameters import NoParameters, Paged, Parameters, Published
from onrecord.web.api.replies import Lines, reply, wants_lines
from onrecord.web.api.schemas import reference
from onrecord.web.api.telling import list_of, page_of, told
from onrecord.web.reading import ReadLedger

router = APIRouter(tags=["reports"])

ReportId = Annotated[
    str,
    Path(
        min_length=4,
        max_length=32,
        pattern="^[0-9a-fA-F]+$",
        description="The report's id, or at least four characters of its beginning.",
        examples=[examples.record().report.id],
    ),
]
EditionId = Annotated[
    str, Query(pattern="^[0-9a-fA-F]{32}$", description="The whole id of one of its editions.")
]


class OfRecord(Parameters):
    """Which record of a report."""

    edition: EditionId | None = None


class Reports(Paged, Published):
    """A page of the reports."""


@router.get(
    "/reports",
    **told(
        "bad-cursor",
        returns=page_of(ReportSummary),
        example="reports",
        lines=reference(ReportSummary),
        is_page=True,
    ),
    operation_id="listReports",
)
def reports(request: Request, ledger: ReadLedger, asked: Annotated[Reports, Query()]) -> Response:
    """The reports, the latest published first, without their texts."""
    wanted = asked.of_reports()
    if wants_lines(request):
        return Lines(ledger.reports(**wanted, limit=asked.limit))
    found = ledger.report_page(**wanted, size=asked.limit, cursor=place_of(request, asked))
    return page(request, asked, found.items, place=found.next)


@router.get("/reports.jsonl", **told(lines=reference(ReportSummary)), operation_id="streamReports")
def stream_reports(ledger: ReadLedger, asked: Annotated[Published, Query()]) -> Response:
    """All reports, one on each line."""
    return Lines(ledger.reports(**asked.of_reports()))


@router.get(
    "/records.jsonl",
    **told(lines=reference(Record)),
    operation_id="streamRecords",
)
def stream_records(ledger: ReadLedger, asked: Annotated[Published, Query()]) -> Response:
    """The current record of every report, in the order in which they came."""
    return Lines(ledger.records(**asked.of_reports()))


class Keyed(Parameters):
    """Which report, by any of its names."""

    key: Annotated[
        str,
        Field(
            max_length=4000,
            description="The report's address or path, at least four characters of the beginning "
            "of its id, or the whole id of one of its editions.",
            examples=[examples.record().report.url],
        ),
    ]


@router.get(
    "/record",
    **told("not-found", returns=reference(Record), example="record"),
    operation_id="findRecord",
)
def find_record(ledger: ReadLedger, asked: Annotated[Keyed, Query()]) -> Response:
    """The record of the report that goes by an address, a path or an id."""
    return reply(ledger.get(asked.key))


@router.get(
    "/reports/{report_id}",
    **told("not-found", returns=reference(Record), example="record"),
    operation_id="getRecord",
)
def record(
    ledger: ReadLedger, report_id: ReportId, asked: Annotated[OfRecord, Query()]
) -> Response:
    """A report's record, as `onrecord read --format json` prints it.

    The current one, or that of the edition that is asked for.
    """
    found = ledger.get(report_id)
    if asked.edition is None or asked.edition.lower() == found.report.edition:
        return reply(found)
    edition = ledger.get(asked.edition.lower())
    if edition.report.id != found.report.id:
        raise NotFoundError(f"{asked.edition} is no edition of the report {found.report.id}.")
    return reply(edition)


@router.get(
    "/reports/{report_id}/editions",
    **told("not-found", returns=list_of(ReportSummary), example="editions"),
    operation_id="listEditions",
)
def editions(
    ledger: ReadLedger, report_id: ReportId, asked: Annotated[NoParameters, Query()]
) -> Response:
    """A report's editions, in the order in which they came."""
    return reply({"items": ledger.editions(report_id)})


@router.get(
    "/reports/{report_id}/copies",
    **told("not-found", returns=list_of(Copy), example="copies"),
    operation_id="listCopies",
)
def copies(
    ledger: ReadLedger, report_id: ReportId, asked: Annotated[NoParameters, Query()]
) -> Response:
    """The reports that are copies of this one, itself included, the first known first.

    Empty where it has none.
    """
    found = ledger.copies_of(report_id)
    return reply({"items": () if found is None else found.members})


@router.get(
    "/reports/{report_id}/captures",
    **told("not-found", returns=list_of(KeptCapture), example="captures"),
    operation_id="listCaptures",
)
def captures(
    ledger: ReadLedger, report_id: ReportId, asked: Annotated[NoParameters, Query()]
) -> Response:
    """What a report was read from, less the bytes: addresses, times, headers and digests."""
    return reply({"items": tuple(ledger.captures(report_id))})
