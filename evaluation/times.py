"""Score time expressions on TimeBank and AQUAINT as TempEval-3 does (UzZaman et al. 2013).

    python -m evaluation.times --corpora ../shared/corpora

``--with-model`` adds what the shipped model sees to the rules; ``--peer dateparser`` scores
that library's search instead (``pip install dateparser``).

A fifth of the documents (by the hash of their names) is set aside and only reported; the rules
were written on the other four.

- strict: the span has both ends right;
- relaxed: the spans overlap; each gold and each found span counts once, best overlap first;
- type, value: relaxed matches whose type, or value, is the gold one; precision and recall are
  over all found and all gold expressions, as TempEval-3's official scorer counts them.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from evaluation.metrics import Score
from onrecord.resolve.times import SeenTime, find_times
from onrecord.segment import find_quotations, split_paragraphs
from onrecord.types import Span
from training.setaside import is_set_aside
from training.timeml import TimeDocument, read_timeml

ONE_IN = 5
FOLDER = "tempeval3/data/TempEval3/Training/TBAQ-cleaned"
COUNTED = ("strict", "relaxed", "type", "value")


@dataclass(frozen=True)
class Tag:
    """An expression to be scored: span, type and value."""

    span: Span
    type: str
    value: str | None


Finder = Callable[[TimeDocument], list[Tag]]


def read_documents(corpora: Path) -> list[TimeDocument]:
    """The documents of both corpora, in order of their path."""
    folders = [corpora / FOLDER / name for name in ("AQUAINT", "TimeBank")]
    return [document for folder in folders for document in read_timeml(folder)]


def gold_of(document: TimeDocument) -> list[Tag]:
    return [Tag(t.span, t.type, t.value) for t in document.times]


def found_by_rules(document: TimeDocument) -> list[Tag]:
    return _tags(document, ())


def _tags(document: TimeDocument, seen: Sequence[SeenTime]) -> list[Tag]:
    times = find_times(
        document.text,
        split_paragraphs(document.text),
        published=document.created,
        edition=document.name,
        seen=seen,
    )
    return [Tag(t.span, t.type, t.value) for t in times]


def with_model() -> Finder:
    """The rules together with the shipped model's time head, as the reader uses them."""
    from onrecord.model.report import read_report
    from onrecord.model.session import Model

    model = Model(None)

    def find(document: TimeDocument) -> list[Tag]:
        paragraphs = split_paragraphs(document.text)
        quotations = find_quotations(document.text, paragraphs)
        seen = read_report(model, document.text, paragraphs, quotations).times
        return _tags(document, seen)

    return find


def with_dateparser() -> Finder:
    """Dateparser's search, paragraph by paragraph; every span is a DATE to the day."""
    from dateparser.search import search_dates

    def find(document: TimeDocument) -> list[Tag]:
        base = datetime.fromisoformat((document.created or "2000-01-01")[:10])
        settings = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past"}
        tags = []
        for paragraph in split_paragraphs(document.text):
            words = document.text[paragraph.start : paragraph.end]
            at = 0
            for found, when in search_dates(words, languages=["en"], settings=settings) or ():
                at = words.find(found, at)
                span = Span(paragraph.start + at, paragraph.start + at + len(found))
                tags.append(Tag(span, "DATE", when.date().isoformat()))
                at += len(found)
        return tags

    return find


def pairs(gold: Sequence[Tag], found: Sequence[Tag]) -> list[tuple[Tag, Tag]]:
    """Overlapping spans of gold and found, one to one, the largest overlap first."""
    overlaps = sorted(
        (
            (min(g.span.end, f.span.end) - max(g.span.start, f.span.start), -i, -j)
            for i, g in enumerate(gold)
            for j, f in enumerate(found)
            if g.span.start < f.span.end and f.span.start < g.span.end
        ),
        reverse=True,
    )
    taken_gold: set[int] = set()
    taken_found: set[int] = set()
    matched = []
    for _, i, j in overlaps:
        if i not in taken_gold and j not in taken_found:
            taken_gold.add(i)
            taken_found.add(j)
            matched.append((gold[-i], found[-j]))
    return matched


def count(gold: Sequence[Tag], found: Sequence[Tag]) -> Counter[str]:
    """How many are right, by each metric, of how many gold and found ones."""
    counts: Counter[str] = Counter(gold=len(gold), found=len(found))
    for g, f in pairs(gold, found):
        counts["strict"] += g.span == f.span
        counts["relaxed"] += 1
        counts["type"] += g.type == f.type
        counts["value"] += g.value == f.value
    return counts


def score(documents: Sequence[TimeDocument], finder: Finder) -> dict[str, Score]:
    """The table's rows for some documents."""
    counts: Counter[str] = Counter()
    for document in documents:
        counts += count(gold_of(document), finder(document))
    return {
        name: Score(counts[name], counts["found"], counts[name], counts["gold"]) for name in COUNTED
    }


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    ways = parser.add_mutually_exclusive_group()
    ways.add_argument("--with-model", action="store_true", help="let the model's time head help")
    ways.add_argument("--peer", choices=["dateparser"], help="score another library")
    arguments = parser.parse_args()
    finder = found_by_rules
    if arguments.with_model:
        finder = with_model()
    elif arguments.peer:
        finder = with_dateparser()
    documents = read_documents(arguments.corpora)
    if not documents:
        parser.error(f"no documents under {arguments.corpora / FOLDER}")
    for part, aside in (("development (four fifths)", False), ("set aside (a fifth)", True)):
        chosen = [d for d in documents if is_set_aside(d.name, ONE_IN) is aside]
        print(f"{part}: {len(chosen)} documents")
        print(f"{'':10} {'P':>6} {'R':>6} {'F1':>6} {'gold':>6}")
        for name, s in score(chosen, finder).items():
            print(f"{name:10} {s.precision:6.1f} {s.recall:6.1f} {s.f1:6.1f} {s.gold:6d}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
