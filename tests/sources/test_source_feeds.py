"""Feeds of every format, whole, odd and hostile."""

import json

import pytest

from onrecord.errors import SourceError
from onrecord.sources.feeds import LIMIT_FEED_BYTES, Entry, FeedKind, read_feed, read_opml

AT = "2031-05-05T00:00:00Z"
BASE = "https://meridian.example/feeds/world.xml"

RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel>
<title>Meridian &amp; Post</title><link>https://meridian.example/</link><ttl>30</ttl>
<item><title>Pier &lt;b&gt;closed&lt;/b&gt;</title><link>/a?utm_source=rss</link>
 <pubDate>Sun, 04 May 2031 09:30:00 +0200</pubDate><dc:creator>Ana Lesk</dc:creator></item>
<item><title>Same</title><link>https://meridian.example/a</link></item>
<item><guid isPermaLink="true">https://meridian.example/b</guid><pubDate>soon</pubDate></item>
<item><title>No address</title></item>
<item><link>javascript:alert(1)</link></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom">
<title type="html">Kestria &amp;lt;i&amp;gt;Courier</title>
<entry><id>tag:x,2031:1</id><title>Vote</title><link rel="alternate" href="https://k.example/1"/>
<link rel="edit" href="https://k.example/edit"/>
<published>2031-05-04T09:30:00.5Z</published><updated>2031-05-04T10:00:00+02:00</updated>
<author><name>Olev Brandt</name></author><author><name>Mira Solt</name></author></entry></feed>"""

RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://o.example/"><title>Ostian News</title></channel>
<item rdf:about="https://o.example/1"><title>Ferry</title><link>https://o.example/1</link>
<dc:date>2031-05-04</dc:date></item></rdf:RDF>"""

JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Dravany Wire",
        "items": [
            {
                "id": 1,
                "url": "https://d.example/1",
                "title": "Talks",
                "date_published": "2031-05-04T09:30:00+02:00",
                "authors": [{"name": "Ivo Brand"}, {}],
            },
            {"id": "2"},
            "odd",
        ],
    }
)

SITEMAP = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://s.example/1</loc><lastmod>2031-05-04</lastmod><news:news><news:publication>
<news:name>Strait Gazette</news:name><news:language>en</news:language></news:publication>
<news:publication_date>2031-05-03T23:00Z</news:publication_date>
<news:title>Harbour</news:title></news:news></url>
<url><loc></loc></url></urlset>"""

INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://s.example/news.xml</loc></sitemap></sitemapindex>"""


def read(text: str, **more: str):  # type: ignore[no-untyped-def]
    return read_feed(text.encode(), url=BASE, fetched_at=AT, **more)


def test_rss() -> None:
    feed = read(RSS)
    assert (feed.kind, feed.title, feed.ttl_seconds) == (FeedKind.RSS, "Meridian & Post", 1800)
    assert feed.entries == (
        Entry(
            url="https://meridian.example/a",
            title="Pier closed",
            published="2031-05-04T09:30:00+02:00",
            authors=("Ana Lesk",),
        ),
        Entry(url="https://meridian.example/b"),
    )
    assert feed.passed_over == 2
    assert feed.trouble is None


def test_atom() -> None:
    feed = read(ATOM)
    assert feed.kind is FeedKind.ATOM
    assert feed.entries == (
        Entry(
            url="https://k.example/1",
            title="Vote",
            published="2031-05-04T09:30:00+00:00",
            updated="2031-05-04T10:00:00+02:00",
            authors=("Olev Brandt", "Mira Solt"),
        ),
    )


def test_rss_1() -> None:
    feed = read(RDF)
    assert feed.title == "Ostian News"
    (entry,) = feed.entries
    assert (entry.url, entry.title) == ("https://o.example/1", "Ferry")
    assert "2031-05-04" in (entry.published, entry.updated)


def test_json_feed() -> None:
    feed = read(JSON_FEED)
    assert (feed.kind, feed.title, feed.passed_over) == (FeedKind.JSON, "Dravany Wire", 2)
    (entry,) = feed.entries
    assert entry.published == "2031-05-04T09:30:00+02:00"
    assert entry.authors == ("Ivo Brand",)


def test_news_sitemap_and_index() -> None:
    feed = read(SITEMAP)
    assert (feed.kind, feed.title, feed.passed_over) == (FeedKind.SITEMAP, "Strait Gazette", 1)
    assert feed.entries == (
        Entry(
            url="https://s.example/1",
            title="Harbour",
            published="2031-05-03T23:00:00+00:00",
            updated="2031-05-04",
        ),
    )
    index = read(INDEX)
    assert (index.kind, index.feeds) == (FeedKind.SITEMAP_INDEX, ("https://s.example/news.xml",))


