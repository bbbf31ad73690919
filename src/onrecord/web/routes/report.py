"""The page of one report: its text, its statements in the margin beside their words."""

from collections.abc import Sequence
from functools import partial
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from onrecord.cli.labels import report_name, summary
from onrecord.cli.tables import STATEMENT_COLUMNS, statement_rows
from onrecord.errors import NotFoundError
from onrecord.ledger import Ledger
from onrecord.record import Record
from onrecord.types import Report
from onrecord.web.article import Row, Section, rows_of, sections_of
from onrecord.web.article.places import anchor_of
from onrecord.web.contexts.report import EditionLink, ReportPage, SectionLink
from onrecord.web.elsewhere import copies_shown, reused_shown
from onrecord.web.reading import ReadLedger
from onrecord.web.rendering import query
from onrecord.web.views import View, page, show, suffix_of

router = APIRouter()
_LONGEST_HEADLINE_CHARS = 200


@page(router, "/report/{report_id}")
def report(
    request: Request,
    report_id: str,
    ledger: ReadLedger,
    edition: str | None = None,
    part: int | None = None,
    statement: str | None = None,
) -> Response:
    """A report with its statements.

    Args:
        request: What asked for it.
        report_id: Its id, or what `Ledger.get` takes for it.
        ledger: Where it is.
        edition: The id of an edition; the current one otherwise.
        part: Which section of a long report, from 1.
        statement: The beginning of the id of the statement that is wanted, of whatever section.
    """
    record = ledger.get(edition or report_id)
    if record.report.id != report_id:
        return _elsewhere(request, record, report_id, edition)
    view = View(
        template="report.html",
        context=None if suffix_of(request) else _page(ledger, record, edition, part, statement),
        data=record.to_dict,
        columns=STATEMENT_COLUMNS,
        rows=lambda: statement_rows(record),
    )
    return show(request, view)


def _elsewhere(
    request: Request, record: Record, report_id: str, edition: str | None
) -> RedirectResponse:
    """Leads on to the report's one address."""
    if edition is not None and not record.report.id.startswith(report_id):
        raise NotFoundError(f"the report {report_id} has no edition {edition}; leave it out.")
    parameters = query(dict(request.query_params))
    address = f"/report/{record.report.id}{suffix_of(request)}{parameters}"
    return RedirectResponse(address, 307)


def _page(
    ledger: Ledger, record: Record, edition: str | None, part: int | None, statement: str | None
) -> ReportPage:
    sections = sections_of(record.report.text, record.statements)
    chosen = _chosen(record, statement)
    number = _section_number(sections, part, chosen)
    address = partial(_address, record, _section_of(record, sections), number, edition)
    rows = tuple(rows_of(record, sections[number - 1], address))
    name = report_name(record.report)
    return ReportPage(
        report=record.report,
        edition=edition,
        name=name,
        has_headline_in_text=number == 1 and _is_headline(record.report, rows),
        summary=summary(record.statements, told_itself=len(record.own_voice)),
        rows=rows,
        chosen=chosen,
        is_missing=bool(statement) and chosen is None,
        sections=_links(record, len(sections), number, edition),
        editions=_editions(ledger, record),
        copies=copies_shown(ledger, record.report),
        reused=reused_shown(ledger, record.report, {row.start for row in rows}),
        captures=tuple(ledger.captures(record.report.id)),
        made_by=record.made_by,
    )


def _is_headline(report: Report, rows: Sequence[Row]) -> bool:
    """Whether the text begins with the headline: the title, or where there is none a short line."""
    if not rows:
        return False
    line = " ".join("".join(piece.text for piece in rows[0].pieces).split())
    if report.title is None:
        return len(line) <= _LONGEST_HEADLINE_CHARS
    return line == " ".join(report.title.split())


def _chosen(record: Record, statement: str | None) -> int | None:
    if not statement:
        return None
    for number, one in enumerate(record.statements):
        if one.id.startswith(statement):
            return number
    return None


def _section_number(sections: Sequence[Section], part: int | None, chosen: int | None) -> int:
    if chosen is not None:
        for number, section in enumerate(sections, 1):
            if chosen in section.numbers:
                return number
    number = 1 if part is None else part
    if not 1 <= number <= len(sections):
        raise NotFoundError(
            f"this report has {len(sections)} sections, and {number} is none of them; "
            "leave `part` out to begin at the first."
        )
    return number


def _section_of(record: Record, sections: Sequence[Section]) -> dict[str, int]:
    return {
        record.statements[at].id: number
        for number, section in enumerate(sections, 1)
        for at in section.numbers
    }


def _address(
    record: Record, section_of: dict[str, int], here: int, edition: str | None, statement: str
) -> str:
    """Where a statement of the report stands, seen from the section that is shown."""
    number = section_of.get(statement, here)
    if number == here:
        return f"#{anchor_of(statement)}"
    return f"{_section_address(record, number, edition)}#{anchor_of(statement)}"


def _section_address(record: Record, number: int, edition: str | None) -> str:
    known = query({"edition": edition, "part": number if number > 1 else None})
    return f"/report/{quote(record.report.id)}{known}"


def _links(record: Record, count: int, here: int, edition: str | None) -> tuple[SectionLink, ...]:
    if count == 1:
        return ()
    return tuple(
        SectionLink(
            number=number,
            address=_section_address(record, number, edition),
            is_here=number == here,
        )
        for number in range(1, count + 1)
    )


def _editions(ledger: Ledger, record: Record) -> tuple[EditionLink, ...]:
    """The editions that are kept, the latest first; none where there is only this one."""
    kept = ledger.editions(record.report.id)
    if len(kept) < 2:
        return ()
    report = f"/report/{record.report.id}"
    return tuple(
        EditionLink(
            address=report + query({"edition": one.edition}),
            changes=f"{report}/changes{query({'new': one.number})}" if one.number > 1 else "",
            read_at=one.read_at,
            statements=one.statements,
            is_current=one.is_current,
            is_here=one.edition == record.report.edition,
        )
        for one in reversed(kept)
    )
