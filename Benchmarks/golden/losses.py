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
        # Keras's class averages whatever its function leaves: one value per sample here. What it
        # masks leaves numerator and denominator; Keras adds 1e-7 to the denominator, we do not.
        mask = getattr(samples, "_keras_mask", None)
        if mask is None:
            value = tf.reduce_mean(samples)
        else:
            value = tf.reduce_sum(samples) / tf.reduce_sum(tf.cast(mask, dtype))
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


def sparse(y_true, y_pred, from_logits=False, ignore_class=None):
    """Class numbers, with the formula of the categorical loss.

    So does Keras on JAX. Keras on TensorFlow clips before it divides by the sum: 3e-7 apart at p = 1.
    """
    ours = categorical(tf.one_hot(y_true, y_pred.shape[-1], dtype=y_pred.dtype), y_pred, from_logits)
    theirs = losses.sparse_categorical_crossentropy(y_true, y_pred, from_logits, ignore_class)
    if ignore_class is not None:
        mask = theirs._keras_mask
        ours = tf.where(mask, ours, tf.zeros_like(ours))
        ours._keras_mask = mask
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

# Ignored classes: in rows, in sequences, and a batch of nothing else.
write("sparse_categorical_crossentropy/ignored", sparse, [2, -1, 1, 4, -1, 2], rows, labels=True, ignore_class=-1)
write("sparse_categorical_crossentropy/ignored_logits", sparse, [2, 0, 1, 4, 0, 2], raw, labels=True,
      from_logits=True, ignore_class=0)
steps = mixed([3, 4, 5], 30, -3, 3)
write("sparse_categorical_crossentropy/sequence", sparse, [[1, 2, 0, 0], [3, 4, 1, 0], [2, 0, 0, 0]], steps,
      labels=True, from_logits=True, ignore_class=0)

positive = mixed([5, 3], 31, 0.2, 4)
write("mean_absolute_percentage_error", losses.mean_absolute_percentage_error, targets, outputs)
write("mean_squared_logarithmic_error", losses.mean_squared_logarithmic_error, positive, mixed([5, 3], 32, 0.1, 4))
zeros_and_ones = np.round(mixed([5, 3], 33, 0, 1))
for name in ["hinge", "squared_hinge"]:
    write(f"{name}/zero_one", getattr(losses, name), zeros_and_ones, mixed([5, 3], 15, -2, 2))
write("cosine_similarity/scaled", losses.cosine_similarity, targets * 1e3, outputs * 1e-3)

focal = losses.binary_focal_crossentropy
yes, scores = np.round(mixed([6, 3], 34, 0, 1)), mixed([6, 3], 35, 0.05, 0.95)
write("binary_focal_crossentropy", focal, yes, scores)
write("binary_focal_crossentropy/balanced", focal, yes, scores, apply_class_balancing=True, alpha=0.3, gamma=1.5)
write("binary_focal_crossentropy/smoothed", focal, yes, scores, label_smoothing=0.1)
write("binary_focal_crossentropy/logits", focal, yes, mixed([6, 3], 36, -3, 3), from_logits=True, gamma=3.0)
focal = losses.categorical_focal_crossentropy
write("categorical_focal_crossentropy", focal, one_hot, rows)
write("categorical_focal_crossentropy/options", focal, one_hot, rows, alpha=0.5, gamma=1.0, label_smoothing=0.1)
write("categorical_focal_crossentropy/logits", focal, one_hot, raw, from_logits=True)


def dice(y_true, y_pred, axis=None):
    return losses.dice(y_true, y_pred, axis)


masks, guesses = np.round(mixed([3, 4, 4], 37, 0, 1)), mixed([3, 4, 4], 38, 0.02, 0.98)
write("dice", dice, masks, guesses)
write("dice/each", lambda y, p, axis: dice(y, p, (1, 2)), masks, guesses, axis="1,2")


def wasserstein(y_true, y_pred):
    """Keras has none: mean of -y p, y = -1 or 1."""
    return -tf.reduce_mean(y_true * y_pred, axis=-1)


write("wasserstein", wasserstein, signs, mixed([5, 3], 39, -2, 2))


def info_nce(a, b, temperature=1.0):
    """Cross-entropy of finding row i of b among all rows, by Keras."""
    rows = tf.range(a.shape[0])
    return losses.sparse_categorical_crossentropy(rows, a @ tf.transpose(b) / temperature, from_logits=True)


write("info_nce", info_nce, mixed([5, 4], 40, -1, 1), mixed([5, 4], 41, -1, 1))
write("info_nce/cold", info_nce, mixed([4, 3], 42, -1, 1), mixed([4, 3], 43, -1, 1), temperature=0.2)


