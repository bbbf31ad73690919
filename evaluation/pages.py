"""Web pages: how well are body, title, day of publication and authors read off real pages?

``python -m evaluation.pages --corpora ../shared/corpora`` measures on the even-numbered English
pages; the odd-numbered ones are set aside (``--set-aside``) for a last check. Pages in other
languages (``--others``), which onrecord does not put on record, show whether a rule holds for
outlets that it was not made on: most outlets have no English page here. The gold is that of
fundus, written by hand for each outlet. The body's F1 is over bags of words, averaged over pages;
titles and authors must be the same but for case, spacing, soft hyphens and the kind of quotation
marks, and the day is that of the gold's time zone.
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

from onrecord.errors import SourceError
from onrecord.sources import read_capture
from onrecord.sources.captures import failed
from onrecord.sources.decoding import decode
from onrecord.sources.language import foreign_language
from onrecord.sources.pages import Page, read_page
from onrecord.types import Capture, Failure, Report

FOLDER = Path("fundus-pages", "tests", "resources", "parser", "test_data")
_MIN_WORDS = 20
_WORD = re.compile(r"\w+")
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))  # soft hyphens and their like
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

    @property
    def outlet(self) -> str:
        """Who published it: the name up to the day."""
        return self.name.split("_")[0]


def gold_pages(corpora: Path, *, others: bool = False) -> Iterator[GoldPage]:
    """The English pages, by name; whose gold is which is told by the words they share.

    Args:
        corpora: Where they lie.
        others: The pages in other languages instead.
    """
    for path in sorted((corpora / FOLDER).glob("*/*.html.gz")):
        met = json.loads((path.parent / "meta.info").read_text("utf-8"))[path.name]
        known = json.loads((path.parent / f"{path.name.split('_')[0]}.json").read_text("utf-8"))
        data = gzip.decompress(path.read_bytes())
        html = " ".join(data.decode("utf-8", "replace").split())
        gold = max(known.values(), key=lambda one: _likeness(one, html))
        body = _body(gold)
        is_short = len(body.split()) < _MIN_WORDS
        if is_short or (foreign_language(body) is not None) != others:
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
    """Whether two lines are the same but for case, spacing and the kind of quotation marks."""
    return _plain(found or "") == _plain(expected)


def _plain(line: str) -> str:
    return " ".join(line.translate(_QUOTES).translate(_UNSEEN).casefold().split())


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


Read = Report | Page | Failure


def read(page: GoldPage, *, others: bool) -> Read:
    """What is read off a page, also where its language would keep it off the record."""
    if not others:
        return read_capture(page.capture)
    capture = page.capture
    try:
        return read_page(decode(capture.data), url=capture.url, fetched_at=capture.fetched_at)
    except SourceError as error:
        return failed(capture.where, error)


def verdicts(page: GoldPage, got: Report | Page) -> Iterator[tuple[str, bool, object, object]]:
    """What is asked of a page, whether it was read right, as what, and what it is."""
    if page.title:
        yield "title", is_same_line(got.title, page.title), got.title, page.title
    if page.published:
        is_day = is_same_day(got.published, page.published)
        yield "day", is_day, got.published, page.published
    if page.authors:
        is_them = is_same_people(got.authors, page.authors)
        yield "authors", is_them, got.authors, page.authors


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpora", type=Path, required=True)
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--set-aside", action="store_true", help="the odd-numbered pages")
    which.add_argument("--others", action="store_true", help="pages in other languages")
    parser.add_argument("--misses", action="store_true", help="show what differs, page by page")
    options = parser.parse_args(arguments)
    pages = list(gold_pages(options.corpora, others=options.others))
    if not options.others:
        pages = pages[options.set_aside :: 2]
    rights: dict[str, dict[str, list[bool]]] = {"title": {}, "day": {}, "authors": {}}
    bodies = []
    seconds = 0.0
    read(pages[0], others=options.others)  # what is loaded once is no page's time
    for page in pages:
        began = time.process_time()
        got = read(page, others=options.others)
        seconds += time.process_time() - began
        if options.misses and isinstance(got, Failure):
            print(f"{page.name}: {got.code}: {got.message}")
        report = Report(text="") if isinstance(got, Failure) else got
        bodies.append(token_f1(report.text, page.body))
        if options.misses and bodies[-1] < 0.95:
            print(f"{page.name}: body {bodies[-1]:.3f}")
        for what, is_right, found, gold in verdicts(page, report):
            rights[what].setdefault(page.outlet, []).append(is_right)
            if options.misses and not is_right:
                print(f"{page.name}: {what}: {found!r}, gold {gold!r}")
    print(f"{len(pages)} pages, {len(pages) / seconds:.1f} a second of processor time")
    print(f"body F1 {statistics.fmean(bodies):.3f}, median {statistics.median(bodies):.3f}")
    for what, by_outlet in rights.items():
        _tell(what, list(by_outlet.values()))


def _tell(what: str, outlets: list[list[bool]]) -> None:
    """Print a share, of all pages and, so that no outlet counts more than others, of outlets."""
    pages = [one for found in outlets for one in found]
    mean = statistics.fmean(map(statistics.fmean, outlets))
    share = f"{100 * statistics.fmean(pages):5.1f} % of {len(pages)}"
    print(f"{what:8}{share}; averaged over {len(outlets)} outlets {100 * mean:.1f} %")


if __name__ == "__main__":
    main()
