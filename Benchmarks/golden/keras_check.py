"""Reads golden files that other programs wrote and confirms them with Keras 3. Writes nothing."""

import os

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["CUDA_VISIBLE_DEVICES"] = ""

import keras
import numpy as np
import tensorflow as tf

import golden_file

keras.config.set_floatx("float64")


def agree(name, ours, theirs, tolerance):
    worst = np.abs(ours - theirs).max() / max(np.abs(theirs).max(), 1e-300)
    assert worst <= tolerance, (name, worst)
    print(f"{name}: {worst:.1e}")


def activations():
    for name, (options, tensors) in golden_file.read("activations.txt").items():
        arguments = {k: v == "true" if v in ("true", "false") else float(v) for k, v in options.items() if k != "word"}
        if name == "leaky_relu":
            arguments["negative_slope"] = 0.3
        theirs = getattr(keras.activations, options["word"])(tensors["x"], **arguments)
        agree(f"activation {name}", tensors["y"], np.asarray(theirs), 1e-7)


def optimizers():
    kinds = {
        "sgd": keras.optimizers.SGD, "adam": keras.optimizers.Adam, "adamw": keras.optimizers.AdamW,
        "nadam": keras.optimizers.Nadam, "adamax": keras.optimizers.Adamax,
        "rmsprop": keras.optimizers.RMSprop, "adagrad": keras.optimizers.Adagrad,
        "adadelta": keras.optimizers.Adadelta, "lion": keras.optimizers.Lion,
    }
    for name, (options, tensors) in golden_file.read("optimizers.txt").items():
        if "epsilon_hat" in options or options["word"] not in kinds:
            continue
        arguments = {k: v == "true" if v in ("true", "false") else float(v) for k, v in options.items() if k != "word"}
        if "gradient_accumulation_steps" in arguments:
            arguments["gradient_accumulation_steps"] = int(arguments["gradient_accumulation_steps"])
        optimizer = kinds[options["word"]](**arguments)
        weight, steps = keras.Variable(tensors["w"]), []
        for gradient, rate in zip(tensors["gradients"], tensors["learning_rates"]):
            optimizer.learning_rate = rate
            optimizer.apply([keras.ops.convert_to_tensor(gradient)], [weight])
            seen = optimizer._model_variables_moving_average[0] if "averages" in tensors else weight
            steps.append(keras.ops.convert_to_numpy(seen).copy())
        expected = tensors["averages" if "averages" in tensors else "weights"]
        agree(f"optimizer {name}", np.stack(steps), expected, 1e-5)


def article():
    """The article's program, step by step. Keras hands logits through, so nothing is clipped there."""
    _, tensors = golden_file.read("training.txt")["A_keras"]
    model = keras.Sequential([
        keras.Input((784,)), keras.layers.Dense(256, "relu"), keras.layers.Dense(1, "sigmoid"),
    ])
    model.set_weights([tensors[path] for path in ["kernel_0", "bias_0", "kernel_1", "bias_1"]])
    optimizer, losses = keras.optimizers.Adam(1e-3), []
    for rows in tensors["order"]:
        with tf.GradientTape() as tape:
            loss = keras.losses.BinaryCrossentropy()(tensors["y"][rows], model(tensors["x"][rows]))
        optimizer.apply(tape.gradient(loss, model.trainable_variables), model.trainable_variables)
        losses.append(float(loss))
    agree("100 steps of the article's program", np.array(losses), tensors["losses.float64"], 1e-4)


def small_nets():
    """Clipping, decay and momentum of Keras's own optimizers over 100 steps."""
    kinds = {"sgd": keras.optimizers.SGD, "adam": keras.optimizers.Adam}
    known = ["learning_rate", "momentum", "nesterov", "weight_decay", "clipvalue", "clipnorm", "global_clipnorm"]
    for name, (options, tensors) in golden_file.read("training.txt").items():
        if not name.startswith("tanh"):
            continue
        sizes = [int(size) for size in options["sizes"].split(",")]
        model = keras.Sequential(
            [keras.Input((sizes[0],))]
            + [keras.layers.Dense(*layer) for layer in zip(sizes[1:], options["activations"].split(","))]
        )
        paths = [f"{kind}_{layer}" for layer in range(len(sizes) - 1) for kind in ["kernel", "bias"]]
        model.set_weights([tensors[path] for path in paths])
        arguments = {k: v == "true" if v == "true" else float(v) for k, v in options.items() if k in known}
        optimizer, losses = kinds[options["optimizer"]](**arguments), []
        for rows in tensors["order"]:
            with tf.GradientTape() as tape:
                loss = keras.losses.MeanSquaredError()(tensors["y"][rows], model(tensors["x"][rows]))
            optimizer.apply(tape.gradient(loss, model.trainable_variables), model.trainable_variables)
            losses.append(float(loss))
        agree(f"100 steps of {name}", np.array(losses), tensors["losses.float64"], 1e-4)


activations()
optimizers()
small_nets()
article()
