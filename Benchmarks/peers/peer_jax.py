"""JAX with one compiled loop over all steps of an epoch: peer_jax.py WORKLOAD THREADS REPETITIONS."""

import os
import sys

from workload import arguments, article, classes, images, plane, report, seconds, windows

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
        change, moments = optimizer.update(gradient, moments, layers)
        return (optax.apply_updates(layers, change), moments), (value, extra)

    @jax.jit
    def epoch(state, key):
        steps = len(x) // batch
        order = jax.random.permutation(key, len(x))[: steps * batch].reshape(steps, batch)
        return jax.lax.scan(step, state, order)

    return epoch


def timed(epoch, layers, optimizer, repetitions, after=lambda layers: 0, parts=1):
    state, keys = (layers, optimizer.init(layers)), iter(jax.random.split(jax.random.key(1), 99))

    def work():
        nonlocal state
        state, history = epoch(state, next(keys))
        jax.block_until_ready((state, history, after(state[0])))

    return seconds(work, repetitions, parts)


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


def cross_entropy(logits, y):
    return optax.softmax_cross_entropy_with_integer_labels(logits, y).mean(), 0


def images_step():
    x, y = map(jnp.asarray, images(1280))
    adam = optax.adam(1e-3)
    keys = jax.random.split(jax.random.key(0), 2)
    kernels = [jax.random.normal(keys[0], (3, 3, 1, 32)) * 0.3,
               jax.random.normal(keys[1], (3, 3, 32, 64)) * 0.05]
    biases = [jnp.zeros(32), jnp.zeros(64)]

    def loss(net, x, y):
        kernels, biases, layers = net
        for kernel, bias in zip(kernels, biases):
            form = jax.lax.conv_dimension_numbers(x.shape, kernel.shape, ("NHWC", "HWIO", "NHWC"))
            x = jax.nn.relu(
                jax.lax.conv_general_dilated(x, kernel, (1, 1), "VALID", dimension_numbers=form) + bias)
        x = jax.lax.reduce_window(x, -jnp.inf, jax.lax.max, (1, 2, 2, 1), (1, 2, 2, 1), "VALID")
        return cross_entropy(outputs(layers, x.reshape(len(x), -1), jax.nn.relu), y)

    start = (kernels, biases, net([9216, 128, 10]))
    return timed(epoch_of(loss, adam, x, y, 128), start, adam, repetitions, parts=10)


def normalized(x, gamma):
    centered = x - x.mean(-1, keepdims=True)
    return centered * jax.lax.rsqrt((centered**2).mean(-1, keepdims=True) + 1e-5) * gamma


def text_step():
    x, y = map(jnp.asarray, windows(240))
    adamw = optax.chain(
        optax.clip_by_global_norm(1.0), optax.adamw(1e-3, b2=0.99, weight_decay=0.1))
    keys = iter(jax.random.split(jax.random.key(0), 19))

    def normal(*shape):
        return jax.random.normal(next(keys), shape) * 0.02

    def block():
        return {"norm1": jnp.ones(128), "norm2": jnp.ones(128), "qkv": normal(128, 384),
                "join": normal(128, 128), "wide": normal(128, 512), "narrow": normal(512, 128)}

    start = {"letters": normal(65, 128), "places": normal(64, 128), "norm": jnp.ones(128),
             "head": normal(128, 65), "blocks": [block() for _ in range(4)]}
    seen = jnp.tril(jnp.ones((64, 64), bool))

    def loss(net, x, y):
        x = net["letters"][x] + net["places"]
        for b in net["blocks"]:
            parts = jnp.split(normalized(x, b["norm1"]) @ b["qkv"], 3, -1)
            q, k, v = (part.reshape(-1, 64, 4, 32).transpose(0, 2, 1, 3) for part in parts)
            scores = jnp.where(seen, q @ k.swapaxes(-1, -2) * 32**-0.5, -jnp.inf)
            heads = (jax.nn.softmax(scores) @ v).transpose(0, 2, 1, 3).reshape(x.shape)
            x = x + heads @ b["join"]
            wide = jax.nn.gelu(normalized(x, b["norm2"]) @ b["wide"], approximate=False)
            x = x + wide @ b["narrow"]
        return cross_entropy(normalized(x, net["norm"]) @ net["head"], y)

    return timed(epoch_of(loss, adamw, x, y, 12), start, adamw, repetitions, parts=20)


def memory_step():
    x, y = map(jnp.asarray, windows(640))
    adam = optax.adam(1e-3)
    (kernel, bias), head = net([65, 512])[0], net([128, 65])[0]
    start = (kernel, bias, jax.random.normal(jax.random.key(1), (128, 512)) * 0.08, head)

    def loss(net, x, y):
        kernel, bias, recurrent, (head, head_bias) = net

        def cell(state, z):
            h, c = state
            i, f, g, o = jnp.split(z + h @ recurrent, 4, -1)
            c = jax.nn.sigmoid(f) * c + jax.nn.sigmoid(i) * jnp.tanh(g)
            h = jax.nn.sigmoid(o) * jnp.tanh(c)
            return (h, c), h

        zero = jnp.zeros((len(x), 128))
        _, states = jax.lax.scan(cell, (zero, zero), (kernel[x] + bias).swapaxes(0, 1))
        return cross_entropy(states @ head + head_bias, y.T)

    return timed(epoch_of(loss, adam, x, y, 32), start, adam, repetitions, parts=20)


def plane_step():
    x, y = map(jnp.asarray, plane(16_000))
    sgd = optax.sgd(0.03)

    def loss(layers, x, y):
        return ((jnp.tanh(outputs(layers, x, jnp.tanh)) - y) ** 2).mean(), 0

    epoch = epoch_of(loss, sgd, x, y, 16)
    return timed(epoch, net([2, 8, 8, 1]), sgd, 5 * repetitions, parts=1000)


def start():
    """One update of the article's net, and the end."""
    adam = optax.adam(1e-3)

    def loss(layers, x, y):
        return optax.sigmoid_binary_cross_entropy(outputs(layers, x, jax.nn.relu), y).mean(), 0

    epoch = epoch_of(loss, adam, jnp.ones((32, 784)), jnp.ones((32, 1)), 32)
    layers = net([784, 256, 1])
    jax.block_until_ready(epoch((layers, adam.init(layers)), jax.random.key(1)))
    sys.exit()


work = {
    "A": article_epoch, "B": classes_epoch, "C": images_step, "D": text_step, "E": memory_step,
    "F": plane_step, "S": start,
}[workload]
report("JAX", workload, threads, work())
