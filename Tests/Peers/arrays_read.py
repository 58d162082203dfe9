"""Reads arrays, tables and cards that were exported, and writes arrays for the other direction.

Takes a folder. Prints as JSON what NumPy, pandas, safetensors and huggingface_hub found in its files; `bits` are the bytes
of an array in hexadecimal.
"""

import json
import os
import sys

import numpy
import pandas
from huggingface_hub import ModelCard
from safetensors.numpy import load_file


def bits(array):
    return {"dtype": str(array.dtype), "shape": list(array.shape), "bits": array.tobytes().hex()}


def read(path):
    if path.endswith(".npy"):
        return bits(numpy.load(path))
    if path.endswith(".npz"):
        with numpy.load(path) as arrays:
            return {name: bits(arrays[name]) for name in arrays.files}
    if path.endswith(".safetensors"):
        return {name: bits(array) for name, array in load_file(path).items()}
    if path.endswith(".csv"):
        table = pandas.read_csv(path)
        return {name: [None if pandas.isna(v) else v for v in table[name].tolist()] for name in table}
    if path.endswith(".json"):
        table = pandas.read_json(path, lines=True, precise_float=True)
        return {name: table[name].tolist() for name in table}
    card = ModelCard.load(path)
    results = card.data.eval_results or []
    return {
        "library": card.data.library_name,
        "task": card.data.pipeline_tag,
        "metrics": {result.metric_type: result.metric_value for result in results},
        "dataset": results[0].dataset_name if results else None,
        "text": card.text,
    }


def write(folder):
    ramp = numpy.arange(24).reshape(2, 3, 4)
    arrays = {
        "fortran": numpy.asfortranarray(ramp.astype("f4") / 7),
        "double": ramp.astype("f8") / 7,
        "big": ramp.astype(">i2"),
        "long": ramp.astype("i8"),
        "half": ramp.astype("f2"),
        "truth": ramp % 2 == 0,
        "wide": numpy.array([2**40, -1]),
        "scalar": numpy.array(2.5, dtype="f4"),
        "empty": numpy.zeros((0, 3), dtype="f4"),
    }
    for name, array in arrays.items():
        numpy.save(f"{folder}/{name}.npy", array)
    numpy.savez_compressed(f"{folder}/all.npz", **arrays)
    return {name: [list(array.shape), [float(v) for v in array.reshape(-1)]] for name, array in arrays.items()}


def main(folder):
    files = sorted(name for name in os.listdir(folder) if "." in name and not name.startswith("."))
    found = {name: read(f"{folder}/{name}") for name in files}
    os.makedirs(f"{folder}/theirs", exist_ok=True)
    print(json.dumps({"read": found, "written": write(f"{folder}/theirs")}))


main(sys.argv[1])
