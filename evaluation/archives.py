"""Archives: is every record of real and odd web archives settled, read or not?

``python -m evaluation.archives --corpora ../shared/corpora``. There is no gold; the records are
counted in another, plainer way: everything is unpacked, gzip member by gzip member as far as each
goes, and the beginnings of records are counted in the bytes; where fastwarc is installed, its
count stands beside it. Each record must be a page, a failure, or passed over with a reason; a
failure may stand for a record that is broken, or for bytes that are none.
"""

import argparse
import re
import sys
import zlib
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

from onrecord.sources import captures_of, read_capture
from onrecord.sources.archives.packing import DamagedError, Packing, packing_of, pieces
from onrecord.types import Capture, Failure, Report

FOLDERS = (Path("warc", "tests", "data"), Path("warc-quirks", "test", "data"))
_WARC = re.compile(rb"^WARC/[01]\.\d+\r?\n", re.MULTILINE)
_ARC = re.compile(rb"^(?:https?|ftp|dns|filedesc)://?\S.* \d{14,} \S+ \S+\r?$", re.MULTILINE)


class Settled(NamedTuple):
    """What our reader makes of an archive."""

    records: int
    pages: int
    reports: int
    failures: Counter[str]
    passed_over: Counter[str]


def plain_bytes(path: Path) -> bytes:
    """All that a file holds, unpacked as far as each of its parts can be."""
    data = path.read_bytes()
    packing = packing_of(data[:8])
    if packing is Packing.NONE:
        return data
    if packing is not Packing.GZIP:
        return _unpacked(path, packing)
    found = bytearray()
    while data:
        machine = zlib.decompressobj(wbits=31)
        try:
            found += machine.decompress(data)
        except zlib.error:
            at = data.find(b"\x1f\x8b\x08", 1)
            data = data[at:] if at > 0 else b""
            continue
        data = machine.unused_data
    return bytes(found)


def _unpacked(path: Path, packing: Packing) -> bytes:
    found = bytearray()
    with path.open("rb") as file:
        try:
            for piece in pieces(file, packing):
                found += piece
        except DamagedError:
            pass
    return bytes(found)


def count_records(path: Path) -> int:
    """How many records begin in an archive."""
    data = plain_bytes(path)
    return len(_WARC.findall(data)) or len(_ARC.findall(data))


def count_with_fastwarc(path: Path) -> int | None:
    """How many records fastwarc finds; None where it is not installed or gives up."""
    try:
        from fastwarc.warc import ArchiveIterator  # type: ignore[import-not-found,unused-ignore]
    except ImportError:
        return None
    try:
        with path.open("rb") as file:
            return sum(1 for _ in ArchiveIterator(file))
    except Exception:  # a damaged file is what some are for
        return None


def settled(path: Path) -> Settled:
    """What our reader makes of each record."""
    failures, passed_over = Counter[str](), Counter[str]()
    pages = reports = 0
    for arrival in captures_of([path]):
        item: Any = arrival.item
        if isinstance(item, Capture):
            pages += 1
            outcome = read_capture(item)
            if isinstance(outcome, Report):
                reports += 1
            else:
                failures[outcome.code] += 1
        elif isinstance(item, Failure):
            failures[item.code] += 1
        elif arrival.passed_over:
            passed_over[arrival.passed_over] += 1
    broken = sum(n for code, n in failures.items() if code in ("broken-record", "not-archive"))
    records = pages + broken + passed_over.total()
    return Settled(records, pages, reports, failures, passed_over)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpora", type=Path, required=True)
    corpora = parser.parse_args(arguments).corpora
    print(f"{'archive':42}{'there':>6}{'fastwarc':>9}{'settled':>8}{'pages':>6}{'read':>5}  others")
    deviations = 0
    for path in sorted(one for folder in FOLDERS for one in (corpora / folder).iterdir()):
        there, fast, ours = count_records(path), count_with_fastwarc(path), settled(path)
        is_right = ours.records >= there and (ours.records == there or bool(ours.failures))
        deviations += not is_right
        others = ", ".join(f"{n} {why}" for why, n in (ours.failures + ours.passed_over).items())
        shown = "–" if fast is None else str(fast)
        print(
            f"{path.name:42}{there:6}{shown:>9}{ours.records:8}{ours.pages:6}{ours.reports:5}  "
            f"{others}{'' if is_right else '  DEVIATES'}"
        )
    print(f"{deviations} deviations")
    return 1 if deviations else 0


if __name__ == "__main__":
    sys.exit(main())
