"""Opens models in Keras, and makes models of its own to be read: one process for all, as TensorFlow takes long to start.

folder/cases: one name a line; name.keras and, where it is there, name.h5, with name.json: {"inputs": [{"shape", "numbers"}],
"output": […], "fit": {"target": […], "rate": r, "output": […]}}; inputs with a name are columns of a table, and may have "words". Prints a line for each file: the name, the largest
difference relative to the largest number, and `ok` or what is wrong.
folder/theirs: filled with name.keras, name.h5 and name.json of each model below.
"""

import json
import os
import sys

os.environ.setdefault("KERAS_BACKEND", "tensorflow")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
import numpy
from keras import layers as L

folder = sys.argv[1]


def array(given):
    if "words" in given:
        return numpy.array(given["words"], dtype=object).reshape(given["shape"])
    numbers = [numpy.nan if number is None else number for number in given["numbers"]]
    return numpy.array(numbers, dtype="float64").reshape(given["shape"])


def difference(found, wanted):
    return numpy.abs(found - wanted).max() / max(numpy.abs(wanted).max(), 1e-6)


def predicted(model, inputs):
    return numpy.array(model(inputs if len(inputs) > 1 else inputs[0], training=False))


def check(name, end):
    with open(f"{folder}/{name}.json") as file:
        case = json.load(file)
    model = keras.models.load_model(f"{folder}/{name}{end}", safe_mode=True)
    wanted = numpy.array(case["output"])
    if "name" in case["inputs"][0]:
        columns = {given["name"]: array(given) for given in case["inputs"]}
        return difference(numpy.array(model(columns)).reshape(wanted.shape), wanted)
    inputs = [array(given).astype(model.inputs[0].dtype) for given in case["inputs"]]
    found = predicted(model, inputs).reshape(wanted.shape)
    apart = difference(found, wanted)
    if os.path.exists(f"{folder}/{name}.weights.h5"):
        model.set_weights([0 * weight for weight in model.get_weights()])
        model.load_weights(f"{folder}/{name}.weights.h5")
        apart = max(apart, difference(predicted(model, inputs).reshape(wanted.shape), wanted))
    if "fit" in case and end == ".keras":
        fit = case["fit"]
        model.compile(optimizer=keras.optimizers.SGD(fit["rate"]), loss="mse")
        target = numpy.array(fit["target"]).reshape(model.output_shape[:0] + (inputs[0].shape[0], -1))
        model.fit(inputs[0], target, batch_size=len(target), epochs=1, verbose=0)
        after = numpy.array(fit["output"])
        apart = max(apart, difference(predicted(model, inputs).reshape(after.shape), after))
    return apart


def check_all():
    with open(f"{folder}/cases") as file:
        names = file.read().split()
    for name in names:
        for end in (".keras", ".h5"):
            if not os.path.exists(f"{folder}/{name}{end}"):
                continue
            try:
                apart = check(name, end)
                print(name + end, f"{apart:.2e}", "ok" if apart <= 1e-5 else "other numbers")
            except Exception as error:  # Whatever goes wrong is this case's verdict.
                print(name + end, "-", " ".join(str(error).split())[:400])
            keras.backend.clear_session()


def sequential(shape, *lines):
    return keras.Sequential([keras.Input(shape), *lines])


def residual():
    entry = keras.Input((6, 6, 3), name="picture")
    x = L.Conv2D(4, 3, padding="same", activation="relu", name="stem")(entry)
    y = L.Conv2D(4, 3, padding="same", use_bias=False)(x)
    y = L.BatchNormalization(name="norm-one")(y)
    x = L.ReLU()(L.Add()([x, y]))
    x = L.Concatenate()([x, L.AveragePooling2D(2, strides=1, padding="same")(x), entry])
    return keras.Model(entry, L.Dense(3, activation="softmax")(L.GlobalAveragePooling2D()(x)), name="small_resnet")


def two_inputs():
    left, right = keras.Input((3,), name="left"), keras.Input((4,), name="train")
    x = L.Multiply()([L.Dense(5, activation="tanh")(left), L.Dense(5)(right)])
    x = x / 255.0 + L.Dense(5)(right)
    x = L.Average()([x, x * 2.0 - 1.0])
    return keras.Model([left, right], L.Dense(2)(x))


