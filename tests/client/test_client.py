"""The client asks a room and gets what a ledger would give."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
import talks_records
from served_rooms import serving

import onrecord
from onrecord.client import Client
from onrecord.errors import ClientError, LedgerError, NotFoundError, OnrecordError, OptionError
from onrecord.ledger import Ledger, Order, SearchFilters, Side
from onrecord.web import ServeSettings

REPORT = talks_records.report(1, published="2031-05-11")
TOKEN = "a token that is long enough"


@pytest.fixture(scope="module")
def client(served: str) -> Iterator[Client]:
    with Client(served) as opened:
        yield opened


@pytest.fixture(scope="module")
def ledger(ledger_path: Path) -> Iterator[Ledger]:
    with Ledger(ledger_path, read_only=True) as opened:
        yield opened


def test_it_gives_what_the_ledger_gives(client: Client, ledger: Ledger) -> None:
    assert client.counts() == ledger.counts()
    assert client.get(REPORT.id[:10]) == ledger.get(REPORT.id)
    assert client.get(REPORT.edition) == ledger.get(REPORT.edition)
    assert list(client.records(until="2031-05-13")) == list(ledger.records(until="2031-05-13"))
    assert list(client.captures(REPORT.id)) == list(ledger.captures(REPORT.id))
    assert list(client.who("solt", limit=3)) == list(ledger.who("solt", limit=3))


def test_it_goes_through_all_pages(
    client: Client, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onrecord.client.client._PAGE", 2)
    filters = SearchFilters(speaker="solt", is_denied=True, order=Order.BEST, negated=False)
    assert list(client.search("strait", filters)) == list(ledger.search("strait", filters))
    few = replace(filters, limit=3)
    assert list(client.search("strait", few)) == list(ledger.search("strait", few))
    assert len(list(client.search())) == ledger.counts().statements
    assert list(client.reports(since="2031-05-12", limit=5)) == list(
        ledger.reports(since="2031-05-12", limit=5)
    )
    assert list(client.timeline("strait", first="2031")) == list(
        ledger.timeline("strait", first="2031")
    )
    assert list(client.failures()) == list(ledger.failures())
    assert list(client.claims(filters=SearchFilters(is_denied=True))) == list(
        ledger.claims(filters=SearchFilters(is_denied=True)).items
    )
    assert list(client.said_by("Olev Brandt", limit=3)) == list(
        ledger.said_by("Olev Brandt", size=3).hits
    )


def test_it_gives_the_ledgers_overviews(client: Client, ledger: Ledger) -> None:
    assert client.speaker("mira solt") == ledger.speaker("mira solt")
    assert client.framing(by=Side.COUNTRY) == ledger.framing(by=Side.COUNTRY)
    assert client.framing(side="Mira Solt") == ledger.framing(sides=("Mira Solt",))
    assert client.places("strait") == ledger.places("strait")
    assert client.saved_searches() == ledger.saved_searches() == ()


def test_a_page_tells_how_many_there_are(client: Client, ledger: Ledger) -> None:
    page = client.find("strait", size=2, facets=True)
    assert replace(page, next=None) == replace(
        ledger.find("strait", size=2, facets=True), next=None
    )
    following = client.find("strait", size=2, cursor=page.next)
    assert following.hits == ledger.find("strait", size=4).hits[2:]


def test_it_raises_what_the_ledger_raises(client: Client) -> None:
    with pytest.raises(NotFoundError, match="No report goes by"):
        client.get("0000aaaa")
    with pytest.raises(OptionError, match="since is 'May'"):
        list(client.records(since="May"))


def test_a_report_goes_by_its_address_too(client: Client, ledger: Ledger) -> None:
    assert client.get(REPORT.url or "") == ledger.get(REPORT.id)


def test_a_key_that_is_none_asks_for_nothing_else(client: Client) -> None:
    with pytest.raises(NotFoundError, match="counts"):
        client.get("../counts?")
    with pytest.raises(OnrecordError):
        list(client.captures("../counts?"))


def test_a_room_with_a_token(ledger_path: Path) -> None:
    with serving(ServeSettings(ledger=ledger_path, token=TOKEN)) as url:
        assert Client(url, token=TOKEN).counts().reports == 7
        with pytest.raises(ClientError) as caught:
            Client(url).counts()
    assert (caught.value.code, caught.value.status) == ("token", 401)


def test_a_ledger_that_is_missing_is_told_as_by_the_ledger(tmp_path: Path) -> None:
    settings = ServeSettings(ledger=tmp_path / "none.db", read_only=True)
    with serving(settings) as url, pytest.raises(LedgerError, match="there is no ledger"):
        Client(url, retries=0).counts()


def test_nobody_there() -> None:
    with pytest.raises(ClientError, match="onrecord serve") as caught:
        Client("http://127.0.0.1:9", retries=0).counts()
    assert caught.value.code == "unreachable"


@pytest.mark.parametrize("url", ["", "here", "ftp://127.0.0.1", "http://", "file:///etc/passwd"])
def test_an_address_that_is_none(url: str) -> None:
    with pytest.raises(OptionError, match="no address of a reading room"):
        Client(url)


def test_importing_the_package_loads_no_client() -> None:
    code = "import onrecord, sys; print('urllib3' in sys.modules, 'sqlalchemy' in sys.modules)"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.split() == ["False", "False"]
    assert onrecord.Client is Client


def answer(request: BaseHTTPRequestHandler, status: int, body: bytes, **headers: str) -> None:
    request.send_response(status)
    for name, value in {"Content-Length": str(len(body)), **headers}.items():
        request.send_header(name.replace("_", "-"), value)
    request.end_headers()
    request.wfile.write(body)


COUNTS = b'{"reports":1,"editions":1,"statements":1,"failures":0,"skipped":0}'
Misbehaving = Callable[..., str]


class TestServersThatMisbehave:
    def test_a_busy_room_is_asked_again_when_it_says(self, misbehaving: Misbehaving) -> None:
        url = misbehaving(
            lambda request: answer(request, 429, b"{}", Retry_After="1"),
            lambda request: answer(request, 503, b"{}"),
            lambda request: answer(request, 200, COUNTS),
        )
        began = time.monotonic()
        assert Client(url).counts().reports == 1
        assert time.monotonic() - began >= 1

    def test_one_that_stays_busy_is_given_up(self, misbehaving: Misbehaving) -> None:
        body = b'{"code": "too-many", "detail": "Later."}'
        url = misbehaving(lambda request: answer(request, 429, body))
        with pytest.raises(ClientError, match="Later") as caught:
            Client(url, retries=1).counts()
        assert (caught.value.code, caught.value.status) == ("too-many", 429)

    @pytest.mark.parametrize(
        ("status", "body"),
        [
            (200, b"<html>Welcome</html>"),
            (200, b'{"reports": 1}'),
            (200, b"[]"),
            (302, b""),
            (404, b"<html>Not here</html>"),
            (500, b'"a fault"'),
        ],
    )
    def test_another_server(self, misbehaving: Misbehaving, status: int, body: bytes) -> None:
        url = misbehaving(lambda request: answer(request, status, body, Location="/elsewhere"))
        with pytest.raises(ClientError) as caught:
            Client(url, retries=0).counts()
        assert caught.value.code == "no-api"

    def test_a_stream_that_breaks_off_is_an_error_after_what_came(
        self, misbehaving: Misbehaving
    ) -> None:
        line = b'{"failure": 1}\n'

        def break_off(request: BaseHTTPRequestHandler) -> None:
            request.send_response(200)
            request.send_header("Transfer-Encoding", "chunked")
            request.end_headers()
            request.wfile.write(b"%x\r\n%s\r\n" % (len(line), line))
            request.close_connection = True

        url = misbehaving(break_off)
        came = []
        with pytest.raises(ClientError) as caught:
            came.extend(Client(url, retries=0)._room.lines("/failures.jsonl", {}))
        assert caught.value.code == "unreachable"

    def test_one_that_says_nothing_is_not_waited_for(self, misbehaving: Misbehaving) -> None:
        url = misbehaving(lambda _: time.sleep(2))
        with pytest.raises(ClientError) as caught:
            Client(url, timeout_seconds=0.2, retries=0).counts()
        assert caught.value.code == "unreachable"
