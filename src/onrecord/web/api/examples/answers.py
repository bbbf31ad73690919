"""The answers of operations, by the names that these give them."""

from functools import cache
from typing import Any

from onrecord.ledger import Total
from onrecord.ledger.plain import to_plain
from onrecord.web.api.examples import found
from onrecord.web.api.examples.report import record
from onrecord.web.api.problems import BY_CODE

_NEXT = "WyJmb3VuZC1uZXdlc3QiLDFd.3f9a0c71d2be"


@cache
def answers() -> dict[str, Any]:
    """All of them, as plain JSON values."""
    made = {
        "record": record(),
        "reports": {"items": [found.summary()], "next": None},
        "editions": {"items": [found.summary()]},
        "copies": {"items": [found.copy()]},
        "captures": {"items": [found.capture()]},
        "hits": {"items": [found.hit()], "next": _NEXT, "total": Total(2), "facets": None},
        "claims": {"items": [found.claim()], "next": None, "total": Total(1)},
        "ranked": {"items": [found.claim()], "next": None},
        "series": found.series(),
        "speakers": {"items": [found.speaker_count()]},
        "speaker": found.speaker(),
        "said": {"items": [found.hit()], "next": None, "total": Total(1)},
        "profiles": {"items": [found.profile()]},
        "outlets": {"items": [found.outlet_count()]},
        "framing": found.framing(),
        "moments": {"items": [found.moment()], "next": None},
        "places": found.places(),
        "counts": found.counts(),
        "failures": {"items": [found.failure()], "next": None},
        "feeds": {"items": [found.feed()]},
        "search": found.saved(),
        "searches": {"items": [found.saved()]},
        "job": found.job(),
        "jobs": {"items": [found.job()]},
        "problem": BY_CODE["not-found"],
    }
    return {name: to_plain(value) for name, value in made.items()}
