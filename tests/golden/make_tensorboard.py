"""Makes tensorboard.json: events as PyTorch's and TensorBoard's own code writes them, byte for byte.

    PYTHONPATH=<TensorBoard's Python package> /usr/bin/python3 tests/golden/make_tensorboard.py

TensorBoard from source will do, with its messages compiled: protoc --python_out=. $(find tensorboard -name '*.proto' | grep -v service).
"""
import io
import json
import os

import numpy as np
import torch

# PyTorch 1.13 asks np.greater for a dtype that numpy 1.24 does not have.
greater = np.greater
np.greater = lambda a, b, dtype=None: greater(a, b)

from tensorboard.compat.proto import event_pb2  # noqa: E402
from tensorboard.summary.writer.record_writer import RecordWriter  # noqa: E402
from torch.utils.tensorboard import summary  # noqa: E402

TIME, STEP = 1700000000.25, 7


def event(value, step=STEP):
    return event_pb2.Event(wall_time=TIME, step=step, summary=value).SerializeToString(deterministic=True)


def histograms():
    values = (np.arange(200) % 37 - 11) / 8
    v, buckets = 1e-12, []
    while v < 1e20:
        buckets.append(v)
        v *= 1.1
    tensorflow = [-b for b in buckets[::-1]] + [0] + buckets
    rules = {rule: rule for rule in ("auto", "fd", "doane", "scott", "rice", "sturges", "sqrt", "stone")}
    for name, bins in {"tensorflow": tensorflow, **rules, "12": 12, "edges": [-1, -0.5, 0.5, 2]}.items():
        yield f"histogram {name}", event(summary.histogram("h", values, bins))
    yield "histogram at most 100", event(summary.histogram("h", values, tensorflow, max_bins=100))
    yield "histogram of one value", event(summary.histogram("h", np.full(5, 3.0), 4))


def events():
    yield "scalar", event(summary.scalar("loss/train", 0.1))
    yield "scalar tensor", event(summary.scalar("loss/train", 0.1, new_style=True))
    yield "scalar double", event(summary.scalar("loss/train", 0.1, new_style=True, double_precision=True))
    yield from histograms()
    yield "text", event(summary.text("note", "grün *bold*"))
    labels, predictions = (np.arange(60) * 7 % 3 == 0).astype(float), np.arange(60) * 13 % 61 / 64
    yield "pr curve", event(summary.pr_curve("pr", labels, predictions, 11))
    yield "pr curve weights", event(summary.pr_curve("pr", labels, predictions, 127, (np.arange(60) % 5 + 1) / 4))
    layout = {"one": {"both": ["Multiline", ["loss/train", "loss/test"]]}, "two": {"band": ["Margin", ["mean", "low", "high"]]}}
    yield "custom scalars", event(summary.custom_scalars(layout), step=0)
    yield "audio", event(summary.audio("a", torch.arange(16).float() / 16 - 0.5, 8000))
    parts = summary.hparams({"lr": 0.5, "optimizer": "sgd"}, {"accuracy": 0.75}, {"optimizer": ["sgd", "adam"]})
    for name, part in zip(("experiment", "start", "end"), parts):
        yield f"hparams {name}", event(part, step=0)


def main():
    made = dict(events())
    file = io.BytesIO()
    writer = RecordWriter(file)
    for data in list(made.values())[:3]:
        writer.write(data)
    here = os.path.dirname(os.path.abspath(__file__))
    with open(os.path.join(here, "tensorboard.json"), "w") as out:
        json.dump({"events": {name: data.hex() for name, data in made.items()}, "file": file.getvalue().hex()}, out, indent=1)
        out.write("\n")


main()
