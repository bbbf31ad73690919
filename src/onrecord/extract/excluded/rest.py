"""What is left of a report when the excluded parts are cut out."""

from collections.abc import Sequence

from onrecord.types import Excluded, Span


def without_excluded(paragraphs: Sequence[Span], excluded: Sequence[Excluded]) -> list[Span]:
    """What is left of the paragraphs when the excluded parts are cut out of them."""
    cuts = sorted(span for part in excluded for span in part.spans)
    left: list[Span] = []
    behind = 0
    for paragraph in paragraphs:
        start = paragraph.start
        while behind < len(cuts) and cuts[behind].start < paragraph.end:
            cut = cuts[behind]
            if cut.start > start:
                left.append(Span(start, cut.start))
            start = max(start, cut.end)
            if cut.end > paragraph.end:
                break  # it goes on in the next paragraph
            behind += 1
        if start < paragraph.end:
            left.append(Span(start, paragraph.end))
    return left
