"""When and where: dates and places as a report tells them."""

from dataclasses import dataclass
from enum import StrEnum

from onrecord.types.spans import Span


class TimeType(StrEnum):
    """Kinds of time expression (TIMEX3)."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """Words that tell a time.

    Attributes:
        id: Of the edition and the span.
        span: The words.
        text: The span's characters.
        type: As in TIMEX3.
        value: TIMEX3 value (``2024-07-01``, ``P3D``, ``2022-SP``, ``PAST_REF``, ``XXXX-XX-XX``
            where it cannot be told); None when it could not be normalised.
        edtf: Extended Date/Time Format (ISO 8601-2), with the precision of the words; None for
            durations, sets, and what stays relative.
        anchor: Id of the expression it counts from; None for the date of publication or none.
    """

    id: str
    span: Span
    text: str
    type: TimeType
    value: str | None
    edtf: str | None
    anchor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Words that name a place on Earth.

    Attributes:
        id: Of the edition and the span.
        span: The words.
        text: The span's characters.
        geonameid: GeoNames id; None when it is not certain enough which place is meant.
        name: The gazetteer's name of it.
        country: ISO 3166-1 alpha-2.
        latitude: Degrees north, WGS 84.
        longitude: Degrees east, WGS 84.
        score: Probability, 0 to 1, that this is the place meant.
    """

    id: str
    span: Span
    text: str
    geonameid: int | None = None
    name: str | None = None
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    score: float = 0.0
