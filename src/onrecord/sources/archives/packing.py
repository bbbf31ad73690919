"""Compression: which one a file has, and its contents, a little at a time."""

import zlib
from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Any, BinaryIO, Protocol

from onrecord.errors import SourceError

if TYPE_CHECKING:
    from zstandard import ZstdCompressionDict

_PIECE_BYTES = 1 << 20
_CHUNK_BYTES = 1 << 16
# A byte of Zstandard unpacks to 32 kB at most, and its library takes no limit for what comes out.
_ZSTD_CHUNK_BYTES = 1 << 9
_ZSTD_WINDOW_BYTES = 1 << 27
_MAX_DICTIONARY_BYTES = 1 << 27


class Packing(StrEnum):
    """How a file is compressed."""

    NONE = "none"
    GZIP = "gzip"
    ZSTD = "zstd"
    LZ4 = "lz4"


class DamagedError(Exception):
    """Packed bytes that cannot be unpacked, or break off before their end."""


def packing_of(head: bytes) -> Packing:
    """How a file is compressed, by its first bytes."""
    if head.startswith(b"\x1f\x8b"):
        return Packing.GZIP
    # Zstandard's frames, and the skippable ones in which a web archive keeps its dictionary.
    if head.startswith(b"\x28\xb5\x2f\xfd") or (head[1:4] == b"\x2a\x4d\x18" and head[0] >> 4 == 5):
        return Packing.ZSTD
    if head.startswith(b"\x04\x22\x4d\x18"):
        return Packing.LZ4
    return Packing.NONE


def pieces(file: BinaryIO, packing: Packing) -> Iterator[bytes]:
    """A packed file's contents; no piece is larger than some megabytes.

    Raises:
        DamagedError: They cannot be unpacked, or not to their end; what came before is whole.
        SourceError: ``no-archive-reader``: the ``archives`` extra is not installed.
    """
    if packing is Packing.ZSTD:
        return _unpacked(file, _zstd(file))
    return _unpacked(file, _lz4() if packing is Packing.LZ4 else _Gzip)


class _Machine(Protocol):
    """Unpacks one stream: a gzip member, a frame."""

    chunk_bytes: int

    @property
    def eof(self) -> bool:
        """Whether the stream has come to its end."""
        ...

    @property
    def unused(self) -> bytes:
        """Bytes after its end."""
        ...

    def feed(self, packed: bytes) -> Iterator[bytes]:
        """What some more packed bytes hold; raises DamagedError."""
        ...


def _unpacked(file: BinaryIO, begin: Callable[[], _Machine]) -> Iterator[bytes]:
    machine, packed = begin(), b""
    is_begun = False
    while packed := packed or file.read(machine.chunk_bytes):
        if not is_begun and not packed.strip(b"\0"):  # some tapes are padded with zeros
            packed = b""
            continue
        is_begun = True
        yield from machine.feed(packed)
        packed = b""
        if machine.eof:
            packed, is_begun, machine = machine.unused, False, begin()
    if is_begun and not machine.eof:
        raise DamagedError("it breaks off before its end")


class _Gzip:
    chunk_bytes = _CHUNK_BYTES

    def __init__(self) -> None:
        self._machine = zlib.decompressobj(wbits=31)

    @property
    def eof(self) -> bool:
        return self._machine.eof

    @property
    def unused(self) -> bytes:
        return self._machine.unused_data

    def feed(self, packed: bytes) -> Iterator[bytes]:
        try:
            while packed:
                yield self._machine.decompress(packed, _PIECE_BYTES)
                packed = self._machine.unconsumed_tail
        except zlib.error as error:
            raise DamagedError(str(error)) from error


class _Zstd:
    chunk_bytes = _ZSTD_CHUNK_BYTES

    def __init__(self, dictionary: "ZstdCompressionDict | None") -> None:
        import zstandard

        unpacker = zstandard.ZstdDecompressor(
            dict_data=dictionary, max_window_size=_ZSTD_WINDOW_BYTES
        )
        self._machine: Any = unpacker.decompressobj()
        self._problem = zstandard.ZstdError
        self.unused = b""

    @property
    def eof(self) -> bool:
        return bool(self._machine.eof)

    def feed(self, packed: bytes) -> Iterator[bytes]:
        for start in range(0, len(packed), self.chunk_bytes):
            try:
                yield self._machine.decompress(packed[start : start + self.chunk_bytes])
            except self._problem as error:
                raise DamagedError(str(error)) from error
            if self._machine.eof:
                self.unused = self._machine.unused_data + packed[start + self.chunk_bytes :]
                return


class _Lz4:
    chunk_bytes = _CHUNK_BYTES

    def __init__(self) -> None:
        from lz4.frame import LZ4FrameDecompressor  # type: ignore[import-untyped]

        self._machine = LZ4FrameDecompressor()

    @property
    def eof(self) -> bool:
        return bool(self._machine.eof)

    @property
    def unused(self) -> bytes:
        return self._machine.unused_data or b""

    def feed(self, packed: bytes) -> Iterator[bytes]:
        try:
            yield self._machine.decompress(packed, max_length=_PIECE_BYTES)
            while not (self._machine.needs_input or self._machine.eof):
                yield self._machine.decompress(b"", max_length=_PIECE_BYTES)
        except RuntimeError as error:  # the library has no error of its own
            raise DamagedError(str(error)) from error


def _zstd(file: BinaryIO) -> Callable[[], _Machine]:
    try:
        import zstandard  # noqa: F401
    except ImportError as error:
        raise no_reader() from error
    dictionary = _dictionary(file)
    return lambda: _Zstd(dictionary)


def _lz4() -> Callable[[], _Machine]:
    try:
        import lz4.frame  # type: ignore[import-untyped]  # noqa: F401
    except ImportError as error:
        raise no_reader() from error
    return _Lz4


def _dictionary(file: BinaryIO) -> "ZstdCompressionDict | None":
    """The dictionary that a web archive's first, skippable frame holds (IIPC's .warc.zst).

    Raises:
        DamagedError: It is none.
    """
    import zstandard

    head = file.read(8)
    if len(head) < 8 or head[:4] != b"\x5d\x2a\x4d\x18":
        file.seek(0)
        return None
    data = file.read(min(int.from_bytes(head[4:], "little"), _MAX_DICTIONARY_BYTES))
    try:
        if packing_of(data) is Packing.ZSTD:
            unpacker = zstandard.ZstdDecompressor()
            data = unpacker.decompress(data, max_output_size=_MAX_DICTIONARY_BYTES)
        return zstandard.ZstdCompressionDict(data)
    except zstandard.ZstdError as error:
        raise DamagedError(f"its dictionary: {error}") from error


def no_reader() -> SourceError:
    """What to say where the extra is missing."""
    return SourceError(
        "reading web archives and unpacking zstd and lz4 need more than the plain install; "
        "install it with: pip install 'onrecord[archives]'",
        code="no-archive-reader",
    )
