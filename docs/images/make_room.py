"""Make room-front.png, room-report.png and room-timeline.png: the room over the demo reports.

usage: python docs/images/make_room.py [FOLDER]

Needs the extras ``serve`` and ``dev``, and Chromium.
"""

import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from playwright.sync_api import sync_playwright

from onrecord.demo import demo_reports
from onrecord.ledger import Ledger
from onrecord.reader import Reader
from onrecord.web import ServeSettings, create_app

SIZE = {"width": 1180, "height": 1080}
CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"


@contextmanager
def room(folder: Path) -> Iterator[tuple[str, str]]:
    """A room over the demo reports: its address, and the id of the first report."""
    path = folder / "demo.db"
    with Ledger(path) as ledger:
        records = [Reader().read(report) for report in demo_reports()]
        ledger.put_many(records)
    server = uvicorn.Server(
        uvicorn.Config(create_app(ServeSettings(ledger=path)), port=0, log_level="warning")
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}", records[0].report.id
    server.should_exit = True
    thread.join()


def take(target: Path) -> None:
    """All pictures."""
    with (
        tempfile.TemporaryDirectory() as folder,
        room(Path(folder)) as (address, report),
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--headless", "--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport=SIZE)
        page.goto(address)
        page.screenshot(path=target / "room-front.png")
        page.goto(f"{address}/report/{report}")
        page.get_by_text("accused", exact=True).click()
        page.evaluate("window.scrollTo(0, 0)")
        page.screenshot(path=target / "room-report.png")
        page.goto(f"{address}/timeline?first=2030-10&last=2031-12")
        page.screenshot(path=target / "room-timeline.png")
        browser.close()


if __name__ == "__main__":
    take(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
