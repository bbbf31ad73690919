"""How fast the reading room answers on a big ledger, and under load.

    python -m benchmarks.big_ledger big.db
    python -m benchmarks.room big.db [--runs 5] [--only timeline]
    python -m benchmarks.room big.db --load [--seconds 60] [--readers 50]
    python -m benchmarks.room big.db --questions [--only find]

Opens every page, chart and call of the API, in one process and one at a time, with other
parameters each time: milliseconds of wall time, by which the targets are judged, and of this
process's processor time, which leaves out the drawing of charts in the process beside it, and is
the one to read while the machine does something else. What is drawn and compressed counts; the
network does not. `--load` runs `onrecord serve` with many readers beside a writer; `--questions`
asks the ledger alone.
"""

import argparse
import asyncio
import gzip
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from random import Random
from statistics import median
from typing import Any, NamedTuple

from benchmarks import room_load
from benchmarks.invented import World
from benchmarks.machine import describe
from benchmarks.room_addresses import Address, addresses, subject
from benchmarks.room_questions import pages, searches
from onrecord.ledger import Ledger
from onrecord.web import ServeSettings, create_app

TARGETS_MS = {"search": 100.0, "page": 150.0, "chart": 150.0, "api": 150.0}
"""For the 95th percentile of each group."""
MOST_PAGE_BYTES = 150_000
_SLOWEST = 15


class Spent(NamedTuple):
    """What an answer took: milliseconds, and bytes as they are read and as they are sent."""

    wall: float
    processor: float
    size: int = 0
    sent: int = 0


Times = dict[tuple[str, str], list[Spent]]
"""By group and name."""


async def opened(app: Any, path: str) -> tuple[int, bytes]:
    """The status and body of what an app answers, as a browser asks for it: compressed."""
    path, _, query = path.partition("?")
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(b"host", b"localhost"), (b"accept-encoding", b"gzip")],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
        "state": {},
    }
    told: dict[str, Any] = {"body": b""}
    is_over = asyncio.Event()

    async def receive() -> dict[str, Any]:
        if "asked" not in told:
            told["asked"] = True
            return {"type": "http.request", "body": b"", "more_body": False}
        await is_over.wait()
        return {"type": "http.disconnect"}

    async def send(message: Mapping[str, Any]) -> None:
        told["status"] = message.get("status", told.get("status"))
        told["body"] += message.get("body", b"")

    await app(scope, receive, send)
    is_over.set()
    return int(told["status"]), told["body"]


async def measured(path: Path, runs: int, only: str) -> Times:
    """Opens everything so many times, after a first time that does not count."""
    world, found = World(), defaultdict(list)
    app = create_app(ServeSettings(ledger=path))
    with Ledger(path) as ledger:
        saved = ledger.save_search("benchmark", world.words[300]).id
        try:
            async with app.router.lifespan_context(app):
                for run in range(runs + 1):
                    of = subject(ledger, world, Random(run), saved)
                    for one in addresses(of):
                        if only in f"{one.group} {one.name}":
                            spent = await _timed(app, one)
                            if run:
                                found[one.group, one.name].append(spent)
        finally:
            ledger.remove_search(saved)
    return found


async def _timed(app: Any, one: Address) -> Spent:
    wall, processor = time.perf_counter(), time.process_time()
    status, body = await opened(app, one.path)
    spent = time.perf_counter() - wall, time.process_time() - processor
    plain = gzip.decompress(body) if body.startswith(b"\x1f\x8b") else body
    if status != 200:
        raise SystemExit(f"{one.path} answered {status}: {plain[:500]!r}")
    return Spent(spent[0] * 1000, spent[1] * 1000, len(plain), len(body))


def asked(path: Path, runs: int, only: str) -> Times:
    """The same with the questions that the room asks its ledger."""
    world, found = World(), defaultdict(list)
    with Ledger(path, read_only=True) as ledger:
        for run in range(runs + 1):
            random = Random(run)
            for name, ask in (*searches(ledger, world, random), *pages(ledger, world, random)):
                group = "search" if name.startswith("find") else "page"
                if only in name:
                    wall, processor = time.perf_counter(), time.process_time()
                    ask()
                    spent = time.perf_counter() - wall, time.process_time() - processor
                    if run:  # the first run fills the caches, of statements compiled above all
                        found[group, name].append(Spent(spent[0] * 1000, spent[1] * 1000))
    return found


def percentile(values: Iterable[float], part: float) -> float:
    """The least value that so great a part of them is not above.

    >>> percentile([5, 1, 4, 2, 3], 0.95)
    5
    """
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))]


def report(found: Times) -> bool:
    """Prints what was found; whether all targets are met, by wall time."""
    groups: dict[str, list[Spent]] = defaultdict(list)
    for (group, _), times in found.items():
        groups[group] += times
    print(f"\n{'ms':28} {'':7}       wall                    processor")
    print(f"{'':28} {'answers':>7}  median    95%    most   median    95%    most  target")
    for group, times in groups.items():
        print(f"{group:28} {len(times):7} {_columns(times)} {TARGETS_MS[group]:7.0f}")
    print("\nthe slowest")
    slowest = sorted(found.items(), key=lambda item: -median(one.wall for one in item[1]))
    for (group, name), times in slowest[:_SLOWEST]:
        print(f"{group + ': ' + name:36} {_columns(times)}")
    _report_weight(found)
    late = {
        group
        for group, times in groups.items()
        if percentile((one.wall for one in times), 0.95) > TARGETS_MS[group]
    }
    print("\nover the target: " + (", ".join(sorted(late)) or "none"))
    return not late


def _columns(times: Sequence[Spent]) -> str:
    def of(value: Callable[[Spent], float]) -> str:
        values = [value(one) for one in times]
        return f"{median(values):7.1f} {percentile(values, 0.95):7.1f} {max(values):7.1f} "

    return of(lambda one: one.wall) + of(lambda one: one.processor)


def _report_weight(found: Times) -> None:
    sizes = {
        name: max(times, key=lambda one: one.size)
        for (group, name), times in found.items()
        if group in ("search", "page") and times[0].size and not name.startswith("API")
    }
    of_pages = {name: one for name, one in sizes.items() if not name.endswith(("json", "csv"))}
    heaviest = sorted(of_pages.items(), key=lambda item: -item[1].size)
    if heaviest:
        print(f"\nthe heaviest pages (kB read, kB sent; at most {MOST_PAGE_BYTES / 1000:.0f} sent)")
    for name, one in heaviest[:5]:
        print(f"{name:36} {one.size / 1000:7.1f} {one.sent / 1000:7.1f}")


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("ledger", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--only", default="", help="what has this in its name")
    parser.add_argument("--questions", action="store_true", help="ask the ledger alone")
    parser.add_argument("--load", action="store_true", help="readers beside a writer; it writes")
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--pause", type=float, default=4, help="mean seconds to read a page")
    a = parser.parse_args()
    print(describe())
    if a.load:
        return 0 if room_load.run(a.ledger, a.readers, a.seconds, a.pause) else 1
    found = asked(a.ledger, a.runs, a.only) if a.questions else None
    return 0 if report(found or asyncio.run(measured(a.ledger, a.runs, a.only))) else 1


if __name__ == "__main__":
    sys.exit(main())
