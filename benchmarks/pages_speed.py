"""From a page's bytes to its record in the ledger: pages a second, and where the time goes.

    python -m benchmarks.pages_speed [--pages 300] [--words 500] [--workers 2]

The first part reads an archive of invented pages with the command line, workers and all, twice:
a short run and a long one, so that the start of the processes counts out. The second part takes
the same pages through the stages one after the other in this process, and gives the processor
seconds a page of each.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.machine import describe
from benchmarks.pages import write_archive


def run_seconds(folder: Path, pages: int, *, words: int, workers: int) -> tuple[float, float]:
    """Wall and processor seconds of reading an archive of so many pages into a fresh ledger."""
    import resource

    archive = folder / f"{pages}.warc.gz"
    write_archive(archive, pages, words=words)
    command = [sys.executable, "-m", "onrecord", "read", str(archive), "--quiet"]
    command += ["--workers", str(workers), "--ledger", str(folder / f"{pages}.db")]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    wall = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime)


def stage_seconds(folder: Path, pages: int, *, words: int) -> dict[str, float]:
    """Processor seconds a page, by stage; language is a part of page, and told besides."""
    from onrecord import Ledger, Reader, Record, Report
    from onrecord.sources import captures_of, read_capture
    from onrecord.sources.language import foreign_language

    archive = folder / "stages.warc.gz"
    write_archive(archive, pages, words=words)
    reader = Reader(threads=1)
    spent = dict.fromkeys(("archive", "page", "of it language", "read", "ledger"), 0.0)
    coming = captures_of([archive])
    with Ledger(folder / "stages.db") as ledger:
        while True:
            began = time.process_time()
            arrival = next(coming, None)
            spent["archive"] += time.process_time() - began
            if arrival is None:
                break
            if arrival.item is None:
                continue
            began = time.process_time()
            report = read_capture(arrival.item)
            spent["page"] += time.process_time() - began
            assert isinstance(report, Report), report
            began = time.process_time()
            foreign_language(report.text)
            spent["of it language"] += time.process_time() - began
            began = time.process_time()
            (record,) = reader.read_all([report])
            spent["read"] += time.process_time() - began
            assert isinstance(record, Record), record
            began = time.process_time()
            ledger.put(record, capture=arrival.item, progress=arrival.progress)
            spent["ledger"] += time.process_time() - began
    return {name: seconds / pages for name, seconds in spent.items()}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--words", type=int, default=500)
    parser.add_argument("--workers", type=int, default=2)
    a = parser.parse_args()
    print(describe())
    with tempfile.TemporaryDirectory(prefix="onrecord-speed-") as scratch:
        folder = Path(scratch)
        few = max(10, a.pages // 10)
        short_wall, short_cpu = run_seconds(folder, few, words=a.words, workers=a.workers)
        long_wall, long_cpu = run_seconds(folder, a.pages, words=a.words, workers=a.workers)
        more = a.pages - few
        print(f"{more / (long_wall - short_wall):6.1f} pages/s, {a.workers} workers")
        print(f"{1000 * (long_cpu - short_cpu) / more:6.0f} ms of processor a page, all processes")
        for name, seconds in stage_seconds(folder, min(60, a.pages), words=a.words).items():
            print(f"{1000 * seconds:6.1f} ms  {name}")


if __name__ == "__main__":
    main()
