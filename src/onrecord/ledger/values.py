"""The values that the ledger takes and gives."""

from dataclasses import dataclass
from enum import StrEnum

from onrecord.types import Act, Failure, Framing, Mode, RelationKind, Statement


class Outcome(StrEnum):
    """What putting a record did: a new edition, nothing, or another maker's record in its place."""

    ADDED = "added"
    UNCHANGED = "unchanged"
    REPLACED = "replaced"


class Order(StrEnum):
    """Which hits come first: the latest published, or those that fit the words best."""

    NEWEST = "newest"
    BEST = "best"


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchFilters:
    """What a statement must be to be found. None asks nothing.

    Attributes:
        speaker: Part of the speaker's name or of the source's words; case and accents don't count.
        country: Of the speaker, ISO 3166-1 alpha-2; case doesn't count.
        outlet: The outlet's whole name; case and accents don't count.
        since: First day of publication: ``2024``, ``2024-07`` or ``2024-07-01``.
        until: Last day of publication, in the same forms; ``2024`` takes in its last day.
        said_from: First day on which it may have been said, in the same forms.
        said_to: Last day on which it may have been said.
        place: Where it was said or happened, or what the content names: the whole name, in the
            report's words or the gazetteer's; case and accents don't count.
        is_answered: Whether another statement confirms, denies or repeats it.
        is_denied: Whether another statement denies it.
        once: Of reports that are copies of each other, only the first.
        limit: At most so many hits.
        order: ``BEST`` without words to fit is ``NEWEST``.
    """

    speaker: str | None = None
    country: str | None = None
    act: Act | None = None
    framing: Framing | None = None
    mode: Mode | None = None
    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    said_from: str | None = None
    said_to: str | None = None
    place: str | None = None
    is_answered: bool | None = None
    is_denied: bool | None = None
    negated: bool | None = None
    once: bool = False
    limit: int | None = None
    order: Order = Order.NEWEST


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What another statement of the same report does to one, or it to that.

    Attributes:
        is_given: The one answers the other; else the other answers the one.
        statement: Id of the other.
        speaker: Who makes the other, else its source's words; None when nobody is named.
        content: What the other says.
        score: Probability, 0 to 1.
    """

    kind: RelationKind
    is_given: bool
    statement: str
    speaker: str | None
    content: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A statement that was found, and the report it stands in.

    Attributes:
        answers: How it and other statements of the report bear on each other.
        said_at: Name of the place where it was said: the gazetteer's, else the report's word.
        happened_at: Name of the place where what it tells of happened.
        link: What opens the live page at its content; None where the report has no address.
    """

    statement: Statement
    report_id: str
    edition: str
    url: str | None
    outlet: str | None
    title: str | None
    path: str | None
    published: str | None
    answers: tuple[Answer, ...] = ()
    said_at: str | None = None
    happened_at: str | None = None
    link: str | None = None


class What(StrEnum):
    """What a moment is the time of: saying a statement, or what it tells of."""

    SAID = "said"
    HAPPENED = "happened"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A statement at its place in time.

    Attributes:
        edtf: When, with the precision that the report's words have.
        first_day: The first day that this may mean, ISO 8601; 0000-01-01 for an open beginning.
        last_day: The last day; 9999-12-31 for an open end.
        words: The report's words that tell it; empty when none do.
    """

    what: What
    edtf: str
    first_day: str
    last_day: str
    words: str
    hit: Hit


@dataclass(frozen=True, slots=True)
class Count:
    """How often something is told."""

    value: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerCount:
    """How often somebody answers somebody.

    Attributes:
        is_given: The one in question answers; else the other does.
        speaker: The other: name, else the source's words; None when nobody is named.
        number: How many statements.
    """

    kind: RelationKind
    is_given: bool
    speaker: str | None
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What is on record of all who go by one name and are of one kind.

    A name is no identity: two people of one name are one profile, and one person under two names
    is two. Roles, affiliations and countries tell which it may be.

    Attributes:
        name: As it is written most often.
        kind: An ``ActorKind``; None when it is not known.
        reports: How many reports name them.
        statements: How many statements they make.
        roles: As told, with the number of reports, the most frequent first.
        affiliations: As told, in the same way.
        countries: ISO 3166-1 alpha-2, in the same way.
        acts: What they do with their statements, and how often.
        answers: Whom they answer and who answers them, the most frequent first.
        hits: Their statements, the latest first.
    """

    name: str
    kind: str | None
    reports: int
    statements: int
    roles: tuple[Count, ...]
    affiliations: tuple[Count, ...]
    countries: tuple[Count, ...]
    acts: tuple[Count, ...]
    answers: tuple[AnswerCount, ...]
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSummary:
    """A report in a list: an edition's particulars, without the text.

    Attributes:
        edition: Id of the edition, the current one unless all were asked for.
        read_at: When that edition came into the ledger, UTC.
        statements: How many its record holds.
        editions: How many the ledger keeps of this report.
        number: Which of them this is, from 1, in the order in which they came.
        is_current: Whether it is the one that searches and lists show.
    """

    id: str
    edition: str
    url: str | None
    outlet: str | None
    title: str | None
    path: str | None
    published: str | None
    read_at: str
    statements: int
    editions: int
    number: int = 1
    is_current: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFailure:
    """A failure that still stands: the latest at its place, and how often there was one.

    Attributes:
        first_seen: UTC.
        last_seen: UTC.
    """

    failure: Failure
    first_seen: str
    last_seen: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something in the ledger or its evidence that is not as it was put.

    Attributes:
        edition: Id of the edition; None where the whole file is meant.
        statement: Id of the statement; None where the edition is meant.
        report: Id of the edition's report.
        where: The address or path that the edition was read from.
        digest: Of the piece of evidence that is meant.
    """

    edition: str | None
    statement: str | None
    message: str
    report: str | None = None
    where: str | None = None
    digest: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What the ledger holds.

    Attributes:
        statements: Those of current editions: what a search can find.
        failures: Those that still stand.
        skipped: What was passed over because the model cannot read it.
    """

    reports: int
    editions: int
    statements: int
    failures: int
    skipped: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptCapture:
    """What the ledger keeps of a capture; its bytes lie in the evidence or in an archive.

    Attributes:
        edition: Id of the edition that was read from it; None where reading failed.
        report: Id of that edition's report.
        location: The address that gave the bytes.
        requested: The address that was asked for, where that is another.
        fetched_at: UTC.
        status: HTTP status.
        headers: HTTP headers as they came.
        digest: SHA-256 of the bytes, in hex.
        size: Bytes.
        archive: The record of an archive that holds the bytes; None: the evidence.
    """

    edition: str | None
    report: str | None
    location: str
    requested: str | None
    fetched_at: str | None
    status: int | None
    headers: tuple[tuple[str, str], ...]
    digest: str
    size: int
    archive: str | None
