"""Feeds: are all entries of real and odd feeds found, with their addresses and dates?

``python -m evaluation.feeds --corpora ../shared/corpora``. The corpus has feeds and no gold; what
is expected is counted out of the XML by another, plainer way: every ``item`` or ``entry`` with a
``link`` (or an id that is an address), and with an element whose name is that of a date.
"""

import argparse
import sys
from pathlib import Path
from typing import Any, NamedTuple

from lxml import etree

from onrecord.errors import SourceError
from onrecord.sources.decoding import decode
from onrecord.sources.feeds import read_feed

FOLDER = Path("feeds", "test", "input")
_DATES = frozenset({"pubdate", "published", "updated", "date", "modified", "issued", "created"})


class Expected(NamedTuple):
    """What a plain walk through a feed's XML finds."""

    entries: int
    links: frozenset[str]
    undated: int


def expected(data: bytes) -> Expected | None:
    """What stands in a feed; None where it is no XML with entries."""
    text = decode(data).lstrip()
    bare = text.partition("?>")[2] if text.startswith("<?xml") else text
    root = etree.fromstring(bare.encode(), etree.XMLParser(recover=True, resolve_entities=False))
    if root is None:
        return None
    items = [one for one in root.iter() if _name(one) in ("item", "entry")]
    links = [_link(one) for one in items]
    undated = sum(not any(_name(child) in _DATES for child in one) for one in items)
    return Expected(len(items), frozenset(filter(None, links)), undated) if items else None


def _name(element: Any) -> str:
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def _link(item: Any) -> str | None:
    for child in item:
        if _name(child) == "link" and child.get("rel", "alternate") == "alternate":
            return str(child.text or child.get("href") or "").strip() or None
    ids = [child.text or "" for child in item if _name(child) in ("guid", "id")]
    return next((one.strip() for one in ids if one.strip().startswith("http")), None)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpora", type=Path, required=True)
    folder = parser.parse_args(arguments).corpora / FOLDER
    print(f"{'feed':32}{'entries':>8}{'linked':>8}{'found':>7}{'dated':>7}  deviation")
    deviations = 0
    for path in sorted(folder.iterdir()):
        line, is_right = _line(path)
        deviations += not is_right
        print(f"{path.name:32}{line}")
    print(f"{deviations} deviations")
    return 1 if deviations else 0


def _line(path: Path) -> tuple[str, bool]:
    data = path.read_bytes()
    want = expected(data)
    try:
        feed = read_feed(data)
    except SourceError as error:
        told = f"{'–':>8}{'–':>8}{'–':>7}{'–':>7}  failure {error.code}"
        return told, want is None
    entries, links, undated = want or Expected(0, frozenset(), 0)
    dated = sum(bool(entry.published or entry.updated) for entry in feed.entries)
    repeated = entries - feed.passed_over - len(feed.entries)
    wrong = []
    if len(feed.entries) != len(links):
        wrong.append(f"{len(links)} different addresses stand in it")
    if dated < len(feed.entries) - undated:
        wrong.append(f"{len(feed.entries) - undated - dated} dates not read")
    said = [*wrong, *([f"({repeated} stand in it twice)"] if repeated else [])]
    said += [f"({feed.trouble})"] if feed.trouble else []
    counts = f"{entries:8}{len(links):8}{len(feed.entries):7}{dated:7}"
    return f"{counts}  {'; '.join(said)}", not wrong


if __name__ == "__main__":
    sys.exit(main())
