"""The watcher against real servers on loopback, of which some misbehave."""

import threading
import time
from datetime import timedelta

import pytest
from fake_reader import FakeReader
from watch_fakes import (
    BEGIN,
    FakeClock,
    FakeWeb,
    atom,
    capture,
    failing,
    health,
    make_run,
    report,
    rss,
    watch,
)

from onrecord.fetch import Fetcher, FetchOptions
from onrecord.ledger import FeedState
from onrecord.watch import Watcher, WatchOptions
from tests.fetch.servers import endless, page, raw, redirect, serving, silent

FEED = "https://meridian.example/rss"
PAGE = "https://meridian.example/{}"


@pytest.fixture
def fetcher(monkeypatch) -> FetchOptions:
    """How to fetch: limits so short that misbehaviour shows at once."""
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    return FetchOptions(
        allow_private=True, delay_seconds=0.0, timeout_seconds=0.6, total_seconds=1.5
    )


def text(number: int):
    return page(report(number).encode(), Content_Type="text/plain")


def feed(body: str, **headers: str):
    return page(body.encode(), **({"Content_Type": "application/rss+xml"} | headers))


def publish(web: FakeWeb, *numbers: int, url: str = FEED, **headers: str) -> None:
    """A feed with these reports, and the reports."""
    links = [PAGE.format(number) for number in numbers]
    web.pages[url] = lambda want: capture(want, rss(*links), "application/rss+xml", **headers)
    for number, link in zip(numbers, links, strict=True):
        web.pages[link] = lambda want, number=number: capture(want, report(number))


def test_what_feeds_point_to_is_read_once_from_several_feeds_and_dressed_addresses(ledger, fetcher):
    with serving(r1=text(1), r2=text(2), r3=text(3)) as server:
        server.paths["/a"] = feed(rss("/r1?utm_source=a", "/r2#top", "/r1"))
        server.paths["/b"] = feed(rss(f"{server.url}/r2?fbclid=x", "/r3", title="Dravany Wire"))
        ledger.feeds.add([f"{server.url}/a", f"{server.url}/b"])
        run = watch(ledger, fetcher)
        assert sorted(FakeReader.texts_read) == [report(1), report(2), report(3)]
        ledger.feeds.retry(f"{server.url}/a")
        watch(ledger, fetcher)
        assert FakeReader.texts_read == []
        assert server.asked("/a") == 2
        assert [server.asked(path) for path in ("/b", "/r1", "/r2", "/r3")] == [1, 1, 1, 1]
    assert run.tally.reports == 3
    assert (health(ledger, "/a").read, health(ledger, "/b").read) == (2, 2)


def test_an_unchanged_feed_is_asked_for_conditionally(ledger, fetcher):
    with serving(r1=text(1)) as server:
        server.paths["/a"] = feed(rss("/r1"), ETag='"v1"', Last_Modified="yesterday")
        ledger.feeds.add([f"{server.url}/a"])
        watch(ledger, fetcher)
        server.paths["/a"] = page(b"", status="304 Not Modified")
        ledger.feeds.retry(server.url)
        watch(ledger, fetcher)
        last = server.requests[-1]
    assert last.headers["if-none-match"] == '"v1"'
    assert last.headers["if-modified-since"] == "yesterday"
    kept = health(ledger)
    assert (kept.errors, kept.title, kept.read) == (0, "Meridian Post", 1)


HUGE = b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n<rss><channel><title>x</title>"
BOMB = (
    '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
    "<rss version='2.0'><channel><title>&b;</title></channel></rss>"
)


