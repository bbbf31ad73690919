"""What the ledger finds survives JSON."""

import json
from dataclasses import replace

import pytest
import talks_records
from ledger_records import record

from onrecord.ledger import Hit, KeptFailure, Ledger, Moment, Profile, ReportSummary
from onrecord.ledger.plain import from_plain, to_plain
from onrecord.record import Record
from onrecord.types import Capture, Failure


@pytest.fixture
def full(ledger: Ledger) -> Ledger:
    ledger.put(talks_records.record())
    ledger.put(
        record(),
        capture=Capture(where="a", data=b"a", url="https://a.example", headers=(("A", "b"),)),
    )
    ledger.put_failure(Failure(where="x.txt", stage="source", code="empty", message="Nothing."))
    return ledger


def found(ledger: Ledger) -> list[object]:
    return [
        *ledger.search("the"),
        *ledger.timeline(),
        *ledger.who("Solt"),
        *ledger.reports(),
        *ledger.failures(),
        *ledger.captures(),
        *ledger.records(),
        ledger.counts(),
    ]


def test_every_value_comes_back_from_its_json(full: Ledger) -> None:
    every = found(full)
    kinds = {type(value) for value in every}
    assert {Hit, Moment, Profile, ReportSummary, KeptFailure, Record} < kinds
    for value in every:
        told = json.loads(json.dumps(to_plain(value)))
        assert from_plain(type(value), told) == value


def test_keys_of_a_newer_version_are_passed_over_and_missing_ones_take_their_default(
    full: Ledger,
) -> None:
    hit = next(full.search("strait"))
    told = to_plain(hit) | {"mood": "sour"}
    del told["answers"]
    assert from_plain(Hit, told) == replace(hit, answers=())


def test_a_missing_key_that_has_no_default_is_an_error(full: Ledger) -> None:
    told = to_plain(next(full.reports()))
    del told["edition"]
    with pytest.raises(KeyError, match="edition"):
        from_plain(ReportSummary, told)


def test_a_moments_hit_and_a_profiles_statements_stand_as_the_command_line_writes_them(
    full: Ledger,
) -> None:
    moment = to_plain(next(full.timeline()))
    assert {"what", "edtf", "statement", "answers"} < moment.keys()
    profile = to_plain(next(full.who("Solt")))
    assert profile["latest"][0]["statement"]["speaker"]["name"] == "Mira Solt"
    assert "hits" not in profile
