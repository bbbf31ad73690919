"""The values that tell of editions and copies."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.ledger.values import ReportSummary
from onrecord.types import Span

if TYPE_CHECKING:
    from onrecord.compare.editions import Comparison


@dataclass(frozen=True, slots=True)
class Changes:
    """What a report's next edition made of the one before.

    Attributes:
        old: The edition before.
        new: The next one.
        old_text: Its text, in which the positions of what is old count.
        new_text: Likewise.
        comparison: What they differ in.
    """

    old: ReportSummary
    new: ReportSummary
    old_text: str
    new_text: str
    comparison: "Comparison"


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A report in a group of copies, or one that a paragraph stands in.

    Attributes:
        report_id: Id of the report.
        edition: Id of the edition that is meant.
        is_current: Whether that is the report's current edition.
        read_at: When that edition came into the ledger, UTC.
        share: Of its words, how many stand in the first of the group, 0 to 1; 1 for the first.
    """

    report_id: str
    edition: str
    is_current: bool
    url: str | None
    outlet: str | None
    title: str | None
    path: str | None
    published: str | None
    read_at: str
    share: float


@dataclass(frozen=True, slots=True)
class CopyGroup:
    """Reports that are copies of one text.

    Attributes:
        first: The first known of them: published first, else fetched or read first.
        members: All, the first included, in that order; of the editions of one report, the current
            one, and the first known where that is an older one.
    """

    first: Copy
    members: tuple[Copy, ...]

    @property
    def is_of_several(self) -> bool:
        """Whether more than one report is in it."""
        return len({one.report_id for one in self.members}) > 1


@dataclass(frozen=True, slots=True)
class ReusedParagraph:
    """A paragraph that stands, nearly verbatim, in an earlier report of another outlet.

    Attributes:
        span: The paragraph.
        share: How many of its words stand there, 0 to 1.
        there: Where most of it stands in the other text.
        report: The earliest report that has it; its ``share`` counts for nothing.
    """

    span: Span
    share: float
    there: Span
    report: Copy
