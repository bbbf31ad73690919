"""Write the network as two ONNX graphs, node by node, so that what runs is what is meant.

``encoder``: one window → anchor logits, and two short vectors a word for the role head.
``roles``: the words around some anchors of one window → role scores and second-reading logits.

A window is always run alone, so nothing in its output depends on what else is read.
"""

from dataclasses import dataclass, field

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

OPSET = 17
# Weights keep seven bits: two products of unsigned 8-bit activations and signed 7-bit weights
# always fit 16 bits, so processors with and without VNNI compute the very same integers.
WEIGHT_MAX = 63

Shape = list[str | int]


@dataclass
class Graph:
    """Nodes and weights under construction."""

    int8: bool
    nodes: list[onnx.NodeProto] = field(default_factory=list)
    weights: list[onnx.TensorProto] = field(default_factory=list)

    def add(
        self, op: str, *inputs: str, outputs: int = 1, domain: str = "", **attributes: object
    ) -> str:
        """Add a node; the name of its first output (others follow as ``name.1`` …)."""
        name = f"{op.lower()}_{len(self.nodes)}"
        outs = [name] + [f"{name}.{i}" for i in range(1, outputs)]
        self.nodes.append(
            helper.make_node(op, list(inputs), outs, domain=domain, name=name, **attributes)
        )
        return name

    def constant(self, value: np.ndarray) -> str:
        name = f"weight_{len(self.weights)}"
        self.weights.append(numpy_helper.from_array(np.array(value, order="C"), name))
        return name

    def table(self, value: np.ndarray, index: str) -> str:
        """Rows of a table, kept as int8 with a scale a row when the graph is int8."""
        if not self.int8 or len(value) < 1000:
            return self.add("Gather", self.constant(value), index, axis=0)
        scale = np.maximum(np.abs(value).max(1, keepdims=True), 1e-9) / 127
        rows = self.add(
            "Gather", self.constant(np.rint(value / scale).astype(np.int8)), index, axis=0
        )
        scales = self.add("Gather", self.constant(scale.astype(np.float32)), index, axis=0)
        return self.add("Mul", self.add("Cast", rows, to=TensorProto.FLOAT), scales)

    def linear(self, x: str, weight: np.ndarray, bias: np.ndarray, *, exact: bool = False) -> str:
        """``x @ weight.T + bias``; in int8 unless the graph is float or ``exact``."""
        if exact or not self.int8:
            product = self.add("MatMul", x, self.constant(weight.T))
            return self.add("Add", product, self.constant(bias))
        scale = np.maximum(np.abs(weight).max(1), 1e-9) / WEIGHT_MAX
        quantised = np.rint(weight / scale[:, None]).astype(np.int8)
        return self.add(
            "DynamicQuantizeMatMul",
            x,
            self.constant(quantised.T),
            self.constant(scale.astype(np.float32)),
            self.constant(np.zeros(len(scale), np.int8)),
            self.constant(bias),
            domain="com.microsoft",
        )

    def norm(self, x: str, weight: np.ndarray, bias: np.ndarray, eps: float) -> str:
        return self.add(
            "LayerNormalization",
            x,
            self.constant(weight),
            self.constant(bias),
            axis=-1,
            epsilon=eps,
        )

    def gelu(self, x: str) -> str:
        return self.add("Gelu", x, domain="com.microsoft")

    def model(
        self, inputs: list[tuple[str, int, Shape]], outputs: list[tuple[str, str, Shape]]
    ) -> onnx.ModelProto:
        for name, made_by, _ in outputs:
            self.nodes.append(helper.make_node("Identity", [made_by], [name]))
        graph = helper.make_graph(
            self.nodes,
            "onrecord",
            [helper.make_tensor_value_info(name, kind, shape) for name, kind, shape in inputs],
            [
                helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)
                for name, _, shape in outputs
            ],
            self.weights,
        )
        opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid("com.microsoft", 1)]
        return helper.make_model(
            graph, opset_imports=opsets, ir_version=8, producer_name="onrecord"
        )
