"""W3C Web Annotation (Data Model, Recommendation of 2017): one annotation for each statement.

The target is the content, one target for each of its pieces; the bodies are the words of source
and cue, with their own selectors, and what the record says of the statement as plain values. The
source of every selector is the edition's text, named by the edition's id; positions count in
Unicode code points of that text, as the standard asks for. The page's address is the scope.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from onrecord.exports.names import urn
from onrecord.record import Record
from onrecord.types import Relation, Report, Span, Statement

CONTEXT = "http://www.w3.org/ns/anno.jsonld"

# The standard sets no length; annotation tools take 32 characters either side.
_AROUND_CHARS = 32

Plain = dict[str, Any]


def annotation_page(record: Record) -> Plain:
    """A record's annotations as an ``AnnotationPage``.

    >>> from onrecord.types import MadeBy
    >>> report = Report(text="It rains.")
    >>> page = annotation_page(
    ...     Record(report=report, statements=(), excluded=(), made_by=MadeBy("0", "m", "l"))
    ... )
    >>> page["type"], page["items"]
    ('AnnotationPage', [])
    """
    return {
        "@context": CONTEXT,
        "id": urn(record.report.edition),
        "type": "AnnotationPage",
        "items": list(annotations(record)),
    }


def annotations(record: Record) -> Iterator[Plain]:
    """One annotation for each statement, in the order of the record."""
    answers: dict[str, list[Relation]] = defaultdict(list)
    for relation in record.relations:
        answers[relation.from_id].append(relation)
    made_by = record.made_by
    for statement in record.statements:
        yield {
            "id": urn(statement.id),
            "type": "Annotation",
            "motivation": "describing",
            "generator": {
                "type": "Software",
                "name": f"onrecord {made_by.onrecord} ({made_by.model}, {made_by.lexicon})",
            },
            "body": [*_words(record.report, statement), *_values(statement, answers)],
            "target": list(_resources(record.report, statement.content.spans)),
        }


def _words(report: Report, statement: Statement) -> Iterator[Plain]:
    """Source and cue, as the words that they are."""
    for purpose, passage in (("identifying", statement.source), ("classifying", statement.cue)):
        if passage is not None:
            for resource in _resources(report, passage.spans):
                yield resource | {"purpose": purpose}


def _values(statement: Statement, answers: Mapping[str, Sequence[Relation]]) -> Iterator[Plain]:
    speaker = statement.speaker
    if speaker is not None:
        yield _text("speaker", speaker.name, "identifying")
        for name in ("role", "affiliation", "country"):
            if value := getattr(speaker, name):
                yield _text(name, value, "describing")
    act = f"not {statement.act}" if statement.negated else str(statement.act)
    yield _text("act", act, "tagging")
    yield _text("framing", str(statement.framing), "tagging")
    yield _text("mode", str(statement.mode), "tagging")
    if statement.said_on:
        yield _text("said on", statement.said_on, "describing")
    for relation in answers.get(statement.id, ()):
        yield {
            "type": "SpecificResource",
            "source": urn(relation.to_id),
            "purpose": "replying",
            "name": str(relation.kind),
        }


def _text(name: str, value: str, purpose: str) -> Plain:
    return {
        "type": "TextualBody",
        "name": name,
        "value": value,
        "format": "text/plain",
        "purpose": purpose,
    }


def _resources(report: Report, spans: Iterable[Span]) -> Iterator[Plain]:
    source: Plain = {"id": urn(report.edition), "type": "Text", "format": "text/plain"}
    if report.language:
        source["language"] = report.language
    for span in spans:
        found: Plain = {
            "type": "SpecificResource",
            "source": source,
            "selector": [_quote(report.text, span), _position(span)],
        }
        yield found | {"scope": report.url} if report.url else found


def _quote(text: str, span: Span) -> Plain:
    return {
        "type": "TextQuoteSelector",
        "exact": text[span.start : span.end],
        "prefix": text[max(0, span.start - _AROUND_CHARS) : span.start],
        "suffix": text[span.end : span.end + _AROUND_CHARS],
    }


def _position(span: Span) -> Plain:
    return {"type": "TextPositionSelector", "start": span.start, "end": span.end}
