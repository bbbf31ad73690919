"""A speaker: everything they are on record with."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from onrecord.cli.labels import counted
from onrecord.cli.tables import HIT_COLUMNS, hit_row
from onrecord.errors import NotFoundError
from onrecord.ledger import AnswerCount, Cell, Ledger, SpeakerCount, SpeakerOverview
from onrecord.ledger.plain import to_plain
from onrecord.types import ActorKind, Framing, RelationKind
from onrecord.web.addressed import Addressed
from onrecord.web.api.parameters import Cursor, Name
from onrecord.web.charts.bars import Tally, bars
from onrecord.web.charts.chart import Chart
from onrecord.web.charts.framing import Carried, framing
from onrecord.web.contexts.speaker import AnswerGroup, AnswerLine, SpeakerPage, SpeakersPage
from onrecord.web.figures import Painted, chart, drawn, figure_of
from onrecord.web.reading import ReadLedger
from onrecord.web.rendering import query
from onrecord.web.routes.volume import volume_of
from onrecord.web.views import View, page, show
from onrecord.web.wording import answer_verb

router = APIRouter()

_PAGE_HITS, _MOST_SPEAKERS, _MOST_OTHERS, _MOST_OUTLETS = 25, 200, 8, 12
_WAYS = (Framing.DISTANCING, Framing.ENDORSING)
_SPEAKER_COLUMNS = ("name", "kind", "statements", "reports", "answers", "denials")


class SpeakerAsked(Addressed):
    """Who, and where to go on from."""

    name: Name | None = None
    kind: ActorKind | None = None
    cursor: Cursor | None = None


class SpeakerChartAsked(Painted):
    """Whose chart."""

    name: Name
    kind: ActorKind | None = None


@page(router, "/speaker")
def speaker(
    request: Request, ledger: ReadLedger, asked: Annotated[SpeakerAsked, Query()]
) -> Response:
    """Everything that is on record with somebody; without a name, who is on record."""
    if asked.name:
        try:
            overview = ledger.speaker(asked.name, asked.kind)
        except NotFoundError:
            return show(request, _directory(ledger, asked))
        return show(request, _speaker_view(ledger, asked, overview))
    return show(request, _directory(ledger, asked))


@chart(router, "speaker-volume")
def speaker_volume(
    request: Request, ledger: ReadLedger, asked: Annotated[SpeakerChartAsked, Query()]
) -> Response:
    """Somebody's statements over time."""
    return drawn(request, _volume(ledger.speaker(asked.name, asked.kind)), asked)


@chart(router, "speaker-acts")
def speaker_acts(
    request: Request, ledger: ReadLedger, asked: Annotated[SpeakerChartAsked, Query()]
) -> Response:
    """What somebody does with their statements."""
    return drawn(request, _acts(ledger.speaker(asked.name, asked.kind)), asked)


@chart(router, "speaker-carried")
def speaker_carried(
    request: Request, ledger: ReadLedger, asked: Annotated[SpeakerChartAsked, Query()]
) -> Response:
    """How each outlet carries somebody."""
    return drawn(request, _carried(ledger.speaker(asked.name, asked.kind)), asked)


def _speaker_view(ledger: Ledger, asked: SpeakerAsked, overview: SpeakerOverview) -> View:
    who = overview.speaker
    found = ledger.said_by(who.name, who.kind, size=_PAGE_HITS, cursor=asked.cursor)
    named = query({"name": asked.name, "kind": asked.kind})
    context = SpeakerPage(
        given=asked.given,
        overview=overview,
        others=_others(ledger, overview),
        volume=figure_of(_volume(overview), named),
        acts=figure_of(_acts(overview), named),
        carried=figure_of(_carried(overview), named),
        answers=tuple(_groups(overview.answers)),
        hits=found.hits,
        total=counted(who.statements, "statement"),
        next=asked.address("/speaker", cursor=found.next) if found.next else "",
        first=asked.address("/speaker") if asked.cursor else "",
        search="/search" + query({"speaker": who.name}),
    )
    return View(
        template="speaker.html",
        context=context,
        data=lambda: {
            "overview": to_plain(overview),
            "statements": [to_plain(hit) for hit in found.hits],
            "next": context.next,
        },
        columns=HIT_COLUMNS,
        rows=lambda: map(hit_row, found.hits),
    )


def _directory(ledger: Ledger, asked: SpeakerAsked) -> View:
    if asked.name:
        speakers = ledger.names_like(asked.name, size=_MOST_SPEAKERS)
    else:
        speakers = ledger.top_speakers(size=_MOST_SPEAKERS)
    return View(
        template="speakers.html",
        context=SpeakersPage(asked=asked.name or "", speakers=speakers),
        data=lambda: {"speakers": to_plain(speakers)},
        columns=_SPEAKER_COLUMNS,
        rows=lambda: map(asdict, speakers),
        status=200 if speakers or not asked.name else 404,
    )


def _others(ledger: Ledger, overview: SpeakerOverview) -> tuple[SpeakerCount, ...]:
    who = overview.speaker
    found = ledger.names_like(who.name, size=_MOST_OTHERS + 1)
    others = [one for one in found if (one.name, one.kind) != (who.name, who.kind)]
    return tuple(others[:_MOST_OTHERS])


def _groups(answers: Sequence[AnswerCount]) -> Iterator[AnswerGroup]:
    """Who answers the speaker first, then whom the speaker answers."""
    for is_given in (False, True):
        for kind in RelationKind:
            lines = [one for one in answers if (one.is_given, one.kind) == (is_given, kind)]
            if lines:
                yield AnswerGroup(
                    verb=answer_verb(kind, is_given=is_given),
                    kind=kind.value,
                    lines=tuple(
                        AnswerLine(
                            who=one.speaker,
                            number=one.number,
                            address="/speaker" + query({"name": one.speaker})
                            if one.speaker
                            else "",
                        )
                        for one in lines
                    ),
                )


def _volume(overview: SpeakerOverview) -> Chart:
    return volume_of(
        overview.months,
        name="speaker-volume",
        title="Statements by month of publication",
        given={"speaker": overview.speaker.name},
    )


def _acts(overview: SpeakerOverview) -> Chart:
    name = overview.speaker.name
    tallies = [
        Tally(one.value, one.number, "/search" + query({"speaker": name, "act": one.value}))
        for one in overview.acts
    ]
    return bars("speaker-acts", tallies, title="What they do")


def _carried(overview: SpeakerOverview) -> Chart:
    cells = [_cell(cell, way) for cell in overview.carried[:_MOST_OUTLETS] for way in _WAYS]
    return framing(
        cells,
        way="distancing and endorsing",
        name="speaker-carried",
        title="How outlets carry them: share with a distancing verb, and with an endorsing one",
    )


def _cell(cell: Cell, way: Framing) -> Carried:
    share = cell.share(way.value)
    asked = {"speaker": cell.side, "outlet": cell.outlet, "framing": way.value}
    return Carried(
        outlet=cell.outlet or "no outlet told",
        side=way.value,
        number=share.number,
        total=share.of,
        low=share.low,
        high=share.high,
        address="/search" + query(asked),
    )
