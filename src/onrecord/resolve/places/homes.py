"""What an outlet's name and address say about where it is at home."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from onrecord.resolve.places.entries import Gazetteer, How, Kind
from onrecord.resolve.places.folding import fold_name
from onrecord.resolve.places.scoring import Home

# Words that outlets' names are made of; what is left of a name may be a place.
_OUTLET_WORDS = (
    "advertiser|advocate|argus|banner|bee|blade|bugle|bulletin|call|chronicle|citizen|"
    "clarion|courier|daily|democrat|dispatch|echo|enquirer|evening|examiner|express|gazette|"
    "globe|guardian|herald|independent|inquirer|item|journal|ledger|live|local|mail|mercury|"
    "messenger|mirror|monitor|morning|news|newspaper|newspapers|now|observer|online|paper|"
    "patriot|pilot|pioneer|post|press|radio|record|recorder|register|reporter|republic|"
    "republican|review|sentinel|standard|star|statesman|sun|sunday|telegram|telegraph|the|"
    "thisis|times|today|tribune|tv|union|voice|weekly|world"
)
_ENDS = re.compile(rf"^(?:{_OUTLET_WORDS})|(?:{_OUTLET_WORDS})$")
_WORD = re.compile(_OUTLET_WORDS)
_LEAST_CHARS = 4
# Second-level parts under a country ("co.uk"); what stands before is the outlet's.
_UNDER_COUNTRY = frozenset(("co", "com", "net", "org", "gov", "ac", "edu"))
# Endings that are countries' by ISO 3166-1 but sold to everybody.
_NO_COUNTRY = frozenset(("tv", "me", "io", "co", "fm", "ws", "cc", "ly", "to", "ai"))
_PLACES = (Kind.CAPITAL, Kind.SETTLEMENT, Kind.FIRST_ORDER, Kind.SECOND_ORDER)
_MOST_PLACES = 20


def find_home(outlet: str | None, url: str | None, gazetteer: Gazetteer) -> Home:
    """Where an outlet may be at home, by the words of its name and the end of its address."""
    host = _host(url) or (outlet if outlet and "." in outlet and " " not in outlet else "") or ""
    parts = host.casefold().removeprefix("www.").split(".")
    country = parts[-1].upper() if len(parts) > 1 and len(parts[-1]) == 2 else ""
    country = "GB" if country == "UK" else country
    keys = dict.fromkeys(_keys(outlet or "", parts))
    found = gazetteer.find(keys)
    places = [
        match.entry
        for key in keys
        for match in found.get(key, ())
        if match.how in (How.NAME, How.ALTERNATE) and match.entry.kind in _PLACES
    ]
    return Home("" if parts[-1] in _NO_COUNTRY else country, tuple(places[:_MOST_PLACES]))


def _host(url: str | None) -> str:
    try:
        return urlsplit(url or "").hostname or ""
    except ValueError:  # half an address in brackets
        return ""


def _keys(outlet: str, parts: list[str]) -> Iterator[str]:
    if len(parts) > 1:
        own = [part for part in parts[:-1] if part not in _UNDER_COUNTRY]
        for part in own[-1:]:
            yield from _without_outlet_words(part.replace("-", " "))
    if outlet and "." not in outlet:
        yield from _without_outlet_words(fold_name(outlet))


def _without_outlet_words(name: str) -> Iterator[str]:
    """The name, and what is left when words that outlets share are cut off its ends, one by one."""
    left = name.strip()
    while len(left) >= _LEAST_CHARS:
        if not _WORD.fullmatch(left):
            yield fold_name(left)
        shorter = _ENDS.sub("", left, count=1).strip()
        if shorter == left:
            break
        left = shorter
