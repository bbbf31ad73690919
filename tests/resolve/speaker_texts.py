"""Texts with marked names and a list of what is said in them, resolved."""

from actor_texts import read_marks

from onrecord.extract.assemble import put_on_record
from onrecord.extract.statements import Candidate
from onrecord.resolve.actors.find import find_actors
from onrecord.resolve.speakers.find import Resolved, resolve_speakers
from onrecord.resolve.speakers.layout import lay_out
from onrecord.resolve.speakers.mentions import find_mentions
from onrecord.segment import Word, find_quotations, find_words, split_paragraphs
from onrecord.types import Report, Span

Said = tuple[str | None, str, str]  # source, cue, content


def resolve(
    marked: str, *said: Said, links: dict[tuple[Span, Span], float] | None = None
) -> Resolved:
    """Resolve a text whose names are marked as in ``actor_texts``.

    The cues stand in the order of the text; a source is the words of that kind nearest to its cue.
    """
    text, names, _ = read_marks(marked)
    sections = split_paragraphs(text)
    words = [word for span in sections for word in find_words(text, *span)]
    quotations = find_quotations(text, sections)
    candidates = []
    at = 0
    for source, cue, content in said:
        start = text.index(cue, at)
        at = start + len(cue)
        candidates.append(
            Candidate(
                _near(text, words, source, start) if source else (),
                _words(words, start, at),
                _near(text, words, content, start),
                0.9,
            )
        )
    report = Report(text=text)
    statements = put_on_record(report, words, candidates, quotations)
    agents = [span for s in statements if s.source for span in s.source.spans]
    named, actors = find_actors(text, sections, names, edition="e", agents=agents)
    layout = lay_out(text, words, sections, quotations)
    more = find_mentions(layout, named, statements)
    mentions = sorted((*named, *more), key=lambda m: m.span)
    return resolve_speakers(layout, statements, mentions, actors, edition="e", links=links)


def speakers(marked: str, *said: Said) -> list[str | None]:
    """For each statement the name of its actor, None where that is left open."""
    found = resolve(marked, *said).statements
    return [s.speaker.name if s.speaker and s.speaker.actor else None for s in found]


def _near(text: str, words: list[Word], part: str, cue: int) -> tuple[int, ...]:
    places = [i for i in range(len(text)) if text.startswith(part, i)]
    start = min(places, key=lambda i: min(abs(i - cue), abs(i + len(part) - cue)))
    return _words(words, start, start + len(part))


def _words(words: list[Word], start: int, end: int) -> tuple[int, ...]:
    return tuple(i for i, word in enumerate(words) if word.start < end and start < word.end)
