"""A statement in a few words: who, what they do, and the sum of a report's statements."""

from collections.abc import Iterable, Sequence

from onrecord.highlight import harmless
from onrecord.types import Act, Report, Statement

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
_PRONOUNS = frozenset({"i", "we", "you", "he", "she", "it", "they", "who", "which", "that"})
NO_SOURCE = "no source"


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


def summary(statements: Sequence[Statement]) -> str:
    """One line on a report: ``18 statements · 7 sources · 2 denials · 1 without a source``."""
    sources = count_sources(statements)
    denials = sum(one.act is Act.DENY and not one.negated for one in statements)
    unsourced = sum(one.source is None for one in statements)
    parts = [
        counted(len(statements), "statement"),
        counted(sources, "source") if sources else "",
        counted(denials, "denial") if denials else "",
        f"{unsourced} without a source" if unsourced else "",
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
    ends = {name for name in names for other in names if other.endswith(f" {name}")}
    return len(actors) + len(names - ends)


def counted(number: int, noun: str) -> str:
    """A number of things.

    >>> counted(1, "failure"), counted(1200, "report")
    ('1 failure', '1,200 reports')
    """
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
