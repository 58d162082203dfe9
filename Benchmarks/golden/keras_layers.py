"""Outputs, gradients and moving statistics of normalisation, embedding and rearranging layers, by Keras.

Float64. The scalar that is differentiated is Σ weights·y. `mode=infer` cases are not training;
`new_…` is what a state holds after the step.
"""

import os

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["CUDA_VISIBLE_DEVICES"] = ""

import keras
import numpy as np
import tensorflow as tf

from golden_file import GoldenFile

keras.config.set_floatx("float64")
out = GoldenFile("keras_layers.txt", "keras_layers.py", f"Keras {keras.__version__}, TensorFlow {tf.__version__}")


def compared(name, layer, input_shape, seed, paths, call=None, training=True, span=(-2.0, 2.0),
             ids=None, **options):
    """`paths` are our names of the layer's weights in Keras's order, states with a leading `~`."""
    if not training:
        options["mode"] = "infer"
    out.case(name, **options)
    if ids is None:
        x = tf.Variable(out.formula("x", input_shape, seed, *span))
    else:
        x = tf.constant(np.array(ids, dtype="float64"))
        out.tensor("x", x.numpy())
    call = call or (lambda layer, x: layer(x, training=training))
    call(layer, x)
    for index, (path, variable) in enumerate(zip(paths, layer.weights, strict=True)):
        low, high = (0.5, 1.5) if "variance" in path else (-0.75, 0.75)
        variable.assign(out.formula(path.strip("~"), list(variable.shape), seed + 1 + index, low, high))
    trained = [(p, w) for p, w in zip(paths, layer.weights) if not p.startswith("~")]
    with tf.GradientTape() as tape:
        y = call(layer, x)
        weights = out.formula("weights", list(y.shape), seed + 19, -1.0, 1.0)
        total = tf.reduce_sum(weights * y)
    targets = ([x] if ids is None else []) + [w.value for _, w in trained]
    gradients = tape.gradient(total, targets)
    out.tensor("y", y.numpy())
    names = (["dx"] if ids is None else []) + [f"d{p}" for p, _ in trained]
    for path, gradient in zip(names, gradients):
        out.tensor(path, tf.convert_to_tensor(gradient).numpy())
    for path, variable in zip(paths, layer.weights):
        if path.startswith("~") and training:
            out.tensor(f"new_{path[1:]}", variable.numpy())


L = keras.layers
BATCH = ["gamma", "beta", "~moving_mean", "~moving_variance"]
compared("batch_normalization/dense", L.BatchNormalization(), [7, 5], 1000, BATCH,
         word="batch_normalization")
compared("batch_normalization/image", L.BatchNormalization(momentum=0.8, epsilon=0.01), [3, 4, 2, 3],
         1100, BATCH, word="batch_normalization", momentum=0.8, epsilon=0.01)
compared("batch_normalization/axis", L.BatchNormalization(axis=1), [3, 4, 2], 1200, BATCH,
         word="batch_normalization", axis=1)
compared("batch_normalization/plain", L.BatchNormalization(center=False, scale=False), [4, 3], 1300,
         BATCH[2:], word="batch_normalization", center=False, scale=False)
compared("batch_normalization/infer", L.BatchNormalization(), [4, 2, 3], 1400, BATCH, training=False,
         word="batch_normalization")
compared("layer_normalization/dense", L.LayerNormalization(), [4, 6], 1500, ["gamma", "beta"],
         word="layer_normalization")
compared("layer_normalization/sequence", L.LayerNormalization(epsilon=1e-5), [2, 3, 5], 1600,
         ["gamma", "beta"], word="layer_normalization", epsilon=1e-5)
compared("layer_normalization/axes", L.LayerNormalization(axis=[1, 2]), [3, 2, 4], 1700,
         ["gamma", "beta"], word="layer_normalization", axis="1,2")
compared("layer_normalization/no_scale", L.LayerNormalization(scale=False), [3, 4], 1800, ["beta"],
         word="layer_normalization", scale=False)
compared("group_normalization/image", L.GroupNormalization(groups=2), [2, 3, 2, 4], 1900,
         ["gamma", "beta"], word="group_normalization", groups=2)
compared("group_normalization/each", L.GroupNormalization(groups=-1), [2, 5, 3], 2000,
         ["gamma", "beta"], word="group_normalization", groups=-1)
compared("group_normalization/axis", L.GroupNormalization(groups=2, axis=1), [2, 4, 3], 2100,
         ["gamma", "beta"], word="group_normalization", groups=2, axis=1)
compared("rms_normalization", L.RMSNormalization(), [3, 2, 5], 2200, ["scale"],
         word="rms_normalization")

TOKENS = [[3, 1, 0, 4], [2, 2, 5, 0], [0, 1, 1, 3]]
compared("embedding", L.Embedding(6, 3), [3, 4], 2300, ["embeddings"], ids=TOKENS,
         call=lambda layer, x: layer(x), word="embedding", input_dim=6, output_dim=3)

compared("rescaling", L.Rescaling(0.25, offset=-1.5), [3, 4], 2900, [], word="rescaling", scale=0.25,
         offset=-1.5)
compared("permute", L.Permute((3, 1, 2)), [2, 3, 4, 2], 3000, [], word="permute", dims="3,1,2")
compared("repeat_vector", L.RepeatVector(3), [2, 4], 3100, [], word="repeat_vector", n=3)
compared("normalization", L.Normalization(mean=[0.5, -1.0, 2.0], variance=[4.0, 0.25, 1.5]), [3, 2, 3], 3200,
         [], word="normalization", mean="0.5,-1,2", variance="4,0.25,1.5")
compared("normalization/invert", L.Normalization(mean=[0.5, -1.0], variance=[4.0, 0.25], invert=True), [4, 2],
         3300, [], word="normalization", mean="0.5,-1", variance="4,0.25", invert=True)
compared("prelu/sample", L.PReLU(), [3, 4], 3400, ["alpha"], word="prelu")
compared("prelu/picture", L.PReLU(shared_axes=[1, 2]), [2, 3, 2, 4], 3500, ["alpha"], word="prelu", shared_axes="1,2")
compared("prelu/sequence", L.PReLU(shared_axes=[1]), [2, 5, 3], 3600, ["alpha"], word="prelu", shared_axes="1")
compared("masking", L.Masking(), [3, 4, 2], 3700, [], word="masking")


def attending(layer, x, causal=False):
    # Keras asks a tensor for its axes, which a variable does not tell.
    x = tf.identity(x)
    return layer([x, x], training=True, use_causal_mask=causal)


for number, (name, layer, paths, options) in enumerate([
    ("attention/dot", L.Attention(), [], {}),
    ("attention/scale", L.Attention(use_scale=True), ["scale"], {"use_scale": True}),
    ("attention/concat", L.Attention(score_mode="concat"), ["concat_score_weight"], {"score_mode": "concat"}),
    ("attention/concat_scale", L.Attention(use_scale=True, score_mode="concat"), ["scale", "concat_score_weight"],
     {"use_scale": True, "score_mode": "concat"}),
    ("additive_attention/scale", L.AdditiveAttention(), ["scale"], {}),
    ("additive_attention/plain", L.AdditiveAttention(use_scale=False), [], {"use_scale": False}),
]):
    compared(name, layer, [2, 4, 3], 3800 + 100 * number, paths, attending, word=name.split("/")[0], **options)
compared("attention/causal", L.Attention(), [2, 5, 3], 4500, [], lambda layer, x: attending(layer, x, True),
         word="attention", use_causal_mask=True)
out.write()
