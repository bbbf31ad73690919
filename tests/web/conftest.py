"""Fixtures of the reading room's tests."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import talks_records

from onrecord.ledger import Ledger

pytest.importorskip("fastapi", reason="the reading room needs the extra `serve`")

from starlette.testclient import TestClient

from onrecord.web import ServeSettings, create_app

HERE = "http://127.0.0.1:8420"


@pytest.fixture
def talks(tmp_path) -> Path:
    """A ledger with three reports of the same talks."""
    path = tmp_path / "talks.db"
    with Ledger(path) as ledger:
        for number in (1, 2, 3):
            ledger.put(talks_records.record(talks_records.report(number)))
    return path


@pytest.fixture
def room(tmp_path) -> Callable[..., TestClient]:
    """Opens a room over a ledger; what it raises inside becomes a page, as for a browser."""

    def open_room(ledger: Path | None = None, **settings: Any) -> TestClient:
        given = ServeSettings(ledger=ledger or tmp_path / "room.db", **settings)
        return TestClient(create_app(given), base_url=HERE, raise_server_exceptions=False)

    return open_room
