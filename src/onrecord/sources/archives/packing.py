"""Compression: which one a file has, and its contents as a stream."""

import gzip
import zlib
from collections.abc import Iterator
from enum import StrEnum
from typing import IO, TYPE_CHECKING, BinaryIO, cast

from onrecord.errors import SourceError

if TYPE_CHECKING:
    from zstandard import ZstdCompressionDict

_CHUNK_BYTES = 1 << 16


class Packing(StrEnum):
    """How a file is compressed."""

    NONE = "none"
    GZIP = "gzip"
    ZSTD = "zstd"


def packing_of(head: bytes) -> Packing:
    """How a file is compressed, by its first bytes."""
    if head.startswith(b"\x1f\x8b"):
        return Packing.GZIP
    # Zstandard's frames, and the skippable ones in which a web archive keeps its dictionary.
    if head.startswith(b"\x28\xb5\x2f\xfd") or (head[1:4] == b"\x2a\x4d\x18" and head[0] >> 4 == 5):
        return Packing.ZSTD
    return Packing.NONE


def unpacked(file: BinaryIO, packing: Packing) -> BinaryIO:
    """A file's contents as a stream that reads forward.

    Raises:
        SourceError: ``no-archive-reader``: the ``archives`` extra is not installed.
    """
    if packing is Packing.GZIP:
        return cast(BinaryIO, gzip.GzipFile(fileobj=file, mode="rb"))
    if packing is Packing.ZSTD:
        return _zstd(file)
    return file


def pieces(file: BinaryIO, packing: Packing) -> Iterator[bytes]:
    """A file's contents, as far as they can be unpacked: what is damaged ends them.

    Raises:
        SourceError: ``no-archive-reader``.
    """
    unpack = _zstd_pieces if packing is Packing.ZSTD else _gzip_pieces
    return unpack(file)


def _gzip_pieces(file: BinaryIO) -> Iterator[bytes]:
    machine = zlib.decompressobj(wbits=31)
    left = b""
    while packed := left or file.read(_CHUNK_BYTES):
        try:
            yield machine.decompress(packed, _CHUNK_BYTES)
        except zlib.error:
            return
        left = machine.unconsumed_tail
        if machine.eof:
            left, machine = machine.unused_data, zlib.decompressobj(wbits=31)


def _zstd_pieces(file: BinaryIO) -> Iterator[bytes]:
    reader = _zstd(file)
    import zstandard

    try:
        while piece := reader.read(_CHUNK_BYTES):
            yield piece
    except zstandard.ZstdError:
        return


def _zstd(file: BinaryIO) -> BinaryIO:
    try:
        import zstandard
    except ImportError as error:
        raise no_reader() from error
    reader: IO[bytes] = zstandard.ZstdDecompressor(
        dict_data=_dictionary(file), max_window_size=1 << 27
    ).stream_reader(file, read_across_frames=True)
    return cast(BinaryIO, reader)


def _dictionary(file: BinaryIO) -> "ZstdCompressionDict | None":
    """The dictionary that a web archive's first, skippable frame holds (IIPC's .warc.zst)."""
    import zstandard

    head = file.read(8)
    if len(head) == 8 and head[:4] == b"\x5d\x2a\x4d\x18":
        data = file.read(int.from_bytes(head[4:], "little"))
        if packing_of(data) is Packing.ZSTD:
            data = zstandard.ZstdDecompressor().decompress(data, max_output_size=1 << 27)
        return zstandard.ZstdCompressionDict(data)
    file.seek(0)
    return None


def no_reader() -> SourceError:
    """What to say where the extra is missing."""
    return SourceError(
        "reading web archives needs more than the plain install; "
        "install it with: pip install 'onrecord[archives]'",
        code="no-archive-reader",
    )
