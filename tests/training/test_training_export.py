"""The exported graphs give what the network gives."""

import hashlib
import json

import numpy as np
import pytest

REASON = "training needs torch and onnx (the extra `training`)"
torch = pytest.importorskip("torch", reason=REASON)
onnx = pytest.importorskip("onnx", reason=REASON)

import onnxruntime  # noqa: E402

from onrecord.model.files import open_model  # noqa: E402
from onrecord.model.session import _around  # noqa: E402
from onrecord.model.windows import ROLE_LEFT_WORDS, ROLE_RIGHT_WORDS  # noqa: E402
from training.encoder import EncoderSize  # noqa: E402
from training.export import TAG_HEADS, encoder_graph, link_graph, role_graph  # noqa: E402
from training.links import WIDTH  # noqa: E402
from training.ship import Shipment, mean_weights, mixed_weights, ship  # noqa: E402
from training.statements import gather_words  # noqa: E402

WORDS = 10  # of the fixture `inputs`


@pytest.fixture(scope="module")
@torch.no_grad()
def expected(network, inputs):
    """What each head makes of the words, as torch computes it, and the words' vectors."""
    ids, features = (torch.from_numpy(inputs[name])[None] for name in ("ids", "features"))
    pieces = network.encoder(ids, features, None)
    words = gather_words(pieces, torch.from_numpy(inputs["word_piece"])[None])
    head = network.heads["statements"]
    roles, links = head.role_head, network.heads["links"]
    tags = [h(words)[0].log_softmax(-1) for h in network.heads["tags"].heads.values()]
    kinds = links.kind(torch.nn.functional.gelu(links.kind_inner(words)))[0].log_softmax(-1)
    return (
        head.anchor_head(words)[0],
        roles.word(words)[0],
        roles.anchor(words)[0],
        *tags,
        kinds,
        links.word(words)[0],
        words,
    )


def run(graph, inputs):
    onnx.checker.check_model(graph)
    return onnxruntime.InferenceSession(graph.SerializeToString()).run(None, inputs)


def test_the_float_graph_of_the_encoder_is_the_encoder(network, inputs, expected):
    graph = encoder_graph(network.state_dict(), heads=4, eps=1e-12, int8=False)
    for found, wanted in zip(run(graph, inputs), expected[:-1], strict=True):
        np.testing.assert_allclose(found, wanted.numpy(), atol=1e-5)


def test_the_int8_graph_is_near_and_much_smaller(network, inputs, expected):
    state = network.state_dict()
    graph = encoder_graph(state, heads=4, eps=1e-12, int8=True)
    exact = encoder_graph(state, heads=4, eps=1e-12, int8=False)
    for found, wanted in zip(run(graph, inputs), expected[:-1], strict=True):
        difference = np.abs(found - wanted.numpy())
        assert 0.0 < difference.max() < 2.0
        assert np.corrcoef(found.ravel(), wanted.numpy().ravel())[0, 1] > 0.9
    assert len(graph.SerializeToString()) < 0.5 * len(exact.SerializeToString())


@torch.no_grad()
def test_the_role_graph_is_the_role_head(network, expected):
    _, word, to_anchor, *_, words = expected
    at = np.array([0, 3, 9])
    first, lengths, inputs = _around(at, WORDS)
    graph = role_graph(network.state_dict(), int8=False)
    scores, again = run(
        graph, {"word": word.numpy(), "to_anchor": to_anchor.numpy(), "at": at, **inputs}
    )
    anchors = torch.tensor([[0, int(a)] for a in at])
    head = network.heads["statements"]
    wanted, is_cue, _, start = head.roles(words, anchors, torch.tensor([WORDS]))
    assert start.tolist() == first.tolist()
    assert lengths.tolist() == [WORDS] * 3
    np.testing.assert_allclose(scores.reshape(3, -1, 3, 4), wanted.numpy(), atol=1e-5)
    np.testing.assert_allclose(again, is_cue.numpy(), atol=1e-5)


