"""What in a text is not the report's own."""

from onrecord.extract.excluded.find import find_excluded

__all__ = ["find_excluded"]
