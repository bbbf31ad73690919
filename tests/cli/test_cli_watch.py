"""``watch`` and ``feeds`` as users call them."""

import csv
import io
import json

import pytest
from click.testing import CliRunner

from onrecord.cli import main
from onrecord.ledger import Ledger
from tests.fetch.servers import page, serving


@pytest.fixture(autouse=True)
def alone(monkeypatch):
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def server():
    items = "".join(f"<item><title>R</title><link>/r{n}</link></item>" for n in range(3))
    rss = f"<rss version='2.0'><channel><title>Meridian Post</title>{items}</channel></rss>"
    reports = {
        f"r{n}": page(f"Brand said {n} was so.".encode(), Content_Type="text/plain")
        for n in range(3)
    }
    with serving(rss=page(rss.encode()), html=page(b"<!doctype html>x"), **reports) as server:
        yield server


def run(*args: str):
    return CliRunner().invoke(main, [str(one) for one in args])


def watch(*args: str):
    own = ("--once", "--workers", "0", "--allow-private", "--delay", "0")
    return run("watch", *own, *args)


@pytest.mark.usefixtures("fake_reader", "folder")
def test_watching_once_reads_what_is_new_and_ends(server):
    first = watch(f"{server.url}/rss")
    assert first.exit_code == 0
    assert first.stdout == ""
    assert "Meridian Post: 3 new reports" in first.stderr
    assert "done: 3 reports, 3 statements" in first.stderr
    again = watch()
    assert (again.exit_code, again.stderr) == (
        0,
        "onrecord: no feed is due, and nothing waits to be read\n",
    )
    assert server.asked("/r1") == 1


@pytest.mark.usefixtures("fake_reader")
def test_lists_of_feeds_and_records_on_standard_output(server, folder):
    opml = f"<opml><body><outline xmlUrl='{server.url}/rss'/></body></opml>"
    (folder / "feeds.opml").write_text(opml)
    (folder / "feeds.txt").write_text(f"# mine\n\n{server.url}/html\n")
    done = watch("feeds.opml", "--feeds-from", "feeds.txt", "--format", "jsonl")
    assert done.exit_code == 1
    assert len(done.stdout.splitlines()) == 3
    assert json.loads(done.stdout.splitlines()[0])["statements"]
    assert "[not-feed]" in done.stderr


@pytest.mark.usefixtures("fake_reader", "folder")
def test_what_is_said_can_be_read_by_programs(server):
    done = watch(f"{server.url}/rss", f"{server.url}/html", "--log-format", "json")
    events = [json.loads(line) for line in done.stderr.splitlines()]
    by_event = {event["event"]: event for event in events}
    assert by_event["polled"]["new"] == 3
    assert by_event["feed-failure"]["code"] == "not-feed"
    assert by_event["done"]["reports"] == 3


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("args", "code", "told"),
    [
        (("watch",), 2, "follows no feeds yet"),
        (("watch", "nowhere.opml"), 1, "nowhere.opml: it cannot be read"),
        (("watch", "https://"), 1, "is no address"),
        (("feeds", "pause", "x"), 5, "No feed goes by"),
        (("feeds",), 3, "there is no ledger"),
    ],
)
def test_wrong_use_is_told(args, code, told):
    result = run(*args)
    assert result.exit_code == code
    assert told in result.stderr


@pytest.mark.usefixtures("fake_reader", "folder")
def test_feeds_tells_how_they_do_in_every_format(server):
    watch(f"{server.url}/rss", f"{server.url}/html")
    text = run("feeds", "--format", "text").stdout
    assert "Meridian Post\n  3 reports · 3 read\n  polled " in text
    assert "this is no feed but another kind of page" in text
    rows = [json.loads(line) for line in run("feeds").stdout.splitlines()]
    assert [(row["read"], row["errors"], row["code"]) for row in rows] == [
        (3, 0, None),
        (0, 1, "not-feed"),
    ]
    assert json.loads(run("feeds", "--format", "json").stdout) == rows
    table = list(csv.DictReader(io.StringIO(run("feeds", "--format", "csv").stdout)))
    assert [row["read"] for row in table] == ["3", "0"]


@pytest.mark.usefixtures("folder")
def test_feeds_are_added_paused_resumed_retried_and_removed():
    url = "https://meridian.example/rss"
    assert f"followed from now on: {url}" in run("feeds", "add", url, "--ledger", "a.db").stderr
    assert "all followed already" in run("feeds", "add", url, "--ledger", "a.db").stderr
    for name, told, state in (
        ("pause", "paused", "paused"),
        ("resume", "resumed", "active"),
        ("retry", "retried at once", "active"),
    ):
        assert (
            run("feeds", name, "meridian", "--ledger", "a.db").stderr
            == f"onrecord: {told}: {url}\n"
        )
        with Ledger("a.db") as ledger:
            assert [feed.state for feed in ledger.feeds.health()] == [state]
    assert run("feeds", "--ledger", "a.db", "remove", "meridian").exit_code == 0
    with Ledger("a.db") as ledger:
        assert ledger.feeds.health() == []
