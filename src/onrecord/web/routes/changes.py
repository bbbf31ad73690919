"""Two editions of a report, side by side."""

from collections.abc import Sequence

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from onrecord.cli.labels import one_line
from onrecord.cli.tables import CHANGE_COLUMNS
from onrecord.errors import NotFoundError
from onrecord.ledger import Changes, Ledger, ReportSummary
from onrecord.web.contexts.changes import ChangesPage
from onrecord.web.reading import ReadLedger
from onrecord.web.rendering import query
from onrecord.web.views import View, page, show, suffix_of

router = APIRouter()


@page(router, "/report/{report_id}/changes")
def changes(
    request: Request,
    report_id: str,
    ledger: ReadLedger,
    old: int | None = None,
    new: int | None = None,
) -> Response:
    """What a later edition made of an earlier one.

    Args:
        request: What asked for it.
        report_id: Its id, or what `Ledger.get` takes for it.
        ledger: Where it is.
        old: The number of an edition, from 1; the one before the newer otherwise.
        new: Likewise; the latest otherwise.
    """
    from onrecord.cli.objects import change_rows, changes_to_dict

    editions = ledger.editions(report_id)
    if editions[0].id != report_id:
        asked = query(dict(request.query_params))
        address = f"/report/{editions[0].id}/changes{suffix_of(request)}{asked}"
        return RedirectResponse(address, 307)
    found = _compared(ledger, editions, old, new)
    view = View(
        template="changes.html",
        context=None if suffix_of(request) else _page(editions, found),
        data=lambda: changes_to_dict(found),
        columns=CHANGE_COLUMNS,
        rows=lambda: change_rows(found),
    )
    return show(request, view)


def _compared(
    ledger: Ledger, editions: Sequence[ReportSummary], old: int | None, new: int | None
) -> Changes:
    from onrecord.compare.editions import compare_editions  # loads the lexicon

    if len(editions) < 2:
        raise NotFoundError(
            "This report was read with the same words each time: there is one edition of it, and "
            "nothing to hold against it."
        )
    of = {one.number: one for one in editions}
    later = max(of) if new is None else new
    earlier = later - 1 if old is None else old
    if earlier not in of or later not in of or earlier >= later:
        raise NotFoundError(
            f"This report has {len(of)} editions, and {earlier} and {later} are no older and newer "
            "one of them. Open the report, and go on from there."
        )
    before, after = (ledger.get(of[number].edition) for number in (earlier, later))
    comparison = compare_editions(before, after)
    return Changes(of[earlier], of[later], before.report.text, after.report.text, comparison)


def _page(editions: Sequence[ReportSummary], found: Changes) -> ChangesPage:
    from onrecord.web.article.changes import statement_rows, stretches

    comparison, new = found.comparison, found.new
    statements = statement_rows(comparison.statements)
    differ = comparison.particulars, comparison.changed_statements, comparison.changed_paragraphs
    return ChangesPage(
        name=one_line(new.title or new.path or new.url or "a report without a title"),
        editions=tuple(editions),
        old=found.old,
        new=new,
        is_same_maker=comparison.is_same_maker,
        particulars=comparison.particulars,
        statements=tuple(statements),
        more_statements=len(comparison.changed_statements) - len(statements),
        stretches=tuple(stretches(comparison.paragraphs, found.old_text, found.new_text)),
        is_same=not any(differ),
        query=query({"old": found.old.number, "new": new.number}),
    )
