"""Where reports come from: files, folders, archives, pages, feeds, standard input.

What cannot be read becomes a ``Failure`` value; exceptions are raised for wrong options only.
"""

from onrecord.sources.archives import ArchiveFilters
from onrecord.sources.captures import CaptureOptions, captures_of
from onrecord.sources.names import printable
from onrecord.sources.particulars import Particulars, parse_published
from onrecord.sources.reading import Count, count_paths, read_capture, read_paths

__all__ = [
    "ArchiveFilters",
    "CaptureOptions",
    "Count",
    "Particulars",
    "captures_of",
    "count_paths",
    "parse_published",
    "printable",
    "read_capture",
    "read_paths",
]
