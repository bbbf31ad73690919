"""Many readers of a real reading room beside a writer: times, errors, and is anything lost?"""

import http.client
import multiprocessing
import re
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from multiprocessing.synchronize import Event
from pathlib import Path
from random import Random
from typing import NamedTuple
from urllib.parse import urlsplit

from benchmarks.invented import STATEMENTS_A_REPORT, World
from benchmarks.room_addresses import Address, addresses, subject
from onrecord.errors import NotFoundError
from onrecord.ledger import Ledger

STATEMENTS_A_SECOND = 100
TARGET_MS = 500.0
MOST_MB = 400
_LAST = -1.0
_ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")


class Readers:
    """So many readers, each with a connection, who open something and then read it."""

    def __init__(self, room: str, asked: list[list[Address]], pause: float) -> None:
        self.times: list[float] = []
        self.faults: Counter[str] = Counter()
        self._room, self._pause = urlsplit(room).netloc, pause
        self._stop = threading.Event()
        self._threads = [
            threading.Thread(target=self._read, args=(number, some))
            for number, some in enumerate(asked)
        ]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def _read(self, number: int, some: list[Address]) -> None:
        random = Random(number)
        self._stop.wait(random.uniform(0, self._pause))
        while not self._stop.is_set():
            path = random.choice(some).path
            began = time.perf_counter()
            try:
                self._open(path)
            except Exception as error:  # every one is a finding
                self.faults[f"{path.partition('?')[0]}: {error!r}"] += 1
            self.times.append((time.perf_counter() - began) * 1000)
            self._stop.wait(random.uniform(0.5, 1.5) * self._pause)

    def _open(self, path: str) -> None:
        connection = http.client.HTTPConnection(self._room, timeout=60)
        try:
            connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
            answer = connection.getresponse()
            answer.read()
            if answer.status != 200:
                raise ValueError(f"answered {answer.status}")
        finally:
            connection.close()


class Written(NamedTuple):
    """What the writer did: milliseconds a report, seconds in all, statements, lost reports."""

    times: list[float]
    seconds: float
    statements: int
    lost: int


def write(path: Path, seed: int, stop: Event, written: "multiprocessing.Queue[float]") -> None:
    """Puts records at a steady pace until it is told to stop; tells how long each took."""
    world, began = World(seed), time.perf_counter()
    with Ledger(path) as ledger:
        for number in count():
            ahead = began + number * STATEMENTS_A_REPORT / STATEMENTS_A_SECOND
            if stop.wait(max(0.0, ahead - time.perf_counter())):
                break
            record = world.record(number)
            start = time.perf_counter()
            ledger.put(record)
            written.put((time.perf_counter() - start) * 1000)
    written.put(_LAST)


@contextmanager
def serving(path: Path) -> Iterator[tuple[str, int]]:
    """A reading room of its own process; its address and the process."""
    command = [sys.executable, "-m", "onrecord", "serve", "--port", "0", "--ledger", str(path)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr is not None
            line = process.stderr.readline()
            found = _ADDRESS.search(line)
            if found is None:
                raise SystemExit(f"the room did not open: {line}")
            yield found[0], process.pid
        finally:
            process.terminate()


def run(path: Path, readers: int, seconds: float, pause: float) -> bool:
    """Readers and a writer for a while; whether all was well and in time."""
    with Ledger(path) as ledger:
        saved = ledger.save_search("benchmark", World().words[300]).id
        asked = _asked(ledger, readers, saved)
        before = ledger.counts().statements
    seed = int(time.time())  # so that its reports are new to the ledger
    context = multiprocessing.get_context("spawn")
    stop, written = context.Event(), context.Queue()
    writer = context.Process(target=write, args=(path, seed, stop, written))
    with serving(path) as (room, process):
        crowd = Readers(room, asked, pause)
        writer.start()
        put = [written.get()]
        began = time.perf_counter()
        crowd.start()
        time.sleep(seconds)
        crowd.stop()
        stop.set()
        put += iter(written.get, _LAST)
        took, megabytes = time.perf_counter() - began, _most_megabytes(process)
        writer.join()
    with Ledger(path) as ledger:
        ledger.remove_search(saved)
        of_writer = Written(put, took, *_kept(ledger, World(seed), len(put)))
        grown = ledger.counts().statements - before
    return _report(crowd, of_writer, grown=grown, megabytes=megabytes)


def _asked(ledger: Ledger, readers: int, saved: str) -> list[list[Address]]:
    """What each reader opens."""
    world = World()
    subjects = (subject(ledger, world, Random(1000 + number), saved) for number in range(readers))
    return [list(addresses(one)) for one in subjects]


def _kept(ledger: Ledger, world: World, number: int) -> tuple[int, int]:
    """How many statements were put, and how many reports are not on record as they were put."""
    statements = lost = 0
    for record in map(world.record, range(number)):
        statements += len(record.statements)
        try:
            lost += ledger.get(record.report.id) != record
        except NotFoundError:
            lost += 1
    return statements, lost


def _most_megabytes(process: int) -> float:
    """The most memory that a process and those that it started had, each at its time (Linux)."""
    status = Path(f"/proc/{process}/status").read_text("ascii").splitlines()
    own = next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmHWM"))
    started = Path(f"/proc/{process}/task").glob("*/children")
    return own + sum(_most_megabytes(int(one)) for of in started for one in of.read_text().split())


def _report(crowd: Readers, of_writer: Written, *, grown: int, megabytes: float) -> bool:
    """Prints what was found; whether all targets are met."""
    times, put = sorted(crowd.times), sorted(of_writer.times)
    late = times[int(len(times) * 0.95)]
    print(
        f"readers: {len(crowd.times)} answers, {crowd.faults.total()} errors, "
        f"median {times[len(times) // 2]:.0f} ms, 95 % within {late:.0f} ms "
        f"(at most {TARGET_MS:.0f}), the slowest {times[-1]:.0f} ms"
    )
    print(
        f"writer: {len(put)} reports with {of_writer.statements} statements, "
        f"{of_writer.statements / of_writer.seconds:.0f} a second, "
        f"median {put[len(put) // 2]:.0f} ms a report, 95 % within {put[int(len(put) * 0.95)]:.0f} "
        f"ms; {of_writer.lost} reports lost or changed, "
        f"{of_writer.statements - grown} statements missing in the counts"
    )
    print(f"the room's memory: {megabytes:.0f} MB at most, of {MOST_MB}")
    for fault, times_seen in crowd.faults.most_common(20):
        print(f"  {times_seen} x {fault}")
    is_whole = not of_writer.lost and grown == of_writer.statements
    return is_whole and not crowd.faults and late <= TARGET_MS and megabytes <= MOST_MB
