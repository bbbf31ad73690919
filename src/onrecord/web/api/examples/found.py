"""What a ledger with the examples' report finds, value by value."""

import hashlib
from functools import cache

from onrecord.ledger import (
    Answer,
    AnswerCount,
    Bucket,
    Cell,
    Claim,
    Count,
    Counts,
    FramingTable,
    Hit,
    KeptCapture,
    KeptFailure,
    Moment,
    OutletCount,
    PlaceCount,
    PlaceMap,
    Profile,
    ReportSummary,
    SavedSearch,
    SearchFilters,
    Series,
    Side,
    SpeakerCount,
    SpeakerOverview,
    Step,
    ToldOf,
    Total,
    What,
)
from onrecord.ledger.compared import Copy
from onrecord.ledger.feed_values import FeedState, KeptFeed
from onrecord.types import Act, Failure, RelationKind
from onrecord.web.api.examples.report import CLAIM, DENIAL, LESK, REPORT, RUDD, TEXT
from onrecord.web.desk.jobs import Item, JobState, Progress


@cache
def hit() -> Hit:
    """The claim, as a search finds it."""
    answer = Answer(
        kind=RelationKind.DENIES,
        is_given=False,
        statement=DENIAL.id,
        speaker=RUDD.name,
        content=DENIAL.content.text,
        score=0.81,
    )
    return Hit(
        statement=CLAIM,
        report_id=REPORT.id,
        edition=REPORT.edition,
        url=REPORT.url,
        outlet=REPORT.outlet,
        title=REPORT.title,
        path=REPORT.path,
        published=REPORT.published,
        answers=(answer,),
    )


@cache
def profile() -> Profile:
    """Who makes the claim."""
    role = Count(LESK.role.value if LESK.role else "", 1)
    denied = AnswerCount(kind=RelationKind.DENIES, is_given=False, speaker=RUDD.name, number=1)
    return Profile(
        name=LESK.name,
        kind=LESK.kind.value,
        reports=1,
        statements=1,
        roles=(role,),
        affiliations=(),
        countries=(),
        acts=(Count("say", 1),),
        answers=(denied,),
        hits=(hit(),),
    )


@cache
def moment() -> Moment:
    """When the claim was made."""
    return Moment(
        what=What.SAID,
        edtf="2031-03-14",
        first_day="2031-03-14",
        last_day="2031-03-14",
        words="Friday",
        hit=hit(),
    )


def summary() -> ReportSummary:
    """The report in a list."""
    return ReportSummary(
        id=REPORT.id,
        edition=REPORT.edition,
        url=REPORT.url,
        outlet=REPORT.outlet,
        title=REPORT.title,
        path=REPORT.path,
        published=REPORT.published,
        read_at="2031-03-14T09:30:00Z",
        statements=2,
        editions=1,
    )


def copy() -> Copy:
    """The report among its copies."""
    return Copy(
        report_id=REPORT.id,
        edition=REPORT.edition,
        is_current=True,
        url=REPORT.url,
        outlet=REPORT.outlet,
        title=REPORT.title,
        path=REPORT.path,
        published=REPORT.published,
        read_at="2031-03-14T09:30:00Z",
        share=1.0,
    )


def capture() -> KeptCapture:
    """What the report was read from."""
    return KeptCapture(
        edition=REPORT.edition,
        report=REPORT.id,
        location=REPORT.url or "",
        requested=None,
        fetched_at="2031-03-14T09:30:00Z",
        status=200,
        headers=(("Content-Type", "text/html"),),
        digest=hashlib.sha256(TEXT.encode()).hexdigest(),
        size=len(TEXT),
        archive=None,
    )


def failure() -> KeptFailure:
    """A page that could not be read."""
    return KeptFailure(
        failure=Failure(
            where="https://meridian.example/2031/gone",
            stage="source",
            code="http-status",
            message="The server says that there is no such page.",
            detail={"status": "404"},
        ),
        first_seen="2031-03-14T09:30:00Z",
        last_seen="2031-03-15T09:30:00Z",
        count=2,
    )


