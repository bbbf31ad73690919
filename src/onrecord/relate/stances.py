"""What a statement says of other statements: whether it denies or confirms, and how it points."""

import re
from dataclasses import dataclass
from enum import Enum, auto

from onrecord.lexicon.answers import AnswerWords, load_answers
from onrecord.lexicon.words import plain_words
from onrecord.types import Act, RelationKind, Statement

_REFERENCE_WORDS = 9  # how far into a content the noun that points back may stand
_POINTER_WORDS = 3  # how far before that noun the word that points may stand
_VERDICT_WORDS = 16  # how far behind it stands what is said of it
_NAME_WORDS = 6  # how long a subject may be that is right or lies
_STOPS = frozenset(".;:!?")
_BREAKS = _STOPS | {","}
_CALLING = re.compile(
    r"(?<!\S)(?:call|label|brand|rate|rule|judge|describe|denounce|slam|characteri[sz]e|term)"
    r"(?:s|d|ed|ing|l?led|l?ling)?(?!\S)|(?<!\S)rul(?:ed|ing)(?!\S)|(?<!\S)(?:rat|describ)ing(?!\S)"
)
_DOING = frozenset(("never", "did", "does", "do", "hold", "holds", "not"))
_BE = frozenset(("is", "are", "was", "were", "be", "been", "'s", "'re", "am", "has", "have", "had"))
_DEMONSTRATIVES = frozenset(("this", "that", "these", "those", "such"))
_PRONOUNS = frozenset(("his", "her", "its", "their", "your"))
_ONE = frozenset(("his", "her"))
_BY = frozenset(("by", "from", "made"))
_TOPIC = frozenset(("that", "of", "about", "over", "on", "regarding", "to", "for", "as"))
_NOT = frozenset(("not", "never", "no"))
_QUESTIONS = frozenset(("if", "whether", "unless"))
_SUBJECTS = frozenset(("he", "she", "they", "we", "i", "you", "there"))
_PREPOSITIONS = frozenset("of in into on about against for to with at over from".split())
_QUANTITIES = frozenset("some all any most many none both each one much part half several".split())
_CLAUSE = _BREAKS | _QUESTIONS | _SUBJECTS
# Acts that say what somebody wants, feels or asks: no verdict on what another said.
_NO_ANSWER = frozenset((Act.ASK, Act.INTEND, Act.PROMISE, Act.PROPOSE, Act.THREATEN))


class Pointing(Enum):
    """How a statement points at the one it answers."""

    NAMED = auto()  # by whose it is: "Vesk's accusations", "agreed with Orlo"
    POINTED = auto()  # by a word that points back: "this claim", "that is a lie"
    LIKE = auto()  # by what it says: "denied that it had closed the port"


@dataclass(frozen=True, slots=True)
class Stance:
    """What a statement says of another.

    Attributes:
        kind: Denies or confirms.
        pointing: How it points at the other.
        whose: The words that may name the other's speaker.
        topic: The words that tell what the other is about.
        is_plural: It answers several.
        is_close: A demonstrative points, so what it answers stands near.
        is_one_voice: "His" or "her" stands before: one person said all of it.
        maybe_whose: Words before the noun that name whose it is if they are a name ("the Argus
            report").
        is_charge: Its noun says that it accuses or criticises.
    """

    kind: RelationKind
    pointing: Pointing
    whose: str = ""
    topic: str = ""
    is_plural: bool = False
    is_close: bool = False
    is_one_voice: bool = False
    maybe_whose: str = ""
    is_charge: bool = False


@dataclass(frozen=True, slots=True)
class _Reference:
    """The words at the start of a content that point at another statement."""

    pointing: Pointing
    end: int
    whose: str = ""
    is_plural: bool = False
    is_close: bool = False
    maybe_whose: str = ""


def read_stance(statement: Statement, opening: str) -> Stance | None:
    """What a statement says of another one, None when it says nothing of one.

    Args:
        statement: The statement that may answer.
        opening: Its content's first words as ``Content.opening`` has them.
    """
    if statement.negated or statement.hypothetical or statement.cue is None:
        return None
    words = load_answers()
    tokens = opening.split()
    if tokens[:1] == ["that"] and tokens[1:2] and tokens[1] not in _BE | words.assertion:
        tokens = tokens[1:]
    cue = " ".join(plain_words(statement.cue.text))
    if words.retracting.search(cue):
        return None  # it takes back what the speaker said before
    kind = _kind_of_cue(statement, cue, words)
    if kind is not None:
        return _of_cue(kind, cue, tokens, words)
    if statement.act in _NO_ANSWER or opening.endswith("?"):
        return None
    return _of_content(cue, tokens, words)