def attention():
    tokens, memory = keras.Input((5,), name="tokens"), keras.Input((7, 6), name="memory")
    x = L.Embedding(11, 6)(tokens)
    x = L.LayerNormalization()(x + L.MultiHeadAttention(2, 3)(x, x, use_causal_mask=True))
    x = L.Add()([x, L.MultiHeadAttention(3, 2, value_dim=4)(x, memory)])
    return keras.Model([tokens, memory], L.Dense(11)(x))


def nested():
    inner = keras.Sequential([keras.Input((4,)), L.Dense(5, activation="gelu"), L.BatchNormalization()], name="inner")
    entry = keras.Input((4,))
    deep = keras.Input((5,))
    graph = keras.Model(deep, L.Add()([L.Dense(5)(deep), deep]), name="graph")
    return keras.Model(entry, L.Dense(1)(graph(inner(entry))))


def shared():
    entry = keras.Input((3,))
    layer = L.Dense(3, activation="tanh")
    return keras.Model(entry, L.Dense(2)(layer(L.BatchNormalization()(layer(entry)))))


def twins():
    tower = keras.Sequential([keras.Input((3,)), L.Dense(4, activation="relu"), L.Dense(4)], name="tower")
    left, right = keras.Input((3,), name="left"), keras.Input((3,), name="right")
    return keras.Model([left, right], L.Dense(1)(L.Concatenate()([tower(left), tower(right)])))


def attentions():
    entry, memory = keras.Input((5, 4), name="entry"), keras.Input((7, 4), name="memory")
    x = L.Attention(use_scale=True)([entry, memory])
    x = L.Add()([x, L.AdditiveAttention()([x, memory])])
    x = L.Add()([x, L.Attention(score_mode="concat")([x, x], use_causal_mask=True)])
    return keras.Model([entry, memory], L.Dense(2)(L.Flatten()(L.AdditiveAttention(use_scale=False)([x, memory, memory]))))


def several_results():
    """A model inside another one that gives two tensors, as encoders do."""
    deep = keras.Input((4,))
    body = L.Dense(5, activation="relu")(deep)
    inner = keras.Model(deep, [L.Dense(3, name="mean")(body), L.Dense(3, name="spread")(body)], name="encoder")
    entry = keras.Input((4,))
    mean, spread = inner(entry)
    return keras.Model(entry, L.Dense(2)(L.Concatenate()([mean * 2.0, spread])))


def formulas():
    """Layers that stand in nabla as formulas."""
    yield "formula_layers", sequential(
        (8, 7, 4), L.ReLU(max_value=6, negative_slope=0.1, threshold=0.2), L.ReLU(6.0), L.Softmax(axis=1),
        L.Cropping2D(((1, 0), (0, 2))), L.SpatialDropout2D(0.3), L.UnitNormalization(), L.Conv2D(3, 2, activation="relu6"),
        L.ActivityRegularization(l2=0.1), L.Activation("hard_tanh"), L.Flatten(), L.GaussianDropout(0.2), L.Dense(2))
    entry = keras.Input((6, 4))
    ops = keras.ops
    x = L.LSTM(4, return_sequences=True)(entry)
    parts = [x[:, -1, :], x[:, 1:-1, 2], ops.mean(ops.absolute(x), axis=1), ops.max(x, axis=(1, 2), keepdims=True)[:, 0]]
    y = L.Concatenate()([*parts, ops.square(x[:, 0]) - ops.sqrt(ops.abs(x[:, 1]))])
    z = L.Dense(3)(y)
    z = L.Concatenate()([L.Subtract()([z, L.Dense(3)(y)]), L.Maximum()([z, L.Dense(3)(y)]), L.Minimum()([z, z * 2.0])])
    z = L.Concatenate()([z, L.Dot(axes=1)([z, z * 0.5]), L.Dot(axes=-1, normalize=True)([y, y + 1.0])])
    z = ops.maximum(z, -0.5) / (ops.sum(ops.power(z, 2.0), axis=-1, keepdims=True) + 1.0)
    codes = keras.Input((3,), name="tokens")
    parts = [
        L.Discretization([1.5, 4.0, 6.5])(codes), L.CategoryEncoding(12, output_mode="multi_hot")(codes),
        L.CategoryEncoding(12, output_mode="count")(codes)]
    yield "formula_codes", keras.Model(codes, L.Dense(2)(L.Concatenate()([L.Rescaling(1.0)(part) for part in parts])))
    picture = keras.Input((6, 5, 4))
    squeeze = L.GlobalAveragePooling2D(keepdims=True)(picture)
    gate = L.Conv2D(4, 1, activation="sigmoid")(L.Conv2D(2, 1, activation="relu6")(squeeze))
    y = L.Add()([L.Multiply()([picture, gate]), picture * gate, L.Average()([gate, picture, squeeze])])
    yield "formula_spread", keras.Model(picture, L.Conv2D(2, 3)(L.Softmax(axis=[1, 2])(L.Maximum()([y, squeeze]))))
    yield "formula_factors", sequential(
        (5, 3), L.Rescaling([1.0, 2.0, -3.0], offset=[0.5, 0.0, 1.0]), L.Normalization(axis=None, mean=0.3, variance=2.0),
        L.TimeDistributed(L.ReLU(6.0)), L.TimeDistributed(L.Rescaling([0.5, 1.0, 2.0])), L.Bidirectional(L.LSTM(2, activation="relu6")),
        L.Normalization(axis=None), L.Dense(2))
    sized, _, _ = L.LSTM(4, return_sequences=True, return_state=True)(entry)
    yield "formula_states", keras.Model(entry, L.Dense(2)(sized))
    chosen = ops.where(z > 0, z, 0.1) + ops.cast(ops.logical_and(z > -0.5, ops.logical_not(z > 1)), "float32")
    yield "formula_choices", keras.Model(entry, L.Dense(2)(chosen + ops.arctan(z)))
    # A legacy file tells sizes between layers only where they are called.
    sizes = keras.Input((12, 8, 3))
    cropped = L.CenterCrop(3, 4)(L.AdaptiveAveragePooling2D((6, 4))(sizes))
    yield "formula_sizes", keras.Model(sizes, L.Dense(2)(L.Flatten()(cropped)))
    yield "formula_operations", keras.Model(entry, 2.0 / (L.Dense(2)(z) ** 2 + 1.0))


