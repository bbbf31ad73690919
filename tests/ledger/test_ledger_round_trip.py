import tempfile
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from ledger_records import MAKER, record, report
from record_strategies import ODD, records

from onrecord.errors import LedgerError
from onrecord.ledger import Ledger, Outcome
from onrecord.record import Record
from onrecord.types import Report


@pytest.fixture(scope="module")
def shared() -> Iterator[Ledger]:
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder, "l.db")) as opened:
        yield opened


numbers = count()


@settings(max_examples=80, deadline=None)
@given(made=records(ODD))
def test_what_was_put_comes_back(shared: Ledger, made: Record) -> None:
    # Words of its own, so that it meets none of the other examples in the ledger.
    made = replace(made, report=replace(made.report, title=f"{made.report.title} {next(numbers)}"))
    assert shared.put(made) is Outcome.ADDED
    assert shared.get(made.report.edition) == made


@pytest.mark.parametrize(
    "text",
    ["", "a\0b", "🦀 e\u0301 \u202e \ufeff", "line\r\nline\r", "x" * 5_000_000],
    ids=["empty", "nul", "unicode", "newlines", "5 MB"],
)
def test_texts_of_all_kinds(ledger: Ledger, text: str) -> None:
    made = Record(
        report=Report(text=text, path="odd.txt"), statements=(), excluded=(), made_by=MAKER
    )
    ledger.put(made)
    assert ledger.get("odd.txt") == made
    assert list(ledger.verify()) == []


def test_positions_after_a_nul_and_emoji_stand(ledger: Ledger) -> None:
    made = record(report(text="\0🦀\0 " + report().text))
    ledger.put(made)
    assert ledger.get(made.report.id) == made
    assert list(ledger.verify()) == []
    assert len(list(ledger.search("crowns"))) == 1


def test_a_lone_surrogate_is_refused_with_its_remedy(ledger: Ledger) -> None:
    made = record(report(text=report().text + "\udc80"))
    with pytest.raises(LedgerError, match=r"udc80.*errors=\"replace\""):
        ledger.put(made)
    assert ledger.counts().reports == 0
    assert ledger.put(record()) is Outcome.ADDED
