"""What the API writes: searches that are kept, and reports that are handed in."""

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

import pytest
from api_asking import BASE, ask, problem
from starlette.testclient import TestClient


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
