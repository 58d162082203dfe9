"""What answers come from, in PyTorch: integrated gradients, gradient times input, occlusion.

Integrated gradients as Captum writes them down: points and weights of Gauss and Legendre moved to 0..1, the gradient at
baseline + alpha (x - baseline), times (x - baseline). Behind that rates of groups as fairlearn defines them, Wilson's
interval, Cramer's V, and permutation importance as scikit-learn defines it, in NumPy.
"""

import numpy as np
import torch

from golden_file import GoldenFile

torch.set_num_threads(1)
out = GoldenFile("explaining.txt", "explaining.py", f"PyTorch {torch.__version__}, NumPy {np.__version__}")


def legendre(steps):
    points, weights = np.polynomial.legendre.leggauss(steps)
    return (1 + points) / 2, weights / 2


def integrated(answer, x, baseline, steps):
    total = torch.zeros_like(x)
    for alpha, weight in zip(*legendre(steps)):
        point = (baseline + alpha * (x - baseline)).detach().requires_grad_(True)
        total += weight * torch.autograd.grad(answer(point), point)[0]
    return (x - baseline) * total


def dense(name, activation, seed, index, steps, baseline):
    out.case(f"dense/{name}", activation=activation, index=index, steps=steps)
    kernels = [out.formula("dense.kernel", [5, 8], seed, -1.0, 1.0)]
    biases = [out.formula("dense.bias", [8], seed + 1, -0.3, 0.3)]
    kernels.append(out.formula("dense_1.kernel", [8, 3], seed + 2, -1.0, 1.0))
    biases.append(out.formula("dense_1.bias", [3], seed + 3, -0.3, 0.3))
    x = torch.tensor(out.formula("x", [1, 5], seed + 4, -2.0, 2.0))
    start = torch.tensor(out.formula("baseline", [5], seed + 5, *baseline))[None]
    (k1, k2), (b1, b2) = map(torch.tensor, kernels), map(torch.tensor, biases)
    inner = {"tanh": torch.tanh, "relu": torch.relu}[activation]

    def answer(row):
        return torch.softmax(inner(row @ k1 + b1) @ k2 + b2, dim=1)[0, index]

    point = x.clone().requires_grad_(True)
    out.tensor("ends", [float(answer(x)), float(answer(start))])
    out.tensor("saliency", ((x - start) * torch.autograd.grad(answer(point), point)[0])[0].numpy())
    out.tensor("integrated", integrated(answer, x, start, steps)[0].numpy())
    hidden = []
    for place in range(5):
        other = x.clone()
        other[0, place] = start[0, place]
        hidden.append(float(answer(x) - answer(other)))
    out.tensor("occlusion", hidden)


def tokens(seed, steps):
    out.case("tokens", steps=steps)
    table = torch.tensor(out.formula("embedding.embeddings", [12, 4], seed, -1.0, 1.0))
    kernel = torch.tensor(out.formula("dense.kernel", [4, 1], seed + 1, -2.0, 2.0))
    bias = torch.tensor(out.formula("dense.bias", [1], seed + 2, -0.3, 0.3))
    numbers = np.array([[3, 7, 0, 11, 7, 2]])
    out.tensor("x", numbers, "int32")
    vectors = table[torch.tensor(numbers)]

    def answer(own):
        return torch.sigmoid(torch.tanh(own).mean(dim=1) @ kernel + bias)[0, 0]

    start = torch.zeros_like(vectors)
    point = vectors.clone().requires_grad_(True)
    out.tensor("ends", [float(answer(vectors)), float(answer(start))])
    gradient = torch.autograd.grad(answer(point), point)[0]
    out.tensor("saliency", (vectors * gradient).sum(dim=2)[0].numpy())
    out.tensor("integrated", integrated(answer, vectors, start, steps).sum(dim=2)[0].numpy())


def groups(seed):
    random = np.random.default_rng(seed)
    count, kinds = int(random.integers(20, 200)), int(random.integers(2, 6))
    group = np.concatenate([np.arange(kinds), random.integers(0, kinds, count - kinds)])
    truth = random.integers(0, 2, count)
    score = np.clip(random.normal(0.4 + 0.1 * group + 0.2 * truth, 0.3), 0, 1)
    answer = score > 0.5
    out.case(f"groups/{seed}")
    out.tensor("group", group, "int32")
    out.tensor("truth", truth, "int32")
    out.tensor("score", score)
    z = 1.959963984540054
    rows = []
    for kind in range(kinds):
        own = group == kind
        t, a, n = truth[own] == 1, answer[own], int(own.sum())
        p = a.mean()
        middle = (p + z * z / (2 * n)) / (1 + z * z / n)
        half = z * np.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
        share = lambda part, whole: part.sum() / whole.sum() if whole.sum() else 0.0
        rows.append(
            [n, t.mean(), p, (t == a).mean(), share(t & a, t), share(~t & a, ~t), share(t & a, a)]
            + [score[own].mean(), max(0, middle - half), min(1, middle + half)]
        )
    out.tensor("rates", np.array(rows))
    table = np.zeros((kinds, 2))
    np.add.at(table, (group, truth), 1)
    table = table[:, table.sum(axis=0) > 0]
    expected = np.outer(table.sum(axis=1), table.sum(axis=0)) / count
    square = ((table - expected) ** 2 / expected).sum()
    out.tensor("cramer", np.sqrt(square / count / max(1, min(table.shape) - 1)))


for seed, (activation, index, baseline) in enumerate(
    [("tanh", 0, (0.0, 0.0)), ("tanh", 2, (-1.0, 1.0)), ("relu", 1, (0.0, 0.0)), ("relu", 2, (-1.0, 1.0))]
):
    dense(f"{activation}{index}", activation, 100 * seed + 7, index, [50, 50, 20, 33][seed], baseline)
tokens(501, 50)
for seed in range(8):
    groups(seed)
for steps in (1, 2, 7, 50, 64):
    out.case(f"legendre/{steps}")
    places, weights = legendre(steps)
    out.tensor("places", places)
    out.tensor("weights", weights)
out.case("permutation")
scores = out.formula("scores", [6], 9, 0.3, 0.9)
out.tensor("baseline", np.float64(0.8))
out.tensor("mean", np.mean(0.8 - scores))
out.tensor("std", np.std(0.8 - scores))
out.write()
