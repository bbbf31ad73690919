"""CSV: one report a row, its text in a column that the first row names."""

import csv
import sys
from collections.abc import Iterator
from io import TextIOWrapper

from onrecord.errors import SourceError
from onrecord.sources.archives.lines import row_capture
from onrecord.sources.archives.read import Archive
from onrecord.types import Arrival

_SAMPLE_CHARS = 1 << 16
_DELIMITERS = ",;\t|"


def read_table(archive: Archive) -> Iterator[Arrival]:
    """The reports of a table; positions are rows, counted from 1 after the one with the names.

    Raises:
        SourceError: ``empty``.
    """
    csv.field_size_limit(min(archive.limit_bytes, sys.maxsize, 2**31 - 1))
    archive.file.seek(0)
    text = TextIOWrapper(archive.file, "utf-8-sig", errors="replace", newline="")
    try:
        yield from _rows(archive, text)
    finally:
        text.detach()  # the file is closed by who opened it


def _rows(archive: Archive, text: TextIOWrapper) -> Iterator[Arrival]:
    sample = text.read(_SAMPLE_CHARS)
    text.seek(0)
    reader = csv.reader(text, delimiter=_delimiter(sample), strict=True)
    names = next(reader, None)
    if not names:
        raise SourceError(
            "the table has no first row with the names of its columns; add one", code="empty"
        )
    number = 0
    while True:
        number += 1
        progress = archive.at(number)
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if number > archive.start:
                broken = SourceError(
                    f"the row is broken ({error}); look for a quotation mark that is not closed",
                    code="broken-record",
                )
                yield Arrival(archive.failure(number, broken), progress)
            continue
        if number <= archive.start or not any(row):
            continue
        try:
            item = row_capture(archive, number, dict(zip(names, row, strict=False)))
        except SourceError as error:
            yield Arrival(archive.failure(number, error), progress)
        else:
            yield Arrival(item, progress)


def _delimiter(sample: str) -> str:
    """What stands between the names in the first row."""
    first = sample.partition("\n")[0]
    return max(_DELIMITERS, key=first.count)
