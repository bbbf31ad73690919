"""Captures, progress and skips in the ledger."""

from dataclasses import replace
from pathlib import Path

import pytest
from ledger_records import MAKER, NEWER, record, report

from onrecord.errors import NotFoundError
from onrecord.ledger import Ledger, Outcome
from onrecord.types import Capture, Failure, Progress

PAGE = b"<p>The pier is safe"
CAPTURE = Capture(
    where="https://harbour.example/1?ref=feed",
    data=PAGE,
    url="https://harbour.example/1",
    requested="https://harbour.example/1?ref=feed",
    fetched_at="2031-05-13T08:00:00Z",
    status=200,
    headers=(("Content-Type", "text/html"), ("X-Odd", "a\u00e9")),
)
BROKEN = Failure(where="https://harbour.example/9", stage="source", code="no-text", message="m")


def test_a_capture_is_kept_with_the_edition_that_was_read_from_it(ledger: Ledger) -> None:
    made = record()
    assert ledger.put(made, capture=CAPTURE) is Outcome.ADDED
    (kept,) = ledger.captures(made.report.id)
    assert (kept.edition, kept.report) == (made.report.edition, made.report.id)
    assert (kept.location, kept.requested) == (CAPTURE.url, CAPTURE.requested)
    assert (kept.digest, kept.size, kept.status) == (CAPTURE.digest, len(PAGE), 200)
    assert kept.headers == CAPTURE.headers
    assert kept.archive is None


def test_the_same_capture_again_is_one_and_a_later_fetch_another(ledger: Ledger) -> None:
    made = record()
    for _ in range(2):
        ledger.put(made, capture=CAPTURE)
    later = replace(CAPTURE, fetched_at="2031-05-14T08:00:00Z")
    assert ledger.put(made, capture=later) is Outcome.UNCHANGED
    assert [one.fetched_at for one in ledger.captures()] == [CAPTURE.fetched_at, later.fetched_at]
    assert ledger.counts().editions == 1


def test_captures_of_a_report_are_those_of_all_its_editions(ledger: Ledger) -> None:
    ledger.put(record(), capture=CAPTURE)
    changed = replace(CAPTURE, data=PAGE + b"!", fetched_at="2031-05-14T08:00:00Z")
    ledger.put(record(report(1, text=report().text + " More.")), capture=changed)
    ledger.put(record(report(2)), capture=replace(CAPTURE, url="https://harbour.example/2"))
    assert len(list(ledger.captures("https://harbour.example/1"))) == 2
    assert len(list(ledger.captures())) == 3
    with pytest.raises(NotFoundError):
        list(ledger.captures("https://harbour.example/7"))


def test_a_failure_keeps_its_capture_and_a_later_reading_takes_it_over(ledger: Ledger) -> None:
    ledger.put_failure(BROKEN, capture=CAPTURE)
    (kept,) = ledger.captures()
    assert (kept.edition, kept.digest) == (None, CAPTURE.digest)
    assert not ledger.is_read(CAPTURE, MAKER)
    ledger.put(record(), capture=CAPTURE)
    (kept,) = ledger.captures()
    assert kept.edition == record().report.edition


def test_bytes_are_read_once_by_each_maker(ledger: Ledger) -> None:
    ledger.put(record(), capture=CAPTURE)
    assert ledger.is_read(CAPTURE, MAKER)
    assert ledger.is_read(replace(CAPTURE, fetched_at="2031-06-01T00:00:00Z"), MAKER)
    assert not ledger.is_read(CAPTURE, NEWER)
    assert not ledger.is_read(replace(CAPTURE, data=b"other"), MAKER)
    assert not ledger.is_read(replace(CAPTURE, url="https://harbour.example/2"), MAKER)


def test_progress_moves_with_the_record_or_not_at_all(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ledger.progress("a.warc.gz") is None
    first, second = (
        Progress(source="a.warc.gz", position=10),
        Progress(source="a.warc.gz", position=99, is_done=True),
    )
    ledger.put(record(), progress=first)
    assert ledger.progress("a.warc.gz") == first
    with monkeypatch.context() as patched:
        patched.setattr("onrecord.ledger.captures.keep", lambda *_, **__: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            ledger.put(record(report(2)), capture=CAPTURE, progress=second)
    assert ledger.progress("a.warc.gz") == first
    assert ledger.counts().reports == 1
    ledger.put_failure(BROKEN, progress=second)
    assert ledger.progress("a.warc.gz") == second
    ledger.advance(replace(second, position=5, is_done=False))
    assert ledger.progress("a.warc.gz") == replace(second, position=5, is_done=False)


def test_what_is_skipped_is_told_apart_from_failures(ledger: Ledger) -> None:
    skip = replace(BROKEN, stage="skip", code="other-language", detail={"language": "fi"})
    ledger.put_failure(BROKEN)
    ledger.put_failure(replace(skip, where="https://harbour.example/8"))
    assert [kept.failure.where for kept in ledger.failures()] == [BROKEN.where]
    (passed,) = ledger.failures(skipped=True)
    assert (passed.failure.detail, passed.failure.is_skip) == ({"language": "fi"}, True)
    counts = ledger.counts()
    assert (counts.failures, counts.skipped) == (1, 1)


def test_what_a_page_tells_of_its_report_comes_back(ledger: Ledger, path: Path) -> None:
    told = report(
        authors=("Ana Lesk", "Jürgen “Jo” Várady"),
        updated="2031-05-14T09:30+02:00",
        section="World",
        language="en-GB",
    )
    made = record(told)
    ledger.put(made)
    assert ledger.get(told.id) == made
    assert ledger.put(record(replace(told, authors=(), section="Sea"))) is Outcome.UNCHANGED
    assert ledger.get(told.id) == made
    again = record(replace(told, authors=("Olev Brandt",)), made_by=NEWER)
    assert ledger.put(again) is Outcome.REPLACED
    assert ledger.get(told.id) == again
    assert list(ledger.verify()) == []
