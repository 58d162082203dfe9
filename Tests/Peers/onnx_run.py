"""Runs models in ONNX Runtime: a folder of cases, one name a line of `cases`, each with its inputs and what is expected.

name.onnx; name.json: {"inputs": {name: {"shape": […], "numbers": […]} or {"words": […]}}, "output": […], "labels": […]}.
Prints a line for each: the name, `ok` or what is wrong, and the largest difference relative to the largest number.
"""

import json
import sys

import numpy
import onnx
import onnxruntime

TYPES = {"tensor(float)": numpy.float32, "tensor(double)": numpy.float64, "tensor(int64)": numpy.int64}


def array(given, kind):
    if "words" in given:
        return numpy.array(given["words"], dtype=object).reshape(-1, 1)
    numbers = [numpy.nan if number is None else number for number in given["numbers"]]
    return numpy.array(numbers).reshape(given["shape"]).astype(TYPES[kind])


def run(folder, name):
    model = onnx.load(f"{folder}/{name}.onnx")
    onnx.checker.check_model(model, full_check=True)
    with open(f"{folder}/{name}.json") as file:
        case = json.load(file)
    session = onnxruntime.InferenceSession(f"{folder}/{name}.onnx")
    feed = {given.name: array(case["inputs"][given.name], given.type) for given in session.get_inputs()}
    found = dict(zip([output.name for output in session.get_outputs()], session.run(None, feed)))
    wanted = numpy.array(case["output"]).reshape(found["output"].shape)
    difference = numpy.abs(found["output"] - wanted).max() / max(numpy.abs(wanted).max(), 1e-6)
    if "labels" in case and list(found["label"]) != case["labels"]:
        return "other labels", difference
    return ("ok" if difference <= case.get("tolerance", 1e-5) else "other numbers"), difference


with open(f"{sys.argv[1]}/cases") as file:
    for name in file.read().split():
        try:
            verdict, difference = run(sys.argv[1], name)
            print(name, f"{difference:.2e}", verdict)
        except Exception as error:  # Whatever goes wrong is this case's verdict.
            print(name, "-", " ".join(str(error).split())[:300])
