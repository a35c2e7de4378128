"""Reads a run that NativeTorch wrote with TensorBoard's own code, beside what PyTorch's SummaryWriter writes.

    /usr/bin/python3 tensorboard_check.py OURS THEIRS

OURS is written by TensorBoardTests.cs, THEIRS is an empty folder. Prints "same", or what differs.
"""
import glob
import io
import json
import os
import sys

import numpy as np
import PIL.Image
import torch

greater = np.greater  # PyTorch 1.13 asks it for a dtype that numpy 1.24 does not have
np.greater = lambda a, b, dtype=None: greater(a, b)

from google.protobuf import text_format  # noqa: E402
from tensorboard import context  # noqa: E402
from tensorboard.backend.event_processing import data_provider, event_accumulator, event_file_loader, plugin_event_multiplexer  # noqa: E402
from tensorboard.compat.proto import event_pb2, graph_pb2  # noqa: E402
from tensorboard.plugins import base_plugin  # noqa: E402
from tensorboard.plugins.graph import graphs_plugin  # noqa: E402
from tensorboard.plugins.hparams import api_pb2, backend_context, list_session_groups, plugin_data_pb2  # noqa: E402
from tensorboard.plugins.pr_curve import pr_curves_plugin  # noqa: E402
from tensorboard.plugins.projector import projector_config_pb2  # noqa: E402
from tensorboard.plugins.text import text_plugin  # noqa: E402
from torch.utils.tensorboard import SummaryWriter  # noqa: E402

OURS, THEIRS = sys.argv[1:]
STEP = 3


def write_theirs():
    with SummaryWriter(THEIRS, purge_step=1) as w:
        values = torch.remainder(torch.arange(300) * 37, 101).double() / 16 - 2
        w.add_scalar("loss/train", 0.25, STEP)
        w.add_scalar("loss/new", 0.25, STEP, new_style=True)
        w.add_scalar("loss/double", 0.1, STEP, new_style=True, double_precision=True)
        w.add_scalars("chart/both", {"train": 1.0, "test": 2.0}, STEP)
        w.add_histogram("values", values, STEP)
        w.add_histogram("values/auto", values.float(), STEP, bins="auto")
        w.add_histogram("values/few", values, STEP, max_bins=20)
        w.add_histogram_raw("raw", 0, 4, 3, 6, 14, [1, 2, 4], [1, 1, 1], STEP)
        picture = torch.remainder(torch.arange(3 * 5 * 7) * 29, 256).to(torch.uint8).view(3, 5, 7)
        w.add_image("picture", picture, STEP)
        w.add_image("picture/float", picture.float() / 255, STEP)
        w.add_image("picture/hwc", picture.permute(1, 2, 0), STEP, dataformats="HWC")
        w.add_image("picture/grey", picture[0], STEP, dataformats="HW")
        batch = torch.remainder(torch.arange(10 * 4 * 6) * 29, 256).to(torch.uint8).view(10, 1, 4, 6)
        w.add_images("pictures", batch, STEP)
        w.add_text("note", "grün *bold*\n\n| a |\n|---|\n| 1 |", STEP)
        w.add_audio("sound", torch.remainder(torch.arange(400) * 37, 101).double() / 50 - 1, STEP, 8000)
        labels, predictions = (np.arange(300) * 7 % 3 == 0).astype(float), np.arange(300) * 13 % 61 / 64
        w.add_pr_curve("curve", labels, predictions, STEP, num_thresholds=50)
        w.add_pr_curve_raw("curve/raw", [2, 1], [3, 1], [0, 2], [0, 1], [0.4, 0.5], [1.0, 0.5], STEP, num_thresholds=2)
        w.add_custom_scalars({"one": {"both": ["Multiline", ["loss/train", "loss/new"]], "band": ["Margin", ["a", "b", "c"]]}})
        sprites = torch.arange(4 * 3 * 2 * 2).float().view(4, 3, 2, 2) / 64
        w.add_embedding(torch.arange(12).float().view(4, 3) / 8, ["a", "b", "c", "d"], sprites, 5, "points/a")
        w.add_embedding(torch.arange(6).double().view(2, 3) / 10, [["a", "x"], ["b", "y"]], None, 6, "points", ["letter", "other"])
        w.add_hparams({"lr": 0.5, "optimizer": "sgd", "layers": 3}, {"accuracy": 0.75}, {"optimizer": ["sgd", "adam"]}, run_name="trial")


def files(folder):
    return sorted(glob.glob(os.path.join(folder, "**", "*tfevents*"), recursive=True), key=os.path.dirname)


def content(event):
    """What an event says, comparable: without times, pictures as pixels, maps in order, sums rounded."""
    event = event_pb2.Event.FromString(event.SerializeToString())
    event.wall_time = 0
    event.ClearField("source_metadata")
    extra = []
    for value in event.summary.value:
        if value.HasField("image"):
            extra.append(np.asarray(PIL.Image.open(io.BytesIO(value.image.encoded_image_string))).tolist())
            value.image.encoded_image_string = b""
        plugin = value.metadata.plugin_data
        if plugin.plugin_name == "hparams":  # a map, in any order
            extra.append(text_format.MessageToString(plugin_data_pb2.HParamsPluginData.FromString(plugin.content)))
            plugin.content = b""
        for field in ("sum", "sum_squares"):
            if value.HasField("histo"):
                setattr(value.histo, field, round(getattr(value.histo, field), 9))
    return text_format.MessageToString(event), extra


