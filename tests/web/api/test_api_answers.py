"""What the API answers, and what it says when it does not."""

import gzip
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import talks_records
from api_asking import BASE, ask, lines_of, problem
from starlette.testclient import TestClient

from onrecord.cli import main
from onrecord.ledger import Ledger
from onrecord.ledger.plain import to_plain
from onrecord.types import make_id

REPORT = talks_records.report(1)


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


class TestHostileReports:
    MARKUP = '</script><script>alert("1")</script> ‮evil‬ e\u0301\u2028 \x07'

    def test_text_that_is_markup_stays_text_in_every_field(
        self, room: Callable[..., TestClient], tmp_path: Path
    ) -> None:
        path = tmp_path / "hostile.db"
        report = talks_records.report(
            text=talks_records.TEXT + self.MARKUP,
            url=f"https://a.example/{self.MARKUP}",
            outlet=self.MARKUP,
            title=self.MARKUP,
            published="2031",
            authors=(self.MARKUP,),
        )
        with Ledger(path) as ledger:
            ledger.put(talks_records.record(report))
            kept = ledger.get(report.id).to_dict()
        with room(path) as client:
            assert ask(client, f"/reports/{report.id}") == kept
            found = ask(client, "/statements", outlet=self.MARKUP)["items"]
            assert len(found) == 4
            line, *rest = client.get(f"{BASE}/records.jsonl").text.split("\n")
            assert (json.loads(line), rest) == (kept, [""])
            assert "\u2028" not in line
            answer = client.get(f"{BASE}/reports/{report.id}")
            assert answer.headers["content-type"] == "application/json"
            assert answer.headers["x-content-type-options"] == "nosniff"

    def test_a_report_of_ten_thousand_statements_is_one_answer(
        self, room: Callable[..., TestClient], tmp_path: Path
    ) -> None:
        path = tmp_path / "long.db"
        made = talks_records.record()
        many = tuple(
            replace(made.statements[0], id=make_id("statement", number)) for number in range(10_000)
        )
        with Ledger(path) as ledger:
            ledger.put(replace(made, statements=many, relations=()))
        with room(path) as client:
            assert len(ask(client, f"/reports/{made.report.id}")["statements"]) == 10_000
            page = ask(client, "/statements", limit=500)
            assert (len(page["items"]), page["total"]["number"]) == (500, 10_000)
