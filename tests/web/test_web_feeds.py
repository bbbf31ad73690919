"""Feeds that are followed: their health, and what is done with them."""

import csv
import io

import pytest
from room_forms import send

from onrecord.ledger import Ledger
from onrecord.ledger.feed_values import KeptEntry, Poll
from onrecord.types import Failure

URL = "https://meridian.example/world.xml"
LONG_AGO = "2031-05-01T10:00:00+00:00"
FAR = "9031-05-01T10:00:00+00:00"


@pytest.fixture
def followed(tmp_path):
    """A ledger that follows a feed with an entry, and one that cannot be read."""
    path = tmp_path / "feeds.db"
    with Ledger(path) as ledger:
        ledger.feeds.add([URL, "https://strait.example/feed"])
        entry = KeptEntry(url="https://meridian.example/1", title="One")
        ledger.feeds.record(
            URL,
            Poll(
                at=LONG_AGO, next_poll_at=FAR, is_changed=True, title="Meridian <b>World</b>",
                entries=(entry,),
            ),
        )  # fmt: skip
        failure = Failure(
            where="https://strait.example/feed", stage="source", code="http-status", message="No."
        )
        for _ in range(3):
            ledger.feeds.record(failure.where, Poll(at=LONG_AGO, next_poll_at=FAR, failure=failure))
    return path


def state_of(path, url=URL):
    with Ledger(path, read_only=True) as ledger:
        return next((one for one in ledger.feeds.health() if one.url == url), None)


def test_each_feed_is_shown_with_how_it_does_those_in_trouble_first(room, followed):
    client = room(followed)
    page = client.get("/feeds").text
    assert page.index("https://strait.example/feed") < page.index("Meridian &lt;b&gt;World")
    assert "No. (3 times in a row)" in page
    assert "0 of 1" in page
    told = {one["url"]: one for one in client.get("/feeds.json").json()["feeds"]}
    assert (told[URL]["seen"], told[URL]["pending"], told[URL]["state"]) == (1, 1, "active")
    rows = list(csv.DictReader(io.StringIO(client.get("/feeds.csv").text)))
    assert {row["url"] for row in rows} == set(told)


@pytest.mark.parametrize("given", [URL, f" {URL}?utm_source=room#top "])
def test_a_feed_is_followed(room, tmp_path, given):
    client = room(tmp_path / "a.db")
    answer = send(client, "/add", kind="feed", follow="true", feed=given)
    assert answer.url.path == "/feeds"
    assert URL in answer.text
    assert f'id="{answer.url.fragment}"' in answer.text
    assert state_of(tmp_path / "a.db").state == "active"


def test_a_feed_that_is_followed_already_is_followed_once(room, followed):
    send(room(followed), "/add", kind="feed", follow="true", feed=URL)
    with Ledger(followed, read_only=True) as ledger:
        assert len(ledger.feeds.health()) == 2


@pytest.mark.parametrize("given", ["/etc/passwd", "feeds.opml", "ftp://meridian.example/a", ""])
def test_what_is_no_address_is_not_followed_and_no_file_of_this_machine_is_read(
    room, tmp_path, given
):
    answer = send(room(tmp_path / "a.db"), "/add", kind="feed", follow="true", feed=given)
    assert answer.status_code == 422
    assert "no address of a web page" in answer.text
    with Ledger(tmp_path / "a.db", read_only=True) as ledger:
        assert ledger.feeds.health() == []


def test_a_feed_is_paused_and_resumed(room, followed):
    client = room(followed)
    page = send(client, "/feeds", change="pause", url=URL)
    assert state_of(followed).state == "paused"
    assert 'value="resume">Resume<span class="hidden"> Meridian' in page.text
    page = send(client, "/feeds", change="resume", url=URL)
    assert state_of(followed).state == "active"
    assert 'value="pause">Pause<span class="hidden"> Meridian' in page.text


def test_a_feed_is_retried_at_once(room, followed):
    url = "https://strait.example/feed"
    send(room(followed), "/feeds", change="retry", url=url)
    kept = state_of(followed, url)
    assert (kept.errors, kept.state) == (0, "active")
    assert kept.next_poll_at < FAR


def test_a_feed_is_removed(room, followed):
    page = send(room(followed), "/feeds", change="remove", url=URL)
    assert state_of(followed) is None
    assert f'value="{URL}"' not in page.text


@pytest.mark.parametrize("fields", [{"change": "health"}, {"change": "__init__"}, {}])
def test_nothing_else_can_be_done_with_a_feed(room, followed, fields):
    assert send(room(followed), "/feeds", url=URL, **fields).status_code == 400
    assert state_of(followed).state == "active"


def test_a_feed_that_is_not_followed_gets_a_page_that_helps(room, followed):
    answer = send(room(followed), "/feeds", change="pause", url="https://other.example/feed")
    assert answer.status_code == 404
    assert "No feed goes by" in answer.text


def test_a_form_of_another_page_changes_nothing(room, followed):
    client = room(followed)
    for given in ({}, {"form_token": "0" * 86}):
        assert (
            client.post("/feeds", data={"change": "remove", "url": URL, **given}).status_code == 403
        )
    assert state_of(followed) is not None


def test_a_room_that_only_reads_shows_feeds_and_changes_none(room, followed):
    client = room(followed, read_only=True)
    assert 'name="change"' not in client.get("/feeds").text
    assert send(client, "/feeds", change="remove", url=URL).status_code == 403
    assert send(client, "/add", kind="feed", follow="true", feed=URL + "2").status_code == 403
    assert state_of(followed) is not None


def test_the_page_says_when_no_watcher_seems_to_be_at_work(room, followed):
    client = room(followed)
    assert "no watcher seems to be at work" not in client.get("/feeds").text
    with Ledger(followed) as ledger:
        past = Poll(at="2021-01-01T00:00:00+00:00", next_poll_at="2021-01-01T01:00:00+00:00")
        ledger.feeds.record(URL, past)
    page = client.get("/feeds").text
    assert "since 1 January 2021, 01:00 UTC: no watcher seems to be at work" in page
    assert f"onrecord watch --ledger {followed}" in page
    send(client, "/feeds", change="pause", url=URL)
    assert "no watcher seems to be at work" not in client.get("/feeds").text
