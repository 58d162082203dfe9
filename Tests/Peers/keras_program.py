"""Runs the model part of Keras programs: each file of a folder, with data, training and files replaced by nothing.

Prints one JSON object: {program: {variable: {"parameters": count, "layers": [parameters of each that has any], "output":
[extents]}}}.
"""

import json
import os
import sys
import types

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("KERAS_BACKEND", "tensorflow")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")

import keras  # noqa: E402
import numpy  # noqa: E402
import tensorflow  # noqa: E402


class Anything(types.ModuleType):
    """Stands for libraries and values that no model depends on."""

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return Anything(name)

    def __call__(self, *arguments, **named):
        return Anything("result")

    def __getitem__(self, place):
        return Anything("element")

    def __setitem__(self, place, value):
        pass

    def __len__(self):
        return 4

    def __iter__(self):
        return iter([Anything("part") for _ in range(4)])

    def __format__(self, form):
        return "?"


class History(Anything):
    history = Anything("history")


def pictures(shape, count=8):
    return (numpy.zeros((count, *shape), "uint8"), numpy.zeros((count,), "uint8"))


def quiet():
    """Nothing is loaded, trained or written."""
    keras.datasets.mnist.load_data = lambda: (
        (numpy.zeros((60000, 28, 28), "uint8"), numpy.zeros((60000,), "uint8")),
        (numpy.zeros((10000, 28, 28), "uint8"), numpy.zeros((10000,), "uint8")),
    )
    texts = numpy.array([[1, 2, 3]] * 4)
    keras.datasets.imdb.load_data = lambda num_words=None: ((texts, texts[:, 0]), (texts, texts[:, 0]))
    keras.datasets.imdb.get_word_index = lambda: {}
    tensorflow.keras.utils.image_dataset_from_directory = lambda *arguments, **named: Anything("pictures")
    keras.Model.fit = lambda self, *arguments, **named: History("history")
    keras.Model.evaluate = lambda self, *arguments, **named: (0.0, 0.0)
    keras.Model.predict = lambda self, *arguments, **named: numpy.zeros((1, 784))
    keras.Model.save = lambda self, *arguments, **named: None
    keras.Model.summary = lambda self, *arguments, **named: None
    import pandas

    pandas.get_dummies = lambda *arguments, **named: Anything("table")
    pandas.read_csv = lambda *arguments, **named: Anything("table")
    for name in ["matplotlib", "matplotlib.pyplot", "sklearn", "sklearn.model_selection", "sklearn.preprocessing"]:
        sys.modules[name] = Anything(name)


def counts(model):
    return {
        "parameters": model.count_params(),
        "layers": [layer.count_params() for layer in model.layers if layer.count_params() > 0],
        "output": list(model.output_shape[1:]),
    }


def main(folder):
    found = {}
    for name in sorted(os.listdir(folder)):
        if not name.endswith(".py"):
            continue
        keras.backend.clear_session()
        scope = {"__name__": "__main__"}
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            text = file.read()
        stdout, sys.stdout = sys.stdout, open(os.devnull, "w")
        try:
            exec(compile(text, name, "exec"), scope)
        finally:
            sys.stdout.close()
            sys.stdout = stdout
        found[name] = {
            variable: counts(value)
            for variable, value in scope.items()
            if isinstance(value, keras.Model) and value.built
        }
    print(json.dumps(found))


quiet()
main(sys.argv[1])
