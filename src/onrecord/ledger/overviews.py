"""The values of overviews: what is counted, found page by page, and put side by side."""

from dataclasses import dataclass
from enum import StrEnum
from math import sqrt
from typing import Generic, NamedTuple, TypeVar

from onrecord.ledger.values import Answer, AnswerCount, Count, Counts, Hit, Moment, SearchFilters

T = TypeVar("T")

_Z = 1.959963984540054  # the normal distribution's 97.5th percentile: an interval of 95 %


class Step(StrEnum):
    """How long the stretches of time are that something is counted over."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class Side(StrEnum):
    """Whom a table of framing tells of: speakers by name, or all speakers of a country."""

    SPEAKER = "speaker"
    COUNTRY = "country"


class Box(NamedTuple):
    """A window on the Earth, in degrees; ``west`` above ``east`` goes across the date line."""

    west: float = -180.0
    south: float = -90.0
    east: float = 180.0
    north: float = 90.0


@dataclass(frozen=True, slots=True)
class Total:
    """How many there are.

    Attributes:
        number: So many, or at least so many.
        is_exact: False where counting stopped.
    """

    number: int
    is_exact: bool = True

    def __str__(self) -> str:
        return f"{self.number:,}{'' if self.is_exact else '+'}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[T]):
    """Some of a list.

    Attributes:
        next: What to give as ``cursor`` for those after them; None at the end. What is written
            meanwhile moves nothing: nothing comes twice, and nothing that was there is left out.
        total: Of the whole list, where it is counted.
    """

    items: tuple[T, ...]
    next: str | None
    total: Total | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerCount:
    """Somebody by name, and how much is on record of them.

    Attributes:
        name: As it is written most often.
        kind: An ``ActorKind``; None when it is not known.
        statements: How many they make, in what was counted.
        reports: How many reports name them, in the whole ledger.
        answers: How many answers their statements get, in the whole ledger.
        denials: Of these, those that deny.
    """

    name: str
    kind: str | None
    statements: int
    reports: int
    answers: int
    denials: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletCount:
    """An outlet, and how much of it is on record.

    Attributes:
        outlet: None for reports of no known outlet.
        reports: None where only statements are counted.
    """

    outlet: str | None
    statements: int
    reports: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """What the statements that were found are, the most frequent first.

    Attributes:
        of: How many were counted. Where it is not exact, more were found than are counted, and
            the numbers are of the newest so many.
        since: Day of publication of the oldest that was counted; None where it has none.
        answered: How many are confirmed, denied or repeated.
        denied: How many are denied.
        years: Of publication, in their order; an empty value for undated reports.
    """

    of: Total
    since: str | None
    outlets: tuple[OutletCount, ...]
    speakers: tuple[SpeakerCount, ...]
    acts: tuple[Count, ...]
    framings: tuple[Count, ...]
    modes: tuple[Count, ...]
    countries: tuple[Count, ...]
    years: tuple[Count, ...]
    answered: int
    denied: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a search finds: some of the hits, how many there are, and what they are.

    Attributes:
        next: As in Page.
        total: None where the search went on from a cursor.
        facets: None where they were not asked for.
    """

    hits: tuple[Hit, ...]
    next: str | None
    total: Total | None
    facets: Facets | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bucket:
    """What was published in a stretch of time.

    Attributes:
        first_day: ISO 8601.
        last_day: ISO 8601.
        reports: None where only statements are counted.
        answers: How many answers the statements get.
        denials: Of these, those that deny.
    """

    first_day: str
    last_day: str
    statements: int
    reports: int | None = None
    answers: int = 0
    denials: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Statements over time; a stretch without any is left out.

    Attributes:
        undated: Statements with no date to be counted by.
        of: How many were counted; where it is not exact, the newest so many.
    """

    step: Step
    buckets: tuple[Bucket, ...]
    undated: int
    of: Total


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A statement that others answer, within its report.

    Attributes:
        hit: The statement.
        since: First day on which it may have been said, else the day of publication.
        denied_by: The answers that deny it, in the report's order.
        confirmed_by: Those that confirm it.
        repeated_by: Those that repeat it.
    """

    hit: Hit
    since: str | None
    denied_by: tuple[Answer, ...]
    confirmed_by: tuple[Answer, ...]
    repeated_by: tuple[Answer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A part of a whole, and how far it may be off when the whole is small.

    Attributes:
        number: How many.
        of: Of how many.
        low: Lower end of the 95 % interval (Wilson 1927), 0 to 1.
        high: Upper end.
    """

    number: int
    of: int
    low: float
    high: float

    @classmethod
    def counted(cls, number: int, of: int) -> "Share":
        """The share with its interval.

        >>> share = Share.counted(3, 10)
        >>> round(share.low, 3), round(share.high, 3)
        (0.108, 0.603)
        """
        if of == 0:
            return cls(number=0, of=0, low=0.0, high=1.0)
        part, squared = number / of, _Z * _Z
        middle = (part + squared / (2 * of)) / (1 + squared / of)
        half = _Z * sqrt(part * (1 - part) / of + squared / (4 * of * of)) / (1 + squared / of)
        # At the ends the interval is closed exactly there; rounding must not say otherwise.
        low = 0.0 if number == 0 else max(0.0, middle - half)
        high = 1.0 if number == of else min(1.0, middle + half)
        return cls(number=number, of=of, low=low, high=high)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """How an outlet carries a side.

    Attributes:
        outlet: None for reports of no known outlet.
        side: A speaker's name, or a country's code.
        kind: The speaker's ``ActorKind``; None where it is not known, and for a country.
        statements: How many.
        acts: How many of each act, the most frequent first.
        framings: How many of each framing.
    """

    outlet: str | None
    side: str
    kind: str | None
    statements: int
    acts: tuple[Count, ...]
    framings: tuple[Count, ...]

    def share(self, value: str) -> Share:
        """The share of an act or a framing."""
        for count in (*self.acts, *self.framings):
            if count.value == value:
                return Share.counted(count.number, self.statements)
        return Share.counted(0, self.statements)


@dataclass(frozen=True, slots=True, kw_only=True)
class FramingTable:
    """How outlets carry sides: the rows, the columns and a cell where there is a statement.

    Attributes:
        by: Whom the sides are.
        outlets: Those with the most statements, of all sides asked for.
        sides: Name or code, and kind, of those with the most statements.
        of: How many statements were counted; where it is not exact, the newest so many.
    """

    by: Side
    outlets: tuple[OutletCount, ...]
    sides: tuple[SpeakerCount, ...]
    cells: tuple[Cell, ...]
    of: Total


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldOf:
    """What reports tell of somebody, and when.

    Attributes:
        value: A role, an affiliation or a country, as told.
        reports: How many tell it.
        first_day: Of publication of the first that does; None where none has a date.
        last_day: Of the last.
    """

    value: str
    reports: int
    first_day: str | None
    last_day: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerOverview:
    """All that is on record with somebody, but for the statements themselves.

    A name is no identity: see Profile.

    Attributes:
        speaker: Name, kind and numbers.
        spellings: How the name is written, and how often.
        roles: As told, the most frequent first; ``former`` and ``acting`` go before.
        affiliations: In the same way.
        countries: ISO 3166-1 alpha-2, in the same way.
        acts: What they do with their statements, and how often.
        carried: How each outlet carries them, the most statements first.
        months: Their statements over time.
        answers: Whom they answer and who answers them, the most frequent first.
    """

    speaker: SpeakerCount
    spellings: tuple[Count, ...]
    roles: tuple[ToldOf, ...]
    affiliations: tuple[ToldOf, ...]
    countries: tuple[ToldOf, ...]
    acts: tuple[Count, ...]
    carried: tuple[Cell, ...]
    months: Series
    answers: tuple[AnswerCount, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceCount:
    """A place that the gazetteer knows, and how much is on record of it.

    Attributes:
        latitude: Degrees north, WGS 84.
        longitude: Degrees east, WGS 84.
        statements: How many were said there, tell of what happened there, or name it.
        reports: How many name it; None where only statements are counted.
    """

    geonameid: int
    name: str
    country: str | None
    latitude: float
    longitude: float
    statements: int
    reports: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMap:
    """Places, those with the most statements first.

    Attributes:
        of: How many statements were looked at; where it is not exact, the newest so many.
    """

    places: tuple[PlaceCount, ...]
    of: Total


@dataclass(frozen=True, slots=True, kw_only=True)
class MomentPage:
    """Some of a timeline.

    Attributes:
        next: As in Page.
    """

    moments: tuple[Moment, ...]
    next: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedSearch:
    """A search to come back to.

    Attributes:
        id: Of the words and the filters.
        saved_at: UTC.
    """

    id: str
    title: str
    words: str
    filters: SearchFilters
    saved_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """What the front page shows.

    Attributes:
        newest: The statements published last.
        most_answered: Of the latest year, those with the most answers.
        most_denied: Of the latest year, those with the most denials.
        volume: Statements over the latest months.
        speakers: Those with the most statements in the latest months.
        outlets: In the same way.
        since: First day of the latest months; None where nothing has a date.
    """

    counts: Counts
    newest: tuple[Hit, ...]
    most_answered: tuple[Claim, ...]
    most_denied: tuple[Claim, ...]
    volume: Series
    speakers: tuple[SpeakerCount, ...]
    outlets: tuple[OutletCount, ...]
    since: str | None
