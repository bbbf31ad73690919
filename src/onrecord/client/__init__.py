"""A client of the reading room's API: what a ledger answers, over HTTP, in the package's types."""

from onrecord.client.client import Client

__all__ = ["Client"]
