"""Outputs and gradients of layers inside `lora rank, alpha { … }`, in float64 by PyTorch.

Every kernel W counts as W + alpha / rank · A·B over its last axis; W itself has no gradient.
"""

import torch
import torch.nn.functional as F

from golden_file import GoldenFile

out = GoldenFile("lora.txt", "lora.py", f"PyTorch {torch.__version__}")


def case(name, x_shape, kernels, others, function, seed, rank, alpha, tokens=None, unwritten=(),
         **options):
    """`kernels` and `others` map paths to shapes; `function(x, weights)` sees changed kernels.

    `unwritten` names parameters whose gradient is 0 but for rounding.
    """
    out.case(name, rank=rank, alpha=alpha, **options)
    if tokens is None:
        x = torch.from_numpy(out.formula("x", x_shape, seed, -2.0, 2.0)).requires_grad_()
    else:
        out.tensor("tokens", torch.tensor(tokens).numpy().astype("int32"))
        x = torch.tensor(tokens)
    values, weights = {}, {}
    number = seed + 1

    def made(path, shape):
        nonlocal number
        number += 1
        values[path] = torch.from_numpy(out.formula(path, shape, number, -0.75, 0.75))
        return values[path]

    for path, shape in kernels.items():
        head, _, last = path.rpartition(".")
        prefix = f"{head}." if head else ""
        kernel = made(path, shape)
        a = made(f"{prefix}lora_{last}_a", shape[:-1] + [rank]).requires_grad_()
        b = made(f"{prefix}lora_{last}_b", [rank, shape[-1]]).requires_grad_()
        weights[path] = kernel + alpha / rank * (a @ b)
    for path, shape in others.items():
        weights[path] = made(path, shape).requires_grad_()
    y = function(x, weights)
    factors = torch.from_numpy(out.formula("weights", list(y.shape), seed, -1.0, 1.0))
    trained = {path: value for path, value in values.items() if value.requires_grad}
    if tokens is None:
        trained = {"x": x, **trained}
    gradients = torch.autograd.grad((factors * y).sum(), list(trained.values()))
    out.tensor("y", y.detach().numpy())
    for path, gradient in zip(trained, gradients):
        if path not in unwritten:
            out.tensor(f"d{path}", gradient.numpy())


def convolution(x, w):
    y = F.conv2d(x.permute(0, 3, 1, 2), w["kernel"].permute(3, 2, 0, 1), w["bias"])
    return y.permute(0, 2, 3, 1)


def attention(x, w):
    def projected(name):
        return torch.einsum("btf,fhs->bhts", x, w[f"{name}.kernel"]) + w[f"{name}.bias"][:, None]

    query, key, value = projected("query"), projected("key"), projected("value")
    scores = torch.softmax(query @ key.transpose(-1, -2) / query.shape[-1] ** 0.5, dim=-1)
    return torch.einsum("bhts,hsf->btf", scores @ value, w["attention_output.kernel"]) \
        + w["attention_output.bias"]


def lstm(x, w):
    units = w["recurrent_kernel"].shape[0]
    h = c = torch.zeros(x.shape[0], units, dtype=x.dtype)
    for step in range(x.shape[1]):
        i, f, g, o = (x[:, step] @ w["kernel"] + h @ w["recurrent_kernel"] + w["bias"]).chunk(4, -1)
        c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
        h = torch.sigmoid(o) * torch.tanh(c)
    return h


case("dense", [5, 6], {"kernel": [6, 4]}, {"bias": [4]},
     lambda x, w: torch.tanh(x @ w["kernel"] + w["bias"]), 3000, 2, 3,
     word="dense", units=4, activation="tanh")
case("conv2d", [2, 5, 4, 3], {"kernel": [3, 2, 3, 4]}, {"bias": [4]}, convolution, 3020, 2, 1,
     word="conv2d", filters=4, kernel_size="3,2")
case("embedding", None, {"embeddings": [7, 5]}, {}, lambda x, w: w["embeddings"][x], 3040, 3, 6,
     tokens=[[0, 3, 6, 3], [1, 1, 5, 2]], word="embedding", input_dim=7, output_dim=5)
names = ["query", "key", "value"]
case("attention", [2, 4, 6],
     {**{f"{name}.kernel": [6, 2, 3] for name in names}, "attention_output.kernel": [2, 3, 6]},
     {**{f"{name}.bias": [2, 3] for name in names}, "attention_output.bias": [6]}, attention, 3060,
     1, 2, unwritten=["key.bias"], word="multi_head_attention", num_heads=2, key_dim=3)
case("lstm", [3, 4, 5], {"kernel": [5, 12], "recurrent_kernel": [3, 12]}, {"bias": [12]}, lstm,
     3100, 2, 2, word="lstm", units=3)
out.write()
