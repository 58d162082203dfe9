"""Reads what a training wrote for TensorBoard, with TensorBoard's own reader.

Takes a folder of logs; prints as JSON, for each folder below it that has events: the tags of scalars with steps and
values, histograms with steps and how many numbers they count, the boxes of the graph, the texts, and hyperparameters.
"""

import json
import os
import sys

from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
from tensorboard.plugins.hparams import plugin_data_pb2
from tensorboard.util import tensor_util

EVERYTHING = {"scalars": 0, "histograms": 0, "tensors": 0, "graph": 1}


def hyperparameters(content):
    data = plugin_data_pb2.HParamsPluginData.FromString(content)
    kind = data.WhichOneof("data")
    if kind == "session_end_info":
        return {"status": data.session_end_info.status}
    start = data.session_start_info
    values = {name: getattr(value, value.WhichOneof("kind")) for name, value in start.hparams.items()}
    return {"values": values, "group": start.group_name}


def read(folder):
    events = EventAccumulator(folder, size_guidance=EVERYTHING)
    events.Reload()
    tags = events.Tags()
    found = {"scalars": {}, "histograms": {}, "texts": [], "hyperparameters": [], "graph": []}
    for tag in tags["scalars"]:
        found["scalars"][tag] = [[event.step, event.value] for event in events.Scalars(tag)]
    for tag in tags["histograms"]:
        found["histograms"][tag] = [
            [event.step, event.histogram_value.num, sum(event.histogram_value.bucket)]
            for event in events.Histograms(tag)
        ]
    if tags["graph"]:
        found["graph"] = [[node.name, node.op, list(node.input)] for node in events.Graph().node]
    for tag in tags["tensors"]:
        metadata = events.SummaryMetadata(tag)
        plugin = metadata.plugin_data.plugin_name
        if plugin == "text":
            for event in events.Tensors(tag):
                found["texts"].append(tensor_util.make_ndarray(event.tensor_proto).item().decode())
        elif plugin == "hparams":
            found["hyperparameters"].append(hyperparameters(metadata.plugin_data.content))
    return found


def main(root):
    result = {}
    for folder, _, files in sorted(os.walk(root)):
        if any("tfevents" in name for name in files):
            result[os.path.relpath(folder, root)] = read(folder)
    print(json.dumps(result))


main(sys.argv[1])
