"""Modules as somebody writes them by hand, with state dictionaries that nabla exported: a folder with NAME.pt.safetensors and
NAME.json ({"inputs": [{"shape": […], "numbers": […]}], "output": […]}, pictures with their channels last).

Prints a line for each: the name, `ok` or what is wrong.
"""

import json
import sys
from collections import OrderedDict

import torch
from safetensors.torch import load_file
from torch import nn

NETS = {
    "plain": OrderedDict(
        conv2d=nn.Conv2d(3, 4, 3), relu=nn.ReLU(), pool=nn.MaxPool2d(2), flatten=nn.Flatten(), dense=nn.Linear(64, 5)
    ),
    "normalized": OrderedDict(
        conv2d=nn.Conv2d(3, 4, 3, stride=2),
        flatten=nn.Flatten(),
        batch_normalization=nn.BatchNorm1d(64, eps=1e-3),
        relu=nn.ReLU(),
        dropout=nn.Dropout(0.5),
        dense=nn.Linear(64, 6),
        tanh=nn.Tanh(),
        dense_1=nn.Linear(6, 2),
    ),
    "direct": OrderedDict(flatten=nn.Flatten(), dense=nn.Linear(300, 5)),
    "series": OrderedDict(conv1d=nn.Conv1d(3, 4, 3), relu=nn.ReLU(), flatten=nn.Flatten(), dense=nn.Linear(40, 2)),
}

for name, layers in NETS.items():
    with open(f"{sys.argv[1]}/{name}.json") as file:
        case = json.load(file)
    net = nn.Sequential(layers).eval()
    net.load_state_dict(load_file(f"{sys.argv[1]}/{name}.pt.safetensors"))
    given = case["inputs"][0]
    x = torch.tensor(given["numbers"]).reshape(given["shape"]).movedim(-1, 1)
    with torch.no_grad():
        found = net(x).double()
    wanted = torch.tensor(case["output"], dtype=torch.float64).reshape(found.shape)
    difference = ((found - wanted).abs().max() / wanted.abs().max()).item()
    print(name, "ok" if difference < 3e-6 else f"other numbers: {difference:.2e}")
