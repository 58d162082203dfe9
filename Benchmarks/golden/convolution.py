"""Outputs, input gradients and parameter gradients of convolution and pooling, in float64.

Keras gives the numbers, since its paddings are ours. TensorFlow has no gradient of grouped
convolutions on CPU, no dilation together with strides and interpolates in float32 only: those cases
are PyTorch's, written by convolution_torch.py into a file of their own.
"""

import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import keras
import tensorflow as tf

from golden_file import GoldenFile

keras.config.set_floatx("float64")
out = GoldenFile("convolution.txt", "convolution.py", f"Keras {keras.__version__}")
seed = 1000


def layer(name, word, kind, input_shape, **options):
    """Runs one layer of Keras; the scalar that is differentiated is Σ weights·y."""
    global seed
    seed += 20
    written = {
        key: ",".join(map(str, value)) if isinstance(value, tuple) else value
        for key, value in options.items()
    }
    out.case(f"{word}/{name}", word=word, **written)
    x = tf.Variable(out.formula("x", input_shape, seed, -2.0, 2.0))
    made = getattr(keras.layers, kind)(**options)
    made.build(tuple(input_shape))
    for index, weight in enumerate(made.weights):
        weight.assign(out.formula(weight.name, list(weight.shape), seed + 1 + index, -0.75, 0.75))
    with tf.GradientTape() as tape:
        y = made(x)
        weights = out.formula("weights", list(y.shape), seed + 9, -1.0, 1.0)
        scalar = tf.reduce_sum(weights * y)
    trained = [weight.value for weight in made.trainable_weights]
    gradients = tape.gradient(scalar, [x, *trained])
    out.tensor("y", y.numpy())
    out.tensor("dx", tf.convert_to_tensor(gradients[0]).numpy())
    for weight, gradient in zip(made.trainable_weights, gradients[1:]):
        out.tensor(f"d{weight.name}", gradient.numpy())


layer("valid", "conv1d", "Conv1D", [2, 7, 3], filters=4, kernel_size=3, activation="tanh")
layer("same", "conv1d", "Conv1D", [2, 7, 3], filters=2, kernel_size=4, padding="same", strides=2)
layer("causal", "conv1d", "Conv1D", [2, 6, 2], filters=3, kernel_size=3, padding="causal",
      dilation_rate=2)
layer("valid", "conv2d", "Conv2D", [2, 5, 6, 3], filters=4, kernel_size=3)
layer("relu", "conv2d", "Conv2D", [2, 6, 5, 1], filters=5, kernel_size=(3, 2), activation="relu",
      use_bias=False)
layer("same", "conv2d", "Conv2D", [2, 5, 6, 2], filters=3, kernel_size=(4, 3), padding="same")
layer("same_strides", "conv2d", "Conv2D", [2, 6, 7, 2], filters=3, kernel_size=3, padding="same",
      strides=2)
layer("strides", "conv2d", "Conv2D", [2, 8, 7, 2], filters=3, kernel_size=(3, 2), strides=(3, 2))
layer("dilation", "conv2d", "Conv2D", [2, 7, 8, 2], filters=2, kernel_size=(3, 2),
      dilation_rate=(2, 3))
layer("dilation_same", "conv2d", "Conv2D", [1, 6, 7, 2], filters=2, kernel_size=3,
      dilation_rate=2, padding="same")
# More channels than two vector registers hold, and odd sizes.
layer("wide", "conv2d", "Conv2D", [2, 5, 4, 21], filters=37, kernel_size=2, padding="same")
layer("pointwise", "conv2d", "Conv2D", [2, 3, 3, 5], filters=4, kernel_size=1, strides=2)
for padding in ("valid", "same"):
    for strides in (1, 2, 3):
        layer(f"{padding}_{strides}", "conv2d_transpose", "Conv2DTranspose", [2, 3, 4, 2],
              filters=3, kernel_size=3, strides=strides, padding=padding)
layer("small_kernel", "conv2d_transpose", "Conv2DTranspose", [2, 3, 2, 2], filters=2,
      kernel_size=(2, 1), strides=3, activation="sigmoid")
layer("even_kernel", "conv2d_transpose", "Conv2DTranspose", [2, 3, 2, 2], filters=2,
      kernel_size=4, strides=2, padding="same")
layer("output_padding", "conv2d_transpose", "Conv2DTranspose", [2, 3, 4, 2], filters=2,
      kernel_size=3, strides=2, output_padding=1)
layer("output_padding_same", "conv2d_transpose", "Conv2DTranspose", [2, 3, 4, 2], filters=2,
      kernel_size=3, strides=(3, 2), padding="same", output_padding=(2, 1))
