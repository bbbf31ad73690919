"""Fetching pages and feeds: politely, and so that no server can harm the reader."""

from onrecord.fetch.fetcher import Fetcher
from onrecord.fetch.options import (
    CONTACT_VARIABLE,
    FetchOptions,
    Want,
    contact_of_environment,
    is_temporary,
)

__all__ = [
    "CONTACT_VARIABLE",
    "FetchOptions",
    "Fetcher",
    "Want",
    "contact_of_environment",
    "is_temporary",
]
