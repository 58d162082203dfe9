"""How long factorizations take, beside NumPy's, in the same rounds: both on one thread.

    python Benchmarks/linear_algebra.py .build/release/nabla-bench [rounds] [float32|float64]

The matrices are random with something on the diagonal, of n = 64, 256 and 1024 rows; `solve` has one right side of 16
columns. The fastest call of each round counts; shown are the medians of the rounds in ms, nabla's and NumPy's, and their
ratio. Ends with status 1 where nabla takes more than 1.2 times as long.
"""

import json
import os
import statistics
import subprocess
import sys
import time

os.environ["OPENBLAS_NUM_THREADS"] = "1"

import numpy

BENCH = sys.argv[1]
ROUNDS = int(sys.argv[2]) if len(sys.argv) > 2 else 5
DTYPE = sys.argv[3] if len(sys.argv) > 3 else "float64"
linalg = numpy.linalg
WORDS = {
    "det": lambda a, s, b: linalg.det(a),
    "inv": lambda a, s, b: linalg.inv(a),
    "solve": lambda a, s, b: linalg.solve(a, b),
    "cholesky": lambda a, s, b: linalg.cholesky(s),
    "qr": lambda a, s, b: linalg.qr(a),
    "svd": lambda a, s, b: linalg.svd(a, full_matrices=False),
    "eigh": lambda a, s, b: linalg.eigh(s),
    "pinv": lambda a, s, b: linalg.pinv(a),
    "lstsq": lambda a, s, b: linalg.lstsq(a, b, rcond=None),
}


def fastest(word, n):
    """Milliseconds of the fastest call in a fifth of a second, at least one."""
    random = numpy.random.default_rng(n)
    a = (random.standard_normal((n, n)) + numpy.eye(n) * n**0.5).astype(DTYPE)
    s, b = a @ a.T, random.standard_normal((n, 16)).astype(DTYPE)
    least, end = float("inf"), time.perf_counter() + 0.2
    while time.perf_counter() < end:
        begin = time.perf_counter()
        WORDS[word](a, s, b)
        least = min(least, time.perf_counter() - begin)
    return least * 1e3


ours, theirs = {}, {}
for _ in range(ROUNDS):
    for n in [64, 256, 1024]:
        for word in WORDS:
            line = json.loads(subprocess.run([BENCH, "matrices", word, str(n), DTYPE], check=True, capture_output=True,
                                             text=True).stdout)
            ours.setdefault((word, n), []).append(line["ms"])
            theirs.setdefault((word, n), []).append(fastest(word, n))

print(f"{DTYPE}, one thread, {ROUNDS} rounds, NumPy {numpy.__version__}: ms of nabla and of NumPy, ratio")
worst = 0
for (word, n), times in ours.items():
    own, other = statistics.median(times), statistics.median(theirs[word, n])
    worst = max(worst, own / other)
    print(f"{word:10}{n:6}{own:12.3f}{other:12.3f}{own / other:8.2f}")
sys.exit(worst > 1.2)
