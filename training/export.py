"""Export a checkpoint as the files that the package ships."""

from dataclasses import dataclass

import numpy as np
import onnx
from onnx import TensorProto
from torch import Tensor

from onrecord.model.links import PAIR_SIZES
from training.graph import Graph

Weights = dict[str, np.ndarray]

# Outputs that are tags of words, each with the layers that give them.
TAG_HEADS = {
    "names": "heads.tags.heads.names.inner heads.tags.heads.names.logit",
    "times": "heads.tags.heads.times.inner heads.tags.heads.times.logit",
    "events": "heads.tags.heads.events.inner heads.tags.heads.events.logit",
    "kinds": "heads.links.kind_inner heads.links.kind",
}


def as_arrays(state: dict[str, Tensor], prefix: str) -> Weights:
    """The weights under a prefix, as float32 arrays without it."""
    return {
        k.removeprefix(prefix): v.float().numpy() for k, v in state.items() if k.startswith(prefix)
    }


@dataclass(frozen=True)
class _Run:
    """How layers are run.

    Attributes:
        heads: Attention heads.
        eps: Of the layer norms.
        mask: Name of what is added to the attention scores; none when empty.
        exact: In float, even in a graph that is int8.
    """

    heads: int
    eps: float
    mask: str = ""
    exact: bool = False


def _attention(g: Graph, x: str, w: Weights, layer: str, run: _Run) -> str:
    """Self-attention of ``x``, which has the shape ``[rows, pieces, hidden]``."""
    hidden = w[f"{layer}.out.weight"].shape[0]
    weight, bias = w[f"{layer}.qkv.weight"], w[f"{layer}.qkv.bias"]
    parts = [
        g.linear(x, weight[at : at + hidden], bias[at : at + hidden], exact=run.exact)
        for at in range(0, 3 * hidden, hidden)
    ]
    masked = ["", "", run.mask] if run.mask else []
    return g.add("MultiHeadAttention", *parts, *masked, domain="com.microsoft", num_heads=run.heads)


def _layer(g: Graph, x: str, w: Weights, layer: str, run: _Run) -> str:
    def linear(name: str, y: str) -> str:
        weight, bias = w[f"{layer}.{name}.weight"], w[f"{layer}.{name}.bias"]
        return g.linear(y, weight, bias, exact=run.exact)

    def norm(name: str, y: str) -> str:
        return g.norm(y, w[f"{layer}.{name}.weight"], w[f"{layer}.{name}.bias"], run.eps)

    read = linear("out", _attention(g, x, w, layer, run))
    x = norm("attention_norm", g.add("Add", x, read))
    return norm("output_norm", g.add("Add", x, linear("outer", g.gelu(linear("inner", x)))))


def encoder_graph(
    state: dict[str, Tensor], *, heads: int, eps: float, int8: bool
) -> onnx.ModelProto:
    """One window → what each head makes of its words.

    ``anchor`` ``[words]`` logits, ``word`` and ``to_anchor`` ``[words, width]`` for the role
    graph, ``names``, ``times``, ``events`` and ``kinds`` ``[words, tags]`` log-probabilities, and
    ``link`` ``[words, width]`` for the link graph.
    """
    w = as_arrays(state, "encoder.")
    head = as_arrays(state, "heads.statements.")
    g = Graph(int8)
    x = g.table(w["pieces.weight"], "ids")
    x = g.add("Add", x, g.table(w["positions.weight"], "places"))
    for index in range(3):
        column = g.add("Gather", "features", g.constant(np.array(index, np.int64)), axis=1)
        x = g.add("Add", x, g.table(w[f"features.{index}.weight"], column))
    x = g.norm(x, w["norm.weight"], w["norm.bias"], eps)
    x = g.add("Unsqueeze", x, g.constant(np.array([0], np.int64)))
    depth = 1 + max(int(k.split(".")[1]) for k in w if k.startswith("layers."))
    for n in range(depth):
        x = _layer(g, x, w, f"layers.{n}", _Run(heads, eps))
    x = g.add("Squeeze", x, g.constant(np.array([0], np.int64)))
    x = g.add("Gather", x, "word_piece", axis=0)
    inner = g.gelu(
        g.linear(x, head["anchor_head.inner.weight"], head["anchor_head.inner.bias"], exact=True)
    )
    logit = g.linear(
        inner, head["anchor_head.logit.weight"], head["anchor_head.logit.bias"], exact=True
    )
    logit = g.add("Squeeze", logit, g.constant(np.array([1], np.int64)))
    word = g.linear(x, head["role_head.word.weight"], head["role_head.word.bias"], exact=True)
    anchor = g.linear(x, head["role_head.anchor.weight"], head["role_head.anchor.bias"], exact=True)
    width = head["role_head.word.weight"].shape[0]
    tags = [(name, *_tag_scores(g, x, state, head)) for name, head in TAG_HEADS.items()]
    links = as_arrays(state, "heads.links.")
    link = g.linear(x, links["word.weight"], links["word.bias"], exact=True)
    i64 = TensorProto.INT64
    return g.model(
        [
            ("ids", i64, ["pieces"]),
            ("places", i64, ["pieces"]),
            ("features", i64, ["pieces", 3]),
            ("word_piece", i64, ["words"]),
        ],
        [
            ("anchor", logit, ["words"]),
            ("word", word, ["words", width]),
            ("to_anchor", anchor, ["words", width]),
            *((name, scores, ["words", count]) for name, scores, count in tags),
            ("link", link, ["words", links["word.weight"].shape[0]]),
        ],
    )


