"""Which statements a denial or a confirmation answers."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from onrecord.lexicon.answers import load_answers
from onrecord.relate.contents import stems_of
from onrecord.relate.references import Pointing
from onrecord.relate.scene import Scene
from onrecord.relate.stances import Stance
from onrecord.types import Act, RelationKind

_PARAGRAPHS = 2  # how far back a word that points may reach
_NAMED_PARAGRAPHS = 12  # the same when it names whose statement it is
_MOST = 5  # how many statements one answer answers at most
_RUN_GAP = 3  # statements between two of one run of accusations
_RUN_PARAGRAPHS = 4
_REFERENCE_WORDS = 5
_TOPIC_STEMS = 3  # as many stems tell what a statement is about
_TOPIC_SHARE = 0.2
_LEAST_SHARED = 1.1
_LEAST_HELD = 0.3
_CONFIRMING_HELD = 0.6  # what nobody claimed is confirmed only in nearly the same words
_LEAST_SCORE = 0.55
_ASSERTING = frozenset((Act.CLAIM, Act.ACCUSE, Act.ALLEGE, Act.SAY, Act.WARN, Act.BELIEVE))
_CHARGING = frozenset((Act.CLAIM, Act.ACCUSE, Act.ALLEGE))
_NO_ASSERTION = frozenset((Act.ASK, Act.DEMAND, Act.PROPOSE, Act.INTEND, Act.PRAISE))
_APPOSED_WORDS = 4  # "a long-standing claim"
_APPOSED_CHARS = 3  # a comma or a dash between blanks
_SPOKEN_OF = frozenset(("he", "she", "him", "her", "his", "they", "them", "their"))


class Target(NamedTuple):
    """A statement that may be answered, and how sure it is that it is, 0 to 1."""

    statement: int
    score: float


def find_targets(scene: Scene, index: int, stance: Stance) -> list[Target]:
    """The statements that one of a report's statements answers; none when that is not clear.

    Args:
        scene: The report's statements.
        index: The one that answers.
        stance: What it says of them.
    """
    apposed = _apposed(scene, index)
    if apposed is not None:
        return [Target(apposed, 0.85)]
    if stance.pointing is Pointing.NAMED:
        return _named(scene, index, stance)
    if stance.pointing is Pointing.POINTED:
        return _pointed(scene, index, stance)
    return _like(scene, index, stance)


def _apposed(scene: Scene, index: int) -> int | None:
    """Whose content "a claim Orlo denied" is apposed to: the one that ends right before it."""
    head = scene.contents[index].opening.split()[:_APPOSED_WORDS]
    if head[:1] not in (["a"], ["an"]) or load_answers().assertion.isdisjoint(head):
        return None
    start = scene.statements[index].content.spans[0].start
    return next(
        (
            other
            for other in scene.others(index)
            if scene.sentence[other] == scene.sentence[index]
            and 0 <= start - scene.statements[other].content.spans[-1].end <= _APPOSED_CHARS
        ),
        None,
    )


def _named(scene: Scene, index: int, stance: Stance) -> list[Target]:
    spans = scene.statements[index].content.spans
    actors = tuple(scene.named_in(index, spans[0].start, spans[0].start + len(stance.whose) + 2))
    reach = scene.paragraph[index] - _NAMED_PARAGRAPHS
    known = [
        other
        for other in scene.others(index)
        if scene.is_named(other, stance.whose, actors) and scene.paragraph[other] >= reach
    ]
    if not known:
        return []
    topic = stems_of(stance.topic)
    if len(topic) >= _TOPIC_STEMS:
        return _by_topic(scene, stance, topic, known)
    return _nearest_run(scene, index, stance, known)


def _by_topic(
    scene: Scene, stance: Stance, topic: frozenset[str], known: Sequence[int]
) -> list[Target]:
    """The named speaker's statements that are about what the answer says they are about."""
    shares = {other: scene.contents.covered(topic, other) for other in known}
    least = max(_TOPIC_SHARE, 0.8 * max(shares.values()))
    found = [Target(o, min(0.9, 0.6 + share / 2)) for o, share in shares.items() if share >= least]
    return found[: _MOST if stance.is_plural else 1]


def _nearest_run(scene: Scene, index: int, stance: Stance, known: Sequence[int]) -> list[Target]:
    """The named speaker's latest statements: one, or those that stand together."""
    earlier = [o for o in known if o < index and scene.statements[o].act in _ASSERTING]
    if not earlier:
        return []
    if not stance.is_plural:
        return [Target(o, 0.7) for o in _with_companions(scene, index, earlier[0])]
    run = [earlier[0]]
    for other in earlier[1:_MOST]:
        if run[-1] - other > _RUN_GAP:
            break
        run.append(other)
    return [Target(o, 0.7) for o in run]


