"""The page of one report."""

from dataclasses import dataclass

from onrecord.ledger import KeptCapture
from onrecord.types import MadeBy, Report
from onrecord.web.article import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionLink:
    """A way to a section of a long report.

    Attributes:
        number: From 1.
        is_here: Whether it is the one that is shown.
    """

    number: int
    address: str
    is_here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionLink:
    """A way to an edition of the report.

    Attributes:
        read_at: When it came into the ledger, UTC.
        changes: Where it is held against the one before; empty for the first.
    """

    address: str
    changes: str
    read_at: str
    statements: int
    is_current: bool
    is_here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """Another report that has words of this one.

    Attributes:
        name: What people call it.
        share: How much of it, or of the paragraph, stands there; None for the first known.
        words: The paragraph of this report; empty for all of it.
        paragraph: Where on this page that stands; empty where it is on none or another.
    """

    address: str
    name: str
    outlet: str | None
    published: str | None
    share: float | None
    words: str = ""
    paragraph: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CopiesShown:
    """The reports that are copies of one text, this one among them.

    Attributes:
        number: How many reports they are.
        is_first: Whether this one is the first known of them.
        others: The others, the first known first.
        more: How many others there is no room for.
    """

    number: int
    is_first: bool
    others: tuple[Elsewhere, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPage:
    """What it shows.

    Attributes:
        report: The report, with its text.
        edition: The id of the edition that the address names; None for the current one.
        name: What people call it.
        has_headline_in_text: The first row is the headline; no other is shown above.
        summary: What it puts on record, in one line.
        rows: The blocks of the section that is shown.
        chosen: The number of the statement that the address names; None for none.
        is_missing: Whether the address names a statement that is not in this edition.
        sections: All of them; empty where there is one.
        editions: All that are kept, the latest first; empty where there is one.
        copies: Its copies; None where it has none.
        reused: Its paragraphs that stand in earlier reports of other outlets.
        captures: What is kept of the pages it was read from.
        made_by: What made the record.
    """

    report: Report
    edition: str | None
    name: str
    has_headline_in_text: bool
    summary: str
    rows: tuple[Row, ...]
    chosen: int | None
    is_missing: bool
    sections: tuple[SectionLink, ...]
    editions: tuple[EditionLink, ...]
    copies: CopiesShown | None
    reused: tuple[Elsewhere, ...]
    captures: tuple[KeptCapture, ...]
    made_by: MadeBy
