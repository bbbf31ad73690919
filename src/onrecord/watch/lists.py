"""Lists of feeds: addresses, OPML files, and files with an address a line."""

from collections.abc import Iterable
from pathlib import Path

from onrecord.errors import SourceError
from onrecord.ledger import Ledger
from onrecord.sources.addresses import clean_address, is_address
from onrecord.sources.feeds import read_opml

_LIMIT_BYTES = 10_000_000


def add_feeds(ledger: Ledger, given: Iterable[str]) -> list[str]:
    """Follow more feeds; the addresses of those that were not followed before.

    Args:
        ledger: Whose feeds they become.
        given: Addresses, and paths of OPML files or of files with an address a line.

    Raises:
        SourceError: One is none of these; then none is added.
    """
    return ledger.feeds.add([url for one in given for url in _addresses(one)])


def read_feed_list(path: Path) -> list[str]:
    """The addresses in an OPML file, or in a text file with one a line (``#`` for remarks).

    Raises:
        SourceError: ``unreadable``, ``bad-address``, ``not-opml``.
    """
    try:
        with path.open("rb") as file:
            data = file.read(_LIMIT_BYTES)
    except OSError as error:
        raise SourceError(
            f"{path}: it cannot be read ({error.strerror or error}); give the address of a feed, "
            "or a file with a list of them"
        ) from error
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return [link.url for link in read_opml(data)]
    lines = (line.strip() for line in data.decode("utf-8-sig", "replace").splitlines())
    return [clean_address(line) for line in lines if line and not line.startswith("#")]


def _addresses(given: str) -> list[str]:
    return [clean_address(given)] if is_address(given) else read_feed_list(Path(given))
