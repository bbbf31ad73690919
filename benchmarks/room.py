"""How long the reading room's questions take on a big ledger.

    python -m benchmarks.big_ledger big.db
    python -m benchmarks.room big.db [--runs 5] [--only find] [--load]

Each question is asked with usual and with nasty parameters, in one process, each time with other
ones where there are others. Milliseconds of wall time and of processor time; the second is the one
to read while the machine does something else. `--load` adds fifty readers beside a writer.
"""

import argparse
import statistics
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.invented import World
from benchmarks.machine import describe
from onrecord.ledger import Box, Ledger, Order, SearchFilters, Side, Step, What
from onrecord.types import Act, Framing, Mode

Question = tuple[str, Callable[[], Any]]
F = SearchFilters

SEARCH_TARGET_MS, PAGE_TARGET_MS = 80, 120


def searches(ledger: Ledger, world: World, random: Random) -> Iterator[Question]:
    """What people type and click on the search page."""
    common, usual, rare = world.words[20], random.choice(world.words[200:2000]), world.words[-1]
    outlet, seldom = world.outlets[0], world.outlets[-1]
    speaker = world.people[random.randrange(5)].name
    nobody = world.people[3000 + random.randrange(1000)].name
    place = world.places[random.randrange(3)].name

    def find(name: str, words: str = "", filters: SearchFilters | None = None) -> Question:
        return f"find {name}", lambda: ledger.find(words, filters, facets=True)

    yield find("everything")
    yield find("a usual word", usual)
    yield find("a common word", common)
    yield find("a rare word", rare)
    yield find("the commonest word", "the")
    yield find("no such word", "qqqq")
    yield find("two common words", f"{common} {world.words[25]}")
    yield find("a phrase", f'"the {common}"')
    yield find("a beginning", world.words[500][:3] + "*")
    yield find("a common word, best first", common, F(order=Order.BEST))
    yield find("the commonest word, best first", "the", F(order=Order.BEST))
    yield find("an outlet", "", F(outlet=outlet))
    yield find("a small outlet", "", F(outlet=seldom))
    yield find("a speaker", "", F(speaker=speaker))
    yield find("a speaker of few words", "", F(speaker=nobody))
    yield find("a common word and outlet", common, F(outlet=outlet))
    yield find("a common word, small outlet", common, F(outlet=seldom))
    yield find("a common word, speaker", common, F(speaker=speaker))
    yield find("a place", "", F(place=place))
    yield find("a word and place", common, F(place=place))
    yield find("an act", "", F(act=Act.DENY))
    yield find(
        "a rare act, framing, mode",
        "",
        F(act=Act.PROMISE, framing=Framing.NEUTRAL, mode=Mode.DIRECT),
    )
    yield find("distancing", "", F(framing=Framing.DISTANCING))
    yield find(
        "distancing, one outlet, denied",
        "",
        F(framing=Framing.DISTANCING, outlet=outlet, is_denied=True),
    )
    yield find("denied", "", F(is_denied=True))
    yield find("nothing fits", "", F(act=Act.DENY, framing=Framing.DISTANCING))
    yield find("a country", "", F(country="XA"))
    yield find("a year", "", F(since="2024", until="2024"))
    yield find("a word in an old month", common, F(since="2021-03", until="2021-03"))
    yield find("said in a week long ago", "", F(said_from="2022-03-01", said_to="2022-03-07"))
    yield find("everything but old", "", F(until="2021-02", act=Act.WARN))
    deep = ledger.find(common, size=200).next
    yield "find next page", lambda: ledger.find(common, cursor=deep)


def pages(ledger: Ledger, world: World, random: Random) -> Iterator[Question]:
    """What the other pages ask."""
    speaker = world.people[random.randrange(5)].name
    outlet = random.choice(world.outlets[:20])
    year = str(random.randrange(2021, 2031))
    common = world.words[20]
    report = ledger.find("", F(outlet=outlet), size=1).hits[0].report_id
    box = Box(-20, 30, 40, 60)

    def page(name: str, *asks: Callable[[], Any]) -> Question:
        return name, lambda: [ask() for ask in asks]

    yield page("front", ledger.front)
    yield page("report", lambda: ledger.get(report))
    yield page("reports", lambda: list(ledger.reports(limit=50)))
    yield page("counts", ledger.counts)
    yield page("failures", lambda: [next(ledger.failures(), None)])
    yield page("speaker", lambda: ledger.speaker(speaker), lambda: ledger.said_by(speaker))
    yield page("speaker, few words", lambda: ledger.speaker(world.people[3000].name))
    yield page("names like", lambda: ledger.names_like(speaker.split()[0]))
    yield page("who", lambda: list(ledger.who(speaker, limit=20)))
    yield page("claims", ledger.claims)
    yield page("claims, denied, word", lambda: ledger.claims(common, F(is_denied=True)))
    yield page("claims of a speaker", lambda: ledger.claims("", F(speaker=speaker)))
    yield page("most answered", ledger.most_answered)
    yield page(
        "most denied in a year", lambda: ledger.most_answered(denied=True, since=year, until=year)
    )
    yield page("framing", ledger.framing)
    yield page("framing of a country", lambda: ledger.framing(by=Side.COUNTRY))
    yield page("framing in a year", lambda: ledger.framing(since=year, until=year))
    yield page(
        "framing by countries in a year",
        lambda: ledger.framing(by=Side.COUNTRY, since=year, until=year),
    )
    yield page("framing of an outlet", lambda: ledger.framing(outlet=world.outlets[0]))
    yield page(
        "framing of an outlet in years",
        lambda: ledger.framing(outlet=outlet, since="2022", until="2029"),
    )
    yield page("framing of a speaker", lambda: ledger.framing(sides=[speaker]))
    yield page("volume by day", lambda: ledger.volume(step=Step.DAY))
    yield page("volume of an outlet", lambda: ledger.volume("", F(outlet=outlet)))
    yield page("volume of a word", lambda: ledger.volume(common))
    yield page("volume of denials", lambda: ledger.volume("", F(act=Act.DENY)))
    yield page("top speakers", ledger.top_speakers)
    yield page("top speakers of a year", lambda: ledger.top_speakers(since=year, until=year))
    yield page(
        "top speakers, odd days",
        lambda: ledger.top_speakers(since="2022-03-17", until="2029-08-04"),
    )
    yield page("top outlets of a year", lambda: ledger.top_outlets(since=year, until=year))
    yield page("timeline", ledger.moments, ledger.moment_volume)
    yield page("timeline of a month", lambda: ledger.moments(first=f"{year}-05", last=f"{year}-05"))
    yield page(
        "timeline of a word", lambda: ledger.moments(common), lambda: ledger.moment_volume(common)
    )
    yield page("timeline of a speaker", lambda: ledger.moments("", F(speaker=speaker), first=year))
    yield page(
        "timeline of happenings", lambda: ledger.moment_volume(what=What.HAPPENED, step=Step.DAY)
    )
    yield page("map", ledger.places)
    yield page("map of a window", lambda: ledger.places(box=box))
    yield page("map of a word", lambda: ledger.places(common))
    yield page("map of an outlet", lambda: ledger.places("", F(outlet=outlet)))
    yield page("saved searches", ledger.saved_searches)


