"""Processes that are killed at any moment, and processes that write at the same time."""

import multiprocessing
import os
import random
import signal
import time
from collections.abc import Callable
from multiprocessing.process import BaseProcess
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest
from ledger_records import MAKER, record, report

from onrecord.ledger import Ledger

pytestmark = pytest.mark.skipif(os.name != "posix", reason="kills and forks")
forked = multiprocessing.get_context("fork") if os.name == "posix" else multiprocessing


def start(run: Callable[..., None], *arguments: object) -> BaseProcess:
    process = forked.Process(target=run, args=arguments)
    process.start()
    return process


def write_on(path: Path, first: int, done: int) -> None:
    """Puts records without end, and tells each that is on record."""
    with Ledger(path) as ledger:
        for number in range(first, first + 100_000):
            ledger.put(record(report(number)))
            os.write(done, f"{number}\n".encode())


def kill_after(records: int, seconds: float, path: Path, first: int) -> list[int]:
    """Kills a writer some time after it has told of so many records; those that it told of."""
    reading, writing = os.pipe()
    process = start(write_on, path, first, writing)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        told = [pipe.readline() for _ in range(records)]
        time.sleep(seconds)
        os.kill(process.pid or 0, signal.SIGKILL)
        process.join()
        told += pipe.readlines()
    return [int(line) for line in told if line.endswith("\n")]


def test_killed_at_any_moment_each_report_is_whole_or_absent(path: Path) -> None:
    chance = random.Random(20)
    told: list[int] = []
    for turn in range(20):
        told += kill_after(chance.randint(0, 5), chance.uniform(0, 0.02), path, turn * 100_000)
        with Ledger(path) as ledger:
            # What a caller was told is on record is there, whatever came after.
            assert all(ledger.has(report(number), MAKER) for number in told)
    with Ledger(path) as ledger:
        assert list(ledger.verify()) == []
        for held in ledger.records():
            assert held == record(held.report)
        assert len(told) <= ledger.counts().reports <= len(told) + 20
    assert len(told) > 20


def open_only(path: Path) -> None:
    Ledger(path).close()


def test_killed_while_it_is_made_a_ledger_is_made_by_the_next(tmp_path: Path) -> None:
    chance = random.Random(21)
    for turn in range(15):
        path = tmp_path / f"{turn}.db"
        process = start(open_only, path)
        time.sleep(chance.uniform(0, 0.04))
        os.kill(process.pid or 0, signal.SIGKILL)
        process.join()
        with Ledger(path) as ledger:
            ledger.put(record())
            assert list(ledger.verify()) == []


def write_some(path: Path, numbers: range, at_once: Barrier) -> None:
    at_once.wait(10)
    with Ledger(path) as ledger:
        for number in numbers:
            ledger.put(record(report(number)))


@pytest.mark.parametrize("turn", range(4))
def test_processes_that_write_at_once_lose_nothing(path: Path, turn: int) -> None:
    # The file is not there yet, and they meet on reports 30 to 39.
    at_once = forked.Barrier(2)
    processes = [
        start(write_some, path, numbers, at_once) for numbers in (range(40), range(69, 29, -1))
    ]
    for process in processes:
        process.join(30)
    assert [process.exitcode for process in processes] == [0, 0]
    with Ledger(path) as ledger:
        assert {held.report for held in ledger.records()} == {report(n) for n in range(70)}
        assert ledger.counts().statements == 70 * 4
        assert list(ledger.verify()) == []


def test_many_that_open_a_fresh_path_at_once(path: Path) -> None:
    at_once = forked.Barrier(6)
    processes = [start(write_some, path, range(n, n + 1), at_once) for n in range(6)]
    for process in processes:
        process.join(30)
    assert [process.exitcode for process in processes] == [0] * 6
    with Ledger(path) as ledger:
        assert ledger.counts().reports == 6
