"""The core types: frozen values that every step takes and returns.

Nothing here imports the rest of the package.

Every position is a half-open ``[start, end)`` pair of Unicode code points into ``Report.text``.
"""

import hashlib
import json
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import NamedTuple


class Span(NamedTuple):
    """Half-open ``[start, end)`` offsets in Unicode code points into ``Report.text``."""

    start: int
    end: int


def make_id(*parts: object) -> str:
    """An id: the first 32 hex digits of the SHA-256 of the parts as a canonical JSON array.

    >>> make_id("report", "https://example.org/1")
    'cdd9ca0aad128d8a561ea7834e4c2f6e'
    """
    array = json.dumps(parts, ensure_ascii=True, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(array.encode("ascii")).hexdigest()[:32]


class Role(IntEnum):
    """What a word is to a cue."""

    NONE = 0
    SOURCE = 1
    CUE = 2
    CONTENT = 3


class Mode(StrEnum):
    """How content is quoted: all of it, none of it, or some of it stands in quotation marks."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Act(StrEnum):
    """What the speaker does with a statement."""

    SAY = "say"
    CLAIM = "claim"
    CONFIRM = "confirm"
    DENY = "deny"
    ACCUSE = "accuse"
    WARN = "warn"
    THREATEN = "threaten"
    PROMISE = "promise"
    DEMAND = "demand"
    PROPOSE = "propose"
    ASK = "ask"
    PRAISE = "praise"
    CRITICISE = "criticise"
    BELIEVE = "believe"
    INTEND = "intend"
    ALLEGE = "allege"


class Framing(StrEnum):
    """How the outlet carries a statement, by its choice of cue."""

    NEUTRAL = "neutral"
    DISTANCING = "distancing"
    ENDORSING = "endorsing"


class Why(StrEnum):
    """Why a part of a text is not the report's own."""

    TEASER = "teaser"
    CAPTION = "caption"
    ADVERTISEMENT = "advertisement"
    SIGN_OFF = "sign-off"
    SHARING = "sharing"
    NEWSLETTER = "newsletter"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One text by one outlet, as it stood when it was read.

    Attributes:
        text: The report's text; every position in its record counts in it.
        path: The file it came from, as given; None for other sources.
        title: Its headline, where that is not part of the text.
        url: Its canonical address.
        outlet: Who published it.
        published: Date of publication, ISO 8601 (``2024-07-01``, a time and zone may follow).
    """

    text: str
    path: str | None = None
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    published: str | None = None

    @property
    def id(self) -> str:
        """One for all editions: of the address where there is one, else of all that is known."""
        if self.url:
            return make_id("report", self.url)
        return make_id("report", self.outlet, self.published, self.title, self.text)

    @property
    def edition(self) -> str:
        """Id of these very words with these very particulars; the path does not count."""
        return make_id("edition", self.id, self.outlet, self.published, self.title, self.text)


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a report, possibly discontinuous: spans in order, apart from each other.

    ``text`` is the spans' characters, with `` … `` between spans.
    """

    spans: tuple[Span, ...]
    text: str

    @classmethod
    def of(cls, text: str, spans: tuple[Span, ...]) -> "Passage":
        """The passage of a report's text that the spans cover."""
        return cls(spans, " … ".join(text[span.start : span.end] for span in spans))


class NameKind(StrEnum):
    """What a name names."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    GROUP = "group"  # nationality, religion, political group
    FACILITY = "facility"
    OTHER = "other"


class ActorKind(StrEnum):
    """What an actor is."""

    PERSON = "person"
    ORGANISATION = "organisation"
    STATE = "state"
    GROUP = "group"
    DOCUMENT = "document"
    UNNAMED = "unnamed"


class Form(StrEnum):
    """How words refer to an actor."""

    NAME = "name"
    SHORT_NAME = "short-name"
    ACRONYM = "acronym"
    TITLE = "title"  # "the spokesman"
    PRONOUN = "pronoun"
    SEAT = "seat"  # a capital or seat of power that stands for its state or office
    UNNAMED = "unnamed"  # "two officials familiar with the talks"


class Tenure(StrEnum):
    """Whether a role is told to be over, or held for the time being."""

    FORMER = "former"
    ACTING = "acting"


class TimeType(StrEnum):
    """Kinds of time expression (TIMEX3)."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class RelationKind(StrEnum):
    """What one statement does to another."""

    CONFIRMS = "confirms"
    DENIES = "denies"
    REPEATS = "repeats"


@dataclass(frozen=True, slots=True)
class Told:
    """A value, and the words of the report that say so."""

    value: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """A name as the model reads it.

    Attributes:
        span: Its words, without a possessive ending.
        kind: What it names.
        score: Probability, 0 to 1.
    """

    span: Span
    kind: NameKind
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words that refer to an actor or name something.

    Attributes:
        span: The words; of a description its head noun phrase.
        text: The span's characters.
        form: How they refer.
        kind: What they name; None for pronouns and descriptions of unknown kind.
        actor: Id of the actor they stand for; None when that is not certain enough.
        score: Probability, 0 to 1, that they stand for that actor.
    """

    span: Span
    text: str
    form: Form
    kind: NameKind | None = None
    actor: str | None = None
    score: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Somebody or something in a report that can say, do or be accused of something.

    Attributes:
        id: Of the edition and the first mention.
        name: The fullest name in the report; of a seat of power that speaks, its state's or
            office's name; of an unnamed actor the words that describe it.
        kind: What it is.
        name_spans: Where the fullest name stands (of a seat: the seat's words).
        role: Function told, as words of the report.
        rank: Military, police or academic rank or form of address told.
        affiliation: Body or person they speak or work for.
        tenure: ``former`` or ``acting``, with the word that says so.
        country: ISO 3166-1 alpha-2, with the words that say so.
        number: How many, of an unnamed group ("two officials").
    """

    id: str
    name: str
    kind: ActorKind
    name_spans: tuple[Span, ...] = ()
    role: Told | None = None
    rank: Told | None = None
    affiliation: Told | None = None
    tenure: Told | None = None
    country: Told | None = None
    number: Told | None = None


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who is behind a source. What is not certain enough stays None.

    Attributes:
        name: The actor's fullest name; the source's words where no actor is certain enough.
        actor: Id of the actor.
        kind: An ``ActorKind``.
        role: Words of the report.
        affiliation: Words of the report.
        country: ISO 3166-1 alpha-2.
        how: How the source names the speaker.
        score: Probability, 0 to 1, that this is the speaker.
    """

    name: str
    actor: str | None = None
    kind: str | None = None
    role: str | None = None
    affiliation: str | None = None
    country: str | None = None
    how: Form | None = None
    score: float | None = None


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """What one statement does to another.

    Attributes:
        kind: Confirms, denies or repeats.
        from_id: Id of the statement that answers.
        to_id: Id of the statement that is answered.
        score: Probability, 0 to 1.
    """

    kind: RelationKind
    from_id: str
    to_id: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One attributed statement (an attribution relation, as in PARC and PolNeAR).

    Attributes:
        id: Of the edition and the spans.
        source: The words naming who says it; None when the report names nobody.
        cue: The words that attribute it; None when it is only understood.
        content: What is said.
        mode: By the quotation marks around the content.
        act: What the speaker does, from the cue.
        framing: How the outlet carries it, from the cue.
        negated: The report says that the speaker does *not* do it ("declined to comment on").
        hypothetical: The report says that the speaker may, would or might do it.
        within: Id of the statement whose content this one stands in.
        speaker: Who is behind the source.
        said_on: When it was said (EDTF).
        said_on_spans: The words that tell when it was said.
        said_on_carried: Those words stand with an earlier statement of the same speaker.
        happened_on: When what it tells of happened (EDTF), with the words that say so.
        said_at: Id of the place where it was said, with the words that say so.
        happened_at: Id of the place where what it tells of happened, with the words.
        addressee: Who it was said to ("reporters").
        reported_by: The outlet that reported it first ("told Reuters").
        score: Probability, 0 to 1, that a careful reader finds this statement here.
    """

    id: str
    source: Passage | None
    cue: Passage | None
    content: Passage
    mode: Mode
    act: Act
    framing: Framing
    score: float
    negated: bool = False
    hypothetical: bool = False
    within: str | None = None
    speaker: Speaker | None = None
    said_on: str | None = None
    said_on_spans: tuple[Span, ...] = ()
    said_on_carried: bool = False
    happened_on: Told | None = None
    said_at: Told | None = None
    happened_at: Told | None = None
    addressee: Passage | None = None
    reported_by: Passage | None = None


@dataclass(frozen=True, slots=True)
class Excluded:
    """A part of the text that is not the report's own; no statement is read out of it."""

    spans: tuple[Span, ...]
    why: Why


@dataclass(frozen=True, slots=True)
class MadeBy:
    """What made a record: versions of the package, the model and the lexicon.

    The lexicon's version ends with the gazetteer's where that is not the one in the package.
    """

    onrecord: str
    model: str
    lexicon: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A report that could not be read: kept and shown, never dropped.

    Attributes:
        where: What was to be read: a path, an address, ``-`` for standard input.
        stage: ``source`` (getting the text) or ``read`` (text to record).
        code: Stable, for machines: ``not-text``, ``empty``, ``unreadable`` …
        message: What happened and what to do, for people.
    """

    where: str
    stage: str
    code: str
    message: str
    detail: dict[str, str] = field(default_factory=dict)
