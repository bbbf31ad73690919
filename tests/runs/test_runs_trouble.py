"""A disk that fills up and a network that breaks: nothing lost, nothing twice, and on by itself."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from killing import PROGRAM

from onrecord.evidence import Evidence, problems
from onrecord.ledger import Ledger
from tests.fetch.servers import Server, page, raw, serving, silent

TESTS = Path(__file__).parents[1]
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"
Read = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def read(tmp_path) -> Read:
    """Runs ``onrecord read`` as a process of its own, with the fake reader."""

    def run(*args: str, folder: Path = tmp_path, before: Callable[[], None] | None = None):
        here = os.pathsep.join(map(str, (TESTS, TESTS / "runs", TESTS.parent / "src")))
        env = {
            name: value
            for name, value in os.environ.items()
            if not name.lower().endswith("_proxy") and name != "ONRECORD_LEDGER"
        }
        return subprocess.run(
            [sys.executable, "-P", "-c", PROGRAM, "read", *args, "--quiet"],
            cwd=folder,
            env=env | {"PYTHONPATH": here, "READER": "runs_fakes:MortalReader"},
            capture_output=True,
            text=True,
            preexec_fn=before,
            timeout=100,
        )

    return run


def fetched(server: Server, count: int) -> list[str]:
    return [f"{server.url}/{n}" for n in range(count)]


def text_of(number: int) -> bytes:
    noise = " ".join(f"{(number * 7919 + n * 104729) % 1000003:06}" for n in range(1500))
    return f"Brand said the bridge number {number} was open. Figures: {noise}".encode()


ALLOWED = ("--allow-private", "--delay", "0", "--timeout", "1")


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as made:
        for number in range(30):
            made.paths[f"/{number}"] = page(text_of(number), Content_Type="text/plain")
        yield made


def whole(path: Path, reports: int) -> None:
    """Everything is there, once."""
    with Ledger(path, read_only=True) as ledger:
        assert ledger.counts().reports == ledger.counts().editions == reports
        assert ledger.counts().failures == 0
        assert len(list(ledger.captures())) == reports
        assert list(ledger.verify()) == []
        assert list(problems(ledger.captures(by_digest=True), Evidence.beside(path))) == []


@pytest.fixture
def small_disk(tmp_path) -> Iterator[Path]:
    """A disk that a ledger of some reports fills, where the system lets us mount one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1300k", "tmpfs", str(folder)]
    try:
        done = subprocess.run(mount, capture_output=True)
    except FileNotFoundError:
        pytest.skip("there is no mount here")
    if done.returncode:
        pytest.skip("mounting a disk takes more rights than this user has")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_ends_the_run_with_what_to_do_and_more_room_lets_it_go_on(
    read, server, small_disk
):
    addresses = fetched(server, 30)
    full = read(*addresses, *ALLOWED, folder=small_disk)
    assert full.returncode == 3, full.stderr
    assert "run the same again to go on" in full.stderr
    assert "Traceback" not in full.stderr
    path = small_disk / "onrecord.db"
    with Ledger(path, read_only=True) as ledger:
        before = ledger.counts().reports
        assert 0 < before < 30
        assert list(ledger.verify()) == []
        assert list(problems(ledger.captures(by_digest=True), Evidence.beside(path))) == []
    subprocess.run(["mount", "-o", "remount,size=20m", str(small_disk)], check=True)
    again = read(*addresses, *ALLOWED, folder=small_disk)
    assert again.returncode == 0, again.stderr
    whole(path, 30)


def test_a_limit_on_the_size_of_files_is_like_a_full_disk(read, server, tmp_path):
    resource = pytest.importorskip("resource")

    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (700_000, 700_000))

    addresses = fetched(server, 30)
    full = read(*addresses, *ALLOWED, before=small)
    assert full.returncode == 3, full.stderr
    assert "Traceback" not in full.stderr
    again = read(*addresses, *ALLOWED)
    assert again.returncode == 0, again.stderr
    whole(tmp_path / "onrecord.db", 30)


BREAKS = {
    "stalls in the body": raw(HEAD + b"Content-Length: 90\r\n\r\nBrand said", b"x", pause=4),
    "is cut in the body": raw(HEAD + b"Content-Length: 90\r\n\r\nBrand said it was ov"),
    "is cut in a chunk": raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\n40\r\nBrand said"),
    "says nothing": silent,
    "hangs up": raw(),
    "is out of order": page(status="503 Service Unavailable"),
}


def test_a_network_that_breaks_loses_nothing_and_the_next_run_reads_the_rest(
    read, server, tmp_path
):
    well = dict(server.paths)
    broken = dict(zip(("/3", "/5", "/7", "/9", "/11"), BREAKS.values(), strict=False))
    server.paths |= broken
    addresses = fetched(server, 14)
    first = read(*addresses, *ALLOWED)
    assert first.returncode == 1
    with Ledger(tmp_path / "onrecord.db", read_only=True) as ledger:
        assert {one.failure.where for one in ledger.failures()} == {
            server.url + path for path in broken
        }
        assert ledger.counts().reports == 14 - len(broken)
    server.paths |= well
    second = read(*addresses, *ALLOWED)
    assert second.returncode == 0, second.stderr
    whole(tmp_path / "onrecord.db", 14)


def test_a_server_that_lies_about_its_length_puts_no_half_report_on_record(read, server, tmp_path):
    text = b"Brand said the bridge was open. Ruud denied it, Brand said."
    length = f"Content-Length: {len(text)}\r\n\r\n".encode()
    more = f"Content-Length: {len(text) + 40}\r\n\r\n".encode()
    server.paths |= {
        "/long": raw(HEAD + more + text),
        "/two": raw(HEAD + length[:-2] + more + text),
        "/right": raw(HEAD + length + text + b" And more that is not counted."),
    }
    done = read(*(f"{server.url}/{name}" for name in ("long", "two", "right")), *ALLOWED)
    assert done.returncode == 1
    with Ledger(tmp_path / "onrecord.db", read_only=True) as ledger:
        (record,) = ledger.records()
        assert record.report.text == text.decode()
        assert {one.failure.code for one in ledger.failures()} == {"truncated", "bad-response"}
