"""Fixtures of the API's tests."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord.ledger import Ledger
from onrecord.types import Failure


@pytest.fixture
def full(talks: Path) -> Path:
    """A ledger that has something of everything."""
    with Ledger(talks) as ledger:
        for number in (1, 2):
            ledger.put_failure(
                Failure(where=f"{number}.txt", stage="source", code="empty", message="Nothing.")
            )
    return talks


@pytest.fixture
def api(room: Callable[..., TestClient], full: Path) -> Iterator[TestClient]:
    with room(full) as client:
        yield client
