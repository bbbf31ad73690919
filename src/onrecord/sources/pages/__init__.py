"""Web pages: the report's own text, and what the page says of itself. Never fetches.

``read_page`` shows the way: a page's tree, what it states in its metadata, the body of the
report, and whether that is a report at all.
"""

from onrecord.sources.pages.page import PAGE_SUFFIXES, Page, is_page
from onrecord.sources.pages.read import read_page

__all__ = ["PAGE_SUFFIXES", "Page", "is_page", "read_page"]
