"""Train the heads of statements once more, on the word vectors of the model that is shipped.

    python -m training.again --corpora ../shared/corpora

Before, everything is trained together and in floats. Here the encoder is the int8 graph as it is
run, so that the heads fit its very roundings. Reads the model folder of the package and writes its
``encoder.onnx``, ``roles.onnx`` and manifest anew; nothing of them changes but these heads. Twenty
minutes on one processor core.
"""

import argparse
import random
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

import numpy as np
import onnx
import onnxruntime as ort
import torch
from torch import Tensor, nn

from onrecord.model.files import ModelFiles, open_model, shipped_model
from onrecord.model.pieces import PieceTokenizer
from onrecord.model.windows import READING_SIZE, Window, Words, split_windows, window_inputs
from training.examples import Example, by_length, make_examples, pad_targets
from training.export import role_graph
from training.polnear import Article, read_articles
from training.read_back import read_statement_head, word_vectors, write_statement_head
from training.ship import Shipment, mixed_weights, write_manifest
from training.statements import StatementHead, StatementTargets
from training.train import Average, rate_factor

Annotation = tuple[tuple[int, np.ndarray], ...]


@dataclass(frozen=True)
class Again:
    """Everything that decides what comes out, beside the corpus and the model.

    Attributes:
        share: Of the new weights in what is written; the rest is of those there were.
        schedule: Learning rate as a share of the full one, linear between these (round, share).
    """

    rounds: int = 2
    schedule: tuple[tuple[float, float], ...] = ((0.0, 0.2), (0.1, 1.0), (2.0, 0.0))
    rate: float = 2e-4
    windows_a_batch: int = 16
    weight_decay: float = 0.01
    average_decay: float = 0.998
    share: float = 0.6
    seed: int = 1


@dataclass(frozen=True, eq=False)
class ReadWindow:
    """A window with float16 ``[words, hidden]``, what the encoder makes of its words."""

    words: Words
    window: Window
    vectors: np.ndarray


ReadArticle = tuple[list[ReadWindow], tuple[Annotation, ...]]
Labelled = tuple[ReadWindow, Annotation]


class Vectors:
    """The encoder of a model folder, run as the package runs it."""

    def __init__(self, files: ModelFiles) -> None:
        options = ort.SessionOptions()
        options.intra_op_num_threads = 1
        graph = word_vectors(onnx.load(files.encoder)).SerializeToString()
        self._session = ort.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
        self.tokenizer = PieceTokenizer(files.vocabulary)

    def read(self, example: Example) -> list[ReadWindow]:
        """The windows of an article."""
        return [
            ReadWindow(example.words, window, self._run(example.words, window))
            for window in split_windows(example.words, READING_SIZE)
        ]

    def _run(self, words: Words, window: Window) -> np.ndarray:
        ids, features, begins = window_inputs(words, window, self.tokenizer)
        places = np.arange(len(ids), dtype=np.int64)
        inputs = {"ids": ids, "places": places, "features": features, "word_piece": begins}
        return np.asarray(self._session.run(["vectors"], inputs)[0], np.float16)


def round_order(read: Sequence[ReadArticle], size: int, seed: int) -> list[list[Labelled]]:
    """Windows in batches, for one pass over the articles: another annotator, another order."""
    rng = random.Random(seed)
    kept: list[Labelled] = []
    for windows, annotations in read:
        annotation = rng.choice(annotations)
        kept += [(window, annotation) for window in windows]
    return by_length(kept, size, rng, length=lambda one: len(one[0].vectors), batches_a_block=30)


def pad_batch(batch: Sequence[Labelled]) -> tuple[Tensor, StatementTargets]:
    """Vectors ``[windows, words, hidden]`` and the gold statements of a batch."""
    targets = pad_targets([(one.words, one.window, labels) for one, labels in batch])
    rows = [torch.from_numpy(one.vectors.astype(np.float32)) for one, _ in batch]
    words = nn.utils.rnn.pad_sequence(rows, batch_first=True)
    # The vectors are of words already, not of pieces.
    each = torch.arange(words.shape[1]).expand(len(rows), -1)
    return words, replace(targets, word_piece=each)


def train_head(
    head: StatementHead,
    read: Sequence[ReadArticle],
    recipe: Again,
) -> dict[str, Tensor]:
    """The moving average of the head's weights while it is trained."""
    torch.manual_seed(recipe.seed)
    decays = [p for p in head.parameters() if p.ndim > 1]
    others = [p for p in head.parameters() if p.ndim <= 1]
    groups = [
        {"params": decays, "weight_decay": recipe.weight_decay},
        {"params": others, "weight_decay": 0.0},
    ]
    optimizer = torch.optim.AdamW(groups, lr=recipe.rate, eps=1e-6)
    average, step = Average(head, recipe.average_decay), 0
    head.train()
    for number in range(recipe.rounds):
        batches = round_order(read, recipe.windows_a_batch, recipe.seed * 1000 + number)
        for at, batch in enumerate(batches):
            rate = recipe.rate * rate_factor(number + at / len(batches), recipe.schedule)
            for group in optimizer.param_groups:
                group["lr"] = rate
            losses = head.loss(*pad_batch(batch))
            optimizer.zero_grad(set_to_none=True)
            torch.stack(list(losses.values())).sum().backward()
            nn.utils.clip_grad_norm_(head.parameters(), 1.0)
            optimizer.step()
            average.update(head, step)
            step += 1
            if at % 50 == 0:
                told = " ".join(
                    f"{name} {float(loss.detach()):.3f}" for name, loss in losses.items()
                )
                print(f"round {number + 1}, batch {at} of {len(batches)}: {told}", flush=True)
    return average.weights


def train_again(folder: Path, out: Path, articles: Iterable[Article], recipe: Again) -> None:
    """Train the heads of a model folder once more, and write the folder anew."""
    files = open_model(folder)
    encoder, roles = onnx.load(files.encoder), onnx.load(files.roles)
    before = read_statement_head(encoder, roles, np.array(files.transition))
    vectors = Vectors(files)
    examples = make_examples(articles, vectors.tokenizer)
    head = StatementHead(before["anchor_head.inner.weight"].shape[1])
    head.load_state_dict(before)
    after = train_head(head, [(vectors.read(one), one.annotations) for one in examples], recipe)
    state = mixed_weights(after, before, recipe.share)
    write_statement_head(encoder, state)
    out.mkdir(parents=True, exist_ok=True)
    for file in (files.links, files.vocabulary):
        if file.parent != out:
            shutil.copyfile(file, out / file.name)
    onnx.save(encoder, out / "encoder.onnx")
    named = {f"heads.statements.{name}": value for name, value in state.items()}
    onnx.save(role_graph(named, int8=True), out / "roles.onnx")
    shipment = Shipment(files.name, files.threshold, files.unsourced_threshold)
    write_manifest(out, state["role_head.transition"].tolist(), shipment)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    parser.add_argument("--model", type=Path, default=shipped_model(), help="the model folder")
    parser.add_argument("--out", type=Path, default=shipped_model(), help="where to write it")
    parser.add_argument("--articles", type=int, help="the first N only, to try it out")
    a = parser.parse_args()
    articles = islice(read_articles(a.corpora / "polnear/data/train"), a.articles)
    train_again(a.model, a.out, articles, Again())


if __name__ == "__main__":
    main()
