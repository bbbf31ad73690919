"""Score which earlier entity a third-person pronoun stands for, on GUM's development documents.

    python -m evaluation.pronouns --corpora ../shared/corpora

News, interviews and speeches, given all other mentions as GUM has them: by the rules alone, with
the model's links, and by a baseline that takes the person named last. ``--fit`` fits the rules'
weights on the documents for training instead and prints them.
"""

import argparse
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from onrecord.lexicon.people import Case, People, Pronoun, load_people
from onrecord.model.report import find_links, read_report
from onrecord.model.session import Model
from onrecord.resolve.speakers.coreference import Anaphor, Links, candidates, choose
from onrecord.resolve.speakers.figures import Cast, Figure, use_of
from onrecord.resolve.speakers.layout import Layout, lay_out
from onrecord.resolve.speakers.stage import as_links
from onrecord.resolve.speakers.weights import HE_SHE, IT, THEY, Weights, weights_of
from onrecord.segment import find_quotations, find_words, split_paragraphs
from onrecord.types import ActorKind, Form, Mention, NameKind, Span
from training.gum import EntityDocument, EntityMention, read_entities

GENRES = ("news", "interview", "speech")
FIT_GENRES = (*GENRES, "bio", "essay", "court", "letter", "podcast", "textbook", "academic")
_KINDS = {
    "person": ActorKind.PERSON,
    "organization": ActorKind.ORGANISATION,
    "place": ActorKind.STATE,
}
_TWO_NAMES = re.compile(r"[A-Z]\w+ and [A-Z]")
_NO_LINKS = Links({})


@dataclass(frozen=True, slots=True)
class Instance:
    """A pronoun in its document: the pronoun, what it may stand for, what it stands for."""

    word: str
    features: Mapping[int, Mapping[str, float]]
    gold: int | None
    chosen: int | None
    baseline: int | None


def read_pronouns(
    document: EntityDocument, *, told: bool, links: Links = _NO_LINKS
) -> Iterator[Instance]:
    """The third-person personal pronouns of a document, in order.

    Args:
        document: Mentions with their entities.
        told: Earlier pronouns are what GUM says, not what was found: for fitting.
        links: What a trained model thinks.
    """
    people = load_people()
    paragraphs = split_paragraphs(document.text)
    words = [word for span in paragraphs for word in find_words(document.text, *span)]
    layout = lay_out(document.text, words, paragraphs, find_quotations(document.text, paragraphs))
    cast = Cast(layout, people)
    index = _take_in(cast, document)
    persons: list[tuple[int, int]] = sorted(
        (layout.word_at(m.key.start), index[m.entity])
        for m in document.mentions
        if not m.is_pronoun and m.kind == "person" and document.text[m.key.start].isupper()
    )
    for mention in document.mentions:
        if not mention.is_pronoun:
            continue
        at = layout.word_at(mention.span.start)
        pronoun = people.pronouns.get(layout.plain(at))
        gold = index.get(mention.entity)
        if pronoun is None:
            continue
        if pronoun.person != 3 or pronoun.case is Case.RELATIVE:
            if gold is not None:
                cast.use(use_of(layout, at, at, gold, False, pronoun=pronoun.case))
            continue
        anaphor = Anaphor(
            at,
            at,
            mention.span,
            pronoun=pronoun,
            is_possessive=pronoun.case is Case.POSSESSIVE or _possessive_her(layout, at),
        )
        found = choose(cast, anaphor, links, weights_of(pronoun))
        best = next((choice.figure for choice in found if choice.figure is not None), None)
        before = [figure for word, figure in persons if word < at]
        yield Instance(
            layout.plain(at),
            candidates(cast, anaphor, links),
            gold,
            best,
            before[-1] if before else None,
        )
        figure = gold if told else best
        if figure is not None:
            case = Case.POSSESSIVE if anaphor.is_possessive else pronoun.case
            cast.use(use_of(layout, at, at, figure, False, pronoun=case))
            _learn(cast.figures[figure], pronoun)


def _possessive_her(layout: Layout, at: int) -> bool:
    after = layout.plain(at + 1)
    return layout.plain(at) == "her" and after.isalpha() and after not in ("to", "in", "and")


def _learn(figure: Figure, pronoun: Pronoun) -> None:
    if figure.gender is None and figure.kind is ActorKind.PERSON and pronoun.gender:
        figure.gender = pronoun.gender


def _take_in(cast: Cast, document: EntityDocument) -> dict[str, int]:
    """Figures and uses of all mentions that are no pronouns; the figure of each entity."""
    index: dict[str, int] = {}
    for mention in document.mentions:
        if mention.is_pronoun:
            continue
        inside = cast.layout.words_of(Span(mention.span.start, mention.key.end))
        if not inside:
            continue
        if mention.entity not in index:
            index[mention.entity] = cast.add(
                Figure(_KINDS.get(mention.kind), "", mention.span, Form.NAME)
            )
        figure = cast.figures[index[mention.entity]]
        _describe(figure, cast.people, document.text, mention)
        last = cast.layout.word_at(mention.key.start)
        cast.use(use_of(cast.layout, inside[0], last, index[mention.entity], False))
    return index


