"""When things were said, and when what they tell of happened."""

from datetime import date, timedelta
from typing import Annotated, NamedTuple

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import Field

from onrecord.cli.labels import act_words, one_line
from onrecord.cli.tables import HIT_COLUMNS, hit_row
from onrecord.ledger import Ledger, Moment, Series, Step, What
from onrecord.ledger.asking import day_limits
from onrecord.ledger.edtf import FIRST_DAY
from onrecord.ledger.plain import to_plain
from onrecord.ledger.series import MomentDays
from onrecord.web.article.places import statement_address
from onrecord.web.asking import Asked
from onrecord.web.charts.chart import Chart
from onrecord.web.charts.line import Days
from onrecord.web.charts.periods import Period, day, told, window
from onrecord.web.charts.timeline import Mark, timeline
from onrecord.web.charts.timeline_bars import timeline_bars
from onrecord.web.contexts.figure import Way
from onrecord.web.contexts.timeline import TimelinePage
from onrecord.web.figures import Painted, chart, drawn, figure_of
from onrecord.web.reading import ReadLedger
from onrecord.web.rendering import query
from onrecord.web.views import View, page, show
from onrecord.web.wording import shortened, who

router = APIRouter()

_PAGE_MOMENTS, _MOST_MARKS = 40, 250
_SHORTEST_DAYS = 7
_LEFT_OUT = 0.02
"""The part of all that an unasked window leaves out at each end: a single date of long ago would
press all others into a corner."""
_LONGEST = {Step.DAY: 130, Step.WEEK: 900, Step.MONTH: 6000, Step.YEAR: 4_000_000}
"""Days up to which the line of time is counted in each step."""
_LABEL_CHARS = 140
_TIME_COLUMNS = ("what", "edtf", "first_day", "last_day", "words")


class TimelineAsked(Asked):
    """Which statements, and which part of time."""

    first: Annotated[str | None, Field(description="First day: a year, a month or a day.")] = None
    last: Annotated[str | None, Field(description="Last day, in the same forms.")] = None

    @property
    def has_time(self) -> bool:
        """Whether a part of time was asked for."""
        return self.first is not None or self.last is not None


class TimelineChartAsked(TimelineAsked, Painted):
    """The same as a chart."""


_Volumes = tuple[list[Period], list[Period]]
"""How much was said, and how much happened, in stretches of time."""


class _Found(NamedTuple):
    """What there is, and which part of time is shown."""

    chart: Chart
    window: Days | None
    moments: tuple[Moment, ...]
    next: str | None


@page(router, "/timeline")
def timeline_page(
    request: Request, ledger: ReadLedger, asked: Annotated[TimelineAsked, Query()]
) -> Response:
    """The line of time, and statements at their places in it, the earliest first."""
    found = _find(ledger, asked)
    context = TimelinePage(
        given=asked.given,
        figure=figure_of(found.chart, query(asked.given)),
        is_counted="number" in found.chart.columns,
        window=told(*_limits(asked, found.window)) if found.window else "",
        first_day=found.window[0] if found.window else "",
        end=found.window[1] if found.window else "",
        ways=_ways(asked, found.window) if found.window else (),
        moments=found.moments,
        next=asked.address("/timeline", cursor=found.next) if found.next else "",
        first=asked.address("/timeline") if asked.cursor else "",
    )
    view = View(
        template="timeline.html",
        context=context,
        data=lambda: {
            "moments": [to_plain(one) for one in found.moments],
            "next": found.next,
        },
        columns=(*_TIME_COLUMNS, *HIT_COLUMNS),
        rows=lambda: map(_row, found.moments),
    )
    return show(request, view)


@chart(router, "timeline")
def timeline_chart(
    request: Request, ledger: ReadLedger, asked: Annotated[TimelineChartAsked, Query()]
) -> Response:
    """The line of time."""
    _, drawing = _draw(ledger, asked)
    return drawn(request, drawing, asked)


def _find(ledger: Ledger, asked: TimelineAsked) -> _Found:
    shown, drawing = _draw(ledger, asked)
    if shown is None:
        return _Found(drawing, None, (), None)
    first, last = _limits(asked, shown)
    found = ledger.moments(
        asked.q,
        asked.filters(),
        first=first,
        last=last,
        size=_PAGE_MOMENTS,
        cursor=asked.cursor,
    )
    return _Found(drawing, shown, found.moments, found.next)


def _draw(ledger: Ledger, asked: TimelineAsked) -> tuple[Days | None, Chart]:
    """The part of time that is shown, and its chart: marks, or bars where there are many."""
    shown, volumes = _survey(ledger, asked)
    if shown is None:
        return None, timeline([], ("2000-01-01", "2000-01-08"))

    def nearer(period: Period) -> str:
        return asked.address("/timeline", first=period.first_day, last=period.last_day)

    if sum(one.number for periods in volumes for one in periods) > _MOST_MARKS:
        return shown, timeline_bars(*volumes, window=shown, address=nearer)
    first, last = _limits(asked, shown)
    found = ledger.moments(asked.q, asked.filters(), first=first, last=last, size=_MOST_MARKS)
    return shown, timeline([_mark(one) for one in found.moments], shown, address=nearer)


