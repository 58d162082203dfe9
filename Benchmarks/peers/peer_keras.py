"""Keras 3 on TensorFlow, `fit` with its defaults: peer_keras.py WORKLOAD THREADS REPETITIONS."""

import os
import sys

from workload import arguments, article, classes, clocks, images, plane, report, windows

workload, threads, repetitions = arguments()
os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["CUDA_VISIBLE_DEVICES"] = ""

import keras
import numpy as np
import tensorflow as tf
from keras.layers import (
    LSTM, Add, Conv2D, Dense, Embedding, Flatten, LayerNormalization, MaxPooling2D,
    MultiHeadAttention,
)

tf.config.threading.set_intra_op_parallelism_threads(threads)
tf.config.threading.set_inter_op_parallelism_threads(threads)
keras.utils.set_random_seed(0)


class Clock(keras.callbacks.Callback):
    """Wall and processor time of each epoch but the first, which holds the tracing."""

    times = []

    def on_epoch_begin(self, epoch, logs=None):
        self.start = clocks()

    def on_epoch_end(self, epoch, logs=None):
        if epoch:
            self.times.append(tuple(now - then for now, then in zip(clocks(), self.start)))


def fit(net, optimizer, loss, x, y, batch, repetitions, **options):
    metrics = options.pop("metrics", None)
    net.compile(optimizer, loss, metrics=metrics)
    net.fit(x, y, batch_size=batch, epochs=1 + repetitions, verbose=0, callbacks=[Clock()], **options)
    return Clock.times


def article_epoch():
    (x, y), held = article()
    net = keras.Sequential([keras.Input((784,)), Dense(256, "relu"), Dense(1, "sigmoid")])
    return fit(net, keras.optimizers.Adam(1e-3), "binary_crossentropy", x, y, 32, repetitions,
               metrics=["accuracy"], validation_data=held)


def classes_epoch():
    x, y = classes()
    net = keras.Sequential([
        keras.Input((784,)), Dense(512, "relu"), Dense(512, "relu"), Dense(10),
    ])
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    rows = 468 * 128
    return fit(net, keras.optimizers.Adam(1e-3), loss, x[:rows], y[:rows], 128, repetitions)


def each(times, steps):
    return [(wall / steps, processor / steps) for wall, processor in times]


def sparse():
    return keras.losses.SparseCategoricalCrossentropy(from_logits=True)


def images_step():
    x, y = images(1280)
    net = keras.Sequential([
        keras.Input((28, 28, 1)), Conv2D(32, 3, activation="relu"), Conv2D(64, 3, activation="relu"),
        MaxPooling2D(2), Flatten(), Dense(128, "relu"), Dense(10),
    ])
    return each(fit(net, keras.optimizers.Adam(1e-3), sparse(), x, y, 128, repetitions), 10)


def text_step():
    x, y = windows(240)
    letters = keras.Input((64,), dtype="int32")
    places = Embedding(64, 128)(tf.range(64)[None])
    h = Embedding(65, 128)(letters) + places
    for _ in range(4):
        n = LayerNormalization(center=False)(h)
        seen = MultiHeadAttention(4, 32, use_bias=False)(n, n, use_causal_mask=True)
        h = Add()([h, seen])
        wide = Dense(512, "gelu", use_bias=False)(LayerNormalization(center=False)(h))
        h = Add()([h, Dense(128, use_bias=False)(wide)])
    logits = Dense(65, use_bias=False)(LayerNormalization(center=False)(h))
    adam = keras.optimizers.AdamW(1e-3, weight_decay=0.1, beta_2=0.99, global_clipnorm=1.0)
    return each(fit(keras.Model(letters, logits), adam, sparse(), x, y, 12, repetitions), 20)


def memory_step():
    x, y = windows(640)
    net = keras.Sequential([keras.Input((64, 65)), LSTM(128, return_sequences=True), Dense(65)])
    x = np.eye(65, dtype=np.float32)[x]
    return each(fit(net, keras.optimizers.Adam(1e-3), sparse(), x, y, 32, repetitions), 20)


def plane_step():
    x, y = plane(8000)
    net = keras.Sequential([
        keras.Input((2,)), Dense(8, "tanh"), Dense(8, "tanh"), Dense(1, "tanh"),
    ])
    return each(
        fit(net, keras.optimizers.SGD(0.03), "mean_squared_error", x, y, 16, repetitions), 500)


def start():
    """One update of the article's net, and the end."""
    net = keras.Sequential([keras.Input((784,)), Dense(256, "relu"), Dense(1, "sigmoid")])
    net.compile("adam", "binary_crossentropy")
    net.train_on_batch(np.ones((32, 784), np.float32), np.ones((32, 1), np.float32))
    sys.exit()


work = {
    "A": article_epoch, "B": classes_epoch, "C": images_step, "D": text_step, "E": memory_step,
    "F": plane_step, "S": start,
}[workload]
report("Keras", workload, threads, work())
