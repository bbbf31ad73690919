"""Web pages: how well are body, title, day of publication and authors read off real pages?

``python -m evaluation.pages --corpora ../shared/corpora`` measures on the even-numbered English
pages; the odd-numbered ones are set aside (``--set-aside``) for a last check. The gold is that of
fundus, written by hand for each outlet. The body's F1 is over bags of words, averaged over pages;
titles and authors must be the same but for case, spacing and quotation marks, and the day is that
of the gold's time zone.
"""

import argparse
import gzip
import json
import re
import statistics
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from onrecord.sources import read_capture
from onrecord.sources.language import foreign_language
from onrecord.types import Capture, Failure, Report

FOLDER = Path("fundus-pages", "tests", "resources", "parser", "test_data")
_WORD = re.compile(r"\w+")
_QUOTES = str.maketrans("‘’“”", "''\"\"")


@dataclass(frozen=True, slots=True)
class GoldPage:
    """A page as it was fetched, and what people read off it."""

    name: str
    capture: Capture
    body: str
    title: str | None
    published: str | None
    authors: tuple[str, ...]


def gold_pages(corpora: Path) -> Iterator[GoldPage]:
    """The English pages, by name; whose gold is which is told by the words they share."""
    for path in sorted((corpora / FOLDER).glob("*/*.html.gz")):
        met = json.loads((path.parent / "meta.info").read_text("utf-8"))[path.name]
        known = json.loads((path.parent / f"{path.name.split('_')[0]}.json").read_text("utf-8"))
        data = gzip.decompress(path.read_bytes())
        html = " ".join(data.decode("utf-8", "replace").split())
        gold = max(known.values(), key=lambda one: _likeness(one, html))
        body = _body(gold)
        if foreign_language(body) is not None or len(body.split()) < 20:
            continue
        fetched_at = met["crawl_date"][:19].replace(" ", "T") + "Z"
        yield GoldPage(
            f"{path.parent.name}/{path.name.removesuffix('.html.gz')}",
            Capture(where=path.name, data=data, url=met["url"], fetched_at=fetched_at),
            body,
            gold.get("title"),
            gold.get("publishing_date"),
            tuple(gold.get("authors") or ()),
        )


def _body(gold: dict[str, Any]) -> str:
    body = gold.get("body") or {}
    parts = list(body.get("summary") or ())
    for section in body.get("sections") or ():
        parts += [*section["headline"], *section["paragraphs"]]
    return "\n".join(parts)


def _likeness(gold: dict[str, Any], html: str) -> tuple[int, int]:
    words = set(_WORD.findall(_body(gold)))
    title = gold.get("title") or ""
    return (html.count(title) if title else 0, len(words & set(_WORD.findall(html))))


def token_f1(found: str, expected: str) -> float:
    """F1 over two bags of words."""
    ours, theirs = (Counter(_WORD.findall(text.lower())) for text in (found, expected))
    shared = (ours & theirs).total()
    return 2 * shared / (ours.total() + theirs.total()) if shared else 0.0


def is_same_line(found: str | None, expected: str) -> bool:
    """Whether two lines are the same but for case, spacing and quotation marks."""
    return _plain(found or "") == _plain(expected)


def _plain(line: str) -> str:
    return " ".join(line.translate(_QUOTES).casefold().split())


def is_same_day(found: str | None, expected: str) -> bool:
    """Whether a stamp of ours lies on the day of the gold, in the gold's zone."""
    if not found:
        return False
    gold = datetime.fromisoformat(expected)
    ours = datetime.fromisoformat(found)
    if ours.tzinfo and gold.tzinfo:
        ours = ours.astimezone(gold.tzinfo)
    return ours.date() == gold.date()


def is_same_people(found: tuple[str, ...], expected: tuple[str, ...]) -> bool:
    """Whether the same people are named, in any order."""
    return set(map(_plain, found)) == set(map(_plain, expected))


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--set-aside", action="store_true", help="the odd-numbered pages")
    parser.add_argument("--misses", action="store_true", help="show what differs, page by page")
    options = parser.parse_args(arguments)
    pages = list(gold_pages(options.corpora))[options.set_aside :: 2]
    rights: dict[str, list[bool]] = {"title": [], "day": [], "authors": []}
    bodies = []
    seconds = 0.0
    read_capture(pages[0].capture)  # what is loaded once is no page's time
    for page in pages:
        began = time.process_time()
        got = read_capture(page.capture)
        seconds += time.process_time() - began
        report = Report(text="") if isinstance(got, Failure) else got
        bodies.append(token_f1(report.text, page.body))
        verdicts = {
            "title": page.title and (is_same_line(report.title, page.title), report.title),
            "day": page.published
            and (is_same_day(report.published, page.published), report.published),
            "authors": page.authors
            and (is_same_people(report.authors, page.authors), report.authors),
        }
        for what, verdict in verdicts.items():
            if verdict:
                rights[what].append(verdict[0])
        if options.misses:
            _tell(page, got, bodies[-1], verdicts)
    print(f"{len(pages)} pages, {len(pages) / seconds:.1f} a second of processor time")
    print(f"body F1 {statistics.fmean(bodies):.3f}, median {statistics.median(bodies):.3f}")
    for what, found in rights.items():
        print(f"{what:8}{100 * sum(found) / len(found):5.1f} % of {len(found)}")


def _tell(page: GoldPage, got: Report | Failure, body: float, verdicts: dict[str, Any]) -> None:
    gold = {"title": page.title, "day": page.published, "authors": page.authors}
    if isinstance(got, Failure):
        print(f"{page.name}: {got.code}: {got.message}")
    if body < 0.95:
        print(f"{page.name}: body {body:.3f}")
    for what, verdict in verdicts.items():
        if verdict and not verdict[0]:
            print(f"{page.name}: {what}: {verdict[1]!r}, gold {gold[what]!r}")


if __name__ == "__main__":
    main()
