"""What in a text is not the report's own."""

from onrecord.extract.excluded.find import find_excluded
from onrecord.extract.excluded.rest import without_excluded
from onrecord.extract.excluded.rules import load_rules

__all__ = ["find_excluded", "load_rules", "without_excluded"]
