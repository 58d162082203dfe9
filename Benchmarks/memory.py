#!/usr/bin/env python3
"""Compares what `cost` foretells with what a training takes, net by net: Benchmarks/memory.py [PROGRAM].

Each net is trained for two epochs of two batches in a process of its own. What is measured is the
peak of the process's resident memory, less that of a process that makes the same data and ends.
"""

import os
import subprocess
import sys

PROGRAM = sys.argv[1] if len(sys.argv) > 1 else ".build/release/nabla"
TOLERANCE = 0.10

# name, sample shape, what the numbers are (`words` have a class for each), batch, optimizer, the net
NETS = [
    ("dense, wide", "784", "real", 128, "adam", "dense 2048, activation=relu; dense 2048, activation=relu; dense 1"),
    ("dense, deep", "256", "real", 512, "adam", "repeat 12 { dense 768, activation=tanh }; dense 1"),
    ("dense, large batch", "512", "real", 8192, "sgd", "dense 1024, activation=relu; dense 512, activation=relu; dense 1"),
    ("dense, no state", "1024", "real", 64, "sgd", "dense 4096, activation=relu; dense 1024, activation=relu; dense 1"),
    ("dense, momentum", "1024", "real", 64, "sgd(0.01, momentum=0.9)", "dense 4096, activation=relu; dense 1024; dense 1"),
    ("dense, amsgrad", "1024", "real", 64, "adam(amsgrad=true)", "dense 4096, activation=relu; dense 1024; dense 1"),
    ("dense, adadelta", "1024", "real", 64, "adadelta", "dense 3072, activation=relu; dense 1024; dense 1"),
    ("dense, averaged", "1024", "real", 64, "adam(use_ema=true)", "dense 3072, activation=relu; dense 1024; dense 1"),
    ("dense, float64", "1024", "float64", 64, "rmsprop", "dense 2048, activation=relu; dense 512; dense 1"),
    ("dense, batch of one", "1024", "real", 1, "lion", "dense 2048, activation=relu; dense 1024; dense 1"),
    ("dense, dropout", "512", "real", 2048, "adam", "repeat 4 { dense 1024, activation=relu; dropout 0.5 }; dense 1"),
    ("batch normalization", "512", "real", 2048, "adam", "repeat 4 { dense 1024; batch_normalization; relu }; dense 1"),
    ("convolution", "28, 28, 1", "real", 128, "adam", "conv2d 32, 3, activation=relu; conv2d 64, 3, activation=relu; max_pooling2d 2; flatten; dense 128, activation=relu; dense 1"),
    ("convolution, padded", "32, 32, 3", "real", 64, "sgd", "repeat 3 { conv2d 48, 3, padding=same, activation=relu }; global_average_pooling2d; dense 1"),
    ("separable convolution", "48, 48, 3", "real", 64, "adam", "repeat 3 { separable_conv2d 64, 3, padding=same, activation=relu }; global_average_pooling2d; dense 1"),
    ("convolution in time", "512, 8", "real", 128, "adam", "repeat 3 { conv1d 64, 5, padding=same, activation=relu }; global_average_pooling1d; dense 1"),
    ("autoencoder", "32, 32, 3", "real", 64, "adam", "conv2d 64, 3, strides=2, padding=same, activation=relu; conv2d_transpose 64, 3, strides=2, padding=same, activation=relu; flatten; dense 1"),
    ("lstm", "128, 64", "real", 128, "adam", "lstm 256, return_sequences=true; lstm 256; dense 1"),
    ("gru", "128, 64", "real", 128, "rmsprop", "gru 256, return_sequences=true; gru 256; dense 1"),
    ("bidirectional lstm", "96, 64", "real", 128, "adam", "bidirectional { lstm 192, return_sequences=true }; global_average_pooling1d; dense 1"),
    ("transformer", "128", "whole", 32, "adamw", "embedding 1000, 256; position_embedding; repeat 3 { residual { layer_normalization; multi_head_attention 4, 64, use_causal_mask=true }; residual { layer_normalization; dense 1024, activation=gelu; dense 256 } }; global_average_pooling1d; dense 1"),
    ("language model", "64", "words", 16, "adamw(0.001, global_clipnorm=1)", "embedding 1000, 128; position_embedding; repeat 2 { residual { layer_normalization; multi_head_attention 4, 32, use_causal_mask=true }; residual { layer_normalization; dense 512, activation=gelu; dense 128 } }; layer_normalization; dense 1000, activation=softmax"),
    ("embedding, large", "32", "whole", 256, "adam", "embedding 50000, 128; flatten; dense 1"),
]


def data(shape, kind, batch):
    x = f"random_uniform([{2 * batch}, {shape}])"  # between -0.05 and 0.05
    if kind in ("whole", "words"):
        x = f"floor(19000 * abs(random_uniform([{2 * batch}, {shape}])))"
    y = "x" if kind == "words" else f"random_uniform([{2 * batch}, 1])"
    setting = "set dtype=float64\n" if kind == "float64" else ""
    return f"{setting}x = {x}\ny = {y}\nd = data table(x, y)\n"


def run(text):
    """What the program prints, and the peak of its memory in bytes."""
    process = subprocess.Popen(
        [PROGRAM, "--threads", "1", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True)
    process.stdin.write(text)
    process.stdin.close()
    printed, errors = process.stdout.read(), process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{text}\n{printed}{errors}")
    return printed, usage.ru_maxrss * 1024


outside = 0
print("| net | batch | optimizer | foretold | measured | ratio |\n|---|--:|---|--:|--:|--:|")
for name, shape, kind, batch, optimizer, lines in NETS:
    rows = data(shape, kind, batch)
    net = f"m = model [{shape}] {{ {lines} }}\n"
    setting = "set dtype=float64\n" if kind == "float64" else ""
    told = float(run(f"{setting}{net}c = cost m, batch_size={batch}, optimizer={optimizer}\nc.bytes")[0].split()[-1])
    _, base = run(rows)
    _, peak = run(
        f"{rows}{net}train m, d, epochs=2, batch_size={batch}, optimizer={optimizer}, "
        f"loss={'sparse_categorical_crossentropy' if kind == 'words' else 'mean_squared_error'}")
    ratio = told / (peak - base)
    outside += abs(ratio - 1) > TOLERANCE
    print(f"| {name} | {batch} | {optimizer} | {told / 1e6:.1f} MB | {(peak - base) / 1e6:.1f} MB | {ratio:.2f} |", flush=True)
sys.exit(f"{outside} of {len(NETS)} are further off than {TOLERANCE:.0%}" if outside else 0)
