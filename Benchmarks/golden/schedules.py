"""Learning rates of the schedules at single steps, by their formulas in float64.

Keras 3 confirms them to 1e-5, since it computes in float32; `torch_check.py` holds one_cycle to
PyTorch's.
"""

import math
import os

os.environ["KERAS_BACKEND"] = "tensorflow"

import keras
import numpy as np

from golden_file import GoldenFile

STEPS = [0, 1, 2, 5, 9, 10, 11, 19, 20, 21, 50, 69, 70, 71, 99, 100, 101, 149, 150, 151, 200, 399, 1000]
out = GoldenFile("schedules.txt", "schedules.py", f"formulas, Keras {keras.__version__}")


def write(name, rate, confirmed=None, **options):
    """`confirmed` gives the other library's rate at each of some steps."""
    rates = [float(rate(step, **options)) for step in STEPS]
    if confirmed is not None:
        theirs = [float(confirmed(step)) for step in STEPS]
        assert np.allclose(rates, theirs, rtol=1e-5, atol=1e-7), (name, rates, theirs)
    written = {k: ",".join(map(str, v)) if isinstance(v, list) else v for k, v in options.items()}
    out.case(name, word=name.split("/")[0], **written)
    out.tensor("steps", STEPS, "float64")
    out.tensor("rates", rates, "float64")


def wave(start, end, share):
    return end + (start - end) * (1 + math.cos(math.pi * share)) / 2


def exponential_decay(step, initial_learning_rate, decay_steps, decay_rate, staircase=False):
    share = step / decay_steps
    return initial_learning_rate * decay_rate ** (math.floor(share) if staircase else share)


def inverse_time_decay(step, initial_learning_rate, decay_steps, decay_rate, staircase=False):
    share = step / decay_steps
    return initial_learning_rate / (1 + decay_rate * (math.floor(share) if staircase else share))


def polynomial_decay(step, initial_learning_rate, decay_steps, end_learning_rate=0.0001, power=1.0, cycle=False):
    if cycle:
        decay_steps *= max(1, math.ceil(step / decay_steps))
    share = min(step, decay_steps) / decay_steps
    return (initial_learning_rate - end_learning_rate) * (1 - share) ** power + end_learning_rate


def cosine_decay(step, initial_learning_rate, decay_steps, alpha=0.0, warmup_target=None, warmup_steps=0):
    # Without a target the warm-up ends at the initial rate: Keras leaves it out then.
    start, top = (0.0, initial_learning_rate) if warmup_target is None else (initial_learning_rate, warmup_target)
    if step < warmup_steps:
        return start + (top - start) * step / warmup_steps
    return wave(top, alpha * top, min(step - warmup_steps, decay_steps) / decay_steps)


def cosine_decay_restarts(step, initial_learning_rate, first_decay_steps, t_mul=2.0, m_mul=1.0, alpha=0.0):
    begin, length, height = 0.0, float(first_decay_steps), 1.0
    while step >= begin + length:
        begin, length, height = begin + length, length * t_mul, height * m_mul
    fall = height * wave(1.0, 0.0, (step - begin) / length)
    return initial_learning_rate * ((1 - alpha) * fall + alpha)


def piecewise(step, boundaries, values):
    return values[sum(step > boundary for boundary in boundaries)]


def one_cycle(step, max_learning_rate, total_steps, pct_start=0.3, div_factor=25.0, final_div_factor=1e4):
    first = max_learning_rate / div_factor
    top, last = pct_start * total_steps - 1, total_steps - 1
    if step <= top:
        return wave(first, max_learning_rate, step / top)
    return wave(max_learning_rate, first / final_div_factor, min(1.0, (step - top) / (last - top)))


def noam(step, d_model=512, warmup_steps=4000, factor=1.0):
    number = step + 1
    return factor * d_model**-0.5 * min(number**-0.5, number * warmup_steps**-1.5)


kinds = keras.optimizers.schedules


def both(name, rate, kind, **options):
    write(name, rate, kind(**options), **options)


write("constant", lambda step, learning_rate: learning_rate, learning_rate=0.03)
both("exponential_decay", exponential_decay, kinds.ExponentialDecay,
     initial_learning_rate=0.1, decay_steps=70, decay_rate=0.5)