@pytest.mark.parametrize(
    ("serve", "code"),
    [
        (page(b"<!doctype html><title>Moved</title>"), "not-feed"),
        (endless(HUGE, b"<item><title>x</title></item>" * 30_000), "too-large"),
        (feed(BOMB), "unsafe-xml"),
        (feed(""), "empty"),
        (silent, "timeout"),
        (feed(rss("/r1"), Content_Encoding="br"), "bad-response"),
        (raw(b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n<rss>"), "truncated"),
        (page(b"", status="500 Oh"), "http-status"),
        (page(b"%PDF", Content_Type="application/pdf"), "not-a-page"),
        (redirect("/bad"), "too-many-redirects"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_feed_that_cannot_be_read_is_told_and_stops_no_other(ledger, fetcher, serve, code):
    with serving(r1=text(1), bad=serve) as server:
        server.paths["/good"] = feed(rss("/r1"))
        ledger.feeds.add([f"{server.url}/bad", f"{server.url}/good"])
        watch(ledger, fetcher)
    bad = health(ledger, "/bad")
    assert (bad.code, bad.errors, bad.state, bad.seen) == (code, 1, FeedState.ACTIVE, 0)
    assert bad.message
    assert bad.next_poll_at > bad.polled_at
    assert health(ledger, "/good").read == 1


@pytest.mark.parametrize(
    ("body", "seen", "told"),
    [
        (rss(), 0, "has no items"),
        ("<rss version='2.0'><channel><item><title>x</title></item></channel></rss>", 0, "1 of"),
        (rss("/r1").replace("</channel></rss>", ""), 1, "not well-formed"),
        (rss("/r1"), 1, None),
    ],
)
def test_odd_feeds_are_read_as_far_as_they_go_and_their_trouble_is_told(
    ledger, fetcher, body, seen, told
):
    with serving(r1=text(1), odd=feed(body)) as server:
        ledger.feeds.add([f"{server.url}/odd"])
        watch(ledger, fetcher)
    kept = health(ledger)
    assert (kept.seen, kept.read, kept.errors) == (seen, seen, 0)
    assert (kept.trouble is None) if told is None else (told in kept.trouble)


def test_a_feed_that_is_gone_ends_and_one_that_moved_for_good_is_kept_there(ledger, fetcher):
    with serving(r1=text(1), gone=page(b"", status="410 Gone")) as server:
        server.paths |= {
            "/old": redirect("/older", "301 Moved"),
            "/older": redirect("/new", "308 Permanent Redirect"),
            "/new": feed(rss("/r1")),
            "/away": redirect("/there", "302 Found"),
            "/there": feed(rss("/r1")),
        }
        ledger.feeds.add([f"{server.url}{path}" for path in ("/gone", "/old", "/away")])
        watch(ledger, fetcher)
        assert health(ledger, "/gone").state is FeedState.ENDED
        assert health(ledger, "/old").location == f"{server.url}/new"
        assert health(ledger, "/away").location == f"{server.url}/away"
        ledger.feeds.retry(f"{server.url}/old")
        watch(ledger, fetcher)
        assert (server.asked("/old"), server.asked("/new"), server.asked("/gone")) == (1, 2, 1)


def test_a_sitemap_index_is_followed_to_its_sitemaps(ledger, fetcher):
    space = "xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'"
    with serving(r1=text(1), r2=text(2)) as server:
        ends = f"<sitemap><loc>{server.url}/news.xml</loc></sitemap></sitemapindex>"
        server.paths["/index"] = feed(f"<sitemapindex {space}>{ends}")
        places = f"<url><loc>{server.url}/r1</loc></url><url><loc>{server.url}/r2</loc>"
        old = "<lastmod>2001-01-01</lastmod></url>"
        server.paths["/news.xml"] = feed(f"<urlset {space}>{places}{old}</urlset>")
        ledger.feeds.add([f"{server.url}/index"])
        watch(ledger, fetcher)
    assert FakeReader.texts_read == [report(1)]
    assert health(ledger, "/news.xml").listed_in.endswith("/index")


def test_one_host_gets_one_request_at_a_time(ledger, fetcher):
    under_way, most, guard = [0], [0], threading.Lock()

    def slow(client, request):
        with guard:
            under_way[0] += 1
            most[0] = max(most[0], under_way[0])
        time.sleep(0.02)
        text(int(request.path[2:]))(client, request)
        with guard:
            under_way[0] -= 1

    with serving() as server:
        server.paths |= {f"/r{n}": slow for n in range(12)}
        server.paths["/a"] = feed(rss(*(f"/r{n}" for n in range(12))))
        ledger.feeds.add([f"{server.url}/a"])
        run = watch(ledger, fetcher, hosts_at_a_time=8)
    assert run.tally.reports == 12
    assert most[0] == 1


def test_entries_that_left_the_feed_before_they_were_read_are_still_read(ledger, web):
    publish(web, 1, 2, 3)
    down = {PAGE.format(n): failing(503) for n in (1, 2)}
    for url, error in down.items():
        web.pages[url] = raising(error)
    ledger.feeds.add([FEED])
    watch(ledger, web)
    assert FakeReader.texts_read == [report(3)]
    publish(web, 4)
    for number in (1, 2):
        web.pages[PAGE.format(number)] = lambda want, number=number: capture(want, report(number))
    web.clock.at += timedelta(hours=2)
    run = watch(ledger, web)
    assert run.tally.reports == 3
    assert list(ledger.failures()) == []


def raising(error: Exception):
    def answer(want):
        raise error

    return answer


def test_a_passing_failure_is_tried_again_with_a_limit_and_a_lasting_one_is_not(ledger, web):
    publish(web, 1, 2)
    web.pages[PAGE.format(1)] = raising(failing(503))
    web.pages[PAGE.format(2)] = raising(failing(403))
    ledger.feeds.add([FEED])
    web.clock.until = BEGIN + timedelta(days=14)
    watch(ledger, web, once=False, refresh_seconds=86400)
    times = web.times(PAGE.format(1))
    assert len(times) == 10
    assert timedelta(days=2) < times[-1] - times[0] < timedelta(days=6)
    assert len(web.times(PAGE.format(2))) == 1
    kept = health(ledger)
    assert (kept.failed, kept.pending) == (2, 0)


def test_while_the_network_is_cut_nothing_is_given_up_and_it_goes_on_by_itself(ledger, web):
    publish(web, 1, 2)
    ledger.feeds.add([FEED])
    pages = dict(web.pages)
    cut = failing(0)
    cut.code, cut.detail = "no-such-host", {}
    for url in list(web.pages)[1:]:
        web.pages[url] = raising(cut)
    watch(ledger, web)
    web.pages = {url: raising(cut) for url in pages}
    web.clock.until = web.clock.at + timedelta(days=5)
    watch(ledger, web, once=False, refresh_seconds=3600)
    assert health(ledger).pending == 2
    asked = len(web.times(FEED))
    assert asked > 5 * 24
    web.pages = pages
    web.clock.until = web.clock.at + timedelta(hours=1)
    watch(ledger, web, once=False)
    kept = health(ledger)
    assert (kept.read, kept.pending, kept.errors) == (2, 0, 0)


def test_a_host_that_wants_to_be_left_alone_is_and_its_entries_lose_no_try(ledger, web):
    publish(web, 1, 2)
    busy = failing(0)
    busy.code, busy.detail = "host-busy", {"retry_after": "3000"}
    pages = dict(web.pages)
    for number in (1, 2):
        web.pages[PAGE.format(number)] = raising(busy)
    ledger.feeds.add([FEED])
    watch(ledger, web)
    assert sum(url != FEED for _, url in web.asked) == 1
    assert list(ledger.failures()) == []
    web.pages = pages
    web.clock.at += timedelta(seconds=3001)
    watch(ledger, web)
    assert health(ledger).read == 2


def test_a_server_that_says_when_to_come_back_is_obeyed(ledger, web):
    web.pages[FEED] = raising(failing(429, retry_after="20000"))
    ledger.feeds.add([FEED])
    web.clock.until = BEGIN + timedelta(seconds=30_000)
    watch(ledger, web, once=False)
    first, second = web.times(FEED)
    assert (second - first).total_seconds() >= 20_000


def test_an_updated_report_is_read_again_and_becomes_an_edition(ledger, web):
    web.pages[FEED] = lambda want: capture(want, atom((PAGE.format(1), "2031-05-05T10:00:00Z")))
    web.pages[PAGE.format(1)] = lambda want: capture(want, report(1))
    ledger.feeds.add([FEED])
    watch(ledger, web)
    web.pages[FEED] = lambda want: capture(want, atom((PAGE.format(1), "2031-05-05T11:00:00Z")))
    web.pages[PAGE.format(1)] = lambda want: capture(want, "Brand denied the bridge was open.")
    web.clock.at += timedelta(days=1)
    watch(ledger, web)
    assert (ledger.counts().reports, ledger.counts().editions) == (1, 2)


def test_feeds_added_paused_and_removed_meanwhile_are_heeded(ledger, web):
    publish(web, 1)
    other = "https://dravany.example/rss"
    publish(web, 2, url=other)
    ledger.feeds.add([FEED])
    waits = web.clock.wait

    def wait(seconds, stop):
        if web.clock.waits == 2:
            ledger.feeds.add([other])
            ledger.feeds.pause(FEED)
        waits(seconds, stop)

    web.clock.wait = wait
    watch(ledger, web, once=False, refresh_seconds=600)
    assert len(web.times(FEED)) == 1
    assert len(web.times(other)) > 10


def test_stopping_leaves_what_is_under_way_settled_or_pending(ledger, fetcher):
    with serving(**{f"r{n}": text(n) for n in range(30)}) as server:
        server.paths["/a"] = feed(rss(*(f"/r{n}" for n in range(30)), "/stalls"))
        server.paths["/stalls"] = silent
        ledger.feeds.add([f"{server.url}/a"])
        run = make_run(ledger)
        seen = []
        run.write = lambda record: seen.append(record) or len(seen) < 5 or run.stop.set()
        began = time.monotonic()
        Watcher(run, Fetcher(fetcher), WatchOptions()).watch()
        assert time.monotonic() - began < 10
    kept = health(ledger)
    assert kept.read == ledger.counts().reports == len(seen)
    assert kept.read + kept.pending == 31
    assert 5 <= kept.read < 31


def test_weeks_of_feeds_fill_no_memory(ledger):
    import tracemalloc

    clock = FakeClock(lasts=timedelta(days=28))
    web = FakeWeb(clock)
    web.asked = Forgetful()

    def feed_of(host):
        def answer(want):
            hours = int((clock.now() - BEGIN).total_seconds() // (6 * 3600))
            links = [f"https://{host}/{number}" for number in range(max(0, hours - 4), hours + 1)]
            return capture(want, rss(*links), "application/rss+xml", cache_control="max-age=40000")

        return answer

    class Pages(dict):
        def __contains__(self, url):
            return True

        def __missing__(self, url):
            return lambda want: capture(want, report(int(want.url.rpartition("/")[2])))

    web.pages = Pages({f"https://{n}.example/rss": feed_of(f"{n}.example") for n in range(2)})
    ledger.feeds.add(web.pages)
    run = make_run(ledger)
    sizes = []

    def measure(feed, poll, news):
        FakeReader.texts_read.clear()
        if clock.now() - BEGIN > timedelta(days=7 * (len(sizes) + 1)):
            sizes.append(tracemalloc.get_traced_memory()[0])

    watcher = Watcher(run, web, WatchOptions(refresh_seconds=21600), clock=clock, polled=measure)
    tracemalloc.start()
    try:
        watcher.watch()
    finally:
        tracemalloc.stop()
    assert 2 * (28 * 4 - 2) <= run.tally.reports <= 2 * (28 * 4 + 1)
    assert web.is_stopped
    first, *_, last = sizes
    assert last - first < 300_000


class Forgetful(list):
    """Keeps nothing."""

    def append(self, item):
        pass
