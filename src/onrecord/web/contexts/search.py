"""The page of a search."""

from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.ledger import Hit


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetValue:
    """A way to a part of what was found.

    Attributes:
        label: For people.
        number: How many statements it has.
        address: The search with this part only, or without it where it is chosen.
    """

    label: str
    number: int
    address: str
    is_chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """The parts of what was found by one of its sides, such as speakers or outlets."""

    label: str
    values: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """What it shows.

    Attributes:
        given: What was asked, by the names of the parameters; what was not asked is missing.
        is_asked: Whether anything was asked.
        has_filters: Whether anything but words was.
        hits: What was found, of this page.
        total: How many there are in all, in words; empty where nobody counted.
        sample: Of how many of them the facets were counted; None: of all.
        facets: The parts of what was found.
        next: The address of the next page; empty on the last.
        first: The address of the first page; empty on that.
        choices: The values that filters may have, by their names.
        can_save: Whether the search can be saved here.
        atom: The address of its feed; empty for none.
    """

    given: Mapping[str, str]
    is_asked: bool
    has_filters: bool
    hits: tuple[Hit, ...]
    total: str
    sample: int | None
    facets: tuple[Facet, ...]
    next: str
    first: str
    choices: Mapping[str, tuple[str, ...]]
    can_save: bool
    atom: str = ""
