"""Evidence: the fetched bytes, kept beside the ledger under the name of their digest."""

from onrecord.evidence.store import Evidence

__all__ = ["Evidence"]
