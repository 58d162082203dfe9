"""Prints the names of all layers of Keras in one line."""

import inspect
import os

os.environ.setdefault("KERAS_BACKEND", "tensorflow")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

from keras import layers

found = {name: getattr(layers, name) for name in dir(layers)}
print(*(name for name, value in found.items() if inspect.isclass(value) and issubclass(value, layers.Layer)))
