"""The metrics, on cases small enough to count by hand, and against the shared scorer."""

import json
import random
import subprocess
import sys
from collections import Counter

import pytest

from evaluation.metrics import (
    ROLES,
    SUBSETS,
    Attribution,
    Score,
    Tokens,
    count_report,
    match,
    table,
)
from onrecord.types import Span
from training.polnear import read_articles


def attribution(source, cue, content, *, direct=False):
    return Attribution(frozenset(source), frozenset(cue), frozenset(content), direct)


GOLD = attribution([0, 1], [2], [3, 4, 5, 6])


@pytest.mark.parametrize(
    ("right", "predicted", "gold", "percent"),
    [
        (1, 2, 4, (50.0, 25.0, 100 / 3)),
        (3, 3, 3, (100.0, 100.0, 100.0)),
        (0, 0, 3, (0.0, 0.0, 0.0)),
        (0, 3, 0, (0.0, 0.0, 0.0)),
        (0, 0, 0, (0.0, 0.0, 0.0)),
    ],
)
def test_percentages(right, predicted, gold, percent):
    score = Score(right, predicted, right, gold)
    assert (score.precision, score.recall, score.f1) == pytest.approx(percent)


TOKENS = {
    "whole words": ([(0, 4)], {0}),
    "touched words": ([(3, 7)], {0, 1}),
    "marks": ([(9, 10)], {2}),
    "a blank": ([(4, 5)], set()),
    "a contraction is three": ([(11, 16)], {3, 4, 5}),
    "two spans": ([(0, 1), (16, 17)], {0, 6}),
    "nothing": ([], set()),
}


@pytest.mark.parametrize(("spans", "tokens"), TOKENS.values(), ids=TOKENS)
def test_tokens_that_spans_cover(spans, tokens):
    assert Tokens("Lesk said: don't.").covered(Span(*span) for span in spans) == tokens


@pytest.mark.parametrize(
    ("content", "pad", "direct"),
    [
        ([(5, 11)], 0, True),
        ([(6, 10)], 0, False),
        ([(6, 10)], 1, True),
        ([(0, 4)], 1, False),
        ([(0, 4), (12, 17)], 0, True),
    ],
)
def test_a_statement_is_direct_when_its_content_has_a_double_mark(content, pad, direct):
    tokens = Tokens('Lesk “No a” and "so".')
    found = tokens.attribution((), (), [Span(*span) for span in content], pad=pad)
    assert found.direct is direct


MATCHES = {
    "the same": ([GOLD], [GOLD], [(0, 0)]),
    "half the content": ([GOLD], [attribution([0], [9], [3, 4])], [(0, 0)]),
    "less than half": ([GOLD], [attribution([0], [2], [3])], []),
    "too much content": ([GOLD], [attribution([0], [2], range(3, 12))], []),
    "another source": ([GOLD], [attribution([9], [2], [3, 4, 5, 6])], []),
    "no source": ([GOLD], [attribution([], [2], [3, 4, 5, 6])], []),
    "a source too many": ([attribution([], [2], [3])], [attribution([9], [2], [3])], []),
    "both without a source": ([attribution([], [2], [3])], [attribution([], [8], [3])], [(0, 0)]),
    "no content": ([attribution([0], [2], [])], [attribution([0], [2], [])], []),
    "each only once": ([GOLD], [GOLD, GOLD], [(0, 0)]),
    "the best first": (
        [GOLD, attribution([0], [2], [3, 4, 5])],
        [attribution([0], [2], [3, 4, 5]), attribution([0], [2], [3, 4])],
        [(1, 0), (0, 1)],
    ),
    "of equal contents the one with more of the source": (
        [GOLD],
        [attribution([0], [2], [3, 4, 5, 6]), attribution([0, 1], [2], [3, 4, 5, 6])],
        [(0, 1)],
    ),
    "nothing": ([], [], []),
}


@pytest.mark.parametrize(("gold", "predicted", "pairs"), MATCHES.values(), ids=MATCHES)
def test_matching(gold, predicted, pairs):
    assert match(gold, predicted) == pairs


