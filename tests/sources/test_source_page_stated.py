"""What pages state of themselves: headline, byline, dates, whose they are."""

import json
import time

import pytest
from page_texts import BODY, article, linked, meta, page

from onrecord.sources.pages import read_page
from onrecord.sources.pages.linked_data import linked_data

SITE = meta(og__site_name="Selda Courier")


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("<title>Crane shut | Selda Courier</title>" + SITE, BODY, "Crane shut"),
        ("<title>Crane shut - Port - Selda Courier</title>" + SITE, BODY, "Crane shut - Port"),
        ("<title>Crane &amp;amp; pier shut</title>", BODY, "Crane & pier shut"),
        ("", f"<h1>Crane <em>shut</em></h1>{BODY}", "Crane shut"),
        # a logo is no headline
        (
            "<title>Crane shut for a week | Courier</title>",
            f"<h1>Selda Courier</h1><h1>Crane shut for a week</h1>{BODY}",
            "Crane shut for a week",
        ),
        # two of three
        (
            meta(og__title="You won't believe this crane")
            + linked(article(headline="Crane shut at Port Selda")),
            f"<h1>Crane shut at Port Selda</h1>{BODY}",
            "Crane shut at Port Selda",
        ),
        (
            meta(og__title="Crane shut at Port Selda") + linked(article(headline="Crane news")),
            f"<h1>Crane shut at Port Selda</h1>{BODY}",
            "Crane shut at Port Selda",
        ),
        # one passage left out: words for search engines, a kicker
        (
            meta(og__title="Port Selda crane faults: Crane shut for a week")
            + linked(article(headline="Crane shut for a week")),
            f"<h1>Port Selda crane faults: Crane shut for a week</h1>{BODY}",
            "Crane shut for a week",
        ),
        # the section behind it
        (
            meta(og__title="Crane shut for a week | Port News | Selda Courier"),
            f"<h1>Crane shut for a week</h1>{BODY}",
            "Crane shut for a week",
        ),
        (
            "",
            f'<div itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">'
            f"Crane shut</h1>{BODY}</div>",
            "Crane shut",
        ),
        ("", BODY, None),
    ],
)
def test_the_headline_is_what_most_places_give(head: str, body: str, title: str | None) -> None:
    read = read_page(page(head, body))
    assert read.title == title
    assert title is None or title not in read.text


SEARCHED = "Port Selda crane: when it opens, what it costs"
PRINTED = "Crane shut for a week"
TRAIL = f'<nav><ol><li><a href="/">Selda</a></li><li><h1>{SEARCHED}</h1></li></ol></nav>'


@pytest.mark.parametrize(
    ("over", "title"),
    [
        # all but one place give the words for search engines; the page prints the other line
        (f"{TRAIL}<header><h2>{PRINTED}</h2></header>", PRINTED),
        (f"{TRAIL}<h2><span>At the port</span> – <span>{PRINTED}</span></h2>", PRINTED),
        (f"{TRAIL}<h2><span>At the port</span>{PRINTED}</h2>", PRINTED),
        (f'<div class="Breadcrumbs_x1"><h1>{SEARCHED}</h1></div><h2>{PRINTED}</h2>', PRINTED),
        # it prints them
        (f"{TRAIL}<h1>{SEARCHED}</h1><h2>{PRINTED}</h2>", SEARCHED),
        (f"{TRAIL}<h1>Crane <b>News</b></h1><h2>{SEARCHED}</h2><h2>{PRINTED}</h2>", SEARCHED),
        # a teaser, a menu and a subheading print nothing
        (f'{TRAIL}<a href="/crane"><h2>{PRINTED}</h2></a>', SEARCHED),
        (f"{TRAIL}<ul><li><h2>{PRINTED}</h2></li></ul>", SEARCHED),
        (f"{TRAIL}<h2>A list of faults</h2>", SEARCHED),
    ],
)
def test_the_headline_is_the_printed_one_where_the_first_heading_leads_elsewhere(
    over: str, title: str
) -> None:
    head = f"<title>{SEARCHED}</title>" + meta(og__title=PRINTED)
    read = read_page(page(head + linked(article(headline=SEARCHED)), over + BODY))
    assert read.title == title
    assert title not in read.text
    assert "At the port" not in read.text


