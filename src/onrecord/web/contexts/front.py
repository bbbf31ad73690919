"""The front page."""

from dataclasses import dataclass

from onrecord.ledger import Counts, Hit


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontPage:
    """What it shows.

    Attributes:
        counts: How much the ledger holds.
        newest: The newest statements.
    """

    counts: Counts
    newest: tuple[Hit, ...]
