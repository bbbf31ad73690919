"""Reports, the bytes they come from, and what could not be read."""

import hashlib
from dataclasses import dataclass, field

from onrecord.types.spans import make_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """Bytes as a source gave them: a file, a page as it was fetched, a record of an archive.

    Attributes:
        where: What a failure or the progress calls it: a path, an address, an archive's path
            with ``#`` and the offset of the record.
        data: The bytes, transfer and content encodings undone.
        path: The local file; None for what came over the network or out of an archive.
        archive: The record of an archive that holds the bytes (its path, ``#``, its offset);
            None for what lies nowhere else.
        url: The address that gave the bytes, after redirects.
        requested: The address that was asked for.
        moved_to: The address that permanent redirects lead to from there; None where none do.
        fetched_at: When, ISO 8601 in UTC (``2031-05-04T09:30:00Z``).
        status: HTTP status.
        headers: HTTP headers as they came, in order.
        title: What the source (a feed, a row of a table) says of the report; the page's own
            word wins over it.
        outlet: As title.
        published: As title; ISO 8601.
        authors: As title.
    """

    where: str
    data: bytes
    path: str | None = None
    archive: str | None = None
    url: str | None = None
    requested: str | None = None
    moved_to: str | None = None
    fetched_at: str | None = None
    status: int | None = None
    headers: tuple[tuple[str, str], ...] = ()
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    authors: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """SHA-256 of the bytes, in hex."""
        return hashlib.sha256(self.data).hexdigest()

    def header(self, name: str) -> str | None:
        """The first header by a name, in any letter case."""
        wanted = name.lower()
        return next((value for known, value in self.headers if known.lower() == wanted), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One text by one outlet, as it stood when it was read.

    Attributes:
        text: The report's text; every position in its record counts in it.
        path: The file it came from, as given; None for other sources.
        title: Its headline, where that is not part of the text.
        url: Its canonical address.
        outlet: Who published it.
        published: Date of publication, ISO 8601 (``2024-07-01``, a time and zone may follow).
        updated: Date of the latest change that the page tells, in the same form.
        authors: Names in the byline, in order.
        section: Part of the outlet it stood in ("World").
        language: BCP 47 tag that the page states of itself (``en-GB``).
    """

    text: str
    path: str | None = None
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    published: str | None = None
    updated: str | None = None
    authors: tuple[str, ...] = ()
    section: str | None = None
    language: str | None = None

    @property
    def id(self) -> str:
        """One for all editions: of the address where there is one, else of all that is known."""
        if self.url:
            return make_id("report", self.url)
        return make_id("report", self.outlet, self.published, self.title, self.text)

    @property
    def edition(self) -> str:
        """Id of these very words with their outlet, date and title; nothing else counts."""
        return make_id("edition", self.id, self.outlet, self.published, self.title, self.text)


@dataclass(frozen=True, slots=True)
class MadeBy:
    """What made a record: versions of the package, the model and the lexicon.

    The lexicon's version ends with the gazetteer's where that is not the one in the package.
    """

    onrecord: str
    model: str
    lexicon: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A report that could not be read: kept and shown, never dropped.

    Attributes:
        where: What was to be read: a path, an address, ``-`` for standard input.
        stage: ``source`` (getting the text), ``read`` (text to record), or ``skip`` (nothing is
            wrong with it, but it is nothing that the model can read: another language).
        code: Stable, for machines: ``not-text``, ``empty``, ``unreadable`` …
        message: What happened and what to do, for people.
        detail: More of it, for machines: ``{"language": "de"}``.
    """

    where: str
    stage: str
    code: str
    message: str
    detail: dict[str, str] = field(default_factory=dict)

    @property
    def is_skip(self) -> bool:
        """Whether it was passed over rather than failed."""
        return self.stage == "skip"


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a long source has been read.

    Attributes:
        source: Which one: an archive's path, size and beginning, as one string.
        position: Byte offset, line or row of the first record that is not settled yet.
        is_done: Nothing is left to read.
        size: Where the source ends, in the same unit, where that is known; not kept.
    """

    source: str
    position: int
    is_done: bool = False
    size: int | None = None


@dataclass(frozen=True, slots=True)
class Arrival:
    """What a source gives next.

    Attributes:
        item: Bytes to be read, or why there are none; None for what a filter passes over.
        progress: How far the source has been read once this is settled; None where a source is
            read as a whole.
        passed_over: Why there is no item: ``host``, ``date``, ``media-type`` …
    """

    item: Capture | Failure | None
    progress: Progress | None = None
    passed_over: str | None = None
