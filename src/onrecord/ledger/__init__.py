"""The ledger: one SQLite file that keeps every record, searchable, and says what made it.

The values are imported with this package; SQLAlchemy only with the first use of `Ledger`, so that
a command that keeps nothing does not wait for it.
"""

from typing import TYPE_CHECKING

from onrecord.ledger.compared import Changes, Copy, CopyGroup, ReusedParagraph
from onrecord.ledger.feed_values import FeedState, KeptEntry, KeptFeed, Poll
from onrecord.ledger.overviews import (
    Box,
    Bucket,
    Cell,
    Claim,
    Facets,
    Found,
    FramingTable,
    Front,
    MomentPage,
    OutletCount,
    Page,
    PlaceCount,
    PlaceMap,
    SavedSearch,
    Series,
    Share,
    Side,
    SpeakerCount,
    SpeakerOverview,
    Step,
    ToldOf,
    Total,
)
from onrecord.ledger.values import (
    Answer,
    AnswerCount,
    Count,
    Counts,
    Hit,
    KeptCapture,
    KeptFailure,
    Moment,
    Order,
    Outcome,
    Problem,
    Profile,
    ReportSummary,
    SearchFilters,
    What,
)

if TYPE_CHECKING:
    from onrecord.ledger.ledger import Ledger

__all__ = [
    "Answer",
    "AnswerCount",
    "Box",
    "Bucket",
    "Cell",
    "Changes",
    "Claim",
    "Copy",
    "CopyGroup",
    "Count",
    "Counts",
    "Facets",
    "FeedState",
    "Found",
    "FramingTable",
    "Front",
    "Hit",
    "KeptCapture",
    "KeptEntry",
    "KeptFailure",
    "KeptFeed",
    "Ledger",
    "Moment",
    "MomentPage",
    "Order",
    "Outcome",
    "OutletCount",
    "Page",
    "PlaceCount",
    "PlaceMap",
    "Poll",
    "Problem",
    "Profile",
    "ReportSummary",
    "ReusedParagraph",
    "SavedSearch",
    "SearchFilters",
    "Series",
    "Share",
    "Side",
    "SpeakerCount",
    "SpeakerOverview",
    "Step",
    "ToldOf",
    "Total",
    "What",
]


if not TYPE_CHECKING:  # a type checker takes the import above, and no other name

    def __getattr__(name: str) -> type:
        if name == "Ledger":
            from onrecord.ledger.ledger import Ledger

            return Ledger
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
