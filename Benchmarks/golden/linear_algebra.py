"""Linear algebra by NumPy. Signs of vectors are LAPACK's on both sides."""

import numpy as np

from golden_file import GoldenFile

linalg = np.linalg
out = GoldenFile("linear_algebra.txt", "linear_algebra.py", f"NumPy {np.__version__}")


def well(shape, seed):
    """Random matrices with something on the diagonal."""
    a = np.random.default_rng(seed).uniform(-1, 1, shape)
    n = min(shape[-2:])
    a[..., np.arange(n), np.arange(n)] += 1.5
    return a


def symmetric(shape, seed):
    a = well(shape, seed)
    return a @ np.swapaxes(a, -1, -2) + 0.3 * np.eye(shape[-1])


def case(word, label, inputs, results):
    out.case(f"{word}/{label}", word=word)
    for name, value in inputs.items():
        out.tensor(name, value, "float64")
    for name, value in results.items():
        out.tensor(name, value, "float64")


for label, shape in {"2": (2, 2), "5": (5, 5), "17": (17, 17), "batch": (2, 3, 4, 4), "1": (1, 1)}.items():
    seed = len(label) + shape[-1]
    a = well(shape, seed)
    sign, logarithm = linalg.slogdet(a)
    case("det", label, {"a": a}, {"result": linalg.det(a)})
    case("slogdet", label, {"a": a}, {"sign": sign, "logabsdet": logarithm})
    case("inv", label, {"a": a}, {"result": linalg.inv(a)})
    case("matrix_power", label, {"a": a, "b": 3}, {"result": linalg.matrix_power(a, 3)})
    b = well((shape[-1], 3), seed + 1)
    case("solve", label, {"a": a, "b": b}, {"result": linalg.solve(a, b)})
    case("solve", label + "-vector", {"a": a, "b": b[:, 0]}, {"result": linalg.solve(a, b[:, 0])})
    s = symmetric(shape, seed + 2)
    values, vectors = linalg.eigh(s)
    case("cholesky", label, {"a": s}, {"result": linalg.cholesky(s)})
    case("eigh", label, {"a": s}, {"values": values, "vectors": vectors})

for label, shape in {"square": (4, 4), "tall": (7, 3), "wide": (3, 6), "batch": (2, 5, 3), "row": (1, 4)}.items():
    a = well(shape, 30 + len(label))
    u, s, vh = linalg.svd(a, full_matrices=False)
    case("svd", label, {"a": a}, {"u": u, "s": s, "v": np.swapaxes(vh, -1, -2)})
    q, r = linalg.qr(a)
    case("qr", label, {"a": a}, {"q": q, "r": r})
    case("pinv", label, {"a": a}, {"result": linalg.pinv(a)})
    case("matrix_rank", label, {"a": a}, {"result": linalg.matrix_rank(a)})

# Of rank 2: three rows, each a sum of the two others.
low = well((5, 2), 50) @ well((2, 4), 51)
case("pinv", "low", {"a": low}, {"result": linalg.pinv(low, rcond=1e-12)})
case("matrix_rank", "low", {"a": low}, {"result": linalg.matrix_rank(low)})
case("matrix_rank", "zeros", {"a": np.zeros((3, 2))}, {"result": linalg.matrix_rank(np.zeros((3, 2)))})
b = well((5, 2), 52)
case("lstsq", "low", {"a": low, "b": b}, {"result": linalg.lstsq(low, b, rcond=None)[0]})
case("lstsq", "low-vector", {"a": low, "b": b[:, 0]}, {"result": linalg.lstsq(low, b[:, 0], rcond=None)[0]})
for label, shape in {"square": (4, 4), "tall": (7, 3), "wide": (3, 6)}.items():
    a, b = well(shape, 60 + len(label)), well((shape[0], 2), 70)
    case("lstsq", label, {"a": a, "b": b}, {"result": linalg.lstsq(a, b, rcond=None)[0]})

out.write()
