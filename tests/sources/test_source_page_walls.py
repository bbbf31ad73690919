"""What stands in a report's place becomes a failure of its own code; reports about it do not."""

import pytest
from page_texts import BODY, PARAGRAPHS, article, linked, page

from onrecord.errors import SourceError
from onrecord.sources.pages import read_page
from onrecord.sources.pages.tree import extractor

COURIER = "<title>{} | Selda Courier</title>"


@pytest.mark.parametrize(
    ("head", "body", "code"),
    [
        (
            COURIER.format("Page not found"),
            "<h1>Page not found</h1><p>Sorry, the page you are looking for has moved.</p>"
            "<p>Here are the stories that people along the coast read most today.</p>",
            "error-page",
        ),
        ("<title>404</title>", "<p>Oops! We couldn't find that page.</p>", "error-page"),
        (COURIER.format("Error 404"), "", "error-page"),
        (
            COURIER.format("Article no longer available"),
            "<p>Try the search instead.</p>",
            "error-page",
        ),
        (
            "<title>503 Service Unavailable</title>",
            "<h1>Service Unavailable</h1><p>The server is down for maintenance.</p>",
            "error-page",
        ),
        (
            "<title>Before you continue</title>",
            "<h1>We value your privacy</h1><p>We and our partners store cookies on your device "
            "and process personal data.</p><p>You may withdraw your consent at any time.</p>",
            "consent-wall",
        ),
        (
            "<title>Just a moment...</title>",
            "<p>Verifying you are human. This may take a few seconds.</p>",
            "robot-check",
        ),
        (
            "<title>Access Denied</title>",
            "<h1>Access Denied</h1><p>You do not have leave to see this on this server.</p>",
            "robot-check",
        ),
        (
            COURIER.format("Selda Courier"),
            "<p>You need to enable JavaScript to run this app.</p>",
            "no-text",
        ),
        (
            linked(article(headline="Crane shut", isAccessibleForFree=False)),
            f"<h1>Crane shut</h1>{PARAGRAPHS[0]}",
            "paywall",
        ),
        (
            "<title>Crane shut</title>",
            f"<h1>Crane shut</h1>{PARAGRAPHS[0]}<p>Subscribe now to continue reading.</p>"
            "<p>Already a subscriber? Log in</p>",
            "paywall",
        ),
        ("", "", "no-text"),
        ("<title>Crane shut</title>", "<div id=root></div><script>draw()</script>", "no-text"),
    ],
)
def test_what_stands_in_a_report_s_place_has_a_code(head: str, body: str, code: str) -> None:
    with pytest.raises(SourceError) as caught:
        read_page(page(head, body))
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("title", "body"),
    [
        # reports about such pages
        ("Page not found: how links die", BODY),
        ("Why we value your privacy", BODY),
        ("Access denied", BODY),
        # a report of two sentences
        ("Crane shut", "".join(PARAGRAPHS[:2])),
        # the start of a report that is long enough to tell who said what
        ("Crane shut", f"{BODY}<p>Subscribe now to continue reading.</p>"),
        # a prompt, and the whole report
        ("Crane shut", f"<p>Already a subscriber? Log in</p>{BODY}"),
        ("Crane shut", f"<p>This story was updated. We use cookies.</p>{BODY}"),
    ],
)
def test_a_report_is_read_whatever_it_is_about(title: str, body: str) -> None:
    read = read_page(page(COURIER.format(title), f"<h1>{title}</h1>{body}"))
    assert "crane 3" in read.text


def test_a_short_report_that_is_stated_as_one_may_have_any_headline() -> None:
    head = "<title>Not found</title>" + linked(article(headline="Not found"))
    assert read_page(page(head, f"<h1>Not found</h1>{PARAGRAPHS[0]}")).title == "Not found"


def test_each_of_them_says_what_to_do() -> None:
    with pytest.raises(SourceError, match="check the address"):
        read_page(page("<title>404 Not Found</title>", "<p>Nothing here.</p>"))


def test_html_that_says_it_is_xml_is_read() -> None:
    head = '<?xml version="1.0" encoding="iso-8859-1"?>'
    assert "crane 3" in read_page(f"{head}{page()}").text


def test_captions_prompts_and_comments_stay_out() -> None:
    body = (
        f"{PARAGRAPHS[0]}<figure><img src=/a.jpg><figcaption>A crane at rest.</figcaption></figure>"
        f"{PARAGRAPHS[1]}<div role=dialog><p>We use cookies to make this site work.</p></div>"
        f"{PARAGRAPHS[2]}<aside><h2>Read more</h2><a href=/2>Pier to open in the spring</a></aside>"
        f"{PARAGRAPHS[3]}<section id=comments class=comments><p>Nice report, I say!</p></section>"
        f"{PARAGRAPHS[4]}<noscript><p>Turn your scripts on.</p></noscript>"
    )
    text = read_page(page("<title>Crane shut</title>", f"<article>{body}</article>")).text
    assert text.count("\n") == 4
    for words in ("at rest", "cookies", "Pier", "Nice report", "scripts"):
        assert words not in text


def test_a_long_read_in_several_blocks_is_read_to_its_end() -> None:
    lines = [PARAGRAPHS[0].replace("crane 3", f"crane {number}") for number in range(20, 50)]
    blocks = [
        f'<div class="article-body">{"".join(lines[at : at + 10])}</div>' for at in (0, 10, 20)
    ]
    gap = '<div class="slot"><p>Advertisement</p></div>'
    body = "".join(f'<div class="row">{block}</div>{gap}' for block in blocks)
    text = read_page(page("<title>Cranes</title>", f"<article>{body}</article>")).text
    numbers = [line.partition("crane ")[2][:2] for line in text.splitlines() if "crane" in line]
    assert numbers == [str(number) for number in range(20, 50)]


def test_where_little_is_found_the_page_is_looked_at_again(monkeypatch: pytest.MonkeyPatch) -> None:
    asked, find = list[bool](), extractor().bare_extraction

    def short_sighted(tree: object, *, fast: bool, **options: object) -> object:
        asked.append(fast)
        found = find(tree, fast=fast, **options)
        if fast:
            found.text = "A teaser."
        return found

    monkeypatch.setattr(extractor(), "bare_extraction", short_sighted)
    assert "crane 7" in read_page(page()).text
    assert asked == [True, False]
