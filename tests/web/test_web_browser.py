"""The pages in a real browser: with and without script, at three widths, in both themes."""

import os
import re
import shutil
import threading
import time
from pathlib import Path

import pytest
import talks_records
from fake_reader import FakeReader

from onrecord.ledger import Ledger
from onrecord.runs.local import Local
from onrecord.types import Failure
from onrecord.web import ServeSettings, create_app

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
axe = pytest.importorskip(
    "axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed"
)
uvicorn = pytest.importorskip("uvicorn", reason="the reading room needs the extra `serve`")

CHROMIUM = os.environ.get("ONRECORD_CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="Chromium is not installed"),
]
ARGUMENTS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
REPORT = talks_records.report()
RECORD = talks_records.record(REPORT)
EDITIONS = tuple(
    f"{talks_records.TEXT}{more}\n\nThe quay was quiet.{last}"
    for more, last in (("", "\n\nNo ferry left."), (" Nobody was hurt.", ""), ("", ""))
)
CHANGED = talks_records.report(20)
PAGES = (
    "/", f"/report/{REPORT.id}", "/search?q=closure&act=deny", "/search", "/add", "/failures",
    "/feeds", "/saved", "/report/none", "/search?act=odd",
    "/speaker", "/speaker?name=Mira+Solt", "/speaker?name=nobody", "/answers", "/framing",
    "/framing?by=country&way=deny", "/timeline", "/timeline?first=1900&last=1901",
    "/map", "/map?view=world",
    f"/report/{CHANGED.id}/changes", f"/report/{CHANGED.id}/changes?old=1",
)  # fmt: skip
WIDTHS = (390, 820, 1280)
MOST_BYTES = 150_000


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """A room that listens, over a ledger with something for every page."""
    path = tmp_path_factory.mktemp("room") / "room.db"
    with Ledger(path) as ledger:
        for number in range(1, 12):
            ledger.put(talks_records.record(talks_records.report(number)))
        for number, text in enumerate(EDITIONS):
            ledger.put(
                talks_records.record(talks_records.report(20, text, title=f"Talks {number}"))
            )
        ledger.feeds.add(["https://strait.example/feed", "https://kessel.example/world.xml"])
        ledger.feeds.pause("kessel")
        for where in ("https://strait.example/gone", "notes.pdf"):
            ledger.put_failure(Failure(where=where, stage="source", code="empty", message="No."))
        ledger.save_search("Closure", "closure")
    FakeReader.texts_read = []
    app = create_app(ServeSettings(ledger=path), make_readers=lambda: Local(FakeReader()))
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="module")
def browser():
    with playwright.sync_playwright() as started:
        running = started.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield running
        running.close()


@pytest.fixture
def open_page(browser, address):
    """Opens a page; what it asks for, and what it complains of, is noted."""
    contexts = []

    def open_one(path="/", *, width=1280, **options):
        context = browser.new_context(
            viewport={"width": width, "height": 900}, base_url=address, **options
        )
        contexts.append(context)
        page = context.new_page()
        page.asked, page.said = [], []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("console", lambda message: page.said.append(message.text))
        page.on("pageerror", lambda error: page.said.append(str(error)))
        page.goto(path)
        return page

    yield open_one
    for context in contexts:
        context.close()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_every_page_fits_loads_from_here_only_and_complains_of_nothing(
    open_page, address, width, script
):
    page = open_page(width=width, java_script_enabled=script)
    for path in PAGES:
        page.goto(path)
        assert page.locator("h1").count() == 1, path
        if script:
            over = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
            assert over <= 0, (path, over)
    assert all(url.startswith(address) for url in page.asked)
    assert [one for one in page.said if "status of 40" not in one] == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing(open_page, theme, width):
    page = open_page(width=width, color_scheme=theme, bypass_csp=True)
    for path in PAGES:
        page.goto(path)
        for card in page.locator(".card > summary").all()[:2]:
            card.click()
        found = axe.Axe().run(page).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in found] == [], path


def test_pages_are_light(open_page, address):
    page = open_page()
    sizes: list[int] = []
    page.on("response", lambda answer: sizes.append(len(answer.body())))
    for path in PAGES:
        sizes.clear()
        page.goto(path, wait_until="networkidle")
        assert 0 < sum(sizes) < MOST_BYTES, path


def test_pointing_at_words_lights_them_and_their_card(open_page):
    page = open_page(f"/report/{REPORT.id}")
    page.get_by_text("any closure").first.hover()
    assert page.locator(".card.lit b").inner_text() == "Olev Brandt"
    assert set(page.locator(".w.lit").all_inner_texts()) == {"He", "denied", "any closure"}
    page.locator("h1").hover()
    assert page.locator(".w.lit").count() == 0


