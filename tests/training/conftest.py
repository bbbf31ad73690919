"""Fixtures of the tests of the training code."""

from importlib.util import find_spec

import pytest


@pytest.fixture(scope="session", autouse=True)
def one_thread() -> None:
    """Networks this small are slower on several threads."""
    if find_spec("torch"):
        import torch

        torch.set_num_threads(1)
