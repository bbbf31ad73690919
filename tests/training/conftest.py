"""Fixtures of the tests of the training code."""

from importlib.util import find_spec

import pytest


@pytest.fixture(scope="session", autouse=True)
def one_thread() -> None:
    """Networks this small are slower on several threads."""
    if find_spec("torch"):
        import torch

        torch.set_num_threads(1)


@pytest.fixture(scope="session")
def network():
    """A small network with no weight at nought, or it would not be tested."""
    import torch

    from training.encoder import Encoder, EncoderSize
    from training.network import Network

    size = EncoderSize(
        vocab_size=1200,  # more than a thousand: their table is in int8 where the graph is
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=4,
        intermediate_size=64,
        max_position_embeddings=64,
        layer_norm_eps=1e-12,
    )
    torch.manual_seed(11)
    network = Network(Encoder(size)).eval()
    for parameter in network.parameters():
        torch.nn.init.normal_(parameter, mean=0.01, std=0.2)
    return network


@pytest.fixture(scope="session")
def inputs():
    """What the small network's graph takes: 40 pieces of ten words."""
    import numpy as np

    from onrecord.model.features import FEATURE_SIZES

    rng = np.random.default_rng(4)
    return {
        "ids": rng.integers(0, 1200, 40),
        "places": np.arange(40),
        "features": np.stack([rng.integers(0, n, 40) for n in FEATURE_SIZES], 1),
        "word_piece": np.array([1, 2, 5, 6, 9, 14, 15, 20, 33, 38]),
    }
