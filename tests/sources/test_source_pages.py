import logging
import socket
import sys
import time

import pytest
from source_texts import PAGE

from onrecord.errors import SourceError
from onrecord.sources.pages import is_page, read_page
from onrecord.sources.pages.tree import extractor

PARAGRAPH = "<p>Ilse Brandt said on Monday that the harbour of Port Selda would stay shut.</p>"


def page(head: str = "", body: str = PARAGRAPH * 5) -> str:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


def test_a_page_gives_its_paragraphs_and_what_it_says_of_itself() -> None:
    read = read_page(PAGE)
    lines = read.text.splitlines()
    assert lines[-3].startswith("The harbour of Port Selda will stay shut for another week")
    assert lines[-2].startswith("“We have found no leak,” said Ilse Brandt")
    assert lines[-1].endswith("demanded a hearing in town.")
    assert "Sport" not in read.text
    assert (read.title, read.outlet) == ("Harbour stays shut", "Selda Courier")
    assert (read.url, read.published) == (
        "https://courier.example/2031/harbour",
        "2031-05-04T09:30:00+02:00",
    )


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ("", None),
        (
            '<meta property="article:published_time" content="2031-05-04T09:30Z">',
            "2031-05-04T09:30:00+00:00",
        ),
        ('<meta property="article:published_time" content="1750680000000">', None),
        ('<meta property="article:published_time" content="2031-02-30">', None),
        ('<meta property="article:modified_time" content="2031-05-04">', None),
        ('<meta itemprop="datePublished" content="2031-05-04">', "2031-05-04"),
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", '
            '"datePublished": "2031-05-03T23:30:00-04:00", broken</script>'
            '<meta property="article:published_time" content="2031-05-04T03:30Z">',
            "2031-05-03T23:30:00-04:00",
        ),
        ('<link rel="canonical" href="https://courier.example/2031/5/4/harbour">', "2031-05-04"),
        ('<link rel="canonical" href="https://courier.example/2031/15/4/harbour">', None),
    ],
)
def test_only_a_stated_date_is_that_of_publication(head: str, published: str | None) -> None:
    body = f"<p>The harbour was shut on 2 January 2019.</p>{PARAGRAPH * 5}"
    assert read_page(page(head, body)).published == published


def test_the_title_loses_the_outlet_s_name() -> None:
    site = '<meta property="og:site_name" content="Selda Courier">'
    for dash in "|-–":
        head = f'{site}<meta property="og:title" content="Vote\n on  Friday {dash} Selda Courier">'
        assert read_page(page(head)).title == "Vote on Friday"


@pytest.mark.parametrize(
    "html",
    [
        "<html></html>",
        page("<title>Budget vote</title>", ""),
        page("", "<noscript>You need JavaScript to run this.</noscript><div id=root></div>"),
        page("", "<script>var text = 'Ilse said no';</script>"),
        "<!-- <p>Ilse said no.</p> -->",
    ],
)
def test_a_page_without_text_is_told(html: str) -> None:
    with pytest.raises(SourceError, match="save what it shows") as caught:
        read_page(html)
    assert caught.value.code == "no-text"


@pytest.mark.parametrize(
    "html",
    [
        page("", "<div>a</div>" * 60_001),
        f"<html><p {' '.join(f'a{i}=1' for i in range(20_000))}>Ilse said no.</p>",
        f"<html><p {' '.join(f'a{i}' for i in range(20_000))}>Ilse said no.</p>",
        f"<html><body><p>{'Ilse said no. ' * 800_000}",
    ],
    ids=["elements", "attributes", "bare attributes", "one text"],
)
def test_a_monstrous_page_is_refused_at_once(html: str) -> None:
    start = time.perf_counter()
    with pytest.raises(SourceError) as caught:
        read_page(html)
    assert caught.value.code == "too-large"
    assert time.perf_counter() - start < 5


def test_20_000_nested_tags_do_no_harm() -> None:
    for tag in ("div", "b", "ul><li", "table><tr><td"):
        html = page("", f"<{tag}>" * 20_000 + PARAGRAPH)
        try:
            assert "harbour" in read_page(html).text
        except SourceError as error:
            assert error.code == "no-text"  # noqa: PT017 - either outcome is fine, no crash is


def test_an_entity_bomb_does_not_go_off() -> None:
    entities = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 12))
    bomb = f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a0 "{"x" * 99}">{entities}]>'
    assert len(read_page(f"{bomb}<html><body><p>&a11;</p>{PARAGRAPH * 5}</html>").text) < 2_000


def test_text_from_a_page_can_be_stored() -> None:
    text = read_page(page("", f"<p>Zero &#0; and half &#xD800; and Ilse said</p>{PARAGRAPH}")).text
    assert "Ilse said" in text
    assert "\0" not in text.encode().decode()


def test_nothing_is_logged_and_nothing_fetched(
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was touched")

    monkeypatch.setattr(socket, "socket", refuse)
    caplog.set_level(logging.DEBUG)
    read_page(PAGE)
    with pytest.raises(SourceError):
        read_page("<html><frameset><frame src='https://courier.example/'></frameset></html>")
    assert [record.name for record in caplog.records] == []
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("text", "suffix", "expected"),
    [
        ("<!DOCTYPE html><title>Vote", "", True),
        ("\n <!-- saved --><!-- twice -->\n<HTML lang=en>", ".txt", True),
        ('<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "x"><html>', "", True),
        ("<body><p>Ilse said no.", "", True),
        ("<p>Ilse said no.</p>", ".html", True),
        ("<p>Ilse said no.</p>", ".HTM", True),
        ("<p>Ilse said no.</p>", ".txt", False),
        ("<header> she typed", "", False),
        ("Ilse said <html> is a tag.", "", False),
        ("Ilse said no; 3 < 4.", ".html", False),
        ("<!--" * 1000, "", False),
        ('<?xml version="1.0"?><rss>', "", False),
        ("", "", False),
    ],
)
def test_a_page_is_told_from_a_text(text: str, suffix: str, expected: bool) -> None:
    assert is_page(text, suffix) is expected


def test_without_the_html_extra_a_page_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    extractor.cache_clear()
    try:
        with pytest.raises(SourceError, match=r"pip install 'onrecord\[html\]'") as caught:
            read_page("<html><body><p>The pier is shut, she said.</p></body></html>")
    finally:
        extractor.cache_clear()
    assert caught.value.code == "no-html-reader"
