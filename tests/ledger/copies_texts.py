"""Invented texts in invented words, so that two share nothing but what they are made to share."""

import random
from typing import Any

from ledger_records import MAKER

from onrecord.record import Record
from onrecord.types import Report

_SYLLABLES = "ba del kor mi san tu ver lo ri pen ost gar ne vel dra shu ka im".split()  # noqa: SIM905
_LINKS = "the of and to in that for with on was by at as its from".split()  # noqa: SIM905


def paragraph(seed: object, words: int = 40) -> str:
    """A paragraph that is always the same for a seed."""
    rng = random.Random(f"paragraph {seed}")
    told = [
        rng.choice(_LINKS) if number % 3 else "".join(rng.choices(_SYLLABLES, k=3))
        for number in range(words)
    ]
    return " ".join(told).capitalize() + "."


def text(*seeds: object) -> str:
    """A text of a paragraph for each seed."""
    return "\n\n".join(paragraph(seed) for seed in seeds)


def reworded(words: str, *, every: int = 15) -> str:
    """The text with one word in so many replaced."""
    told = words.split(" ")
    return " ".join("indeed" if at % every == 7 else one for at, one in enumerate(told))


def put_as(
    of: str, outlet: str, published: str | None = "2031-05-13", **particulars: Any
) -> Record:
    """The record, without statements, of a text at an outlet's address."""
    known = {"url": f"https://{outlet}.example/1", "title": outlet, **particulars}
    report = Report(text=of, outlet=outlet, published=published, **known)
    return Record(report=report, statements=(), excluded=(), made_by=MAKER)
