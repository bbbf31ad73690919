"""The front page."""

from collections.abc import Iterable, Sequence
from itertools import groupby, islice

from fastapi import APIRouter, Request
from fastapi.responses import Response

from onrecord.cli.tables import HIT_COLUMNS, hit_row
from onrecord.ledger import Claim, Front, Hit, Ledger, OutletCount, SpeakerCount
from onrecord.ledger.plain import to_plain
from onrecord.web.charts.chart import Chart
from onrecord.web.contexts.front import FrontPage, NameCount, ReportGroup, StartPage
from onrecord.web.desk import Desk
from onrecord.web.figures import figure_of
from onrecord.web.reading import ReadLedger, Settings
from onrecord.web.rendering import query
from onrecord.web.routes.volume import volume_of
from onrecord.web.settings import ServeSettings
from onrecord.web.views import View, page, show, suffix_of

router = APIRouter()
_SIZE = 80
_NAMES = 8
_SAVED = 5
_GROUPS = 5
_HITS_OF_A_GROUP = 3
_BRIEF_CHARS = 40
_DISPUTED = 4
_FAILURES = 3


@page(router, "/front")
def front_data(request: Request, ledger: ReadLedger, settings: Settings) -> Response:
    """The front page; its data are at ``/front.json`` and ``/front.csv``."""
    return front(request, ledger, settings)


@router.api_route("/", methods=["GET", "HEAD"], include_in_schema=False)
def front(request: Request, ledger: ReadLedger, settings: Settings) -> Response:
    """The front page, or how to begin where there is nothing yet."""
    # Only the data tell the most answered.
    shown = ledger.front(size=_SIZE, answered=suffix_of(request) == ".json")
    is_empty = shown.counts.reports == 0
    view = View(
        template="start.html" if is_empty else "front.html",
        context=_start(shown, settings) if is_empty else _page(request, ledger, shown),
        data=lambda: to_plain(shown),
        columns=HIT_COLUMNS,
        rows=lambda: map(hit_row, shown.newest),
    )
    return show(request, view)


def _start(shown: Front, settings: ServeSettings) -> StartPage:
    failures = shown.counts.failures
    return StartPage(
        is_read_only=settings.read_only, ledger=str(settings.ledger), failures=failures
    )


def _page(request: Request, ledger: Ledger, shown: Front) -> FrontPage:
    desk: Desk = request.app.state.desk
    disputed = disputed_of(shown.most_denied)
    jobs = (job.progress() for job in desk.jobs())
    return FrontPage(
        counts=shown.counts,
        lead=disputed[0] if disputed else None,
        disputed=disputed[1 : 1 + _DISPUTED],
        newest=_groups(shown.newest),
        volume=figure_of(
            _volume(shown), query({"since": shown.since, "step": shown.volume.step.value})
        ),
        since=shown.since,
        speakers=tuple(map(_speaker, shown.speakers[:_NAMES])),
        outlets=tuple(_outlet(one) for one in shown.outlets[:_NAMES] if one.outlet),
        saved=ledger.saved_searches()[:_SAVED],
        failures=tuple(islice(ledger.failures(), _FAILURES)),
        jobs=tuple(job for job in jobs if not job.is_over),
    )


def disputed_of(claims: Iterable[Claim]) -> tuple[Hit, ...]:
    """The statements that are denied, the most surely denied first, then the most often denied.

    Of several that one statement denies, only the surest is given: they are one dispute.

    Args:
        claims: In the order that counts among equals.
    """
    denied = [claim for claim in claims if claim.denied_by]
    found: list[Hit] = []
    told: set[str] = set()
    for claim in sorted(denied, key=_sureness, reverse=True):
        denials = {one.statement for one in claim.denied_by}
        if not denials <= told:
            found.append(claim.hit)
        told |= denials
    return tuple(found)


def _sureness(claim: Claim) -> tuple[float, int]:
    return max(one.score for one in claim.denied_by), len(claim.denied_by)


def _volume(shown: Front) -> Chart:
    return volume_of(shown.volume, title="Statements by month of publication", given={})


def _speaker(one: SpeakerCount) -> NameCount:
    address = "/speaker" + query({"name": one.name, "kind": one.kind})
    return NameCount(name=one.name, number=one.statements, address=address)


def _outlet(one: OutletCount) -> NameCount:
    name = one.outlet or ""
    return NameCount(name=name, number=one.statements, address="/search" + query({"outlet": name}))


def _groups(newest: Sequence[Hit]) -> tuple[ReportGroup, ...]:
    """Of each of the newest reports a few statements, the brief ones last."""
    grouped = (list(hits) for _, hits in groupby(newest, key=lambda hit: hit.report_id))
    return tuple(
        ReportGroup(
            report=hits[0].report_id,
            name=hits[0].title or hits[0].path or hits[0].url or "a report without a title",
            outlet=hits[0].outlet,
            published=hits[0].published,
            hits=tuple(sorted(hits, key=_is_brief)[:_HITS_OF_A_GROUP]),
            more=max(0, len(hits) - _HITS_OF_A_GROUP),
        )
        for hits in islice(grouped, _GROUPS)
    )


def _is_brief(hit: Hit) -> bool:
    return len(hit.statement.content.text) < _BRIEF_CHARS
