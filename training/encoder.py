"""The encoder: BERT's architecture with three features of each piece, in plain torch."""

import json
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from onrecord.model.features import FEATURE_SIZES


@dataclass(frozen=True)
class EncoderSize:
    """Sizes of an encoder, as a Hugging Face ``config.json`` names them."""

    vocab_size: int
    hidden_size: int
    num_hidden_layers: int
    num_attention_heads: int
    intermediate_size: int
    max_position_embeddings: int
    layer_norm_eps: float

    @classmethod
    def from_file(cls, path: Path) -> "EncoderSize":
        config = json.loads(path.read_text())
        return cls(**{name: config[name] for name in cls.__dataclass_fields__})


class Layer(nn.Module):
    """A post-norm transformer layer."""

    def __init__(self, hidden: int, heads: int, inner: int, eps: float, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(hidden, 3 * hidden)
        self.out = nn.Linear(hidden, hidden)
        self.attention_norm = nn.LayerNorm(hidden, eps)
        self.inner = nn.Linear(hidden, inner)
        self.outer = nn.Linear(inner, hidden)
        self.output_norm = nn.LayerNorm(hidden, eps)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        batch, length, hidden = x.shape
        qkv = self.qkv(x).view(batch, length, 3, self.heads, hidden // self.heads)
        q, k, v = qkv.permute(2, 0, 3, 1, 4)
        read = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        read = self.out(read.transpose(1, 2).reshape(batch, length, hidden))
        x = self.attention_norm(x + self.dropout(read))
        return self.output_norm(x + self.dropout(self.outer(functional.gelu(self.inner(x)))))


class Encoder(nn.Module):
    """Pieces and their features → one vector a piece."""

    def __init__(self, size: EncoderSize, dropout: float = 0.1) -> None:
        super().__init__()
        hidden = size.hidden_size
        self.size = size
        self.pieces = nn.Embedding(size.vocab_size, hidden)
        self.positions = nn.Embedding(size.max_position_embeddings, hidden)
        self.features = nn.ModuleList(nn.Embedding(n, hidden) for n in FEATURE_SIZES)
        for table in self.features:
            nn.init.zeros_(table.weight)
        self.norm = nn.LayerNorm(hidden, size.layer_norm_eps)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(
            Layer(
                hidden,
                size.num_attention_heads,
                size.intermediate_size,
                size.layer_norm_eps,
                dropout,
            )
            for _ in range(size.num_hidden_layers)
        )

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor | None) -> Tensor:
        """Encode.

        Args:
            ids: int64 ``[batch, pieces]``.
            features: int64 ``[batch, pieces, 3]``.
            mask: bool ``[batch, pieces]``, true where a piece stands; None for all.

        Returns:
            float32 ``[batch, pieces, hidden]``.
        """
        x = self.pieces(ids) + self.positions.weight[: ids.shape[1]]
        for index, table in enumerate(self.features):
            x = x + table(features[:, :, index])
        x = self.dropout(self.norm(x))
        attention_mask = None if mask is None else mask[:, None, None, :]
        for layer in self.layers:
            x = layer(x, attention_mask)
        return x


def load_encoder(folder: Path, dropout: float = 0.1) -> Encoder:
    """An encoder with a BERT checkpoint's weights: ``config.json``, ``model.safetensors``."""
    encoder = Encoder(EncoderSize.from_file(folder / "config.json"), dropout)
    theirs = {
        k.removeprefix("bert."): v for k, v in load_file(folder / "model.safetensors").items()
    }
    ours = encoder.state_dict()
    # Every piece has token type 0: its vector is the same for all, so it joins the positions.
    ours["pieces.weight"] = theirs["embeddings.word_embeddings.weight"]
    ours["positions.weight"] = (
        theirs["embeddings.position_embeddings.weight"]
        + theirs["embeddings.token_type_embeddings.weight"][0]
    )
    for kind in ("weight", "bias"):
        ours[f"norm.{kind}"] = theirs[f"embeddings.LayerNorm.{kind}"]
        for n in range(encoder.size.num_hidden_layers):
            here, there = f"layers.{n}", f"encoder.layer.{n}"
            ours[f"{here}.qkv.{kind}"] = torch.cat(
                [
                    theirs[f"{there}.attention.self.{part}.{kind}"]
                    for part in ("query", "key", "value")
                ]
            )
            ours[f"{here}.out.{kind}"] = theirs[f"{there}.attention.output.dense.{kind}"]
            ours[f"{here}.attention_norm.{kind}"] = theirs[
                f"{there}.attention.output.LayerNorm.{kind}"
            ]
            ours[f"{here}.inner.{kind}"] = theirs[f"{there}.intermediate.dense.{kind}"]
            ours[f"{here}.outer.{kind}"] = theirs[f"{there}.output.dense.{kind}"]
            ours[f"{here}.output_norm.{kind}"] = theirs[f"{there}.output.LayerNorm.{kind}"]
    encoder.load_state_dict(ours)
    return encoder
