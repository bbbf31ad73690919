"""Reports made up of statements, written as a reader would note them down."""

from dataclasses import dataclass, field

from onrecord.extract.acts import classify
from onrecord.extract.modes import find_mode
from onrecord.segment import Quotation, Word, find_quotations, find_words, split_paragraphs
from onrecord.types import (
    Actor,
    ActorKind,
    Form,
    Mention,
    Passage,
    Span,
    Speaker,
    Statement,
    Told,
)


@dataclass
class Report:
    """A text with its statements; ``ids`` are their numbers, from 1."""

    text: str
    statements: list[Statement]
    actors: list[Actor] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)

    @property
    def paragraphs(self) -> list[Span]:
        return split_paragraphs(self.text)

    @property
    def words(self) -> list[Word]:
        return find_words(self.text)


def report(*lines: str, states: dict[str, str] | None = None, **stands_for: str) -> Report:
    """A report of one statement a line.

    Each line reads ``actor (country): source | cue | content``; ``+`` before it puts it into the
    same sentence as the one before, ``&`` into the same paragraph. ``-`` is no actor, no source.

    Args:
        lines: The statements.
        states: Country codes of actors that are states.
        stands_for: Which actor a word in a content stands for.
    """
    text, statements = "", []
    for number, line in enumerate(lines, 1):
        mark, line = (line[0], line[1:]) if line[0] in "+&" else ("", line)
        text += {"": "\n" if text else "", "&": " ", "+": ""}[mark]
        if mark == "+":
            text = text.removesuffix(".") + ", "
        who, _, told = line.strip().partition(": ")
        source, cue, content = (part.strip() for part in told.split("|"))
        name, _, country = who.partition(" (")
        spans = []
        for part in (source, cue, content):
            if part != "-":
                spans.append(Span(len(text), len(text) + len(part)))
                text += f"{part} "
            else:
                spans.append(None)
        text = text.rstrip() + ("" if text.rstrip().endswith((".", "?", ".”")) else ".")
        statements.append((number, name, country.rstrip(")"), spans))
    quotations = find_quotations(text, split_paragraphs(text))
    made = [_statement(text, quotations, *each) for each in statements]
    actors = [
        Actor(id=name, name=name, kind=ActorKind.STATE, country=Told(code, ()))
        for name, code in (states or {}).items()
    ]
    known = {actor.id for actor in actors}
    named = {s.speaker.actor: s.speaker.name for s in made if s.speaker and s.speaker.actor}
    actors += [
        Actor(id=a, name=n, kind=ActorKind.PERSON) for a, n in named.items() if a not in known
    ]
    mentions = [
        Mention(span=Span(at, at + len(word)), text=word, form=Form.SEAT, actor=actor)
        for word, actor in stands_for.items()
        for at in [text.index(word)]
    ]
    return Report(text, made, actors, mentions)


def _statement(
    text: str,
    quotations: list[Quotation],
    number: int,
    name: str,
    country: str,
    spans: list[Span | None],
) -> Statement:
    source, cue, content = (Passage.of(text, (s,)) if s else None for s in spans)
    assert cue is not None
    assert content is not None
    reading = classify(
        cue.text,
        content.text,
        text[max(0, cue.spans[0].start - 60) : cue.spans[0].start],
        text[cue.spans[0].end :][:60],
    )
    speaker = Speaker(
        name=name,
        actor=name,
        kind=ActorKind.PERSON,
        country=country or None,
        role="minister" if country else None,
    )
    return Statement(
        id=str(number),
        source=source,
        cue=cue,
        content=content,
        mode=find_mode(content.spans, quotations, text),
        act=reading.act,
        framing=reading.framing,
        negated=reading.negated,
        hypothetical=reading.hypothetical,
        speaker=None if name == "-" else speaker,
        score=1.0,
    )
