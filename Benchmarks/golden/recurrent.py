"""Recurrent layers by Keras in float64: outputs, input gradients and parameter gradients.

The scalar that is differentiated is Σ weights·y, so that no gradient cancels. A case with `inner` is
`bidirectional { inner … }`; one with `mask_zero` begins with an embedding whose class 0 is masked.
"""

import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["CUDA_VISIBLE_DEVICES"] = ""

import keras
import numpy as np
import tensorflow as tf

from golden_file import GoldenFile

keras.config.set_floatx("float64")
out = GoldenFile("recurrent.txt", "recurrent.py", f"Keras {keras.__version__}")
KINDS = {
    "simple_rnn": keras.layers.SimpleRNN, "lstm": keras.layers.LSTM, "gru": keras.layers.GRU,
}
BATCH, STEPS, FEATURES, UNITS = 3, 5, 4, 3


def arrays(layer, prefix, seed):
    """Formula numbers as the weights of one layer, by their names in nabla."""
    values = {}
    names = ["kernel", "recurrent_kernel"] + (["bias"] if layer.use_bias else [])
    for index, (name, variable) in enumerate(zip(names, layer.trainable_variables)):
        values[prefix + name] = out.formula(
            prefix + name, list(variable.shape), seed + index, -0.75, 0.75)
    layer.set_weights(list(values.values()))
    return values


def variables(layer, prefix):
    names = ["kernel", "recurrent_kernel"] + (["bias"] if layer.use_bias else [])
    return [(prefix + name, v.value) for name, v in zip(names, layer.trainable_variables)]


def finish(y, tape, scalar, targets):
    gradients = tape.gradient(scalar, [target for _, target in targets])
    out.tensor("y", y.numpy())
    for (name, _), gradient in zip(targets, gradients):
        out.tensor(f"d{name}", tf.convert_to_tensor(gradient).numpy())


def plain(name, kind, seed, **options):
    out.case(name, word=kind, units=UNITS, **options)
    layer = KINDS[kind](UNITS, **options)
    layer.build((BATCH, STEPS, FEATURES))
    x = tf.constant(out.formula("x", [BATCH, STEPS, FEATURES], seed, -2.0, 2.0))
    arrays(layer, "", seed + 1)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = layer(x)
        weights = out.formula("weights", list(y.shape), seed + 9, -1.0, 1.0)
        scalar = tf.reduce_sum(weights * y)
    targets = [("x", x)] + variables(layer, "")
    finish(y, tape, scalar, targets)


def both(name, kind, seed, merge, **options):
    out.case(name, word="bidirectional", inner=kind, units=UNITS, merge_mode=merge, **options)
    layer = keras.layers.Bidirectional(KINDS[kind](UNITS, **options), merge_mode=merge)
    layer.build((BATCH, STEPS, FEATURES))
    x = tf.constant(out.formula("x", [BATCH, STEPS, FEATURES], seed, -2.0, 2.0))
    for index, (use, part) in enumerate(
        [("forward", layer.forward_layer), ("backward", layer.backward_layer)]
    ):
        arrays(part, f"{use}.{kind}.", seed + 1 + 4 * index)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = layer(x)
        weights = out.formula("weights", list(y.shape), seed + 9, -1.0, 1.0)
        scalar = tf.reduce_sum(weights * y)
    targets = [("x", x)] + variables(layer.forward_layer, f"forward.{kind}.")
    targets += variables(layer.backward_layer, f"backward.{kind}.")
    finish(y, tape, scalar, targets)


def masked(name, kind, seed, merge=None, **options):
    more = {"inner": kind, "merge_mode": merge} if merge else {}
    out.case(name, word="bidirectional" if merge else kind, units=UNITS, mask_zero=True, **more, **options)
    tokens = np.array([[3, 1, 0, 2, 0], [0, 0, 2, 5, 4], [1, 2, 3, 4, 5]])
    out.tensor("tokens", tokens.astype("int32"))
    embedding = keras.layers.Embedding(6, FEATURES, mask_zero=True)
    embedding.build((BATCH, STEPS))
    embedding.set_weights([out.formula("embeddings", [6, FEATURES], seed, -2.0, 2.0)])
    inner = KINDS[kind](UNITS, **options)
    layer = keras.layers.Bidirectional(inner, merge_mode=merge) if merge else inner
    layer.build((BATCH, STEPS, FEATURES))
    parts = [("", layer)]
    if merge:
        parts = [(f"forward.{kind}.", layer.forward_layer), (f"backward.{kind}.", layer.backward_layer)]
    for index, (prefix, part) in enumerate(parts):
        arrays(part, prefix, seed + 1 + 4 * index)
    with tf.GradientTape() as tape:
        y = layer(embedding(tokens))
        weights = out.formula("weights", list(y.shape), seed + 9, -1.0, 1.0)
        scalar = tf.reduce_sum(weights * y)
    targets = [("embeddings", embedding.trainable_variables[0].value)]
    for prefix, part in parts:
        targets += variables(part, prefix)
    finish(y, tape, scalar, targets)


seed = 1000
for kind in KINDS:
    plain(f"{kind}/last", kind, seed)
    plain(f"{kind}/sequences", kind, seed + 20, return_sequences=True)
    plain(f"{kind}/backwards", kind, seed + 40, go_backwards=True)
    plain(f"{kind}/backward_sequences", kind, seed + 60, go_backwards=True, return_sequences=True)
    plain(f"{kind}/no_bias", kind, seed + 80, use_bias=False, return_sequences=True)
    gates = {} if kind == "simple_rnn" else {"recurrent_activation": "hard_sigmoid"}
    plain(f"{kind}/activations", kind, seed + 100, activation="softsign", return_sequences=True, **gates)
    masked(f"{kind}/masked", kind, seed + 120)
    masked(f"{kind}/masked_sequences", kind, seed + 140, return_sequences=True)
    masked(f"{kind}/masked_backwards", kind, seed + 160, go_backwards=True, return_sequences=True)
    seed += 200
plain("gru/reset_before", "gru", seed, reset_after=False, return_sequences=True)
for index, merge in enumerate(["concat", "sum", "mul", "ave"]):
    both(f"bidirectional/{merge}", "lstm", seed + 20 * (index + 1), merge, return_sequences=True)
both("bidirectional/last", "gru", seed + 100, "concat")
both("bidirectional/simple", "simple_rnn", seed + 120, "concat", return_sequences=True)
masked("bidirectional/masked", "lstm", seed + 160, "concat", return_sequences=True)
masked("bidirectional/masked_last", "gru", seed + 180, "sum")
out.write()
