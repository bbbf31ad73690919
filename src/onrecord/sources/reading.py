"""From captures to reports: bytes to text, pages to their own words, and what is no report told."""

import os
import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO, NamedTuple

from onrecord.errors import OptionError, SourceError
from onrecord.sources import kinds
from onrecord.sources.addresses import clean_address
from onrecord.sources.captures import LIMIT_BYTES, CaptureOptions, captures_of, failed
from onrecord.sources.decoding import charset_of, decode
from onrecord.sources.files import find_files
from onrecord.sources.language import foreign_language
from onrecord.sources.names import suffix_of
from onrecord.sources.pages import Page, is_page, read_page
from onrecord.sources.particulars import Particulars
from onrecord.types import Capture, Failure, Report

LIMIT_CHARS = 5_000_000
"""How many characters the text of one report may have: some fifty times a long read."""

_UNKNOWN = Particulars()
_CONTROLS = bytes([*range(0x01, 0x08), *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F])
# Texts have hardly any control characters, random bytes one in ten.
_MAX_CONTROL_SHARE = 0.02
# A broken byte or two are no sign of binary data, however short the text.
_FEW_CONTROLS = 3
_XML = re.compile(r"\s*+<(?:\?xml|rss|feed|svg)\b")


class Count(NamedTuple):
    """How much there is to read.

    Attributes:
        reports: How many files there are that hold reports; an archive is one.
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
    """Read the reports that files, folders and archives hold, one at a time, when asked for.

    Args:
        paths: Files, folders (read with all below them), archives, ``-`` for standard input.
        particulars: Of these reports; they win over what a page says of itself.
        stdin: What ``-`` stands for; the process's standard input when None.
        limit_chars: A report with a longer text becomes a failure.
        limit_bytes: A larger file or record becomes a failure.

    Raises:
        OptionError: A limit is below 1, or ``paths`` is a single string.
    """
    if limit_chars < 1:
        raise OptionError("a limit is below 1; give the largest size that is still to be read")
    arrivals = captures_of(paths, CaptureOptions(limit_bytes=limit_bytes, stdin=stdin))
    items = (arrival.item for arrival in arrivals)
    return (
        read_capture(item, particulars, limit_chars=limit_chars)
        if isinstance(item, Capture)
        else item
        for item in items
        if item is not None
    )


def count_paths(paths: Iterable[str | os.PathLike[str]]) -> Count:
    """Count the files that ``read_paths`` will read, without opening one."""
    reports = passed_over = 0
    for found in find_files(paths):
        reports += found.is_report
        passed_over += not found.is_report
    return Count(reports, passed_over)


def read_capture(
    capture: Capture, particulars: Particulars = _UNKNOWN, *, limit_chars: int = LIMIT_CHARS
) -> Report | Failure:
    """Read one report out of the bytes of a text file or a page.

    A text in a language that the model does not read is a failure of the stage ``skip``.

    Args:
        capture: The bytes, and what is known of them; its path's suffix helps to tell pages.
        particulars: Of the report; they win over what the page says, and that over what the
            capture's source says.
        limit_chars: A longer text becomes a failure.
    """
    try:
        return _report(capture, particulars, limit_chars)
    except SourceError as error:
        return failed(capture.where, error)
    except Exception as error:  # the border of one report: no page may stop the others
        return failed(capture.where, _unforeseen(error))


def _unforeseen(error: Exception) -> SourceError:
    return SourceError(
        f"onrecord stumbled over this one ({type(error).__name__}: {error}); "
        "save the report's own text and give that"
    )


def _report(capture: Capture, particulars: Particulars, limit_chars: int) -> Report | Failure:
    content_type = capture.header("content-type")
    text = _text(capture.data, charset_of(content_type))
    page = Page(text=text)
    if _is_page(text, capture, content_type):
        page = read_page(text, url=capture.url, fetched_at=capture.fetched_at)
    elif _XML.match(text):
        raise _not_text(kinds.XML)
    _check(page.text, limit_chars)
    foreign = foreign_language(page.text)
    if foreign is not None:
        return Failure(
            where=capture.where,
            stage="skip",
            code="other-language",
            message=f"the text is in {foreign.name}, and onrecord reads English only; "
            "give a translation into English",
            detail={"language": foreign.tag},
        )
    return Report(
        text=page.text,
        path=capture.path,
        title=particulars.title or page.title or capture.title,
        url=particulars.url or page.url or _address(capture.url),
        outlet=particulars.outlet or page.outlet or capture.outlet,
        published=particulars.published or _more_precise(page.published, capture.published),
        updated=page.updated,
        authors=page.authors or capture.authors,
        section=page.section,
        language=page.language,
    )


def _is_page(text: str, capture: Capture, content_type: str | None) -> bool:
    says_plain = (content_type or "").lower().startswith("text/plain")
    return not says_plain and is_page(text, suffix_of(_bare_name(capture.path)))


def _bare_name(path: str | None) -> str:
    """A file's name without the ending of its compression."""
    return (path or "").removesuffix(".gz").removesuffix(".zst").removesuffix(".lz4")


def _address(url: str | None) -> str | None:
    try:
        return clean_address(url) if url else None
    except SourceError:
        return None


def _more_precise(page: str | None, source: str | None) -> str | None:
    """What the page says; of the same day, the source's time of day where the page tells none."""
    if page and source and len(page) == 10 and source.startswith(page):
        return source
    return page or source


def _text(data: bytes, declared: str | None) -> str:
    kind = kinds.kind_of(data)
    if kind is not None:
        raise _not_text(kind)
    text = decode(data, declared)
    if not text or text.isspace():
        raise SourceError(
            "there is nothing in it; check that it was saved or downloaded in full", code="empty"
        )
    controls = _count_controls(text)
    if "\0" in text or controls > max(_FEW_CONTROLS, _MAX_CONTROL_SHARE * len(text)):
        raise _not_text(kinds.UNKNOWN)
    return text


def _count_controls(text: str) -> int:
    """How many characters are controls or replacements; on bytes, because pages are large."""
    data = text.encode("utf-8", "surrogatepass")
    return len(data) - len(data.translate(None, _CONTROLS)) + text.count("\ufffd")


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
