"""The network: one encoder, one head a question."""

from pathlib import Path

from torch import Tensor, nn

from training.encoder import Encoder, load_encoder
from training.examples import PieceBatch
from training.statements import StatementHead


class Network(nn.Module):
    """One reading of a window, several questions: each head takes the same piece vectors.

    A new question is a module with a ``loss(pieces, targets) -> dict[str, Tensor]`` under a
    name of its own in ``heads``; a batch names the question its targets answer.
    """

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder
        self.heads = nn.ModuleDict({"statements": StatementHead(encoder.size.hidden_size)})

    def loss(self, pieces: PieceBatch, question: str, targets: object) -> dict[str, Tensor]:
        vectors = self.encoder(pieces.ids, pieces.features, pieces.mask)
        return self.heads[question].loss(vectors, targets)


def fresh_network(encoder_folder: Path) -> Network:
    """A network with a pretrained encoder and untrained heads."""
    return Network(load_encoder(encoder_folder))
