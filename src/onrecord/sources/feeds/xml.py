"""XML without its dangers: no entities of its own, nothing fetched, nothing huge."""

import re
from typing import Any

from onrecord.errors import SourceError

_ENTITY = re.compile(r"<!(?:ENTITY|DOCTYPE[^>]*\[)", re.IGNORECASE)


def check_xml(text: str) -> None:
    """Refuse a document that declares entities: no feed needs them, and bombs are made of them.

    Raises:
        SourceError: ``unsafe-xml``.
    """
    if _ENTITY.search(text):
        raise SourceError(
            "this XML declares entities of its own, which no feed needs and which can fill a "
            "machine's memory; it was not read",
            code="unsafe-xml",
        )


def parse_xml(text: str) -> Any:
    """The root element of an XML document, read as far as it goes; None where nothing can be.

    Raises:
        SourceError: ``unsafe-xml``, ``no-web-reader``.
    """
    check_xml(text)
    try:
        from lxml import etree  # type: ignore[import-untyped]
    except ImportError as error:
        raise no_reader() from error
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, recover=True, huge_tree=False, load_dtd=False
    )
    # As bytes, because text may not say its encoding.
    try:
        return etree.fromstring(without_declaration(text).encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return None


def local_name(element: Any) -> str:
    """An element's name without its namespace; empty for comments."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def no_reader() -> SourceError:
    """What to say where the extra is missing."""
    return SourceError(
        "reading feeds needs more than the plain install; "
        "install it with: pip install 'onrecord[web]'",
        code="no-web-reader",
    )


def without_declaration(text: str) -> str:
    """A document less its declaration, which may tell an encoding that it no longer has."""
    text = text.lstrip("\ufeff \t\r\n")
    return text.partition("?>")[2] if text.startswith("<?xml") else text
