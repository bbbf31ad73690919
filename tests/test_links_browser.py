"""A browser opens links at their words; needs Chromium and playwright, skipped without them."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from onrecord.links import TextLinks
from onrecord.types import Span

playwright = pytest.importorskip("playwright.sync_api")
CHROMIUM = Path("/usr/bin/chromium")
pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason="needs Chromium")

PARAGRAPHS = (
    "Ilse Brandt said no to the well-built, cheap pier.",
    "The guild said no, too: “The Minister’s aide, we hear, said <em>no</em> to R&amp;D.”",
    "She said no. “It was not our boat,” said Jan Ruud.",
    "“It was not our boat,” said Ola Brand, and asked for a list of all of the boats that had "
    "been at the pier that night, with the names of those who had sailed them.",
)
TEXT = "\n".join(
    line.replace("<em>", "").replace("</em>", "").replace("&amp;", "&") for line in PARAGRAPHS
)
PAGE = "<!DOCTYPE html><meta charset=utf-8><title>Pier</title>" + "".join(
    f"<div style='height:2000px'></div><p id=p{number}>{line}</p>"
    for number, line in enumerate([*PARAGRAPHS, "<!-- the end -->"])
)
PASSAGES = (
    ("well-built, cheap", 0),
    ("said no to R&D", 1),
    ("Minister", 1),
    ("She said no", 2),
    ("“It was not our boat,” said Ola", 3),
    (TEXT[TEXT.index("asked for") :], 3),
    (TEXT[TEXT.index("said Jan") :], 2),
)


class Page(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(PAGE.encode())

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/pier"
    server.shutdown()
    server.server_close()


def test_a_browser_opens_each_link_at_its_words(address: str) -> None:
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-gpu"]
        )
        shown = {passage: _shown(browser, _link(address, passage)) for passage, _ in PASSAGES}
        nothing = _shown(browser, f"{address}#:~:text=nobody%20said%20this")
        browser.close()
    assert shown == dict(PASSAGES)
    assert nothing is None


def _link(address: str, passage: str) -> str:
    start = TEXT.rindex(passage)
    link = TextLinks(address, TEXT).to([Span(start, start + len(passage))])
    assert link is not None
    return link


def _shown(browser: object, link: str) -> int | None:
    """The number of the paragraph that is shown; None at the top of the page."""
    page = browser.new_page()  # type: ignore[attr-defined]
    page.goto(link)
    page.wait_for_timeout(300)
    top, height = page.evaluate("[scrollY, innerHeight]")
    places = page.evaluate("[...document.querySelectorAll('p')].map(p => p.offsetTop)")
    page.close()
    return next((n for n, place in enumerate(places) if top <= place < top + height and top), None)
