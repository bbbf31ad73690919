"""Feeds and entries in the ledger: followed, polled, settled, counted."""

import pytest
from ledger_records import record, report

from onrecord.errors import NotFoundError
from onrecord.ledger import FeedState, KeptEntry, Ledger, Poll
from onrecord.types import EntryState, Failure, Settlement

A, B = "https://meridian.example/rss", "https://dravany.example/atom"
AT, LATER = "2131-05-05T12:00:00+00:00", "2131-05-05T13:00:00+00:00"
BROKEN = Failure(where=A, stage="source", code="not-feed", message="no feed")


def page(name: str, host: str = "meridian.example", **known) -> KeptEntry:
    return KeptEntry(url=f"https://{host}/{name}", **known)


def show(ledger: Ledger, feed: str, *entries: KeptEntry, **known) -> int:
    facts = {"at": AT, "next_poll_at": LATER, "is_changed": True, "title": f"Title of {feed}"}
    return ledger.feeds.record(feed, Poll(**(facts | known), entries=entries))


def settle(ledger: Ledger, entry: KeptEntry, state=EntryState.READ, **known) -> None:
    ledger.advance(Settlement(url=entry.url, state=state, **known))


def waiting(ledger: Ledger, at: str = AT, **known) -> list[str]:
    chosen = {"of_each_host": 10, "limit": 100} | known
    return [entry.url for entry in ledger.feeds.waiting(at, **chosen)]


@pytest.fixture
def feeds(ledger: Ledger):
    ledger.feeds.add([A, B])
    return ledger.feeds


def health(ledger: Ledger, url: str):
    return next(feed for feed in ledger.feeds.health() if feed.url == url)


def test_a_feed_is_followed_once(ledger):
    assert ledger.feeds.add([A, B, A]) == [A, B]
    assert ledger.feeds.add([B]) == []
    assert [feed.url for feed in ledger.feeds.health()] == [A, B]
    assert {feed.url for feed in ledger.feeds.due(AT)} == {A, B}


def test_entries_are_seen_once_and_counted_by_feed(ledger, feeds):
    assert show(ledger, A, page("1"), page("2")) == 2
    assert show(ledger, A, page("2"), page("3")) == 1
    assert show(ledger, B, page("3"), page("4")) == 1
    settle(ledger, page("3"))
    settle(ledger, page("1"), EntryState.FAILED, code="http-status")
    first, second = health(ledger, A), health(ledger, B)
    assert (first.seen, first.read, first.failed, first.pending) == (3, 1, 1, 1)
    assert (second.seen, second.read, second.pending) == (2, 1, 1)


def test_what_is_settled_is_never_shown_as_new_again(ledger, feeds):
    show(ledger, A, page("1"), page("2"), page("3"))
    settle(ledger, page("1"))
    settle(ledger, page("2"), EntryState.SKIPPED, code="other-language")
    settle(ledger, page("3"), EntryState.FAILED, code="robots")
    assert show(ledger, A, page("1"), page("2"), page("3")) == 0
    assert waiting(ledger) == []


def test_what_is_on_record_already_is_not_read(ledger, feeds):
    ledger.put(record(report(1)))
    assert show(ledger, A, KeptEntry(url=report(1).url), page("2")) == 1
    assert health(ledger, A).read == 1


@pytest.mark.parametrize(
    ("before", "after", "is_again"),
    [
        ("2031-05-04T10:00:00+00:00", "2031-05-04T10:00:01+00:00", True),
        ("2031-05-04T10:00:00+00:00", "2031-05-04T12:00:00+02:00", False),
        ("2031-05-04", "2031-05-05", True),
        ("2031-05-04", "2031-05-04T10:00:00+00:00", False),
        (None, "2031-05-05", False),
        ("2031-05-04", None, False),
    ],
)
def test_a_report_that_its_feed_says_was_updated_is_read_again(
    ledger, feeds, before, after, is_again
):
    show(ledger, A, page("1", updated=before))
    settle(ledger, page("1"))
    assert show(ledger, A, page("1", updated=after)) == is_again
    assert show(ledger, A, page("1", updated=after)) == 0
    assert waiting(ledger) == [page("1").url] * is_again


def test_an_entry_waits_until_its_next_try(ledger, feeds):
    show(ledger, A, page("1"), page("2"))
    settle(ledger, page("1"), EntryState.PENDING, tries=3, next_try_at=LATER, code="timeout")
    assert waiting(ledger) == [page("2").url]
    assert ledger.feeds.next_due(AT) == LATER
    first, _ = ledger.feeds.waiting(LATER, of_each_host=10, limit=10)
    assert (first.url, first.tries) == (page("1").url, 3)
    ledger.feeds.postpone(page("2").url, until=LATER)
    assert waiting(ledger) == []


def test_one_host_with_many_entries_leaves_room_for_others(ledger, feeds):
    show(ledger, A, *(page(str(n)) for n in range(50)), page("x", "other.example"))
    found = waiting(ledger, of_each_host=3, limit=100)
    assert found[:2] == [page("0").url, page("x", "other.example").url]
    assert len(found) == 4


