"""Train the network; resumes after the last finished round."""

import json
import random
import time
from collections import defaultdict
from dataclasses import asdict, dataclass
from itertools import islice, pairwise
from pathlib import Path

import torch
from torch import Tensor, nn

from training.examples import PieceBatch
from training.network import Network
from training.questions import Question


@dataclass(frozen=True)
class Recipe:
    """Everything that decides what comes out of a stage of training, beside the corpora.

    Attributes:
        rounds: For each round how many batches of each question, None for all there are; a
            checkpoint is written after each.
        schedule: Learning rate as a share of the full one, linear between these (round, share).
        heads_alone: Until so many rounds the encoder stays as it is.
    """

    rounds: tuple[dict[str, int | None], ...]
    schedule: tuple[tuple[float, float], ...]
    heads_alone: float = 0.0
    windows_a_batch: int = 8
    encoder_rate: float = 1.2e-4
    head_rate: float = 8e-4
    layer_decay: float = 0.9
    weight_decay: float = 0.01
    clip_norm: float = 1.0
    average_decay: float = 0.998
    averaged_rounds: int = 1
    seed: int = 7


# First statements alone, then all questions together from there.
STATEMENTS_ALONE = Recipe(
    rounds=({"statements": None},) * 5,
    schedule=((0.0, 0.0), (0.42, 1.0), (2.0, 0.76), (5.0, 0.0)),
    averaged_rounds=3,
)
ALL_QUESTIONS = Recipe(
    rounds=(
        {"statements": 120, "names": 260, "links": 85, "times": 60},
        *({"statements": 170, "names": 250, "links": 70, "times": 55},) * 3,
        # Statements need more at the end to be as good as when they were alone.
        {"statements": 260, "names": 150, "links": 50, "times": 40},
        {"statements": 360, "names": 80, "links": 30, "times": 15},
    ),
    schedule=((0.0, 0.5), (0.15, 1.0), (4.0, 0.34), (5.0, 0.0), (5.05, 0.4), (6.0, 0.0)),
    heads_alone=0.15,
    encoder_rate=1e-4,
)


# Last the heads once more, on the encoder that is shipped.
HEADS_AGAIN = Recipe(
    rounds=({"names": None, "links": 128, "times": 60},),
    schedule=((0.0, 0.6), (1.0, 0.0)),
    heads_alone=1.0,
    average_decay=0.99,
)


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
    groups: dict[tuple[float, float, bool], list[nn.Parameter]] = defaultdict(list)
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
        decay = recipe.weight_decay if decays else 0.0
        groups[rate, decay, name.startswith("encoder.")].append(parameter)
    return [
        {"params": p, "lr": rate, "base": rate, "weight_decay": decay, "encoder": is_encoder}
        for (rate, decay, is_encoder), p in groups.items()
    ]


def rate_factor(rounds: float, schedule: tuple[tuple[float, float], ...]) -> float:
    """Share of the full learning rate after so many rounds."""
    for (start, low), (stop, high) in pairwise(schedule):
        if rounds < stop:
            return max(1e-3, low + (high - low) * (rounds - start) / (stop - start))
    return schedule[-1][1]


def train(questions: dict[str, Question], network: Network, out: Path, recipe: Recipe) -> None:
    """Run a stage, after the last finished round if the folder holds one."""
    out.mkdir(parents=True, exist_ok=True)
    optimizer = torch.optim.AdamW(parameter_groups(network, recipe), fused=True, eps=1e-6)
    average = Average(network, recipe.average_decay)
    newest = out / "newest.pt"
    step = first_round = 0
    if newest.exists():
        state = torch.load(newest, weights_only=True)
        network.load_state_dict(state["network"])
        optimizer.load_state_dict(state["optimizer"])
        average.weights = state["average"]
        step, first_round = state["step"], state["round"] + 1
    network.train()
    if recipe.heads_alone >= len(recipe.rounds):
        network.encoder.requires_grad_(False).eval()
    for number in range(first_round, len(recipe.rounds)):
        seed = recipe.seed * 1000 + number
        torch.manual_seed(seed)
        batches = round_batches(questions, recipe.rounds[number], seed)
        log = Log(out / "log.jsonl", number, len(batches))
        for at, (head, pieces, targets) in enumerate(batches):
            factor = rate_factor(number + at / len(batches), recipe.schedule)
            waits = number + at / len(batches) < recipe.heads_alone
            for group in optimizer.param_groups:
                group["lr"] = 0.0 if waits and group["encoder"] else group["base"] * factor
            losses = network.loss(pieces, head, targets)
            optimizer.zero_grad(set_to_none=True)
            torch.stack(list(losses.values())).sum().backward()
            nn.utils.clip_grad_norm_(network.parameters(), recipe.clip_norm)
            optimizer.step()
            average.update(network, step)
            step += 1
            log.add(losses)
        state = {"network": network.state_dict(), "average": average.weights, "step": step}
        save(newest, {**state, "round": number, "optimizer": optimizer.state_dict()})
        save(out / f"round{number + 1}.pt", {"average": average.weights, "recipe": asdict(recipe)})


def round_batches(
    questions: dict[str, Question], counts: dict[str, int | None], seed: int
) -> list[tuple[str, PieceBatch, object]]:
    """A round's batches of every question, in random order, each with the head that answers."""
    found = [
        (questions[name].head, pieces, targets)
        for name, count in counts.items()
        for pieces, targets in islice(questions[name].batches(seed), count)
    ]
    random.Random(seed).shuffle(found)
    return found


def start_from(network: Network, weights: dict[str, Tensor]) -> None:
    """Take over the weights of an earlier stage; heads that it did not have stay untrained."""
    missing, unknown = network.load_state_dict(weights, strict=False)
    if unknown or any(name.startswith(("encoder.", "heads.statements.")) for name in missing):
        raise ValueError(f"not the weights of this network: {unknown or missing}")


class Log:
    """Mean losses and pace of a round, a JSON line every fifty batches and at the end."""

    def __init__(self, path: Path, number: int, of: int) -> None:
        self.path, self.round, self.of = path, number, of
        self.number = 0
        self.sums: dict[str, float] = defaultdict(float)
        self.counts: dict[str, int] = defaultdict(int)
        self.began = time.monotonic()

    def add(self, losses: dict[str, Tensor]) -> None:
        self.number += 1
        for name, loss in losses.items():
            self.sums[name] += loss.item()
            self.counts[name] += 1
        if self.number % 50 and self.number != self.of:
            return
        line: dict[str, float] = {"round": self.round + 1, "batch": self.number, "of": self.of}
        line |= {name: round(value / self.counts[name], 3) for name, value in self.sums.items()}
        line["seconds_a_batch"] = round((time.monotonic() - self.began) / self.number, 3)
        with self.path.open("a") as log:
            log.write(json.dumps(line) + "\n")


def save(path: Path, state: dict[str, object]) -> None:
    """Write a checkpoint whole or not at all."""
    torch.save(state, path.with_suffix(".part"))
    path.with_suffix(".part").rename(path)
