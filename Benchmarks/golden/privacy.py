"""Epsilons of the sampled Gaussian mechanism, by numerical integration, and clipped sums of a linear model.

The divergences are integrals after their definition, and not the series that the program adds up; orders and the conversion to epsilon are those of Opacus (opacus/accountants/rdp.py).
"""

import math

import numpy as np

from golden_file import GoldenFile

out = GoldenFile("privacy.txt", "privacy.py", f"NumPy {np.__version__}")
ORDERS = [1 + x / 10 for x in range(1, 100)] + list(range(12, 64))


def divergence(q, s, a):
    """log E_{z ~ N(0, s^2)} ((1 - q) + q e^((2z - 1)/(2 s^2)))^a / (a - 1)."""
    if q == 1:
        return a / (2 * s**2)
    # Sums over an even grid are exact to the last digits for what falls off like a normal density.
    step = s / 64
    z = np.arange(-40 * s, a + 40 * s, step)
    mixture = np.logaddexp(np.log1p(-q), np.log(q) + (2 * z - 1) / (2 * s**2))
    terms = a * mixture - z**2 / (2 * s**2)
    top = terms.max()
    # The same sum of the plain density is 1: what rounds in both cancels.
    plain = math.fsum(np.exp(-(z**2) / (2 * s**2)))
    return (top + math.log(math.fsum(np.exp(terms - top)) / plain)) / (a - 1)


def epsilon(delta, sums):
    a = np.array(ORDERS)
    return np.min(sums - (np.log(delta) + np.log(a)) / (a - 1) + np.log((a - 1) / a))


SETTINGS = {
    # Opacus, tests/accountants_test.py: 7.32911117143.
    "test": ([(0.04, 1.5, 2250)], 1e-5),
    # Opacus, examples/mnist_README.md: three pairs of noise and epochs at a rate of 0.004.
    "mnist_0.7": ([(0.004, 0.7, 45 * 250)], 1e-5),
    "mnist_1.1": ([(0.004, 1.1, 60 * 250)], 1e-5),
    "mnist_1.3": ([(0.004, 1.3, 15 * 250)], 1e-5),
    # Opacus, examples/char-lstm_README.md.
    "lstm": ([(0.05, 1.0, 1000)], 8e-5),
    # Opacus, accountants/analysis/rdp.py: two kinds of steps.
    "two": ([(1e-5, 1.0, 10), (1e-4, 3.0, 4)], 1e-5),
    "whole": ([(1.0, 4.0, 10)], 1e-5),
    "credit": ([(1 / 17, 1.1, 85)], 1e-5),
}
for name, (steps, delta) in SETTINGS.items():
    sums = np.array([sum(n * divergence(q, s, a) for q, s, n in steps) for a in ORDERS])
    out.case(f"epsilon/{name}", delta=delta)
    out.tensor("steps", np.array([list(step) for step in steps]), "float64")
    out.tensor("divergences", sums, "float64")
    out.tensor("epsilon", np.float64(epsilon(delta, sums)))

# Clipped sums of a linear model with squared errors: one step of gradient descent without noise.
random = np.random.default_rng(5)
for index in range(3):
    n, width, clip, rate = 7 + index, 3, [0.5, 1.0, 4.0][index], 0.1
    x, y, w, b = random.normal(size=(n, width)), random.normal(size=n), random.normal(size=width), 0.3
    weights = random.uniform(0, 2, size=n) if index == 2 else np.ones(n)
    error = x @ w + b - y
    # d(w·error^2): a row for each sample, kernel then bias.
    rows = (2 * weights * error)[:, None] * np.concatenate([x, np.ones((n, 1))], axis=1)
    norms = np.linalg.norm(rows, axis=1)
    cut = rows * np.minimum(1, clip / norms)[:, None]
    step = rate * cut.sum(axis=0) / n
    out.case(f"step/{index}", clip=clip, rate=rate)
    out.tensor("x", x)
    out.tensor("y", y)
    out.tensor("weights", weights)
    out.tensor("kernel", w[:, None])
    out.tensor("bias", np.array([b]))
    out.tensor("kernel_after", (w - step[:width])[:, None])
    out.tensor("bias_after", np.array([b - step[width]]))
out.write()
