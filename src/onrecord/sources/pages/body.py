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
_FAST = True
_PRUNED = (
    "//*[@role='dialog' or @role='alertdialog' or @role='complementary' or @aria-modal='true']"
)
_MAX_LINES_BEFORE = 4


def body(tree: Any, headings: Iterable[str]) -> str:
    """The report's paragraphs; empty where there are none.

    Args:
        tree: The page's tree; it is not to be used afterwards.
        headings: Lines that are the headline, which is no part of the text.
    """
    thin_out(tree)
    join_blocks(tree)
    document = extractor().bare_extraction(
        tree,
        with_metadata=False,
        include_comments=False,
        fast=_FAST,
        prune_xpath=_PRUNED,
    )
    text = (document.text or "").strip() if document is not None else ""
    return _without_headline(text, headings)


def _without_headline(text: str, headings: Iterable[str]) -> str:
    """A text without the headline on one of its first lines."""
    known = {folded(line) for line in headings} - {""}
    lines = text.split("\n")
    kept = [
        line
        for number, line in enumerate(lines)
        if number >= _MAX_LINES_BEFORE or folded(line) not in known
    ]
    return "\n".join(kept).strip()
