"""Which records of an archive are wanted."""

import re
from dataclasses import dataclass

from onrecord.errors import OptionError
from onrecord.sources.addresses import host_of
from onrecord.sources.stamps import parse_stamp

# What a report comes as. XML that is no page is told from one when it is read.
PAGE_TYPES = frozenset(
    {"text/html", "application/xhtml+xml", "text/plain", "application/xml", "text/xml", ""}
)
_LANGUAGE = re.compile(rb"<html\b[^>]{0,500}?\blang\s*=\s*[\"']?([a-zA-Z-]{2,20})", re.IGNORECASE)
_HEAD_BYTES = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveFilters:
    """What a record of an archive must be to be read. Empty asks nothing.

    Attributes:
        hosts: Hosts, each with all below it: ``meridian.example`` takes in ``www.`` of it.
        since: First day on which it was fetched, ISO 8601.
        until: Last day.
        languages: BCP 47 tags that the record or the page states, ``en`` with all its kinds;
            one that states none is read.
        media_types: What it comes as; pages and plain text when empty.
    """

    hosts: frozenset[str] = frozenset()
    since: str | None = None
    until: str | None = None
    languages: frozenset[str] = frozenset()
    media_types: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        for name in ("since", "until"):
            day = getattr(self, name)
            if day is not None and parse_stamp(day) != day:
                raise OptionError(f"{name} is {day!r}: give a day such as 2031-05-04")
        for name in ("hosts", "languages", "media_types"):
            lowered = frozenset(one.strip().lower() for one in getattr(self, name))
            object.__setattr__(self, name, lowered)

    def refuses(self, url: str, fetched_at: str | None, media_type: str) -> str | None:
        """Why a record is passed over without its bytes; None when it is wanted so far."""
        if media_type not in (self.media_types or PAGE_TYPES):
            return "media-type"
        if self.hosts and not self._has_host(host_of(url).lower().partition(":")[0]):
            return "host"
        day = (fetched_at or "")[:10]
        is_late = self.until is not None and day > self.until
        if (self.since is not None and day < self.since) or is_late:
            return "date"
        return None

    def refuses_language(self, stated: str | None, data: bytes) -> bool:
        """Whether the record or the page states another language than those asked for."""
        if not self.languages:
            return False
        found = _LANGUAGE.search(data[:_HEAD_BYTES])
        tags = stated or (found[1].decode("ascii") if found else "")
        said = {tag.strip().lower() for tag in tags.split(",") if tag.strip()}
        kinds = {tag.partition("-")[0] for tag in said}
        return bool(said) and not (said | kinds) & self.languages

    def _has_host(self, host: str) -> bool:
        parts = host.split(".")
        return any(".".join(parts[start:]) in self.hosts for start in range(len(parts)))
