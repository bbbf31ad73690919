"""What the API answers, and what it says when it does not."""

import gzip
import json
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.client import IncompleteRead
from pathlib import Path
from typing import Any, ClassVar
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest
import talks_records
from api_asking import BASE, ask, problem
from served_rooms import serving
from starlette.testclient import TestClient

from onrecord.cli import main
from onrecord.errors import LedgerError
from onrecord.ledger import Ledger
from onrecord.ledger.plain import to_plain
from onrecord.web import ServeSettings
from onrecord.web.api.replies import Streams

REPORT = talks_records.report(1)


def lines_of(text: str) -> list[Any]:
    return [json.loads(line) for line in text.splitlines()]


def test_a_record_is_what_the_command_line_shows(
    api: TestClient, full: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main.main(
        ["show", REPORT.id, "--ledger", str(full), "--format", "json"], standalone_mode=False
    )
    assert not code
    assert ask(api, f"/reports/{REPORT.id[:8]}") == json.loads(capsys.readouterr().out)


def test_an_editions_record_can_be_had(api: TestClient, full: Path) -> None:
    newer = talks_records.report(1, text=talks_records.TEXT + " The talks go on.")
    with Ledger(full) as ledger:
        ledger.put(talks_records.record(newer))
    path = f"/reports/{REPORT.id}"
    assert ask(api, path)["report"]["edition"] == newer.edition
    assert ask(api, path, edition=REPORT.edition)["report"]["edition"] == REPORT.edition
    other = talks_records.report(2)
    assert problem(api, path, edition=other.edition)["code"] == "not-found"


def test_a_stream_has_what_the_ledger_finds(api: TestClient, full: Path) -> None:
    with Ledger(full) as ledger:
        found = [to_plain(hit) for hit in ledger.search("strait")]
        records = [record.to_dict() for record in ledger.records()]
    answer = api.get(f"{BASE}/statements.jsonl", params={"q": "strait"})
    assert answer.headers["content-type"].startswith("application/jsonl")
    assert lines_of(answer.text) == found
    assert lines_of(api.get(f"{BASE}/records.jsonl").text) == records


def test_a_stream_that_finds_nothing_is_empty(api: TestClient) -> None:
    answer = api.get(f"{BASE}/statements.jsonl", params={"q": "giraffe"})
    assert (answer.status_code, answer.text) == (200, "")


@pytest.mark.parametrize(
    ("path", "query", "told"),
    [
        ("/statements.jsonl", {"act": "shout"}, ("act", "deny")),
        ("/statements.jsonl", {"speker": "Solt"}, ("speker", "speaker")),
        ("/counts", {"limit": "3"}, ("limit", None)),
        ("/who", {}, ("name", None)),
        ("/who", {"name": "Solt", "limit": "-1"}, ("limit", None)),
        ("/framing", {"by": "mood"}, ("by", "country")),
        ("/reports/zz", {}, ("report_id", None)),
    ],
)
def test_a_wrong_parameter_is_named_with_what_is_allowed(
    api: TestClient, path: str, query: dict[str, str], told: tuple[str, str | None]
) -> None:
    found = problem(api, path, **query)
    assert (found["status"], found["code"]) == (400, "bad-option")
    (error,) = found["errors"]
    assert error["parameter"] == told[0]
    assert told[0] in found["detail"]
    if told[1] is not None:
        assert told[1] in error["allowed"]


@pytest.mark.parametrize(
    "query", [{"since": "May"}, {"until": "2031-02-30"}, {"country": "Harland"}, {"q": ""}]
)
def test_what_the_ledger_refuses_is_told_as_it_says_it(
    api: TestClient, query: dict[str, str]
) -> None:
    found = problem(api, "/statements.jsonl", **query)
    assert (found["status"], found["code"]) == (400, "bad-option")
    assert "give" in found["detail"]


def test_empty_parameters_ask_nothing(api: TestClient) -> None:
    query = {"q": "strait", "speaker": "", "act": "", "since": "", "denied": ""}
    answers = [
        api.get(f"{BASE}/statements.jsonl", params=one).text for one in (query, {"q": "strait"})
    ]
    assert answers[0] == answers[1] != ""


def test_wrong_addresses_and_methods_are_problems(api: TestClient) -> None:
    assert problem(api, "/nothing")["code"] == "no-page"
    answer = api.post(f"{BASE}/counts")
    assert (answer.status_code, answer.json()["code"]) == (405, "bad-method")
    assert answer.headers["allow"] == "GET"


def test_what_cannot_be_opened_is_a_problem_that_says_what_to_do(
    room: Callable[..., TestClient], tmp_path: Path
) -> None:
    path = tmp_path / "other.db"
    path.write_bytes(b"no ledger at all, but long enough to be looked at" * 20)
    with room(path) as client:
        found = problem(client, "/counts")
    assert (found["status"], found["code"]) == (503, "ledger-version")
    assert "Give another path" in found["detail"]


def test_text_that_is_markup_or_no_unicode_comes_back_as_text(api: TestClient) -> None:
    found = problem(
        api, "/statements.jsonl", act="<script>\ud800</script>".encode("utf-8", "replace")
    )
    assert "<script>" in found["detail"]
    answer = api.get(f"{BASE}/statements.jsonl?q=%FF%00strait")
    assert answer.status_code == 200


def test_answers_are_packed_where_that_is_asked_for(api: TestClient) -> None:
    for packing, packed in (("gzip", True), ("identity", False)):
        with api.stream(
            "GET", f"{BASE}/openapi.json", headers={"Accept-Encoding": packing}
        ) as answer:
            raw = b"".join(answer.iter_raw())
        assert ("content-encoding" in answer.headers) is packed
        assert json.loads(gzip.decompress(raw) if packed else raw)["openapi"]


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

    def test_lists_of_who_is_on_record(self, api: TestClient) -> None:
        assert ask(api, "/speakers", name="solt")["items"][0]["name"] == "Mira Solt"
        assert ask(api, "/outlets")["items"][0]["outlet"] == "The Strait Bell"
        assert ask(api, "/who", name="brandt", limit=1)["items"][0]["latest"]
        assert problem(api, "/speaker", name="Nobody")["code"] == "not-found"

    @pytest.mark.parametrize("view", ["1,2,3", "a,b,c,d", "0,0,0,nan", "0,-91,0,0", "1e999,0,0,0"])
    def test_a_view_that_is_none_is_told(self, api: TestClient, view: str) -> None:
        assert "10,40,30,50" in problem(api, "/places", view=view)["detail"]


class TestSavedSearches:
    BODY: ClassVar = {
        "title": "Strait <b>denials</b>",
        "q": "strait",
        "denied": True,
        "sort": "best",
    }

    def test_one_is_saved_found_and_removed(self, api: TestClient) -> None:
        saved = api.post(f"{BASE}/saved", json=self.BODY)
        assert saved.status_code == 201
        kept = saved.json()
        assert (kept["title"], kept["words"]) == (self.BODY["title"], "strait")
        assert (kept["filters"]["is_denied"], kept["filters"]["order"]) == (True, "best")
        assert ask(api, "/saved")["items"] == [kept]
        assert ask(api, f"/saved/{kept['id']}") == kept
        assert api.delete(f"{BASE}/saved/{kept['id']}").status_code == 204
        assert problem(api, f"/saved/{kept['id']}")["code"] == "not-found"
        assert api.delete(f"{BASE}/saved/{kept['id']}").status_code == 404

    @pytest.mark.parametrize(
        "change", [{"title": ""}, {"title": None}, {"act": "shout"}, {"since": "May"}, {"x": 1}]
    )
    def test_what_makes_no_sense_is_not_saved(
        self, api: TestClient, change: dict[str, Any]
    ) -> None:
        answer = api.post(f"{BASE}/saved", json=self.BODY | change)
        assert answer.status_code == 400
        assert ask(api, "/saved")["items"] == []

    def test_a_lone_surrogate_is_no_fault(self, api: TestClient) -> None:
        body = json.dumps(self.BODY | {"title": "\ud800", "q": "\udfff"})
        answer = api.post(
            f"{BASE}/saved", content=body, headers={"Content-Type": "application/json"}
        )
        assert answer.json()["title"] == "?"

    def test_a_room_that_only_reads_saves_nothing(
        self, room: Callable[..., TestClient], full: Path
    ) -> None:
        with room(full, read_only=True) as client:
            answer = client.post(f"{BASE}/saved", json=self.BODY)
            assert (answer.status_code, answer.json()["code"]) == (403, "read-only")


class TestStreams:
    def test_only_some_are_given_at_a_time_and_then_there_is_room_again(
        self, api: TestClient
    ) -> None:
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


class TestRevalidation:
    def test_a_head_is_that_of_the_answer(self, api: TestClient) -> None:
        whole, head = (api.request(method, f"{BASE}/counts") for method in ("GET", "HEAD"))
        assert (head.status_code, head.content) == (200, b"")
        assert head.headers == whole.headers

    def test_nothing_is_sent_again_until_something_is_written(
        self, api: TestClient, full: Path
    ) -> None:
        first = api.get(f"{BASE}/counts")
        marks = {"If-None-Match": f'"other", {first.headers["etag"]}'}
        again = api.get(f"{BASE}/counts", headers=marks)
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == first.headers["etag"]
        with Ledger(full) as ledger:
            ledger.put(talks_records.record(talks_records.report(9)))
        changed = api.get(f"{BASE}/counts", headers=marks)
        assert changed.status_code == 200
        assert changed.json()["reports"] == first.json()["reports"] + 1

    def test_each_question_has_a_tag_of_its_own(self, api: TestClient) -> None:
        paths = ["/counts", "/statements.jsonl?q=a", "/statements.jsonl?q=b"]
        assert len({api.get(f"{BASE}{path}").headers["etag"] for path in paths}) == 3

    def test_a_problem_has_none(self, api: TestClient) -> None:
        assert "etag" not in api.get(f"{BASE}/nothing").headers


class TestBehindTheGuard:
    def test_a_room_with_a_token_asks_for_it(
        self, room: Callable[..., TestClient], full: Path
    ) -> None:
        token = "a token that is long enough"
        with room(full, token=token) as client:
            found = problem(client, "/counts")
            assert (found["status"], found["code"]) == (401, "token")
            right = {"Authorization": f"Bearer {token}"}
            assert client.get(f"{BASE}/counts", headers=right).status_code == 200
            wrong = {"Authorization": "Bearer something else altogether"}
            statuses = [client.get(f"{BASE}/counts", headers=wrong).status_code for _ in range(8)]
        assert statuses[0] == 401
        assert statuses[-1] == 429

    def test_a_forged_host_is_a_problem(self, api: TestClient) -> None:
        answer = api.get(f"{BASE}/counts", headers={"Host": "evil.example"})
        assert (answer.status_code, answer.json()["code"]) == (421, "unknown-host")

    def test_its_answers_have_the_rooms_headers(self, api: TestClient) -> None:
        headers = api.get(f"{BASE}/counts").headers
        assert headers["content-security-policy"].startswith("default-src 'none'")
        assert headers["x-content-type-options"] == "nosniff"


class TestHandingIn:
    TEXT = "“We know nothing of it,” Minister Ana Lesk told reporters."

    def test_a_text_is_read_in_the_background(self, room: Callable[..., TestClient]) -> None:
        with room() as client:
            taken = client.post(f"{BASE}/jobs", json={"text": self.TEXT, "outlet": "Lamp"})
            assert taken.status_code == 202
            job = until_over(client, taken.headers["location"])
            (item,) = job["items"]
            record = ask(client, f"/reports/{item['report']}")
            assert (record["report"]["text"], record["report"]["outlet"]) == (self.TEXT, "Lamp")
            assert ask(client, "/jobs")["items"] == [job]

    @pytest.mark.parametrize(
        ("body", "status", "code"),
        [
            ({}, 400, "bad-body"),
            ({"text": "a", "feed": "https://a.example/"}, 400, "bad-body"),
            ({"text": "a", "mood": "sour"}, 400, "bad-option"),
            ({"text": " "}, 400, "bad-option"),
            ({"address": "no address"}, 422, "bad-address"),
            ([], 400, "bad-body"),
        ],
    )
    def test_what_cannot_be_read_is_refused(
        self, api: TestClient, body: Any, status: int, code: str
    ) -> None:
        answer = api.post(f"{BASE}/jobs", json=body)
        told = answer.json()
        assert (answer.status_code, told["code"]) == (status, code)
        assert answer.headers["content-type"] == "application/problem+json"
        assert api.get(told["type"]).json()["status"] == status

    def test_an_address_that_leads_into_this_machine_is_not_fetched(
        self, room: Callable[..., TestClient]
    ) -> None:
        with room() as client:
            taken = client.post(f"{BASE}/jobs", json={"address": "http://127.0.0.1:1/"})
            job = until_over(client, taken.headers["location"])
        assert [item["code"] for item in job["items"]] == ["private-address"]

    def test_a_room_that_only_reads_takes_nothing(
        self, room: Callable[..., TestClient], full: Path
    ) -> None:
        with room(full, read_only=True) as client:
            answer = client.post(f"{BASE}/jobs", json={"text": self.TEXT})
        assert (answer.status_code, answer.json()["code"]) == (403, "read-only")

    def test_another_site_may_hand_in_nothing(self, api: TestClient) -> None:
        answer = api.post(
            f"{BASE}/jobs", json={"text": self.TEXT}, headers={"Origin": "https://evil.example"}
        )
        assert (answer.status_code, answer.json()["code"]) == (403, "cross-site")

    def test_a_body_that_is_too_long_is_refused(
        self, room: Callable[..., TestClient], full: Path
    ) -> None:
        with room(full, limit_bytes=1000) as client:
            answer = client.post(f"{BASE}/jobs", json={"text": "a" * 2000})
        assert (answer.status_code, answer.json()["code"]) == (413, "too-large")

    def test_a_job_that_is_not_known(self, api: TestClient) -> None:
        assert problem(api, "/jobs/nothing")["code"] == "not-found"


def until_over(client: TestClient, address: str) -> Any:
    for _ in range(600):
        job = client.get(address).json()
        if job["state"] in ("done", "broken"):
            assert job["state"] == "done", job
            return job
        time.sleep(0.05)
    raise AssertionError("the job did not end")