def _survey(ledger: Ledger, asked: TimelineAsked) -> tuple[Days | None, _Volumes]:
    """The part of time that is shown, and how much it holds."""
    days = ledger.moment_days(asked.q, asked.filters())
    first, last = day_limits(asked.first, asked.last)
    if first is not None and last is not None and first <= last:
        whole = window([(first, last)], at_least_days=_SHORTEST_DAYS)
        volumes = _volumes(days, _step(whole), first, last)
        return (whole if any(volumes) else None), volumes
    months = _volumes(days, Step.MONTH, first, last)
    shown = _shown(asked, months)
    if shown is None:
        return None, months
    if _step(shown) is Step.MONTH:
        said, happened = (_inside(periods, shown) for periods in months)
        return shown, (said, happened)
    return shown, _volumes(days, _step(shown), shown[0], _last(shown))


def _inside(periods: list[Period], shown: Days) -> list[Period]:
    return [one for one in periods if shown[0] <= one.first_day < shown[1]]


def _step(shown: Days) -> Step:
    """Stretches that are neither too few nor too many to be seen."""
    length = (day(shown[1]) - day(shown[0])).days
    return next(step for step, most in _LONGEST.items() if length <= most)


def _volumes(days: MomentDays, step: Step, first: str | None, last: str | None) -> _Volumes:
    """How much was said and how much happened, in stretches of time."""
    said, happened = (
        days.series(what, step, first=first, last=last) for what in (What.SAID, What.HAPPENED)
    )
    return _periods(said), _periods(happened)


def _periods(series: Series) -> list[Period]:
    return [Period(one.first_day, one.last_day, one.statements) for one in series.buckets]


def _shown(asked: TimelineAsked, volumes: _Volumes) -> Days | None:
    """The part of time that was asked for, else the one that holds nearly all."""
    periods = sorted((*volumes[0], *volumes[1]), key=lambda one: one.first_day)
    periods = [one for one in periods if one.first_day != FIRST_DAY]
    if not periods:
        return None
    first, last = day_limits(asked.first, asked.last)
    if first is None and last is None:
        periods = _nearly_all(periods)
    stretch = first or periods[0].first_day, last or periods[-1].last_day
    return window([stretch], at_least_days=_SHORTEST_DAYS)


def _nearly_all(periods: list[Period]) -> list[Period]:
    """Periods without the few at either end."""
    most = int(sum(one.number for one in periods) * _LEFT_OUT)
    for _ in range(2):
        left_out = 0
        while len(periods) > 1 and (left_out := left_out + periods[0].number) <= most:
            periods = periods[1:]
        periods = periods[::-1]
    return periods


def _limits(asked: TimelineAsked, shown: Days) -> tuple[str, str]:
    """The first and the last day of what is told; what is drawn may be a little wider."""
    first, last = day_limits(asked.first, asked.last)
    return first or shown[0], last or _last(shown)


def _last(shown: Days) -> str:
    return (day(shown[1]) - timedelta(days=1)).isoformat()


def _mark(moment: Moment) -> Mark:
    hit = moment.hit
    words = (
        f"{who(hit.statement)} {act_words(hit.statement)}: {one_line(hit.statement.content.text)}"
    )
    return Mark(
        is_said=moment.what is What.SAID,
        first_day=moment.first_day,
        last_day=moment.last_day,
        label=shortened(words, _LABEL_CHARS),
        address=statement_address(hit.report_id, hit.statement.id),
    )


def _row(moment: Moment) -> dict[str, object]:
    return {name: getattr(moment, name) for name in _TIME_COLUMNS} | hit_row(moment.hit)


def _ways(asked: TimelineAsked, shown: Days) -> tuple[Way, ...]:
    start, end = day(shown[0]), day(shown[1])
    length = max(1, (end - start).days)

    def way(name: str, first: int, last: int) -> Way:
        """From and to so many days after the beginning of what is shown."""
        begin, until = (_moved(start, days) for days in (first, last - 1))
        return Way(name, asked.address("/timeline", first=begin, last=until))

    return (
        Way("All", asked.address("/timeline", first=None, last=None), is_here=not asked.has_time),
        way("Earlier", -length // 2, length - length // 2),
        way("Later", length // 2, length + length // 2),
        way("Nearer", length // 4, max(length // 4 + 1, length - length // 4))
        if length > _SHORTEST_DAYS
        else Way("Nearer", ""),
        way("Farther", -length // 2, length + length // 2),
    )


def _moved(start: date, days: int) -> str:
    ordinal = min(max(start.toordinal() + days, 1), date.max.toordinal())
    return date.fromordinal(ordinal).isoformat()
