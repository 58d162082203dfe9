"""JAX with one compiled loop over all steps of an epoch: peer_jax.py WORKLOAD THREADS REPETITIONS."""

import os

from workload import arguments, article, classes, plane, report, seconds

workload, threads, repetitions = arguments()
os.environ["JAX_PLATFORMS"] = "cpu"
if threads == 1:
    os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"

import jax
import jax.numpy as jnp
import optax


def dense(key, rows, columns):
    limit = (6 / (rows + columns)) ** 0.5
    return jax.random.uniform(key, (rows, columns), minval=-limit, maxval=limit), jnp.zeros(columns)


def net(sizes):
    keys = jax.random.split(jax.random.key(0), len(sizes))
    return [dense(*layer) for layer in zip(keys, sizes, sizes[1:])]


def outputs(layers, x, activation):
    for kernel, bias in layers[:-1]:
        x = activation(x @ kernel + bias)
    kernel, bias = layers[-1]
    return x @ kernel + bias


def epoch_of(loss, optimizer, x, y, batch):
    """One epoch: shuffled, all steps in one program. `loss` gives (loss, anything to sum up)."""
    slope = jax.value_and_grad(loss, has_aux=True)

    def step(state, rows):
        layers, moments = state
        (value, extra), gradient = slope(layers, x[rows], y[rows])
        change, moments = optimizer.update(gradient, moments)
        return (optax.apply_updates(layers, change), moments), (value, extra)

    @jax.jit
    def epoch(state, key):
        steps = len(x) // batch
        order = jax.random.permutation(key, len(x))[: steps * batch].reshape(steps, batch)
        return jax.lax.scan(step, state, order)

    return epoch


def timed(epoch, layers, optimizer, repetitions, after=lambda layers: 0):
    state, keys = (layers, optimizer.init(layers)), iter(jax.random.split(jax.random.key(1), 99))

    def work():
        nonlocal state
        state, history = epoch(state, next(keys))
        jax.block_until_ready((state, history, after(state[0])))

    return seconds(work, repetitions)


def article_epoch():
    (x, y), (x_held, y_held) = [[jnp.asarray(a) for a in part] for part in article()]
    adam = optax.adam(1e-3)

    def loss(layers, x, y):
        logits = outputs(layers, x, jax.nn.relu)
        return optax.sigmoid_binary_cross_entropy(logits, y).mean(), ((logits > 0) == (y > 0.5)).sum()

    held = jax.jit(lambda layers: loss(layers, x_held, y_held))
    return timed(epoch_of(loss, adam, x, y, 32), net([784, 256, 1]), adam, repetitions, held)


def classes_epoch():
    x, y = map(jnp.asarray, classes())
    adam = optax.adam(1e-3)

    def loss(layers, x, y):
        logits = outputs(layers, x, jax.nn.relu)
        return optax.softmax_cross_entropy_with_integer_labels(logits, y).mean(), 0

    return timed(epoch_of(loss, adam, x, y, 128), net([784, 512, 512, 10]), adam, repetitions)


def plane_step():
    x, y = map(jnp.asarray, plane(16_000))
    sgd = optax.sgd(0.03)

    def loss(layers, x, y):
        return ((jnp.tanh(outputs(layers, x, jnp.tanh)) - y) ** 2).mean(), 0

    times = timed(epoch_of(loss, sgd, x, y, 16), net([2, 8, 8, 1]), sgd, 5 * repetitions)
    return [t / 1000 for t in times]


work = {"A": article_epoch, "B": classes_epoch, "F": plane_step}[workload]
report("JAX", workload, threads, work())
