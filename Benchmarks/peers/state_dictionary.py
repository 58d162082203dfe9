"""How long a state dictionary of GPT-2's shape takes to load: safetensors in Python, and `load …, into=m`.

    python Benchmarks/peers/state_dictionary.py .build/release/nabla [folder]

Writes 124 million numbers (500 MB) to the folder, once; medians of five rounds, one after the other.

`fresh`: a process makes the model and loads into it, less the process that does nothing. Python's model is zeros, which
cost nothing until they are written to; nabla's weights are drawn when they are first used, so that those of a file come first.
`again`: Python copies into a model that was written to before, which no process of nabla has at that place; nabla's figure
is the same as that of `fresh`, less the making of the model without weights.
"""

import os
import statistics
import subprocess
import sys
import time

import torch
from safetensors.torch import load_file, save_file

BLOCKS, WIDTH, WORDS, PLACES = 12, 768, 50257, 1024
MODEL = """
m = model [1024] { embedding 50257, 768; position_embedding
repeat 12 {
  residual { layer_normalization; multi_head_attention 12, 64, use_causal_mask=true }
  residual { layer_normalization; dense 3072, activation=gelu; dense 768 }
}
layer_normalization }
"""


def label(word, number):
    return word if number == 0 else f"{word}_{number}"


def state():
    tensors = {"embedding.weight": (WORDS, WIDTH), "position_embedding.weight": (PLACES, WIDTH)}
    for block in range(BLOCKS):
        attention = label("multi_head_attention", block)
        tensors[f"{attention}.in_proj_weight"] = (3 * WIDTH, WIDTH)
        tensors[f"{attention}.in_proj_bias"] = (3 * WIDTH,)
        tensors[f"{attention}.out_proj.weight"] = (WIDTH, WIDTH)
        tensors[f"{attention}.out_proj.bias"] = (WIDTH,)
        for place, (rows, columns) in enumerate([(4 * WIDTH, WIDTH), (WIDTH, 4 * WIDTH)]):
            dense = label("dense", 2 * block + place)
            tensors[f"{dense}.weight"], tensors[f"{dense}.bias"] = (rows, columns), (rows,)
    for place in range(2 * BLOCKS + 1):
        norm = label("layer_normalization", place)
        tensors[f"{norm}.weight"] = tensors[f"{norm}.bias"] = (WIDTH,)
    return {name: torch.randn(shape) for name, shape in tensors.items()}


def run(nabla, program):
    start = time.perf_counter()
    done = subprocess.run([nabla, "-c", program], capture_output=True, text=True)
    if done.returncode or "error" in done.stdout + done.stderr:
        sys.exit(done.stdout + done.stderr)
    return time.perf_counter() - start


FRESH = """
import sys, time
from safetensors.torch import load_file
import torch
shapes = {name: tensor.shape for name, tensor in load_file(sys.argv[1]).items()}
start = time.perf_counter()
model = {name: torch.zeros(shape) for name, shape in shapes.items()}
for name, tensor in load_file(sys.argv[1]).items():
    model[name].copy_(tensor)
print(time.perf_counter() - start)
start = time.perf_counter()
for name, tensor in load_file(sys.argv[1]).items():
    model[name].copy_(tensor)
print(time.perf_counter() - start)
"""


def main():
    nabla, folder = os.path.abspath(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "/tmp"
    path = os.path.join(folder, "gpt2_shape.safetensors")
    if not os.path.exists(path):
        tensors = state()
        print(f"{sum(t.numel() for t in tensors.values()):,} numbers")
        save_file(tensors, path)
        del tensors
    fresh, again, empty, loaded = [], [], [], []
    for _ in range(5):
        done = subprocess.run([sys.executable, "-c", FRESH, path], capture_output=True, text=True, check=True)
        first, second = (float(line) for line in done.stdout.split())
        fresh.append(first)
        again.append(second)
        empty.append(run(nabla, "x = 1"))
        loaded.append(run(nabla, MODEL + f'load "{path}", into=m;'))
    own = statistics.median(loaded) - statistics.median(empty)
    for other, what in ((statistics.median(fresh), "fresh"), (statistics.median(again), "again")):
        print(f"{what}: safetensors {other:.3f} s, nabla {own:.3f} s, {own / other:.2f} times")


main()
