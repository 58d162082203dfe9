"""What every peer's program shares: the data of the workloads, the clock, the line it prints.

    A   784-256-1, relu and sigmoid, binary cross-entropy, Adam, batches of 32 of 60,000 shuffled
        samples, accuracy, then validation on 10,000: one epoch of the article's program
    B   784-512-512-10, relu, softmax cross-entropy, Adam, batches of 128 of 60,000: 468 steps
    F   2-8-8-1, tanh, squared error, SGD, batches of 16: one step
"""

import json
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


def plane(count):
    numbers = np.random.default_rng(0)
    x = numbers.uniform(-1, 1, (count, 2)).astype(np.float32)
    return x, np.where(x[:, :1] * x[:, 1:] > 0, 1, -1).astype(np.float32)


def seconds(work, repetitions):
    """Wall time of each repetition, after one that is not counted."""
    times = []
    for repetition in range(repetitions + 1):
        start = time.perf_counter()
        work()
        if repetition:
            times.append(time.perf_counter() - start)
    return times


def report(framework, workload, threads, times):
    times = sorted(1000 * t for t in times)
    print(json.dumps({
        "fw": framework, "wl": workload, "threads": threads,
        "unit": "step" if workload == "F" else "epoch",
        "median_ms": round(times[len(times) // 2], 5), "min_ms": round(times[0], 5), "n": len(times),
    }), flush=True)
