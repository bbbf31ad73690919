"""The page that holds two editions of a report against each other."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.ledger import ReportSummary

if TYPE_CHECKING:  # what compares loads the lexicon
    from onrecord.compare.editions import ParticularChange
    from onrecord.web.article.changes import StatementRow, Stretch


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesPage:
    """What it shows.

    Attributes:
        name: What people call the report.
        editions: All that are kept, in the order in which they came.
        old: The older of the two.
        new: The newer.
        is_same_maker: Whether one version of onrecord read both.
        particulars: What is told of the report otherwise.
        statements: Those that were not simply kept.
        more_statements: How many of these there is no room for.
        stretches: The text of both, from top to bottom.
        is_same: Whether nothing differs.
        query: What asks for these two.
    """

    name: str
    editions: tuple[ReportSummary, ...]
    old: ReportSummary
    new: ReportSummary
    is_same_maker: bool
    particulars: tuple["ParticularChange", ...]
    statements: tuple["StatementRow", ...]
    more_statements: int
    stretches: tuple["Stretch", ...]
    is_same: bool
    query: str
