"""Names of files: which look like reports', and how they can be shown."""

import os
import re

from onrecord.sources.pages import PAGE_SUFFIXES

REPORT_SUFFIXES = frozenset({".txt", ".text", ".md", ".markdown"}) | PAGE_SUFFIXES
"""Names of the files that are read out of a folder end in these, in any letter case."""

_SURROGATE = re.compile("[\ud800-\udfff]")


def suffix_of(path: str) -> str:
    """The suffix of a file's name in lower case, with its dot; empty where there is none."""
    return os.path.splitext(path)[1].lower()


def is_report_name(path: str) -> bool:
    """Whether a file in a folder or an archive looks like a report: not hidden, and a suffix."""
    return suffix_of(path) in REPORT_SUFFIXES and not os.path.basename(path).startswith(".")


def printable(path: str) -> str:
    r"""A path that can be shown and stored: bytes that are no UTF-8 stand as ``\xNN``.

    >>> printable("caf\udce9.txt")
    'caf\\xe9.txt'
    """
    return _SURROGATE.sub(_escaped, path)


def _escaped(surrogate: re.Match[str]) -> str:
    code = ord(surrogate[0])
    return f"\\x{code - 0xDC00:02x}" if 0xDC80 <= code <= 0xDCFF else f"\\u{code:04x}"
