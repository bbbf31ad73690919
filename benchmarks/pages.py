"""Invented news pages with all that stands around a report, no two alike, and archives of them.

A page is as large as the pages of real outlets are in the median: some 250 kB, 1,000 elements and
500 words of report. The same number and seed always make the same page.
"""

import gzip
import html
import json
import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from onrecord.demo import demo_reports

HOST = "courier.example"
_WORDS = 500
_SYLLABLES = "ba del kor mi san tu ver lo ri pen ost gar ne vel dra shu ka im".split()  # noqa: SIM905
_TEMPLATES = (
    "{a}, the mayor of {p}, said on Monday that the bridge would stay shut until spring.",
    "“We were never asked,” said {b}, a spokeswoman for {o}. “We would have said no.”",
    "{a} denied that any money had changed hands and accused {o} of spreading rumours.",
    "According to {o}, at least {n} people left their homes near {p} last week.",
    "{b} told the Selda Courier that the figures of {o} were “wrong by half”.",
    "Officials in {p} confirmed the report and promised an inquiry within {n} days.",
    "He said that {o} had been warned twice, and demanded that {b} step down.",
    "The union of dock workers believes that {n} jobs will go, its leader {a} said.",
    "{o} said in a statement that it regretted the delay and would pay for the damage.",
    "She argued that the law of 2029 gave {p} no choice, but {b} rejected this.",
)
_STYLE = ".card{display:grid;gap:8px;margin:0 auto;padding:4px 12px}" * 1200
_SCRIPT = "window.slots=window.slots||[];slots.push(function(s){return s.id&&s.show(s.id)});" * 1300
_PAGE = """<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><title>{title} | Selda Courier</title>
<meta name="viewport" content="width=device-width"><meta name="description" content="{title}">
<meta property="og:title" content="{title}"><meta property="og:site_name" content="Selda Courier">
<meta property="og:url" content="{url}"><meta property="og:type" content="article">
<meta property="article:published_time" content="{published}">
<link rel="canonical" href="{url}"><style>{style}</style>
<script type="application/ld+json">{data}</script><script>{script}</script></head><body>
<header><nav><ul>{nav}</ul></nav></header>
<main><article><h1>{title}</h1>
<p class="byline">By <a href="/by/{number}">{author}</a></p>
<time datetime="{published}">Today</time>
<figure><img src="/i/{number}.jpg" alt="The bridge"><figcaption>The bridge</figcaption></figure>
{body}</article>
<aside><h2>Read more</h2>{teasers}</aside></main>
<footer><ul>{links}</ul><p>© Selda Courier. All rights reserved.</p></footer>
<script>window.state={state}</script></body></html>"""


def page_url(number: int) -> str:
    """The address of a page."""
    return f"https://{HOST}/2031/03/{number % 28 + 1:02}/story-{number}"


def make_page(number: int, *, seed: int = 1, words: int = _WORDS) -> str:
    """The page of a number, as HTML; with fewer words all that stands around them shrinks, too."""
    chance = random.Random(f"{seed}/{number}")
    body = _body(chance, words)
    share = min(1.0, words / _WORDS)
    title = f"{_name(chance)} and {_name(chance)} at odds over story {number}"
    author = f"{_name(chance)} {_name(chance)}"
    published = f"2031-03-{number % 28 + 1:02}T09:30:00+02:00"
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": title,
        "datePublished": published,
        "author": [{"@type": "Person", "name": author}],
        "publisher": {"@type": "NewsMediaOrganization", "name": "Selda Courier"},
        "mainEntityOfPage": page_url(number),
    }
    return _PAGE.format(
        number=number,
        title=html.escape(title),
        url=page_url(number),
        published=published,
        author=author,
        style=_STYLE[: int(share * len(_STYLE))],
        script=_SCRIPT[: int(share * len(_SCRIPT))],
        data=json.dumps(data),
        body="\n".join(f"<p>{html.escape(line, quote=False)}</p>" for line in body),
        nav=_links(chance, int(130 * share)),
        teasers="".join(_teaser(chance) for _ in range(int(95 * share))),
        links=_links(chance, int(130 * share)),
        state=json.dumps({"body": body * 20, "id": number}).replace("</", "<\\/"),
    )


def write_archive(path: Path, pages: int, *, seed: int = 1, words: int = _WORDS) -> None:
    """Write pages 0, 1 … as a web archive, each record a gzip member of its own."""
    with path.open("wb") as file:
        for number in range(pages):
            file.write(
                gzip.compress(
                    _record(number, make_page(number, seed=seed, words=words)), 1, mtime=0
                )
            )


def _record(number: int, page: str) -> bytes:
    body = page.encode()
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
    answer += f"Content-Length: {len(body)}\r\n\r\n".encode() + body
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\n"
        f"WARC-Record-ID: <urn:uuid:{number:032x}>\r\n"
        f"WARC-Target-URI: {page_url(number)}\r\n"
        "WARC-Date: 2031-03-30T00:00:00Z\r\n"
        "Content-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


def _body(chance: random.Random, words: int) -> list[str]:
    """Paragraphs of so many words: half from the demo reports, half with names of their own."""
    known = chance.sample(_paragraphs(), words // 100)
    lines = list(known)
    while sum(len(line.split()) for line in lines) < words:
        lines.append(" ".join(_sentence(chance) for _ in range(chance.randint(1, 3))))
    chance.shuffle(lines)
    return lines


@cache
def _paragraphs() -> list[str]:
    lines = (line for report in demo_reports() for line in report.text.split("\n")[1:])
    return [line for line in lines if len(line.split()) > 25]


def _sentence(chance: random.Random) -> str:
    told = chance.choice(_TEMPLATES).format(
        a=f"{_name(chance)} {_name(chance)}",
        b=f"{_name(chance)} {_name(chance)}",
        p=f"Port {_name(chance)}",
        o=f"the {_name(chance)} Council",
        n=chance.randint(3, 9000),
    )
    return told[0].upper() + told[1:]


def _name(chance: random.Random) -> str:
    return "".join(chance.choices(_SYLLABLES, k=chance.randint(2, 3))).capitalize()


def _links(chance: random.Random, count: int) -> str:
    names = [_name(chance) for _ in range(count)]
    return "".join(f'<li><a class="link" href="/{name}">{name}</a></li>' for name in names)


def _teaser(chance: random.Random) -> str:
    return (
        f'<div class="card teaser"><a href="/story/{_name(chance)}"><img src="/t.jpg" alt="">'
        f"<h3>{_name(chance)} says {_name(chance)} is to blame</h3></a>"
        f"<span>{chance.randint(1, 23)} h ago</span></div>"
    )


def pages(count: int, *, seed: int = 1) -> Iterator[str]:
    """The pages 0, 1 … one at a time."""
    return (make_page(number, seed=seed) for number in range(count))