def test_a_headline_that_was_cut_is_not_taken_for_a_shorter_one() -> None:
    head = linked(article(headline="Crane shut for a …")) + meta(og__title="Crane shut for a week")
    read = read_page(page(head, f"<h1>Crane shut for a week</h1>{BODY}"))
    assert read.title == "Crane shut for a week"


def test_soft_hyphens_are_not_part_of_a_headline() -> None:
    head = meta(og__title="Har\u00adbour mas\u00adter shuts crane\u200b")
    read = read_page(page(head, f"<h1>Harbour master shuts crane</h1>{BODY}"))
    assert read.title == "Harbour master shuts crane"


ADA, IVO = {"@type": "Person", "name": "Ada Brandt"}, {"@type": "Person", "name": "Ivo Ruud"}


@pytest.mark.parametrize(
    ("head", "body", "authors"),
    [
        (linked(article(headline="x", author=ADA)), BODY, ("Ada Brandt",)),
        (linked(article(headline="x", author=[ADA, IVO])), BODY, ("Ada Brandt", "Ivo Ruud")),
        (linked(article(headline="x", author="By Ada Brandt")), BODY, ("Ada Brandt",)),
        (linked(article(headline="x", author={"name": ["Ada Brandt"]})), BODY, ("Ada Brandt",)),
        (linked([article(headline="x", author=ADA)]), BODY, ("Ada Brandt",)),
        # named elsewhere in a graph, by its id
        (
            linked(
                {
                    "@graph": [
                        {"@type": "WebPage", "datePublished": "2031-05-04"},
                        article(headline="x", author={"@id": "#ada"}),
                        {"@id": "#ada", **ADA},
                    ]
                }
            ),
            BODY,
            ("Ada Brandt",),
        ),
        # a type among others, with its address
        (
            linked(article(headline="x", author=ADA) | {"@type": ["http://schema.org/Report"]}),
            BODY,
            ("Ada Brandt",),
        ),
        # the page's report, and not the teaser of another that comes first
        (
            linked(
                article(headline="Other news", author=IVO), article(headline="Crane", author=ADA)
            ),
            f"<h1>Crane</h1>{BODY}",
            ("Ada Brandt",),
        ),
        (meta(author="Ada Brandt and Ivo Ruud"), BODY, ("Ada Brandt", "Ivo Ruud")),
        (meta(author="Ada Brandt,Ivo Ruud"), BODY, ("Ada Brandt", "Ivo Ruud")),
        (meta(author="Ada Brandt, Port Editor"), BODY, ("Ada Brandt",)),
        ('<meta name="sailthru.author" content="Ada Brandt">', BODY, ("Ada Brandt",)),
        # no names
        (meta(article__author="https://courier.example/by/ada"), BODY, ()),
        (meta(author="ada-brandt"), BODY, ()),
        (meta(author="admin"), BODY, ()),
        (meta(author="ada@courier.example"), BODY, ()),
        # the outlet only where nobody else is named
        (SITE + meta(author="Selda Courier", article__author="Ada Brandt"), BODY, ("Ada Brandt",)),
        (SITE + meta(author="Selda Courier"), BODY, ("Selda Courier",)),
        ("", f'<p>By <a rel="author" href="/ada">Ada Brandt</a></p>{BODY}', ("Ada Brandt",)),
        ("", f'<p class="p-author h-card">Ada Brandt</p>{BODY}', ("Ada Brandt",)),
        (
            "",
            '<div itemscope itemtype="https://schema.org/NewsArticle">'
            '<span itemprop="author" itemscope itemtype="https://schema.org/Person">By '
            f'<b itemprop="name">Ada Brandt</b>, Port Selda</span>{BODY}</div>',
            ("Ada Brandt",),
        ),
        # the picture's author is not the report's
        (
            "",
            '<figure itemscope itemtype="https://schema.org/ImageObject">'
            f'<span itemprop="author">Ivo Ruud</span></figure>{BODY}',
            (),
        ),
        ("", f"<p>Ada Brandt said so.</p>{BODY}", ()),
    ],
)
def test_the_byline_is_what_the_page_states(head: str, body: str, authors: tuple[str]) -> None:
    assert read_page(page(head, body)).authors == authors


