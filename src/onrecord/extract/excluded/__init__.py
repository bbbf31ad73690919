"""What in a text is not the report's own."""

from onrecord.extract.excluded.find import find_excluded
from onrecord.extract.excluded.rest import without_excluded

__all__ = ["find_excluded", "without_excluded"]