def _pointed(scene: Scene, index: int, stance: Stance) -> list[Target]:
    """What stands right before: one statement with its sentence, or a run of them."""
    if _is_name(stance.maybe_whose, scene.statements[index].content.text):
        known = [o for o in scene.others(index) if scene.is_named(o, stance.maybe_whose, ())]
        if known:
            return _nearest_run(scene, index, stance, known)
    reach = scene.paragraph[index] - (_RUN_PARAGRAPHS if stance.is_plural else _PARAGRAPHS)
    earlier = [
        other
        for other in scene.others(index)
        if other < index and scene.paragraph[other] >= reach and not _only_refers(scene, other)
    ]
    if not earlier or scene.paragraph[earlier[0]] < scene.paragraph[index] - _PARAGRAPHS:
        return []
    if stance.is_charge:
        earlier = _from_charge(scene, earlier, stance)
    first = earlier[0]
    if stance.is_plural:
        return [Target(o, 0.75) for o in _run(scene, index, earlier, stance)]
    is_far = stance.is_close and index - first > 2
    if is_far or not _may_be_answered(scene, first, stance):
        return []
    score = 0.85 if first == index - 1 else 0.6
    return [Target(o, score) for o in _with_companions(scene, index, first)]


def _only_refers(scene: Scene, index: int) -> bool:
    """Whether a content is no more than a noun for something said: "the minister's statement"."""
    words = scene.contents[index].opening.rstrip(" .,").split()
    return len(words) <= _REFERENCE_WORDS and bool(words) and words[-1] in load_answers().assertion


def _from_charge(scene: Scene, earlier: list[int], stance: Stance) -> list[int]:
    """The statements from the nearest charge on, or its speaker's nearest; else all of them."""
    charge = next((o for o in earlier if _is_charge(scene, o)), None)
    if charge is None:
        return earlier
    if stance.is_plural:
        charge = next(o for o in earlier if o == charge or scene.same_speaker(o, charge))
    return earlier[earlier.index(charge) :]


def _is_charge(scene: Scene, index: int) -> bool:
    act = scene.statements[index].act
    return act in _CHARGING or act is Act.CRITICISE


def _may_be_answered(scene: Scene, index: int, stance: Stance) -> bool:
    """Whether a statement says that something is so; a denial answers no bare infinitive."""
    if scene.statements[index].act in _NO_ASSERTION:
        return False
    is_infinitive = scene.contents[index].opening.startswith("to ")
    return not (is_infinitive and stance.kind is RelationKind.DENIES)


def _is_name(words: str, text: str) -> bool:
    """Whether lower-case words stand in a text as a name."""
    at = text.lower().find(words)
    return bool(words) and at >= 0 and text[at].isupper()


def _run(scene: Scene, index: int, earlier: Sequence[int], stance: Stance) -> Iterator[int]:
    """Statements that stand together: by one speaker, or all of them about the one who denies."""
    own = scene.name_stems[index]
    last = earlier[0]
    for count, other in enumerate(earlier):
        content = scene.contents[other]
        speaks = not own.isdisjoint(content.stems) or not _SPOKEN_OF.isdisjoint(
            content.opening.split()
        )
        if last - other > _RUN_GAP or count >= _MOST:
            return
        is_one_voice = scene.same_speaker(other, last)
        is_about = speaks and not stance.is_one_voice and stance.kind is RelationKind.DENIES
        is_charge = scene.statements[other].act in _ASSERTING
        if count and not (is_charge and (is_one_voice or is_about)):
            continue
        yield other
        last = other


def _with_companions(scene: Scene, index: int, first: int) -> Iterator[int]:
    """A statement, and what else is charged in the same sentence."""
    yield first
    for other in range(first - 1, max(-1, first - _RUN_GAP), -1):
        if scene.sentence[other] != scene.sentence[first]:
            return
        is_charge = scene.statements[other].act in _CHARGING
        if is_charge and not scene.same_side(index, other) and scene.apart(index, other):
            yield other


def _like(scene: Scene, index: int, stance: Stance) -> list[Target]:
    """The statement by another that says most nearly what is denied or confirmed."""
    found = [
        Target(other, score)
        for other in scene.others(index)
        if (score := _likeness(scene, index, other, stance)) >= _LEAST_SCORE
    ]
    return [max(found, key=lambda target: target.score)] if found else []


def _likeness(scene: Scene, index: int, other: int, stance: Stance) -> float:
    """How sure it is that a statement answers another one whose words it takes up."""
    act = scene.statements[other].act
    alike = scene.contents.likeness(index, other)
    if min(len(scene.contents[one].stems) for one in (index, other)) < _TOPIC_STEMS:
        return 0.0
    if act not in _ASSERTING or alike.shared < _LEAST_SHARED or alike.held < _LEAST_HELD:
        return 0.0
    is_charge = act in _CHARGING
    is_plain = stance.kind is RelationKind.CONFIRMS and not is_charge
    if is_plain and (other > index or alike.held < _CONFIRMING_HELD):
        return 0.0
    if scene.statements[other].speaker is not None and scene.actor(other) is None:
        return 0.0  # it may be the same speaker
    is_about = not scene.name_stems[index].isdisjoint(scene.contents[other].stems)
    return min(0.3 + 0.5 * alike.held + 0.1 * is_charge + 0.05 * is_about, 0.95)