def _tag_scores(g: Graph, x: str, state: dict[str, Tensor], head: str) -> tuple[str, int]:
    """Log-probabilities of a word's tags, and how many tags there are."""
    inner_name, outer_name = head.split(" ")
    inner, outer = as_arrays(state, f"{inner_name}."), as_arrays(state, f"{outer_name}.")
    y = g.gelu(g.linear(x, inner["weight"], inner["bias"]))
    y = g.linear(y, outer["weight"], outer["bias"], exact=True)
    return g.add("LogSoftmax", y, axis=-1), len(outer["bias"])


def link_graph(state: dict[str, Tensor]) -> onnx.ModelProto:
    """Vectors of mentions, and pairs of them → scores of the pairs and of standing for none."""
    w = as_arrays(state, "heads.links.")
    g = Graph(int8=False)
    later = g.linear("vectors", w["later.weight"], w["later.bias"])
    earlier = g.linear("vectors", w["earlier.weight"], w["earlier.bias"])

    def of_pair(values: str, column: int) -> str:
        index = g.add("Gather", "pairs", g.constant(np.array(column, np.int64)), axis=1)
        return g.add("Gather", values, index, axis=0)

    both = g.add("Mul", of_pair("vectors", 0), of_pair("vectors", 1))
    x = g.add("Add", of_pair(later, 0), of_pair(earlier, 1))
    x = g.add("Add", x, g.add("MatMul", both, g.constant(w["product.weight"].T)))
    for number in range(len(PAIR_SIZES)):
        column = g.add("Gather", "features", g.constant(np.array(number, np.int64)), axis=1)
        x = g.add("Add", x, g.table(w[f"features.{number}.weight"], column))
    last = g.constant(np.array([1], np.int64))
    scores = g.linear(g.add("Relu", x), w["score.weight"], w["score.bias"])
    none = g.linear(g.add("Relu", later), w["none.weight"], w["none.bias"])
    i64, f32 = TensorProto.INT64, TensorProto.FLOAT
    return g.model(
        [
            ("vectors", f32, ["mentions", w["later.weight"].shape[1]]),
            ("pairs", i64, ["pairs", 2]),
            ("features", i64, ["pairs", len(PAIR_SIZES)]),
        ],
        [
            ("scores", g.add("Squeeze", scores, last), ["pairs"]),
            ("none", g.add("Squeeze", none, last), ["mentions"]),
        ],
    )


def role_graph(state: dict[str, Tensor], *, int8: bool) -> onnx.ModelProto:
    """Words around anchors → ``scores`` ``[anchors, around, 12]``, ``again`` ``[anchors]``."""
    w = as_arrays(state, "heads.statements.role_head.")
    width = w["word.weight"].shape[0]
    g = Graph(int8)
    around = g.add("Gather", "word", "index", axis=0)
    anchor = g.add("Gather", "to_anchor", "at", axis=0)
    anchor = g.add("Unsqueeze", anchor, g.constant(np.array([1], np.int64)))
    x = g.add("Add", g.add("Add", around, anchor), g.table(w["distance.weight"], "distance"))
    x = g.norm(x, w["norm.weight"], w["norm.bias"], 1e-5)
    for n in range(2):
        x = _layer(g, x, w, f"layers.{n}", _Run(4, 1e-6, mask="mask"))
    scores = g.linear(x, w["scores.weight"], w["scores.bias"], exact=True)
    own = g.add("Mul", x, g.add("Unsqueeze", "is_anchor", g.constant(np.array([2], np.int64))))
    own = g.add("ReduceSum", own, g.constant(np.array([1], np.int64)), keepdims=0)
    again = g.linear(own, w["is_cue.weight"], w["is_cue.bias"], exact=True)
    again = g.add("Squeeze", again, g.constant(np.array([1], np.int64)))
    i64, f32 = TensorProto.INT64, TensorProto.FLOAT
    return g.model(
        [
            ("word", f32, ["words", width]),
            ("to_anchor", f32, ["words", width]),
            ("index", i64, ["anchors", "around"]),
            ("at", i64, ["anchors"]),
            ("distance", i64, ["anchors", "around"]),
            ("is_anchor", f32, ["anchors", "around"]),
            ("mask", f32, ["anchors", 1, "around", "around"]),
        ],
        [("scores", scores, ["anchors", "around", 12]), ("again", again, ["anchors"])],
    )
