"""What a statement says of other statements: whether it denies or confirms, and how it points."""

import re
from dataclasses import dataclass

from onrecord.lexicon.answers import AnswerWords, load_answers
from onrecord.lexicon.words import plain_words
from onrecord.relate.references import (
    BE,
    BREAKS,
    PREPOSITIONS,
    QUESTIONS,
    STOPS,
    TOPIC,
    Pointing,
    Reference,
    find_reference,
)
from onrecord.types import Act, RelationKind, Statement

_VERDICT_WORDS = 16  # how far behind a reference stands what is said of it
_NAME_WORDS = 6  # how long a subject may be that is right or lies
_CALLING = re.compile(
    r"(?<!\S)(?:call|label|brand|rate|rule|judge|describe|denounce|slam|characteri[sz]e|term)"
    r"(?:s|d|ed|ing|l?led|l?ling)?(?!\S)|(?<!\S)rul(?:ed|ing)(?!\S)|(?<!\S)(?:rat|describ)ing(?!\S)"
)
_DOING = frozenset(("never", "did", "does", "do", "hold", "holds", "not"))
_ONE = frozenset(("his", "her"))
_NOT = frozenset(("not", "never", "no"))
# Acts that say what somebody wants, feels or asks: no verdict on what another said.
_NO_ANSWER = frozenset((Act.ASK, Act.INTEND, Act.PROMISE, Act.PROPOSE, Act.THREATEN))


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
    if tokens[:1] == ["that"] and tokens[1:2] and tokens[1] not in BE | words.assertion:
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
    found = None if _takes_object(cue) else find_reference(tokens, words)
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
        and words[-1] in PREPOSITIONS
        and words[-2].endswith("ing")
        and words[-3] not in BE
    )


def _is_bare_object(found: Reference, tokens: list[str]) -> bool:
    """Whether a bare "it" or "that" is the whole content, not the start of a clause."""
    return found.end > 1 or len(tokens) <= 3 or found.is_plural or tokens[1] in BREAKS


def _with_whom(kind: RelationKind, cue: str, tokens: list[str]) -> Stance:
    """Read "agreed with Orlo that", or just what is denied or confirmed."""
    if cue.endswith(" with") or tokens[:1] == ["with"]:
        rest = tokens[1:] if tokens[:1] == ["with"] else tokens
        end = next((i for i, t in enumerate(rest) if t in TOPIC or t in BREAKS), len(rest))
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
    reference = find_reference(tokens, words)
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
        if token in BREAKS or token in QUESTIONS or token in _NOT:
            return None
        if token in BE and at:
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
        near = is_loose or (before[0] in BE and len(before) <= 4 if before else _is_verb(untrue))
        return RelationKind.DENIES if near and not turned else None
    true = words.true.search(text)
    if true is None:
        return None
    before, after = text[: true.start()].split(), text[true.end() :].split()
    if "not" in before or "never" in before or (after[:1] and after[0] in words.astray):
        return None
    is_near = len(before) <= 4 and (is_loose or (before and before[0] in BE))
    return RelationKind.CONFIRMS if is_near or (is_loose and before[-1] in BE) else None


def _is_verb(found: re.Match[str]) -> bool:
    """Whether a verdict needs no "be" before it: "it never happened"."""
    return found.group().split()[0] in _DOING


def _clause(tokens: list[str]) -> list[str]:
    end = next((i for i, token in enumerate(tokens) if token in STOPS), len(tokens))
    return tokens[: min(end, _VERDICT_WORDS)]


def _stance(kind: RelationKind, found: Reference, tokens: list[str]) -> Stance:
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
    if clause and clause[0] in TOPIC - {"as"}:
        return " ".join(clause[1:])
    return ""