layer("valid", "depthwise_conv2d", "DepthwiseConv2D", [2, 5, 6, 3], kernel_size=3)
layer("same", "depthwise_conv2d", "DepthwiseConv2D", [2, 5, 5, 2], kernel_size=(3, 2),
      padding="same", depth_multiplier=2, activation="relu")
layer("strides", "depthwise_conv2d", "DepthwiseConv2D", [2, 7, 7, 19], kernel_size=3, strides=2,
      padding="same")
layer("dilation", "depthwise_conv2d", "DepthwiseConv2D", [1, 7, 6, 2], kernel_size=2,
      dilation_rate=2)
layer("valid", "separable_conv2d", "SeparableConv2D", [2, 5, 6, 3], filters=4, kernel_size=3)
layer("same", "separable_conv2d", "SeparableConv2D", [2, 6, 5, 2], filters=3, kernel_size=3,
      padding="same", strides=2, depth_multiplier=3, activation="tanh")
for word, kind in (("max", "MaxPooling"), ("average", "AveragePooling")):
    one, two = f"{word}_pooling1d", f"{word}_pooling2d"
    layer("valid", one, f"{kind}1D", [2, 7, 3], pool_size=2)
    layer("same", one, f"{kind}1D", [2, 7, 3], pool_size=3, strides=2, padding="same")
    layer("valid", two, f"{kind}2D", [2, 5, 7, 2], pool_size=2)
    layer("overlap", two, f"{kind}2D", [2, 5, 7, 2], pool_size=(3, 2), strides=(1, 2))
    layer("same", two, f"{kind}2D", [2, 5, 6, 2], pool_size=(2, 3), strides=2, padding="same")
for word, kind in (("average", "GlobalAveragePooling"), ("max", "GlobalMaxPooling")):
    layer("plain", f"global_{word}_pooling1d", f"{kind}1D", [2, 5, 3])
    layer("keepdims", f"global_{word}_pooling1d", f"{kind}1D", [2, 5, 3], keepdims=True)
    layer("plain", f"global_{word}_pooling2d", f"{kind}2D", [2, 3, 4, 3])
    layer("keepdims", f"global_{word}_pooling2d", f"{kind}2D", [2, 3, 4, 3], keepdims=True)
layer("nearest", "up_sampling2d", "UpSampling2D", [2, 3, 2, 2], size=(2, 3))
layer("one", "zero_padding2d", "ZeroPadding2D", [2, 3, 2, 2], padding=2)
layer("pair", "zero_padding2d", "ZeroPadding2D", [2, 3, 2, 2], padding=(0, 3))
# Sequences.
for padding in ("valid", "same"):
    for strides in (1, 2, 3):
        layer(f"{padding}_{strides}", "conv1d_transpose", "Conv1DTranspose", [2, 5, 2], filters=3,
              kernel_size=3, strides=strides, padding=padding)
layer("small_kernel", "conv1d_transpose", "Conv1DTranspose", [2, 4, 3], filters=2, kernel_size=2,
      strides=3, activation="tanh")
layer("output_padding", "conv1d_transpose", "Conv1DTranspose", [2, 4, 2], filters=2, kernel_size=4,
      strides=3, padding="same", output_padding=2, use_bias=False)
layer("valid", "depthwise_conv1d", "DepthwiseConv1D", [2, 7, 3], kernel_size=3)
layer("same", "depthwise_conv1d", "DepthwiseConv1D", [2, 8, 2], kernel_size=4, padding="same", strides=2,
      depth_multiplier=3, activation="relu")
layer("dilation", "depthwise_conv1d", "DepthwiseConv1D", [1, 9, 2], kernel_size=3, dilation_rate=2)
layer("valid", "separable_conv1d", "SeparableConv1D", [2, 7, 3], filters=4, kernel_size=3)
layer("same", "separable_conv1d", "SeparableConv1D", [2, 6, 2], filters=3, kernel_size=3, padding="same",
      strides=2, depth_multiplier=2, activation="tanh")
layer("nearest", "up_sampling1d", "UpSampling1D", [2, 3, 2], size=3)
layer("one", "zero_padding1d", "ZeroPadding1D", [2, 3, 2], padding=2)
layer("pair", "zero_padding1d", "ZeroPadding1D", [2, 3, 2], padding=(0, 3))
layer("one", "cropping1d", "Cropping1D", [2, 6, 2], cropping=2)
layer("pair", "cropping1d", "Cropping1D", [2, 6, 2], cropping=(0, 3))
layer("one", "cropping2d", "Cropping2D", [2, 5, 6, 2], cropping=2)
layer("pair", "cropping2d", "Cropping2D", [2, 5, 6, 2], cropping=(0, 2))
out.write()
