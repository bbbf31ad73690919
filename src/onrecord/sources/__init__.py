"""Where reports come from: files, folders, standard input, saved pages.

What cannot be read becomes a ``Failure`` value; exceptions are raised for wrong options only.
"""

from onrecord.sources.particulars import Particulars, parse_published
from onrecord.sources.reading import Count, count_paths, printable, read_bytes, read_paths

__all__ = [
    "Count",
    "Particulars",
    "count_paths",
    "parse_published",
    "printable",
    "read_bytes",
    "read_paths",
]
