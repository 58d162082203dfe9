"""Twenty updates of one parameter by each optimizer, in float64.

Keras's optimizers come from their formulas (Keras itself computes powers of beta in float32;
`keras_check.py` confirms these numbers to 1e-5), PyTorch's Adam from PyTorch.
"""

import numpy as np
import torch

from golden_file import GoldenFile

STEPS = 20
out = GoldenFile("optimizers.txt", "optimizers.py", f"Keras's formulas, PyTorch {torch.__version__}")


def sgd(w, gradients, rates, momentum=0.0, nesterov=False):
    velocity = np.zeros_like(w)
    for gradient, rate in zip(gradients, rates):
        velocity = momentum * velocity - rate * gradient
        w = w + (momentum * velocity - rate * gradient if nesterov else velocity)
        yield w


def adam(w, gradients, rates, beta_1=0.9, beta_2=0.999, epsilon=1e-7):
    m, v = np.zeros_like(w), np.zeros_like(w)
    for step, (gradient, rate) in enumerate(zip(gradients, rates), start=1):
        m = beta_1 * m + (1 - beta_1) * gradient
        v = beta_2 * v + (1 - beta_2) * gradient * gradient
        corrected = rate * np.sqrt(1 - beta_2**step) / (1 - beta_1**step)
        w = w - corrected * m / (np.sqrt(v) + epsilon)
        yield w


def torch_adam(w, gradients, rates, beta_1=0.9, beta_2=0.999, epsilon=1e-8, epsilon_hat=False):
    parameter = torch.nn.Parameter(torch.from_numpy(w.copy()))
    optimizer = torch.optim.Adam([parameter], lr=1.0, betas=(beta_1, beta_2), eps=epsilon)
    for gradient, rate in zip(gradients, rates):
        optimizer.param_groups[0]["lr"] = rate
        parameter.grad = torch.from_numpy(gradient.copy())
        optimizer.step()
        yield parameter.detach().numpy().copy()


def write(name, update, rates, **options):
    out.case(name, word=name.split("/")[0], **options)
    w = out.formula("w", [7], 50, -1.5, 1.5)
    gradients = out.formula("gradients", [STEPS, 7], 51, -1.0, 1.0)
    rates = np.broadcast_to(np.asarray(rates, dtype=float), [STEPS]).copy()
    out.tensor("learning_rates", rates)
    out.tensor("weights", np.stack(list(update(w, gradients, rates, **options))))


dropped = [0.1] * 10 + [0.01] * 10
write("sgd/plain", sgd, 0.1)
write("sgd/momentum", sgd, 0.05, momentum=0.9)
write("sgd/nesterov", sgd, 0.05, momentum=0.9, nesterov=True)
# Keras's velocity holds learning rates of the past: after a change it differs from PyTorch's.
write("sgd/dropped_rate", sgd, dropped, momentum=0.9)
write("sgd/dropped_rate_nesterov", sgd, dropped, momentum=0.9, nesterov=True)
write("adam/plain", adam, 0.001)
write("adam/fast", adam, dropped)
write("adam/betas", adam, 0.01, beta_1=0.5, beta_2=0.9)
write("adam/large_epsilon", adam, 0.1, epsilon=0.1)
write("adam/pytorch", torch_adam, 0.001, epsilon=1e-8, epsilon_hat=False)
write("adam/pytorch_large_epsilon", torch_adam, dropped, epsilon=0.1, epsilon_hat=False)
write("adam/pytorch_betas", torch_adam, 0.01, beta_1=0.8, beta_2=0.95, epsilon=1e-8, epsilon_hat=False)
out.write()
