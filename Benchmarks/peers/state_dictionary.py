"""How long a state dictionary of GPT-2's shape takes to load: safetensors in Python, and `load …, into=m`.

    python Benchmarks/peers/state_dictionary.py .build/release/nabla [folder]

Writes 124 million numbers (500 MB) to the folder, once. nabla's time is that of a program that makes the model and loads,
less that of one that only makes it; medians of five rounds, one after the other. Python is measured twice: where the file is
only mapped and a number of each page is read, and where its tensors are copied into those of a model, which
`load_state_dict` does and nabla has done when its statement ends.
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


def main():
    nabla, folder = os.path.abspath(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "/tmp"
    path = os.path.join(folder, "gpt2_shape.safetensors")
    if not os.path.exists(path):
        tensors = state()
        print(f"{sum(t.numel() for t in tensors.values()):,} numbers")
        save_file(tensors, path)
    python, copied, made, loaded = [], [], [], []
    model = {name: torch.zeros_like(tensor) for name, tensor in load_file(path).items()}
    for _ in range(5):
        start = time.perf_counter()
        tensors = load_file(path)
        # A file that is only mapped has not been read.
        sum(float(t.flatten()[:: 1024].sum()) for t in tensors.values())
        python.append(time.perf_counter() - start)
        start = time.perf_counter()
        for name, tensor in load_file(path).items():
            model[name].copy_(tensor)
        copied.append(time.perf_counter() - start)
        del tensors
        made.append(run(nabla, MODEL))
        loaded.append(run(nabla, MODEL + f'load "{path}", into=m;'))
    own = statistics.median(loaded) - statistics.median(made)
    for other, what in ((statistics.median(python), "mapped"), (statistics.median(copied), "in a model")):
        print(f"safetensors {other:.3f} s ({what}), nabla {own:.3f} s, {own / other:.2f} times")


main()
