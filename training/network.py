"""The network: one encoder, one head a question."""

from pathlib import Path

from torch import Tensor, nn

from onrecord.model.tags import EVENTS, NAME_KINDS, TIME_TYPES, tag_count
from training.encoder import Encoder, load_encoder
from training.examples import PieceBatch
from training.links import LinkHead
from training.statements import StatementHead
from training.tags import TagHeads


class Network(nn.Module):
    """One reading of a window, several questions: each head takes the same piece vectors.

    A new question is a module with a ``loss(pieces, targets) -> dict[str, Tensor]`` under a
    name of its own in ``heads``; a batch names the question its targets answer.
    """

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        hidden = encoder.size.hidden_size
        sizes = {"names": NAME_KINDS, "times": TIME_TYPES, "events": EVENTS}
        self.encoder = encoder
        self.heads = nn.ModuleDict(
            {
                "statements": StatementHead(hidden),
                "tags": TagHeads(hidden, {name: tag_count(len(k)) for name, k in sizes.items()}),
                "links": LinkHead(hidden),
            }
        )

    def loss(self, pieces: PieceBatch, question: str, targets: object) -> dict[str, Tensor]:
        vectors = self.encoder(pieces.ids, pieces.features, pieces.mask)
        return self.heads[question].loss(vectors, targets)


def fresh_network(encoder_folder: Path) -> Network:
    """A network with a pretrained encoder and untrained heads."""
    return Network(load_encoder(encoder_folder))
