"""What a search page may be asked: the API's filters, an order and a place to go on from."""

from dataclasses import fields
from typing import Annotated

from pydantic import Field

from onrecord.ledger import Order, SearchFilters
from onrecord.web.addressed import Addressed
from onrecord.web.api.parameters import ENUMS, Cursor, Filters, allowed_values
from onrecord.web.rendering import query

PAGE_HITS = 25

CHOICES = {name: tuple(allowed_values(name)) for name in ENUMS}
"""The values that filters may have, by their names."""

_NOT_ASKED = ("sort", "cursor")


class Asked(Addressed, Filters):
    """A search as its address has it."""

    sort: Annotated[Order | None, Field(description="Which come first.")] = None
    cursor: Cursor | None = None

    @property
    def is_asked(self) -> bool:
        """Whether anything was asked."""
        return any(name not in _NOT_ASKED for name in self.given)

    def filters(self, limit: int | None = None) -> SearchFilters:
        """As the ledger takes them, all but the words."""
        return self.of_statements(limit=limit, order=self.sort or Order.NEWEST)


_NAMES = {"is_answered": "answered", "is_denied": "denied", "order": "sort"}


def address_of(words: str, filters: SearchFilters) -> str:
    """The address of the page of a search.

    >>> address_of("bridge", SearchFilters(is_denied=True))
    '/search?q=bridge&denied=true'
    """
    told: dict[str, str | None] = {"q": words}
    for field in fields(filters):
        value = getattr(filters, field.name)
        if value is not None and value != field.default:
            plain = str(value).lower() if isinstance(value, bool) else str(value)
            told[_NAMES.get(field.name, field.name)] = plain
    return "/search" + query(told)