def masks():
    """Masks that end, and those that a file of a functional model spells out."""
    ops = keras.ops

    def tokens(build):
        entry = keras.Input((5,), name="tokens")
        return keras.Model(entry, build(L.Embedding(11, 4, mask_zero=True)(entry)))

    pool = L.GlobalAveragePooling1D
    yield "mask_recurrent", tokens(lambda x: L.LSTM(2)(x))
    yield "mask_directions", tokens(lambda x: pool()(L.Bidirectional(L.GRU(2, return_sequences=True))(x)))
    yield "mask_pooled", tokens(lambda x: pool()(L.Dense(3)(x)))
    yield "mask_joined", tokens(lambda x: pool()(L.Concatenate(axis=1)([L.Add()([x, L.Dense(4)(x)]), x])))
    yield "mask_plus", tokens(lambda x: pool()(x + L.Dense(4)(x)))
    yield "mask_attention", tokens(lambda x: pool()(L.LayerNormalization()(x + L.MultiHeadAttention(2, 2)(x, x))))
    yield "mask_times", tokens(lambda x: pool()(x * L.Dense(4)(x)))
    yield "mask_relu", tokens(lambda x: pool()(ops.relu(x)))
    yield "mask_scaled", tokens(lambda x: pool()(x * 2.0 + 1.0))
    yield "mask_reshaped", tokens(lambda x: L.LSTM(2)(L.Reshape((5, 4))(x)))
    yield "mask_rms", tokens(lambda x: pool()(L.RMSNormalization()(x)))
    yield "mask_sequence", sequential((7, 3), L.Masking(0.25), L.RMSNormalization(), L.Reshape((7, 3)), L.GRU(3))
    entry = keras.Input((7, 3))
    yield "mask_value", keras.Model(entry, pool()(L.LSTM(4, return_sequences=True)(L.Masking(0.25)(entry))))