def _kind_of_cue(statement: Statement, cue: str, words: AnswerWords) -> RelationKind | None:
    if statement.act is Act.DENY or words.denying.search(cue):
        return RelationKind.DENIES
    if statement.act is Act.CONFIRM or words.confirming.search(cue):
        return RelationKind.CONFIRMS
    return None


def _of_cue(kind: RelationKind, cue: str, tokens: list[str], words: AnswerWords) -> Stance:
    """A cue that denies or confirms: what it points at is what its content begins with."""
    if words.same.match(" ".join(tokens)):
        return Stance(kind, Pointing.POINTED, is_close=True)
    found = None if _takes_object(cue) else _noun(tokens, words) or _bare(tokens, words)
    if found is None:
        return _with_whom(kind, cue, tokens)
    if found.pointing is Pointing.POINTED and not _is_bare_object(found, tokens):
        return Stance(kind, Pointing.LIKE, topic=" ".join(tokens))
    return _stance(kind, found, tokens)


def _takes_object(cue: str) -> bool:
    """Whether a cue goes on as far as "denied sitting on": its content is not what is denied."""
    words = cue.split()
    return (
        len(words) > 2
        and words[-1] in _PREPOSITIONS
        and words[-2].endswith("ing")
        and words[-3] not in _BE
    )


def _is_bare_object(found: _Reference, tokens: list[str]) -> bool:
    """Whether a bare "it" or "that" is the whole content, not the start of a clause."""
    return found.end > 1 or len(tokens) <= 3 or found.is_plural or tokens[1] in _BREAKS


def _with_whom(kind: RelationKind, cue: str, tokens: list[str]) -> Stance:
    """Read "agreed with Orlo that", or just what is denied or confirmed."""
    if cue.endswith(" with") or tokens[:1] == ["with"]:
        rest = tokens[1:] if tokens[:1] == ["with"] else tokens
        end = next((i for i, t in enumerate(rest) if t in _TOPIC or t in _BREAKS), len(rest))
        whose, topic = " ".join(rest[:end]), " ".join(rest[end:])
        return Stance(kind, Pointing.NAMED, whose=whose, topic=topic)
    return Stance(kind, Pointing.LIKE, topic=" ".join(tokens))


def _of_content(cue: str, tokens: list[str], words: AnswerWords) -> Stance | None:
    """A cue that only says: its content must pass a verdict on what it points at."""
    if words.same.fullmatch(" ".join(tokens).rstrip(" .,")):
        return Stance(RelationKind.CONFIRMS, Pointing.POINTED, is_close=True)
    is_called = _CALLING.search(cue) is not None
    void = words.void.match(" ".join(tokens))
    if void is not None:
        tokens = tokens[len(void.group().split()) :]
    reference = _noun(tokens, words) or _bare(tokens, words)
    if reference is not None:
        kind = _verdict(tokens[reference.end :], words, is_called or reference.end > 1)
        kind = RelationKind.DENIES if void else _turned(kind) if tokens[0] == "none" else kind
        return None if kind is None else _stance(kind, reference, tokens)
    return _of_subject(tokens, words)


def _turned(kind: RelationKind | None) -> RelationKind | None:
    """The opposite, for "none of this is"; that none of it is false confirms too little."""
    return RelationKind.DENIES if kind is RelationKind.CONFIRMS else None


def _of_subject(tokens: list[str], words: AnswerWords) -> Stance | None:
    """Read "Orlo is right", "you are lying", "the ministers were exaggerating the risk"."""
    for at, token in enumerate(tokens[:_NAME_WORDS]):
        if token in _BREAKS or token in _QUESTIONS or token in _NOT:
            return None
        if token in _BE and at:
            kind = _verdict(tokens[at : at + 5], words, False)
            if kind is None:
                return None
            whose = " ".join(tokens[:at])
            if whose == "you":
                return Stance(kind, Pointing.POINTED, is_close=True)
            return Stance(kind, Pointing.NAMED, whose=whose, topic=" ".join(tokens[at + 2 :]))
    return None


