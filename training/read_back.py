"""Weights of a shipped model's heads of statements, read back from its graphs and put into them.

The checkpoints of a training need not be kept: what was shipped is enough to train on from.
Eight-bit weights come back as the floats that they stand for.
"""

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor

# Layers at the end of the encoder's graph: the output each leads to, how many before it.
_FROM_ENCODER = {
    "anchor_head.logit": ("anchor", 0),
    "anchor_head.inner": ("anchor", 1),
    "role_head.word": ("word", 0),
    "role_head.anchor": ("to_anchor", 0),
}
_ROLE_LAYERS = 2


class Weights:
    """The constants of a graph, and which node makes which value."""

    def __init__(self, graph: onnx.GraphProto) -> None:
        self.graph = graph
        self.constants = {one.name: one for one in graph.initializer}
        self.makers = {name: node for node in graph.node for name in node.output}

    def value(self, name: str) -> np.ndarray:
        return np.array(numpy_helper.to_array(self.constants[name]))

    def put(self, name: str, value: np.ndarray) -> None:
        """Another value of the same shape."""
        old = self.constants[name]
        if tuple(old.dims) != value.shape:
            raise ValueError(f"{name} has the shape {tuple(old.dims)}, not {value.shape}")
        old.CopyFrom(numpy_helper.from_array(np.array(value, np.float32, order="C"), name))

    def products_before(self, output: str) -> list[onnx.NodeProto]:
        """Products of floats on the way to an output, the last first."""
        found, value = [], output
        while node := self.makers.get(value):
            if node.op_type == "MatMul":
                found.append(node)
            value = node.input[0]
        return found

    def bias_after(self, product: onnx.NodeProto) -> str:
        adding = next(n for n in self.graph.node if product.output[0] in n.input)
        return next(name for name in adding.input if name in self.constants)

    def layers(self) -> list[tuple[np.ndarray, np.ndarray]]:
        """(weight ``[out, in]``, bias) of each linear layer, in the order in which they run."""
        found = []
        for node in self.graph.node:
            if node.op_type == "DynamicQuantizeMatMul":
                weight, scale, _, bias = (self.value(name) for name in node.input[1:])
                found.append(((weight * scale).T, bias))
            elif node.op_type == "MatMul" and node.input[1] in self.constants:
                weight = self.value(node.input[1])
                found.append((weight.T, self.value(self.bias_after(node))))
        return found

    def norms(self) -> list[tuple[np.ndarray, np.ndarray]]:
        nodes = (node for node in self.graph.node if node.op_type == "LayerNormalization")
        return [(self.value(node.input[1]), self.value(node.input[2])) for node in nodes]


def read_statement_head(
    encoder: onnx.ModelProto, roles: onnx.ModelProto, transition: np.ndarray
) -> dict[str, Tensor]:
    """The state of a ``StatementHead``, from the graphs and the CRF's transition scores."""
    state: dict[str, np.ndarray] = {"role_head.transition": transition}
    ends = Weights(encoder.graph)
    for layer, (output, before) in _FROM_ENCODER.items():
        product = ends.products_before(output)[before]
        state[f"{layer}.weight"] = ends.value(product.input[1]).T
        state[f"{layer}.bias"] = ends.value(ends.bias_after(product))
    own = Weights(roles.graph)
    where = next(n for n in roles.graph.node if n.input[1:] == ["distance"])
    state["role_head.distance.weight"] = own.value(where.input[0])
    linear, norms = iter(own.layers()), iter(own.norms())
    _put(state, "role_head.norm", next(norms))
    for number in range(_ROLE_LAYERS):
        layer = f"role_head.layers.{number}"
        parts = [next(linear) for _ in range(3)]
        _put(
            state, f"{layer}.qkv", tuple(np.concatenate(part) for part in zip(*parts, strict=True))
        )
        for name in ("out", "inner", "outer"):
            _put(state, f"{layer}.{name}", next(linear))
        for name in ("attention_norm", "output_norm"):
            _put(state, f"{layer}.{name}", next(norms))
    for name in ("scores", "is_cue"):
        _put(state, f"role_head.{name}", next(linear))
    return {name: torch.tensor(np.array(value, np.float32)) for name, value in state.items()}


def _put(state: dict[str, np.ndarray], name: str, layer: tuple[np.ndarray, ...]) -> None:
    state[f"{name}.weight"], state[f"{name}.bias"] = layer


def write_statement_head(encoder: onnx.ModelProto, state: dict[str, Tensor]) -> None:
    """Put what the encoder's graph has of the heads of statements into it, in place."""
    ends = Weights(encoder.graph)
    for layer, (output, before) in _FROM_ENCODER.items():
        product = ends.products_before(output)[before]
        ends.put(product.input[1], state[f"{layer}.weight"].numpy().T)
        ends.put(ends.bias_after(product), state[f"{layer}.bias"].numpy())


def word_vectors(encoder: onnx.ModelProto) -> onnx.ModelProto:
    """The encoder's graph with one output, ``[words, hidden]``: what all heads take."""
    graph = Weights(encoder.graph)
    (product,) = graph.products_before("word")[:1]
    found = onnx.ModelProto()
    found.CopyFrom(encoder)
    del found.graph.output[:]
    found.graph.node.append(helper.make_node("Identity", [product.input[0]], ["vectors"]))
    hidden = graph.value(product.input[1]).shape[0]
    value = helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["words", hidden])
    found.graph.output.append(value)
    return found
