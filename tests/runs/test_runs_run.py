"""A run: every arrival is settled once, in order, whatever happens on the way."""

import os
import signal
import subprocess
import sys
import time

import pytest
from fake_reader import FakeReader
from runs_arrivals import archived, arrival

from onrecord.errors import EvidenceError, LedgerError
from onrecord.evidence import Evidence
from onrecord.ledger import Ledger
from onrecord.runs import Run
from onrecord.runs.local import Local
from onrecord.types import Arrival, Failure, Progress

BROKEN = Failure(where="a.warc#1", stage="source", code="broken-record", message="broken")


@pytest.fixture
def run(ledger, tmp_path):
    """Makes a run that reads with the fake reader in this process."""
    FakeReader.texts_read = []

    def make(**known) -> Run:
        facts = {"ledger": ledger, "evidence": Evidence(tmp_path / "evidence")}
        return Run(readers=Local(FakeReader()), **(facts | known))

    return make


def test_reports_failures_and_passed_over_records_are_settled_with_their_progress(run, ledger):
    def at(n):
        return Progress(source="a.warc", position=n)

    arrivals = [
        arrival("a.warc#0", "Brand said so.", archive="a.warc#0", progress=at(1)),
        Arrival(BROKEN, at(2)),
        Arrival(None, at(3), "host"),
        Arrival(None, at(3)),
    ]
    tally = run().over(arrivals)
    assert (tally.reports, tally.statements) == (1, 1)
    assert tally.failures == {"broken-record": 1}
    assert dict(tally.skipped) == {"host": 1}
    assert [kept.failure for kept in ledger.failures()] == [BROKEN]
    assert ledger.progress("a.warc") == at(3)


def test_the_bytes_of_what_was_fetched_are_kept_before_its_record(run, ledger):
    page = arrival("a", "Brand said so.")
    one = run()
    one.over([page])
    (capture,) = ledger.captures()
    assert one.evidence.get(capture.digest) == page.item.data


@pytest.mark.parametrize(
    ("known", "evidence"),
    [
        ({"archive": "a.warc#0"}, 0),
        ({"path": "a.txt", "url": None}, 0),
        ({}, 1),
    ],
    ids=["in an archive", "a file", "fetched"],
)
def test_what_lies_somewhere_already_is_not_copied(run, known, evidence):
    one = run()
    one.over([arrival("a", "Brand said so.", **known)])
    assert len(list(one.evidence.digests())) == evidence


def test_a_page_fetched_twice_is_read_once(run):
    page = arrival("a", "Brand said so.")
    run().over([page])
    tally = run().over([page])
    assert tally.skipped == {"read-before": 1}
    assert len(FakeReader.texts_read) == 1


def test_evidence_that_cannot_be_written_ends_the_run_and_the_record_is_shown(run, ledger):
    shown = []

    class Full(Evidence):
        def put(self, data: bytes) -> str:
            raise EvidenceError("no space")

    one = run(evidence=Full(ledger.path), write=shown.append)
    with pytest.raises(EvidenceError):
        one.over([arrival("a", "Brand said so.")])
    assert len(shown) == 1
    assert ledger.counts().reports == 0


def test_a_ledger_that_cannot_be_written_ends_the_run_and_it_goes_on_where_it_was(
    run, ledger, monkeypatch
):
    arrivals = archived(6)
    put = Ledger.put

    def put_three(self, record, **known):
        if self.counts().reports == 3:
            raise LedgerError("disk full")
        return put(self, record, **known)

    monkeypatch.setattr(Ledger, "put", put_three)
    with pytest.raises(LedgerError):
        run().over(arrivals)
    assert ledger.progress("a.warc") == Progress(source="a.warc", position=3)
    monkeypatch.setattr(Ledger, "put", put)
    run().over(arrivals[3:])
    assert ledger.counts().reports == 6
    assert ledger.progress("a.warc").is_done


