"""Values per sample, means and gradients of the losses, by Keras 3 on TensorFlow.

`value` is the mean over the batch, `dy_pred` its gradient. Cases that end in a type hold in that type only:
in float32, 1 - 1e-7 is 0.99999988 and a certain mistake costs 15.94 in place of 16.12.
"""

import os

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["CUDA_VISIBLE_DEVICES"] = ""

import keras
import numpy as np
import tensorflow as tf
from keras import losses

from golden_file import GoldenFile, mixed

out = GoldenFile("losses.txt", "losses.py", f"Keras {keras.__version__}, TensorFlow {tf.__version__}")


def write(name, function, y_true, y_pred, dtype="float64", labels=False, **options):
    keras.config.set_floatx(dtype)
    y_pred = tf.Variable(np.asarray(y_pred), dtype=dtype)
    y_true = tf.constant(np.asarray(y_true), dtype="int32" if labels else dtype)
    with tf.GradientTape() as tape:
        samples = function(y_true, y_pred, **options)
        # Keras's class averages whatever its function leaves: one value per sample here.
        value = tf.reduce_mean(samples)
    out.case(name, word=name.split("/")[0], **options)
    out.tensor("y_true", y_true.numpy())
    out.tensor("y_pred", y_pred.numpy())
    out.tensor("samples", samples.numpy(), dtype)
    out.tensor("value", value.numpy(), dtype)
    out.tensor("dy_pred", tape.gradient(value, y_pred).numpy(), dtype)


def soft(shape, seed):
    """Rows of positive numbers that sum to 1."""
    rows = mixed(shape, seed, 0.02, 1.0)
    return rows / rows.sum(axis=-1, keepdims=True)


# Regression, with exact hits (the kink of the absolute value) and rows of several outputs.
targets, outputs = mixed([6, 3], 1, -2, 2), mixed([6, 3], 2, -2, 2)
outputs[2, 1] = targets[2, 1]
far = outputs * 3


def log_cosh(y_true, y_pred):
    """The definition: Keras subtracts log 2 rounded to float32, 1e-9 beside it."""
    far = tf.abs(y_pred - y_true)
    ours = tf.reduce_mean(far + tf.math.softplus(-2 * far) - np.log(2.0), axis=-1)
    assert np.allclose(ours, losses.log_cosh(y_true, y_pred), atol=1e-7)
    return ours


regression = {
    "mean_squared_error": losses.mean_squared_error,
    "mean_absolute_error": losses.mean_absolute_error,
    "huber": losses.huber,
    "log_cosh": log_cosh,
}
for name, function in regression.items():
    write(name, function, targets, outputs)
    write(f"{name}/far", function, targets, far)
    write(f"{name}/one_output", function, targets[:, :1], outputs[:, :1])
write("mean_squared_error/article", losses.mean_squared_error, [[1.0, 0.0]], [[0.8, 0.2]])
write("cosine_similarity", losses.cosine_similarity, targets, outputs)
write("poisson", losses.poisson, mixed([5, 2], 3, 0, 3), mixed([5, 2], 4, 0.1, 3))

# Binary cross-entropy: probabilities with the clipped ends, soft labels, smoothing, logits.
binary = losses.binary_crossentropy
bits = [[1.0], [0.0], [1.0], [0.0], [1.0], [0.0], [1.0], [0.0]]
probabilities = [[0.9], [0.2], [0.5], [0.5], [0.0], [1.0], [1.0], [0.0]]
logits = [[2.5], [-1.25], [0.0], [0.0], [-40.0], [40.0], [800.0], [-800.0]]
for dtype, suffix in [("float64", ".float64"), ("float32", ".float32")]:
    write(f"binary_crossentropy/probabilities{suffix}", binary, bits, probabilities, dtype)
    write(f"binary_crossentropy/logits{suffix}", binary, bits, logits, dtype, from_logits=True)
    write(f"binary_crossentropy/smoothed{suffix}", binary, bits, probabilities, dtype, label_smoothing=0.1)
    # Digits as targets of one sigmoid: what the article's program does.
    write(f"binary_crossentropy/outside{suffix}", binary, [[3.0], [7.0], [9.0], [0.0]],
          [[0.5], [1.0], [0.25], [0.75]], dtype)
write("binary_crossentropy/soft", binary, mixed([6, 1], 5, 0, 1), mixed([6, 1], 6, 0.05, 0.95))
write("binary_crossentropy/several", binary, np.round(mixed([6, 4], 7, 0, 1)), mixed([6, 4], 8, 0.05, 0.95))
write("binary_crossentropy/smoothed_logits", binary, bits, logits, from_logits=True, label_smoothing=0.2)

# Categorical cross-entropy: rows that do not sum to 1 are divided by their sum first.
categorical = losses.categorical_crossentropy


def sparse(y_true, y_pred, from_logits=False):
    """Class numbers, with the formula of the categorical loss.

    So does Keras on JAX. Keras on TensorFlow clips before it divides by the sum: 3e-7 apart at p = 1.
    """
    ours = categorical(tf.one_hot(y_true, y_pred.shape[-1], dtype=y_pred.dtype), y_pred, from_logits)
    theirs = losses.sparse_categorical_crossentropy(y_true, y_pred, from_logits)
    assert np.allclose(ours, theirs, atol=1e-6), (ours, theirs)
    return ours


classes = [2, 0, 1, 4, 3, 2]
one_hot = np.eye(5)[classes]
rows = soft([6, 5], 9)
sharp = np.eye(5)[[2, 0, 2, 4, 0, 1]]
raw = mixed([6, 5], 10, -4, 4)
huge = raw * 200
write("categorical_crossentropy/probabilities", categorical, one_hot, rows)
write("categorical_crossentropy/soft", categorical, soft([6, 5], 11), rows)
write("categorical_crossentropy/smoothed", categorical, one_hot, rows, label_smoothing=0.1)
write("categorical_crossentropy/unnormalised", categorical, [[1.0, 0.0]], [[0.2, 0.2]])
write("categorical_crossentropy/logits", categorical, one_hot, raw, from_logits=True)
write("categorical_crossentropy/smoothed_logits", categorical, one_hot, raw, from_logits=True, label_smoothing=0.2)
for dtype, suffix in [("float64", ".float64"), ("float32", ".float32")]:
    write(f"categorical_crossentropy/certain{suffix}", categorical, one_hot, sharp, dtype)
    write(f"categorical_crossentropy/huge_logits{suffix}", categorical, one_hot, huge, dtype, from_logits=True)
    write(f"sparse_categorical_crossentropy/certain{suffix}", sparse, classes, sharp, dtype, labels=True)
    write(f"sparse_categorical_crossentropy/huge_logits{suffix}", sparse, classes, huge, dtype,
          labels=True, from_logits=True)
write("sparse_categorical_crossentropy/probabilities", sparse, classes, rows, labels=True)
write("sparse_categorical_crossentropy/logits", sparse, classes, raw, labels=True, from_logits=True)

write("kl_divergence", losses.kl_divergence, soft([4, 5], 12), soft([4, 5], 13))
signs = np.sign(mixed([5, 3], 14, -1, 1))
for name in ["hinge", "squared_hinge"]:
    write(name, getattr(losses, name), signs, mixed([5, 3], 15, -2, 2))
write("categorical_hinge", losses.categorical_hinge, one_hot, raw)
out.write()
