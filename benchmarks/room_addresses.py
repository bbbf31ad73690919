"""What people and programs open in the reading room: every page, chart and call of the API.

With usual and with nasty parameters, other ones each time, out of the world that the ledger of
`benchmarks.big_ledger` is made of.
"""

from collections.abc import Iterator, Mapping
from random import Random
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

from benchmarks.invented import World
from onrecord.ledger import Ledger, SearchFilters

NOT_MEASURED = {
    "/login": "looks nothing up",
    "/report/{report_id}/changes": "takes a report with two editions, which most have not",
    "/add": "looks nothing up",
    "/api": "looks nothing up",
    "/add/{job_id}": "jobs are kept in memory",
    "/api/v1/jobs": "jobs are kept in memory",
    "/api/v1/jobs/{job_id}": "jobs are kept in memory",
    "/evidence/{digest}": "a file",
    "/static/{name}": "a file, kept in memory",
    "/saved/{search_id}": "leads on to a search",
    "/api/v1/problems/{code}": "looks nothing up",
}
"""Addresses that the benchmark leaves out, each with the reason; a test knows of no others."""

_FORMS = ("json", "csv")
_CHART_FORMS = ("svg", "png", "json", "csv")
_API = "/api/v1"


class Address(NamedTuple):
    """Something to open.

    Attributes:
        group: ``search``, ``page``, ``chart`` or ``api``.
        name: What it is, without the parameters that change from time to time.
        path: The address.
        route: As the app knows it.
    """

    group: str
    name: str
    path: str
    route: str


class Subject(NamedTuple):
    """What is asked about, this time."""

    speaker: str
    nobody: str
    outlet: str
    seldom: str
    common: str
    usual: str
    rare: str
    beginning: str
    other: str
    place: str
    year: str
    report: str
    url: str
    statement: str
    saved: str
    changed: str


def subject(ledger: Ledger, world: World, random: Random, saved: str) -> Subject:
    """Somebody and something of the world, and a report that the ledger has."""
    outlet = random.choice(world.outlets[:50])
    hits = ledger.find("", SearchFilters(outlet=outlet), size=50).hits
    hit = random.choice(hits)
    return Subject(
        speaker=world.people[random.randrange(10)].name,
        nobody=world.people[3000 + random.randrange(1000)].name,
        outlet=outlet,
        seldom=random.choice(world.outlets[-20:]),
        common=random.choice(world.words[20:30]),
        usual=random.choice(world.words[200:2000]),
        rare=random.choice(world.words[-100:]),
        beginning=random.choice(world.words[400:600])[:3],
        other=random.choice(world.words[30:40]),
        place=random.choice(world.places[:5]).name,
        year=str(random.randrange(2021, 2031)),
        report=hit.report_id,
        url=hit.url or "",
        statement=hit.statement.id,
        saved=saved,
        changed=ledger.get(world.url(7 + 50 * random.randrange(8))).report.id,
    )


def addresses(of: Subject) -> Iterator[Address]:
    """Everything that can be opened, about a subject."""
    yield from _searches(of)
    yield from _pages(of)
    yield from _charts(of)
    yield from _api(of)


def _query(values: Mapping[str, Any]) -> str:
    return f"?{urlencode(values)}" if values else ""


def _words(of: Subject) -> dict[str, dict[str, str]]:
    """Searches by what they are."""
    month = f"{of.year}-03"
    return {
        "everything": {},
        "usual word": {"q": of.usual},
        "common word": {"q": of.common},
        "rare word": {"q": of.rare},
        "commonest word": {"q": "the"},
        "no such word": {"q": "qqqq"},
        "two common words": {"q": f"{of.common} {of.other}"},
        "phrase": {"q": f'"the {of.common}"'},
        "beginning of a word": {"q": f"{of.beginning}*"},
        "common word, best": {"q": of.common, "sort": "best"},
        "commonest word, best": {"q": "the", "sort": "best"},
        "outlet": {"outlet": of.outlet},
        "small outlet": {"outlet": of.seldom},
        "speaker": {"speaker": of.speaker},
        "speaker of few words": {"speaker": of.nobody},
        "word and outlet": {"q": of.common, "outlet": of.outlet},
        "word and small outlet": {"q": of.common, "outlet": of.seldom},
        "word and speaker": {"q": of.common, "speaker": of.speaker},
        "place": {"place": of.place},
        "word and place": {"q": of.common, "place": of.place},
        "act": {"act": "deny"},
        "rare act, framing, mode": {"act": "promise", "framing": "neutral", "mode": "direct"},
        "distancing": {"framing": "distancing"},
        "denied, outlet, framing": {
            "framing": "distancing",
            "outlet": of.outlet,
            "denied": "true",
        },
        "answered": {"answered": "true"},
        "denied": {"denied": "true"},
        "nothing fits": {"act": "deny", "framing": "distancing"},
        "country": {"country": "XA"},
        "year": {"since": of.year, "until": of.year},
        "word in a month": {"q": of.common, "since": month, "until": month},
        "said in a week": {"said_from": f"{month}-01", "said_to": f"{month}-07"},
        "act, old": {"until": "2021-02", "act": "warn"},
    }


