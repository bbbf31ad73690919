"""Evidence: the fetched bytes, kept beside the ledger under the name of their digest."""

from onrecord.evidence.store import Evidence
from onrecord.evidence.verifying import orphans, problems

__all__ = ["Evidence", "orphans", "problems"]
