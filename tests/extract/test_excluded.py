import re
import tomllib
from importlib.resources import files
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.excluded import find_excluded
from onrecord.extract.excluded.headlines import is_headline
from onrecord.extract.excluded.phrases import MAX_LINE_CHARS, compile_phrases
from onrecord.segment import split_paragraphs
from onrecord.types import Why

TITLE = "Vesk reopens its northern port"
LEAD = "The port of Vesk opened again on Monday, the harbour office said."
BODY = "“We have waited for a year,” Jana Orlo, who runs a ferry, told reporters."


def excluded(text: str) -> list[tuple[str, str]]:
    found = find_excluded(text, split_paragraphs(text))
    return [(part.why.value, text[span.start : span.end]) for part in found for span in part.spans]


def in_body(*lines: str) -> str:
    return "\n".join([TITLE, LEAD, *lines, BODY])


LINES = {
    Why.TEASER: """
        READ MORE: Orland extends its tolls against Vesk’s closest ally
        Read more: Ferry crews to strike in May
        Read also: Why the mayor’s bridge was never built
        READ MORE Orland extends its tolls for another year
        ALSO READ: Ferry crews to strike, union says
        Also read | Five things to know about the new tolls
        SEE ALSO: ‘No way back’ – Vesk’s harbour master on the strike
        See also – What next for the ferries?
        Related: Ferry crews to strike in May
        RELATED STORY: The last lighthouse keeper
        More on this: Who owns the northern port?
        Read next: "We are done": crews walk out
        MORE: Ferry that sank in 1987 found at last
        WATCH: Ferry rams the pier at Vesk
        Don’t miss: the lighthouse that moved
        In pictures: the port through the years
        • READ MORE: Orland extends its tolls
        [Read more: Orland extends its tolls]
        (See also: Orland extends its tolls.)
        Read the full report here.
        For more news from the coast, visit our regional page.
        """,
    Why.CAPTION: """
        Photo: Ola Brand
        PHOTO: Ola Brand/Vesk Images
        Photo by Ola Brand
        Photo courtesy of the Vesk Harbour Office
        Photo credit: Ola Brand
        (Image: Ola Brand via Vesk Images)
        [Image via Vesk Archive]
        Picture: The new pier at dawn. Ola Brand
        File photo
        File photo of the northern pier
        FILE - Ships wait off Vesk on March 1, 2019.
        FILE PHOTO: Ships wait off Vesk
        Credit: Ola Brand
        Pictured: The ferry Aurora leaves Vesk
        Ola Brand / Vesk Images
        Ola Brand via Getty Images
        Ola Brand/AFP
        Ola Brand / Xinhua
        Ships wait off Vesk at dawn. (Photo: Ola Brand)
        Ships wait off Vesk at dawn (Image: Vesk Harbour Office)
        Ships wait off Vesk on March 1, 2019. (Ola Brand/Vesk Images)
        Ships wait off Vesk on March 1, 2019. (AP Photo/Ola Brand)
        Ships wait off Vesk at dawn. Photograph: Ola Brand
        View 12 images
        """,
    Why.ADVERTISEMENT: """
        Advertisement
        ADVERTISEMENT 3
        Advert
        Sponsored content
        Story continues below advertisement
        Article continues after this ad
        Scroll to continue
        """,
    Why.SIGN_OFF: """
        (Reporting by Ola Brand in Vesk; Editing by Mira Sund)
        Reporting by Ola Brand; editing by Mira Sund.
        (Additional reporting by Ola Brand and Mira Sund; Writing by Ed Quill)
        — With files from Ola Brand
        With files from The Vesk Press
        Contributing: Ola Brand, Mira Sund
        Ola Brand contributed to this report.
        Wire writers Ola Brand in Vesk and Mira Sund contributed reporting.
        © 2024 Vesk Herald. All rights reserved.
        Copyright 2024 Vesk Herald
        All rights reserved
        This article was first published in the Vesk Herald
        This story originally appeared on Coast Weekly.
        First published in Coast Weekly.
        Contact the author at ola.brand@herald.example
        You can reach Ola Brand at ola.brand@herald.example.
        Email: ola.brand@herald.example
        h/t Coast Weekly
        Xinhua
        (Anadolu)
        """,
    Why.SHARING: """
        Share this article
        Share this story on Facebook
        Share on WhatsApp
        Follow us on Telegram
        Follow us on X and Facebook
        Follow Ola Brand on Twitter @olabrand
        Follow @veskherald
        Click here to comment on this story
        Copy link
        Leave a comment
        Join the conversation
        Like us on Facebook
        """,
    Why.NEWSLETTER: """
        Sign up for our newsletter
        Sign up for the Coast Weekly newsletter to get our best stories.
        Sign up here
        Subscribe
        Subscribe to our newsletter
        Subscribe to our podcast here.
        Get the day’s news delivered to your inbox
        Enter your email address
        By signing up you agree to our terms of use.
        """,
    Why.NOTICE: """
        We use cookies to make this page better.
        Enable JavaScript
        Please enable JavaScript to watch this video.
        JavaScript is disabled in your browser
        This content is only available to subscribers
        This article is for subscribers only
        Already a subscriber? Log in
        You have reached your limit of free articles.
        Log in to comment
        This video is not available in your region.
        If you buy through our links, we may earn a commission.
        """,
}


