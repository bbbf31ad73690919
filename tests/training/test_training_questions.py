"""Heads of tags and links: their losses and their batches."""

import numpy as np
import pytest

REASON = "training needs torch (the extra `training`)"
torch = pytest.importorskip("torch", reason=REASON)

from onrecord.model.pieces import PieceTokenizer  # noqa: E402
from onrecord.model.tags import NAME_KINDS, decode_tags, tag_count  # noqa: E402
from onrecord.types import NameKind, Span  # noqa: E402
from training.gum import EntityDocument, EntityMention  # noqa: E402
from training.links import LinkHead, document_batch, linked_text, ranking_loss  # noqa: E402
from training.tags import TagHeads, named_text, tag_batches  # noqa: E402
from training.worldwide import NamedArticle  # noqa: E402

TEXT = "Mayor Ana Lesk left Port Ansel.\nShe said that Ostia had won, and Lesk smiled."


def span(part, after=0):
    at = TEXT.index(part, after)
    return Span(at, at + len(part))


@pytest.fixture
def tokenizer(tmp_path):
    pieces = {"[PAD]", "[UNK]", "[CLS]", "[SEP]", *TEXT.lower().replace(".", " .").split(), ","}
    vocabulary = tmp_path / "vocab.txt"
    ordered = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *sorted(p for p in pieces if p[0] != "[")]
    vocabulary.write_text("\n".join(ordered) + "\n", encoding="utf-8")
    return PieceTokenizer(vocabulary)


def test_tags_stand_on_the_words_of_their_names(tokenizer):
    names = ((span("Ana Lesk"), NameKind.PERSON), (span("Port Ansel"), NameKind.PLACE))
    text = named_text(NamedArticle("demo", TEXT, names), tokenizer)
    ((_, targets),) = tag_batches([text], tokenizer, windows_a_batch=4, seed=3)
    gold = targets.tags["names"][targets.is_core]
    scores = np.full((len(gold), tag_count(len(NAME_KINDS))), -9.0, np.float32)
    scores[np.arange(len(gold)), gold.numpy()] = 0.0
    found = [
        (TEXT[text.words.words[a].start : text.words.words[b - 1].end], NAME_KINDS[k])
        for a, b, k, _ in decode_tags(scores)
    ]
    assert found == [("Ana Lesk", NameKind.PERSON), ("Port Ansel", NameKind.PLACE)]


def test_a_tag_head_learns_what_it_is_shown(tokenizer):
    torch.manual_seed(1)
    names = ((span("Ana Lesk"), NameKind.PERSON), (span("Port Ansel"), NameKind.PLACE))
    text = named_text(NamedArticle("demo", TEXT, names), tokenizer)
    ((pieces, targets),) = tag_batches([text], tokenizer, windows_a_batch=4, seed=3)
    vectors = torch.randn(*pieces.ids.shape, 24)
    heads = TagHeads(24, {"names": tag_count(len(NAME_KINDS))}).eval()
    optimizer = torch.optim.Adam(heads.parameters(), lr=0.02)
    losses = []
    for _ in range(120):
        loss = heads.loss(vectors, targets)["names"]
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    assert losses[-1] < 0.05 * losses[0]


def mentions():
    return tuple(
        EntityMention(span=words, key=key, kind=kind, entity=entity, is_pronoun=pronoun)
        for words, key, kind, entity, pronoun in [
            (span("Mayor Ana Lesk"), span("Lesk"), "person", "1", False),
            (span("Port Ansel"), span("Ansel"), "place", "2", False),
            (span("She"), span("She"), "person", "1", True),
            (span("Ostia"), span("Ostia"), "organization", "3", False),
            (span("Lesk", 40), span("Lesk", 40), "person", "1", False),
        ]
    )


def test_links_are_to_the_mentions_of_the_same_entity(tokenizer):
    text = linked_text(EntityDocument("demo", TEXT, mentions()), tokenizer)
    _, targets = document_batch(text, tokenizer)
    same = {
        tuple(pair)
        for pair, is_same in zip(targets.pairs.tolist(), targets.same, strict=True)
        if is_same
    }
    assert same == {(2, 0), (4, 0), (4, 2)}
    assert sorted(targets.kinds[targets.is_core].tolist()) == [0] * 13 + [1, 1, 1, 2, 3]
    losses = LinkHead(24).loss(torch.randn(1, 40, 24), targets)
    assert set(losses) == {"kinds", "links"}
    assert all(torch.isfinite(loss) for loss in losses.values())


def test_the_ranking_loss_is_the_mean_log_probability_of_right_answers():
    pairs = torch.tensor([[1, 0], [2, 0], [2, 1]])
    scores, none = torch.tensor([1.0, 0.5, -0.5]), torch.tensor([0.2, 0.0, 0.3])
    same = torch.tensor([False, True, True])
    first = torch.tensor(0.0)
    second = torch.logsumexp(torch.tensor([0.0, 1.0]), 0)
    third = torch.logsumexp(torch.tensor([0.3, 0.5, -0.5]), 0) - torch.logsumexp(scores[1:], 0)
    wanted = (first + second + third) / 3
    assert ranking_loss(scores, none, pairs, same).item() == pytest.approx(wanted.item(), abs=1e-5)
