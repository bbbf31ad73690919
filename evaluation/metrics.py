"""The metrics of attribution: whole statements, and the exact spans of each role.

Tokens are runs of word characters or single marks; a token belongs to a span when it shares a
character with it. A role's unit is its whole, possibly discontinuous, set of tokens.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.types import Span

_TOKEN = re.compile(r"\w+|[^\w\s]")
_DOUBLE_MARKS = frozenset('"“”')
SUBSETS = ("all", "direct", "indirect")
ROLES = ("source", "cue", "content")


@dataclass(frozen=True)
class Attribution:
    """A statement as token sets; ``direct`` when its content has a double quotation mark."""

    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]
    direct: bool


@dataclass(frozen=True)
class Score:
    """Precision, recall and F1 in percent, from counts."""

    right_predicted: int
    predicted: int
    right_gold: int
    gold: int

    @property
    def precision(self) -> float:
        return 100 * self.right_predicted / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        return 100 * self.right_gold / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


class Tokens:
    """The tokens of a text, to turn spans into token sets."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at: list[int | None] = [None] * len(text)
        for index, match in enumerate(_TOKEN.finditer(text)):
            self._at[match.start() : match.end()] = [index] * (match.end() - match.start())

    def covered(self, spans: Iterable[Span]) -> frozenset[int]:
        return frozenset(
            token for s in spans for token in self._at[s.start : s.end] if token is not None
        )

    def attribution(
        self, source: Sequence[Span], cue: Sequence[Span], content: Sequence[Span], *, pad: int
    ) -> Attribution:
        """Token sets of a statement; ``pad`` characters around the content count for ``direct``."""
        near = (self._text[max(0, s.start - pad) : s.end + pad] for s in content)
        direct = any(mark in _DOUBLE_MARKS for part in near for mark in part)
        return Attribution(self.covered(source), self.covered(cue), self.covered(content), direct)


def match(gold: Sequence[Attribution], predicted: Sequence[Attribution]) -> list[tuple[int, int]]:
    """Strict matching: pairs (gold, predicted), one to one, best content overlap first.

    A pair may match when the contents' intersection over union is at least 0.5 and the sources
    share a token or are both empty.
    """
    pairs = []
    for i, g in enumerate(gold):
        for j, p in enumerate(predicted):
            shared = len(g.content & p.content)
            if not shared or shared / len(g.content | p.content) < 0.5:
                continue
            sources = len(g.source & p.source)
            if sources or not (g.source or p.source):
                pairs.append((-shared / len(g.content | p.content), -sources, i, j))
    gold_left, predicted_left = set(range(len(gold))), set(range(len(predicted)))
    matched = []
    for _, _, i, j in sorted(pairs):
        if i in gold_left and j in predicted_left:
            gold_left.discard(i)
            predicted_left.discard(j)
            matched.append((i, j))
    return matched


def count_report(
    gold: Sequence[Attribution], predicted: Sequence[Attribution]
) -> Counter[tuple[str, ...]]:
    """Counts of one report, to be summed over reports and given to ``table``.

    A prediction whose content has no token does not count.
    """
    predicted = [p for p in predicted if p.content]
    counts: Counter[tuple[str, ...]] = Counter()
    matched = match(gold, predicted)
    partner = {j: i for i, j in matched}
    for subset in SUBSETS:
        wanted = {"all": {True, False}, "direct": {True}, "indirect": {False}}[subset]
        counts[subset, "strict", "right"] += sum(gold[i].direct in wanted for i, _ in matched)
        counts[subset, "strict", "gold"] += sum(g.direct in wanted for g in gold)
        counts[subset, "strict", "predicted"] += sum(
            (gold[partner[j]] if j in partner else p).direct in wanted
            for j, p in enumerate(predicted)
        )
        for role in ROLES:
            ours, theirs = (
                {getattr(a, role) for a in side if a.direct in wanted} - {frozenset()}
                for side in (predicted, gold)
            )
            counts[subset, role, "right"] += len(ours & theirs)
            counts[subset, role, "predicted"] += len(ours)
            counts[subset, role, "gold"] += len(theirs)
    counts["unsourced", "found", "gold"] += sum(not g.source for g in gold)
    counts["unsourced", "found", "right"] += sum(not gold[i].source for i, _ in matched)
    counts["unsourced", "found", "predicted"] += sum(not p.source for p in predicted)
    return counts


def table(counts: Counter[tuple[str, ...]]) -> dict[str, Score]:
    """Scores by name, such as ``all strict`` or ``indirect content``."""
    names = [(s, m) for s in SUBSETS for m in ("strict", *ROLES)] + [("unsourced", "found")]
    return {
        f"{subset} {metric}": Score(
            counts[subset, metric, "right"],
            counts[subset, metric, "predicted"],
            counts[subset, metric, "right"],
            counts[subset, metric, "gold"],
        )
        for subset, metric in names
    }