@torch.no_grad()
def test_words_beyond_a_cues_reach_do_not_change_its_roles(network):
    """Cues near the ends of a long window look at fewer words and are padded."""
    torch.manual_seed(5)
    count = ROLE_LEFT_WORDS + ROLE_RIGHT_WORDS + 40
    words = torch.randn(1, count, 32)
    roles = network.heads["statements"].role_head
    vectors = {"word": roles.word(words)[0].numpy(), "to_anchor": roles.anchor(words)[0].numpy()}
    graph = role_graph(network.state_dict(), int8=False)
    at = np.array([0, 80, count - 1])
    first, lengths, inputs = _around(at, count)
    assert first.tolist() == [0, 80 - ROLE_LEFT_WORDS, count - 1 - ROLE_LEFT_WORDS]
    assert lengths.tolist() == [ROLE_RIGHT_WORDS, ROLE_LEFT_WORDS + ROLE_RIGHT_WORDS, 57]
    scores, again = run(graph, {**vectors, "at": at, **inputs})
    for row, anchor in enumerate(at):
        _, length, alone = _around(at[row : row + 1], count)
        one, logit = run(graph, {**vectors, "at": np.array([anchor]), **alone})
        np.testing.assert_allclose(scores[row, : length[0]], one[0], atol=1e-5)
        np.testing.assert_allclose(again[row], logit[0], atol=1e-5)


def test_the_tag_heads_are_told_in_the_order_of_the_graph(network):
    assert list(TAG_HEADS) == [*network.heads["tags"].heads, "kinds"]


@torch.no_grad()
def test_the_link_graph_is_the_link_head(network):
    head = network.heads["links"].eval()
    vectors = torch.randn(5, WIDTH)
    pairs = torch.tensor([[1, 0], [3, 2], [4, 0]])
    features = torch.tensor([[3, 4, 1, 0, 2, 1], [160, 11, 7, 2, 0, 3], [0, 0, 0, 1, 1, 2]])
    inputs = {"vectors": vectors, "pairs": pairs, "features": features}
    scores, none = run(
        link_graph(network.state_dict()), {name: value.numpy() for name, value in inputs.items()}
    )
    wanted, wanted_none = head.pair_scores(vectors, pairs, features)
    np.testing.assert_allclose(scores, wanted.numpy(), atol=1e-4)
    np.testing.assert_allclose(none, wanted_none.numpy(), atol=1e-4)


def test_mixed_weights_lie_between_the_stages_and_new_ones_stay():
    later, earlier = {"a": torch.tensor([4.0]), "new": torch.tensor([9.0])}, {"a": torch.zeros(1)}
    mixed = mixed_weights(later, earlier, 0.75)
    assert {name: value.item() for name, value in mixed.items()} == {"a": 3.0, "new": 9.0}


def test_a_shipped_folder_is_one_that_the_package_opens(network, tmp_path):
    config = {
        name: getattr(network.encoder.size, name) for name in EncoderSize.__dataclass_fields__
    }
    (tmp_path / "config.json").write_text(json.dumps(config), encoding="utf-8")
    (tmp_path / "vocab.txt").write_text("[PAD]\n[UNK]\n", encoding="utf-8")
    torch.save({"average": network.state_dict()}, tmp_path / "epoch1.pt")
    out = tmp_path / "weights"
    told = Shipment(name="trial-1", threshold=0.4, unsourced_threshold=0.3)
    ship(mean_weights([tmp_path / "epoch1.pt"] * 2), tmp_path, out, told)
    opened = open_model(out)
    assert (opened.name, opened.threshold, opened.unsourced_threshold) == ("trial-1", 0.4, 0.3)
    wanted = network.heads["statements"].role_head.transition
    np.testing.assert_allclose(opened.transition, wanted.detach().numpy(), atol=1e-6)
    sums = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["files"]
    assert set(sums) == {"encoder.onnx", "roles.onnx", "links.onnx", "vocab.txt"}
    graph = (out / "encoder.onnx").read_bytes()
    assert sums["encoder.onnx"]["sha256"] == hashlib.sha256(graph).hexdigest()
