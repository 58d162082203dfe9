"""What every peer's program shares: the data of the workloads, the clock, the line it prints.

    A   784-256-1, relu and sigmoid, binary cross-entropy, Adam, batches of 32 of 60,000 shuffled
        samples, accuracy, then validation on 10,000: one epoch of the article's program
    B   784-512-512-10, relu, softmax cross-entropy, Adam, batches of 128 of 60,000: 468 steps
    C   conv 3×3×32 relu, conv 3×3×64 relu, max pooling 2, dense 128 relu, dense 10, on 28×28×1, Adam,
        batches of 128: one step
    D   character GPT: 4 layers, 4 heads, width 128, gelu, block 64, vocabulary 65, gradients clipped to
        norm 1, AdamW, batches of 12: one step
    E   LSTM 128 over 64 characters of 65, dense 65 for the next one, Adam, batches of 32: one step
    F   2-8-8-1, tanh, squared error, SGD, batches of 16: one step
    S   one update of A's net from the start of the process to its end
"""

import json
import resource
import sys
import time

import numpy as np


def arguments():
    """WORKLOAD THREADS REPETITIONS"""
    return sys.argv[1], int(sys.argv[2]), int(sys.argv[3])


def article():
    numbers = np.random.default_rng(0)
    x = numbers.random((70_000, 784), dtype=np.float32)
    y = numbers.integers(0, 2, (70_000, 1)).astype(np.float32)
    return (x[:60_000], y[:60_000]), (x[60_000:], y[60_000:])


def classes():
    numbers = np.random.default_rng(0)
    x = numbers.random((60_000, 784), dtype=np.float32)
    return x, numbers.integers(0, 10, 60_000).astype(np.int32)


def images(count):
    numbers = np.random.default_rng(0)
    x = numbers.random((count, 28, 28, 1), dtype=np.float32)
    return x, numbers.integers(0, 10, count).astype(np.int32)


def windows(count):
    """Windows of 64 characters, and for each place the next character."""
    numbers = np.random.default_rng(0)
    text = numbers.integers(0, 65, 1_000_000).astype(np.int32)
    starts = numbers.integers(0, len(text) - 65, count)
    return tuple(np.stack([text[s + shift : s + shift + 64] for s in starts]) for shift in (0, 1))


def plane(count):
    numbers = np.random.default_rng(0)
    x = numbers.uniform(-1, 1, (count, 2)).astype(np.float32)
    return x, np.where(x[:, :1] * x[:, 1:] > 0, 1, -1).astype(np.float32)


def clocks():
    """Wall time, and processor time of all threads."""
    return time.perf_counter(), time.process_time()


def seconds(work, repetitions, parts=1):
    """Wall and processor time of each repetition, after one that is not counted, in equal parts."""
    times = []
    for repetition in range(repetitions + 1):
        wall, processor = clocks()
        work()
        if repetition:
            now = clocks()
            times.append(((now[0] - wall) / parts, (now[1] - processor) / parts))
    return times


def report(framework, workload, threads, times):
    walls = sorted(1000 * wall for wall, _ in times)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({
        "fw": framework, "wl": workload, "threads": threads,
        "unit": "epoch" if workload in "AB" else "step",
        "median_ms": round(walls[len(walls) // 2], 5), "min_ms": round(walls[0], 5),
        "cpu_ms": round(min(1000 * processor for _, processor in times), 5),
        "peak_mb": round(peak / 1024), "n": len(times),
    }), flush=True)
