"""When things were said, and when what they tell of happened."""

from collections import Counter
from datetime import date, timedelta
from typing import Annotated, NamedTuple

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import Field

from onrecord.cli.labels import act_words, one_line
from onrecord.cli.objects import moment_to_dict
from onrecord.cli.tables import HIT_COLUMNS, hit_row
from onrecord.ledger import Ledger, Moment, Series, Step, What
from onrecord.ledger.asking import day_limits
from onrecord.ledger.edtf import FIRST_DAY
from onrecord.web.article.places import statement_address
from onrecord.web.asking import Asked
from onrecord.web.charts.chart import Chart
from onrecord.web.charts.line import Days
from onrecord.web.charts.periods import Period, day, told, window
from onrecord.web.charts.timeline import Mark, timeline
from onrecord.web.charts.timeline_bars import in_bars, timeline_bars
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
        window=told(found.window[0], _last(found.window)) if found.window else "",
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
            "moments": [moment_to_dict(one) for one in found.moments],
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
    first, last = shown[0], _last(shown)
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
    counts = {what: _by_day(_series(ledger, asked, what)) for what in What}
    shown = _shown(asked, counts[What.SAID] + counts[What.HAPPENED])
    if shown is None:
        return None, timeline([], ("2000-01-01", "2000-01-08"))
    inside = {
        what: Counter({one: number for one, number in some.items() if one < shown[1]})
        for what, some in counts.items()
    }

    def nearer(period: Period) -> str:
        return asked.address("/timeline", first=period.first_day, last=period.last_day)

    if sum(some.total() for some in inside.values()) > _MOST_MARKS:
        said, happened = (in_bars(inside[what], shown) for what in What)
        return shown, timeline_bars(said, happened, window=shown, address=nearer)
    found = ledger.moments(
        asked.q, asked.filters(), first=shown[0], last=_last(shown), size=_MOST_MARKS
    )
    return shown, timeline([_mark(one) for one in found.moments], shown, address=nearer)


def _series(ledger: Ledger, asked: TimelineAsked, what: What) -> Series:
    return ledger.moment_volume(
        asked.q,
        asked.filters(),
        what=what,
        step=Step.DAY,
        first=asked.first,
        last=asked.last,
    )


def _by_day(series: Series) -> Counter[str]:
    return Counter({bucket.first_day: bucket.statements for bucket in series.buckets})


def _shown(asked: TimelineAsked, counts: Counter[str]) -> Days | None:
    """The part of time that was asked for, else the one that holds nearly all."""
    days = sorted(one for one in counts if one != FIRST_DAY)
    if not days:
        return None
    first, last = day_limits(asked.first, asked.last)
    if first is None and last is None:
        days = _nearly_all(days, counts)
    stretch = first or days[0], last or days[-1]
    return window([stretch], at_least_days=_SHORTEST_DAYS)


def _nearly_all(days: list[str], counts: Counter[str]) -> list[str]:
    """Days without the few at either end."""
    most = int(sum(counts[one] for one in days) * _LEFT_OUT)
    for _ in range(2):
        left_out = 0
        while len(days) > 1 and (left_out := left_out + counts[days[0]]) <= most:
            days = days[1:]
        days = days[::-1]
    return days


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
