"""Fixtures of the model's tests."""

from pathlib import Path

import pytest

from onrecord.model import files
from onrecord.model.pieces import PieceTokenizer
from onrecord.model.session import Model


@pytest.fixture(scope="session")
def model() -> Model:
    return Model()


@pytest.fixture(scope="session")
def tokenizer() -> PieceTokenizer:
    """The shipped model's word pieces."""
    return PieceTokenizer(files.shipped_model() / "vocab.txt")


@pytest.fixture
def small_vocabulary(tmp_path: Path) -> Path:
    pieces = "[PAD] [UNK] [CLS] [SEP] min ##ist ##er harbour a ##a ' \" — . - s 1 ##2 cafe"
    path = tmp_path / "vocab.txt"
    path.write_text(pieces.replace(" ", "\n") + "\n", encoding="utf-8")
    return path
