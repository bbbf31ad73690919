"""The heads of statements once more: read back as shipped, trained on, and nothing else changed."""

import filecmp

import numpy as np
import pytest

REASON = "training needs torch and onnx (the extra `training`)"
torch = pytest.importorskip("torch", reason=REASON)
onnx = pytest.importorskip("onnx", reason=REASON)

import onnxruntime  # noqa: E402

from onrecord import Reader  # noqa: E402
from onrecord.model.files import open_model, shipped_model  # noqa: E402
from onrecord.model.pieces import PieceTokenizer  # noqa: E402
from onrecord.model.windows import split_windows  # noqa: E402
from onrecord.types import Span  # noqa: E402
from training.again import Again, ReadWindow, pad_batch, round_order, train_again  # noqa: E402
from training.examples import make_examples  # noqa: E402
from training.export import encoder_graph, role_graph  # noqa: E402
from training.polnear import Article, Attribution  # noqa: E402
from training.read_back import (  # noqa: E402
    read_statement_head,
    word_vectors,
    write_statement_head,
)

SENTENCE = "Ana Lesk said “it is so”, and nobody asked."
ATTRIBUTION = Attribution((Span(0, 8),), (Span(9, 13),), (Span(14, 24),))
ARTICLE = Article("a", SENTENCE, ((ATTRIBUTION,), ()))
SETTINGS = {"heads": 4, "eps": 1e-12}


@pytest.fixture(scope="module")
def state(network):
    return {name: value.detach() for name, value in network.state_dict().items()}


@pytest.fixture(scope="module")
def again(tmp_path_factory):
    """The shipped model, its heads trained on for one batch."""
    out = tmp_path_factory.mktemp("again")
    train_again(shipped_model(), out, [ARTICLE], Again(rounds=1, rate=1e-2, share=1.0))
    return out


@pytest.mark.parametrize("int8", [False, True])
def test_the_head_comes_back_as_it_was_shipped(state, int8):
    transition = state["heads.statements.role_head.transition"].numpy()
    found = read_statement_head(
        encoder_graph(state, int8=int8, **SETTINGS), role_graph(state, int8=int8), transition
    )
    wanted = {
        name.removeprefix("heads.statements."): value
        for name, value in state.items()
        if name.startswith("heads.statements.")
    }
    assert found.keys() == wanted.keys()
    for name, value in wanted.items():
        # Seven bits and a sign: half a step of the greatest weight is what rounding may cost.
        most = float(value.abs().max()) / 126 + 1e-6 if int8 else 1e-6
        np.testing.assert_allclose(found[name].numpy(), value.numpy(), atol=most, err_msg=name)


def test_another_head_put_into_the_graph_is_the_one_that_runs(network, state, inputs):
    other = {name: value * 0.5 for name, value in state.items()}
    written = encoder_graph(state, int8=False, **SETTINGS)
    write_statement_head(
        written,
        {
            name.removeprefix("heads.statements."): value
            for name, value in other.items()
            if name.startswith("heads.statements.")
        },
    )
    mixed = {
        name: other[name] if name.startswith("heads.statements.") else value
        for name, value in state.items()
    }
    wanted = _run(encoder_graph(mixed, int8=False, **SETTINGS), inputs)
    for found, one in zip(_run(written, inputs), wanted, strict=True):
        np.testing.assert_allclose(found, one, atol=1e-5)


def test_word_vectors_are_what_the_heads_take(state, inputs):
    graph = encoder_graph(state, int8=False, **SETTINGS)
    (vectors,) = _run(word_vectors(graph), inputs)
    weight = state["heads.statements.role_head.word.weight"].numpy()
    bias = state["heads.statements.role_head.word.bias"].numpy()
    np.testing.assert_allclose(vectors @ weight.T + bias, _run(graph, inputs)[1], atol=1e-4)


def test_a_head_of_another_shape_is_refused(state):
    graph = encoder_graph(state, int8=False, **SETTINGS)
    wrong = {
        name.removeprefix("heads.statements."): value[..., :1]
        for name, value in state.items()
        if name.startswith("heads.statements.")
    }
    with pytest.raises(ValueError, match="has the shape"):
        write_statement_head(graph, wrong)


def test_only_the_heads_of_statements_change(again):
    before, after = (onnx.load(folder / "encoder.onnx") for folder in (shipped_model(), again))
    changed = [
        one.name
        for one, other in zip(before.graph.initializer, after.graph.initializer, strict=True)
        if one.raw_data != other.raw_data
    ]
    assert len(changed) == 8  # weight and bias of two layers of the cue head and two of the roles'
    assert before.graph.node == after.graph.node
    for name in ("links.onnx", "vocab.txt"):
        assert filecmp.cmp(shipped_model() / name, again / name, shallow=False)


def test_the_folder_opens_and_reads(again):
    files = open_model(again)
    assert files.name == open_model(shipped_model()).name
    assert Reader(model=again).read(SENTENCE).report.text == SENTENCE


def test_every_window_is_in_one_batch_of_a_round():
    class Window:
        def __init__(self, words):
            self.vectors = np.zeros((words, 4))

    read = [([Window(k), Window(k + 1)], ((), ())) for k in range(1, 60)]
    batches = round_order(read, 8, seed=3)
    assert sorted(map(len, batches), reverse=True)[0] == 8
    kept = [id(window) for batch in batches for window, _ in batch]
    assert len(kept) == len(set(kept)) == 118
    assert [len(b) for b in round_order(read, 8, seed=3)] == [len(b) for b in batches]


def test_vectors_of_a_batch_are_padded_beside_their_words():
    (example,) = make_examples([ARTICLE], PieceTokenizer(shipped_model() / "vocab.txt"))
    (window,) = split_windows(example.words)
    count = window.end - window.start
    one = ReadWindow(example.words, window, np.ones((count, 4), np.float16))
    words, targets = pad_batch([(one, example.annotations[0])])
    assert words.shape == (1, count, 4)
    assert targets.word_piece.tolist() == [list(range(count))]
    assert targets.anchors.tolist() == [[0, 2]]


def _run(graph, inputs):
    session = onnxruntime.InferenceSession(
        graph.SerializeToString(), providers=["CPUExecutionProvider"]
    )
    return session.run(None, inputs)
