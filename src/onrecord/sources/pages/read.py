"""From a page's HTML to its report: the way, step by step."""

from onrecord.sources.pages.authors import authors
from onrecord.sources.pages.body import body
from onrecord.sources.pages.dates import published, updated
from onrecord.sources.pages.identity import address, language, outlet, section
from onrecord.sources.pages.page import Page
from onrecord.sources.pages.stated import stated
from onrecord.sources.pages.titles import headline, lines_over
from onrecord.sources.pages.tree import check_parsed, page_tree
from onrecord.sources.pages.walls import check_report, no_text


def read_page(html: str, *, url: str | None = None, fetched_at: str | None = None) -> Page:
    """The report on a page: its paragraphs, one a line, without navigation, teasers and comments.

    The headline is not part of the text. All else is what the page states of itself in its
    metadata, its linked data and its address; nothing is guessed from the text.

    Args:
        html: The page.
        url: The address that gave it, where that is known.
        fetched_at: When, ISO 8601; a date that the page states and that lies after it is none.

    Raises:
        SourceError: ``too-large`` (too many elements to read), ``no-text`` (no report on it),
            ``error-page``, ``consent-wall``, ``paywall``, ``robot-check`` (something else stands
            in a report's place), ``no-html-reader`` (the ``html`` extra is not installed).
    """
    tree = page_tree(html)
    if tree is None:
        check_parsed(html)
        raise no_text()
    page = stated(tree, html)
    where = address(page, url)
    who = outlet(page, where)
    title = headline(page, who)
    text = body(tree, lines_over(page, title))
    if not text:
        check_parsed(html)
    check_report(text, page, who)
    since = published(page, [one for one in (where, url) if one], fetched_at)
    return Page(
        text=text,
        title=title,
        outlet=who,
        url=where,
        published=since,
        updated=updated(page, since, fetched_at),
        authors=authors(page, who),
        section=section(page),
        language=language(page),
    )
