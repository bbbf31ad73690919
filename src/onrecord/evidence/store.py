"""A folder of bytes, each compressed under its own SHA-256: written whole or not at all."""

import gzip
import hashlib
import os
import re
import tempfile
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

from onrecord.errors import EvidenceError

_SUFFIX = ".gz"
_TEMPORARY = ".writing-"
_DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)
_COMPRESSION = 6
_CHUNK_BYTES = 1 << 20

# A write takes seconds at most: what is older was left by a process that was killed.
_LEFTOVER_SECONDS = 3600.0


class Evidence:
    """The bytes that reports were read from, each kept once under its digest.

    A piece lies at ``ab/abcdef….gz``: gzip of the bytes, without name or time, so that the same
    bytes are the same file everywhere. Threads and processes may share a folder.

    Attributes:
        folder: Where it lies; made with the first piece.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @classmethod
    def beside(cls, ledger: Path) -> "Evidence":
        """The evidence that belongs to a ledger: the folder ``LEDGER.evidence`` beside it."""
        return cls(ledger.with_name(f"{ledger.name}.evidence"))

    def put(self, data: bytes) -> str:
        """Keeps bytes on the disk for good, unless they are there; gives their digest.

        Raises:
            EvidenceError: They cannot be written; nothing is left of the attempt.
        """
        digest = hashlib.sha256(data).hexdigest()
        path = self._path(digest)
        if path.exists():
            return digest
        try:
            self._write(path, gzip.compress(data, _COMPRESSION, mtime=0))
        except OSError as error:
            raise EvidenceError(
                f"{self.folder}: the evidence cannot be written ({error.strerror or error}); free "
                "some space or check the permissions and run again, or leave evidence out"
            ) from error
        return digest

    def get(self, digest: str, *, limit_bytes: int | None = None) -> bytes:
        """The bytes of a digest, checked against it.

        Args:
            digest: SHA-256 in hex.
            limit_bytes: More bytes than these count as damaged.

        Raises:
            EvidenceError: There are none, or they are not those that were kept.
        """
        path = self._path(digest)
        try:
            with path.open("rb") as packed:
                data = _unpacked(packed.read(), limit_bytes)
        except FileNotFoundError as error:
            raise EvidenceError(
                f"{path}: this piece of evidence is not there; restore the folder from a copy, "
                "or fetch the page again"
            ) from error
        except (OSError, EOFError, zlib.error) as error:
            raise EvidenceError(
                f"{path}: this piece of evidence is damaged ({error}); restore it from a copy"
            ) from error
        if hashlib.sha256(data).hexdigest() != digest:
            raise EvidenceError(
                f"{path}: these are not the bytes that were kept; restore the file from a copy"
            )
        return data

    def __contains__(self, digest: str) -> bool:
        return self._path(digest).exists()

    def digests(self) -> Iterator[str]:
        """The digests of all pieces, in order."""
        if not self.folder.is_dir():
            return
        for folder in sorted(self.folder.iterdir()):
            if folder.is_dir():
                names = sorted(path.name.removesuffix(_SUFFIX) for path in folder.iterdir())
                yield from (name for name in names if _DIGEST.fullmatch(name))

    def sweep(self) -> int:
        """Removes what killed processes left half-written, and gives the number of files."""
        before = time.time() - _LEFTOVER_SECONDS
        left = [path for path in self.folder.glob(f"{_TEMPORARY}*") if _age(path) < before]
        for path in left:
            path.unlink(missing_ok=True)
        return len(left)

    def _path(self, digest: str) -> Path:
        if not _DIGEST.fullmatch(digest):
            raise EvidenceError(f"{digest!r} is no digest; give the 64 hex digits of a SHA-256")
        return self.folder / digest[:2] / f"{digest}{_SUFFIX}"

    def _write(self, path: Path, packed: bytes) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=_TEMPORARY, dir=self.folder)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(packed)
                file.flush()
                os.fsync(file.fileno())
            os.replace(name, path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
        _sync_folder(path.parent)


def _unpacked(packed: bytes, limit_bytes: int | None) -> bytes:
    """The bytes of a gzip file, a chunk at a time so that a swapped file cannot fill the memory."""
    machine = zlib.decompressobj(wbits=31)
    data = bytearray(machine.decompress(packed, _CHUNK_BYTES))
    while machine.unconsumed_tail:
        if limit_bytes is not None and len(data) > limit_bytes:
            raise EOFError("it is larger than what was kept")
        data += machine.decompress(machine.unconsumed_tail, _CHUNK_BYTES)
    if not machine.eof:
        raise EOFError("it ends too early")
    return bytes(data)


def _age(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:  # another process has just finished it
        return time.time()


def _sync_folder(folder: Path) -> None:
    """Makes the new name last, where the system lets a folder be synced."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:  # Windows opens no folders
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
