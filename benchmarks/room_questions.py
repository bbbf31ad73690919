"""What the reading room asks its ledger: each question by name, usual ones and nasty ones."""

from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from benchmarks.invented import World
from onrecord.ledger import Box, Ledger, Order, SearchFilters, Side, Step, What
from onrecord.types import Act, Framing, Mode

Question = tuple[str, Callable[[], Any]]
F = SearchFilters


def searches(ledger: Ledger, world: World, random: Random) -> Iterator[Question]:
    """What people type and click on the search page."""
    common, usual, rare = world.words[20], random.choice(world.words[200:2000]), world.words[-1]
    outlet, seldom = world.outlets[0], world.outlets[-1]
    speaker = world.people[random.randrange(5)].name
    nobody = world.people[3000 + random.randrange(1000)].name
    place = world.places[random.randrange(3)].name

    def find(name: str, words: str = "", filters: SearchFilters | None = None) -> Question:
        return f"find {name}", lambda: ledger.find(words, filters, facets=True)

    yield find("everything")
    yield find("a usual word", usual)
    yield find("a common word", common)
    yield find("a rare word", rare)
    yield find("the commonest word", "the")
    yield find("no such word", "qqqq")
    yield find("two common words", f"{common} {world.words[25]}")
    yield find("a phrase", f'"the {common}"')
    yield find("a beginning", world.words[500][:3] + "*")
    yield find("a common word, best first", common, F(order=Order.BEST))
    yield find("the commonest word, best first", "the", F(order=Order.BEST))
    yield find("an outlet", "", F(outlet=outlet))
    yield find("a small outlet", "", F(outlet=seldom))
    yield find("a speaker", "", F(speaker=speaker))
    yield find("a speaker of few words", "", F(speaker=nobody))
    yield find("a common word and outlet", common, F(outlet=outlet))
    yield find("a common word, small outlet", common, F(outlet=seldom))
    yield find("a common word, speaker", common, F(speaker=speaker))
    yield find("a place", "", F(place=place))
    yield find("a word and place", common, F(place=place))
    yield find("an act", "", F(act=Act.DENY))
    yield find(
        "a rare act, framing, mode",
        "",
        F(act=Act.PROMISE, framing=Framing.NEUTRAL, mode=Mode.DIRECT),
    )
    yield find("distancing", "", F(framing=Framing.DISTANCING))
    yield find(
        "distancing, one outlet, denied",
        "",
        F(framing=Framing.DISTANCING, outlet=outlet, is_denied=True),
    )
    yield find("denied", "", F(is_denied=True))
    yield find("nothing fits", "", F(act=Act.DENY, framing=Framing.DISTANCING))
    yield find("a country", "", F(country="XA"))
    yield find("a year", "", F(since="2024", until="2024"))
    yield find("a word in an old month", common, F(since="2021-03", until="2021-03"))
    yield find("said in a week long ago", "", F(said_from="2022-03-01", said_to="2022-03-07"))
    yield find("everything but old", "", F(until="2021-02", act=Act.WARN))
    deep = ledger.find(common, size=200).next
    yield "find next page", lambda: ledger.find(common, cursor=deep)


def pages(ledger: Ledger, world: World, random: Random) -> Iterator[Question]:
    """What the other pages ask."""
    speaker = world.people[random.randrange(5)].name
    outlet = random.choice(world.outlets[:20])
    year = str(random.randrange(2021, 2031))
    common = world.words[20]
    report = ledger.find("", F(outlet=outlet), size=1).hits[0].report_id
    box = Box(-20, 30, 40, 60)

    def page(name: str, *asks: Callable[[], Any]) -> Question:
        return name, lambda: [ask() for ask in asks]

    yield page("front", ledger.front)
    yield page("report", lambda: ledger.get(report))
    yield page("reports", lambda: list(ledger.reports(limit=50)))
    yield page("counts", ledger.counts)
    yield page("failures", lambda: [next(ledger.failures(), None)])
    yield page("speaker", lambda: ledger.speaker(speaker), lambda: ledger.said_by(speaker))
    yield page("speaker, few words", lambda: ledger.speaker(world.people[3000].name))
    yield page("names like", lambda: ledger.names_like(speaker.split()[0]))
    yield page("who", lambda: list(ledger.who(speaker, limit=20)))
    yield page("claims", ledger.claims)
    yield page("claims, denied, word", lambda: ledger.claims(common, F(is_denied=True)))
    yield page("claims of a speaker", lambda: ledger.claims("", F(speaker=speaker)))
    yield page("most answered", ledger.most_answered)
    yield page(
        "most denied in a year", lambda: ledger.most_answered(denied=True, since=year, until=year)
    )
    yield page("framing", ledger.framing)
    yield page("framing of a country", lambda: ledger.framing(by=Side.COUNTRY))
    yield page("framing in a year", lambda: ledger.framing(since=year, until=year))
    yield page(
        "framing by countries in a year",
        lambda: ledger.framing(by=Side.COUNTRY, since=year, until=year),
    )
    yield page("framing of an outlet", lambda: ledger.framing(outlet=world.outlets[0]))
    yield page(
        "framing of an outlet in years",
        lambda: ledger.framing(outlet=outlet, since="2022", until="2029"),
    )
    yield page("framing of a speaker", lambda: ledger.framing(sides=[speaker]))
    yield page("volume by day", lambda: ledger.volume(step=Step.DAY))
    yield page("volume of an outlet", lambda: ledger.volume("", F(outlet=outlet)))
    yield page("volume of a word", lambda: ledger.volume(common))
    yield page("volume of denials", lambda: ledger.volume("", F(act=Act.DENY)))
    yield page("top speakers", ledger.top_speakers)
    yield page("top speakers of a year", lambda: ledger.top_speakers(since=year, until=year))
    yield page(
        "top speakers, odd days",
        lambda: ledger.top_speakers(since="2022-03-17", until="2029-08-04"),
    )
    yield page("top outlets of a year", lambda: ledger.top_outlets(since=year, until=year))
    yield page("timeline", ledger.moments, ledger.moment_volume)
    yield page("timeline of a month", lambda: ledger.moments(first=f"{year}-05", last=f"{year}-05"))
    yield page(
        "timeline of a word", lambda: ledger.moments(common), lambda: ledger.moment_volume(common)
    )
    yield page("timeline of a speaker", lambda: ledger.moments("", F(speaker=speaker), first=year))
    yield page(
        "timeline of happenings", lambda: ledger.moment_volume(what=What.HAPPENED, step=Step.DAY)
    )
    yield page("map", ledger.places)
    yield page("map of a window", lambda: ledger.places(box=box))
    yield page("map of a word", lambda: ledger.places(common))
    yield page("map of an outlet", lambda: ledger.places("", F(outlet=outlet)))
    yield page("saved searches", ledger.saved_searches)
