"""Places of LGL and TR-News: which place on Earth each name means, and whether it is found.

``python -m evaluation.places --corpora ../shared/corpora``
"""

import argparse
import math
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from onrecord.gazetteer import open_gazetteer
from onrecord.resolve.places import Gazetteer, locate
from onrecord.types import Name, NameKind, Place, Span
from training.setaside import is_set_aside

CORPORA = {"TR-News": "TR-News.xml", "LGL": "lgl.xml"}
NEAR_KM = 161  # a hundred miles, as everyone counts it
FARTHEST_KM = 20_039  # half round the Earth

FindPlaces = Callable[["Article"], Sequence[Place]]


@dataclass(frozen=True, slots=True)
class Toponym:
    """A gold toponym.

    Attributes:
        span: Where it stands.
        text: The words, as the corpus has them.
        geonameid: GeoNames id; None where the corpus has none.
        at: Latitude and longitude; None where the corpus has none.
        code: GeoNames feature code.
    """

    span: Span
    text: str
    geonameid: int | None
    at: tuple[float, float] | None
    code: str


@dataclass(frozen=True, slots=True)
class Article:
    """An article with its gold toponyms."""

    id: str
    text: str
    domain: str
    url: str
    toponyms: tuple[Toponym, ...]


def read_articles(path: Path) -> Iterator[Article]:
    """The articles of one of the corpora."""
    for article in ET.parse(path).getroot().iter("article"):
        text = article.findtext("text", "")
        yield Article(
            article.get("docid", ""),
            text,
            article.findtext("domain", "").strip(),
            article.findtext("url", "").strip(),
            tuple(_toponym(text, one) for one in article.iter("toponym")),
        )


def _toponym(text: str, element: ET.Element) -> Toponym:
    tag = element.find("gaztag")
    number = (tag.get("geonameid") if tag is not None else None) or element.findtext(
        "geonamesID", ""
    )
    latitude, longitude = element.findtext(".//lat"), element.findtext(".//lon")
    phrase = element.findtext("phrase", "").strip()
    return Toponym(
        _align(text, phrase, int(element.findtext("start", "0"))),
        phrase,
        int(number) if number and number.isdigit() else None,
        (float(latitude), float(longitude)) if latitude and longitude else None,
        element.findtext(".//fcode", ""),
    )


def _align(text: str, phrase: str, start: int) -> Span:
    """Where the phrase stands: some of TR-News's positions are one or two characters off."""
    around = (text.rfind(phrase, 0, start + len(phrase)), text.find(phrase, start))
    found = [place for place in around if place >= 0]
    start = min(found, key=lambda place: abs(place - start)) if found else start
    return Span(start, start + len(phrase))


def kilometres(here: tuple[float, float], there: tuple[float, float]) -> float:
    """Great-circle distance."""
    a, b, c, d = (math.radians(x) for x in (*here, *there))
    h = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * 6371 * math.asin(min(1.0, math.sqrt(h)))


