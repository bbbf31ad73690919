"""Cold start, words a second from text to ledger, peak memory, ledger writes a second.

    python -m benchmarks.speed [--texts FOLDER] [--words 60000]

Each figure is the best of the runs, each run in a process of its own.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.machine import describe
from benchmarks.texts import count_words, load_reports


def measure_reading(folder: Path | None, words: int, threads: int) -> dict[str, float]:
    """Read reports into a fresh ledger; words a second and peak memory in MB."""
    from onrecord import Ledger, Reader, Record

    reader = Reader(threads=threads)
    reports = load_reports(folder, words=words)
    statements = 0
    with tempfile.TemporaryDirectory() as scratch, Ledger(Path(scratch) / "l.db") as ledger:
        began = time.perf_counter()
        for outcome in reader.read_all(reports):
            if not isinstance(outcome, Record):
                raise SystemExit(f"a report failed: {outcome}")
            ledger.put(outcome)
            statements += len(outcome.statements)
        seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "words_a_second": count_words(reports) / seconds,
        "statements": statements,
        "peak_mb": peak,
    }


def measure_ledger(records: int) -> dict[str, float]:
    """Put the same record under many addresses; records a second."""
    from dataclasses import replace

    from onrecord import Ledger, Reader

    reader = Reader(threads=1)
    record = reader.read(load_reports(None, words=1)[0])
    with tempfile.TemporaryDirectory() as scratch, Ledger(Path(scratch) / "l.db") as ledger:
        began = time.perf_counter()
        for number in range(records):
            url = f"https://example.org/{number}"
            report = replace(record.report, url=url)
            statements = tuple(
                replace(s, id=f"{number:08x}{s.id[8:]}", within=None) for s in record.statements
            )
            ledger.put(replace(record, report=report, statements=statements))
        seconds = time.perf_counter() - began
    return {"records_a_second": records / seconds, "statements_each": len(record.statements)}


def measure_cold_start(runs: int) -> dict[str, float]:
    """From the shell to the first shown record of a demo report, seconds."""
    from onrecord.demo import demo_reports

    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "report.txt"
        path.write_text(demo_reports()[0].text, encoding="utf-8")
        command = [sys.executable, "-m", "onrecord", "read", str(path), "--format", "text"]
        command += ["--ledger", str(Path(scratch) / "l.db"), "--again"]
        seconds = []
        for _ in range(runs):
            began = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True)
            seconds.append(time.perf_counter() - began)
    return {"best_seconds": min(seconds), "median_seconds": sorted(seconds)[len(seconds) // 2]}


def _in_own_process(task: str, arguments: argparse.Namespace, threads: int = 1) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.speed", "--task", task, "--threads", str(threads)]
    command += ["--words", str(arguments.words)]
    if arguments.texts:
        command += ["--texts", str(arguments.texts)]
    found = [
        json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        for _ in range(arguments.runs)
    ]
    key = next(iter(found[0]))
    return dict(max(found, key=lambda figures: figures[key]))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--texts", type=Path, help="folder of .txt reports; the demo reports without"
    )
    parser.add_argument("--words", type=int, default=60_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--task", choices=["reading", "ledger"], help=argparse.SUPPRESS)
    parser.add_argument("--threads", type=int, default=1, help=argparse.SUPPRESS)
    a = parser.parse_args()
    if a.task == "reading":
        print(json.dumps(measure_reading(a.texts, a.words, a.threads)))
        return
    if a.task == "ledger":
        print(json.dumps(measure_ledger(1000)))
        return
    print(describe())
    cold = measure_cold_start(5)
    best, median = cold["best_seconds"], cold["median_seconds"]
    print(f"cold start to the first record   {best:8.2f} s (median {median:.2f})")
    for threads in (1, 2):
        found = _in_own_process("reading", a, threads)
        print(f"text → ledger, {threads} thread(s)       {found['words_a_second']:8.0f} words/s")
        print(f"  peak memory                    {found['peak_mb']:8.0f} MB")
    found = _in_own_process("ledger", a)
    print(
        f"ledger writes                    {found['records_a_second']:8.0f} records/s "
        f"({found['statements_each']:.0f} statements each)"
    )


if __name__ == "__main__":
    main()
