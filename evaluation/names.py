"""Score the names of the shipped model, through the public API, on EN-Worldwide's set-aside tenth.

    python -m evaluation.names --corpora ../shared/corpora

Exact spans and kinds (micro-averaged) over persons, organisations, places, groups, facilities.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from evaluation.metrics import Score
from onrecord import Reader, Record
from onrecord.types import Form, NameKind, Span
from training.setaside import NAMES_SET_ASIDE, is_set_aside
from training.worldwide import read_named

SCORED = tuple(kind for kind in NameKind if kind is not NameKind.OTHER)

Names = set[tuple[Span, NameKind]]


def found_names(record: Record) -> Names:
    """The names in a record, pronouns and descriptions left out."""
    forms = (Form.PRONOUN, Form.TITLE, Form.UNNAMED)
    return {(m.span, m.kind) for m in record.mentions if m.form not in forms and m.kind is not None}


def count_names(gold: Names, found: Names) -> Counter[tuple[str, str]]:
    """How many names of each kind are there, were found, and both."""
    counts: Counter[tuple[str, str]] = Counter()
    for what, names in (("gold", gold), ("found", found), ("both", gold & found)):
        for _, kind in names:
            if kind in SCORED:
                counts[kind.value, what] += 1
    return counts


def score_names(counts: Counter[tuple[str, str]], kinds: Iterable[NameKind]) -> Score:
    both, found, gold = (
        sum(counts[kind.value, what] for kind in kinds) for what in ("both", "found", "gold")
    )
    return Score(both, found, both, gold)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    a = parser.parse_args()
    folder = a.corpora / "worldwide/processed_annotated"
    articles = [x for x in read_named(folder) if is_set_aside(x.name, NAMES_SET_ASIDE)]
    if not articles:
        parser.error(f"no articles under {folder}")
    reader = Reader()
    counts: Counter[tuple[str, str]] = Counter()
    for article in articles:
        gold = {(span, kind) for span, kind in article.names}
        counts += count_names(gold, found_names(reader.read(article.text)))
    print(f"{len(articles)} articles")
    print(f"{'':14} {'P':>6} {'R':>6} {'F1':>6} {'gold':>6}")
    for name, kinds in [("all", SCORED), *((k.value, (k,)) for k in SCORED)]:
        s = score_names(counts, kinds)
        print(f"{name:14} {s.precision:6.1f} {s.recall:6.1f} {s.f1:6.1f} {s.gold:6d}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
