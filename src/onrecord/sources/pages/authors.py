"""The byline: who a page names as the authors of its report."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from onrecord.sources.pages.lines import clean_line, folded
from onrecord.sources.pages.linked_data import Thing
from onrecord.sources.pages.stated import Stated

_METAS = (
    "author",
    "article:author_name",
    "article:author",
    "og:author",
    "og:article:author",
    "parsely-author",
    "sailthru.author",
    "cxenseparse:author",
    "byl",
    "dc.creator",
    "dcterms.creator",
    "dcsext.author",
)
_NAMES = ("name", "byline", "alternateName")
_BY = re.compile(r"^(?:(?:written|reported|posted|story|text|words|report)\s+)?by\b[:\s]+", re.I)
_BETWEEN = re.compile(r"\s*[;|•·]\s*|\s*,?\s+(?:and|&|with)\s+|\s*,\s*", re.I)
# What stands behind a name and a comma, and is not another name.
_ROLE = re.compile(
    r"\b(?:editor|correspondent|reporter|writer|columnist|producer|chief|journalist|analyst"
    r"|contributor|photographer|agencies|bureau|desk|ph\.?d|md|jr|sr)\b\.?",
    re.I,
)
_NO_NAME = re.compile(r"https?:|www\.|[@(){}\[\]<>/\\=]|^\W*$|^[a-z0-9]+(?:[-_.][a-z0-9]+)*$")
_NOBODY = frozenset({"admin", "administrator", "null", "none", "undefined", "author", "unknown"})
_MAX_CHARS = 80
# A hostile page may name everybody.
_MAX_AUTHORS = 50


def authors(page: Stated, outlet: str | None) -> tuple[str, ...]:
    """The names in a page's byline, in order; none where no place of the page names one.

    The place that is most about this report wins: its linked data, the meta tags, microdata, and
    last the links and lines that are marked as the author's. The outlet's own name counts only
    where no place has another.
    """
    own = folded(outlet or "")
    fallback: tuple[str, ...] = ()
    for place in _places(page):
        names = (name for line in islice(place, _MAX_AUTHORS) for name in _names(line))
        found = tuple(dict.fromkeys(names))[:_MAX_AUTHORS]
        if found and [folded(name) for name in found] != [own]:
            return found
        fallback = fallback or found
    return fallback


def _places(page: Stated) -> Iterator[Iterable[str]]:
    for thing in (*page.data.reports, *page.data.pages):
        for name in ("author", "creator"):
            yield (line for one in page.data.resolved(thing.get(name)) for line in _lines(one))
    for name in _METAS:
        yield page.meta(name)
    yield page.microdata.get("author", [])[:1]
    yield page.bylines[:1]


def _lines(one: Thing | str) -> Iterator[str]:
    """The names of a thing."""
    if isinstance(one, str):
        yield one
        return
    for key in _NAMES:
        value = one.get(key)
        names = [name for name in (value if isinstance(value, list) else [value]) if name]
        if names:
            yield from (name for name in names if isinstance(name, str))
            return


def _names(line: str) -> Iterator[str]:
    """The names that a line of a byline has.

    >>> list(_names("By Ola Brand, Chief Editor, and Mira Sund"))
    ['Ola Brand', 'Mira Sund']
    """
    plain = clean_line(line)
    if plain is None or _NO_NAME.search(plain):
        return
    for number, part in enumerate(_BETWEEN.split(_BY.sub("", plain))):
        name = _BY.sub("", part).strip(" ,.-–—") if part else ""
        is_role = number > 0 and _ROLE.search(name)
        if name and len(name) <= _MAX_CHARS and not is_role and folded(name) not in _NOBODY:
            yield name
