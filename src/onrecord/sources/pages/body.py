"""The body of the report on a page: its paragraphs, one a line."""

from collections.abc import Iterable
from typing import Any

from onrecord.sources.pages.blocks import join_blocks
from onrecord.sources.pages.lines import folded
from onrecord.sources.pages.thin import thin_out
from onrecord.sources.pages.tree import extractor

# Of trafilatura's modes, on the 42 even-numbered English pages of fundus: token F1 and ms a page
# fast .964 / 42, default .965 / 55, precision .961 / 61, fast and precision .937 / 40, fast and
# recall .958 / 38; resiliparse .914 / 5; readability .884 / 52; articleBody of JSON-LD .170.
_PRUNED = (
    "//*[@role='dialog' or @role='alertdialog' or @role='complementary' or @aria-modal='true']"
)
# The fast mode finds the wrong part of some pages. Where its text is less than half of the page's
# paragraphs, the default mode, which asks two more libraries, looks again. On 174 pages of fundus
# in other languages than English: token F1 .944 -> .953, ten of them read twice.
_MIN_SHARE = 0.5
_PARAGRAPH_CHARS = 80
_MAX_LINES_BEFORE = 4


def body(tree: Any, headings: Iterable[str]) -> str:
    """The report's paragraphs; empty where there are none.

    Args:
        tree: The page's tree; it is not to be used afterwards.
        headings: Lines that are the headline, which is no part of the text.
    """
    thin_out(tree)
    join_blocks(tree)
    text = _found(tree, fast=True)
    if len(text) < _MIN_SHARE * _paragraph_chars(tree):
        text = _found(tree, fast=False)
    return _without_headline(text, headings)


def _found(tree: Any, *, fast: bool) -> str:
    document = extractor().bare_extraction(
        tree, with_metadata=False, include_comments=False, fast=fast, prune_xpath=_PRUNED
    )
    return (document.text or "").strip() if document is not None else ""


def _paragraph_chars(tree: Any) -> int:
    """How many characters the page's paragraphs have; short ones are teasers and captions."""
    sizes = (len(paragraph.text_content()) for paragraph in tree.iter("p"))
    return sum(size for size in sizes if size >= _PARAGRAPH_CHARS)


def _without_headline(text: str, headings: Iterable[str]) -> str:
    """A text without the headline on one of its first lines."""
    known = {_letters(line) for line in headings} - {""}
    lines = text.split("\n")
    kept = [
        line
        for number, line in enumerate(lines)
        if number >= _MAX_LINES_BEFORE or _letters(line) not in known
    ]
    return "\n".join(kept).strip()


def _letters(line: str) -> str:
    """A line without its spaces, which get lost between a kicker and the headline below it."""
    return folded(line).replace(" ", "")
