"""Forms as a page of the room sends them."""

import time
from typing import Any

from starlette.testclient import TestClient


def send(client: TestClient, path: str, *, files: Any = None, **fields: str) -> Any:
    """Sends a form as a page of the room would."""
    token = client.app.state.form_tokens.make()
    return client.post(path, data={"form_token": token, **fields}, files=files)


def wait_for(client: TestClient, answer: Any) -> dict[str, Any]:
    """What a job whose page this is came to."""
    assert answer.status_code == 200, answer.text
    for _ in range(400):
        told = client.get(f"{answer.url.path}.json").json()
        if told["state"] in ("done", "broken"):
            return told
        time.sleep(0.02)
    raise AssertionError(told)