def test_a_fault_in_keeping_one_report_stops_no_other(run, ledger, monkeypatch):
    put = Ledger.put

    def stumble(self, record, **known):
        if "number 1 " in record.report.text:
            raise ZeroDivisionError("stumbled")
        return put(self, record, **known)

    monkeypatch.setattr(Ledger, "put", stumble)
    tally = run().over(archived(3))
    assert tally.failures == {"internal": 1}
    assert ledger.counts().reports == 2
    assert ledger.progress("a.warc").is_done


def test_a_run_that_is_stopped_settles_what_is_under_way_and_takes_no_more(run, ledger):
    one = run()

    def arrivals():
        for page in archived(1000):
            if page.item.where.endswith("#5"):
                one.stop.set()
            yield page

    one.over(arrivals())
    assert ledger.counts().reports == ledger.progress("a.warc").position
    assert 5 <= ledger.counts().reports < 1000


@pytest.mark.parametrize(("first", "left"), [(0, 10 * 4 / 3), (2, 40)])
def test_the_time_left_is_told_from_what_this_run_has_done(run, first, left):
    one = run()
    one.over(archived(8)[first : first + 1])
    share, since = one.tally.reached_first
    assert one.tally.seconds_left is None
    one.tally.reached_first = (share, since - 10)
    one.over(archived(8)[first + 1 : 4])
    assert one.tally.done_share == 0.5
    assert one.tally.seconds_left == pytest.approx(left, rel=0.2)


def test_what_a_killed_run_left_half_written_is_swept(run, ledger):
    one = run()
    one.evidence.folder.mkdir()
    left = one.evidence.folder / ".writing-x"
    left.write_bytes(b"half")
    os.utime(left, (0, 0))
    one.over([])
    assert not left.exists()


PROGRAM = """
import sys
from fake_reader import FakeReader
FakeReader.texts_read = []
from runs_arrivals import archived
from onrecord.evidence import Evidence
from onrecord.ledger import Ledger
from onrecord.runs import Run, Workers
from onrecord.runs.run import stopping
from onrecord.runs.worker import Setup
with Ledger(sys.argv[1]) as ledger:
    at = ledger.progress("a.warc")
    workers = Workers(2, Setup(reader="runs_fakes:MortalReader", ledger=sys.argv[1]))
    run = Run(readers=workers, ledger=ledger, evidence=Evidence.beside(ledger.path))
    with stopping(run, lambda: print("asked", run.tally.to_dict()["reports"], flush=True)):
        print("begun", flush=True)
        run.over(archived(3000)[at.position if at else 0:])
    workers.close()
"""


def start(path) -> subprocess.Popen[str]:
    """A run over 3,000 pages of an archive in a process of its own, begun."""
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(path)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "begun\n"
    return process


@pytest.mark.usefixtures("workers")
def test_sigterm_ends_a_run_cleanly_and_sigusr1_asks_how_far_it_is(tmp_path):
    process = start(tmp_path / "stopped.db")
    assert process.stdout is not None
    process.send_signal(signal.SIGUSR1)
    assert process.stdout.readline().startswith("asked ")
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=20) == 0
    with Ledger(tmp_path / "stopped.db", read_only=True) as ledger:
        done = ledger.counts().reports
        at = ledger.progress("a.warc")
    assert done == (at.position if at else 0)
    assert done < 3000


def is_running(pid: str) -> bool:
    """Whether there is such a process, and it has not ended (as one that nobody waits for has)."""
    shown = subprocess.run(["ps", "-o", "stat=", "-p", pid], capture_output=True, text=True)
    return shown.stdout.strip()[:1] not in ("", "Z")


@pytest.mark.usefixtures("workers")
def test_no_worker_outlives_a_run_that_was_killed(tmp_path):
    process = start(tmp_path / "orphans.db")
    children = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(process.pid)], capture_output=True, text=True
    ).stdout.split()
    process.kill()
    process.wait()
    assert children
    deadline = time.monotonic() + 10
    while any(map(is_running, children)):
        assert time.monotonic() < deadline
        time.sleep(0.05)
