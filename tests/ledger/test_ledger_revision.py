"""The mark changes with every write and with nothing else."""

from pathlib import Path

import pytest
from ledger_records import record, report

from onrecord.errors import LedgerError
from onrecord.ledger import Ledger
from onrecord.types import Failure


def test_it_changes_with_each_write_of_this_ledger_and_of_another(
    ledger: Ledger, path: Path
) -> None:
    marks = [ledger.revision()]
    ledger.put(record())
    marks.append(ledger.revision())
    with Ledger(path) as other:
        other.put_failure(Failure(where="x", stage="source", code="empty", message="Nothing."))
    marks.append(ledger.revision())
    assert len(set(marks)) == 3


def test_it_stays_while_the_ledger_is_read_or_put_what_it_has(ledger: Ledger) -> None:
    ledger.put(record())
    before = ledger.revision()
    ledger.put(record())
    list(ledger.search("pier"))
    assert ledger.revision() == before


def test_an_iterator_that_is_being_read_does_not_hide_a_write(ledger: Ledger) -> None:
    ledger.put_many([record(report(number)) for number in range(3)])
    reading = ledger.records()
    next(reading)
    before = ledger.revision()
    ledger.put(record(report(9)))
    assert ledger.revision() != before
    reading.close()


def test_two_ledgers_of_one_file_have_different_marks(ledger: Ledger, path: Path) -> None:
    with Ledger(path, read_only=True) as other:
        assert other.revision() != ledger.revision()


def test_a_closed_ledger_has_none(path: Path) -> None:
    with Ledger(path) as ledger:
        ledger.revision()
    with pytest.raises(LedgerError, match="closed"):
        ledger.revision()