FETCHED = "2031-05-06T00:00:00Z"
STAMP = "2031-05-04T09:30:00+02:00"


@pytest.mark.parametrize(
    ("head", "published"),
    [
        (linked(article(headline="x", datePublished=STAMP)), STAMP),
        (linked({"@type": "WebPage", "datePublished": STAMP}), STAMP),
        # a picture's date is not the report's
        (
            linked(article(headline="x", image={"@type": "ImageObject", "datePublished": STAMP})),
            None,
        ),
        # the time of day from another place that states the same day
        (linked(article(headline="x", datePublished="2031-05-04")) + meta(date=STAMP), STAMP),
        (
            linked(article(headline="x", datePublished="2031-05-03")) + meta(date=STAMP),
            "2031-05-03",
        ),
        (linked(article(headline="x", datePublished="1970-01-01")) + meta(date=STAMP), STAMP),
        (linked(article(headline="x", datePublished="2090-01-01")) + meta(date=STAMP), STAMP),
        (meta(date="2031-05-09"), None),
        (meta(article__published_time="yesterday"), None),
        (meta(article__modified_time=STAMP), None),
        ('<meta name="parsely-pub-date" content="2031-05-04">', "2031-05-04"),
        ('<link rel="canonical" href="https://courier.example/2031-05-04-crane">', "2031-05-04"),
    ],
)
def test_the_date_is_the_stated_one(head: str, published: str | None) -> None:
    assert read_page(page(head), fetched_at=FETCHED).published == published


@pytest.mark.parametrize(
    ("body", "published"),
    [
        (f'<time class="dt-published" datetime="{STAMP}">Sunday</time>', STAMP),
        (f'<time itemprop="datePublished" datetime="{STAMP}">Sunday</time>', STAMP),
        (f'<time datetime="{STAMP}">Sunday</time>', None),
        ("<p>Published on 4 May 2031</p>", None),
    ],
)
def test_a_time_counts_where_it_is_marked_as_that_of_publication(
    body: str, published: str | None
) -> None:
    assert read_page(page("", body + BODY)).published == published


@pytest.mark.parametrize(
    ("changed", "updated"),
    [
        ("2031-05-05T10:00:00+02:00", "2031-05-05T10:00:00+02:00"),
        ("2031-05-04T07:31:00Z", "2031-05-04T07:31:00+00:00"),
        ("2031-05-04T07:29:00Z", None),
        ("2031-05-03", None),
    ],
)
def test_an_update_comes_after_publication(changed: str, updated: str | None) -> None:
    head = linked(article(headline="x", datePublished=STAMP, dateModified=changed))
    assert read_page(page(head), fetched_at=FETCHED).updated == updated


URL = "https://www.courier.example/2031/crane?ref=feed"


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("https://www.courier.example/2031/crane", "https://www.courier.example/2031/crane"),
        ("/2031/crane", "https://www.courier.example/2031/crane"),
        ("https://courier.example/2031/crane?utm_source=x", "https://courier.example/2031/crane"),
        # another outlet's, the front page's, none
        ("https://meridian.example/2031/crane", URL),
        ("https://www.courier.example/", URL),
        ("javascript:alert(1)", URL),
        ("http://[", URL),
    ],
)
def test_the_canonical_address_counts_where_it_is_the_site_s_own(href: str, address: str) -> None:
    head = f'<link rel="canonical" href="{href}">'
    assert read_page(page(head), url=URL).url == address


