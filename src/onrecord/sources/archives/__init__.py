"""Archives: files that hold many reports, read one record at a time and resumed at any record."""

from onrecord.sources.archives.filters import ArchiveFilters
from onrecord.sources.archives.kinds import ArchiveKind, archive_kind
from onrecord.sources.archives.read import read_archive

__all__ = ["ArchiveFilters", "ArchiveKind", "archive_kind", "read_archive"]
