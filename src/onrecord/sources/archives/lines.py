"""JSON Lines: one report an object, one object a line."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from onrecord.errors import SourceError
from onrecord.sources.archives.read import Archive
from onrecord.sources.stamps import parse_stamp
from onrecord.types import Arrival, Capture

# What tools and corpora of the field call them, the first that is there counts.
_TEXT = ("text", "body", "content", "maintext", "article", "html", "raw_html")
_NAMES = {
    "title": ("title", "headline"),
    "outlet": ("outlet", "publisher", "source", "sitename", "source_name", "domain"),
    "url": ("url", "link", "address", "permalink"),
    "published": ("published", "date", "published_at", "date_publish", "publication_date"),
    "authors": ("authors", "author", "byline"),
}


def read_lines(archive: Archive) -> Iterator[Arrival]:
    """The reports of a JSON Lines file; an empty line is none."""
    file = archive.file
    file.seek(archive.start)
    while True:
        position = file.tell()
        line = file.readline(archive.limit_bytes + 1)
        if not line:
            return
        is_long = len(line) > archive.limit_bytes
        while is_long and line and not line.endswith(b"\n"):
            line = file.readline(archive.limit_bytes + 1)
        progress = archive.at(file.tell())
        if not is_long and not line.strip():
            yield Arrival(None, progress)
            continue
        try:
            if is_long:
                raise SourceError(
                    f"the line has more than {archive.limit_bytes:,} bytes, too many for one "
                    "report; raise the limit if it is one",
                    code="too-large",
                )
            item = row_capture(archive, position, _object(line))
        except SourceError as error:
            yield Arrival(archive.failure(position, error), progress)
        else:
            yield Arrival(item, progress)


def row_capture(archive: Archive, position: int, row: Mapping[str, Any]) -> Capture:
    """The capture of a row: its text, and what it tells of the report.

    Raises:
        SourceError: ``no-text-field``.
    """
    told = {str(name).strip().lower(): value for name, value in row.items() if name is not None}
    text = next((told[name] for name in _TEXT if isinstance(told.get(name), str)), None)
    if text is None:
        raise SourceError(
            f"the row has no text; the field must be called {', '.join(_TEXT[:-1])} or "
            f"{_TEXT[-1]}, and these are there: {', '.join(told)[:200]}",
            code="no-text-field",
        )
    found = {name: _first(told, names) for name, names in _NAMES.items()}
    return Capture(
        where=archive.place(position),
        data=text.encode("utf-8", "replace"),
        archive=archive.place(position),
        url=_text(found["url"]),
        headers=(("Content-Type", "; charset=utf-8"),),
        title=_text(found["title"]),
        outlet=_text(found["outlet"]),
        published=parse_stamp(_text(found["published"])),
        authors=_people(found["authors"]),
    )


def _object(line: bytes) -> Mapping[str, Any]:
    try:
        value = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise SourceError(
            f"the line is no JSON ({str(error)[:100]}); the others are read", code="broken-record"
        ) from error
    if not isinstance(value, dict):
        raise SourceError(
            "the line is JSON, but no object with a text; the others are read",
            code="broken-record",
        )
    return value


def _first(told: Mapping[str, Any], names: tuple[str, ...]) -> Any:
    return next((told[name] for name in names if told.get(name)), None)


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _people(value: Any) -> tuple[str, ...]:
    several = value if isinstance(value, list) else [value]
    return tuple(" ".join(one.split()) for one in several if isinstance(one, str) and one.strip())