@dataclass(frozen=True, slots=True)
class Distances:
    """How far off the places are, of all toponyms with coordinates; None where none is told."""

    errors: tuple[float | None, ...]

    @property
    def near(self) -> float:
        """Share within 161 km; an abstention is not."""
        return self._share(lambda error: error is not None and error <= NEAR_KM)

    @property
    def told(self) -> float:
        """Share for which a place is told."""
        return self._share(lambda error: error is not None)

    @property
    def mean(self) -> float:
        """Kilometres, over those told."""
        told = [error for error in self.errors if error is not None]
        return sum(told) / max(1, len(told))

    @property
    def median(self) -> float:
        """Kilometres, over those told."""
        told = sorted(error for error in self.errors if error is not None)
        return told[len(told) // 2] if told else math.nan

    @property
    def area(self) -> float:
        """Area under the curve of log errors, 0 best, 1 worst; an abstention is as far as can be.

        As in Gritta et al., A Pragmatic Guide to Geoparsing Evaluation (2020).
        """
        errors = [FARTHEST_KM if error is None else error for error in self.errors]
        logs = sorted(math.log(1 + error) for error in errors)
        steps = [(a + b) / 2 for a, b in pairwise(logs)]
        return sum(steps) / (math.log(1 + FARTHEST_KM) * max(1, len(steps)))

    def _share(self, is_so: Callable[[float | None], bool]) -> float:
        return sum(is_so(error) for error in self.errors) / max(1, len(self.errors))


def given_mentions(
    articles: Iterable[Article], gazetteer: Gazetteer, *, least: float | None
) -> Distances:
    """How far off the places are when the names are given."""
    errors: list[float | None] = []
    for article in articles:
        toponyms = sorted(article.toponyms, key=lambda toponym: toponym.span)
        names = [Name(toponym.span, NameKind.PLACE, 1.0) for toponym in toponyms]
        places = _locate(article, names, gazetteer, least)
        told = zip(toponyms, places, strict=True)
        errors += [_error(toponym, place) for toponym, place in told if toponym.at]
    return Distances(tuple(errors))


def _locate(
    article: Article, names: Sequence[Name], gazetteer: Gazetteer, least: float | None
) -> tuple[Place, ...]:
    options = {} if least is None else {"least": least}
    return locate(
        article.text,
        names,
        edition=article.id,
        gazetteer=gazetteer,
        outlet=article.domain,
        url=article.url,
        peoples=True,
        **options,
    )


def _error(toponym: Toponym, place: Place | None) -> float | None:
    if toponym.at is None or place is None or place.latitude is None or place.longitude is None:
        return None
    return kilometres(toponym.at, (place.latitude, place.longitude))


@dataclass(frozen=True, slots=True)
class EndToEnd:
    """Names found and resolved."""

    gold: int
    found: int
    same: int
    near: int

    @property
    def names(self) -> float:
        """F1 of the names: same start and end."""
        return 2 * self.same / max(1, self.gold + self.found)

    @property
    def resolved(self) -> float:
        """F1 of the names that are also within 161 km."""
        return 2 * self.near / max(1, self.gold + self.found)


def end_to_end(articles: Iterable[Article], find: FindPlaces) -> EndToEnd:
    """What is found of the gold toponyms with coordinates, and told within 161 km."""
    gold = found = same = near = 0
    for article in articles:
        # What the corpus marks without coordinates is neither wanted nor wrong to find.
        ignored = {toponym.span for toponym in article.toponyms if not toponym.at}
        places = {place.span: place for place in find(article) if place.span not in ignored}
        wanted = [toponym for toponym in article.toponyms if toponym.at]
        hits = [(one, places[one.span]) for one in wanted if one.span in places]
        errors = [_error(*hit) for hit in hits]
        gold, found, same = gold + len(wanted), found + len(places), same + len(hits)
        near += sum(error is not None and error <= NEAR_KM for error in errors)
    return EndToEnd(gold, found, same, near)


def ceiling(articles: Iterable[Article], gazetteer: Gazetteer) -> float:
    """Share of the toponyms with coordinates of which some candidate is within 161 km."""
    from onrecord.resolve.places.toponyms import read_toponyms

    hits = total = 0
    for article in articles:
        names = [Name(toponym.span, NameKind.PLACE, 1.0) for toponym in article.toponyms]
        reading = read_toponyms(article.text, names, gazetteer)
        for toponym, number in zip(article.toponyms, reading.of_name, strict=True):
            if toponym.at:
                total += 1
                entries = (
                    [one.entry for one in reading.toponyms[number].candidates]
                    if number is not None
                    else []
                )
                hits += any(
                    kilometres(toponym.at, (entry.latitude, entry.longitude)) <= NEAR_KM
                    for entry in entries
                )
    return hits / max(1, total)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    parser.add_argument("--gazetteer", type=Path, help="Another gazetteer than the small one.")
    parser.add_argument(
        "--end-to-end", action="store_true", help="Read the articles with the model, too."
    )
    options = parser.parse_args()
    gazetteer = open_gazetteer(options.gazetteer)
    print(gazetteer.version)
    print(
        "corpus   part        toponyms  ceiling  near161  mean km  median  AUC    told   near161*"
    )
    for corpus, name in CORPORA.items():
        articles = list(read_articles(options.corpora / "geoparsing/data/Corpora" / name))
        for part, chosen in _parts(articles).items():
            print(f"{corpus:9}{part:12}{_row(chosen, gazetteer)}")
        if options.end_to_end:
            _print_end_to_end(corpus, _parts(articles))
    print("* with abstentions, which count as wrong")


def _parts(articles: list[Article]) -> dict[str, list[Article]]:
    return {
        "tuned on": [one for one in articles if not is_set_aside(one.id, 5)],
        "set aside": [one for one in articles if is_set_aside(one.id, 5)],
        "all": articles,
    }


def _row(articles: list[Article], gazetteer: Gazetteer) -> str:
    best = given_mentions(articles, gazetteer, least=0.0)
    sure = given_mentions(articles, gazetteer, least=None)
    return (
        f"{len(best.errors):8}  {ceiling(articles, gazetteer):7.3f}  {best.near:7.3f}"
        f"  {best.mean:7.0f}  {best.median:6.1f}  {best.area:.3f}  {sure.told:.3f}  {sure.near:.3f}"
    )


def _print_end_to_end(corpus: str, parts: dict[str, list[Article]]) -> None:
    from onrecord.reader import Reader
    from onrecord.types import Report

    reader = Reader()

    def find(article: Article) -> Sequence[Place]:
        report = Report(text=article.text, outlet=article.domain, url=article.url)
        places: Sequence[Place] = reader.read(report).places
        return places

    for part, chosen in parts.items():
        score = end_to_end(chosen, find)
        print(f"{corpus:9}{part:12}end to end: names F1 {score.names:.3f}, ", end="")
        print(f"names within 161 km F1 {score.resolved:.3f} ({score.gold} gold)")


if __name__ == "__main__":
    main()
