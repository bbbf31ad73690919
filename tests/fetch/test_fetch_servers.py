"""Fetching from servers that misbehave on purpose: a clear failure, soon, and never half a page."""

import gzip
import time
import zlib
from dataclasses import replace
from itertools import pairwise

import pytest

from onrecord.errors import OptionError, SourceError
from onrecord.fetch import Fetcher, FetchOptions, Want, is_temporary
from onrecord.types import Capture, Failure
from tests.fetch.servers import Server, endless, page, raw, redirect, serving, silent

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
PAGE = b"<p>Ana Lesk said no."


def fetch(fetcher: Fetcher, server: Server, path: str = "/it", **more: str) -> Capture:
    return fetcher.fetch(Want(url=server.url + path, **more))


def refusal(fetcher: Fetcher, server: Server, path: str = "/it") -> SourceError:
    began = time.monotonic()
    with pytest.raises(SourceError) as caught:
        fetch(fetcher, server, path)
    assert time.monotonic() - began < 5
    return caught.value


def test_a_page_comes_with_its_bytes_headers_address_and_time(fetcher: Fetcher) -> None:
    with serving(it=page(PAGE, ETag='"7"')) as server:
        got = fetch(fetcher, server, "/it?utm_source=feed#x", title="A title")
    assert (got.data, got.status, got.header("etag")) == (PAGE, 200, '"7"')
    assert got.url == f"{server.url}/it"
    assert got.requested == got.where == f"{server.url}/it?utm_source=feed#x"
    assert got.title == "A title"
    assert got.fetched_at is not None
    assert got.fetched_at.endswith("Z")


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", gzip.compress(PAGE, mtime=0)),
        ("x-gzip", gzip.compress(PAGE, mtime=0)),
        ("deflate", zlib.compress(PAGE)),
        ("deflate", zlib.compress(PAGE)[2:-4]),
        ("identity", PAGE),
    ],
)
def test_packed_bodies_are_unpacked(fetcher: Fetcher, encoding: str, packed: bytes) -> None:
    with serving(it=page(packed, Content_Encoding=encoding)) as server:
        assert fetch(fetcher, server).data == PAGE


BOMB = gzip.compress(bytes(60_000_000))
MISBEHAVING = {
    "says nothing": (silent, "timeout"),
    "stops in the head": (raw(HEAD, b"X: y\r\n" * 3, pause=3), "timeout"),
    "stops in the body": (raw(HEAD + b"Content-Length: 99\r\n\r\n<p>", b"x", pause=3), "timeout"),
    "drips its head": (endless(HEAD, b"X: y\r\n", 0.1), "timeout"),
    "drips its body": (endless(HEAD + b"\r\n", b"x", 0.1), "timeout"),
    "never ends its head": (endless(HEAD, b"X: " + b"y" * 5000 + b"\r\n"), "bad-response"),
    "never ends its body": (endless(HEAD + b"\r\n", b"x" * 5000), "too-large"),
    "is too large": (page(b"x" * 100_001), "too-large"),
    "sends a bomb": (page(BOMB, Content_Encoding="gzip"), "too-large"),
    "sends less than it says": (raw(HEAD + b"Content-Length: 99\r\n\r\n" + PAGE), "truncated"),
    "breaks off a chunk": (
        raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\n40\r\n<p>"),
        "truncated",
    ),
    "breaks off its packing": (
        page(gzip.compress(PAGE * 50)[:-12], Content_Encoding="gzip"),
        "truncated",
    ),
    "packs nonsense": (page(PAGE, Content_Encoding="gzip"), "bad-response"),
    "packs as it likes": (page(PAGE, Content_Encoding="br"), "bad-response"),
    "closes at once": (raw(), "truncated"),
    "speaks no HTTP": (raw(b"220 mail ready\r\n\r\n"), "bad-response"),
    "says two lengths": (
        raw(HEAD + b"Content-Length: 3\r\nContent-Length: 30\r\n\r\n" + PAGE),
        "bad-response",
    ),
    "sends a PDF": (page(b"%PDF-1.7", Content_Type="application/pdf"), "not-a-page"),
    "sends a picture": (page(b"\x89PNG", Content_Type="image/png"), "not-a-page"),
    "sends a part": (page(PAGE, status="206 Partial Content"), "truncated"),
    "goes in a circle": (redirect("/it"), "too-many-redirects"),
    "sends us to a file": (redirect("file:///etc/passwd"), "bad-address"),
    "sends us to a script": (redirect("javascript:alert(1)"), "bad-address"),
    "is gone": (page(status="410 Gone"), "http-status"),
    "is broken": (page(status="500 Internal Server Error"), "http-status"),
    "has a status of its own": (page(status="799 Whatever"), "http-status"),
}


