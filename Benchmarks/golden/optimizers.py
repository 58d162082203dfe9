"""Twenty updates of one parameter by each optimizer, in float64.

Keras's optimizers come from their formulas (Keras itself computes powers of beta in float32;
`keras_check.py` confirms these numbers to 1e-5), PyTorch's Adam and L-BFGS from PyTorch.
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


def amsgrad(w, gradients, rates, beta_1=0.9, beta_2=0.999, epsilon=1e-7, amsgrad=True):
    m, v, largest = np.zeros_like(w), np.zeros_like(w), np.zeros_like(w)
    for step, (gradient, rate) in enumerate(zip(gradients, rates), start=1):
        m = m + (gradient - m) * (1 - beta_1)
        v = v + (gradient**2 - v) * (1 - beta_2)
        largest = np.maximum(largest, v)
        corrected = rate * np.sqrt(1 - beta_2**step) / (1 - beta_1**step)
        w = w - corrected * m / (np.sqrt(largest) + epsilon)
        yield w


def torch_amsgrad(w, gradients, rates, epsilon=1e-8, epsilon_hat=False, amsgrad=True):
    """PyTorch takes the largest v before its correction, as Keras does."""
    parameter = torch.nn.Parameter(torch.from_numpy(w.copy()))
    optimizer = torch.optim.Adam([parameter], lr=1.0, eps=epsilon, amsgrad=True)
    for gradient, rate in zip(gradients, rates):
        optimizer.param_groups[0]["lr"] = rate
        parameter.grad = torch.from_numpy(gradient.copy())
        optimizer.step()
        yield parameter.detach().numpy().copy()


def decayed(update, w, gradients, rates, weight_decay=0.004, **options):
    """Keras: w -= rate * decay * w before each update of an optimizer with memory of its own."""
    state = Stepwise(update, options)
    for gradient, rate in zip(gradients, rates):
        w = state.step(w - rate * weight_decay * w, gradient, rate)
        yield w


class Stepwise:
    """Runs an optimizer whose weight is changed by others between its updates."""

    def __init__(self, update, options):
        self.update, self.options, self.gradients, self.rates = update, options, [], []

    def step(self, w, gradient, rate):
        # The change depends on the gradients so far, not on the weight.
        self.gradients.append(gradient)
        self.rates.append(rate)
        zero = np.zeros_like(w)
        path = [zero, *self.update(zero, self.gradients, self.rates, **self.options)]
        return w + (path[-1] - path[-2])


def nadam(w, gradients, rates, beta_1=0.9, beta_2=0.999, epsilon=1e-7):
    m, v, product = np.zeros_like(w), np.zeros_like(w), 1.0
    for step, (gradient, rate) in enumerate(zip(gradients, rates), start=1):
        now = beta_1 * (1 - 0.5 * 0.96**step)
        following = beta_1 * (1 - 0.5 * 0.96 ** (step + 1))
        product *= now
        m = m + (gradient - m) * (1 - beta_1)
        v = v + (gradient**2 - v) * (1 - beta_2)
        ahead = following * m / (1 - product * following) + (1 - now) * gradient / (1 - product)
        w = w - rate * ahead / (np.sqrt(v / (1 - beta_2**step)) + epsilon)
        yield w


def adamax(w, gradients, rates, beta_1=0.9, beta_2=0.999, epsilon=1e-7):
    m, u = np.zeros_like(w), np.zeros_like(w)
    for step, (gradient, rate) in enumerate(zip(gradients, rates), start=1):
        m = m + (gradient - m) * (1 - beta_1)
        u = np.maximum(beta_2 * u, np.abs(gradient))
        w = w - rate * m / ((1 - beta_1**step) * (u + epsilon))
        yield w


def rmsprop(w, gradients, rates, rho=0.9, momentum=0.0, epsilon=1e-7, centered=False):
    v, mean, velocity = np.zeros_like(w), np.zeros_like(w), np.zeros_like(w)
    for gradient, rate in zip(gradients, rates):
        v = rho * v + (1 - rho) * gradient**2
        mean = rho * mean + (1 - rho) * gradient
        divisor = v - mean**2 + epsilon if centered else v + epsilon
        velocity = momentum * velocity + rate * gradient / np.sqrt(divisor)
        w = w - velocity
        yield w


def adagrad(w, gradients, rates, initial_accumulator_value=0.1, epsilon=1e-7):
    total = np.full_like(w, initial_accumulator_value)
    for gradient, rate in zip(gradients, rates):
        total = total + gradient**2
        w = w - rate * gradient / np.sqrt(total + epsilon)
        yield w


def adadelta(w, gradients, rates, rho=0.95, epsilon=1e-7):
    squares, changes = np.zeros_like(w), np.zeros_like(w)
    for gradient, rate in zip(gradients, rates):
        squares = rho * squares + (1 - rho) * gradient**2
        change = -np.sqrt(changes + epsilon) * gradient / np.sqrt(squares + epsilon)
        changes = rho * changes + (1 - rho) * change**2
        w = w + rate * change
        yield w


def lion(w, gradients, rates, beta_1=0.9, beta_2=0.99):
    m = np.zeros_like(w)
    for gradient, rate in zip(gradients, rates):
        w = w - rate * np.sign(beta_1 * m + (1 - beta_1) * gradient)
        m = beta_2 * m + (1 - beta_2) * gradient
        yield w


def lamb(w, gradients, rates, beta_1=0.9, beta_2=0.999, epsilon=1e-7):
    m, v = np.zeros_like(w), np.zeros_like(w)
    for step, (gradient, rate) in enumerate(zip(gradients, rates), start=1):
        m = m + (gradient - m) * (1 - beta_1)
        v = v + (gradient**2 - v) * (1 - beta_2)
        update = m / (1 - beta_1**step) / (np.sqrt(v / (1 - beta_2**step)) + epsilon)
        w_norm, u_norm = np.sqrt((w**2).sum()), np.sqrt((update**2).sum())
        w = w - rate * (w_norm / u_norm if w_norm > 0 and u_norm > 0 else 1.0) * update
        yield w


def ftrl(
    w,
    gradients,
    rates,
    learning_rate_power=-0.5,
    initial_accumulator_value=0.1,
    l1_regularization_strength=0.0,
    l2_regularization_strength=0.0,
    l2_shrinkage_regularization_strength=0.0,
    beta=0.0,
):
    total, linear = np.full_like(w, initial_accumulator_value), np.zeros_like(w)
    for gradient, rate in zip(gradients, rates):
        l2 = l2_regularization_strength + beta / (2 * rate)
        pull = gradient + 2 * l2_shrinkage_regularization_strength * w
        new = total + gradient**2
        linear = linear + pull - (new**-learning_rate_power - total**-learning_rate_power) / rate * w
        cut = np.clip(linear, -l1_regularization_strength, l1_regularization_strength)
        w = (cut - linear) / (new**-learning_rate_power / rate + 2 * l2)
        total = new
        yield w


def lbfgs(w, gradients, rates, history_size=10):
    """PyTorch's with one iteration a step and no line search, as is its default."""
    parameter = torch.nn.Parameter(torch.from_numpy(w.copy()))
    optimizer = torch.optim.LBFGS([parameter], lr=1.0, max_iter=1, history_size=history_size)
    for gradient, rate in zip(gradients, rates):
        optimizer.param_groups[0]["lr"] = float(rate)

        def closure():
            parameter.grad = torch.from_numpy(gradient.copy())
            return torch.tensor(0.0)

        optimizer.step(closure)
        yield parameter.detach().numpy().copy()


