"""Finding the files that paths name, and reading their bytes."""

import os
import stat
from collections.abc import Iterable, Iterator
from typing import BinaryIO, NamedTuple

from onrecord.errors import SourceError
from onrecord.sources.archives.kinds import ARCHIVE_SUFFIXES
from onrecord.sources.names import REPORT_SUFFIXES, suffix_of

STDIN = "-"
"""The path that stands for standard input."""

SUFFIXES = REPORT_SUFFIXES | ARCHIVE_SUFFIXES
"""Names of the files that are read out of a folder end in these, in any letter case."""

_READ_BYTES = 1 << 20


class Found(NamedTuple):
    """Something that a path names.

    Attributes:
        path: As given, or joined to the folder as given; ``-`` is standard input.
        problem: Why nothing can be read there.
        is_report: False for a file in a folder that does not look like a report.
    """

    path: str
    problem: SourceError | None = None
    is_report: bool = True


def find_files(paths: Iterable[str | os.PathLike[str]]) -> Iterator[Found]:
    """What the paths name, in their order, folders sorted by name; each file once.

    Hidden files and folders inside a folder are passed over; links are followed. A path that
    does not exist is found, too: reading it tells.
    """
    seen: set[str] = set()
    for given in paths:
        path = os.fspath(given)
        if path != STDIN:
            yield from _walk(path, seen)
        elif STDIN not in seen:
            seen.add(STDIN)
            yield Found(STDIN)


def _walk(given: str, seen: set[str]) -> Iterator[Found]:
    pending = [given]
    passed = reports = 0
    while pending:
        path = pending.pop()
        is_new = _mark(path, seen)
        if os.path.isdir(path):
            if is_new:
                children, problem = _children(path)
                pending += reversed(children)
                if problem is not None:
                    reports += 1
                    yield Found(path, problem)
        elif path == given or suffix_of(path) in SUFFIXES:
            reports += 1
            if is_new:
                yield Found(path)
        else:
            passed += 1
            if is_new:
                yield Found(path, is_report=False)
        if path == given and not is_new:
            return
    if not reports:
        yield Found(given, _no_files(passed))


def _mark(path: str, seen: set[str]) -> bool:
    """Whether this file or folder is seen for the first time, by whatever path."""
    try:
        real = os.path.realpath(path)
    except (OSError, ValueError):
        real = path
    is_new = real not in seen
    seen.add(real)
    return is_new


def _children(folder: str) -> tuple[list[str], SourceError | None]:
    try:
        names = sorted(name for name in os.listdir(folder) if not name.startswith("."))
    except OSError as error:
        return [], _unreadable(error)
    return [os.path.join(folder, name) for name in names], None


def read_file(path: str, limit_bytes: int) -> bytes:
    """The bytes of a regular file; never waits for a pipe or a device.

    Raises:
        SourceError: ``unreadable`` or ``too-large``.
    """
    try:
        mode = os.stat(path).st_mode
        if not stat.S_ISREG(mode):
            raise SourceError(
                f"this is {_special(mode)} and no file; to read what comes out of it, "
                f"pipe it in and give {STDIN} for standard input"
            )
        with open(path, "rb") as file:
            return read_stream(file, limit_bytes)
    except (OSError, ValueError) as error:
        raise _unreadable(error, path) from error


def read_stream(stream: BinaryIO, limit_bytes: int) -> bytes:
    """All bytes of a stream, never many more than the limit in memory.

    Raises:
        SourceError: ``unreadable`` or ``too-large``.
    """
    data = bytearray()
    try:
        while chunk := stream.read(min(_READ_BYTES, limit_bytes + 1 - len(data))):
            data += chunk
            if len(data) > limit_bytes:
                raise too_large(limit_bytes)
    except (OSError, ValueError) as error:
        raise _unreadable(error) from error
    return bytes(data)


def too_large(limit_bytes: int) -> SourceError:
    """What to say of more bytes than one report may have."""
    return SourceError(
        f"this holds more than {limit_bytes:,} bytes, too many for one report; "
        "split it into its reports, or raise the limit",
        code="too-large",
    )


def _special(mode: int) -> str:
    kinds = (
        (stat.S_ISFIFO, "a named pipe"),
        (stat.S_ISSOCK, "a socket"),
        (stat.S_ISDIR, "a folder"),
    )
    return next((name for is_kind, name in kinds if is_kind(mode)), "a device")


def _unreadable(error: OSError | ValueError, path: str = "") -> SourceError:
    if "://" in path:
        return SourceError(
            "this is no address that can be fetched; give one that begins with http:// or "
            "https://, or the path of a file"
        )
    if isinstance(error, FileNotFoundError):
        return SourceError("there is no such file or folder; check the spelling of its path")
    if isinstance(error, PermissionError):
        return SourceError("reading it is not permitted; change its permissions or owner")
    reason = getattr(error, "strerror", None) or str(error)
    return SourceError(
        f"reading failed ({reason}); check the path and the disk, or give a copy of the file"
    )


def _no_files(passed: int) -> SourceError:
    others = f"{passed:,} other files were passed over" if passed else "it is empty"
    return SourceError(
        f"the folder has no files whose names end in {', '.join(sorted(SUFFIXES))} ({others}); "
        "to read a file by another name, give its path",
        code="no-files",
    )
