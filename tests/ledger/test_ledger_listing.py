"""Reports and failures, page by page."""

from typing import Any

import pytest
from ledger_records import record, report
from sqlalchemy import event

from onrecord.errors import OptionError
from onrecord.ledger import Ledger
from onrecord.ledger.cursors import cursor
from onrecord.types import Failure

DATES = ["2031-05-13", None, "2031", "2031-05-13", "2031-05-13T08:00", None, "2030-01-01", None]


@pytest.fixture
def listed(ledger: Ledger) -> Ledger:
    for number, published in enumerate(DATES):
        outlet = "The Harbour Lamp" if number % 2 else "The Quay"
        ledger.put(record(report(number, published=published, outlet=outlet)))
        failure = Failure(where=f"{number}.txt", stage="source", code="empty", message="Nothing.")
        ledger.put_failure(failure)
    ledger.put(record(report(0, text=report(0).text + " More.", published=DATES[0])))
    return ledger


def pages(ask: Any, **asked: Any) -> list[Any]:
    found, place = [], None
    while True:
        page = ask(**asked, cursor=place)
        assert page.items or place is None
        found.append(page.items)
        place = page.next
        if place is None:
            return [item for items in found for item in items]


@pytest.mark.parametrize("size", [1, 2, 3, 8, 100])
@pytest.mark.parametrize(
    "asked", [{}, {"outlet": "the quay"}, {"since": "2031"}, {"until": "2031-05"}]
)
def test_pages_hold_what_the_whole_list_does(
    listed: Ledger, size: int, asked: dict[str, str]
) -> None:
    assert pages(listed.report_page, size=size, **asked) == list(listed.reports(**asked))


@pytest.mark.parametrize("size", [1, 3, 100])
def test_pages_of_failures_hold_all(listed: Ledger, size: int) -> None:
    listed.put_failure(Failure(where="x", stage="skip", code="language", message="German."))
    assert pages(listed.failure_page, size=size) == list(listed.failures())
    assert pages(listed.failure_page, size=size, skipped=True) == list(
        listed.failures(skipped=True)
    )


def test_what_comes_in_meanwhile_moves_nothing(listed: Ledger) -> None:
    before = list(listed.reports())
    first = listed.report_page(size=2)
    listed.put(record(report(90, published="2032-01-01")))
    rest = listed.report_page(size=100, cursor=first.next)
    assert [*first.items, *rest.items] == before


@pytest.mark.parametrize(
    "bad", ["x", cursor("failures", "a", "b"), cursor("reports", "2031", "no")]
)
def test_a_cursor_of_something_else_is_refused(listed: Ledger, bad: str) -> None:
    with pytest.raises(OptionError, match="cursor is"):
        listed.report_page(cursor=bad)


@pytest.mark.parametrize("size", [0, -1, 501])
def test_a_size_that_is_no_pages_is_refused(listed: Ledger, size: int) -> None:
    with pytest.raises(OptionError, match="size is"):
        listed.failure_page(size=size)


def test_indexes_give_the_pages_without_sorting(listed: Ledger) -> None:
    asked: list[tuple[str, Any]] = []
    place = listed.report_page(size=2).next
    seen = listed.failure_page(size=2).next
    event.listen(
        listed._engine,
        "before_cursor_execute",
        lambda _c, _cursor, sql, values, *_: asked.append((sql, values)),
    )
    listed.report_page(size=2, cursor=place)
    listed.failure_page(size=2, cursor=seen)
    found = [(sql, values) for sql, values in asked if "ORDER BY" in sql]
    assert len(found) == 2
    with listed._engine.connect() as connection:
        for sql, values in found:
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values).all()
            assert "TEMP B-TREE" not in str(plan), plan