@pytest.mark.parametrize(
    ("why", "line"),
    [(why, line.strip()) for why, lines in LINES.items() for line in lines.strip().splitlines()],
)
def test_line_is_excluded_whole_and_alone(why, line):
    assert excluded(in_body(line)) == [(why.value, line)]


KEPT = """
    Read more than he wrote, she said.
    Read more books, the minister told pupils in Vesk.
    She would have liked to read more about the port.
    Also read out was a letter from the harbour master.
    Also reading the letter was the mayor of Orland.
    See also what the river did to the bridge, he said.
    Related deaths rose to twelve, the clinic said.
    Related industries lost 400 jobs after the port closed.
    Related: the toll, the bridge and the ferry all lose money, the auditors found.
    More on this was expected on Tuesday.
    More: he wanted it all.
    Watch: he will be back by May.
    Watch the sea long enough and it answers, Orlo said.
    Photo identity cards will be needed from May, the office said.
    Photos show the northern pier in ruins
    Photos of the pier were shown in court.
    The photo: a child on the empty pier.
    Image rights were sold to a firm in Orland.
    A file photo of the pier proves nothing, he argued.
    Credit unions in Vesk opposed the toll.
    Images of Vesk / Images of Orland, the show’s title reads.
    Advertisement sales fell by a third in May.
    Sponsored by the harbour office, the race drew forty boats, the club said.
    Reporting by the Vesk Herald last year found that the toll was never paid.
    Editing by committee is what ruined the law, he said.
    Orland contributed to this reportedly weak dyke.
    The rain contributed to the flood.
    This report, first published in 1987, warned of the flood.
    Copyright law does not cover the map, the court ruled.
    Contact with the ferry was lost at noon.
    Contact the harbour office at once, captains were told.
    Share prices in Vesk fell by a tenth.
    Share this pain with us, the widow asked the court.
    Follow us on this road, he told the crowd, and you will be free.
    Follow the money, the prosecutor said.
    Following Orlo on the list is Mira Sund.
    Click here to steal a harbour, one banner read.
    Subscribe to that view and you lose, Sund warned.
    Sign up for the army or leave, the posters told young men.
    Sign up to the treaty, Orland urged its neighbour.
    Get the ships out of the port, he shouted.
    Enter your name and the bank will find you, the leaflet says.
    Cookies were handed out to the ferry crews.
    We use cookies at school to teach fractions, Ms Sund said.
    JavaScript is what the ministry’s system was written in.
    Subscribers only pay half, the company said.
    Already a widow, she took over the ferry.
    This content is for children, the label said.
    Log in the river blocks ferry for a third day.
    Correction: an earlier version gave the wrong year for the flood.
    Editor’s note: Jana Orlo was a columnist of this paper until 2019.
    This story has been updated with the harbour office’s reply.
    Bridge or ferry?
    What the toll means for crews
    ‘We have no choice’
    Key points
    Who owns the northern port?
    - Jana Orlo, ferry owner
    • The toll rises to four crowns
    1. Open the port by June
    “Read more,” he told them. “And write less.”
    “Follow us on Telegram,” the rebels’ statement ends.
    “Sign up for our newsletter,” she joked.
    The harbour office said no. (The mayor did not reply.)
    The port lost money (and its crews their patience).
    The mayor denied it. Ola Michael R. Reuters was his name.
    """


