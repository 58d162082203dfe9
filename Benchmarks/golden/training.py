"""One hundred training steps of whole nets by PyTorch, in float64 and float32.

Initial weights and inputs are formulas, the batches are written down, so that another program can take
exactly the same steps. `losses` holds the loss of each batch before its update.
"""

import math

import numpy as np
import torch
import torch.nn.functional as F

from golden_file import GoldenFile

STEPS = 100
out = GoldenFile("training.txt", "training.py", f"PyTorch {torch.__version__}")
torch.set_num_threads(1)


def keras_adam(parameters, rate):
    """Keras's update, written out; epsilon stands outside the bias correction."""
    moments = [(torch.zeros_like(p), torch.zeros_like(p)) for p in parameters]
    count = 0

    def step():
        nonlocal count
        count += 1
        corrected = rate * math.sqrt(1 - 0.999**count) / (1 - 0.9**count)
        with torch.no_grad():
            for p, (m, v) in zip(parameters, moments):
                m.mul_(0.9).add_(p.grad, alpha=1 - 0.9)
                v.mul_(0.999).addcmul_(p.grad, p.grad, value=1 - 0.999)
                p.sub_(corrected * m / (v.sqrt() + 1e-7))

    return step


def limited(update, rate, weight_decay=0.0, clipvalue=None, clipnorm=None, global_clipnorm=None):
    """Keras's limits on gradients and its decoupled decay, before another update."""

    def make(parameters):
        inner = update(parameters)

        def step():
            gradients = [p.grad for p in parameters]
            for gradient in gradients:
                if clipvalue:
                    gradient.clamp_(-clipvalue, clipvalue)
                if clipnorm:
                    gradient.mul_(clipnorm / max(gradient.norm(), clipnorm))
            if global_clipnorm:
                norm = math.sqrt(sum(float((g * g).sum()) for g in gradients))
                for gradient in gradients:
                    gradient.mul_(global_clipnorm / max(norm, global_clipnorm))
            with torch.no_grad():
                for parameter in parameters:
                    parameter.mul_(1 - rate * weight_decay)
            inner()

        return step

    return make


def torch_step(kind, rate, **options):
    return lambda parameters: kind(parameters, lr=rate, **options).step


def clipped(z, y):
    """Keras's binary cross-entropy on probabilities."""
    p = torch.sigmoid(z).clamp(1e-7, 1 - 1e-7)
    return -(y * p.log() + (1 - y) * (1 - p).log()).mean()