def feed() -> KeptFeed:
    """A feed that is followed."""
    return KeptFeed(
        url="https://meridian.example/feed.xml",
        location="https://meridian.example/feed.xml",
        state=FeedState.ACTIVE,
        listed_in=None,
        title=REPORT.outlet,
        kind="rss",
        etag=None,
        last_modified=None,
        added_at="2031-03-14T09:00:00Z",
        polled_at="2031-03-14T09:30:00Z",
        succeeded_at="2031-03-14T09:30:00Z",
        next_poll_at="2031-03-14T10:00:00Z",
        interval_seconds=1800,
        errors=0,
        code=None,
        message=None,
        trouble=None,
        seen=1,
        read=1,
    )


def counts() -> Counts:
    """What a ledger with that report holds."""
    return Counts(reports=1, editions=1, statements=2, failures=1, skipped=0)


HANDED_IN = {"text": TEXT, "outlet": REPORT.outlet, "published": REPORT.published}
"""What is handed in."""


def job() -> Progress:
    """How far the text is that was handed in."""
    item = Item(name="Bridge open again", report=REPORT.id, statements=2)
    return Progress(
        id="q0Zb7xKp1mWd",
        name="pasted text 5f0c1d2e",
        state=JobState.DONE,
        total=1,
        done=1,
        statements=2,
        failures=0,
        items=(item,),
        trouble=None,
    )


def claim() -> Claim:
    """The claim, with who denies it."""
    return Claim(
        hit=hit(),
        since="2031-03-14",
        denied_by=hit().answers,
        confirmed_by=(),
        repeated_by=(),
    )


def series() -> Series:
    """The statements over time."""
    month = Bucket(
        first_day="2031-03-01",
        last_day="2031-03-31",
        statements=2,
        reports=1,
        answers=1,
        denials=1,
    )
    return Series(step=Step.MONTH, buckets=(month,), undated=0, of=Total(2))


def speaker_count() -> SpeakerCount:
    """Who makes the claim, in a list."""
    return SpeakerCount(
        name=LESK.name, kind=LESK.kind.value, statements=1, reports=1, answers=1, denials=1
    )


def outlet_count() -> OutletCount:
    """The outlet, in a list."""
    return OutletCount(outlet=REPORT.outlet, statements=2, reports=1)


def cell() -> Cell:
    """How the outlet carries who makes the claim."""
    return Cell(
        outlet=REPORT.outlet,
        side=LESK.name,
        kind=LESK.kind.value,
        statements=1,
        acts=(Count("say", 1),),
        framings=(Count("neutral", 1),),
    )


def framing() -> FramingTable:
    """A table of one row and one column."""
    return FramingTable(
        by=Side.SPEAKER,
        outlets=(outlet_count(),),
        sides=(speaker_count(),),
        cells=(cell(),),
        of=Total(2),
    )


def speaker() -> SpeakerOverview:
    """All that is on record with who makes the claim."""
    role = ToldOf(
        value="mayor of Port Orrin", reports=1, first_day="2031-03-14", last_day="2031-03-14"
    )
    return SpeakerOverview(
        speaker=speaker_count(),
        spellings=(Count(LESK.name, 1),),
        roles=(role,),
        affiliations=(),
        countries=(),
        acts=(Count("say", 1),),
        carried=(cell(),),
        months=series(),
        answers=profile().answers,
    )


def places() -> PlaceMap:
    """A place that the gazetteer knows."""
    place = PlaceCount(
        geonameid=900001,
        name="Port Orrin",
        country=None,
        latitude=51.25,
        longitude=-0.5,
        statements=1,
        reports=1,
    )
    return PlaceMap(places=(place,), of=Total(2))


def saved() -> SavedSearch:
    """A search that is kept."""
    return SavedSearch(
        id="5f0c1d2e3a4b5c6d7e8f901a2b3c4d5e",
        title="Denials about the bridge",
        words="bridge",
        filters=SearchFilters(act=Act.DENY),
        saved_at="2031-03-14T09:30:00+00:00",
    )


TO_SAVE = {"title": "Denials about the bridge", "q": "bridge", "act": "deny"}
"""The same search, as it is handed in."""