@pytest.mark.parametrize("line", [line.strip() for line in KEPT.strip().splitlines()])
def test_line_of_the_report_is_kept(line):
    assert excluded(in_body(line)) == []


@pytest.mark.parametrize(
    "headline",
    [
        "Orland-led ferry pact ready to grow – harbour secretary",
        "‘No way back’: crews walk out of talks",
        "What does the new toll mean for crews?",
        "Ferry toll: who pays, who gains and who is left out",
        '"It is over," harbour master says',
        "U.S. Senate delegation visits Vesk",
        "5 things to know about the northern port",
        "Crews walk out",
    ],
)
@pytest.mark.parametrize(
    "heading", ["Read more", "READ MORE:", "Read more »", "More on this story"]
)
def test_teaser_heading_takes_the_headline_after_it(heading, headline):
    text = in_body(heading, headline)
    assert excluded(text) == [("teaser", heading), ("teaser", headline)]
    assert len(find_excluded(text, split_paragraphs(text))) == 1


def test_related_block_takes_all_its_headlines_and_stops_at_the_body():
    block = [
        "Related stories",
        "Orland extends its tolls for another year",
        "Ferry crews to strike in May, says union",
        "Why was the mayor’s bridge never built?",
    ]
    assert [words for _, words in excluded(in_body(*block))] == block


@pytest.mark.parametrize(
    "after",
    [
        "The toll will rise.",
        "Why crews walked out",
        "- Jana Orlo, the owner of the only ferry",
        "Orlo put it in these words on Monday night:",
        "“Nobody asked us about the new toll,” said Orlo, “and nobody ever will.”",
    ],
)
def test_teaser_leaves_body_and_subheading_after_its_headline(after):
    heading, headline = "Read more", "Orland extends its tolls for another year"
    assert [words for _, words in excluded(in_body(heading, headline, after))] == [
        heading,
        headline,
    ]


def test_read_more_goes_alone_before_body():
    assert excluded(in_body("Read more")) == [("teaser", "Read more")]


@pytest.mark.parametrize(
    "heading", ["Related", "More", "See also", "Recommended", "More from Vesk"]
)
def test_weak_heading_needs_a_plain_headline(heading):
    headline = "Ferry crews to strike in May over tolls"
    assert excluded(in_body(heading, headline)) == [("teaser", heading), ("teaser", headline)]
    assert excluded(in_body(heading)) == []
    assert excluded(in_body(heading, "Tolls and ferries")) == []


@pytest.mark.parametrize(
    "first", ["Advertisement", "Read more", "Photo: the year in Vesk", "Share"]
)
def test_first_paragraph_is_always_the_reports_own(first):
    assert excluded(f"{first}\n{LEAD}\n{BODY}") == []


@pytest.mark.parametrize(
    ("body", "tail", "why"),
    [
        ("The port opened.", "(Reporting by Ola Brand; Editing by Mira Sund)", Why.SIGN_OFF),
        ("The port “opened”, he said.", "(Photo: Ola Brand)", Why.CAPTION),
        ("“It opened,” he said.", "Follow us on Telegram.", Why.SHARING),
        ("It opened.", "Mira Sund contributed to this report.", Why.SIGN_OFF),
        ("He is a ferryman.", "Follow him on Twitter at @olabrand.", Why.SHARING),
        ("It opened!", "Sign up for our newsletter here.", Why.NEWSLETTER),
        ("x" * 1000 + " opened.", "© 2024 Vesk Herald", Why.SIGN_OFF),
    ],
)
def test_end_of_a_paragraph_is_excluded_without_its_body(body, tail, why):
    assert excluded(in_body(f"{body} {tail}")) == [(why.value, tail)]


@pytest.mark.parametrize(
    "line",
    [
        "The port will open by June. (Reuters)",
        "It was the last ferry of Jana B. Bloomberg.",
        "He sold one thing. Share.",
        "“Come with us. Follow us on Telegram,” the rebels wrote.",
    ],
)
def test_end_of_a_paragraph_is_kept(line):
    assert excluded(in_body(line)) == []


