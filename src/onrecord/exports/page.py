"""One HTML file that needs nothing else: the report's text marked up, and its record below.

It runs no script and loads nothing, and its own Content-Security-Policy forbids both, so that it
can be sent to anybody and opened anywhere.
"""

import base64
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from importlib.resources import files
from typing import TextIO

from onrecord.highlight import Mark, Part, Segment, harmless, marks_of, segments
from onrecord.record import Record
from onrecord.types import Relation, Report, Span, Statement

_ANCHOR_CHARS = 12
# The line break itself, in a little space between paragraphs.
_LINE_END = '<span class="gap">\n</span>'


def write_page(stream: TextIO, records: Iterable[Record]) -> int:
    """Write records as one page, one after the other; the number of them."""
    style = files("onrecord.exports").joinpath("page.css").read_text(encoding="utf-8")
    stream.write(_head(style))
    count = 0
    for record in records:
        stream.writelines(_article(record))
        count += 1
    stream.write("</main>\n</body>\n</html>\n")
    return count


def _head(style: str) -> str:
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>Who said what – Onrecord</title>\n<style>{style}</style>\n"
        "</head>\n<body>\n<main>\n"
    )


def _article(record: Record) -> Iterator[str]:
    report = record.report
    name = report.title or report.text.strip().split("\n", 1)[0][:120]
    yield f'<article>\n<header>\n<h1 dir="auto">{_shown(name)}</h1>\n'
    yield f'<p class="facts">{_facts(report)}</p>\n</header>\n'
    yield from _text(record)
    yield from _statements(record)
    made = record.made_by
    yield (
        f"<footer>Edition {report.edition}. Read by onrecord {_shown(made.onrecord)}, model "
        f"{_shown(made.model)}, lexicon {_shown(made.lexicon)}. It tells who says what, "
        "not what is true.</footer>\n</article>\n"
    )


def _facts(report: Report) -> str:
    known = [_shown(part) for part in (report.outlet, report.published) if part]
    known += [f"by {_shown(', '.join(report.authors))}"] if report.authors else []
    if report.url:
        # Only addresses of the web are made links; any other scheme stays words.
        is_web = report.url.startswith(("http://", "https://"))
        shown = _shown(report.url)
        known.append(f'<a rel="noreferrer" href="{shown}">{shown}</a>' if is_web else shown)
    return " · ".join(known)


def _text(record: Record) -> Iterator[str]:
    report = record.report
    anchors = {_first_char(statement): statement for statement in record.statements}
    own = [_OwnVoice(passage.spans) for passage in record.own_voice]
    found = segments(
        len(report.text),
        marks_of(record.statements, record.excluded),
        [*anchors, *(at for passage in own for at in passage.ends)],
    )
    yield '<div class="text" dir="auto">'
    for segment in found:
        if statement := anchors.get(segment.start):
            yield f'<a id="t-{_anchor(statement)}" href="#s-{_anchor(statement)}" class="to"></a>'
        yield _marked(report.text, segment, any(passage.holds(segment) for passage in own))
    yield "</div>\n"


class _OwnVoice:
    """A passage that the outlet tells itself."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = spans
        self.ends = [at for span in spans for at in span]

    def holds(self, segment: Segment) -> bool:
        return any(start <= segment.start < end for start, end in self._spans)


def _marked(text: str, segment: Segment, is_own_voice: bool) -> str:
    words = _shown(text[segment.start : segment.end]).replace("\n", _LINE_END)
    names = _classes(segment.marks)
    if is_own_voice and not segment.marks:
        names = "own-voice"
    if not names:
        return words
    notes = dict.fromkeys(mark.note for mark in reversed(segment.marks))
    title = f' title="{_shown(chr(10).join(notes))}"' if notes else ""
    return f'<span class="{names}"{title}>{words}</span>'


def _classes(marks: Sequence[Mark]) -> str:
    if not marks:
        return ""
    names = [str(marks[-1].part)]
    contents = sum(mark.part is Part.CONTENT for mark in marks)
    if contents and marks[-1].part is not Part.CONTENT:
        names.append(str(Part.CONTENT))
    if contents > 1:
        names.append("nested")
    return " ".join(names)


def _statements(record: Record) -> Iterator[str]:
    answers = _answers(record.relations)
    by_id = {statement.id: statement for statement in record.statements}
    yield '<section class="statements">\n<h2>Statements</h2>\n<ol>\n'
    for statement in record.statements:
        yield f'<li id="s-{_anchor(statement)}">\n<p class="who">{_who(statement)}</p>\n'
        yield f'<blockquote dir="auto">{_shown(statement.content.text)} '
        yield f'<a href="#t-{_anchor(statement)}">in the text</a></blockquote>\n'
        lines = [
            f"{word} {_reference(by_id[other])}"
            for word, other in answers[statement.id]
            if other in by_id
        ]
        if lines:
            yield f'<p class="answers">{"; ".join(lines)}</p>\n'
        yield "</li>\n"
    yield "</ol>\n</section>\n"


def _answers(relations: Iterable[Relation]) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for relation in relations:
        found[relation.from_id].append((relation.kind.value, relation.to_id))
        found[relation.to_id].append((relation.kind.taken, relation.from_id))
    return found


def _reference(statement: Statement) -> str:
    return f'<a href="#s-{_anchor(statement)}">{_shown(_name(statement))}</a>'


def _who(statement: Statement) -> str:
    speaker = statement.speaker
    facts = [_name(statement)]
    if speaker is not None:
        facts += [fact for fact in (speaker.role, speaker.country) if fact]
    act = f"not {statement.act}" if statement.negated else str(statement.act)
    cue = f"“{statement.cue.text}”" if statement.cue else ""
    facts += [fact for fact in (cue, act, str(statement.framing), statement.said_on) if fact]
    named, *more = map(_shown, facts)
    return f"<b>{named}</b> · {' · '.join(more)} · {statement.score:.2f}"


def _name(statement: Statement) -> str:
    if statement.speaker is not None:
        return statement.speaker.name
    return statement.source.text if statement.source else "no source"


def _first_char(statement: Statement) -> int:
    passages = (statement.source, statement.cue, statement.content)
    return min(span.start for passage in passages if passage for span in passage.spans)


def _anchor(statement: Statement) -> str:
    return statement.id[:_ANCHOR_CHARS]


def _shown(text: str) -> str:
    """Text that is only ever text."""
    return escape(harmless(text))
