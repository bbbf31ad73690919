import sqlite3
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from ledger_records import MAKER, NEWER, TEXT, record, report

from onrecord.errors import LedgerError
from onrecord.ledger import Ledger, Outcome
from onrecord.types import Failure

FAILURE = Failure(
    where="https://harbour.example/1",
    stage="source",
    code="unreadable",
    message="It timed out. Try again.",
    detail={"seconds": "30", "host": "härbour"},
)


def dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def test_a_record_is_added_once(ledger: Ledger, path: Path) -> None:
    assert ledger.put(record()) is Outcome.ADDED
    before = dump(path)
    assert ledger.put(record()) is Outcome.UNCHANGED
    assert ledger.put_many([record()]) == [Outcome.UNCHANGED]
    assert dump(path) == before


def test_an_unchanged_record_waits_for_no_writer(ledger: Ledger, path: Path) -> None:
    ledger.put(record())
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert ledger.put(record()) is Outcome.UNCHANGED


def test_another_makers_record_takes_its_place(ledger: Ledger) -> None:
    ledger.put(record())
    newer = record(report(path="again.txt"), made_by=NEWER, only=slice(2))
    assert ledger.put(newer) is Outcome.REPLACED
    assert ledger.get(newer.report.id) == newer
    assert ledger.counts().statements == 2
    assert [hit.statement for hit in ledger.search("crowns")] == []
    assert list(ledger.verify()) == []


def test_new_words_are_a_new_edition(ledger: Ledger) -> None:
    old, new = record(), record(report(text="Corrected. " + TEXT))
    assert [ledger.put(old), ledger.put(new)] == [Outcome.ADDED, Outcome.ADDED]
    assert ledger.get(old.report.id) == new
    assert ledger.get(old.report.edition) == old
    assert list(ledger.records()) == [new]
    (summary,) = ledger.reports()
    assert (summary.edition, summary.editions) == (new.report.edition, 2)
    assert {hit.edition for hit in ledger.search("pier")} == {new.report.edition}
    assert ledger.counts().editions == 2


def test_a_newer_reading_of_an_older_edition_leaves_the_current_one(ledger: Ledger) -> None:
    old, new = record(), record(report(text="Corrected. " + TEXT))
    ledger.put_many([old, new])
    again = replace(old, made_by=NEWER)
    assert ledger.put(again) is Outcome.REPLACED
    assert ledger.get(old.report.id) == new
    assert ledger.get(old.report.edition) == again


def test_has_says_what_a_run_may_skip(ledger: Ledger) -> None:
    assert not ledger.has(report(), MAKER)
    ledger.put(record())
    assert ledger.has(report(), MAKER)
    assert not ledger.has(report(), NEWER)
    assert not ledger.has(report(text="Corrected. " + TEXT), MAKER)
    ledger.put_failure(FAILURE)
    assert not ledger.has(report(), MAKER)


def test_a_batch_is_put_whole_or_not_at_all(ledger: Ledger) -> None:
    bad = record(replace(report(2), title="\ud800"))
    with pytest.raises(LedgerError, match="surrogate"):
        ledger.put_many([record(), bad])
    assert ledger.counts().reports == 0
    assert ledger.put_many([record(), record(report(2))]) == [Outcome.ADDED, Outcome.ADDED]


def test_a_failure_is_counted_until_the_place_is_read_well(ledger: Ledger) -> None:
    ledger.put_failure(replace(FAILURE, code="not-text"))
    ledger.put_failure(FAILURE)
    (kept,) = ledger.failures()
    assert (kept.failure, kept.count) == (FAILURE, 2)
    assert kept.first_seen <= kept.last_seen
    ledger.put(record(report(2)))
    assert ledger.counts().failures == 1
    ledger.put(record())
    assert (list(ledger.failures()), ledger.counts().failures) == ([], 0)
    ledger.put_failure(FAILURE)
    assert [again.count for again in ledger.failures()] == [3]


def test_a_report_read_again_resolves_a_failure_in_between(ledger: Ledger) -> None:
    named = record(report(path="pier.txt"))
    ledger.put(named)
    ledger.put_failure(replace(FAILURE, where="pier.txt"))
    assert ledger.put(named) is Outcome.UNCHANGED
    assert list(ledger.failures()) == []


def test_an_undecodable_file_name_is_kept_escaped(ledger: Ledger) -> None:
    name = "caf\udce9.txt"
    ledger.put_failure(replace(FAILURE, where=name))
    assert [kept.failure.where for kept in ledger.failures()] == [r"caf\udce9.txt"]
    ledger.put(record(report(path=name)))
    assert list(ledger.failures()) == []
    assert ledger.get(name).report.path == r"caf\udce9.txt"


def test_threads_share_a_ledger(ledger: Ledger) -> None:
    numbers = [*range(20), *range(20)]
    with ThreadPoolExecutor(4) as threads:
        outcomes = list(threads.map(lambda n: ledger.put(record(report(n))), numbers))
        reports = list(threads.map(lambda n: ledger.get(report(n).url or "").report, range(20)))
    assert Counter(outcomes) == {Outcome.ADDED: 20, Outcome.UNCHANGED: 20}
    assert reports == [report(n) for n in range(20)]


def test_an_iterator_reads_on_while_its_thread_writes(ledger: Ledger) -> None:
    ledger.put_many([record(report(n)) for n in range(110)])
    seen = 0
    for number, held in enumerate(ledger.records()):
        ledger.put(record(report(1000 + number)))
        seen += held == record(report(number))
    assert seen == 110
    assert ledger.counts().reports == 220