def _verdict(tokens: list[str], words: AnswerWords, is_loose: bool) -> RelationKind | None:
    """What the words after a reference say of it.

    Args:
        tokens: The words after it.
        words: The lexicon.
        is_loose: The verdict may stand without a form of "be" ("called the report false").
    """
    clause = _clause(tokens)
    text = " ".join(clause)
    untrue = words.untrue.search(text)
    if untrue:
        before = text[: untrue.start()].split()
        turned = bool(before) and before[-1] in _NOT
        near = is_loose or (before[0] in _BE and len(before) <= 4 if before else _is_verb(untrue))
        return RelationKind.DENIES if near and not turned else None
    true = words.true.search(text)
    if true is None:
        return None
    before, after = text[: true.start()].split(), text[true.end() :].split()
    if "not" in before or "never" in before or (after[:1] and after[0] in words.astray):
        return None
    is_near = len(before) <= 4 and (is_loose or (before and before[0] in _BE))
    return RelationKind.CONFIRMS if is_near or (is_loose and before[-1] in _BE) else None


def _is_verb(found: re.Match[str]) -> bool:
    """Whether a verdict needs no "be" before it: "it never happened"."""
    return found.group().split()[0] in _DOING


def _clause(tokens: list[str]) -> list[str]:
    end = next((i for i, token in enumerate(tokens) if token in _STOPS), len(tokens))
    return tokens[: min(end, _VERDICT_WORDS)]


def _noun(tokens: list[str], words: AnswerWords) -> _Reference | None:
    """Find "this claim", "Vesk's accusations", "the reports"; not "claims were made that"."""
    for at, token in enumerate(tokens[:_REFERENCE_WORDS]):
        if token in _CLAUSE or (token in _BE and token != "'s"):
            return None
        if at and token in _PREPOSITIONS and tokens[at - 1] not in _QUANTITIES:
            return None  # the noun is not what the content is: "sitting on the complaints"
        if token not in words.assertion or not at:
            continue
        before = tokens[:at]
        near = before[-_POINTER_WORDS:]
        pointers = words.pointing.intersection(near)
        if not pointers and "the" not in near and "'s" not in before:
            return None
        if token in words.weak and at + 1 < len(tokens) and not _is_pointed(before, pointers):
            return None
        whose = _whose(tokens, at)
        maybe = "" if whose or "the" not in before else " ".join(before[before.index("the") + 1 :])
        is_close = not whose and not _DEMONSTRATIVES.isdisjoint(before)
        pointing = Pointing.NAMED if whose else Pointing.POINTED
        return _Reference(pointing, at + 1, whose, token.endswith("s"), is_close, maybe)
    return None


def _is_pointed(before: list[str], pointers: frozenset[str]) -> bool:
    return "'s" in before or not pointers.isdisjoint(_DEMONSTRATIVES - {"such"})


def _whose(tokens: list[str], at: int) -> str:
    """The words that name whose the noun is: before a possessive, or after "by"."""
    before = tokens[:at]
    if "'s" in before:
        return " ".join(before[: len(before) - before[::-1].index("'s") - 1])
    owner = next((t for t in before if t.endswith("s'") or t.endswith("'")), None)
    if owner is not None:
        return " ".join(before[: before.index(owner) + 1]).replace("'", "")
    for offset, token in enumerate(tokens[at + 1 : at + 4]):
        if token in _BY:
            start = at + 2 + offset
            ends = (i for i in range(start, len(tokens)) if tokens[i] in _BREAKS | _TOPIC)
            return " ".join(tokens[start : next(ends, min(len(tokens), start + 6))])
    return ""


def _bare(tokens: list[str], words: AnswerWords) -> _Reference | None:
    """Find "that", "it", "none of this" at the start."""
    found = words.bare.match(" ".join(tokens))
    if found is None:
        return None
    known = found.group().split()
    return _Reference(Pointing.POINTED, len(known), is_close=True)


def _stance(kind: RelationKind, found: _Reference, tokens: list[str]) -> Stance:
    return Stance(
        kind,
        found.pointing,
        whose=found.whose,
        topic=_topic(tokens[found.end :]),
        is_plural=found.is_plural,
        is_close=found.is_close,
        is_one_voice=not _ONE.isdisjoint(tokens[: found.end]),
        maybe_whose=found.maybe_whose,
        is_charge=tokens[found.end - 1] in load_answers().charge,
    )


def _topic(tokens: list[str]) -> str:
    """What the answered statement is about: the words after "that", "of" or "about"."""
    clause = _clause(tokens)
    if clause and clause[0] in _TOPIC - {"as"}:
        return " ".join(clause[1:])
    return ""