def test_reading_an_entry_resolves_the_failure_at_its_address(ledger, feeds):
    show(ledger, A, page("1"))
    failure = Failure(where=page("1").url, stage="source", code="timeout", message="slow")
    mark = Settlement(url=page("1").url, state=EntryState.PENDING, tries=1, next_try_at=LATER)
    ledger.put_failure(failure, progress=mark)
    assert [kept.failure for kept in ledger.failures()] == [failure]
    ledger.put(record(report(1)), progress=Settlement(url=page("1").url, state=EntryState.READ))
    assert list(ledger.failures()) == []
    assert health(ledger, A).read == 1


def test_a_failure_keeps_what_was_known_and_counts(ledger, feeds):
    show(ledger, A, page("1"), etag='"a"', interval_seconds=900)
    ledger.feeds.record(A, Poll(at=AT, next_poll_at=LATER, failure=BROKEN))
    ledger.feeds.record(A, Poll(at=AT, next_poll_at=LATER, failure=BROKEN))
    ledger.feeds.record(A, Poll(at=AT, next_poll_at=LATER, failure=BROKEN, is_counted=False))
    feed = health(ledger, A)
    assert (feed.errors, feed.code, feed.message) == (2, "not-feed", "no feed")
    assert (feed.etag, feed.interval_seconds, feed.pending) == ('"a"', 900, 1)
    ledger.feeds.record(A, Poll(at=LATER, next_poll_at=LATER))
    feed = health(ledger, A)
    assert (feed.errors, feed.code, feed.message, feed.etag) == (0, None, None, '"a"')
    assert feed.succeeded_at == LATER


def test_a_feed_that_has_moved_keeps_its_name_and_is_fetched_elsewhere(ledger, feeds):
    show(ledger, A, page("1"), location="https://new.example/rss")
    assert health(ledger, A).location == "https://new.example/rss"
    assert ledger.feeds.add(["https://new.example/rss"]) == []


def test_a_feed_that_has_moved_to_where_another_is_ends(ledger, feeds):
    show(ledger, A, page("1"), location=B)
    feed = health(ledger, A)
    assert (feed.state, feed.code) == (FeedState.ENDED, "moved")
    assert waiting(ledger) == [page("1").url]


def test_an_index_brings_feeds_and_takes_them_away(ledger, feeds):
    maps = [f"https://meridian.example/map{n}.xml" for n in range(3)]
    show(ledger, A, feeds=(maps[0], maps[1]))
    show(ledger, A, feeds=(maps[1], maps[2], B))
    states = {feed.url: feed.state for feed in ledger.feeds.health()}
    assert states[maps[0]] is FeedState.ENDED
    assert states[maps[1]] is states[maps[2]] is states[B] is FeedState.ACTIVE
    assert health(ledger, maps[1]).listed_in == A
    assert health(ledger, B).listed_in is None
    show(ledger, A, feeds=tuple(maps))
    assert health(ledger, maps[0]).state is FeedState.ACTIVE
    ledger.feeds.remove(A)
    assert [feed.url for feed in ledger.feeds.health()] == [B]


def test_paused_and_ended_feeds_are_not_due(ledger, feeds):
    ledger.feeds.pause(A)
    ledger.feeds.record(B, Poll(at=AT, next_poll_at=AT, failure=BROKEN, has_ended=True))
    assert ledger.feeds.due(LATER) == []
    assert ledger.feeds.resume(A).state is FeedState.ACTIVE
    ledger.feeds.retry(B)
    assert {feed.url for feed in ledger.feeds.due(LATER)} == {A, B}


def test_removing_a_feed_forgets_only_what_waits_in_no_other(ledger, feeds):
    show(ledger, A, page("1"), page("2"), page("3"))
    show(ledger, B, page("2"))
    settle(ledger, page("3"))
    ledger.feeds.remove(A)
    assert waiting(ledger) == [page("2").url]
    ledger.feeds.add([A])
    assert show(ledger, A, page("1"), page("3")) == 1
    assert ledger.feeds.record("https://nowhere.example/", Poll(at=AT, next_poll_at=AT)) == 0


def test_retrying_a_feed_tries_its_failures_again(ledger, feeds):
    show(ledger, A, page("1"), page("2"), page("3"))
    settle(ledger, page("1"), EntryState.FAILED, tries=10, code="timeout")
    settle(ledger, page("2"), EntryState.PENDING, tries=2, next_try_at=LATER)
    settle(ledger, page("3"))
    ledger.feeds.retry(A)
    assert waiting(ledger) == [page("1").url, page("2").url]
    assert {entry.tries for entry in ledger.feeds.waiting(AT, of_each_host=9, limit=9)} == {0}


@pytest.mark.parametrize("name", [A, "MERIDIAN.example", "title of https://mer"])
def test_a_feed_goes_by_its_address_or_a_part_of_address_or_title(ledger, feeds, name):
    show(ledger, A)
    assert ledger.feeds.pause(name).url == A


@pytest.mark.parametrize(
    ("name", "told"), [("example", "several"), ("%", "No feed"), ("nowhere", "No feed")]
)
def test_a_name_that_means_none_or_several_is_refused(feeds, name, told):
    with pytest.raises(NotFoundError, match=told):
        feeds.remove(name)