both("exponential_decay/staircase", exponential_decay, kinds.ExponentialDecay,
     initial_learning_rate=0.1, decay_steps=50, decay_rate=0.9, staircase=True)
both("inverse_time_decay", inverse_time_decay, kinds.InverseTimeDecay,
     initial_learning_rate=0.1, decay_steps=70, decay_rate=0.5)
both("inverse_time_decay/staircase", inverse_time_decay, kinds.InverseTimeDecay,
     initial_learning_rate=0.1, decay_steps=50, decay_rate=2.0, staircase=True)
both("polynomial_decay", polynomial_decay, kinds.PolynomialDecay, initial_learning_rate=0.1, decay_steps=100)
both("polynomial_decay/square", polynomial_decay, kinds.PolynomialDecay,
     initial_learning_rate=0.1, decay_steps=150, end_learning_rate=0.01, power=2.0)
both("polynomial_decay/cycle", polynomial_decay, kinds.PolynomialDecay,
     initial_learning_rate=0.1, decay_steps=50, power=0.5, cycle=True)
both("cosine_decay", cosine_decay, kinds.CosineDecay, initial_learning_rate=0.1, decay_steps=100)
both("cosine_decay/alpha", cosine_decay, kinds.CosineDecay, initial_learning_rate=0.1, decay_steps=70, alpha=0.1)
both("cosine_decay/target", cosine_decay, kinds.CosineDecay, initial_learning_rate=0.01, decay_steps=100,
     alpha=0.05, warmup_target=0.1, warmup_steps=20)
write("cosine_decay/warmup", cosine_decay, initial_learning_rate=0.003, decay_steps=200, warmup_steps=20)
both("cosine_decay_restarts", cosine_decay_restarts, kinds.CosineDecayRestarts,
     initial_learning_rate=0.1, first_decay_steps=10)
both("cosine_decay_restarts/even", cosine_decay_restarts, kinds.CosineDecayRestarts,
     initial_learning_rate=0.1, first_decay_steps=50, t_mul=1.0, m_mul=0.5, alpha=0.1)
# Starts of waves by t_mul 3: 0, 10, 40, 130: Keras's logarithm in float32 misses some of them.
write("cosine_decay_restarts/long", cosine_decay_restarts,
      initial_learning_rate=0.1, first_decay_steps=10, t_mul=3.0, m_mul=0.9)
write("piecewise", piecewise, kinds.PiecewiseConstantDecay([20, 100], [0.1, 0.01, 0.001]),
      boundaries=[20, 100], values=[0.1, 0.01, 0.001])
write("one_cycle", one_cycle, max_learning_rate=0.1, total_steps=200)
write("one_cycle/options", one_cycle,
      max_learning_rate=0.1, total_steps=100, pct_start=0.5, div_factor=10, final_div_factor=100)
write("noam", noam)
write("noam/short", noam, d_model=64, warmup_steps=100, factor=0.5)
write("reduce_on_plateau", lambda step, initial_learning_rate: initial_learning_rate, initial_learning_rate=0.01)


def plateau(name, losses, **options):
    """The rate after each epoch, by Keras's own callback."""
    weight = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
    weight.compile(optimizer=keras.optimizers.SGD(options["initial_learning_rate"]), loss="mse")
    known = {k: v for k, v in options.items() if k != "initial_learning_rate"}
    callback = keras.callbacks.ReduceLROnPlateau(monitor="loss", mode="min", **known)
    callback.set_model(weight)
    callback.on_train_begin()
    rates = []
    for epoch, loss in enumerate(losses):
        callback.on_epoch_end(epoch, {"loss": loss})
        rates.append(float(weight.optimizer.learning_rate))
    out.case(name, word="reduce_on_plateau", **options)
    out.tensor("losses", losses, "float64")
    out.tensor("rates_after", rates, "float64")


falling = [1.0, 0.9, 0.9, 0.8999, 0.91, 0.8, 0.85, 0.85, 0.85, 0.85, 0.85, 0.85, 0.7, 0.75, 0.75, 0.75, 0.75]
plateau("reduce_on_plateau/patient", falling, initial_learning_rate=0.125, factor=0.5, patience=2)
plateau("reduce_on_plateau/cooldown", falling, initial_learning_rate=0.125, factor=0.5, patience=1, cooldown=2,
        min_lr=0.015625)
out.write()
