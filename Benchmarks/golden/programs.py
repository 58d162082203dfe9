"""The benchmark's nets A to F trained by PyTorch, three seeds each, in float64 and float32.

Weights, inputs and the order of the samples are formulas, so that nabla takes exactly the same steps.
A, B and F have the benchmark's size; C, D and E its layers, made small enough for a test. `losses`
holds the loss of each batch before its update: 100 steps in float64; in float32, where the order of
summation moves the larger nets apart, ten (of A all).
"""

import math
from functools import partial

import numpy as np
import torch
import torch.nn.functional as F

from golden_file import GoldenFile

STEPS = 100
out = GoldenFile("programs.txt", "programs.py", f"PyTorch {torch.__version__}")
torch.set_num_threads(1)


class Weights:
    """Writes the formulas of a net's weights; the same numbers as tensors of one type."""

    def __init__(self, seed):
        self.seed, self.values = seed, {}

    def add(self, path, shape, limit=None):
        fan = math.prod(shape[:-1]) if len(shape) > 1 else shape[0]
        limit = limit or math.sqrt(3 / fan)
        seed = 1000 * self.seed + len(self.values) + 100
        self.values[path] = out.formula(path, shape, seed, -limit, limit)

    def dense(self, path, inputs, units, bias=True):
        self.add(f"{path}.kernel", [inputs, units])
        if bias:
            self.add(f"{path}.bias", [units], 0.05)

    def tensors(self, dtype):
        return {path: torch.tensor(w, dtype=dtype, requires_grad=True) for path, w in self.values.items()}


def dense(w, path, x):
    z = x @ w[f"{path}.kernel"]
    return z + w[f"{path}.bias"] if f"{path}.bias" in w else z


def chain(paths, hidden, output, w, x):
    for path in paths[:-1]:
        x = hidden(dense(w, path, x))
    return output(dense(w, paths[-1], x))


def convolution(w, path, x):
    kernel = w[f"{path}.kernel"].permute(3, 2, 0, 1)
    return torch.relu(F.conv2d(x, kernel, w[f"{path}.bias"]))


def images(w, x):
    x = convolution(w, "conv2d_1", convolution(w, "conv2d", x.permute(0, 3, 1, 2)))
    x = F.max_pool2d(x, 2).permute(0, 2, 3, 1).flatten(1)
    return dense(w, "dense_1", torch.relu(dense(w, "dense", x)))


def numbered(name, index):
    return f"{name}_{index}" if index else name


def text(w, x):
    width, block, layers = 32, 16, 2
    x = w["embedding.embeddings"][x.long()] + w["position_embedding.embeddings"]

    def norm(index, x):
        return F.layer_norm(x, (width,), w[numbered("layer_normalization", index) + ".gamma"], eps=1e-5)

    for layer in range(layers):
        attention, z = numbered("multi_head_attention", layer), norm(2 * layer, x)
        query, key, value = (
            torch.einsum("btd,dhk->bhtk", z, w[f"{attention}.{part}.kernel"])
            for part in ("query", "key", "value"))
        seen = F.scaled_dot_product_attention(query, key, value, is_causal=True)
        x = x + torch.einsum("bhtk,hkd->btd", seen, w[f"{attention}.attention_output.kernel"])
        wide = F.gelu(dense(w, numbered("dense", 2 * layer), norm(2 * layer + 1, x)))
        x = x + dense(w, numbered("dense", 2 * layer + 1), wide)
    return dense(w, numbered("dense", 2 * layers), norm(2 * layers, x))


def memory(w, x):
    x = w["embedding.embeddings"][x.long()]
    units = w["lstm.recurrent_kernel"].shape[0]
    state = (torch.zeros(1, len(x), units, dtype=x.dtype),) * 2
    bias = w["lstm.bias"]
    parameters = [w["lstm.kernel"].T, w["lstm.recurrent_kernel"].T, bias, torch.zeros_like(bias)]
    hidden = torch.lstm(x, state, parameters, True, 1, 0.0, True, False, True)[0]
    return dense(w, "dense", hidden)


def classes(z, y):
    return F.cross_entropy(z.flatten(0, -2), y.long().flatten())


def squares(z, y):
    return ((z - y) ** 2).mean()


def clipped(kind, norm):
    def make(parameters, **options):
        optimizer = kind(parameters, **options)

        def step():
            size = math.sqrt(sum(float((p.grad**2).sum()) for p in parameters))
            for p in parameters:
                p.grad.mul_(norm / max(size, norm))
            optimizer.step()

        return step

    return make


def stepping(kind, **options):
    return lambda parameters: kind(parameters, **options).step


adam = stepping(torch.optim.Adam, lr=1e-3)


