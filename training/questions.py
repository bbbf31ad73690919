"""The corpora as streams of batches, one for each question that the network is trained on."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from onrecord.model.pieces import PieceTokenizer
from training.examples import PieceBatch, epoch_batches, make_examples
from training.gum import read_entities
from training.links import link_batches, linked_text
from training.polnear import read_articles
from training.setaside import NAMES_SET_ASIDE, TIMES_SET_ASIDE, is_set_aside
from training.tags import named_text, tag_batches, timed_text
from training.timeml import read_timeml
from training.worldwide import read_named

Batches = Iterator[tuple[PieceBatch, object]]


@dataclass(frozen=True)
class Question:
    """A stream of batches.

    Attributes:
        head: The head that answers.
        batches: One pass over the corpus for a seed.
    """

    head: str
    batches: Callable[[int], Batches]


def statements(
    corpora: Path, tokenizer: PieceTokenizer, size: int, *, first: int | None
) -> Question:
    articles = list(read_articles(corpora / "polnear/data/train"))[:first]
    examples = make_examples(articles, tokenizer)
    return Question(
        "statements",
        lambda seed: epoch_batches(examples, tokenizer, windows_a_batch=size, seed=seed),
    )


def names(corpora: Path, tokenizer: PieceTokenizer, size: int, *, first: int | None) -> Question:
    articles = list(read_named(corpora / "worldwide/processed_annotated"))[:first]
    kept = [a for a in articles if not is_set_aside(a.name, NAMES_SET_ASIDE)]
    texts = [named_text(article, tokenizer) for article in kept]
    return Question("tags", partial(_tagged, texts, tokenizer, size))


def times(corpora: Path, tokenizer: PieceTokenizer, size: int, *, first: int | None) -> Question:
    documents = list(read_timeml(corpora / "tempeval3"))[:first]
    kept = [d for d in documents if not is_set_aside(d.name, TIMES_SET_ASIDE)]
    texts = [timed_text(document, tokenizer) for document in kept]
    return Question("tags", partial(_tagged, texts, tokenizer, size))


def links(corpora: Path, tokenizer: PieceTokenizer, size: int, *, first: int | None) -> Question:
    documents = list(read_entities(corpora / "gum", dev=False))[:first]
    texts = [linked_text(document, tokenizer) for document in documents]
    return Question("links", lambda seed: link_batches(texts, tokenizer, seed=seed))


def _tagged(texts: list, tokenizer: PieceTokenizer, size: int, seed: int) -> Batches:
    return tag_batches(texts, tokenizer, windows_a_batch=size, seed=seed)


QUESTIONS = {"statements": statements, "names": names, "times": times, "links": links}


def read_questions(
    corpora: Path, tokenizer: PieceTokenizer, *, windows_a_batch: int, first: int | None = None
) -> dict[str, Question]:
    """All questions; with ``first``, of the first documents of each corpus only.

    Raises:
        FileNotFoundError: A corpus is not there.
    """
    for folder in ("polnear", "worldwide", "tempeval3", "gum"):
        if not (corpora / folder).is_dir():
            raise FileNotFoundError(f"{corpora / folder} is not there")
    return {
        name: make(corpora, tokenizer, windows_a_batch, first=first)
        for name, make in QUESTIONS.items()
    }
