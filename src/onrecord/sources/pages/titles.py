"""The headline: what most places of a page give as it, without what is put around it."""

import re

from onrecord.sources.pages.lines import first_line, folded
from onrecord.sources.pages.stated import Stated

# What stands between a headline and the names of section and outlet.
_SEPARATOR = r"(?:\s+(?:[|»·•:]|::|[-–—])\s+|\s*[|»]\s*)"
_AFTER = re.compile(_SEPARATOR)
_MIN_CHARS = 10
_MIN_WORDS = 3
# Some programs cut a line to the length that search engines show.
_CUT = ("…", "...")


def headline(page: Stated, outlet: str | None) -> str | None:
    """The headline of a page's report.

    The linked data, the meta tags and the first heading each name one. Where the first heading
    only leads elsewhere, it is the one that a second-level heading prints: on 216 pages of fundus,
    174 of them in other languages than English, that puts right 12 titles of eight outlets and
    spoils two of two. Else it is what most of them name. Of two that differ only by a passage
    that is left out in one of the stated ones, it is the shorter: right four times of four.

    Args:
        page: What the page states.
        outlet: Who published it, to be taken off a line's end.
    """
    stated = [
        first_line(page.data.texts("headline")),
        first_line([*page.meta("og:title"), *page.meta("twitter:title", "parsely-title", "title")]),
    ]
    shown = _heading(page, stated)
    around = [*stated, shown]
    own = [_bare(line, around, outlet) for line in stated if line]
    if printed := _printed(page, own):
        return printed
    lines = [*own, *([_bare(shown, around, outlet)] if shown else [])]
    if not lines:
        return _bare(page.title, [], outlet) if page.title else None
    keys = [folded(line) for line in lines]
    best = max(lines, key=lambda line: keys.count(folded(line)))
    for line in own:
        if _is_shortened(line, best):
            best = line
    return best


def lines_over(page: Stated, title: str | None) -> list[str]:
    """The lines that a page prints over its report: the headline, with what stands in its heading.

    Args:
        page: What the page states.
        title: Its headline.
    """
    known = folded(title or "")
    if not title or not known:
        return [*page.headings]
    whole = (one.parts[-1] for one in page.printed if known in map(folded, one.parts))
    return [*page.headings, title, *whole]


def _printed(page: Stated, stated: list[str]) -> str | None:
    """What a second-level heading prints of the stated lines, where no first-level one does.

    Some outlets keep the first level for words that search engines are to find, in the trail to
    the section, and print the headline on the second.
    """
    says = {folded(line): line for line in reversed(stated)}
    for heading in page.printed:
        said = (says[key] for part in heading.parts if (key := folded(part)) and key in says)
        if line := next(said, None):
            return line if heading.level > 1 else None
    return None


def _heading(page: Stated, stated: list[str | None]) -> str | None:
    """The first heading that is stated elsewhere, too; logos and prompts may be headings."""
    named = " ".join(folded(line) for line in [*stated, page.title] if line)
    lines = [line for line in page.headings if folded(line)]
    shown = (line for line in lines if folded(line) in named)
    return next(shown, lines[0] if lines else None)


def _bare(line: str, others: list[str | None], outlet: str | None) -> str:
    """A line without the names of section and outlet behind it."""
    for other in others:
        is_start = other and len(other) >= _MIN_CHARS and line.startswith(other)
        if other and is_start and _AFTER.match(line[len(other) :]):
            return other
    if outlet:
        return re.sub(rf"{_SEPARATOR}{re.escape(outlet)}\s*$", "", line, flags=re.I) or line
    return line


def _is_shortened(short: str, long: str) -> bool:
    """Whether one line is another with one passage left out.

    >>> _is_shortened("Bridge shut until May", "Bridge shut for repairs until May")
    True
    """
    few, many = folded(short).split(), folded(long).split()
    if not _MIN_WORDS <= len(few) < len(many):
        return False
    if short.endswith(_CUT):
        return False
    start = 0
    while start < len(few) and few[start] == many[start]:
        start += 1
    rest = few[start:]
    return not rest or many[-len(rest) :] == rest
