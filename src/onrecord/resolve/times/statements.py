"""When a statement was said, and when what it tells of happened."""

import re
from bisect import bisect_left
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.resolve.times.attach import belongs_to_cue, is_attributive
from onrecord.resolve.times.carry import Run, carries, is_break, speaker_of, tells_occasion
from onrecord.resolve.times.sentences import Sentences
from onrecord.types import Passage, Span, Statement, TimeExpression, TimeType, Told

# How far from the cue a time is looked for, in characters: what stands between is content.
_REACH = 600
_DATED = (TimeType.DATE, TimeType.TIME)
_RANGE = re.compile(r"\s*(?:to|through|and|until|till|-|–)\s*")
_WITHIN = re.compile(r"\b(?:between|from)\s+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Dates:
    """The dated expressions of a report, in order, and who says them.

    ``sayers`` has for each the indices of the statements in whose content it stands.
    """

    text: str
    times: Sequence[TimeExpression]
    starts: Sequence[int]
    sayers: Sequence[frozenset[int]]

    def inside(self, span: Span) -> range:
        """Indices of the expressions within a span."""
        return range(bisect_left(self.starts, span.start), bisect_left(self.starts, span.end))


def date_statements(
    text: str,
    sections: Sequence[Span],
    statements: Sequence[Statement],
    times: Sequence[TimeExpression],
    *,
    published: str | None,
    sentences: Sentences | None = None,
) -> tuple[Statement, ...]:
    """Tell when each statement was said and when what it tells of happened.

    The words that tell when it was said stand in the sentence of its cue and outside its
    content, or with an earlier statement of the same speaker's run. Without a date of
    publication the words may be found while the date stays None.

    Args:
        text: The report's text.
        sections: Its own paragraphs, in order.
        statements: With their speakers, in the order of the text.
        times: Its time expressions.
        published: Date of publication; the expressions are already read against it.
        sentences: The paragraphs' sentences, where others want them, too.
    """
    dates = _dates(text, statements, times)
    sentences = sentences or Sentences(text, sections)
    breaks = deque(section.start for section in sections if is_break(text, section))
    runs: dict[str, Run] = {}
    dated = list(statements)
    for index in sorted(range(len(statements)), key=lambda i: _place(statements[i])):
        statement = statements[index]
        while breaks and breaks[0] < _place(statement):
            runs.clear()
            breaks.popleft()
        own = _said_on(dates, sentences, statements, index)
        found = _with_own(statement, own) if own else statement
        found = _carry(text, sentences, found, own, runs, index)
        dated[index] = replace(found, happened_on=_happened_on(dates, sentences, statement))
    return tuple(dated)


def _dates(text: str, statements: Sequence[Statement], times: Sequence[TimeExpression]) -> _Dates:
    chosen = [time for time in times if time.type in _DATED and _is_definite(time)]
    starts = [time.span.start for time in chosen]
    sayers: list[set[int]] = [set() for _ in chosen]
    for index, statement in enumerate(statements):
        for span in statement.content.spans:
            for at in range(bisect_left(starts, span.start), bisect_left(starts, span.end)):
                sayers[at].add(index)
    return _Dates(text, chosen, starts, [frozenset(found) for found in sayers])


def _is_definite(time: TimeExpression) -> bool:
    """Whether it names a date, if only one that needs a date of publication."""
    return bool(time.value) and not (time.value or "").endswith("_REF")


def _place(statement: Statement) -> int:
    """Where a statement is said to be said: its cue, else its source, else its content."""
    passage = statement.cue or statement.source or statement.content
    return passage.spans[0].start


def _said_on(
    dates: _Dates, sentences: Sentences, statements: Sequence[Statement], index: int
) -> TimeExpression | None:
    """The expression in the cue's sentence, outside any content, that tells when it was said."""
    statement = statements[index]
    frame = [p for p in (statement.source, statement.cue) if p is not None]
    place = _place(statement)
    near = dates.inside(Span(place - _REACH, place + _REACH))
    if not frame or not near:
        return None
    sentence = sentences.at(place)
    best: tuple[int, TimeExpression] | None = None
    for at in near:
        time = dates.times[at]
        if not sentence.start <= time.span.start < sentence.end:
            continue
        if index in dates.sayers[at] or not _same_level(statement, statements, dates.sayers[at]):
            continue
        if not belongs_to_cue(dates.text, sentence, statement, time):
            continue
        gap = min(_gap(passage, time.span) for passage in frame)
        if best is None or gap < best[0]:
            best = (gap, time)
    return best[1] if best else None


def _same_level(
    statement: Statement, statements: Sequence[Statement], sayers: frozenset[int]
) -> bool:
    """Whether all contents that the time stands in hold the statement's cue, too."""
    place = _place(statement)
    return all(
        any(span.start <= place < span.end for span in statements[sayer].content.spans)
        for sayer in sayers
    )


def _gap(passage: Passage, span: Span) -> int:
    return min(max(s.start - span.end, span.start - s.end, 0) for s in passage.spans)


def _with_own(statement: Statement, time: TimeExpression) -> Statement:
    return replace(statement, said_on=time.edtf, said_on_spans=(time.span,), said_on_carried=False)


def _carry(
    text: str,
    sentences: Sentences,
    statement: Statement,
    own: TimeExpression | None,
    runs: dict[str, Run],
    index: int,
) -> Statement:
    """The statement with the date of its speaker's run, and the run kept up to date."""
    speaker = speaker_of(statement)
    if speaker is None:
        return statement
    place = _place(statement)
    section = sentences.section_at(place)
    if own is not None:
        has_occasion = tells_occasion(text, sentences.at(place), statement)
        runs[speaker] = Run(own.edtf, (own.span,), place, section, index, has_occasion)
        return statement
    run = runs.get(speaker)
    if run is None:
        return statement
    if not carries(text, sentences.at(place), statement, run, section=section, index=index):
        del runs[speaker]
        return statement
    runs[speaker] = replace(run, place=place, section=section, index=index)
    return replace(statement, said_on=run.said_on, said_on_spans=run.spans, said_on_carried=True)


def _happened_on(dates: _Dates, sentences: Sentences, statement: Statement) -> Told | None:
    """The one date, or range of dates, that the first sentence of the content tells."""
    spans = statement.content.spans
    if not any(dates.inside(span) for span in spans):
        return None
    end = max(sentences.at(spans[0].start).end, spans[0].start)
    found = [
        dates.times[at]
        for span in spans
        for at in dates.inside(Span(span.start, min(span.end, end)))
        if dates.times[at].edtf and not is_attributive(dates.text, dates.times[at])
    ]
    if len(found) == 2 and (interval := _interval(dates.text, found[0], found[1])):
        return Told(interval, (found[0].span, found[1].span))
    if not found or any(time.edtf != found[0].edtf for time in found):
        return None
    return Told(found[0].edtf or "", (found[0].span,))


def _interval(text: str, first: TimeExpression, last: TimeExpression) -> str | None:
    """An EDTF interval from "from 2010 to 2014", "between Monday and Friday"."""
    between = text[first.span.end : last.span.start]
    before = text[max(first.span.start - 10, 0) : first.span.start]
    start, end = first.edtf or "", last.edtf or ""
    if not _RANGE.fullmatch(between) or not _WITHIN.search(before):
        return None
    start, end = start.partition("/")[0], end.rpartition("/")[2]
    return f"{start}/{end}" if start < end else None
