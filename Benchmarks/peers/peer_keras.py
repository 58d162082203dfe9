"""Keras 3 on TensorFlow, `fit` with its defaults: peer_keras.py WORKLOAD THREADS REPETITIONS."""

import os
import time

from workload import arguments, article, classes, plane, report

workload, threads, repetitions = arguments()
os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["CUDA_VISIBLE_DEVICES"] = ""

import keras
import tensorflow as tf
from keras.layers import Dense

tf.config.threading.set_intra_op_parallelism_threads(threads)
tf.config.threading.set_inter_op_parallelism_threads(threads)
keras.utils.set_random_seed(0)


class Clock(keras.callbacks.Callback):
    """The wall time of each epoch but the first, which holds the tracing."""

    times = []

    def on_epoch_begin(self, epoch, logs=None):
        self.start = time.perf_counter()

    def on_epoch_end(self, epoch, logs=None):
        if epoch:
            self.times.append(time.perf_counter() - self.start)


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


def plane_step():
    x, y = plane(8000)
    net = keras.Sequential([
        keras.Input((2,)), Dense(8, "tanh"), Dense(8, "tanh"), Dense(1, "tanh"),
    ])
    times = fit(net, keras.optimizers.SGD(0.03), "mean_squared_error", x, y, 16, repetitions)
    return [t / 500 for t in times]


work = {"A": article_epoch, "B": classes_epoch, "F": plane_step}[workload]
report("Keras", workload, threads, work())
