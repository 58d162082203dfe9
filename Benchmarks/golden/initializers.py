"""Ranges and standard deviations of the initialisers, by their formulas; Keras 3 draws confirm them."""

import math
import os

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["CUDA_VISIBLE_DEVICES"] = ""

import keras
import numpy as np

from golden_file import GoldenFile

SHAPE = [300, 200]
FAN_IN, FAN_OUT = SHAPE
# The standard deviation of a standard normal cut at ±2.
CUT = 0.87962566103423978

out = GoldenFile("initializers.txt", "initializers.py", f"formulas, checked with Keras {keras.__version__}")


def write(name, limit, deviation, mean=0.0, label=None, **options):
    """`limit` is the largest possible |value - mean|, 0 where there is none."""
    keras.utils.set_random_seed(1)
    kind = "".join(part.capitalize() for part in name.split("_"))
    drawn = np.asarray(getattr(keras.initializers, kind)(**options)(SHAPE)).astype(np.float64)
    assert abs(drawn.std() - deviation) <= 0.02 * deviation + 1e-12, (name, drawn.std(), deviation)
    assert limit == 0 or np.abs(drawn - mean).max() <= limit * 1.000001, (name, np.abs(drawn).max())
    out.case(label or name, word=name, **options)
    out.tensor("shape", SHAPE, "int32")
    out.tensor("limit", limit, "float64")
    out.tensor("deviation", deviation, "float64")
    out.tensor("mean", mean, "float64")


def uniform(name, variance):
    limit = math.sqrt(3 * variance)
    write(name, limit, limit / math.sqrt(3))


def truncated(name, variance):
    write(name, 2 * math.sqrt(variance) / CUT, math.sqrt(variance))


write("zeros", 0.0, 0.0)
write("ones", 0.0, 0.0, mean=1.0)
write("random_uniform", 0.05, 0.05 / math.sqrt(3))
write("random_normal", 0.0, 0.05)
write("truncated_normal", 0.1, 0.05 * CUT)
uniform("glorot_uniform", 2 / (FAN_IN + FAN_OUT))
truncated("glorot_normal", 2 / (FAN_IN + FAN_OUT))
uniform("he_uniform", 2 / FAN_IN)
truncated("he_normal", 2 / FAN_IN)
uniform("lecun_uniform", 1 / FAN_IN)
truncated("lecun_normal", 1 / FAN_IN)
write("variance_scaling", 2 / math.sqrt(FAN_IN) / CUT, 1 / math.sqrt(FAN_IN))
write("variance_scaling", math.sqrt(6 / FAN_OUT), math.sqrt(2 / FAN_OUT), label="variance_scaling/uniform",
      scale=2.0, mode="fan_out", distribution="uniform")
write("variance_scaling", 0.0, math.sqrt(1 / (FAN_IN + FAN_OUT)), label="variance_scaling/normal",
      scale=0.5, mode="fan_avg", distribution="untruncated_normal")
# Orthonormal columns: each has Σ w² = 1 over 300 entries.
write("orthogonal", 0.0, 1 / math.sqrt(FAN_IN))
write("constant", 0.0, 0.0, mean=0.3, value=0.3)
share = FAN_OUT / (FAN_IN * FAN_OUT)
write("identity", 1 - share, math.sqrt(share * (1 - share)), mean=share)
out.write()
