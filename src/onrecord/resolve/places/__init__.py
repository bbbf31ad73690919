"""Place names → which place on Earth each means, and where statements were made."""

from onrecord.resolve.places.entries import Entry, Gazetteer, How, Kind, Match
from onrecord.resolve.places.locate import locate
from onrecord.resolve.places.statements import place_statements

__all__ = ["Entry", "Gazetteer", "How", "Kind", "Match", "locate", "place_statements"]
