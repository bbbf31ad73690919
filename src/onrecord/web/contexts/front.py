"""The front page."""

from dataclasses import dataclass

from onrecord.ledger import Counts, Hit, KeptFailure, SavedSearch
from onrecord.web.contexts.figure import Figure
from onrecord.web.desk.jobs import Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class NameCount:
    """A speaker or an outlet, and how much there is of it.

    Attributes:
        address: Where all of it is.
    """

    name: str
    number: int
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportGroup:
    """A report, and a few of its statements.

    Attributes:
        name: What people call it.
        more: How many further statements of it are among the newest.
    """

    report: str
    name: str
    outlet: str | None
    published: str | None
    hits: tuple[Hit, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontPage:
    """What it shows.

    Attributes:
        counts: How much the ledger holds.
        lead: Of the most denied statements of the latest year the most surely denied one; None
            where none is denied.
        disputed: Further statements that are denied, the most surely denied first.
        newest: The newest statements, by their reports.
        volume: A chart of the statements over the latest months.
        since: First day of the time that speakers and outlets are counted in.
        speakers: Those with the most statements then.
        outlets: Those with the most statements then.
        saved: The searches saved last.
        failures: The latest that still stand.
        jobs: What is being read now.
    """

    counts: Counts
    lead: Hit | None
    disputed: tuple[Hit, ...]
    newest: tuple[ReportGroup, ...]
    volume: Figure
    since: str | None
    speakers: tuple[NameCount, ...]
    outlets: tuple[NameCount, ...]
    saved: tuple[SavedSearch, ...]
    failures: tuple[KeptFailure, ...]
    jobs: tuple[Progress, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StartPage:
    """The front page of a ledger that holds nothing yet.

    Attributes:
        is_read_only: Whether nothing can be added here.
        ledger: The file.
        failures: How many reports could not be read.
    """

    is_read_only: bool
    ledger: str
    failures: int
