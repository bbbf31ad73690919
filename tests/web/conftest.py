"""Fixtures of the reading room's tests."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import talks_records
from fake_reader import FakeReader

from onrecord.ledger import Ledger
from onrecord.runs.local import Local

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
def room(tmp_path) -> Iterator[Callable[..., TestClient]]:
    """Opens a room over a ledger; what it raises inside becomes a page, as for a browser."""

    def open_room(ledger: Path | None = None, **settings: Any) -> TestClient:
        given = ServeSettings(ledger=ledger or tmp_path / "room.db", **settings)
        app = create_app(given, make_readers=lambda: Local(FakeReader()))
        opened.append(app)
        return TestClient(app, base_url=HERE, raise_server_exceptions=False)

    opened: list[Any] = []
    FakeReader.texts_read = []
    yield open_room
    for app in opened:
        app.state.desk.close()
        app.state.shelf.close()
