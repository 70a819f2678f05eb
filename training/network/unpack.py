"""Make a checkpoint of the shipped weights: ``python -m training.network.unpack SHIPPED OUT``.

SHIPPED is ``src/marsad/reading/network/shipped``. OUT is a file that ``--start`` of the trainings takes. The
weights are those of int8, and heads that only training needs are not among them: they are learned anew.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import Tensor

from .encoder import Network, Shape

Floats = NDArray[np.float32]
_UNSHIPPED = ("heads.actor.", "heads.actor_distance.", "heads.actor_scale")
"""What compares mentions of actors: only training needs it."""


def unpack(shipped: Path) -> dict[str, Tensor]:
    """The weights that are shipped, by their names in the network."""
    graph = onnx.load(shipped / "network.onnx").graph
    given = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    users: dict[str, list[onnx.NodeProto]] = {}
    for node in graph.node:
        for name in node.input:
            users.setdefault(name, []).append(node)

    def rounded(name: str) -> Floats:
        values = given[f"{name}_quantized"].astype(np.float32)
        return (values - given[f"{name}_zero_point"].astype(np.float32)) * given[f"{name}_scale"]

    def bias_behind(name: str) -> str:
        """The bias that is added to what comes of a product."""
        node = next(n for n in users[name] if n.op_type != "DynamicQuantizeLinear")
        bias = [i for i in node.input if i.endswith(".bias")]
        return bias[0] if node.op_type == "Add" and bias else bias_behind(node.output[0])

    found = {n: v for n, v in given.items() if n.endswith((".weight", ".bias"))}
    for name in given:
        if name.endswith("_quantized"):
            base = name.removesuffix("_quantized")
            if base.endswith(".weight"):
                found[base] = rounded(base)
            else:
                product = next(n for n in users[name] if n.op_type == "MatMulInteger")
                bias = bias_behind(product.output[0])
                found[bias.removesuffix("bias") + "weight"] = rounded(base).T
    with np.load(shipped / "parts.npz") as parts:
        found["heads.pair_distance.weight"] = parts["pair_distance"][:, None]
        found["heads.pair_scale"] = parts["pair_scale"]
        found["heads.role"] = parts["role"]
        found["heads.role_distance.weight"] = parts["role_distance"]
    return {n: torch.tensor(v) for n, v in found.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shipped", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    torch.manual_seed(1)
    network = Network(Shape())
    lost = network.load_state_dict(unpack(args.shipped), strict=False)
    if lost.unexpected_keys or any(not name.startswith(_UNSHIPPED) for name in lost.missing_keys):
        raise SystemExit(f"not the weights of this network: {lost}")
    torch.save({"network": network.state_dict()}, args.out)
    print(f"learned anew, because they are not shipped: {', '.join(lost.missing_keys)}")


if __name__ == "__main__":
    main()
