"""How much was published over time."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import Field

from onrecord.ledger import Ledger, Series, Step
from onrecord.web.asking import Asked
from onrecord.web.charts.chart import Chart
from onrecord.web.charts.periods import Period
from onrecord.web.charts.volume import volume
from onrecord.web.figures import Painted, chart, drawn
from onrecord.web.reading import ReadLedger
from onrecord.web.rendering import query

router = APIRouter()

_FEW_MONTHS, _SOME_MONTHS, _MANY_MONTHS = 3, 18, 120


class VolumeAsked(Asked, Painted):
    """Which statements, in how long stretches; without, as long as can be seen."""

    step: Annotated[Step | None, Field(description="Day, week, month or year.")] = None


@chart(router, "volume")
def volume_chart(
    request: Request, ledger: ReadLedger, asked: Annotated[VolumeAsked, Query()]
) -> Response:
    """The statements that a search finds, by when they were published."""
    return drawn(request, volume_of(_series(ledger, asked), given=_given(asked)), asked)


def volume_of(
    series: Series,
    *,
    name: str = "volume",
    title: str = "Statements over time",
    given: Mapping[str, str],
) -> Chart:
    """A series as bars that lead to its statements.

    Args:
        series: What to draw.
        name: The chart's name.
        title: Its heading.
        given: The search that finds the statements, but for the time.
    """

    def address(period: Period) -> str:
        days = {"since": period.first_day, "until": period.last_day}
        return "/search" + query(dict(given) | days)

    periods = [
        Period(bucket.first_day, bucket.last_day, bucket.statements) for bucket in series.buckets
    ]
    return volume(periods, name=name, title=title, address=address)


def _series(ledger: Ledger, asked: VolumeAsked) -> Series:
    if asked.step is not None:
        return ledger.volume(asked.q, asked.filters(), step=asked.step)
    months = ledger.volume(asked.q, asked.filters(), step=Step.MONTH)
    step = _step(len(months.buckets))
    return months if step is Step.MONTH else ledger.volume(asked.q, asked.filters(), step=step)


def _step(months: int) -> Step:
    """Stretches that are neither too few nor too many to be seen."""
    if months <= _FEW_MONTHS:
        return Step.DAY
    if months <= _SOME_MONTHS:
        return Step.WEEK
    return Step.MONTH if months <= _MANY_MONTHS else Step.YEAR


def _given(asked: VolumeAsked) -> dict[str, str]:
    return {
        name: value
        for name, value in asked.given.items()
        if name not in ("theme", "step", "cursor")
    }
