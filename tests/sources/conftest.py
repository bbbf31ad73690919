"""Fixtures of the tests of the sources."""

from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.sources import read_paths
from onrecord.types import Failure, Report


@pytest.fixture
def read_one(tmp_path: Path) -> Callable[..., Report | Failure]:
    """Write bytes to a file and read that one file."""

    def write_and_read(
        data: bytes, name: str = "report.txt", **options: object
    ) -> Report | Failure:
        path = tmp_path / name
        path.write_bytes(data)
        (outcome,) = read_paths([str(path)], **options)  # type: ignore[arg-type]
        return outcome

    return write_and_read


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., str]:
    def to_file(data: bytes, name: str = "it.warc.gz") -> str:
        (tmp_path / name).write_bytes(data)
        return str(tmp_path / name)

    return to_file
