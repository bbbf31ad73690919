"""Train the network; resumes after the last finished epoch."""

import json
import time
from collections import defaultdict
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path

import torch
from torch import Tensor, nn

from onrecord.model.pieces import PieceTokenizer
from training.examples import Example, epoch_batches
from training.network import Network


@dataclass(frozen=True)
class Recipe:
    """Everything that decides what comes out, beside the corpora."""

    epochs: int = 5
    windows_a_batch: int = 8
    encoder_rate: float = 1.2e-4
    head_rate: float = 8e-4
    layer_decay: float = 0.9
    weight_decay: float = 0.01
    # Learning rate as a share of the full one, linear between these (epochs, share).
    schedule: tuple[tuple[float, float], ...] = ((0.0, 0.0), (0.42, 1.0), (2.0, 0.76), (5.0, 0.0))
    clip_norm: float = 1.0
    average_decay: float = 0.998
    averaged_epochs: int = 3
    seed: int = 7


class Average:
    """An exponential moving average of the weights, which is what is shipped."""

    def __init__(self, network: nn.Module, decay: float) -> None:
        self.decay = decay
        self.weights = {k: v.clone() for k, v in network.state_dict().items()}

    @torch.no_grad()
    def update(self, network: nn.Module, step: int) -> None:
        decay = min(self.decay, (1 + step) / (20 + step))
        ours = list(self.weights.values())
        theirs = list(network.state_dict().values())
        torch._foreach_lerp_(ours, theirs, 1.0 - decay)


def parameter_groups(network: Network, recipe: Recipe) -> list[dict]:
    """Lower rates for lower layers; no decay for biases, norms and embeddings."""
    depth = len(network.encoder.layers)
    groups: dict[tuple[float, float], list[nn.Parameter]] = defaultdict(list)
    for name, parameter in network.named_parameters():
        if name.startswith("encoder.layers."):
            rate = recipe.encoder_rate * recipe.layer_decay ** (depth - 1 - int(name.split(".")[2]))
        elif name.startswith("encoder.features."):
            rate = recipe.head_rate
        elif name.startswith("encoder."):
            rate = recipe.encoder_rate * recipe.layer_decay**depth
        else:
            rate = recipe.head_rate
        decays = parameter.ndim > 1 and "pieces" not in name and "features" not in name
        groups[rate, recipe.weight_decay if decays else 0.0].append(parameter)
    return [{"params": p, "lr": r, "base": r, "weight_decay": d} for (r, d), p in groups.items()]


def rate_factor(epochs: float, schedule: tuple[tuple[float, float], ...]) -> float:
    """Share of the full learning rate after so many epochs."""
    for (start, low), (stop, high) in pairwise(schedule):
        if epochs < stop:
            return max(1e-3, low + (high - low) * (epochs - start) / (stop - start))
    return schedule[-1][1]


def train(
    examples: list[Example], network: Network, tokenizer: PieceTokenizer, out: Path, recipe: Recipe
) -> None:
    """Run the recipe, after the last finished epoch if the folder holds one."""
    optimizer = torch.optim.AdamW(parameter_groups(network, recipe), fused=True, eps=1e-6)
    average = Average(network, recipe.average_decay)
    newest = out / "newest.pt"
    step = first_epoch = 0
    if newest.exists():
        state = torch.load(newest, weights_only=True)
        network.load_state_dict(state["network"])
        optimizer.load_state_dict(state["optimizer"])
        average.weights = state["average"]
        step, first_epoch = state["step"], state["epoch"] + 1
    network.train()
    for epoch in range(first_epoch, recipe.epochs):
        seed = recipe.seed * 1000 + epoch
        torch.manual_seed(seed)
        batches = list(
            epoch_batches(examples, tokenizer, windows_a_batch=recipe.windows_a_batch, seed=seed)
        )
        log = Log(out / "log.jsonl", epoch, len(batches))
        for number, (pieces, targets) in enumerate(batches):
            factor = rate_factor(epoch + number / len(batches), recipe.schedule)
            for group in optimizer.param_groups:
                group["lr"] = group["base"] * factor
            losses = network.loss(pieces, "statements", targets)
            optimizer.zero_grad(set_to_none=True)
            torch.stack(list(losses.values())).sum().backward()
            nn.utils.clip_grad_norm_(network.parameters(), recipe.clip_norm)
            optimizer.step()
            average.update(network, step)
            step += 1
            log.add(losses)
        state = {"network": network.state_dict(), "average": average.weights, "step": step}
        save(newest, {**state, "epoch": epoch, "optimizer": optimizer.state_dict()})
        save(out / f"epoch{epoch + 1}.pt", {"average": average.weights, "recipe": asdict(recipe)})


class Log:
    """Mean losses and pace of an epoch, a JSON line every fifty batches and at the end."""

    def __init__(self, path: Path, epoch: int, of: int) -> None:
        self.path, self.epoch, self.of = path, epoch, of
        self.number = 0
        self.sums: dict[str, float] = defaultdict(float)
        self.began = time.monotonic()

    def add(self, losses: dict[str, Tensor]) -> None:
        self.number += 1
        for name, loss in losses.items():
            self.sums[name] += loss.item()
        if self.number % 50 and self.number != self.of:
            return
        line: dict[str, float] = {"epoch": self.epoch + 1, "batch": self.number, "of": self.of}
        line |= {name: round(value / self.number, 3) for name, value in self.sums.items()}
        line["seconds_a_batch"] = round((time.monotonic() - self.began) / self.number, 3)
        with self.path.open("a") as log:
            log.write(json.dumps(line) + "\n")


def save(path: Path, state: dict[str, object]) -> None:
    """Write a checkpoint whole or not at all."""
    torch.save(state, path.with_suffix(".part"))
    path.with_suffix(".part").rename(path)
