"""Watchers that are killed, stopped and cut off at any moment: nothing lost, nothing twice."""

import multiprocessing
import os
import random
import signal
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest
import watch_program
from watch_fakes import health, report, rss

from onrecord.errors import LedgerError
from onrecord.ledger import Ledger
from onrecord.watch.lock import only_watcher
from tests.fetch.servers import Server, page, serving, silent

TESTS = Path(__file__).parents[1]
KILLS = 50


@pytest.fixture(scope="module")
def forks():
    """Makes processes that begin at once, because what they import has been imported."""
    pytest.importorskip("fcntl", reason="Windows has no fork")
    before = os.environ.get("PYTHONPATH")
    path = [str(TESTS), str(TESTS / "watch"), str(TESTS.parent), str(TESTS.parent / "src")]
    os.environ["PYTHONPATH"] = os.pathsep.join(path)
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(watch_program.PRELOAD)
    yield context
    os.environ.pop("PYTHONPATH")
    if before is not None:
        os.environ["PYTHONPATH"] = before


@pytest.fixture
def start(forks, tmp_path):
    """Starts a watcher of the ledger in a process of its own."""
    started = []

    def begin(*, once: bool = False):
        process = forks.Process(
            target=watch_program.main, args=(str(tmp_path / "onrecord.db"), once)
        )
        process.start()
        started.append(process)
        return process

    yield begin
    for process in started:
        process.kill()
        process.join()


def serve_feeds(server: Server, *, feeds: int, entries: int) -> list[str]:
    """So many feeds, each with so many reports, of which its last stands in the next feed, too."""
    for number in range(feeds * entries):
        server.paths[f"/r{number}"] = page(report(number).encode(), Content_Type="text/plain")
    for feed in range(feeds):
        first = feed * entries
        links = [
            f"/r{n % (feeds * entries)}?utm_source=f" for n in range(first, first + entries + 1)
        ]
        server.paths[f"/feed{feed}"] = page(rss(*links).encode(), ETag=f'"{feed}"')
    return [f"{server.url}/feed{feed}" for feed in range(feeds)]


def settled(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT url FROM entries WHERE state = 'read'")
        return {url.rpartition("/")[2] for (url,) in rows}


def test_killed_at_any_moment_nothing_is_lost_and_nothing_read_twice(start, tmp_path):
    path, total = tmp_path / "onrecord.db", 12 * 80
    chance = random.Random(7)
    twice = []
    with serving() as server:
        with Ledger(path) as ledger:
            ledger.feeds.add(serve_feeds(server, feeds=12, entries=80))
        for number in range(KILLS):
            before, asked = settled(path), len(server.requests)
            known = len(before)
            process = start()
            if number % 2:  # in the midst of reading, else while it begins
                wait_until(lambda known=known: len(settled(path)) > known)
            time.sleep(chance.uniform(0.0, 0.2))
            process.kill()
            process.join()
            fetched = {request.path[1:] for request in server.requests[asked:]}
            twice += before & fetched
        halfway = len(settled(path))
        last = start(once=True)
        last.join(120)
        assert last.exitcode == 0
    assert twice == []
    assert KILLS // 2 <= halfway < total
    with Ledger(path, read_only=True) as ledger:
        assert len(settled(path)) == total
        assert ledger.counts().reports == ledger.counts().editions == total
        assert list(ledger.failures()) == []
        assert list(ledger.verify()) == []
        assert sum(feed.pending + feed.failed for feed in ledger.feeds.health()) == 0
        assert sum(feed.read for feed in ledger.feeds.health()) == 12 * 81


def wait_until(condition, seconds: float = 20.0) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_cleanly_while_a_server_stalls(start, tmp_path, number):
    path = tmp_path / "onrecord.db"
    with serving(stalls=silent) as server:
        with Ledger(path) as ledger:
            ledger.feeds.add([*serve_feeds(server, feeds=1, entries=5), f"{server.url}/stalls"])
        process = start()
        wait_until(lambda: len(settled(path)) == 6 or len(settled(path)) == 5)
        os.kill(process.pid, number)
        process.join(10)
    assert process.exitcode == 0
    with Ledger(path) as ledger:
        assert list(ledger.verify()) == []
        with only_watcher(path):
            pass


def test_cut_off_and_back_again_it_goes_on_by_itself(start, tmp_path):
    """The server refuses every connection for a while, in the midst of reading."""
    path = tmp_path / "onrecord.db"
    with serving() as server:
        urls = serve_feeds(server, feeds=1, entries=60)
        alive = dict(server.paths)
        with Ledger(path) as ledger:
            ledger.feeds.add(urls)
        process = start()
        wait_until(lambda: len(settled(path)) > 5)
        server.paths = dict.fromkeys(alive, hang_up)
        time.sleep(0.3)
        server.paths = alive
        with Ledger(path) as ledger:
            wait_until(lambda: health(ledger).pending < 60)
            ledger.feeds.retry(urls[0])
            wait_until(lambda: health(ledger).read == 60)
            assert process.is_alive()
            assert ledger.counts().reports == 60
            assert list(ledger.failures()) == []


def hang_up(client, request) -> None:
    client.close()


def test_a_ledger_has_one_watcher_at_a_time(start, tmp_path):
    path = tmp_path / "onrecord.db"
    with serving() as server:
        with Ledger(path) as ledger:
            ledger.feeds.add(serve_feeds(server, feeds=1, entries=2))
        process = start()
        wait_until(lambda: len(settled(path)) == 2)
        with pytest.raises(LedgerError, match="another onrecord watch"), only_watcher(path):
            pass
        process.kill()
        process.join()
        with only_watcher(path):
            pass
