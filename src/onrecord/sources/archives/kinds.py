"""Which kind of archive a file is: by its first bytes, and by its name where those are text."""

from enum import StrEnum
from typing import BinaryIO

from onrecord.sources.archives.packing import DamagedError, Packing, packing_of, pieces

ARCHIVE_SUFFIXES = frozenset(
    {".warc", ".arc", ".zip", ".jsonl", ".ndjson", ".csv", ".tsv", ".gz", ".zst", ".lz4"}
)
"""In folders, files whose names end in these are looked at."""

_HEAD_BYTES = 512
_LINES = (".jsonl", ".ndjson", ".jsonlines")
_TABLES = (".csv", ".tsv")
# Word, OpenDocument and EPUB files are ZIP archives, too; their first member tells.
_DOCUMENTS = (b"[Content_Types].xml", b"mimetypeapplication/", b"_rels/", b"word/", b"META-INF/")


class ArchiveKind(StrEnum):
    """Kinds of archive."""

    WARC = "warc"  # and ARC, its predecessor
    ZIP = "zip"
    LINES = "jsonl"
    TABLE = "csv"
    PACKED = "packed"  # one file, compressed


def archive_kind(path: str) -> ArchiveKind | None:
    """The kind of archive that a file is; None for one report, and for what cannot be opened."""
    try:
        with open(path, "rb") as file:
            head = file.read(_HEAD_BYTES)
            packing = packing_of(head)
            if packing is not Packing.NONE:
                file.seek(0)
                head = _unpacked_head(file, packing)
    except (OSError, ValueError):
        return None
    return _kind(path.lower(), head, packing)


def _kind(name: str, head: bytes, packing: Packing) -> ArchiveKind | None:
    if head.startswith((b"WARC/", b"filedesc://")):
        return ArchiveKind.WARC
    bare = name.removesuffix(".gz").removesuffix(".zst").removesuffix(".lz4")
    if bare.endswith((".warc", ".arc")):
        return ArchiveKind.WARC
    if head.startswith(b"PK\x03\x04"):
        return None if any(head[30:].startswith(sign) for sign in _DOCUMENTS) else ArchiveKind.ZIP
    if bare.endswith(_LINES):
        return ArchiveKind.LINES
    if bare.endswith(_TABLES):
        return ArchiveKind.TABLE
    return ArchiveKind.PACKED if packing is not Packing.NONE else None


def _unpacked_head(file: BinaryIO, packing: Packing) -> bytes:
    try:
        return next(filter(None, pieces(file, packing)), b"")[:_HEAD_BYTES]
    except (OSError, DamagedError):
        return b""
