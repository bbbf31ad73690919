"""Fixtures that more than one folder of tests takes."""

import os
from pathlib import Path

import pytest

from onrecord.reader import Reader


@pytest.fixture(scope="session")
def reader() -> Reader:
    """A reader with the shipped model; loading takes half a second."""
    return Reader()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of development corpora and scorers, which is no part of the project."""
    beside = Path(__file__).resolve().parents[2] / "shared"
    folder = Path(os.environ.get("ONRECORD_SHARED") or beside)
    if not folder.is_dir():
        pytest.skip(f"there is no {folder}; set ONRECORD_SHARED to the corpora's folder")
    return folder
