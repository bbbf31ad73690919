"""Asking the API in tests."""

import json
from typing import Any

from starlette.testclient import TestClient

BASE = "/api/v1"


def ask(client: TestClient, path: str, **query: Any) -> Any:
    """What an address answers, which must be no problem."""
    answer = client.get(f"{BASE}{path}", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


def problem(client: TestClient, path: str, **query: Any) -> Any:
    """The problem that an address tells."""
    answer = client.get(f"{BASE}{path}", params=query)
    assert answer.headers["content-type"] == "application/problem+json", answer.text
    told = answer.json()
    assert told["status"] == answer.status_code
    assert told["type"] == f"{BASE}/problems/{told['code']}"
    return told


def lines_of(text: str) -> list[Any]:
    """The values of JSON lines."""
    return [json.loads(line) for line in text.splitlines()]
