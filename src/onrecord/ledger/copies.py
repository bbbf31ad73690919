"""Reading which editions are copies of each other, and which paragraphs stand elsewhere."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, distinct, func, or_, select

from onrecord.ledger import dialect, reading, tables
from onrecord.ledger.compared import Copy, CopyGroup, ReusedParagraph

_CHUNK_ROWS = 100
_MOST_TRIED = 64

_reports, _editions, _copies = tables.reports.c, tables.editions.c, tables.copies.c


def groups(connection: Connection) -> Iterator[CopyGroup]:
    """The groups of more than one report, the latest first."""
    query = (
        select(_copies.copy_group)
        .join(tables.editions, _editions.row_id == _copies.edition)
        .group_by(_copies.copy_group)
        .having(func.count(distinct(_editions.report)) > 1)
        .order_by(func.min(_copies.came).desc())
    )
    for row in connection.execute(query, execution_options={"yield_per": _CHUNK_ROWS}):
        group = _group(connection, row.copy_group)
        if group.is_of_several:
            yield group


def group_of(connection: Connection, edition: int) -> CopyGroup | None:
    """The group that an edition belongs to; None where no other report does."""
    number = connection.scalar(select(_copies.copy_group).where(_copies.edition == edition))
    if number is None:
        return None
    group = _group(connection, number)
    return group if group.is_of_several else None


def reuse(connection: Connection, edition: int) -> Iterator[ReusedParagraph]:
    """The paragraphs of an edition that stand in earlier reports of other outlets, in order."""
    import numpy as np

    from onrecord.compare import passages
    from onrecord.compare.prints import prints_of
    from onrecord.ledger import prints

    record = reading.load(connection, edition)
    text = record.report.text
    excluded = [span for part in record.excluded for span in part.spans]
    found = prints_of(text, excluded)
    if found is None:
        return
    led_to = prints.led_to(connection, found.keys, but=edition)
    likely = prints.likeliest(led_to, _MOST_TRIED)
    earlier = list(connection.execute(_earlier(edition, likely)))
    runs = {key: np.sort(one) for key, one in prints.runs_of(connection, likely).items()}
    for paragraph in passages.own_paragraphs(text, excluded):
        for row in earlier:
            share = passages.share_in(paragraph, runs[row.row_id])
            there = None
            if share >= passages.LEAST_SHARE:
                there = passages.place_in(paragraph, row.text)
            if there is not None:
                yield ReusedParagraph(paragraph.span, share, there, _copy(row, share))
                break


def _group(connection: Connection, number: int) -> CopyGroup:
    import numpy as np

    from onrecord.compare.shared import shared
    from onrecord.ledger import prints

    rows = connection.execute(_members().where(_copies.copy_group == number)).all()
    rows = [rows[0], *(row for row in rows[1:] if row.is_current)]
    nothing = np.empty(0, np.uint32)
    first = np.sort(prints.runs_of(connection, [rows[0].row_id]).get(rows[0].row_id, nothing))
    members = [_copy(rows[0], 1.0)]
    for begin in range(1, len(rows), _CHUNK_ROWS):
        chunk = rows[begin : begin + _CHUNK_ROWS]
        runs = prints.runs_of(connection, [row.row_id for row in chunk])
        shares = (shared(runs.get(row.row_id, nothing), first).share for row in chunk)
        members += map(_copy, chunk, shares)
    return CopyGroup(members[0], tuple(members))


def _members() -> Select[Any]:
    names = ("row_id", "is_current", "outlet", "title", "path", "published", "read_at")
    return (
        select(
            _reports.id.label("report_id"),
            _editions.id.label("edition_id"),
            _reports.url,
            *(_editions[name] for name in names),
        )
        .join(tables.editions, _editions.report == _reports.row_id)
        .join(tables.copies, _copies.edition == _editions.row_id)
        .order_by(_copies.came)
    )


def _earlier(edition: int, likely: Sequence[int]) -> Select[Any]:
    """Of these editions, those of other reports and outlets that came before one."""
    one, place = tables.editions.alias(), tables.copies.alias()
    this = (
        select(one.c.report, one.c.outlet, place.c.came)
        .join(place, place.c.edition == one.c.row_id)
        .where(one.c.row_id == edition)
        .subquery()
    )
    conditions: tuple[ColumnElement[bool], ...] = (
        _editions.row_id.in_(likely),
        _editions.report != this.c.report,
        _copies.came < this.c.came,
        or_(
            _editions.outlet.is_(None),
            this.c.outlet.is_(None),
            dialect.folded(_editions.outlet) != dialect.folded(this.c.outlet),
        ),
    )
    return _members().add_columns(_editions.text).where(*conditions)


def _copy(row: Row[Any], share: float) -> Copy:
    return Copy(
        report_id=row.report_id,
        edition=row.edition_id,
        is_current=row.is_current,
        url=row.url,
        outlet=row.outlet,
        title=row.title,
        path=row.path,
        published=row.published,
        read_at=row.read_at,
        share=share,
    )
