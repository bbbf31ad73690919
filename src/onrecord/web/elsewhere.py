"""Where else a report's words stand, as its page shows it."""

from collections.abc import Collection, Iterator

from onrecord.cli.labels import one_line
from onrecord.ledger import Copy, Ledger
from onrecord.types import Report
from onrecord.web.contexts.report import CopiesShown, Elsewhere
from onrecord.web.rendering import query
from onrecord.web.wording import shortened

_MOST_OTHERS = 12
_MOST_CHARS = 50_000
"""In a longer text, paragraphs are not looked for elsewhere: for a book that takes seconds."""
_WORDS_CHARS = 110


def copies_shown(ledger: Ledger, report: Report) -> CopiesShown | None:
    """The copies of a report; None where it has none."""
    group = ledger.copies_of(report.edition)
    if group is None:
        return None
    first = group.first
    others = [one for one in group.members if one.report_id != report.id]
    return CopiesShown(
        number=len({one.report_id for one in group.members}),
        is_first=first.report_id == report.id,
        others=tuple(
            _elsewhere(one, share=None if one is first else one.share)
            for one in others[:_MOST_OTHERS]
        ),
        more=max(0, len(others) - _MOST_OTHERS),
    )


def reused_shown(ledger: Ledger, report: Report, starts: Collection[int]) -> tuple[Elsewhere, ...]:
    """The paragraphs of a report that stand in earlier reports of other outlets.

    Args:
        ledger: Where it is.
        report: The report.
        starts: Where the paragraphs begin that the page shows.
    """
    if len(report.text) > _MOST_CHARS:
        return ()
    return tuple(_reused(ledger, report, starts))


def _reused(ledger: Ledger, report: Report, starts: Collection[int]) -> Iterator[Elsewhere]:
    for one in ledger.reuse(report.edition):
        words = shortened(report.text[one.span.start : one.span.end], _WORDS_CHARS)
        here = f"#t-{one.span.start}" if one.span.start in starts else ""
        yield _elsewhere(one.report, share=one.share, words=words, paragraph=here)


def _elsewhere(
    copy: Copy, *, share: float | None, words: str = "", paragraph: str = ""
) -> Elsewhere:
    edition = None if copy.is_current else copy.edition
    return Elsewhere(
        address=f"/report/{copy.report_id}{query({'edition': edition})}",
        name=one_line(copy.title or copy.path or copy.url or "a report without a title"),
        outlet=copy.outlet,
        published=copy.published,
        share=share,
        words=words,
        paragraph=paragraph,
    )
