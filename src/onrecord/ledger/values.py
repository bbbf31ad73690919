"""The values that the ledger takes and gives."""

from dataclasses import dataclass
from enum import StrEnum

from onrecord.types import Act, Failure, Framing, Mode, Statement


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
        outlet: The outlet's whole name; case and accents don't count.
        since: First day of publication: ``2024``, ``2024-07`` or ``2024-07-01``.
        until: Last day of publication, in the same forms; ``2024`` takes in its last day.
        limit: At most so many hits.
        order: ``BEST`` without words to fit is ``NEWEST``.
    """

    speaker: str | None = None
    act: Act | None = None
    framing: Framing | None = None
    mode: Mode | None = None
    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    negated: bool | None = None
    limit: int | None = None
    order: Order = Order.NEWEST


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A statement that was found, and the report it stands in."""

    statement: Statement
    report_id: str
    edition: str
    url: str | None
    outlet: str | None
    title: str | None
    path: str | None
    published: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSummary:
    """A report in a list: its current edition's particulars, without the text.

    Attributes:
        edition: Id of the current edition.
        read_at: When that edition came into the ledger, UTC.
        statements: How many its record holds.
        editions: How many the ledger keeps of this report.
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
    """Something in the ledger that is not as it was put.

    Attributes:
        edition: Id of the edition; None where the whole file is meant.
        statement: Id of the statement; None where the edition is meant.
    """

    edition: str | None
    statement: str | None
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What the ledger holds.

    Attributes:
        statements: Those of current editions: what a search can find.
        failures: Those that still stand.
    """

    reports: int
    editions: int
    statements: int
    failures: int