def test_the_keyboard_reaches_a_statement_and_opens_it(open_page):
    page = open_page(f"/report/{REPORT.id}")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.className").startswith("w cue"):
            break
    assert page.locator(".card.lit").count() == 1
    page.keyboard.press("Enter")
    assert page.locator(".card[open] .card-body").first.is_visible()
    page.keyboard.press("Escape")
    assert page.locator(".w.lit").count() == 0


def test_a_tap_on_a_phone_shows_the_statement_below(open_page):
    page = open_page(f"/report/{REPORT.id}", width=390, has_touch=True)
    page.get_by_text("any closure").first.tap()
    sheet = page.locator("#sheet")
    assert sheet.is_visible()
    assert "Olev Brandt" in sheet.inner_text()
    sheet.get_by_role("button", name="Close").click()
    assert not sheet.is_visible()


def test_without_script_words_lead_to_their_card(open_page):
    page = open_page(f"/report/{REPORT.id}", java_script_enabled=False)
    anchor = f"s-{RECORD.statements[2].id[:12]}"
    page.locator(f'a.w[href="#{anchor}"]').click()
    assert page.locator(f"#{anchor}").is_visible()


def test_a_link_to_a_statement_opens_and_lights_it(open_page):
    chosen = RECORD.statements[2].id[:12]
    page = open_page(f"/report/{REPORT.id}?statement={chosen}#s-{chosen}")
    assert page.locator(f"#s-{chosen}").is_visible()
    assert "denied" in page.locator(".w.lit").all_inner_texts()


def test_parts_can_be_unmarked_and_own_voice_marked_without_script(open_page):
    page = open_page(f"/report/{REPORT.id}", java_script_enabled=False)
    own = page.locator(".para .own").first
    assert "wavy" not in own.evaluate("one => getComputedStyle(one).textDecorationStyle")
    page.get_by_label("own voice").check()
    assert "wavy" in own.evaluate("one => getComputedStyle(one).textDecorationStyle")
    source = page.locator(".para .source").first
    before = source.evaluate("one => getComputedStyle(one).fontWeight")
    page.get_by_label("source", exact=True).uncheck()
    assert source.evaluate("one => getComputedStyle(one).fontWeight") != before


def test_the_parts_of_a_statement_differ_without_colour(open_page):
    page = open_page(f"/report/{REPORT.id}")
    looks = {
        name: page.locator(f".para .{name}").first.evaluate(
            "one => { const s = getComputedStyle(one);"
            " return [s.fontWeight, s.fontStyle, s.borderBottomStyle].join() }"
        )
        for name in ("source", "cue", "content")
    }
    assert len(set(looks.values())) == 3


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_text_is_handed_in_and_its_report_opened(open_page, script):
    page = open_page("/add", java_script_enabled=script)
    page.get_by_label("The report’s own words").fill("Brand said the ferry was late. " * 3)
    page.get_by_role("button", name="Read the text").click()
    link = page.locator("#job li a")
    for _ in range(100):
        if link.count():
            break
        time.sleep(0.05)
        if not script:
            page.reload()
    link.first.click()
    assert re.search(r"/report/[0-9a-f]{32}$", page.url)


def test_the_theme_stays_chosen(open_page):
    page = open_page("/search?q=closure", java_script_enabled=False)
    page.get_by_role("button", name="Dark").click()
    assert page.url.endswith("/search?q=closure")
    assert page.locator("html").get_attribute("data-theme") == "dark"
    page.goto("/")
    dark = page.locator("body").evaluate("one => getComputedStyle(one).backgroundColor")
    assert dark == "rgb(22, 24, 26)"


def test_a_search_is_saved_and_removed_without_script(open_page):
    page = open_page("/search?q=grain", java_script_enabled=False)
    page.get_by_label("Save this search").fill("Grain")
    page.get_by_role("button", name="Save", exact=True).click()
    assert page.get_by_role("link", name="Grain", exact=True).is_visible()
    page.get_by_role("button", name="Remove Grain").click()
    assert page.get_by_role("link", name="Grain", exact=True).count() == 0


def test_a_report_prints_without_its_buttons(open_page):
    page = open_page(f"/report/{REPORT.id}")
    page.emulate_media(media="print")
    assert not page.locator(".quick-search").is_visible()
    assert page.locator(".para").first.is_visible()
