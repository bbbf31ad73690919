"""What stands beside a statement: who does what, what is known of them, and who answers it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rich.style import Style
from rich.text import Text

from onrecord.cli.labels import (
    Answering,
    act_words,
    answer_words,
    one_line,
    speaker_facts,
    speaker_words,
)
from onrecord.cli.styles import DENIAL, FRAMINGS, QUIET, SOURCE
from onrecord.links import TextLinks
from onrecord.record import Record
from onrecord.types import Act, Statement

_ACT_WIDTH = len("confirms")
_ADDRESS = re.compile(r"[!-~]+")


@dataclass(frozen=True, slots=True)
class Note:
    """What stands beside a statement: who does what, and below it what else is known.

    Attributes:
        facts: Of the speaker and of when it was said.
        answers: Who answers it and whom it answers, each with its style.
        link: What opens the live page at its content.
    """

    statement: Statement
    facts: tuple[str, ...]
    answers: tuple[tuple[str, str], ...]
    link: str | None = None

    def lines(self, width: int) -> list[Text]:
        """The note's lines, none of them wider; facts share a line where there is room."""
        below = [(words, QUIET) for words in _packed(self.facts, width)]
        return [
            linked(note_of(self.statement, width), self.link),
            *(Text(_cut(words, width), style) for words, style in (*below, *self.answers)),
        ]


def notes_of(record: Record) -> dict[int, list[Note]]:
    """The notes by where they belong: at a statement's cue, else its source, else its content."""
    places: dict[int, list[Note]] = defaultdict(list)
    answers = _answers(record)
    known: set[str] = set()
    links = TextLinks(record.report.url, record.report.text)
    for statement in record.statements:
        passage = statement.cue or statement.source or statement.content
        facts = (*_facts_once(statement, known), *_said(statement))
        answering = tuple(answer_lines(answers.get(statement.id, ())))
        link = links.to(statement.content.spans)
        places[passage.spans[0].start].append(Note(statement, facts, answering, link))
    return places


def linked(text: Text, link: str | None) -> Text:
    """A text that a terminal opens an address from; only one that is spelt as addresses are."""
    if link and _ADDRESS.fullmatch(link):
        text.stylize(Style(link=link))
    return text


def answer_lines(answers: Iterable[Answering]) -> Iterator[tuple[str, str]]:
    """Who answers a statement and whom it answers, each with its style."""
    for words in answer_words(answers):
        yield words, DENIAL if words.startswith("denied") else QUIET


def _facts_once(statement: Statement, known: set[str]) -> Iterator[str]:
    """What is known of a speaker, when they first speak, as far as the source does not say it."""
    speaker = statement.speaker
    key = speaker and (speaker.actor or speaker.name)
    if key and key not in known:
        known.add(key)
        besides = statement.source.text if statement.source else ""
        if facts := speaker_facts(speaker, besides):
            yield facts


def _said(statement: Statement) -> Iterator[str]:
    if statement.said_on and not statement.said_on_carried:
        yield one_line(f"said {statement.said_on}")


def _answers(record: Record) -> dict[str, list[Answering]]:
    """How each statement and others bear on each other."""
    by_id = {statement.id: statement for statement in record.statements}
    found: dict[str, list[Answering]] = defaultdict(list)
    for relation in record.relations:
        if relation.from_id in by_id and relation.to_id in by_id:
            answering, answered = by_id[relation.from_id], by_id[relation.to_id]
            found[answering.id].append(Answering(relation.kind, True, _who(answered)))
            found[answered.id].append(Answering(relation.kind, False, _who(answering)))
    return found


def _who(statement: Statement) -> str | None:
    if statement.speaker:
        return statement.speaker.name
    return statement.source.text if statement.source else None


def note_of(statement: Statement, width: int) -> Text:
    """``Brand · denies``, in at most ``width`` characters where the act's words leave room."""
    act = act_words(statement)
    who = speaker_words(statement, max(6, width - max(len(act), _ACT_WIDTH) - 3))
    style = DENIAL if statement.act is Act.DENY else FRAMINGS[statement.framing]
    quiet = QUIET if statement.source is None else SOURCE
    return Text.assemble((who, quiet), (" · ", QUIET), (act, style))


def _packed(facts: Iterable[str], width: int) -> Iterator[str]:
    line = ""
    for fact in facts:
        joined = f"{line} · {fact}" if line else fact
        if line and len(joined) > width:
            yield line
            joined = fact
        line = joined
    if line:
        yield line


def _cut(words: str, width: int) -> str:
    return words if len(words) <= width else words[: width - 1].rstrip() + "…"
