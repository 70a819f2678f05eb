"""Write the trained network as the package ships it: ``python -m training.network.export CHECKPOINT OUT``.

OUT gets ``network.onnx`` (int8), ``parts.npz`` (what numpy computes from the network's outputs) and
``tokenizer.json`` and ``card.json``. Prints the size, the checksum, and how far the int8 outputs are from
the float ones.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from marsad.reading.network.weights import FILES, OUTPUTS

from .corpus import corpus_fingerprint
from .encoder import Network, Shape


class PerPiece(nn.Module):
    """All that is told of each piece of one window; pairs of pieces are left to numpy."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.encoder, self.heads = network.encoder, network.heads

    def forward(self, ids: Tensor, cases: Tensor) -> tuple[Tensor, ...]:
        x = self.encoder(ids, cases)
        h = self.heads
        told = (h.kind_of_event, h.status, h.actor_kind, h.pair, h.event, h.part, h.role_word)
        return tuple(head(x) for head in told)


def export(network: Network, base: Path, out: Path, name: str) -> None:
    out.mkdir(parents=True, exist_ok=True)
    network.eval()
    ids = torch.randint(1000, 2000, (1, 40))
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        length = torch.export.Dim("length", min=3, max=512)
        torch.onnx.export(
            PerPiece(network), (ids, torch.zeros_like(ids)), whole, dynamo=True, external_data=False,
            input_names=["ids", "cases"], output_names=list(OUTPUTS),
            dynamic_shapes=({1: length}, {1: length}),
        )  # fmt: skip
        # both options keep the int8 states near the float ones on processors without VNNI
        quantize_dynamic(
            whole, out / "network.onnx", weight_type=QuantType.QInt8, per_channel=True, reduce_range=True
        )
        _compare(whole, out / "network.onnx")
    _strip(out / "network.onnx")
    h = network.heads
    np.savez(
        out / "parts.npz",
        pair_distance=h.pair_distance.weight.detach().numpy().ravel(),
        pair_scale=h.pair_scale.detach().numpy(),
        role=h.role.detach().numpy(),
        role_distance=h.role_distance.weight.detach().numpy(),
    )
    tokenizer = json.loads((base / "tokenizer.json").read_text(encoding="utf-8"))
    tokenizer["truncation"] = tokenizer["padding"] = None
    (out / "tokenizer.json").write_text(json.dumps(tokenizer, ensure_ascii=False), encoding="utf-8")
    sums = {f: hashlib.sha256((out / f).read_bytes()).hexdigest() for f in FILES}
    (out / "card.json").write_text(
        json.dumps({"version": name, "sha256": sums, "corpus": corpus_fingerprint()}, indent=1) + "\n",
        encoding="utf-8",
    )
    print(f"{(out / 'network.onnx').stat().st_size / 1e6:.1f} MB")


def _strip(path: Path) -> None:
    """Take out what the exporter notes of its own machine: stack traces and paths of each node."""
    model = onnx.load(path)
    for part in (model, model.graph, *model.graph.node, *model.graph.value_info, *model.graph.initializer):
        part.doc_string = ""
        del part.metadata_props[:]
    onnx.save(model, path)


def _compare(whole: Path, small: Path) -> None:
    ids = np.random.default_rng(1).integers(1000, 20000, (1, 200))
    given = {"ids": ids, "cases": np.zeros_like(ids)}
    outs = [onnxruntime.InferenceSession(str(p)).run(None, given) for p in (whole, small)]
    for name, a, b in zip(OUTPUTS, *outs, strict=True):
        cosine = (a * b).sum(-1) / np.linalg.norm(a, axis=-1) / np.linalg.norm(b, axis=-1)
        print(f"{name}: mean cosine {cosine.mean():.4f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--name", required=True, help="the name that records will carry")
    args = parser.parse_args()
    network = Network(Shape.of(args.base))
    network.load_state_dict(torch.load(args.checkpoint)["network"])
    export(network, args.base, args.out, args.name)


if __name__ == "__main__":
    main()
