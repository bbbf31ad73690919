"""Tune the weights by which places are told apart: ``python -m training.places``.

A conditional logit over each name's candidates and "none of them", on the articles of LGL and
TR-News that are not set aside. Right is every candidate within 161 km of the gold place. What the
other names mean is taken from the weights before, so it is fitted a few times over.
"""

import argparse
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evaluation.places import CORPORA, NEAR_KM, Article, kilometres, read_articles
from onrecord.gazetteer import open_gazetteer
from onrecord.resolve.places.entries import Gazetteer
from onrecord.resolve.places.homes import find_home
from onrecord.resolve.places.scoring import ROUNDS, Table, context, make_table, softmax
from onrecord.resolve.places.toponyms import read_toponyms
from onrecord.resolve.places.weights import FEATURES, NONE, WEIGHTS
from onrecord.types import Name, NameKind
from training.setaside import is_set_aside

Floats = NDArray[np.float64]

# Keeps weights that few candidates decide small.
_RIDGE = 1e-3
_STEPS = 400
_RATE = 0.05


@dataclass(slots=True)
class Example:
    """An article's candidates, which of them are right, and how much each name counts."""

    table: Table
    right: Floats
    counts: Floats


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    parser.add_argument("--times", type=int, default=4)
    options = parser.parse_args()
    gazetteer = open_gazetteer()
    examples = []
    for name in CORPORA.values():
        articles = read_articles(options.corpora / "geoparsing/data/Corpora" / name)
        own = [
            example
            for article in articles
            if not is_set_aside(article.id, 5) and (example := make_example(article, gazetteer))
        ]
        # Both corpora count alike, though LGL has four times the names.
        total = sum(example.counts.sum() for example in own)
        for example in own:
            example.counts /= total
        examples += own
    weights = np.array([*WEIGHTS.values(), NONE])
    for _ in range(options.times):
        weights = fit(examples, weights)
    for name, weight in zip((*FEATURES, "NONE"), weights, strict=True):
        print(f'    "{name}": {weight:.2f},')


def make_example(article: Article, gazetteer: Gazetteer) -> Example | None:
    names = [Name(toponym.span, NameKind.PLACE, 1.0) for toponym in article.toponyms]
    reading = read_toponyms(article.text, names, gazetteer)
    if not reading.toponyms:
        return None
    table = make_table(reading, find_home(article.domain, article.url, gazetteer))
    right, counts = np.zeros(len(table.owner)), np.zeros(len(reading.toponyms))
    for toponym, number in zip(article.toponyms, reading.of_name, strict=True):
        if number is None or toponym.at is None:
            continue
        counts[number] += 1
        for row in np.flatnonzero(table.owner == number):
            entry = table.entries[row]
            distance = kilometres(toponym.at, (entry.latitude, entry.longitude))
            right[row] = max(right[row], float(distance <= NEAR_KM))
    return Example(table, right, counts)


def fit(examples: Iterable[Example], weights: Floats) -> Floats:
    """New weights, with the context that the old ones give."""
    data = [(example, features_with(example.table, weights)) for example in examples]
    moment, square = np.zeros_like(weights), np.zeros_like(weights)
    weights = weights.copy()
    for step in range(1, _STEPS + 1):
        slope = _RIDGE * weights
        for example, features in data:
            slope += _slope(example, features, weights)
        moment = 0.9 * moment + 0.1 * slope
        square = 0.99 * square + 0.01 * slope**2
        size = np.sqrt(square / (1 - 0.99**step)) + 1e-8
        weights -= _RATE * moment / (1 - 0.9**step) / size
    return weights


def features_with(table: Table, weights: Floats) -> Floats:
    features = table.fixed
    for _ in range(ROUNDS - 1):
        chances = softmax(table, features @ weights[:-1], weights[-1])
        features = table.fixed + context(table, chances)
    return features


def _slope(example: Example, features: Floats, weights: Floats) -> Floats:
    """Gradient of the negative log-likelihood of the right candidates, or of none of them."""
    table = example.table
    chances = softmax(table, features @ weights[:-1], weights[-1])
    none = 1 - np.add.reduceat(chances, table.starts)
    right = np.add.reduceat(chances * example.right, table.starts)
    has_right = np.add.reduceat(example.right, table.starts) > 0
    share = chances * example.right / np.maximum(right, 1e-12)[table.owner]
    pull = (chances - share) * example.counts[table.owner]
    none_pull = (none - ~has_right) * example.counts
    return np.append(features.T @ pull, none_pull.sum())


if __name__ == "__main__":
    main()
