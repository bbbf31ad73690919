"""A statement in a few words: who, what they do, and the sum of a report's statements."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from onrecord.highlight import harmless
from onrecord.types import Act, RelationKind, Report, Speaker, Statement

# Act: as of somebody ("Brand denies"), as of nobody ("denied"), and after "does not" or "may".
_ACTS = {
    Act.SAY: ("says", "said"),
    Act.CLAIM: ("claims", "claimed"),
    Act.CONFIRM: ("confirms", "confirmed"),
    Act.DENY: ("denies", "denied"),
    Act.ACCUSE: ("accuses", "accused"),
    Act.WARN: ("warns", "warned"),
    Act.THREATEN: ("threatens", "threatened"),
    Act.PROMISE: ("promises", "promised"),
    Act.DEMAND: ("demands", "demanded"),
    Act.PROPOSE: ("proposes", "proposed"),
    Act.ASK: ("asks", "asked"),
    Act.PRAISE: ("praises", "praised"),
    Act.CRITICISE: ("criticises", "criticised"),
    Act.BELIEVE: ("believes", "believed"),
    Act.INTEND: ("intends", "intended"),
    Act.ALLEGE: ("alleges", "alleged"),
}
_MOST_NAMES = 3
_SPACE = re.compile(" ")
_PRONOUNS = frozenset({"i", "we", "you", "he", "she", "it", "they", "who", "which", "that"})
NO_SOURCE = "no source"


class Answering(NamedTuple):
    """What a statement does to another's speaker, or that speaker to it."""

    kind: RelationKind
    is_given: bool
    speaker: str | None


def one_line(text: str) -> str:
    """The text on one line, with nothing in it that a terminal would obey."""
    return harmless(" ".join(text.split()))


def report_name(report: Report) -> str:
    """What people call a report: its title, else its first words, path or address."""
    first_line = report.text.lstrip().split("\n", 1)[0]
    name = report.title or first_line[:120] or report.path or report.url
    return one_line(name or report.id)


def act_words(statement: Statement) -> str:
    """What the speaker does: ``denies``, ``does not confirm``, ``may propose``."""
    does, done = _ACTS[statement.act]
    negation = "not " if statement.negated else ""
    if statement.hypothetical:
        return f"may {negation}{statement.act}"
    if statement.source is None:
        return f"{negation}{done}"
    return f"does not {statement.act}" if statement.negated else does


def speaker_words(statement: Statement, width: int) -> str:
    """Who says it, in at most ``width`` characters: the speaker's name, else the source's words.

    Words go from the front while what is left is a name, which stands last
    ("port spokesman Ivo Brand"); anything else is cut at the end.
    """
    if statement.speaker:
        name = one_line(statement.speaker.name)
    elif statement.source:
        name = one_line(statement.source.text)
    else:
        return NO_SOURCE
    if len(name) > width:
        name = name.split(",")[0]
    words = name.split(" ")
    while len(name) > width and len(words) > 1 and words[-1][:1].isupper():
        words = words[1:]
        name = " ".join(words)
    return name if len(name) <= width else name[: width - 1].rstrip() + "…"


def speaker_facts(speaker: Speaker | None, besides: str = "") -> str:
    """What is known of a speaker beside the name: ``harbour minister, KE``; may be empty.

    Args:
        speaker: Who it is.
        besides: Words that people see anyway: a role that stands there is not told again.
    """
    if speaker is None:
        return ""
    told = speaker.role or speaker.affiliation
    if told and one_line(told).casefold() in one_line(besides).casefold():
        told = None
    return ", ".join(one_line(fact) for fact in (told, speaker.country) if fact)


def answer_words(answers: Iterable[Answering]) -> list[str]:
    """Who answers a statement and whom it answers: ``denied by Brand, Lesk``."""
    names: dict[tuple[RelationKind, bool], dict[str, None]] = {}
    for kind, is_given, speaker in answers:
        name = NO_SOURCE if speaker is None else one_line(speaker)
        names.setdefault((kind, is_given), {})[name] = None
    order = [(kind, is_given) for is_given in (False, True) for kind in RelationKind]
    return [
        f"{answer_verb(kind, is_given=is_given)} {_some(list(names[kind, is_given]))}"
        for kind, is_given in order
        if (kind, is_given) in names
    ]


def answer_verb(kind: RelationKind, *, is_given: bool) -> str:
    """What one who answers does, or what one is that is answered: ``denies``, ``denied by``."""
    return kind.value if is_given else kind.taken


def _some(names: list[str]) -> str:
    """The first names, and how many there are beside them."""
    more = len(names) - _MOST_NAMES
    return ", ".join(names[:_MOST_NAMES]) + (f" and {more} more" if more > 0 else "")


def summary(statements: Sequence[Statement], *, told_itself: int = 0) -> str:
    """One line on a report: ``18 statements · 7 sources · 2 denials · 1 without a source``.

    Args:
        statements: All of them.
        told_itself: How many passages the outlet tells in its own voice.
    """
    sources = count_sources(statements)
    denials = sum(one.act is Act.DENY and not one.negated for one in statements)
    unsourced = sum(one.source is None for one in statements)
    parts = [
        counted(len(statements), "statement"),
        counted(sources, "source") if sources else "",
        counted(denials, "denial") if denials else "",
        f"{unsourced} without a source" if unsourced else "",
        f"{told_itself} in the outlet's own voice" if told_itself else "",
    ]
    return " · ".join(part for part in parts if part)


def count_sources(statements: Iterable[Statement]) -> int:
    """How many speak: speakers by their actor, or else by name.

    A pronoun adds nobody, and neither does the end of another name ("Brand" after "Ivo Brand").
    """
    speakers = [one.speaker for one in statements if one.speaker]
    actors = {speaker.actor for speaker in speakers if speaker.actor}
    names = {one_line(speaker.name).casefold() for speaker in speakers if not speaker.actor}
    names -= _PRONOUNS
    ends = {name[at.end() :] for name in names for at in _SPACE.finditer(name)}
    return len(actors) + len(names - ends)


def counted(number: int, noun: str) -> str:
    """A number of things.

    >>> counted(1, "failure"), counted(1200, "report")
    ('1 failure', '1,200 reports')
    """
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
