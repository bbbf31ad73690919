"""Fixtures of the command line's tests."""

from collections.abc import Callable

import pytest
from fake_reader import FakeReader


@pytest.fixture
def fake_reader(monkeypatch) -> type[FakeReader]:
    FakeReader.texts_read = []
    monkeypatch.setattr("onrecord.reader.Reader", FakeReader)
    return FakeReader


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An empty current folder, with no ledger named in the environment."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ONRECORD_LEDGER", raising=False)
    return tmp_path


@pytest.fixture
def write(folder) -> Callable[..., str]:
    """Write a report into the current folder; its name."""

    def write_report(name: str, text: str) -> str:
        (folder / name).write_bytes(text.encode("utf-8"))
        return name

    return write_report