def triplet(y_true, y_pred, margin=1.0):
    """Batch-hard triplets by their definition, row by row."""
    values, counted = [], []
    labels = y_true.numpy()
    for row in range(len(labels)):
        same = [i for i in range(len(labels)) if labels[i] == labels[row] and i != row]
        other = [i for i in range(len(labels)) if labels[i] != labels[row]]
        counted.append(bool(same and other))
        if not counted[-1]:
            values.append(tf.constant(0.0, y_pred.dtype))
            continue
        distance = lambda i: tf.norm(y_pred[row] - y_pred[i])
        farthest = tf.reduce_max(tf.stack([distance(i) for i in same]))
        nearest = tf.reduce_min(tf.stack([distance(i) for i in other]))
        values.append(tf.nn.relu(farthest - nearest + margin))
    samples = tf.stack(values)
    samples._keras_mask = tf.constant(counted)
    return samples


write("triplet", triplet, [0, 1, 0, 2, 1, 0], mixed([6, 3], 44, -1, 1), labels=True)
write("triplet/margin", triplet, [0, 1, 0, 1], mixed([4, 2], 45, -1, 1), labels=True, margin=0.3)

# Losses of embeddings and masks; of Keras where it has them.
def cosine_rows(shape, seed):
    rows = mixed(shape, seed, -1, 1)
    return rows / np.sqrt((rows**2).sum(axis=-1, keepdims=True))


write("categorical_generalized_crossentropy", losses.categorical_generalized_cross_entropy, classes, rows, labels=True, q=0.5)
write("categorical_generalized_crossentropy/q", losses.categorical_generalized_cross_entropy, classes, rows, labels=True, q=0.9)
write("tversky", losses.tversky, np.round(mixed([4, 3], 70, 0, 1)), mixed([4, 3], 71, 0.05, 0.95))
write("tversky/weights", losses.tversky, np.round(mixed([4, 3], 70, 0, 1)), mixed([4, 3], 71, 0.05, 0.95), alpha=0.7, beta=0.2)
write("circle", losses.circle, [0, 1, 0, 2, 1, 0], cosine_rows([6, 4], 72), labels=True)
write("circle/options", losses.circle, [0, 1, 0, 2, 1, 0], cosine_rows([6, 4], 72), labels=True, gamma=20.0, margin=0.25)


def contrastive(y_true, y_pred, margin=1.0):
    """Hadsell, Chopra and LeCun 2006, equation 4, without its halves."""
    return tf.reduce_mean(y_true * y_pred**2 + (1 - y_true) * tf.maximum(margin - y_pred, 0) ** 2, axis=-1)


def nt_xent(y_true, y_pred, temperature=1.0):
    """Chen et al. 2020, equation 1, as rows of a cross-entropy."""
    both = tf.math.l2_normalize(tf.concat([y_true, y_pred], axis=0), axis=1)
    count = y_true.shape[0]
    scores = both @ tf.transpose(both) / temperature - 1e9 * tf.eye(2 * count, dtype=both.dtype)
    partner = tf.concat([tf.range(count) + count, tf.range(count)], axis=0)
    values = tf.nn.sparse_softmax_cross_entropy_with_logits(partner, scores)
    return (values[:count] + values[count:]) / 2


def quantile_loss(y_true, y_pred, q=0.5):
    error = y_true - y_pred
    return tf.reduce_mean(tf.maximum(q * error, (q - 1) * error), axis=-1)


def gaussian_nll(y_true, y_pred, full=False, epsilon=1e-6):
    mean, variance = tf.split(y_pred, 2, axis=-1)
    variance = tf.maximum(variance, tf.cast(epsilon, variance.dtype))
    value = 0.5 * (tf.math.log(variance) + (y_true - mean) ** 2 / variance)
    return tf.reduce_mean(value, axis=-1) + (0.5 * np.log(2 * np.pi) if full else 0)


write("contrastive", contrastive, np.round(mixed([5, 2], 73, 0, 1)), mixed([5, 2], 74, 0.1, 1.7))
write("contrastive/margin", contrastive, np.round(mixed([5, 2], 73, 0, 1)), mixed([5, 2], 74, 0.1, 1.7), margin=0.5)
write("nt_xent", nt_xent, mixed([4, 3], 75, -1, 1), mixed([4, 3], 76, -1, 1))
write("nt_xent/temperature", nt_xent, mixed([4, 3], 75, -1, 1), mixed([4, 3], 76, -1, 1), temperature=0.2)
write("quantile_loss", quantile_loss, targets, mixed([6, 3], 77, -2, 2))
write("quantile_loss/q", quantile_loss, targets, mixed([6, 3], 77, -2, 2), q=0.9)
spread = np.concatenate([mixed([6, 3], 78, -2, 2), mixed([6, 3], 79, 0.2, 2)], axis=1)
write("gaussian_nll", gaussian_nll, targets, spread)
write("gaussian_nll/full", gaussian_nll, targets, spread, full=True)
out.write()