def write(name, sizes, forward, cost, update, samples, batch, targets, span, probes=None, **options):
    out.case(name, sizes=",".join(map(str, sizes)), **options)
    x = out.formula("x", [samples, sizes[0]], 60, *span)
    y = targets(x)
    out.tensor("y", y)
    generator = np.random.default_rng(7)
    epochs = -(-STEPS * batch // samples)
    order = np.concatenate([generator.permutation(samples) for _ in range(epochs)])
    order = order[: STEPS * batch].reshape(STEPS, batch)
    out.tensor("order", order)
    start = {}
    for index, (rows, columns) in enumerate(zip(sizes, sizes[1:])):
        limit = math.sqrt(6 / (rows + columns))
        start[f"kernel_{index}"] = out.formula(f"kernel_{index}", [rows, columns], 70 + index, -limit, limit)
        start[f"bias_{index}"] = out.formula(f"bias_{index}", [columns], 80 + index, -0.05, 0.05)

    for dtype in [torch.float64, torch.float32]:
        parameters = [torch.tensor(w, dtype=dtype, requires_grad=True) for w in start.values()]
        inputs = torch.tensor(x, dtype=dtype)
        labels = torch.tensor(y) if y.dtype.kind == "i" else torch.tensor(y, dtype=dtype)
        step, losses = update(parameters), []
        for rows in order:
            z = inputs[rows]
            for index in range(len(sizes) - 1):
                z = z @ parameters[2 * index] + parameters[2 * index + 1]
                z = forward(z, index == len(sizes) - 2)
            value = cost(z, labels[rows])
            losses.append(value.item())
            for parameter, gradient in zip(parameters, torch.autograd.grad(value, parameters)):
                parameter.grad = gradient
            step()
        kind = str(dtype).removeprefix("torch.")
        out.tensor(f"losses.{kind}", losses, kind)
        if dtype == torch.float64:
            for path, parameter in zip(start, parameters):
                final = parameter.detach().numpy()
                out.tensor(f"final.{path}", final.reshape(-1)[:probes] if probes else final)


def hidden(function, output=lambda z: z):
    return lambda z, last: output(z) if last else function(z)


def bright(x):
    return (x[:, :30].mean(axis=1, keepdims=True) > 0.5).astype(float)


def sectors(x):
    return (np.floor(x[:, 0] * 5) + 5 * (x[:, 1] > 0.5)).astype(np.int32)


def quadrants(x):
    return np.where(x[:, :1] * x[:, 1:] > 0, 0.9, -0.9)


binary_logits = F.binary_cross_entropy_with_logits
classes = lambda z, y: F.cross_entropy(z, y.long())
squares = lambda z, y: ((z - y) ** 2).mean()
pytorch = {"optimizer": "adam", "learning_rate": 0.001, "epsilon": 1e-8, "epsilon_hat": False}

write("A", [784, 256, 1], hidden(torch.relu), binary_logits, torch_step(torch.optim.Adam, 1e-3),
      640, 32, bright, (0.0, 1.0), probes=64, activations="relu,linear",
      loss="binary_crossentropy", from_logits=True, **pytorch)
# The article's program: probabilities, clipped at 1e-7, Keras's Adam.
write("A_keras", [784, 256, 1], hidden(torch.relu), clipped, lambda p: keras_adam(p, 1e-3),
      640, 32, bright, (0.0, 1.0), probes=64, activations="relu,sigmoid",
      loss="binary_crossentropy", from_logits=False, optimizer="adam", learning_rate=0.001)
write("softmax_adam", [20, 16, 10], hidden(torch.relu), classes, torch_step(torch.optim.Adam, 1e-2),
      320, 32, sectors, (0.0, 1.0), activations="relu,linear",
      loss="sparse_categorical_crossentropy", from_logits=True, **{**pytorch, "learning_rate": 0.01})
write("softmax_momentum", [20, 16, 10], hidden(torch.tanh), classes,
      torch_step(torch.optim.SGD, 0.1, momentum=0.9), 320, 32, sectors, (0.0, 1.0),
      activations="tanh,linear", loss="sparse_categorical_crossentropy", from_logits=True,
      optimizer="sgd", learning_rate=0.1, momentum=0.9)
write("tanh_sgd", [2, 8, 8, 1], hidden(torch.tanh, torch.tanh), squares,
      torch_step(torch.optim.SGD, 0.1), 160, 16, quadrants, (-1.0, 1.0),
      activations="tanh,tanh,tanh", loss="mean_squared_error",
      optimizer="sgd", learning_rate=0.1)
write("tanh_nesterov", [2, 8, 8, 1], hidden(torch.tanh, torch.tanh), squares,
      torch_step(torch.optim.SGD, 0.05, momentum=0.9, nesterov=True), 160, 16, quadrants, (-1.0, 1.0),
      activations="tanh,tanh,tanh", loss="mean_squared_error",
      optimizer="sgd", learning_rate=0.05, momentum=0.9, nesterov=True)
for name, limit in {
    "clipvalue": {"clipvalue": 0.02},
    "clipnorm": {"clipnorm": 0.1},
    "global_clipnorm": {"global_clipnorm": 0.2},
    "decay": {"weight_decay": 0.1},
}.items():
    write(f"tanh_{name}", [2, 8, 8, 1], hidden(torch.tanh, torch.tanh), squares,
          limited(torch_step(torch.optim.SGD, 0.1), 0.1, **limit), 160, 16, quadrants, (-1.0, 1.0),
          activations="tanh,tanh,tanh", loss="mean_squared_error", optimizer="sgd",
          learning_rate=0.1, **limit)
write("tanh_adam_decay", [2, 8, 8, 1], hidden(torch.tanh, torch.tanh), squares,
      limited(lambda p: keras_adam(p, 0.01), 0.01, weight_decay=0.1), 160, 16, quadrants, (-1.0, 1.0),
      activations="tanh,tanh,tanh", loss="mean_squared_error", optimizer="adam",
      learning_rate=0.01, weight_decay=0.1)
out.write()
