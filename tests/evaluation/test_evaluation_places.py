import pytest

from evaluation.places import (
    Article,
    Distances,
    ceiling,
    end_to_end,
    given_mentions,
    kilometres,
    read_articles,
)
from onrecord.types import Place, Span
from tests.resolve.places_map import MapOfPlaces

CORPUS = """<?xml version="1.0" encoding="utf-8"?>
<articles><article docid="7"><domain> tolva.example </domain><url>http://tolva.example/7</url>
<text><![CDATA[A fire in Brissel. Brissel burns, and Tolva Street.]]></text>
<toponyms>
<toponym><start>10</start><end>17</end><phrase>Brissel</phrase>
<gaztag geonameid="8"><fcode>PPL</fcode><lat>51.3</lat><lon>11.0</lon></gaztag></toponym>
<toponym><start>18</start><end>25</end><phrase>Brissel</phrase>
<gaztag geonameid="8"><fcode>PPL</fcode><lat>20.3</lat><lon>81.0</lon></gaztag></toponym>
<toponym><start>38</start><end>50</end><phrase>Tolva Street</phrase></toponym>
</toponyms></article></articles>
"""


@pytest.fixture
def articles(tmp_path) -> list[Article]:
    (tmp_path / "corpus.xml").write_text(CORPUS, encoding="utf-8")
    return list(read_articles(tmp_path / "corpus.xml"))


def test_articles_are_read_and_positions_put_right(articles):
    (article,) = articles
    assert (article.id, article.domain) == ("7", "tolva.example")
    assert [article.text[t.span.start : t.span.end] for t in article.toponyms] == [
        "Brissel", "Brissel", "Tolva Street",
    ]  # fmt: skip
    assert [t.at for t in article.toponyms] == [(51.3, 11.0), (20.3, 81.0), None]


def test_only_toponyms_with_coordinates_count(articles):
    told = given_mentions(articles, MapOfPlaces(), least=0.0)
    assert len(told.errors) == 2
    assert told.near == 0.5
    assert told.told == 1.0
    assert ceiling(articles, MapOfPlaces()) == 0.5


def test_an_abstention_is_wrong_and_as_far_as_can_be(articles):
    none = given_mentions(articles, MapOfPlaces(), least=1.1)
    assert none.errors == (None, None)
    assert (none.near, none.told, none.area) == (0.0, 0.0, 1.0)
    assert Distances((0.0, 0.0, 0.0)).area == 0.0


def test_mean_and_median_are_of_those_told():
    told = Distances((10.0, None, 30.0, 320.0))
    assert (told.mean, told.median, told.near) == (120.0, 30.0, 0.5)


@pytest.mark.parametrize(
    ("here", "there", "expected"),
    [
        ((0, 0), (0, 180), 20015),
        ((52.52, 13.4), (48.86, 2.35), 878),
        ((10, 179.5), (10, -179.5), 110),
    ],
)
def test_kilometres(here, there, expected):
    assert kilometres(here, there) == pytest.approx(expected, abs=3)


def test_end_to_end_counts_names_and_those_near(articles):
    def find(article: Article) -> list[Place]:
        first, second, street = (toponym.span for toponym in article.toponyms)
        return [
            Place(id="a", span=first, text="", latitude=51.0, longitude=11.0),
            Place(id="b", span=second, text=""),
            Place(id="c", span=Span(0, 1), text="", latitude=51.0, longitude=11.0),
            Place(id="d", span=street, text="", latitude=0.0, longitude=0.0),
        ]

    score = end_to_end(articles, find)
    assert (score.gold, score.found, score.same, score.near) == (2, 3, 2, 1)
    assert (score.names, score.resolved) == (0.8, 0.4)