def measure(path: Path, runs: int, only: str) -> dict[str, list[tuple[float, float]]]:
    """Milliseconds of wall and processor time by question."""
    world, found = World(), defaultdict(list)
    with Ledger(path, read_only=True) as ledger:
        for run in range(runs + 1):
            random = Random(run)
            for name, ask in (*searches(ledger, world, random), *pages(ledger, world, random)):
                if only not in name:
                    continue
                wall, processor = time.perf_counter(), time.process_time()
                ask()
                spent = time.perf_counter() - wall, time.process_time() - processor
                if run:  # the first run fills the caches, of statements compiled above all
                    found[name].append((spent[0] * 1000, spent[1] * 1000))
    return found


def report(found: dict[str, list[tuple[float, float]]]) -> None:
    for name, times in sorted(found.items(), key=lambda item: -max(t[1] for t in item[1])):
        wall, processor = zip(*times, strict=True)
        target = SEARCH_TARGET_MS if name.startswith("find") else PAGE_TARGET_MS
        mark = "  over the target" if statistics.median(processor) > target else ""
        print(
            f"{name:36} wall {statistics.median(wall):7.1f}  most {max(wall):7.1f}   "
            f"processor {statistics.median(processor):7.1f}  most {max(processor):7.1f}{mark}"
        )
    for group, is_in in (("search", True), ("pages", False)):
        times = [
            t for name, some in found.items() if name.startswith("find") is is_in for t in some
        ]
        if len(times) > 1:
            wall, processor = (sorted(column) for column in zip(*times, strict=True))
            at = int(len(times) * 0.95)
            print(f"{group}: 95th percentile wall {wall[at]:.1f}, processor {processor[at]:.1f} ms")


def load(path: Path, readers: int, seconds: float, records_a_second: float) -> None:
    """Fifty readers beside a writer, in one process as `serve` is: errors, times, nothing lost."""
    world, stop, faults = World(), threading.Event(), []
    times: list[float] = []
    written: list[str] = []
    with Ledger(path) as ledger:

        def read(number: int) -> None:
            random = Random(number)
            while not stop.is_set():
                asks = [*searches(ledger, world, random), *pages(ledger, world, random)]
                _, ask = random.choice(asks)
                began = time.perf_counter()
                try:
                    ask()
                except Exception as error:  # every one is a finding
                    faults.append(repr(error))
                times.append((time.perf_counter() - began) * 1000)
                stop.wait(random.uniform(2, 6))  # somebody reads the page

        def write() -> None:
            began = time.perf_counter()
            for number in count():
                if stop.is_set():
                    return
                record = other.record(number)
                ledger.put(record)
                written.append(record.report.id)
                ahead = began + number / records_a_second - time.perf_counter()
                stop.wait(max(0.0, ahead))

        other = World(int(time.time()))  # so that its reports are new to the ledger
        threads = [threading.Thread(target=read, args=(n,)) for n in range(readers)]
        threads.append(threading.Thread(target=write))
        for thread in threads:
            thread.start()
        time.sleep(seconds)
        stop.set()
        for thread in threads:
            thread.join()
        lost = [one for one in written if not ledger.get(one).report]
    times.sort()
    print(
        f"{readers} readers, {len(times)} answers, {len(faults)} errors, "
        f"median {times[len(times) // 2]:.0f} ms, "
        f"95th percentile {times[int(len(times) * 0.95)]:.0f} ms; "
        f"{len(written)} records written, {len(lost)} lost"
    )
    for fault in sorted(set(faults)):
        print("  ", fault)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("ledger", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--only", default="", help="questions with this in their name")
    parser.add_argument("--load", action="store_true", help="readers beside a writer; it writes")
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    a = parser.parse_args()
    print(describe())
    if a.load:
        load(a.ledger, a.readers, a.seconds, records_a_second=6)
    else:
        report(measure(a.ledger, a.runs, a.only))


if __name__ == "__main__":
    main()
