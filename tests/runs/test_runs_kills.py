"""Fifty processes killed at random over one run of an archive: nothing lost, nothing twice."""

import gzip
import os
import random
import sys
from pathlib import Path

import pytest
from killing import Killer

from onrecord.evidence import Evidence, problems
from onrecord.ledger import Ledger

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="children are told by /proc")
pytest.importorskip("warcio")

TESTS = Path(__file__).parents[1]
PAGES, BROKEN, MAIN, WORKER = 3000, 30, 10, 40


def record(number: int) -> bytes:
    body = f"Brand said the bridge number {number} was open. Ruud denied it.".encode()
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n" + body
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\n"
        f"WARC-Record-ID: <urn:uuid:{number:032x}>\r\n"
        f"WARC-Target-URI: https://meridian.example/{number}\r\n"
        "WARC-Date: 2031-03-14T09:30:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(answer)}\r\n\r\n"
    )
    packed = gzip.compress(head.encode() + answer + b"\r\n\r\n", mtime=0)
    is_broken = number % (PAGES // BROKEN) == 7
    return packed[:30] + bytes(20) + packed[50:] if is_broken else packed


def test_fifty_kills_at_random_lose_nothing_and_double_nothing(tmp_path):
    archive = tmp_path / "pages.warc.gz"
    archive.write_bytes(b"".join(map(record, range(PAGES))))
    path = os.pathsep.join(map(str, (TESTS, TESTS / "runs", TESTS.parent / "src")))
    env = os.environ | {"PYTHONPATH": path, "READER": "runs_fakes:MortalReader"}
    env.pop("ONRECORD_LEDGER", None)
    args = ["read", archive.name, "--quiet", "--workers", "2"]
    killer = Killer(args, tmp_path, env, random.Random(7))
    code = killer.until_done(main=MAIN, worker=WORKER)
    said = (tmp_path / "said.txt").read_text()
    assert code in (0, 1), said  # some records are broken, and no more than these
    assert MAIN < killer.starts < MAIN + 6, said  # worker after worker killed ends a run, too
    with Ledger(tmp_path / "onrecord.db", read_only=True) as ledger:
        counts = ledger.counts()
        failed = {one.failure.code for one in ledger.failures()}
        assert failed == {"broken-record"}
        assert (counts.failures, counts.reports) == (BROKEN, PAGES - BROKEN)
        assert counts.editions == counts.reports
        assert counts.statements == 2 * counts.reports
        captures = list(ledger.captures())
        assert len({one.location for one in captures}) == len(captures) == counts.reports
        assert list(ledger.verify()) == []
        assert list(problems(ledger.captures(by_digest=True), Evidence.beside(ledger.path))) == []
    assert "Traceback" not in said
    # The one who comes after finds all done, and does nothing.
    assert Killer(args, tmp_path, env, random.Random(7)).until_done(main=0, worker=0) == 0
