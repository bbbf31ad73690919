"""What a search finds as an Atom feed (RFC 4287), for feed readers; pure."""

from collections.abc import Iterable
from xml.etree import ElementTree

from onrecord.highlight import harmless
from onrecord.ledger import Hit, SavedSearch
from onrecord.web import wording
from onrecord.web.article.places import statement_address

MEDIA_TYPE = "application/atom+xml"
_NAMESPACE = "http://www.w3.org/2005/Atom"
_NO_TIME = "T00:00:00Z"


def atom(saved: SavedSearch, hits: Iterable[Hit], *, room: str) -> bytes:
    """The feed of a saved search, its newest statements first.

    Args:
        saved: The search.
        hits: What it finds.
        room: The reading room's address, without a slash at its end.
    """
    ElementTree.register_namespace("", _NAMESPACE)
    feed = ElementTree.Element(f"{{{_NAMESPACE}}}feed")
    entries = [_entry(hit, saved, room) for hit in hits]
    _add(feed, "id", f"urn:onrecord:search:{saved.id}")
    _add(feed, "title", f"{saved.title} · Onrecord")
    stamps = [entry.findtext(f"{{{_NAMESPACE}}}updated") or "" for entry in entries]
    _add(feed, "updated", max(stamps, default=_stamp(saved.saved_at)))
    _link(feed, f"{room}/saved/{saved.id}.atom", "self")
    _link(feed, f"{room}/saved/{saved.id}", "alternate")
    author = ElementTree.SubElement(feed, f"{{{_NAMESPACE}}}author")
    _add(author, "name", "Onrecord")
    feed.extend(entries)
    data: bytes = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return data


def _entry(hit: Hit, saved: SavedSearch, room: str) -> ElementTree.Element:
    entry = ElementTree.Element(f"{{{_NAMESPACE}}}entry")
    statement = hit.statement
    says = f"{wording.who(statement)} {wording.act_words(statement)}"
    content = statement.content.text
    _add(entry, "id", f"urn:onrecord:statement:{statement.id}")
    _add(entry, "title", f"{says}: {wording.shortened(content, 120)}")
    _add(entry, "updated", _stamp(hit.published or saved.saved_at))
    _link(entry, room + statement_address(hit.report_id, statement.id), "alternate")
    where = ", ".join(filter(None, (hit.outlet, wording.day(hit.published), hit.title)))
    _add(entry, "content", f"{says}:\n{content}\n\n{where}").set("type", "text")
    return entry


def _add(parent: ElementTree.Element, name: str, text: str) -> ElementTree.Element:
    child = ElementTree.SubElement(parent, f"{{{_NAMESPACE}}}{name}")
    child.text = harmless(text)
    return child


def _link(parent: ElementTree.Element, address: str, rel: str) -> None:
    ElementTree.SubElement(parent, f"{{{_NAMESPACE}}}link", {"rel": rel, "href": address})


def _stamp(moment: str) -> str:
    """A moment as Atom wants it: whole, with a zone; what is missing is the earliest.

    >>> _stamp("2031-03"), _stamp("2031-03-14T09:30+02:00")
    ('2031-03-01T00:00:00Z', '2031-03-14T09:30:00+02:00')
    """
    day, _, time = moment.partition("T")
    full = day + "-01-01"[len(day) - 4 :] if len(day) < 10 else day
    if not time:
        return full + _NO_TIME
    clock = time.rstrip("Z").partition("+")[0].partition("-")[0]
    zone = time[len(clock) :] or "Z"
    return f"{full}T{clock}{':00' if clock.count(':') == 1 else ''}{zone}"
