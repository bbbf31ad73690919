"""Worker processes: in order, replaced when they die, ended when they take too long."""

import os
import pickle
import signal

import pytest
from runs_arrivals import archived, arrival

from onrecord.errors import OnrecordError
from onrecord.record import Record
from onrecord.runs.conversion import READ_BEFORE, Conversion, Known, PassedOver
from onrecord.runs.worker import Setup
from onrecord.types import Arrival, Failure

PLAIN = Conversion()


def outcomes(workers, arrivals, conversion=PLAIN, ledger=None) -> list[Record | Failure]:
    return [outcome for _, outcome in workers.read_all(arrivals, conversion, ledger)]


def codes(found) -> list[str | None]:
    return [one.code if isinstance(one, Failure) else None for one in found]


def test_outcomes_come_in_the_order_of_arrivals(workers):
    arrivals = archived(100)
    found = list(workers(3).read_all(arrivals, PLAIN, None))
    assert [arrival for arrival, _ in found] == arrivals
    assert all(f"number {n} was" in record.report.text for n, (_, record) in enumerate(found))


def test_what_needs_no_reading_keeps_its_place(workers):
    broken = Arrival(Failure(where="b", stage="source", code="broken-record", message="broken"))
    found = outcomes(workers(), [arrival("a", "A."), broken, Arrival(None), arrival("c", "C.")])
    assert codes(found) == [None, "broken-record", "", None]


def test_a_worker_killed_from_outside_is_replaced_and_nothing_is_lost(workers):
    made = workers()
    before = made.processes
    reading = made.read_all(archived(60), PLAIN, None)
    found = [next(reading)]
    os.kill(before[0], signal.SIGKILL)
    found += reading
    assert codes(one for _, one in found) == [None] * 60
    assert before[0] not in made.processes
    assert len(made.processes) == 2


def test_a_page_that_ends_its_process_once_is_read_again(workers, tmp_path):
    text = f"KILL-ONCE {tmp_path / 'mark'} Brand said so."
    assert codes(outcomes(workers(), [arrival("a", text)])) == [None]


@pytest.mark.parametrize("word", ["KILL", "EXIT"])
def test_a_page_that_ends_its_process_each_time_is_a_failure_and_the_others_are_read(workers, word):
    arrivals = [*archived(10), arrival("bad", f"{word} Brand said so."), *archived(10)]
    found = outcomes(workers(), arrivals)
    assert codes(found) == [*[None] * 10, "worker-died", *[None] * 10]
    assert found[10].where == "bad"


def test_a_page_that_takes_too_long_is_a_failure_and_the_others_are_read(workers):
    arrivals = [*archived(4), arrival("bad", "SLOW Brand said so."), *archived(4)]
    found = outcomes(workers(limit_seconds=1.0), arrivals)
    assert codes(found) == [*[None] * 4, "timeout", *[None] * 4]


def test_workers_end_with_the_one_who_started_them(workers):
    made = workers()
    started = made.processes
    made.close()
    for process in started:
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)


def test_a_reader_that_cannot_be_made_is_told(workers):
    with pytest.raises(ImportError, match="no reader here"):
        workers(reader="runs_fakes:BrokenReader")


def test_a_worker_that_dies_before_it_is_ready_is_told(workers, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", "/nowhere")
    monkeypatch.setattr("onrecord.runs.workers._WORK", "import sys; sys.exit(1)")
    with pytest.raises(OnrecordError, match="before it could read anything"):
        workers()


def test_workers_that_are_killed_while_they_start_are_replaced(workers, tmp_path):
    options = {"marks": str(tmp_path), "number": 2}
    made = workers(reader="runs_fakes:LateStarter", options=options)
    assert codes(outcomes(made, archived(20))) == [None] * 20


def test_workers_that_cannot_start_are_not_tried_for_ever(workers, tmp_path):
    options = {"marks": str(tmp_path), "number": 99}
    with pytest.raises(OnrecordError, match="before it could read anything"):
        workers(reader="runs_fakes:LateStarter", options=options)


def test_a_page_that_is_a_pickle_is_bytes_like_any_other(workers, tmp_path):
    class Evil:
        def __reduce__(self):
            return os.system, (f"touch {tmp_path / 'done'}",)

    page = arrival("a", "", data=pickle.dumps(Evil()) + b" Brand said so.")
    assert codes(outcomes(workers(), [page, arrival("b", "Brand said so.")]))[1] is None
    assert not (tmp_path / "done").exists()


def test_a_worker_knows_what_the_ledger_holds(workers, ledger):
    page = arrival("a", "Brand said so.")
    conversion = Conversion()
    made = workers(conversion=conversion, ledger=str(ledger.path))
    (record,) = outcomes(made, [page], conversion, ledger)
    ledger.put(record)
    (known,) = outcomes(made, [page], conversion, ledger)
    assert isinstance(known, Known)
    ledger.put(record, capture=page.item)
    (passed,) = outcomes(made, [page], conversion, ledger)
    assert passed == PassedOver(where="a", stage="skip", code=READ_BEFORE, message="")


def test_a_setup_says_which_reader_unless_told():
    assert Setup().reader == "onrecord.reader:Reader"