def test_a_saved_page_knows_where_it_is_from() -> None:
    mark = "<!-- saved from url=(0036)https://courier.example/2031/05/04/crane -->"
    read = read_page(f"{mark}\n{page()}")
    assert (read.url, read.published) == (
        "https://courier.example/2031/05/04/crane",
        "2031-05-04",
    )
    assert read_page(page(meta(og__url="https://courier.example/1"))).url == (
        "https://courier.example/1"
    )


@pytest.mark.parametrize(
    ("head", "outlet"),
    [
        (SITE, "Selda Courier"),
        (linked(article(headline="x", publisher={"name": "Selda Courier"})), "Selda Courier"),
        (
            meta(og__site_name="seldacourier")
            + linked(article(headline="x", publisher={"name": "Selda Courier"})),
            "Selda Courier",
        ),
        ('<meta name="application-name" content="Selda Courier">', "Selda Courier"),
        ("", "courier.example"),
    ],
)
def test_the_outlet_is_what_the_page_calls_itself(head: str, outlet: str) -> None:
    assert read_page(page(head), url=URL).outlet == outlet


@pytest.mark.parametrize(
    ("root", "head", "language"),
    [
        ('<html lang="en-gb">', "", "en-GB"),
        ('<html lang="zh-hant-TW">', "", "zh-Hant-TW"),
        ("<html>", meta(og__locale="en_GB"), "en-GB"),
        ("<html>", linked(article(headline="x", inLanguage="en")), "en"),
        ('<html lang="">', "", None),
        ('<html lang="{{ lang }}">', "", None),
    ],
)
def test_the_language_is_a_tag(root: str, head: str, language: str | None) -> None:
    assert read_page(page(head, BODY, root)).language == language


@pytest.mark.parametrize(
    ("head", "section"),
    [
        (meta(article__section="Port"), "Port"),
        (linked(article(headline="x", articleSection=["Port &amp; Sea", "News"])), "Port & Sea"),
        (meta(article__section="tags") + meta(section="Port"), "Port"),
        ("", None),
    ],
)
def test_the_section_is_what_readers_know(head: str, section: str | None) -> None:
    assert read_page(page(head)).section == section


@pytest.mark.parametrize(
    "script",
    [
        '<!-- {"@type": "NewsArticle", "headline": "Crane"} -->',
        '//<![CDATA[\n{"@type": "NewsArticle", "headline": "Crane"}\n//]]>',
        '[{"@type": "NewsArticle", "headline": "Crane"}];',
        '{"@type": "NewsArticle", "headline": "Crane", "text": "a\tb\nc"}',
        '{"@type": "NewsArticle", "headline": "Crane", broken',
    ],
)
def test_linked_data_are_read_through_what_editors_put_around_them(script: str) -> None:
    assert list(linked_data([script]).texts("headline")) == ["Crane"]


@pytest.mark.parametrize(
    "script",
    ["", "null", "7", '"x"', "[" * 5000, '{"@type": 7, "author": 7}', '{"@graph": {"@id": []}}',
     json.dumps(article(headline={"a": 1}, author=[[], {}, None, 3], datePublished=[1, {}])),
     json.dumps(article(author={"@id": "#a"}) | {"@id": "#a"})],
)  # fmt: skip
def test_odd_linked_data_do_no_harm(script: str) -> None:
    head = f'<script type="application/ld+json">{script}</script>{SITE}'
    assert read_page(page(head)).outlet == "Selda Courier"


def test_a_page_that_states_everything_is_read_in_time() -> None:
    names = [f"Ada Brandt{number}" for number in range(200_000)]
    marks = "<b itemprop=author rel=author class='vcard fn'>Ada</b>" * 20_000
    deep = "<i itemprop=author>" * 300 + "said " * 200_000
    head = linked(article(headline="x" * 100_000, author=names)) + meta(author="a, " * 100_000)
    began = time.process_time()
    assert len(read_page(page(head, f"{BODY}{marks}{deep}")).authors) == 50
    assert time.process_time() - began < 10
