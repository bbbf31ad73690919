"""The parts of what a search found, as ways to them."""

from collections.abc import Iterable, Iterator

from onrecord.ledger import Facets
from onrecord.web.asking import Asked
from onrecord.web.contexts.search import Facet, FacetValue

_MOST_VALUES = 8

_LABELS = {"answered": "answered by somebody", "denied": "denied by somebody"}

_Counted = Iterable[tuple[str | None, int]]


def facets_of(asked: Asked, facets: Facets) -> tuple[Facet, ...]:
    """The facets of a search, those with nothing to choose left out."""
    counted: tuple[tuple[str, str, _Counted], ...] = (
        ("speaker", "Speakers", ((one.name, one.statements) for one in facets.speakers)),
        ("outlet", "Outlets", ((one.outlet, one.statements) for one in facets.outlets)),
        ("act", "What they do", ((one.value, one.number) for one in facets.acts)),
        ("framing", "How it is carried", ((one.value, one.number) for one in facets.framings)),
        ("mode", "How it is quoted", ((one.value, one.number) for one in facets.modes)),
        ("country", "Countries of speakers", ((c.value, c.number) for c in facets.countries)),
        ("answered", "Answers", (("true", facets.answered),)),
        ("denied", "Denials", (("true", facets.denied),)),
    )
    made = (
        Facet(label=label, values=tuple(_values(asked, name, values)))
        for name, label, values in counted
    )
    years = Facet(label="Years", values=tuple(_years(asked, facets)))
    return tuple(facet for facet in (*made, years) if facet.values)


def _values(asked: Asked, name: str, counted: _Counted) -> Iterator[FacetValue]:
    chosen = asked.given.get(name)
    told = [(value, number) for value, number in counted if value and number]
    for value, number in told[:_MOST_VALUES]:
        is_chosen = chosen is not None and chosen.casefold() == value.casefold()
        yield FacetValue(
            label=_LABELS.get(name, value),
            number=number,
            address=asked.address("/search", **{name: None if is_chosen else value}),
            is_chosen=is_chosen,
        )


def _years(asked: Asked, facets: Facets) -> Iterator[FacetValue]:
    """The latest years; each is a search from its first to its last day."""
    dated = [one for one in facets.years if one.value]
    for one in reversed(dated[-_MOST_VALUES:]):
        is_chosen = (asked.given.get("since"), asked.given.get("until")) == (one.value, one.value)
        year = None if is_chosen else one.value
        yield FacetValue(
            label=one.value,
            number=one.number,
            address=asked.address(since=year, until=year),
            is_chosen=is_chosen,
        )
