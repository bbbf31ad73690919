"""What a page states as linked data (JSON-LD, schema.org): its things, and which is the report."""

import json
import re
from collections import deque
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from onrecord.sources.pages.lines import clean_line, folded

Thing = dict[str, Any]
"""A JSON-LD object."""

# schema.org's kinds of reports: NewsArticle, ReportageNewsArticle, BlogPosting, Report …
_REPORT = re.compile(r"(?:^|[/#:])(?:\w*Article|\w*Posting|Report)$")
_PAGE = re.compile(r"(?:^|[/#:])\w*Page$")
# A page has some hundred things at most; what has more is read no further.
_MAX_THINGS = 5000
# What editors' programs leave around the JSON: comments of HTML, and marked sections of XML.
_OPENING = re.compile(r"(?:\s|<!--|/{2}|<!\[CDATA\[|/\*.{0,40}?\*/)*+", re.DOTALL)
_ENDINGS = ("-->", "]]>", "//", ";")
_RAW_VALUE = r'"{name}"\s*:\s*"((?:[^"\\]|\\.){{1,300}})"'


class LinkedData(NamedTuple):
    """What the linked data of a page says.

    Attributes:
        reports: The things that are reports, outermost first; only those of this page.
        pages: The things that are pages.
        by_id: Every thing that has more than an ``@id``, by it.
        broken: Scripts that are no JSON.
    """

    reports: tuple[Thing, ...]
    pages: tuple[Thing, ...]
    by_id: dict[str, Thing]
    broken: tuple[str, ...]

    def values(self, name: str) -> Iterator[Any]:
        """What the reports and then the pages state under a name, first things first."""
        for thing in (*self.reports, *self.pages):
            if thing.get(name):
                yield thing[name]

    def texts(self, name: str) -> Iterator[str]:
        """The values that are texts; last those that only stand in a script that is no JSON."""
        for value in self.values(name):
            for one in value if isinstance(value, list) else [value]:
                if isinstance(one, (str, int)):
                    yield str(one)
        yield from self.raw(name)

    def raw(self, name: str) -> Iterator[str]:
        """The values that stand under a name in a script that is no JSON."""
        for script in self.broken:
            yield from re.findall(_RAW_VALUE.format(name=re.escape(name)), script)

    def things(self, name: str) -> Iterator[Thing | str]:
        """The values as things or texts; one that is only pointed at is looked up."""
        for value in self.values(name):
            yield from self.resolved(value)

    def resolved(self, value: Any) -> Iterator[Thing | str]:
        """A value's things and texts, lists taken apart and ``@id`` looked up."""
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                yield self.by_id.get(str(one.get("@id")), {}) | one
            elif isinstance(one, str):
                yield self.by_id.get(one, one)


def linked_data(scripts: Iterable[str], headlines: Iterable[str] = ()) -> LinkedData:
    """The linked data of a page's scripts.

    >>> data = linked_data(['{"@type": "NewsArticle", "headline": "Bridge shut"}'])
    >>> list(data.texts("headline"))
    ['Bridge shut']

    Args:
        scripts: The contents of the scripts of type ``application/ld+json``.
        headlines: What the page shows as its headline. Where several reports are stated, those
            with one of them come first; the others are teasers of other reports.
    """
    things, broken = list[Thing](), list[str]()
    for script in scripts:
        value = _parsed(script)
        if value is None:
            broken.append(script)
        things += _things(value)
    by_id: dict[str, Thing] = {}
    for thing in things:
        if len(thing) > 1 and isinstance(thing.get("@id"), str):
            by_id[thing["@id"]] = thing | by_id.get(thing["@id"], {})
    reports = [thing for thing in things if _is_a(_REPORT, thing) and _is_stated(thing)]
    pages = tuple(thing for thing in things if _is_a(_PAGE, thing))
    return LinkedData(_own(reports, headlines), pages, by_id, tuple(broken))


def kinds_of(thing: Thing) -> list[str]:
    """The types of a thing."""
    kinds = thing.get("@type")
    return [str(kind) for kind in (kinds if isinstance(kinds, list) else [kinds]) if kind]


def _parsed(script: str) -> Any:
    """The JSON of a script; None where it is none."""
    plain = script.strip()
    for _ in range(2):
        try:
            return json.loads(plain, strict=False)
        except (ValueError, RecursionError):
            plain = _unwrapped(plain)
    return None


def _unwrapped(script: str) -> str:
    """A script without what is put around its JSON."""
    opening = _OPENING.match(script)
    plain = script[opening.end() if opening else 0 :]
    for ending in _ENDINGS:
        plain = plain.rstrip().removesuffix(ending)
    return plain


def _things(value: Any) -> Iterator[Thing]:
    """The objects in some JSON, outermost first."""
    queue = deque([value])
    count = 0
    while queue and count < _MAX_THINGS:
        one = queue.popleft()
        if isinstance(one, dict):
            count += 1
            yield one
            queue.extend(inner for inner in one.values() if isinstance(inner, (dict, list)))
        elif isinstance(one, list):
            queue.extend(inner for inner in one if isinstance(inner, (dict, list)))


def _is_a(kind: re.Pattern[str], thing: Thing) -> bool:
    return any(kind.search(name) for name in kinds_of(thing))


def _is_stated(thing: Thing) -> bool:
    """Whether more than a link to a report is stated."""
    return any(thing.get(name) for name in ("headline", "datePublished", "author", "articleBody"))


def _own(reports: list[Thing], headlines: Iterable[str]) -> tuple[Thing, ...]:
    """The page's own report, in all the things that state it; the outermost where none is told."""
    shown = {folded(line) for line in headlines if line}
    lines = [folded(_headline(thing)) for thing in reports]
    own = next((line for line in lines if line and line in shown), lines[0] if lines else "")
    same = [thing for thing, line in zip(reports, lines, strict=True) if line == own]
    return tuple(same)


def _headline(thing: Thing) -> str:
    return clean_line(thing.get("headline")) or clean_line(thing.get("name")) or ""
