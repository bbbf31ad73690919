"""schema.org in JSON-LD: a report as NewsArticle, its statements as Quotation or Claim.

What stands wholly or partly in quotation marks is a ``Quotation``, everything else a ``Claim`` (a
specific, factually-oriented claim that somebody makes). The text is always the report's words.
schema.org has no word for a denial: the answer is ``about`` what it answers, and its act is one of
its ``keywords``. A ``ClaimReview``, which rates truth, is never written.
"""

import re
from collections import defaultdict
from typing import Any

from onrecord.exports.names import urn
from onrecord.record import Record
from onrecord.types import ActorKind, Mode, Relation, RelationKind, Report, Statement

CONTEXT = "https://schema.org"

Plain = dict[str, Any]

# EDTF has more (seasons, "about"), which schema.org's dates have not.
_ISO_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")
_TYPES = {
    ActorKind.PERSON: "Person",
    ActorKind.ORGANISATION: "Organization",
    ActorKind.STATE: "Country",
}


def report_graph(record: Record) -> Plain:
    """A record as one JSON-LD object with a ``@graph``: the article first, then the statements."""
    given: dict[str, list[Relation]] = defaultdict(list)
    for relation in record.relations:
        given[relation.from_id].append(relation)
    article = _article(record.report)
    statements = [
        _statement(statement, given[statement.id], article["@id"])
        for statement in record.statements
    ]
    return {"@context": CONTEXT, "@graph": [article, *statements]}


def _article(report: Report) -> Plain:
    told: Plain = {
        "url": report.url,
        "headline": report.title,
        "datePublished": report.published,
        "dateModified": report.updated,
        "articleSection": report.section,
        "inLanguage": report.language,
        "author": [{"@type": "Person", "name": name} for name in report.authors],
        "publisher": {"@type": "Organization", "name": report.outlet} if report.outlet else None,
    }
    known = {name: value for name, value in told.items() if value}
    return {"@type": "NewsArticle", "@id": report.url or urn(report.id), **known}


def _statement(statement: Statement, given: list[Relation], article: str) -> Plain:
    is_quotation = statement.mode is not Mode.INDIRECT
    acts = f"not {statement.act}" if statement.negated else str(statement.act)
    found: Plain = {
        "@type": "Quotation" if is_quotation else "Claim",
        "@id": urn(statement.id),
        "text": statement.content.text,
        "keywords": [acts, str(statement.framing)],
        "isPartOf" if is_quotation else "appearance": {"@id": article},
    }
    if statement.speaker is not None:
        found["author" if not is_quotation else "spokenByCharacter"] = _speaker(statement)
    if statement.said_on and _ISO_DATE.fullmatch(statement.said_on):
        found["dateCreated"] = statement.said_on
    about = [urn(r.to_id) for r in given if r.kind is not RelationKind.REPEATS]
    again = [urn(r.to_id) for r in given if r.kind is RelationKind.REPEATS]
    for name, others in (("about", about), ("isBasedOn", again)):
        if others:
            found[name] = [{"@id": other} for other in others]
    return found


def _speaker(statement: Statement) -> Plain:
    speaker = statement.speaker
    assert speaker is not None
    kind = ActorKind(speaker.kind) if speaker.kind else None
    found: Plain = {"@type": _TYPES.get(kind, "Thing") if kind else "Thing", "name": speaker.name}
    if speaker.actor:
        found["@id"] = urn(speaker.actor)
    if kind is ActorKind.PERSON:
        if speaker.role:
            found["jobTitle"] = speaker.role
        if speaker.affiliation:
            found["affiliation"] = {"@type": "Organization", "name": speaker.affiliation}
    return found