def _describe(figure: Figure, people: People, text: str, mention: EntityMention) -> None:
    words = text[mention.span.start : mention.key.end].split()
    noun = people.noun(words[-1])
    if noun is not None:
        figure.is_plural = figure.is_plural or noun.is_plural
        figure.gender = figure.gender or noun.gender
    elif words[-1].endswith("s") and words[-1].islower():
        figure.is_plural = True
    if _TWO_NAMES.match(text[mention.key.start : mention.span.end]):
        figure.is_plural = figure.is_plural or mention.kind == "person"
    if figure.kind is ActorKind.PERSON and words[0][0].isupper() and figure.gender is None:
        address = people.addresses.get(words[0].lower().strip("."))
        figure.gender = address or (people.gender_of_name(words[0]) if len(words) > 1 else None)
        figure.leaning = people.gender_of_name(words[0], surely=False) if len(words) > 1 else None


def documents(corpora: Path, *, dev: bool, genres: Sequence[str]) -> list[EntityDocument]:
    """GUM's documents of some genres."""
    return [
        document
        for document in read_entities(corpora / "gum", dev=dev)
        if document.name.split("_")[1] in genres
    ]


def find_document_links(model: Model, document: EntityDocument) -> Links:
    """What the model thinks of GUM's mentions."""
    paragraphs = split_paragraphs(document.text)
    quotations = find_quotations(document.text, paragraphs)
    reading = read_report(model, document.text, paragraphs, quotations)
    mentions = sorted(
        {_as_mention(document.text, mention) for mention in document.mentions}, key=lambda m: m.span
    )
    return as_links(find_links(model, reading, mentions, paragraphs))


def _as_mention(text: str, mention: EntityMention) -> Mention:
    span = Span(mention.span.start, mention.key.end)
    words = text[span.start : span.end]
    if mention.is_pronoun:
        form = Form.PRONOUN
    else:
        form = Form.NAME if text[mention.key.start].isupper() else Form.TITLE
    kind = NameKind.PERSON if mention.kind == "person" else None
    return Mention(span=span, text=words, form=form, kind=kind)


def print_scores(found: Mapping[str, Sequence[Instance]]) -> None:
    """Accuracy by pronoun of each way, beside the baseline's."""
    print(f"{'':10}" + "".join(f"{way:>12}" for way in (*found, "baseline", "all")))
    for group in ("all", *GROUPS):
        cells = []
        for ones in found.values():
            some = [one for one in ones if group == "all" or one.word in GROUPS[group]]
            cells.append(sum(one.chosen == one.gold is not None for one in some))
        base = sum(one.baseline == one.gold is not None for one in some)
        shares = [100 * right / max(1, len(some)) for right in (*cells, base)]
        print(f"{group:10}" + "".join(f"{share:12.1f}" for share in shares) + f"{len(some):12}")


GROUPS = {
    "he, she": frozenset(["he", "him", "his", "himself", "she", "her", "hers", "herself"]),
    "they": frozenset(["they", "them", "their", "theirs", "themselves"]),
    "it": frozenset(["it", "its", "itself"]),
}


def fit(
    cases: Sequence[Instance], start: Mapping[str, float], *, steps: int = 400
) -> dict[str, float]:
    """Weights that make what GUM says likeliest, near to those that it starts from."""
    names = sorted(start)
    column = {name: number for number, name in enumerate(names)}
    blocks: list[tuple[np.ndarray, int]] = []
    for one in cases:
        rows = [np.zeros(len(names))]
        rows[0][column["nobody"]] = 1.0
        right = 0
        for number, (figure, features) in enumerate(one.features.items(), start=1):
            row = np.zeros(len(names))
            for name, value in features.items():
                if name in column:
                    row[column[name]] = value
            rows.append(row)
            if figure == one.gold:
                right = number
        blocks.append((np.stack(rows), right))
    initial = np.array([start[name] for name in names])
    weights = initial.copy()
    velocity = np.zeros_like(weights)
    for _ in range(steps):
        gradient = 0.002 * (initial - weights)
        for rows_, right in blocks:
            scores = rows_ @ weights
            odds = np.exp(scores - scores.max())
            gradient += (rows_[right] - (odds / odds.sum()) @ rows_) / len(blocks)
        velocity = 0.9 * velocity + gradient
        weights += 0.2 * velocity
    return {name: round(float(weight), 2) for name, weight in zip(names, weights, strict=True)}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    parser.add_argument("--fit", action="store_true", help="fit the weights and print them")
    arguments = parser.parse_args()
    if arguments.fit:
        print_fitted(documents(arguments.corpora, dev=False, genres=FIT_GENRES))
        return
    held = documents(arguments.corpora, dev=True, genres=GENRES)
    model = Model()
    print_scores(
        {
            "rules": [one for d in held for one in read_pronouns(d, told=False)],
            "with links": [
                one
                for d in held
                for one in read_pronouns(d, told=False, links=find_document_links(model, d))
            ],
        }
    )


def print_fitted(training: Sequence[EntityDocument]) -> None:
    """Fit each kind of pronoun and print its weights."""
    cases = [one for document in training for one in read_pronouns(document, told=True)]
    print(f"{len(training)} documents, {len(cases)} pronouns")
    starts: dict[str, Weights] = {"he, she": HE_SHE, "they": THEY, "it": IT}
    for group, start in starts.items():
        weights = fit([one for one in cases if one.word in GROUPS[group]], start)
        print(group)
        print("\n".join(f'    "{name}": {weight},' for name, weight in weights.items()))


if __name__ == "__main__":
    main()
