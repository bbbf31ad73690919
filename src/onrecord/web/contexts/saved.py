"""The page of the saved searches."""

from dataclasses import dataclass

from onrecord.ledger import SavedSearch


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedRow:
    """A saved search.

    Attributes:
        address: Where its results are.
        atom: Its feed, with the room's host: for a feed reader.
        asked: What it asks, in words.
    """

    saved: SavedSearch
    address: str
    atom: str
    asked: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedPage:
    """What it shows.

    Attributes:
        rows: The last saved first.
        has_token: Whether a feed reader has to give the room's token.
        is_read_only: Whether none can be saved or removed here.
    """

    rows: tuple[SavedRow, ...]
    has_token: bool
    is_read_only: bool
