"""From paths to reports: one at a time, and a failure instead of a report that cannot be had."""

import os
import re
import sys
from collections.abc import Iterable, Iterator
from typing import BinaryIO, NamedTuple

from onrecord.errors import OptionError, SourceError
from onrecord.sources import kinds
from onrecord.sources.decoding import decode
from onrecord.sources.files import (
    STDIN,
    Found,
    find_files,
    read_file,
    read_stream,
    suffix_of,
)
from onrecord.sources.language import foreign_language
from onrecord.sources.pages import is_page, read_page
from onrecord.sources.particulars import Particulars
from onrecord.types import Failure, Report

LIMIT_BYTES = 20_000_000
"""How many bytes one report may have; a page with its pictures inside is about that."""

LIMIT_CHARS = 5_000_000
"""How many characters the text of one report may have: some fifty times a long read."""

_UNKNOWN = Particulars()
_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile(r"[\x01-\x07\x0e-\x1a\x1c-\x1f\x7f\ufffd]")
# Texts have hardly any control characters, random bytes one in ten.
_MAX_CONTROL_SHARE = 0.02
# A broken byte or two are no sign of binary data, however short the text.
_FEW_CONTROLS = 3
_XML = re.compile(r"\s*+<(?:\?xml|rss|feed|svg)\b")


class Count(NamedTuple):
    """How much there is to read.

    Attributes:
        reports: How many reports and failures ``read_paths`` gives for the same paths.
        passed_over: Files in folders that do not look like reports.
    """

    reports: int
    passed_over: int


def read_paths(
    paths: Iterable[str | os.PathLike[str]],
    particulars: Particulars = _UNKNOWN,
    *,
    stdin: BinaryIO | None = None,
    limit_chars: int = LIMIT_CHARS,
    limit_bytes: int = LIMIT_BYTES,
) -> Iterator[Report | Failure]:
    """Read the reports that files and folders hold, one at a time and only when asked for.

    Args:
        paths: Files, folders (read with all below them) and ``-`` for standard input.
        particulars: Of these reports; they win over what a page says of itself.
        stdin: What ``-`` stands for; the process's standard input when None.
        limit_chars: A report with a longer text becomes a failure.
        limit_bytes: A larger file becomes a failure.

    Raises:
        OptionError: A limit is below 1, or ``paths`` is a single string.
    """
    if isinstance(paths, (str, bytes)):
        raise OptionError("paths is one string; give a list of paths")
    if min(limit_chars, limit_bytes) < 1:
        raise OptionError("a limit is below 1; give the largest size that is still to be read")
    return (
        _read_found(found, particulars, stdin, limit_chars, limit_bytes)
        for found in find_files(paths)
        if found.is_report
    )


def count_paths(paths: Iterable[str | os.PathLike[str]]) -> Count:
    """Count what ``read_paths`` will give, without opening a file."""
    reports = passed_over = 0
    for found in find_files(paths):
        reports += found.is_report
        passed_over += not found.is_report
    return Count(reports, passed_over)


def read_bytes(
    data: bytes,
    particulars: Particulars = _UNKNOWN,
    *,
    path: str | None = None,
    limit_chars: int = LIMIT_CHARS,
) -> Report | Failure:
    """Read one report out of the bytes of a text file or a saved page.

    Args:
        data: The bytes.
        particulars: Of the report.
        path: Where they come from; its suffix helps to tell pages. None for standard input.
        limit_chars: A longer text becomes a failure.
    """
    where = STDIN if path is None else printable(path)
    try:
        return _report(data, particulars, path, limit_chars)
    except SourceError as error:
        return _failure(where, error)
    except Exception as error:  # the border of one report: no page may stop the others
        return _failure(where, _unforeseen(error))


def printable(path: str) -> str:
    r"""A path that can be shown and stored: bytes that are no UTF-8 stand as ``\xNN``.

    >>> printable("caf\udce9.txt")
    'caf\\xe9.txt'
    """
    return _SURROGATE.sub(_escaped, path)


def _escaped(surrogate: re.Match[str]) -> str:
    code = ord(surrogate[0])
    return f"\\x{code - 0xDC00:02x}" if 0xDC80 <= code <= 0xDCFF else f"\\u{code:04x}"


def _read_found(
    found: Found,
    particulars: Particulars,
    stdin: BinaryIO | None,
    limit_chars: int,
    limit_bytes: int,
) -> Report | Failure:
    try:
        if found.problem is not None:
            raise found.problem
        if found.path == STDIN:
            data = read_stream(_standard_input(stdin), limit_bytes)
            return read_bytes(data, particulars, limit_chars=limit_chars)
        data = read_file(found.path, limit_bytes)
    except SourceError as error:
        return _failure(printable(found.path), error)
    return read_bytes(data, particulars, path=found.path, limit_chars=limit_chars)


def _standard_input(stdin: BinaryIO | None) -> BinaryIO:
    if stdin is not None:
        return stdin
    if sys.stdin is None:
        raise SourceError("there is no standard input; pipe a report in, or give a file")
    return sys.stdin.buffer


def _failure(where: str, error: SourceError) -> Failure:
    return Failure(where=where, stage="source", code=error.code, message=str(error))


def _unforeseen(error: Exception) -> SourceError:
    return SourceError(
        f"onrecord stumbled over this one ({type(error).__name__}: {error}); "
        "save the report's own text and give that"
    )


def _report(data: bytes, particulars: Particulars, path: str | None, limit_chars: int) -> Report:
    text = _text(data)
    title = outlet = url = published = None
    if is_page(text, suffix_of(path or "")):
        page = read_page(text)
        text, title, outlet = page.text, page.title, page.outlet
        url, published = page.url, page.published
    elif _XML.match(text):
        raise _not_text(kinds.XML)
    _check(text, limit_chars)
    return Report(
        text=text,
        path=None if path is None else printable(path),
        title=particulars.title or title,
        url=particulars.url or url,
        outlet=particulars.outlet or outlet,
        published=particulars.published or published,
    )


def _text(data: bytes) -> str:
    kind = kinds.kind_of(data)
    if kind is not None:
        raise _not_text(kind)
    text = decode(data)
    if not text or text.isspace():
        raise SourceError(
            "there is nothing in it; check that it was saved or downloaded in full", code="empty"
        )
    controls = len(_CONTROL.findall(text))
    if "\0" in text or controls > max(_FEW_CONTROLS, _MAX_CONTROL_SHARE * len(text)):
        raise _not_text(kinds.UNKNOWN)
    return text


def _not_text(kind: kinds.Kind) -> SourceError:
    return SourceError(f"this is {kind.name}; {kind.remedy}", code="not-text")


def _check(text: str, limit_chars: int) -> None:
    if len(text) > limit_chars:
        raise SourceError(
            f"the text has {len(text):,} characters, more than the {limit_chars:,} of one "
            "report; split it into its reports, or raise the limit",
            code="too-large",
        )
    if not any(map(str.isalpha, text)):
        raise SourceError(
            "the text has no letters, so nobody says anything in it; give a report in words",
            code="no-letters",
        )
    language = foreign_language(text)
    if language is not None:
        raise SourceError(
            f"the text is in {language}, and onrecord reads English only; "
            "give a translation into English",
            code="other-language",
        )
