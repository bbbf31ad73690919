"""Write a checkpoint as the model folder that the package ships."""

import hashlib
import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import onnx
import torch
from torch import Tensor

from onrecord.model.files import FORMAT
from training.encoder import EncoderSize
from training.export import encoder_graph, link_graph, role_graph

_FILES = ("encoder.onnx", "roles.onnx", "links.onnx", "vocab.txt")


@dataclass(frozen=True)
class Shipment:
    """What is told of a model beside its weights.

    The thresholds were tuned on PolNeAR dev; the model card tells how.
    """

    name: str = "onrecord-2026.11"
    threshold: float = 0.5
    unsourced_threshold: float = 0.4
    int8: bool = True


def ship(weights: dict[str, Tensor], encoder: Path, out: Path, shipment: Shipment) -> None:
    """Export weights, with a manifest of what was written."""
    transition = export_files(weights, encoder, out, int8=shipment.int8)
    write_manifest(out, transition, shipment)


def mixed_weights(
    later: dict[str, Tensor], earlier: dict[str, Tensor], share: float
) -> dict[str, Tensor]:
    """Between two stages of one training, as Wortsman et al. (2022) do.

    What the later stage learnt stays nearly as good, and what only the earlier one was about
    gets better again. Weights that the earlier stage did not have are the later one's.

    Args:
        later: Weights of the later stage, which began with those of the earlier one.
        earlier: Weights of the earlier stage.
        share: Of the later stage, 0 to 1.
    """
    return {
        name: share * value + (1 - share) * earlier[name] if name in earlier else value
        for name, value in later.items()
    }


def mean_weights(checkpoints: Sequence[Path]) -> dict[str, Tensor]:
    """The mean of the averaged weights of some checkpoints of one training."""
    states = [torch.load(path, weights_only=True)["average"] for path in checkpoints]
    return {name: sum(state[name] for state in states) / len(states) for name in states[0]}


def export_files(
    state: dict[str, Tensor], encoder: Path, out: Path, *, int8: bool
) -> list[list[float]]:
    """Write weights as graphs, with the vocabulary beside them.

    Returns:
        The CRF's transition scores, which belong in the manifest.
    """
    size = EncoderSize.from_file(encoder / "config.json")
    out.mkdir(parents=True, exist_ok=True)
    graph = encoder_graph(state, heads=size.num_attention_heads, eps=size.layer_norm_eps, int8=int8)
    onnx.save(graph, out / "encoder.onnx")
    onnx.save(role_graph(state, int8=int8), out / "roles.onnx")
    onnx.save(link_graph(state), out / "links.onnx")
    shutil.copyfile(encoder / "vocab.txt", out / "vocab.txt")
    transition: list[list[float]] = state["heads.statements.role_head.transition"].tolist()
    return transition


def write_manifest(out: Path, transition: list[list[float]], shipment: Shipment) -> None:
    """Write down what a model folder holds, so that a changed or missing file is noticed."""
    files = {}
    for file in _FILES:
        content = (out / file).read_bytes()
        files[file] = {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    manifest = {
        "format": FORMAT,
        "name": shipment.name,
        "threshold": shipment.threshold,
        "unsourced_threshold": shipment.unsourced_threshold,
        "transition": transition,
        "files": files,
    }
    (out / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