def test_hard_wrapped_teaser_is_one_paragraph():
    wrapped = "READ MORE: Orland extends its tolls against the closest ally that\nVesk still has"
    text = "\n\n".join([TITLE, f"{LEAD[:48]}\n{LEAD[49:]}", wrapped, LEAD, BODY])
    assert excluded(text) == [("teaser", wrapped)]


def test_windows_line_ends_and_blank_lines_keep_offsets():
    text = f"{TITLE}\r\n\r\n{LEAD}\r\n\r\nRead more\r\n\r\nFerry crews to strike\r\n\r\n{BODY}\r\n"
    assert excluded(text) == [("teaser", "Read more"), ("teaser", "Ferry crews to strike")]


def test_overlong_line_is_no_teaser():
    assert excluded(in_body("READ MORE: " + "ferry " * MAX_LINE_CHARS)) == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Ferry crews to strike", True),
        ("The price of silence…", True),
        ("Ferry crews will strike.", False),
        ("He put it like this:", False),
        ("crews to strike in May", False),
        ("Crews strike", False),
        ("One ended. Another began", False),
        ("Ferry " * 26, False),
    ],
)
def test_is_headline(line, expected):
    assert is_headline(line, min_words=3) is expected


def data() -> dict:
    path = files("onrecord").joinpath("lexicon", "excluded.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def phrases() -> list[str]:
    tables = [table for why, table in data().items() if why != "sets"]
    return [phrase for table in tables for kind in table.values() for phrase in kind]


def test_every_table_is_a_reason_of_known_kinds():
    kinds = {"line", "alone", "label", "weak_label", "heading", "weak_heading"}
    tables = {why: set(table) for why, table in data().items() if why != "sets"}
    assert set(tables) == {why.value for why in Why}
    assert all(table <= kinds for table in tables.values())


def test_sets_are_in_order_so_that_none_comes_first():
    agencies = data()["sets"]["Agency"]
    assert agencies == sorted(agencies)
    assert len(set(agencies)) == len(agencies)


@pytest.mark.parametrize("phrase", phrases())
def test_phrase_cannot_run_away(phrase):
    # One free star inside and one at the end of any way through a phrase: work is bounded by
    # the square of a line at worst, and by the line where the end is reached.
    without_choices = re.sub(r"\([^()]*\)|\[[^\[\]]*\]", "", phrase)
    assert without_choices.rstrip("* ").count("*") <= 1
    assert not re.search(r"\*\s*[\[(]?\*", phrase)
    compile_phrases([phrase], data()["sets"])


@pytest.mark.parametrize(
    ("phrase", "line", "matches"),
    [
        ("sign up [now] for *", "SIGN  UP for ever".replace("  ", " "), True),
        ("sign up [now] for *", "sign up now for", False),
        ("sign up [now] for *", "sign upfor it", False),
        ("(read|see) more", "See more »", True),
        ("don't miss", "Don’t miss!", True),
        ("by {Name}", "By Jana Orlo", True),
        ("by {Name}", "by jana", False),
        ("by {Credits}", "By Jana Orlo and Ola Brand", True),
        ("by {Credits}", "By Jana Orlo who sails", False),
        ("at {Contact}", "at jana@orlo.example", True),
        ("via {Wire}", "via ABC", True),
        ("via {Wire}", "via abc", False),
        ("via {wire}", "via Abc", True),
    ],
)
def test_phrases(phrase, line, matches):
    pattern = compile_phrases([phrase], {"Wire": ["ABC"], "wire": ["abc"]})
    assert (pattern.fullmatch(line) is not None) is matches


def test_unknown_set_is_refused():
    with pytest.raises(KeyError):
        compile_phrases(["via {nobody}"], {})


LINE_PARTS = [
    "Read more",
    "Photo: ",
    "Vesk",
    " votes. ",
    "(",
    ")",
    "“",
    ".",
    "\n",
    "\r\n",
    "  ",
    "©",
]


@given(st.lists(st.sampled_from(LINE_PARTS) | st.text(max_size=8), max_size=40).map("".join))
def test_spans_are_in_order_apart_and_inside_paragraphs(text):
    paragraphs = split_paragraphs(text)
    spans = [span for part in find_excluded(text, paragraphs) for span in part.spans]
    assert spans == sorted(spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    for span in spans:
        assert any(p.start <= span.start < span.end <= p.end for p in paragraphs[1:])