def models():
    yield from formulas()
    for name, model in masks():
        yield "formula_" + name, model
    yield "trained_alone", sequential(
        (4,), L.Dense(8, kernel_constraint="non_neg", activity_regularizer="l2"), L.Dropout(0.5, noise_shape=(1, 8)),
        L.Reshape((4, 2)), L.Bidirectional(L.LSTM(2, kernel_constraint="unit_norm", recurrent_constraint="max_norm")), L.Dense(3))
    yield "dense", sequential((4,), L.Dense(8, activation="relu", kernel_regularizer="l2"), L.Dropout(0.5), L.Dense(3, "softmax"))
    yield "layers1d", sequential(
        (12, 3), L.Conv1D(4, 3, padding="causal", dilation_rate=2), L.LeakyReLU(), L.MaxPooling1D(2), L.AveragePooling1D(2),
        L.Conv1D(4, 2, groups=2, activation="swish"), L.GlobalMaxPooling1D(), L.Dense(2))
    yield "layers2d", sequential(
        (9, 11, 4), L.DepthwiseConv2D(3, depth_multiplier=2), L.SeparableConv2D(5, 3, activation="elu"),
        L.Conv2DTranspose(4, 3, strides=2, padding="same"), L.UpSampling2D(2, interpolation="bilinear"),
        L.ZeroPadding2D(((1, 0), (2, 1))), L.MaxPooling2D((2, 3)), L.AveragePooling2D(2, padding="same"),
        L.GlobalMaxPooling2D(keepdims=True), L.Flatten(), L.Dense(2))
    yield "recurrent", sequential(
        (7, 4), L.LSTM(5, return_sequences=True), L.GRU(6, return_sequences=True, reset_after=False),
        L.GRU(4, return_sequences=True, go_backwards=True), L.SimpleRNN(3), L.Dense(2))
    yield "cells", sequential(
        (7, 4), L.RNN(L.LSTMCell(5), return_sequences=True), L.RNN(L.GRUCell(4, reset_after=False), return_sequences=True),
        L.RNN(L.SimpleRNNCell(3, activation="relu"), go_backwards=True), L.Dense(2))
    yield "resized", sequential(
        (4, 3, 2), L.Resizing(8, 6, interpolation="nearest"), L.Resizing(16, 18), L.Resizing(16, 18), L.Flatten(), L.Dense(2))
    entry = keras.Input((4, 3, 2))
    yield "resized_graph", keras.Model(entry, L.Conv2D(2, 3)(L.Resizing(8, 9)(entry)))
    yield "masked_cells", sequential((8,), L.Embedding(20, 6, mask_zero=True), L.RNN(L.GRUCell(4)), L.Dense(1))
    yield "bidirectional", sequential(
        (7, 4), L.Bidirectional(L.LSTM(5, return_sequences=True)), L.Bidirectional(L.GRU(3), merge_mode="ave"), L.Dense(2))
    yield "masked", sequential(
        (8,), L.Embedding(20, 6, mask_zero=True), L.Bidirectional(L.LSTM(5, return_sequences=True, dropout=0.1)), L.LSTM(4),
        L.Dense(1, activation="sigmoid"))
    yield "distributed", sequential(
        (5, 6, 3), L.TimeDistributed(L.Conv1D(4, 2)), L.TimeDistributed(L.Bidirectional(L.LSTM(3))),
        L.TimeDistributed(L.BatchNormalization()), L.Flatten(), L.RepeatVector(3), L.Permute((2, 1)), L.Reshape((-1,)), L.Dense(2))
    yield "normalized", sequential(
        (6, 4, 8), L.BatchNormalization(axis=1, scale=False), L.LayerNormalization(axis=[1, 2], center=False),
        L.GroupNormalization(4), L.RMSNormalization(), L.Normalization(mean=[1.0] * 8, variance=[2.0] * 8),
        L.Normalization(), L.Rescaling(1 / 255, offset=-1), L.GaussianNoise(0.1), L.Flatten(), L.Dense(2))
    yield "activations", sequential(
        (4,), *[L.Dense(6, activation=name) for name in (
            "linear", "relu", "leaky_relu", "elu", "selu", "gelu", "silu", "mish", "sigmoid", "hard_sigmoid", "tanh",
            "softplus", "softsign", "softmax", "log_softmax")],
        L.Activation("exponential"), L.ELU(0.5), L.ReLU(negative_slope=0.1), L.Softmax(),
        L.Dense(2, kernel_initializer=keras.initializers.VarianceScaling(2.0, mode="fan_avg"), activation=L.LeakyReLU(0.2)))
    yield "residual", residual()
    yield "two_inputs", two_inputs()
    yield "attention", attention()
    yield "nested", nested()
    yield "shared", shared()
    yield "twins", twins()
    yield "sequences", sequential(
        (9, 3), L.ZeroPadding1D((1, 0)), L.Conv1DTranspose(4, 4, strides=3, padding="same"), L.PReLU(shared_axes=[1]),
        L.Cropping1D((0, 2)), L.UpSampling1D(2), L.DepthwiseConv1D(3, depth_multiplier=2, strides=2),
        L.SeparableConv1D(5, 3, padding="same", activation="tanh"), L.Flatten(), L.PReLU(), L.Dense(2))
    yield "edges", sequential(
        (8, 9, 2), L.RandomFlip("horizontal"), L.ZeroPadding2D(((1, 0), (1, 0))), L.Cropping2D(((0, 1), (2, 0))),
        L.ZeroPadding2D(((1, 1), (0, 2))), L.PReLU(shared_axes=[1, 2]), L.RandomRotation(0.1), L.Flatten(), L.Dense(2))
    yield "hidden", sequential((7, 3), L.Masking(0.25), L.LSTM(4, return_sequences=True), L.GlobalAveragePooling1D(), L.Dense(2))
    yield "attentions", attentions()
    yield "several_results", several_results()
    yield "positions", sequential((4, 3), L.Normalization(axis=[1, 2]), L.Flatten(), L.Dense(2))