def write(net, seed, weights, forward, cost, update, x, y, batch):
    losses = {}
    for dtype, steps in ((torch.float64, STEPS), (torch.float32, STEPS if net == "A" else 10)):
        values = weights.tensors(dtype)
        parameters = list(values.values())
        kinds = [a if a.dtype.kind == "i" else a.astype(str(dtype).removeprefix("torch.")) for a in (x, y)]
        inputs, labels = map(torch.tensor, kinds)
        step, numbers = update(parameters), []
        for position in range(steps):
            rows = (np.arange(position * batch, (position + 1) * batch) * 7) % len(x)
            loss = cost(forward(values, inputs[rows]), labels[rows])
            numbers.append(loss.item())
            for p, gradient in zip(parameters, torch.autograd.grad(loss, parameters)):
                p.grad = gradient
            step()
        kind = str(dtype).removeprefix("torch.")
        losses[kind] = numbers
        out.tensor(f"losses.{kind}", numbers, kind)
    print(f"{net} {seed}: {losses['float64'][0]:.4f} → {losses['float64'][-1]:.4f}")


def begin(net, seed, batch, shape, labels, x_dtype="float64", y_dtype="float64", top=1.0):
    samples = 10 * batch + 1  # no multiple of 7: all are met in turn
    if samples % 7 == 0:
        samples += 1
    out.case(f"{net}_{seed}", net=net, batch=batch)
    low = -1.0 if net == "F" else 0.0
    x = out.formula("x", [samples, *shape], 1000 * seed + 1, low, top, dtype=x_dtype)
    y = out.formula("y", [samples, *labels[0]], 1000 * seed + 2, 0.0, labels[1], dtype=y_dtype)
    return x, y


for seed in (1, 2, 3):
    x, y = begin("A", seed, 32, [784], ([1], 2.0), y_dtype="int32")
    w = Weights(seed)
    w.dense("dense", 784, 256)
    w.dense("dense_1", 256, 1)
    write("A", seed, w, partial(chain, ["dense", "dense_1"], torch.relu, lambda z: z),
          lambda z, y: F.binary_cross_entropy_with_logits(z, y.to(z.dtype)), adam, x, y, 32)

    x, y = begin("B", seed, 128, [784], ([], 10.0), y_dtype="int32")
    w = Weights(seed)
    w.dense("dense", 784, 512)
    w.dense("dense_1", 512, 512)
    w.dense("dense_2", 512, 10)
    write("B", seed, w, partial(chain, ["dense", "dense_1", "dense_2"], torch.relu, lambda z: z),
          classes, adam, x, y, 128)

    x, y = begin("C", seed, 8, [12, 12, 1], ([], 10.0), y_dtype="int32")
    w = Weights(seed)
    w.add("conv2d.kernel", [3, 3, 1, 6])
    w.add("conv2d.bias", [6], 0.05)
    w.add("conv2d_1.kernel", [3, 3, 6, 10])
    w.add("conv2d_1.bias", [10], 0.05)
    w.dense("dense", 160, 32)
    w.dense("dense_1", 32, 10)
    write("C", seed, w, images, classes, adam, x, y, 8)

    x, y = begin("D", seed, 4, [16], ([16], 20.0), "int32", "int32", 20.0)
    w = Weights(seed)
    w.add("embedding.embeddings", [20, 32], 0.5)
    w.add("position_embedding.embeddings", [16, 32], 0.5)
    for layer in range(2):
        w.add(numbered("layer_normalization", 2 * layer) + ".gamma", [32], 1.5)
        for part in ("query", "key", "value"):
            w.add(f"{numbered('multi_head_attention', layer)}.{part}.kernel", [32, 4, 8], 0.3)
        w.add(f"{numbered('multi_head_attention', layer)}.attention_output.kernel", [4, 8, 32])
        w.add(numbered("layer_normalization", 2 * layer + 1) + ".gamma", [32], 1.5)
        w.dense(numbered("dense", 2 * layer), 32, 128, bias=False)
        w.dense(numbered("dense", 2 * layer + 1), 128, 32, bias=False)
    w.add("layer_normalization_4.gamma", [32], 1.5)
    w.dense("dense_4", 32, 20, bias=False)
    write("D", seed, w, text, classes,
          lambda p: clipped(torch.optim.AdamW, 1.0)(p, lr=1e-3, betas=(0.9, 0.99), weight_decay=0.1),
          x, y, 4)

    x, y = begin("E", seed, 8, [16], ([16], 20.0), "int32", "int32", 20.0)
    w = Weights(seed)
    w.add("embedding.embeddings", [20, 12], 0.5)
    w.add("lstm.kernel", [12, 128])
    w.add("lstm.recurrent_kernel", [32, 128])
    w.add("lstm.bias", [128], 0.5)
    w.dense("dense", 32, 20)
    write("E", seed, w, memory, classes, stepping(torch.optim.Adam, lr=1e-2), x, y, 8)

    x, y = begin("F", seed, 16, [2], ([1], 1.0))
    w = Weights(seed)
    w.dense("dense", 2, 8)
    w.dense("dense_1", 8, 8)
    w.dense("dense_2", 8, 1)
    write("F", seed, w, partial(chain, ["dense", "dense_1", "dense_2"], torch.tanh, torch.tanh),
          squares, stepping(torch.optim.SGD, lr=0.03), x, y, 16)
out.write()