def test_counts_of_a_report():
    gold = [
        GOLD,
        attribution([10], [11], [12, 13], direct=True),
        attribution([], [20], [21, 22]),
        attribution([], [30], [31]),
    ]
    predicted = [
        attribution([0, 1], [2], [3, 4, 5]),  # found, content inexact
        attribution([10], [11], [12, 13]),  # found; has its partner's class, though not in roles
        attribution([], [20], [21, 22]),  # found
        attribution([], [40], [41], direct=True),  # wrong
    ]
    scores = table(count_report(gold, predicted))

    def counts(name):
        score = scores[name]
        return score.right_predicted, score.predicted, score.gold

    assert counts("all strict") == (3, 4, 4)
    assert counts("direct strict") == (1, 2, 1)
    assert counts("indirect strict") == (2, 2, 3)
    assert counts("all source") == (2, 2, 2)
    assert counts("all cue") == (3, 4, 4)
    assert counts("all content") == (2, 4, 4)
    assert counts("direct content") == (0, 1, 1)
    assert counts("unsourced found") == (1, 2, 2)


def test_a_prediction_without_content_does_not_count():
    scores = table(count_report([GOLD], [GOLD, attribution([0], [2], [])]))
    assert scores["all strict"] == Score(1, 1, 1, 1)
    assert scores["all cue"] == Score(1, 1, 1, 1)


def test_a_unit_that_stands_twice_counts_once():
    twice = [attribution([0], [2], [3]), attribution([0], [5], [6])]
    scores = table(count_report(twice, twice[:1]))
    assert (scores["all source"].predicted, scores["all source"].gold) == (1, 1)
    assert (scores["all cue"].predicted, scores["all cue"].gold) == (1, 2)


@pytest.fixture(scope="module")
def dev(shared):
    return list(read_articles(shared / "corpora/polnear/data/dev"))


def spoiled(articles):
    """What a middling system might predict: gold with parts missing, moved and made up."""
    rng = random.Random(17)
    system = {}
    for article in articles[:-1]:  # and nothing at all for one article
        last = len(article.text)
        statements = system[article.name] = []
        for a in article.annotations[0]:
            source, cue, content = (list(map(list, part)) for part in (a.source, a.cue, a.content))
            fate = rng.random()
            if fate < 0.15 or not content:
                continue
            if fate < 0.5:
                content[-1][1] = min(last, content[-1][1] + rng.randint(1, 40))
            if 0.3 < fate < 0.6:
                content[0][0] += rng.randint(0, content[0][1] - content[0][0] - 1)
            if 0.6 < fate < 0.7:
                source = [] if source else [[0, rng.randint(3, 9)]]
            if fate > 0.9:
                statements.append({"source": source, "cue": cue, "content": cue})
            statements.append({"source": source, "cue": cue, "content": content})
    return system


@pytest.mark.shared
def test_the_shared_scorer_counts_the_same(shared, dev, tmp_path):
    system = spoiled(dev)
    (tmp_path / "system.json").write_text(json.dumps(system), encoding="utf-8")
    theirs = run_scorer(shared, tmp_path / "system.json")
    ours = score(dev, system)
    strict = theirs["all"]["rel"]["strict"]
    assert 0 < strict["P"] < 100 > strict["R"] > 0  # or there is little to compare
    for subset in SUBSETS:
        assert numbers(ours[f"{subset} strict"]) == theirs[subset]["rel"]["strict"]
        for role in ROLES:
            assert numbers(ours[f"{subset} {role}"]) == theirs[subset]["span"][role]["exact"]


def run_scorer(shared, system):
    """The shared scorer's numbers, as it writes them."""
    out = system.with_name("scores.json")
    scorer, gold = shared / "tools/score_statements.py", shared / "corpora/polnear/data/dev"
    command = [sys.executable, scorer, system, "--gold", gold, "--one-per-article", "--json", out]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return json.loads(out.read_text(encoding="utf-8"))[system.name]["scores"]


def score(articles, system):
    counts = Counter()
    for article in articles:
        tokens = Tokens(article.text)
        gold = [
            tokens.attribution(a.source, a.cue, a.content, pad=0) for a in article.annotations[0]
        ]
        predicted = [
            tokens.attribution(*([Span(*x) for x in s[role]] for role in ROLES), pad=1)
            for s in system.get(article.name, [])
        ]
        counts += count_report(gold, predicted)
    return table(counts)


def numbers(score):
    return pytest.approx(
        {
            "P": score.precision,
            "R": score.recall,
            "F1": score.f1,
            "n_pred": score.predicted,
            "n_gold": score.gold,
        }
    )
