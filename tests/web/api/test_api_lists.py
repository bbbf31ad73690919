"""Lists: pages, streams and overviews."""

import json
import time
from collections.abc import Iterator
from contextlib import suppress
from http.client import IncompleteRead
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest
import talks_records
from api_asking import BASE, ask, lines_of, problem
from served_rooms import serving
from starlette.testclient import TestClient

from onrecord.errors import LedgerError
from onrecord.ledger import Ledger, SearchFilters
from onrecord.ledger.plain import to_plain
from onrecord.web import ServeSettings
from onrecord.web.api.replies import Streams


def pages_of(client: TestClient, path: str, **query: Any) -> list[Any]:
    """All pages of a list, by their links."""
    address, found = f"{path}?{urlencode(query)}", []
    while True:
        answer = client.get(address if address.startswith(BASE) else f"{BASE}{address}")
        assert answer.status_code == 200, answer.text
        found.append(answer.json())
        following = answer.links.get("next")
        assert (following is None) is (found[-1]["next"] is None)
        if following is None:
            return found
        address = following["url"]


class TestPages:
    @pytest.mark.parametrize(
        ("path", "query"),
        [
            ("/statements", {"q": "strait"}),
            ("/statements", {"sort": "best", "q": "strait closed", "speaker": "solt"}),
            ("/statements", {}),
            ("/answers", {"denied": "true"}),
            ("/answers/most", {"by": "denials"}),
            ("/speaker/statements", {"name": "Olev Brandt"}),
            ("/timeline", {"q": "strait"}),
            ("/reports", {"outlet": "The Strait Bell"}),
            ("/failures", {}),
        ],
    )
    def test_small_pages_hold_what_a_large_one_does(
        self, api: TestClient, path: str, query: dict[str, str]
    ) -> None:
        (large,) = pages_of(api, path, **query, limit=500)
        small = pages_of(api, path, **query, limit=2)
        assert [item for one in small for item in one["items"]] == large["items"] != []
        assert len(small) == -(-len(large["items"]) // 2)

    def test_lines_hold_what_the_pages_do(self, api: TestClient) -> None:
        for path in ("/timeline", "/reports", "/failures"):
            items = [item for one in pages_of(api, path, limit=2) for item in one["items"]]
            assert lines_of(api.get(f"{BASE}{path}.jsonl").text) == items

    def test_json_lines_can_be_asked_for_by_accept(self, api: TestClient) -> None:
        asked = {"params": {"q": "strait", "limit": 2}, "headers": {"Accept": "application/jsonl"}}
        answer = api.get(f"{BASE}/statements", **asked)  # type: ignore[arg-type]
        assert answer.headers["content-type"].startswith("application/jsonl")
        assert lines_of(answer.text) == ask(api, "/statements", q="strait", limit=2)["items"]

    def test_nothing_comes_twice_or_is_left_out_while_reports_come_in(
        self, api: TestClient, full: Path
    ) -> None:
        first = ask(api, "/statements", q="strait", limit=2)
        before = ask(api, "/statements", q="strait", limit=100)["items"]
        with Ledger(full) as ledger:
            ledger.put(talks_records.record(talks_records.report(9, published="2031-06-01")))
        rest = ask(api, "/statements", q="strait", limit=100, cursor=first["next"])["items"]
        assert first["items"] + rest == before

    @pytest.mark.parametrize("cursor", ["nonsense", "WyJ4Il0.000000000000", "." * 50, "%00"])
    def test_a_cursor_that_is_none_is_told(self, api: TestClient, cursor: str) -> None:
        assert problem(api, "/statements", q="strait", cursor=cursor)["code"] == "bad-cursor"

    def test_a_cursor_of_another_question_is_told(self, api: TestClient) -> None:
        cursor = ask(api, "/statements", q="strait", limit=1)["next"]
        assert problem(api, "/statements", q="grain", cursor=cursor)["code"] == "bad-cursor"
        assert problem(api, "/answers", q="strait", cursor=cursor)["code"] == "bad-cursor"
        assert ask(api, "/statements", q="strait", limit=3, cursor=cursor)["items"]

    def test_a_first_page_tells_how_many_there_are_and_what_they_are(self, api: TestClient) -> None:
        found = ask(api, "/statements", q="strait", facets="true", limit=1)
        assert found["total"] == {"number": 3, "is_exact": True}
        assert found["facets"]["speakers"][0]["name"] == "Mira Solt"
        assert ask(api, "/statements", q="strait", limit=1)["facets"] is None


class TestOverviews:
    @pytest.mark.parametrize(
        ("path", "query", "told"),
        [
            ("/counts", {}, "reports"),
            ("/volume", {"q": "strait", "step": "day"}, "buckets"),
            ("/speaker", {"name": "mira solt"}, "carried"),
            ("/framing", {"by": "country"}, "cells"),
            ("/timeline/volume", {"what": "happened"}, "buckets"),
            ("/places", {"view": "-10,40,10,60"}, "places"),
        ],
    )
    def test_they_have_something(
        self, api: TestClient, path: str, query: dict[str, str], told: str
    ) -> None:
        assert ask(api, path, **query)[told]

    def test_copies_are_told_and_may_count_once(self, api: TestClient, full: Path) -> None:
        report = talks_records.report(2).id
        with Ledger(full) as ledger:
            group = ledger.copies_of(report)
            assert group is not None
            kept = [to_plain(one) for one in group.members]
            first = [to_plain(hit) for hit in ledger.search("strait", SearchFilters(once=True))]
        assert ask(api, f"/reports/{report}/copies")["items"] == kept
        assert ask(api, "/statements", q="strait", once="true")["items"] == first
        assert 0 < len(first) < len(ask(api, "/statements", q="strait")["items"])
        (edition,) = ask(api, f"/reports/{report}/editions")["items"]
        assert edition["id"] == report

    def test_feeds_are_told_with_their_health(self, api: TestClient, full: Path) -> None:
        with Ledger(full) as ledger:
            ledger.feeds.add(["https://a.example/feed"])
            kept = [to_plain(feed) for feed in ledger.feeds.health()]
        assert ask(api, "/feeds")["items"] == kept != []

    def test_lists_of_who_is_on_record(self, api: TestClient) -> None:
        assert ask(api, "/speakers", name="solt")["items"][0]["name"] == "Mira Solt"
        assert ask(api, "/outlets")["items"][0]["outlet"] == "The Strait Bell"
        assert ask(api, "/who", name="brandt", limit=1)["items"][0]["latest"]
        assert problem(api, "/speaker", name="Nobody")["code"] == "not-found"

    @pytest.mark.parametrize("view", ["1,2,3", "a,b,c,d", "0,0,0,nan", "0,-91,0,0", "1e999,0,0,0"])
    def test_a_view_that_is_none_is_told(self, api: TestClient, view: str) -> None:
        assert "10,40,30,50" in problem(api, "/places", view=view)["detail"]


class TestStreams:
    def test_only_some_are_given_at_a_time_and_then_there_is_room_again(
        self, api: TestClient
    ) -> None:
        ask(api, "/statements")  # the API is made when it is first asked
        streams: Streams = api.app.state.streams  # type: ignore[attr-defined]
        taken = [streams.enter() for _ in range(8)]
        found = problem(api, "/statements.jsonl", q="strait")
        assert (found["status"], found["code"]) == (429, "too-many")
        answer = api.get(f"{BASE}/records.jsonl")
        assert int(answer.headers["retry-after"]) > 0
        for _ in taken:
            streams.leave()
        assert all(
            api.get(f"{BASE}/statements.jsonl?q=strait").status_code == 200 for _ in range(20)
        )

    def test_a_reader_that_goes_away_leaves_its_place_and_its_connection(
        self, tmp_path: Path
    ) -> None:
        path = tmp_path / "long.db"
        with Ledger(path) as ledger:
            ledger.put_many(
                [talks_records.record(talks_records.report(number)) for number in range(300)]
            )
        with serving(ServeSettings(ledger=path)) as url:
            for _ in range(20):
                with urlopen(f"{url}{BASE}/records.jsonl") as answer:
                    assert json.loads(answer.readline())["statements"]
            deadline = time.monotonic() + 20
            while time.monotonic() < deadline:  # the last ones may still be on their way out
                with suppress(HTTPError), urlopen(f"{url}{BASE}/records.jsonl") as answer:
                    assert len(answer.read().splitlines()) == 300
                    return
                time.sleep(0.1)
        raise AssertionError("no place became free")

    def test_what_breaks_off_is_no_whole_answer(
        self, full: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def broken(*_: Any, **__: Any) -> Iterator[Any]:
            yield {"a": "b" * 70_000}
            yield {"a": "b" * 70_000}
            raise LedgerError("the disk failed")

        monkeypatch.setattr(Ledger, "records", broken)
        with (
            serving(ServeSettings(ledger=full)) as url,
            urlopen(f"{url}{BASE}/records.jsonl") as answer,
            pytest.raises(IncompleteRead),
        ):
            answer.read()
