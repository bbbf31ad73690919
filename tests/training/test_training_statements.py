"""The question of statements: what its loss counts, and that it can be learned."""

import pytest

torch = pytest.importorskip("torch", reason="training needs torch (the extra `training`)")

from onrecord.model.windows import ROLE_LEFT_WORDS  # noqa: E402
from training.statements import StatementHead, StatementTargets, gather_words  # noqa: E402

HIDDEN = 16
LENGTHS = (7, 4)


def make_targets(anchors, labels):
    is_core = torch.zeros(2, 7, dtype=torch.bool)
    is_core[0, 1:6] = is_core[1, 0:4] = True
    is_anchor = torch.zeros(2, 7)
    for row, at in anchors:
        is_anchor[row, at] = 1.0
    return StatementTargets(
        word_piece=torch.arange(1, 8).repeat(2, 1),
        is_core=is_core,
        is_anchor=is_anchor,
        lengths=torch.tensor(LENGTHS),
        anchors=torch.tensor(anchors, dtype=torch.int64).reshape(-1, 2),
        labels=torch.tensor(labels, dtype=torch.int64).reshape(-1, 7),
    )


@pytest.fixture
def targets():
    return make_targets([[0, 2], [1, 0]], [[1, 1, 2, 3, 3, 3, 0], [2, 0, 3, 3, 0, 0, 0]])


@pytest.fixture
def head():
    torch.manual_seed(2)
    return StatementHead(HIDDEN).eval()


@pytest.fixture
def pieces():
    torch.manual_seed(3)
    return torch.randn(2, 9, HIDDEN)


def test_a_word_has_the_vector_of_its_first_piece(pieces):
    words = gather_words(pieces, torch.tensor([[0, 4], [8, 8]]))
    assert torch.equal(words[0, 1], pieces[0, 4])
    assert torch.equal(words[1], pieces[1, [8, 8]])


def test_losses_are_positive_and_of_all_three_questions(head, pieces, targets):
    losses = head.loss(pieces, targets)
    assert set(losses) == {"anchors", "again", "roles"}
    assert all(loss.item() > 0 for loss in losses.values())


def test_windows_without_statements_have_a_loss_too(head, pieces):
    losses = head.loss(pieces, make_targets([], []))
    assert losses["anchors"].item() > 0
    assert "roles" not in losses


def test_words_outside_the_core_and_padding_do_not_count(head, pieces, targets):
    before = head.loss(pieces, targets)
    changed = pieces.clone()
    changed[1, 5:] = 9.0  # the second window has four words
    after = head.loss(changed, targets)
    for name, loss in before.items():
        torch.testing.assert_close(after[name], loss)


def test_a_tempting_word_is_a_likely_one_in_the_core_that_is_no_anchor(head, targets):
    logits = torch.full((2, 7), -9.0)
    logits[0, 2] = logits[0, 0] = logits[1, 5] = 9.0  # an anchor, and two outside the cores
    logits[0, 4] = 1.0
    assert head._tempting(logits, targets).tolist() == [[0, 4]]


def test_distances_are_counted_from_the_anchor(head, pieces, targets):
    words = gather_words(pieces, targets.word_piece)
    seen = {}
    head.role_head.register_forward_pre_hook(lambda _, inputs: seen.update(distance=inputs[2]))
    head.roles(words, torch.tensor([[0, 2]]), targets.lengths)
    assert seen["distance"][0].tolist() == [ROLE_LEFT_WORDS + k for k in range(-2, 5)]


def test_two_statements_can_be_learned(head, pieces, targets):
    optimizer = torch.optim.Adam(head.parameters(), lr=5e-3)
    for _ in range(50):
        optimizer.zero_grad()
        loss = torch.stack(list(head.loss(pieces, targets).values())).sum()
        loss.backward()
        optimizer.step()
    assert loss.item() < 0.5
