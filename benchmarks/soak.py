"""Memory over a long run: is it flat, and how much is it in all processes together?

    python -m benchmarks.soak [--pages 20000] [--words 60] [--workers 2]

Makes an archive of invented pages, reads it with the command line as a user would, and prints a
line each thousand pages: the memory of all processes of the run (the sum of their proportional
set sizes, so that what they share counts once), and pages a second. Linux only.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.machine import describe
from benchmarks.pages import write_archive

_LIMIT_MB = 1200
# After the first pages everything is loaded; what grows from then on grows for ever.
_MAX_GROWTH = 1.10


def processes(pid: int) -> list[int]:
    """A process and all that it has started, as far down as they go."""
    found = [pid]
    for one in found:
        try:
            told = Path(f"/proc/{one}/task/{one}/children").read_text("ascii")
        except OSError:  # it has ended
            continue
        found += map(int, told.split())
    return found


def memory_mb(pids: list[int]) -> float:
    """The sum of their proportional set sizes."""
    total = 0
    for pid in pids:
        try:
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 1024


def pages_done(ledger: Path) -> int:
    """How many reports and failures are on record."""
    from onrecord.errors import LedgerError
    from onrecord.ledger import Ledger

    try:
        with Ledger(ledger, read_only=True) as kept:
            counts = kept.counts()
    except LedgerError:  # it is just being made
        return 0
    return counts.reports + counts.failures


def soak(folder: Path, *, pages: int, workers: int, every: int) -> list[tuple[int, float]]:
    """Reads the archive in a folder; pages done and megabytes, a line each so many pages."""
    command = [sys.executable, "-m", "onrecord", "read", "pages.warc.gz", "--quiet"]
    process = subprocess.Popen([*command, "--workers", str(workers)], cwd=folder)
    began, seen, found = time.monotonic(), 0, []
    most = 0.0
    while process.poll() is None:
        time.sleep(2)
        most = max(most, memory_mb(processes(process.pid)))
        done = pages_done(folder / "onrecord.db")
        if done // every > seen // every:
            speed = done / (time.monotonic() - began)
            print(f"{done:7,} pages  {most:6.0f} MB at most  {speed:5.1f} pages/s", flush=True)
            found.append((done, most))
            most = 0.0
        seen = done
    done = pages_done(folder / "onrecord.db")
    if process.returncode or done != pages:
        raise SystemExit(f"the run ended with {process.returncode} after {done:,} of {pages:,}")
    return found


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=int, default=20_000)
    parser.add_argument("--words", type=int, default=60)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--every", type=int, default=1000)
    a = parser.parse_args()
    print(describe())
    with tempfile.TemporaryDirectory(prefix="onrecord-soak-") as scratch:
        folder = Path(scratch)
        write_archive(folder / "pages.warc.gz", a.pages, words=a.words)
        found = soak(folder, pages=a.pages, workers=a.workers, every=a.every)
    if len(found) < 3:
        print("too few pages to tell whether it grows")
        return 0
    early, late = found[1][1], found[-1][1]
    is_flat = late <= _MAX_GROWTH * early
    most = max(mb for _, mb in found)
    print(f"{early:.0f} MB early, {late:.0f} MB late: {'flat' if is_flat else 'IT GROWS'}")
    print(f"{most:.0f} MB at most, of {_LIMIT_MB}")
    return 0 if is_flat and most <= _LIMIT_MB else 1


if __name__ == "__main__":
    sys.exit(main())