def write_theirs():
    os.makedirs(f"{folder}/theirs", exist_ok=True)
    draws = numpy.random.default_rng(7)
    for name, model in models():
        model.set_weights([
            numpy.abs(draws.normal(1, 0.2, w.shape)) if "variance" in w.path else draws.normal(0, 0.4, w.shape)
            for w in model.weights])
        inputs = []
        for entry in model.inputs:
            shape = (3,) + entry.shape[1:]
            tokens = entry.name == "tokens" or name in ("masked", "masked_cells")
            inputs.append(draws.integers(0, 11, shape).astype("float32") if tokens else draws.normal(0, 1, shape).astype("float32"))
        if name == "dense":
            model.compile(loss="sparse_categorical_crossentropy", optimizer="adam", metrics=["accuracy"])
            model.fit(inputs[0], numpy.arange(3), verbose=0)
        model.save(f"{folder}/theirs/{name}.keras")
        model.save(f"{folder}/theirs/{name}.h5")
        model.save_weights(f"{folder}/theirs/{name}.weights.h5")
        # As it was saved: statistics that are set take effect only then.
        output = predicted(keras.models.load_model(f"{folder}/theirs/{name}.keras"), inputs)
        with open(f"{folder}/theirs/{name}.json", "w") as file:
            json.dump({
                "inputs": [{"shape": x.shape, "numbers": x.flatten().tolist()} for x in inputs],
                "output": output.flatten().tolist()}, file)
        print("theirs", name)
    refused()


def refused():
    keras.Sequential([keras.Input((2,)), L.Lambda(lambda x: x * 2)]).save(f"{folder}/theirs/lambda.keras")
    keras.Sequential([keras.Input((2,)), L.Lambda(lambda x: x * 2)]).save(f"{folder}/theirs/lambda.h5")
    tokens = keras.Input((5,))
    embedded = L.Embedding(11, 4, mask_zero=True)(tokens)
    for layer in (L.Multiply(name="multiply"), L.Maximum(name="maximum"), L.Minimum(name="minimum")):
        keras.Model(tokens, layer([embedded, L.Dense(4)(embedded)])).save(f"{folder}/theirs/mask_{layer.name}.keras")
    keras.Sequential([keras.Input((4, 4, 4, 1)), L.Conv3D(2, 2)]).save(f"{folder}/theirs/volume.keras")
    entry = keras.Input((2,))
    body = L.Dense(3, activation="relu")(entry)
    several = keras.Model(entry, {"price": L.Dense(1, name="a")(body), "kind": L.Dense(2, name="b")(body)})
    several.save(f"{folder}/theirs/outputs.keras")
    given = numpy.array([[0.5, -1.0], [2.0, 0.25]], "float32")
    with open(f"{folder}/theirs/outputs.json", "w") as file:
        json.dump({name: numpy.array(value).flatten().tolist() for name, value in several(given).items()}, file)

    @keras.saving.register_keras_serializable("mine")
    class Twice(L.Layer):
        def call(self, x):
            return 2 * x

    keras.Sequential([keras.Input((2,)), Twice()]).save(f"{folder}/theirs/own.keras")
    keras.Sequential([keras.Input((2,)), L.Dense(1)]).save_weights(f"{folder}/theirs/alone.weights.h5")


write_theirs()
check_all()