@pytest.mark.parametrize(
    "data",
    [
        RSS.encode("utf-16"),
        b"\xef\xbb\xbf" + RSS.encode(),
        b"\n\n  " + RSS.encode(),
        RSS.replace('version="1.0"', 'version="1.0" encoding="iso-8859-1"', 1).encode("latin-1"),
    ],
)
def test_encodings_and_space_before_the_declaration(data: bytes) -> None:
    feed = read_feed(data, url=BASE, fetched_at=AT)
    assert [entry.title for entry in feed.entries] == ["Pier closed", None]


def test_a_feed_that_breaks_off_gives_what_there_is_and_says_so() -> None:
    feed = read(RSS[: RSS.index("<item><guid")])
    assert [entry.url for entry in feed.entries] == ["https://meridian.example/a"]
    assert feed.trouble is not None
    assert "not well-formed" in feed.trouble


@pytest.mark.parametrize(
    ("stamp", "published"),
    [
        ("1970-01-01T00:00:00Z", None),
        ("Thu, 01 Jan 1970 00:00:00 GMT", None),
        ("1969-12-31T19:00:00-05:00", None),
        ("2090-05-04", None),
        ("0001-01-01T00:00:00Z", None),
        ("2031-02-31", None),
        ("Sun, 31 Feb 2031 10:00:00 GMT", None),
        ("tomorrow", None),
        ("2031-05-04", "2031-05-04"),
        ("20310504T093000Z", "2031-05-04T09:30:00+00:00"),
        ("2031-05-04 09:30", "2031-05-04T09:30:00"),
        ("Sun, 4 May 2031 09:30:00 EST", "2031-05-04T09:30:00-05:00"),
    ],
)
def test_dates_are_believed_only_where_they_can_be(stamp: str, published: str | None) -> None:
    feed = read(ATOM.replace("2031-05-04T09:30:00.5Z", stamp))
    assert feed.entries[0].published == published


BOMB = (
    '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    "<rss version='2.0'><channel><title>&b;</title></channel></rss>"
)
FILES = (
    '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    "<urlset><url><loc>&f;</loc></url></urlset>"
)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        (b"<html><head><title>Moved</title></head></html>", "not-feed"),
        (b"Not found", "not-feed"),
        (b"{not json", "not-feed"),
        (b'{"items": 3}', "not-feed"),
        (b"[" * 100_000, "not-feed"),
        (b'{"a":' * 100_000, "not-feed"),
        (b"%PDF-1.7", "not-feed"),
        (BOMB.encode(), "unsafe-xml"),
        (BOMB.encode("utf-16"), "unsafe-xml"),
        (FILES.encode(), "unsafe-xml"),
        (b"x" * (LIMIT_FEED_BYTES + 1), "too-large"),
    ],
)
def test_is_no_feed(data: bytes, code: str) -> None:
    with pytest.raises(SourceError) as caught:
        read_feed(data, url=BASE)
    assert caught.value.code == code


def test_the_name_of_a_file_or_an_address_is_no_feed(tmp_path) -> None:  # type: ignore[no-untyped-def]
    file = tmp_path / "feed.xml"
    file.write_text(RSS)
    for name in (str(file), file.as_uri(), "http://127.0.0.1:9/feed"):
        with pytest.raises(SourceError) as caught:
            read_feed(name.encode())
        assert caught.value.code == "not-feed"


def test_a_page_says_where_its_feeds_are() -> None:
    page = (
        "<!doctype html><head><link rel=alternate type='application/rss+xml' href='/rss.xml'>"
        '<link rel="alternate" type="application/atom+xml" href="https://m.example/atom">'
    )
    with pytest.raises(SourceError, match=r"https://meridian\.example/rss\.xml https://m\.example"):
        read(page)


def test_opml_lists_feeds_at_any_depth_once() -> None:
    text = """<opml version="2.0"><body><outline text="World">
    <outline type="rss" text="Meridian" xmlUrl="https://m.example/rss?utm_source=x"/>
    <outline title="Again" xmlUrl="https://m.example/rss"/></outline>
    <outline text="Odd" xmlUrl="ftp://m.example/"/></body></opml>"""
    assert [tuple(link) for link in read_opml(text.encode())] == [
        ("https://m.example/rss", "Meridian")
    ]
    for odd in (b"<opml><body/></opml>", RSS.encode(), b"", b"\x00"):
        with pytest.raises(SourceError) as caught:
            read_opml(odd)
        assert caught.value.code == "not-opml"