def averaged(update, w, gradients, rates, use_ema=True, ema_momentum=0.99, **options):
    """The moving average of the weights after each update; the first is the first weight."""
    average = None
    for weight in update(w, gradients, rates, **options):
        average = weight if average is None else ema_momentum * average + (1 - ema_momentum) * weight
        yield average


def accumulated(update, w, gradients, rates, gradient_accumulation_steps, **options):
    """One update for several steps, by the mean of their gradients; the weight waits in between."""
    every = gradient_accumulation_steps
    means = gradients.reshape([-1, every, gradients.shape[1]]).mean(axis=1)
    path = [w, *update(w, means, rates[::every], **options)]
    for step in range(1, len(gradients) + 1):
        yield path[step // every]


def write(name, update, rates, tensor="weights", **options):
    out.case(name, word=name.split("/")[0], **options)
    w = out.formula("w", [7], 50, -1.5, 1.5)
    gradients = out.formula("gradients", [STEPS, 7], 51, -1.0, 1.0)
    rates = np.broadcast_to(np.asarray(rates, dtype=float), [STEPS]).copy()
    out.tensor("learning_rates", rates)
    out.tensor(tensor, np.stack(list(update(w, gradients, rates, **options))))


def clipped(update, w, gradients, rates, clipnorm=None, clipvalue=None, global_clipnorm=None, **options):
    limit = clipnorm or global_clipnorm
    if clipvalue is not None:
        gradients = np.clip(gradients, -clipvalue, clipvalue)
    if limit is not None:
        norms = np.sqrt((gradients**2).sum(axis=1, keepdims=True))
        gradients = gradients * limit / np.maximum(norms, limit)
    yield from update(w, gradients, rates, **options)


def of(wrapper, update):
    """`update` inside a wrapper, as one function of weights, gradients, rates and options."""
    return lambda w, gradients, rates, **options: wrapper(update, w, gradients, rates, **options)


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
write("adam/amsgrad", amsgrad, 0.01, amsgrad=True)
write("adam/amsgrad_pytorch", torch_amsgrad, dropped, epsilon=0.1, epsilon_hat=False, amsgrad=True)
write("adam/decayed", of(decayed, adam), 0.01, weight_decay=0.1)
write("adamw/plain", of(decayed, adam), 0.001, weight_decay=0.004)
write("adamw/fast", of(decayed, adam), dropped, weight_decay=0.1, beta_2=0.95)
write("nadam/plain", nadam, 0.001)
write("nadam/fast", nadam, dropped, beta_1=0.8, beta_2=0.9)
write("adamax/plain", adamax, 0.001)
write("adamax/fast", adamax, dropped, beta_1=0.5, beta_2=0.7)
write("rmsprop/plain", rmsprop, 0.001)
write("rmsprop/momentum", rmsprop, dropped, rho=0.8, momentum=0.9)
write("rmsprop/centered", rmsprop, 0.01, centered=True)
write("rmsprop/centered_momentum", rmsprop, 0.01, momentum=0.5, centered=True)
write("adagrad/plain", adagrad, 0.001)
write("adagrad/fast", adagrad, dropped, initial_accumulator_value=0.0, epsilon=1e-10)
write("adadelta/plain", adadelta, 0.001)
write("adadelta/fast", adadelta, 1.0, rho=0.9)
write("lion/plain", lion, 0.001)
write("lion/fast", lion, dropped, beta_1=0.6, beta_2=0.8)
write("lion/decayed", of(decayed, lion), 0.01, weight_decay=0.1)
write("lamb/plain", lamb, 0.001)
write("lamb/fast", lamb, dropped, beta_1=0.6, beta_2=0.8)
write("ftrl/plain", ftrl, 0.001)
write("ftrl/strong", ftrl, dropped, l1_regularization_strength=0.05, l2_regularization_strength=0.1, l2_shrinkage_regularization_strength=0.02, beta=0.5)
write("ftrl/power", ftrl, 0.1, learning_rate_power=-0.3, initial_accumulator_value=0.5)
write("lbfgs/plain", lbfgs, 0.01)
write("lbfgs/short_memory", lbfgs, [0.02] * 10 + [0.01] * 10, history_size=2)
write("adam/averaged", of(averaged, adam), 0.01, tensor="averages", use_ema=True, ema_momentum=0.8)
write("sgd/accumulated", of(accumulated, sgd), 0.1, momentum=0.9, gradient_accumulation_steps=4)
write("rmsprop/accumulated", of(accumulated, rmsprop), 0.01, gradient_accumulation_steps=5)
write("sgd/clipnorm", of(clipped, sgd), 0.1, clipnorm=0.5)
write("sgd/clipvalue", of(clipped, sgd), 0.1, clipvalue=0.25)
write("adam/global_clipnorm", of(clipped, adam), 0.1, global_clipnorm=0.5)
out.write()
