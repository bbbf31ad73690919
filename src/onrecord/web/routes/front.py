"""The front page."""

from collections.abc import Sequence
from dataclasses import asdict
from itertools import groupby, islice

from fastapi import APIRouter, Request
from fastapi.responses import Response

from onrecord.cli.objects import hit_to_dict
from onrecord.cli.tables import HIT_COLUMNS, hit_row
from onrecord.ledger import Counts, Hit, Ledger, SearchFilters
from onrecord.web.contexts.front import FrontPage, ReportGroup, StartPage
from onrecord.web.desk import Desk
from onrecord.web.reading import ReadLedger, Settings
from onrecord.web.settings import ServeSettings
from onrecord.web.views import View, page, show

router = APIRouter()
_NEWEST = 60
_GROUPS = 6
_HITS_OF_A_GROUP = 3
_DISPUTED = 4
_FAILURES = 3


@page(router, "/front")
def front_data(request: Request, ledger: ReadLedger, settings: Settings) -> Response:
    """The front page; its data are at ``/front.json`` and ``/front.csv``."""
    return front(request, ledger, settings)


@router.api_route("/", methods=["GET", "HEAD"], include_in_schema=False)
def front(request: Request, ledger: ReadLedger, settings: Settings) -> Response:
    """The front page, or how to begin where there is nothing yet."""
    counts = ledger.counts()
    newest = _newest(ledger, SearchFilters(since="0001", limit=_NEWEST)) if counts.reports else ()
    is_empty = counts.reports == 0
    view = View(
        template="start.html" if is_empty else "front.html",
        context=_start(counts, settings) if is_empty else _page(request, ledger, counts, newest),
        data=lambda: {"counts": asdict(counts), "newest": [hit_to_dict(hit) for hit in newest]},
        columns=HIT_COLUMNS,
        rows=lambda: map(hit_row, newest),
    )
    return show(request, view)


def _start(counts: Counts, settings: ServeSettings) -> StartPage:
    return StartPage(
        is_read_only=settings.read_only, ledger=str(settings.ledger), failures=counts.failures
    )


def _page(request: Request, ledger: Ledger, counts: Counts, newest: tuple[Hit, ...]) -> FrontPage:
    desk: Desk = request.app.state.desk
    disputed = _newest(ledger, SearchFilters(is_denied=True, limit=1 + _DISPUTED))
    jobs = (job.progress() for job in desk.jobs())
    return FrontPage(
        counts=counts,
        lead=disputed[0] if disputed else None,
        disputed=disputed[1:],
        newest=_groups(newest),
        speakers=(),
        outlets=(),
        failures=tuple(islice(ledger.failures(), _FAILURES)),
        jobs=tuple(job for job in jobs if not job.is_over),
    )


def _newest(ledger: Ledger, filters: SearchFilters) -> tuple[Hit, ...]:
    return tuple(ledger.search(filters=filters))


def _groups(newest: Sequence[Hit]) -> tuple[ReportGroup, ...]:
    """The first statements of each of the newest reports."""
    grouped = (list(hits) for _, hits in groupby(newest, key=lambda hit: hit.report_id))
    return tuple(
        ReportGroup(
            report=hits[0].report_id,
            name=hits[0].title or hits[0].path or hits[0].url or "a report without a title",
            outlet=hits[0].outlet,
            published=hits[0].published,
            hits=tuple(hits[:_HITS_OF_A_GROUP]),
            more=max(0, len(hits) - _HITS_OF_A_GROUP),
        )
        for hits in islice(grouped, _GROUPS)
    )