def outline(event):
    """What a changed event is of; PNG's bytes, which differ, are in its tensors."""
    return event.step, [(v.tag, v.metadata.plugin_data.plugin_name, str(v.tensor.tensor_shape)) for v in event.summary.value]


def graphs(events):
    return [e for e in events if e.HasField("graph_def") or e.HasField("tagged_run_metadata")]


def compare_events():
    ours, theirs = files(OURS), files(THEIRS)
    assert len(ours) == len(theirs), (ours, theirs)
    for a, b in zip(ours, theirs):
        assert os.path.relpath(os.path.dirname(a), OURS) == os.path.relpath(os.path.dirname(b), THEIRS), (a, b)
        raw = list(event_file_loader.LegacyEventFileLoader(a).Load())
        plain = [content(e) for e in raw if e not in graphs(raw)]
        expected = [content(e) for e in event_file_loader.LegacyEventFileLoader(b).Load()]
        for i, (x, y) in enumerate(zip(plain, expected)):
            assert x == y, f"{a}, event {i}:\n{str(x)[:1500]}\nPyTorch:\n{str(y)[:1500]}"
        assert len(plain) == len(expected), (len(plain), len(expected))
        # With TensorBoard 2's changes of old forms.
        loaders = (event_file_loader.EventFileLoader(path) for path in (a, b))
        new, expected = ([outline(e) for e in loader.Load() if not e.HasField("graph_def")] for loader in loaders)
        assert [e for e in new if not any(plugin.startswith("graph") for _, plugin, _ in e[1])] == expected, a


def provider(folder):
    multiplexer = plugin_event_multiplexer.EventMultiplexer()
    multiplexer.AddRunsFromDirectory(folder)
    multiplexer.Reload()
    data = data_provider.MultiplexerDataProvider(multiplexer, folder)
    return data, base_plugin.TBContext(data_provider=data, logdir=folder, multiplexer=multiplexer)


def shown(folder):
    """What TensorBoard's plugins show of a folder."""
    ctx = context.RequestContext()
    data, board = provider(folder)
    seen = {}
    for plugin in ("scalars", "histograms", "images", "text", "pr_curves", "hparams", "custom_scalars", "audio"):
        for kind in ("list_scalars", "list_tensors", "list_blob_sequences"):
            found = getattr(data, kind)(ctx, experiment_id="", plugin_name=plugin)
            seen[plugin, kind] = {run: sorted(tags) for run, tags in sorted(found.items())}
    curves = pr_curves_plugin.PrCurvesPlugin(board).pr_curves_impl(ctx, "", ["."], "curve")
    for curve in curves["."]:
        curve.pop("wall_time")
    seen["pr curve"] = json.dumps(curves, sort_keys=True)
    texts = text_plugin.TextPlugin(board).text_impl(ctx, ".", "note/text_summary", "", True)
    seen["text"] = [t["text"] for t in texts]
    hparams = backend_context.Context(board)
    request = api_pb2.ListSessionGroupsRequest(start_index=0, slice_size=10, allowed_statuses=[1, 2, 3])
    request.col_params.add(metric=api_pb2.MetricName(tag="accuracy"))
    groups = list_session_groups.Handler(ctx, hparams, "", request).run()
    for group in groups.session_groups:
        for value in [*group.metric_values, *(v for s in group.sessions for v in s.metric_values)]:
            value.wall_time_secs = 0
    seen["hparams"] = str(groups)
    return seen


def compare_projector():
    config, expected = ({}, {})
    for folder, to in ((OURS, config), (THEIRS, expected)):
        with open(os.path.join(folder, "projector_config.pbtxt")) as f:
            message = text_format.Parse(f.read(), projector_config_pb2.ProjectorConfig())
        to["config"] = str(message)
        for e in message.embeddings:
            with open(os.path.join(folder, e.tensor_path)) as f:
                to[e.tensor_name] = [[np.float32(x) for x in line.split("\t")] for line in f.read().splitlines()]
            with open(os.path.join(folder, e.metadata_path), encoding="utf-8") as f:
                to[e.tensor_name, "labels"] = f.read()
            if e.sprite.image_path:
                to[e.tensor_name, "sprite"] = np.asarray(PIL.Image.open(os.path.join(folder, e.sprite.image_path))).tolist()
    assert config == expected, (config, expected)


def check_graph():
    accumulator = event_accumulator.EventAccumulator(OURS)
    accumulator.Reload()
    graph = accumulator.Graph()
    assert isinstance(graph, graph_pb2.GraphDef)
    names = [node.name for node in graph.node]
    assert len(set(names)) == len(names) > 5, names
    for node in graph.node:
        assert all(name.split(":")[0] in names for name in node.input), node
        assert len(node.attr["_output_shapes"].list.shape) > 0 or node.name.startswith("output"), node
    _, board = provider(OURS)
    body, _ = graphs_plugin.GraphsPlugin(board).graph_impl(context.RequestContext(), ".", None, False, "")
    assert "Net/Linear[head]" in body, body[:500]
    assert accumulator.Tags()["run_metadata"] == ["step1"]


write_theirs()
compare_events()
ours, theirs = shown(OURS), shown(THEIRS)
for key in theirs:
    assert ours[key] == theirs[key], f"{key}:\n{ours[key]}\nPyTorch:\n{theirs[key]}"
compare_projector()
check_graph()
print("same", end="")
