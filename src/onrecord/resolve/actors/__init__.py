"""Names → actors: who is one and the same, and what the report tells of them."""

from onrecord.resolve.actors.countries import countries_mentioned, country_told
from onrecord.resolve.actors.descriptions import Description, describe
from onrecord.resolve.actors.find import find_actors
from onrecord.resolve.actors.states import StandsFor, state_of

__all__ = [
    "Description",
    "StandsFor",
    "countries_mentioned",
    "country_told",
    "describe",
    "find_actors",
    "state_of",
]
