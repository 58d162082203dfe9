"""Asks a served model as Triton's client does: HOST:PORT NAME INPUT OUTPUT, rows of the input as JSON. Prints a line of JSON."""

import json
import sys

import numpy
import tritonclient.http as triton

address, name, given, made, rows = sys.argv[1:6]
client = triton.InferenceServerClient(url=address)
array = numpy.array(json.loads(rows), dtype=numpy.float32)
answers = []
for binary in (False, True):
    tensor = triton.InferInput(given, list(array.shape), "FP32")
    tensor.set_data_from_numpy(array, binary_data=binary)
    output = triton.InferRequestedOutput(made, binary_data=binary)
    answers.append(client.infer(name, [tensor], outputs=[output]).as_numpy(made))
metadata = client.get_model_metadata(name)
print(json.dumps({
    "live": client.is_server_live(),
    "ready": client.is_server_ready() and client.is_model_ready(name),
    "inputs": [entry["name"] for entry in metadata["inputs"]],
    "same": bool((answers[0] == answers[1]).all()),
    "numbers": [float(number) for number in answers[1].flatten()],
}))
