"""ZIP archives of texts and saved pages."""

import zipfile
import zlib
from collections.abc import Iterator

from onrecord.errors import SourceError
from onrecord.sources.archives.read import Archive
from onrecord.sources.names import is_report_name, printable
from onrecord.types import Arrival, Capture

_MAX_MEMBERS = 1_000_000


def read_zip(archive: Archive) -> Iterator[Arrival]:
    """The reports in a ZIP archive; positions are members, counted from 1.

    Raises:
        SourceError: ``not-archive``.
    """
    try:
        opened = zipfile.ZipFile(archive.file)
        members = opened.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise SourceError(
            f"the ZIP archive is damaged ({error}); download it again, or unpack it",
            code="not-archive",
        ) from error
    for number, member in enumerate(members[:_MAX_MEMBERS], 1):
        progress = archive.at(number)
        if number <= archive.start or member.is_dir():
            continue
        if not is_report_name(member.filename):
            yield Arrival(None, progress, "media-type")
            continue
        where = f"{archive.path}#{printable(member.filename)}"
        try:
            data = _member(opened, member, archive.limit_bytes)
        except SourceError as error:
            yield Arrival(archive.failure(number, error), progress)
            continue
        capture = Capture(where=where, data=data, path=where, archive=where)
        yield Arrival(capture, progress)


def _member(opened: zipfile.ZipFile, member: zipfile.ZipInfo, limit_bytes: int) -> bytes:
    if member.flag_bits & 1:
        raise SourceError(
            f"{printable(member.filename)} is encrypted; unpack it with its password",
            code="unreadable",
        )
    try:
        with opened.open(member) as stream:
            data = stream.read(limit_bytes + 1)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError) as error:
        raise SourceError(
            f"{printable(member.filename)} is damaged ({error}); the others are read",
            code="broken-record",
        ) from error
    if len(data) > limit_bytes:
        raise SourceError(
            f"{printable(member.filename)} holds more than {limit_bytes:,} bytes, too many for "
            "one report; raise the limit if it is one",
            code="too-large",
        )
    return data
