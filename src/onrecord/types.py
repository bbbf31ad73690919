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


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who is behind a source. What is not certain enough stays None."""

    name: str
    actor: str | None = None
    kind: str | None = None
    role: str | None = None
    affiliation: str | None = None
    country: str | None = None


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


@dataclass(frozen=True, slots=True)
class Excluded:
    """A part of the text that is not the report's own; no statement is read out of it."""

    spans: tuple[Span, ...]
    why: Why


@dataclass(frozen=True, slots=True)
class MadeBy:
    """What made a record: versions of the package, the model and the lexicon."""

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
