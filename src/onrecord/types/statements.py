"""Statements and what one does to another."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from onrecord.types.actors import Form
from onrecord.types.spans import Passage, Span, Told


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


class RelationKind(StrEnum):
    """What one statement does to another."""

    DENIES = "denies"
    CONFIRMS = "confirms"
    REPEATS = "repeats"

    @property
    def taken(self) -> str:
        """What the other one is then: ``denied by``."""
        return f"{_TAKEN[self]} by"


_TAKEN = {
    RelationKind.DENIES: "denied",
    RelationKind.CONFIRMS: "confirmed",
    RelationKind.REPEATS: "repeated",
}


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
