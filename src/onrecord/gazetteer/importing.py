"""Makes a gazetteer file of a GeoNames dump."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import IO
from zipfile import BadZipFile, ZipFile, is_zipfile
from zlib import error as ZlibError

from onrecord.errors import GazetteerError
from onrecord.gazetteer.english import load_english_names
from onrecord.gazetteer.geonames import BadLine, read_line
from onrecord.gazetteer.tables import Row, write_gazetteer

_WANTED = "give a dump from download.geonames.org/export/dump (allCountries.zip, or XX.zip)"
_BESIDE = {"readme.txt"}
_TELL_EACH = 100_000

Progress = Callable[[int, float], None]


def import_geonames(dump: Path, out: Path, *, progress: Progress | None = None) -> int:
    """Make a gazetteer file of a GeoNames dump.

    The file is written beside ``out`` and takes its name when it is whole: a process that is
    killed leaves what was there before.

    Args:
        dump: ``allCountries.zip``, ``allCountries.txt``, or the same of one country.
        out: The gazetteer file to make.
        progress: Told the lines read so far and the share of the dump that they are, 0 to 1.

    Returns:
        How many places it holds.

    Raises:
        GazetteerError: The dump is missing, damaged or no GeoNames dump, or ``out`` cannot be
            written.
    """
    if out.exists() and dump.exists() and out.samefile(dump):
        raise GazetteerError(f"{out}: --out is the dump itself; give another file")
    with _opened(dump) as (name, stream, size):
        rows = _rows(name, stream, size, progress or _silent)
        source = f"GeoNames (geonames.org), CC BY 4.0, imported from {dump.name}"
        return write_gazetteer(out, rows, load_english_names(), source=source)


def _silent(lines: int, share: float) -> None:
    return


@contextmanager
def _opened(dump: Path) -> Iterator[tuple[str, IO[bytes], int]]:
    try:
        if not is_zipfile(dump):
            with dump.open("rb") as stream:
                yield str(dump), stream, dump.stat().st_size
            return
        with ZipFile(dump) as archive:
            member = _member(dump, archive)
            with archive.open(member) as stream:
                yield f"{dump}/{member}", stream, archive.getinfo(member).file_size
    except FileNotFoundError as error:
        raise GazetteerError(f"{dump}: there is no such file; {_WANTED}") from error
    except (BadZipFile, ZlibError, EOFError, NotImplementedError, RuntimeError) as error:
        raise GazetteerError(
            f"{dump}: the archive is damaged: {error}; download it again"
        ) from error
    except OSError as error:
        raise GazetteerError(f"{dump}: cannot be read: {error}; {_WANTED}") from error


def _member(dump: Path, archive: ZipFile) -> str:
    texts = [
        name
        for name in archive.namelist()
        if name.lower().endswith(".txt") and Path(name).name.lower() not in _BESIDE
    ]
    if len(texts) != 1:
        raise GazetteerError(
            f"{dump}: the archive holds {len(texts)} text files beside a readme, not one; {_WANTED}"
        )
    return texts[0]


def _rows(name: str, stream: IO[bytes], size: int, progress: Progress) -> Iterator[Row]:
    """The places of a dump's lines; the first line that is none ends it."""
    read, number, ended = 0, 0, True
    try:
        for number, line in enumerate(_lines(stream), 1):
            row = read_line(line)
            if isinstance(row, BadLine):
                raise GazetteerError(f"{name}, line {number}: {row.why}; {_what_to_do(number)}")
            if row is not None:
                yield row
            ended = line.endswith("\n")
            read += len(line)  # code points, not bytes: near enough to tell how far it is
            if number % _TELL_EACH == 0:
                progress(number, min(1.0, read / max(1, size)))
    except UnicodeDecodeError as error:
        raise GazetteerError(f"{name}: is no UTF-8 text; {_WANTED}") from error
    if number == 0:
        raise GazetteerError(f"{name}: is empty; {_WANTED}")
    if not ended and number > 1:
        raise GazetteerError(f"{name}: ends within line {number}; download it again")
    progress(number, 1.0)


def _lines(stream: IO[bytes]) -> Iterator[str]:
    # Only "\n" ends a line: a name may hold any other separator.
    return iter(TextIOWrapper(stream, encoding="utf-8", newline="\n"))


def _what_to_do(line: int) -> str:
    return _WANTED if line == 1 else "the dump is damaged or cut short: download it again"