def _searches(of: Subject) -> Iterator[Address]:
    for name, asked in _words(of).items():
        yield Address("search", name, "/search" + _query(asked), "/search")
        more = asked | {"facets": "true"}
        yield Address(
            "search", f"API: {name}", f"{_API}/statements" + _query(more), f"{_API}/statements"
        )
    for form in _FORMS:
        route = f"/search.{form}"
        yield Address("search", f"common word, {form}", route + _query({"q": of.common}), route)
    lines = {"q": of.usual, "limit": 50}
    route = f"{_API}/statements.jsonl"
    yield Address("search", "API: 50 lines", route + _query(lines), route)


def _pages(of: Subject) -> Iterator[Address]:
    year = {"since": of.year, "until": of.year}
    several: tuple[tuple[str, str, dict[str, str]], ...] = (
        ("/", "front", {}),
        ("/front.json", "front, json", {}),
        ("/front.csv", "front, csv", {}),
        ("/front", "front by name", {}),
        ("/speaker", "speakers", {}),
        ("/speaker", "speaker", {"name": of.speaker}),
        ("/speaker", "speaker, few words", {"name": of.nobody}),
        ("/speaker", "part of a name", {"name": of.speaker.split()[0]}),
        ("/answers", "answers", {}),
        ("/answers", "answers, word", {"q": of.common}),
        ("/answers", "answers, denied", {"denied": "true"}),
        ("/answers", "answers, speaker", {"speaker": of.speaker}),
        ("/framing", "framing", {}),
        ("/framing", "framing, country", {"by": "country"}),
        ("/framing", "framing, year", year),
        ("/framing", "framing, country, year", {"by": "country"} | year),
        ("/framing", "framing, speaker", {"side": of.speaker}),
        ("/framing", "framing, outlet", {"outlet": of.outlet}),
        ("/framing", "framing, act, years", {"way": "deny", "since": "2022", "until": "2029"}),
        ("/timeline", "timeline", {}),
        ("/timeline", "timeline, month", {"first": f"{of.year}-05", "last": f"{of.year}-05"}),
        ("/timeline", "timeline, word", {"q": of.common}),
        ("/timeline", "timeline, speaker", {"speaker": of.speaker}),
        ("/timeline", "timeline, speaker, year", {"speaker": of.speaker, "first": of.year}),
        ("/timeline", "timeline, few words", {"speaker": of.nobody}),
        ("/map", "map", {}),
        ("/map", "map, world", {"view": "world"}),
        ("/map", "map, window", {"view": "10,40,30,50"}),
        ("/map", "map, word", {"q": of.common}),
        ("/map", "map, outlet", {"outlet": of.outlet}),
        ("/failures", "failures", {}),
        ("/failures", "skipped", {"skipped": "true"}),
        ("/feeds", "feeds", {}),
        ("/saved", "saved", {}),
    )
    for route, name, asked in several:
        yield Address("page", name, route + _query(asked), route)
    for route, asked in (
        ("/speaker", {"name": of.speaker}),
        ("/answers", {"q": of.common}),
        ("/framing", {}),
        ("/timeline", {"q": of.common}),
        ("/map", {"q": of.common}),
        ("/failures", {}),
        ("/feeds", {}),
        ("/saved", {}),
    ):
        for form in _FORMS:
            path = f"{route}.{form}"
            yield Address("page", f"{route[1:]}, {form}", path + _query(asked), path)
    for suffix in ("", ".json", ".csv"):
        route = f"/report/{{report_id}}/changes{suffix}"
        name = f"changes{suffix.replace('.', ', ')}"
        yield Address("page", name, f"/report/{of.changed}/changes{suffix}", route)
        name = f"report{suffix.replace('.', ', ')}"
        yield Address(
            "page", name, f"/report/{of.report}{suffix}", f"/report/{{report_id}}{suffix}"
        )
    yield Address(
        "page",
        "report, statement",
        f"/report/{of.report}?statement={of.statement[:12]}",
        "/report/{report_id}",
    )
    yield Address(
        "page", "saved search, atom", f"/saved/{of.saved}.atom", "/saved/{search_id}.atom"
    )


