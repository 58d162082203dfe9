"""What a chart costs, from its numbers to the bytes for a terminal, beside plotext 5 in the same rounds.

    python Benchmarks/charts.py .build/release/nabla-bench [rounds]

plotext (`pip install plotext==5.3.2`) draws the same numbers at the same size in this process; nabla-bench draws in its
own, a round of each after the other. Medians; "times" is plotext's time over nabla's.
"""

import contextlib
import io
import json
import math
import statistics
import subprocess
import sys
import time

import plotext

BENCH, ROUNDS = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 5


def falling(count):
    return [(2.5 * math.exp(-5 * i / count) + 0.03) * (1 + 0.6 * (((i * 2654435761) & 0xFFFF) / 65536 - 0.5))
            for i in range(count)]


def quantile(share):
    return (share ** 0.14 - (1 - share) ** 0.14) / 0.1975


def curve(values, validation, width, height):
    plotext.clear_figure()
    plotext.plot_size(width, height)
    plotext.yscale("log")
    plotext.plot(range(1, len(values) + 1), values, marker="braille", label="train")
    if validation:
        step = len(values) // validation
        xs = [(i + 1) * step for i in range(validation)]
        plotext.plot(xs, [values[x - 1] + 0.01 for x in xs], marker="braille", label="val")
    return plotext.build()


def confusion():
    plotext.clear_figure()
    plotext.plot_size(80, 24)
    actual = [row for row in range(10) for column in range(10) for _ in range(9 if row == column else 1)]
    predicted = [column for row in range(10) for column in range(10) for _ in range(9 if row == column else 1)]
    # It prints what its table comes to.
    with contextlib.redirect_stdout(io.StringIO()):
        plotext.confusion_matrix(actual, predicted, list(range(10)))
    return plotext.build()


def histogram(values):
    plotext.clear_figure()
    plotext.plot_size(80, 24)
    plotext.hist(values, 40)
    return plotext.build()


def main():
    short, long, longest = falling(2000), falling(100_000), falling(1_000_000)
    normals = [quantile((i + 0.5) / 10_000) for i in range(10_000)]
    peers = {
        "loss 2000, 80x24": (10, lambda: curve(short, 40, 80, 24)),
        "loss 2000, 120x40": (10, lambda: curve(short, 40, 120, 40)),
        "loss 100000 cold, 80x24": (1, lambda: curve(long, 40, 80, 24)),
        "loss 1000000 cold, 80x24": (1, lambda: curve(longest, 0, 80, 24)),
        "confusion 10x10": (5, confusion),
        "histogram 10000": (5, lambda: histogram(normals)),
    }
    own, others, sizes = {}, {}, {}
    for number in range(ROUNDS):
        lines = subprocess.run([BENCH, "charts", "50"], capture_output=True, text=True, check=True).stdout
        for facts in map(json.loads, lines.splitlines()):
            own.setdefault(facts["chart"], []).append(facts.get("median_ms", facts.get("nanoseconds")))
            sizes[facts["chart"]] = (facts.get("bytes"), sizes.get(facts["chart"], (None, None))[1])
        for name, (repetitions, draw) in peers.items():
            # A million points take it a quarter of a minute: once is enough.
            if "1000000" in name and number > 0:
                continue
            times = []
            for _ in range(repetitions):
                start = time.perf_counter()
                text = draw()
                times.append(1000 * (time.perf_counter() - start))
            others.setdefault(name, []).append(statistics.median(times))
            sizes[name] = (sizes[name][0], len(text.encode()))
    print("| chart | nabla | bytes | plotext 5 | bytes | times |\n|---|--:|--:|--:|--:|--:|")
    for name, times in own.items():
        value = statistics.median(times)
        if name == "append":
            print(f"| append one sample | {value:.1f} ns | | | | |")
            continue
        other = statistics.median(others[name]) if name in others else None
        cells = (f"{other:.1f} ms | {sizes[name][1]} | {other / value:.0f}" if other else " | | ")
        print(f"| {name} | {value:.3f} ms | {sizes[name][0]} | {cells} |")


main()