@pytest.mark.parametrize("how", MISBEHAVING)
def test_a_server_that(how: str, fetcher: Fetcher) -> None:
    serve, code = MISBEHAVING[how]
    with serving(it=serve) as server:
        assert refusal(fetcher, server).code == code


def test_more_than_it_says_is_cut_at_what_it_says(fetcher: Fetcher) -> None:
    with serving(it=raw(HEAD + b"Content-Length: 3\r\n\r\n" + PAGE)) as server:
        assert fetch(fetcher, server).data == PAGE[:3]


def test_redirects_lead_to_the_page_and_only_so_far(fetcher: Fetcher) -> None:
    hops = {f"hop{n}": redirect(f"/hop{n + 1}") for n in range(9)}
    with serving(it=page(), there=redirect("it?x=1"), **hops) as server:
        server.paths["/it?x=1"] = page(b"the end")
        got = fetch(fetcher, server, "/there")
        assert (got.data, got.url) == (b"the end", f"{server.url}/it?x=1")
        assert refusal(fetcher, server, "/hop0").code == "too-many-redirects"


def test_an_unchanged_page_has_no_body(fetcher: Fetcher) -> None:
    with serving(it=page(b"", status="304 Not Modified")) as server:
        got = fetcher.fetch(Want(url=f"{server.url}/it", etag='"7"', last_modified="Mon"))
    assert (got.status, got.data) == (304, b"")
    asked = server.requests[-1].headers
    assert (asked["if-none-match"], asked["if-modified-since"]) == ('"7"', "Mon")


def test_no_cookie_is_kept_and_no_password_passed_on(fetcher: Fetcher) -> None:
    with serving(it=page(Set_Cookie="who=you")) as server:
        for _ in range(2):
            fetcher.fetch(Want(url=f"http://ana:secret@127.0.0.1:{server.port}/it"))
    for request in server.requests:
        assert not {"cookie", "authorization", "referer"} & set(request.headers)


def test_the_user_agent_names_the_contact(options: FetchOptions) -> None:
    with serving(it=page()) as server, Fetcher(replace(options, contact="a@b.example")) as fetcher:
        fetch(fetcher, server)
    assert server.requests[-1].headers["user-agent"].endswith("(+a@b.example)")
    with pytest.raises(OptionError, match="header"):
        FetchOptions(contact="a@b\r\nX: y")


@pytest.mark.parametrize(
    ("robots", "code"),
    [
        (page(b"User-agent: *\nDisallow: /it", Content_Type="text/plain"), "robots"),
        (page(b"User-agent: onrecord\nDisallow: /\n\nUser-agent: *\nAllow: /"), "robots"),
        (page(b"User-agent: other\nDisallow: /"), None),
        (page(b"User-agent: *\nDisallow: /\nAllow: /it$"), None),
        (page(status="404 Not Found"), None),
        (page(status="403 Forbidden"), None),
        (page(status="503 Service Unavailable"), "robots-unavailable"),
        (page(status="429 Too Many Requests"), "robots-unavailable"),
        (silent, "robots-unavailable"),
        (raw(b"no http"), "robots-unavailable"),
        (page(b"\x00\xff" * 900), None),
    ],
)
def test_robots_are_asked_first(fetcher: Fetcher, robots, code: str | None) -> None:  # type: ignore[no-untyped-def]
    with serving(it=page()) as server:
        server.paths["/robots.txt"] = robots
        if code is None:
            assert fetch(fetcher, server).status == 200
            fetch(fetcher, server)
            assert server.asked("/robots.txt") == 1
        else:
            assert refusal(fetcher, server).code == code
            assert server.asked("/it") == 0