def _charts(of: Subject) -> Iterator[Address]:
    several: tuple[tuple[str, dict[str, str]], ...] = (
        ("speaker-volume", {"name": of.speaker}),
        ("speaker-acts", {"name": of.speaker}),
        ("speaker-carried", {"name": of.speaker}),
        ("framing", {"by": "country"}),
        ("timeline", {"q": of.usual}),
        ("map", {"outlet": of.outlet}),
        ("volume", {"q": of.usual}),
        ("volume", {"speaker": of.speaker}),
    )
    for name, asked in several:
        told = f"{name} {next(iter(asked))}"
        for form in _CHART_FORMS:
            route = f"/charts/{name}.{form}"
            yield Address("chart", f"{told}, {form}", route + _query(asked), route)


def _api(of: Subject) -> Iterator[Address]:
    year = {"since": of.year, "until": of.year}
    day = {"since": f"{of.year}-03-14", "until": f"{of.year}-03-14"}
    few = {"q": of.usual, "limit": "50"}
    several: tuple[tuple[str, str, dict[str, str]], ...] = (
        ("/answers", "answers", {}),
        ("/answers", "answers, word", {"q": of.common}),
        ("/answers/most", "answers, most", {}),
        ("/answers/most", "denials, most, year", {"by": "denials"} | year),
        ("/volume", "volume", {}),
        ("/volume", "volume, days", {"step": "day"}),
        ("/volume", "volume, word", {"q": of.common}),
        ("/volume", "volume, act", {"act": "deny"}),
        ("/volume", "volume, speaker", {"speaker": of.speaker}),
        ("/volume", "volume, outlet", {"outlet": of.outlet}),
        ("/reports", "reports", {}),
        ("/reports", "reports, outlet, year", {"outlet": of.outlet} | year),
        ("/reports.jsonl", "reports of a day, lines", day),
        ("/records.jsonl", "records of a day, lines", day),
        ("/record", "record by address", {"key": of.url}),
        ("/speakers", "speakers", {}),
        ("/speakers", "speakers, year", year),
        ("/speakers", "speakers, odd days", {"since": "2022-03-17", "until": "2029-08-04"}),
        ("/speakers", "speakers of a name", {"name": of.speaker.split()[0]}),
        ("/speaker", "speaker", {"name": of.speaker}),
        ("/speaker/statements", "statements of a speaker", {"name": of.speaker}),
        ("/who", "who", {"name": of.speaker}),
        ("/who", "who, part of a name", {"name": of.speaker.split()[0]}),
        ("/outlets", "outlets", {}),
        ("/outlets", "outlets, year", year),
        ("/framing", "framing", {}),
        ("/framing", "framing, country, year", {"by": "country"} | year),
        ("/timeline", "timeline", {}),
        ("/timeline", "timeline, month", {"first": f"{of.year}-05", "last": f"{of.year}-05"}),
        ("/timeline", "timeline, word", {"q": of.common}),
        ("/timeline", "timeline, speaker", {"speaker": of.speaker, "first": of.year}),
        ("/timeline.jsonl", "timeline, lines", few),
        ("/timeline/volume", "moments", {}),
        ("/timeline/volume", "moments, days", {"what": "happened", "step": "day"}),
        ("/timeline/volume", "moments, word", {"q": of.common}),
        ("/places", "places", {}),
        ("/places", "places, word", {"q": of.common}),
        ("/places", "places, window", {"view": "-20,30,40,60"}),
        ("/failures", "failures", {}),
        ("/failures.jsonl", "failures, lines", {}),
        ("/feeds", "feeds", {}),
        ("/counts", "counts", {}),
        ("/saved", "saved", {}),
    )
    for route, name, asked in several:
        yield Address("api", name, _API + route + _query(asked), _API + route)
    report, saved = quote(of.report), quote(of.saved)
    for route, name, path in (
        ("/reports/{report_id}", "record", f"/reports/{report}"),
        ("/reports/{report_id}/editions", "editions", f"/reports/{report}/editions"),
        ("/reports/{report_id}/copies", "copies", f"/reports/{report}/copies"),
        ("/reports/{report_id}/captures", "captures", f"/reports/{report}/captures"),
        ("/reports/{report_id}/editions", "editions", f"/reports/{report}/editions"),
        ("/reports/{report_id}/copies", "copies", f"/reports/{report}/copies"),
        ("/saved/{search_id}", "saved search", f"/saved/{saved}"),
    ):
        yield Address("api", name, _API + path, _API + route)