def test_a_redirect_does_not_lead_past_robots(fetcher: Fetcher) -> None:
    rules = page(b"User-agent: *\nDisallow: /private")
    with serving(it=redirect("/private/1")) as server:
        server.paths |= {"/robots.txt": rules, "/private/1": page()}
        assert refusal(fetcher, server).code == "robots"
        assert server.asked("/private/1") == 0


def test_one_host_is_asked_one_thing_at_a_time_with_a_rest(options: FetchOptions) -> None:
    options = replace(options, delay_seconds=0.15)
    with serving(a=page(), b=page(), c=page()) as server, Fetcher(options) as fetcher:
        wants = [Want(url=f"{server.url}/{name}") for name in "abc"]
        done = list(fetcher.fetch_all(wants))
    assert [want.url for want, _ in done] == [want.url for want in wants]
    times = [request.at for request in server.requests]
    assert len(times) == 4
    assert all(later - earlier >= 0.15 for earlier, later in pairwise(times))


def test_a_crawl_delay_counts_where_it_is_longer(options: FetchOptions) -> None:
    with serving(it=page()) as server, Fetcher(options) as fetcher:
        server.paths["/robots.txt"] = page(b"User-agent: *\nCrawl-delay: 0.4")
        for _ in range(2):
            fetch(fetcher, server)
    times = [request.at for request in server.requests]
    assert times[2] - times[1] >= 0.4


def test_a_host_that_asks_for_a_rest_gets_it(fetcher: Fetcher) -> None:
    busy = page(status="429 Too Many Requests", Retry_After="600")
    with serving(it=busy, other=page()) as server:
        first = refusal(fetcher, server)
        assert (first.code, first.detail) == (
            "http-status",
            {"status": "429", "retry_after": "600"},
        )
        second = refusal(fetcher, server, "/other")
        assert second.code == "host-busy"
        assert server.asked("/other") == 0


def test_hosts_are_fetched_side_by_side_and_failures_come_as_values(fetcher: Fetcher) -> None:
    slow = raw(HEAD + b"Content-Length: 2\r\n\r\n", b"ok", pause=0.4)
    with serving(it=slow) as one, serving(it=slow) as two, serving(it=slow) as three:
        hosts = (one, two, three)
        wants = [Want(url=f"{server.url}/it") for server in hosts] + [Want(url="ftp://x.example/")]
        began = time.monotonic()
        done = {want.url: got for want, got in fetcher.fetch_all(wants)}
        assert time.monotonic() - began < 1.1
    assert all(isinstance(done[f"{server.url}/it"], Capture) for server in hosts)
    bad = done["ftp://x.example/"]
    assert isinstance(bad, Failure)
    assert (bad.code, bad.stage, bad.where) == ("bad-address", "source", "ftp://x.example/")


def test_closing_ends_the_fetching_at_once(fetcher: Fetcher) -> None:
    many = {f"p{n}": page() for n in range(30)}
    with serving(**many) as server:
        fetching = fetcher.fetch_all([Want(url=f"{server.url}/{name}") for name in many])
        next(fetching)
        began = time.monotonic()
        fetching.close()  # type: ignore[attr-defined]
        assert time.monotonic() - began < 2
        assert len(server.requests) < 20


def test_stopping_ends_what_is_under_way(options: FetchOptions) -> None:
    import threading

    fetcher = Fetcher(replace(options, timeout_seconds=30, total_seconds=60))
    with serving(it=silent) as server:
        server.paths["/robots.txt"] = page(b"")
        threading.Timer(0.3, fetcher.stop).start()
        assert refusal(fetcher, server).code == "stopped"


def test_which_failures_are_worth_another_try() -> None:
    def failed(code: str, **detail: str) -> Failure:
        return Failure(where="x", stage="source", code=code, message="m", detail=detail)

    for again in ("timeout", "truncated", "unreachable", "robots-unavailable", "host-busy"):
        assert is_temporary(failed(again))
    for never in ("robots", "private-address", "too-large", "not-a-page", "bad-address"):
        assert not is_temporary(failed(never))
    assert is_temporary(failed("http-status", status="503"))
    assert is_temporary(failed("http-status", status="429"))
    assert not is_temporary(failed("http-status", status="404"))
