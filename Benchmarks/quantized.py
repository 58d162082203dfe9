"""How long answers of quantized nets take, beside ONNX Runtime's, in the same rounds.

    python Benchmarks/quantized.py .build/release/nabla-bench [rounds] [threads]

The net is 784-512-512-10 with relu, batches of 1 and 32. nabla measures float32, 8 and 4 bits in one process, in turns;
ONNX Runtime (`pip install onnx onnxruntime`) runs the same shapes in float32, and quantized by its own
`quantize_static` (QDQ, 8 bits, a scale for each output). The fastest answer of a round counts; shown is the median of
the rounds. Ends with status 1 where 8 bits are less than 1.8 times as fast as float32 on a processor with VNNI.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

import numpy
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import CalibrationDataReader, QuantFormat, QuantType, quantize_static

BENCH = sys.argv[1]
ROUNDS = int(sys.argv[2]) if len(sys.argv) > 2 else 5
THREADS = int(sys.argv[3]) if len(sys.argv) > 3 else 1
SIZES = [784, 512, 512, 10]
BATCHES = [1, 32]


def net(path):
    """The net in float32, with weights as nabla draws them (Glorot-uniform)."""
    random = numpy.random.default_rng(1)
    nodes, weights, name = [], [], "input"
    for index, (inputs, outputs) in enumerate(zip(SIZES, SIZES[1:])):
        limit = (6 / (inputs + outputs)) ** 0.5
        kernel = random.uniform(-limit, limit, (inputs, outputs)).astype(numpy.float32)
        weights += [numpy_helper.from_array(kernel, f"w{index}"),
                    numpy_helper.from_array(numpy.zeros(outputs, numpy.float32), f"b{index}")]
        last = index == len(SIZES) - 2
        nodes.append(helper.make_node("Gemm", [name, f"w{index}", f"b{index}"], ["output" if last else f"y{index}"]))
        if not last:
            nodes.append(helper.make_node("Relu", [f"y{index}"], [f"h{index}"]))
        name = f"h{index}"
    graph = helper.make_graph(
        nodes, "net", [helper.make_tensor_value_info("input", TensorProto.FLOAT, ["N", SIZES[0]])],
        [helper.make_tensor_value_info("output", TensorProto.FLOAT, ["N", SIZES[-1]])], weights)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    onnx.save(model, path)


class Reader(CalibrationDataReader):
    def __init__(self):
        rows = numpy.random.default_rng(2).standard_normal((256, SIZES[0])).astype(numpy.float32)
        self.batches = iter([{"input": rows[i:i + 32]} for i in range(0, 256, 32)])

    def get_next(self):
        return next(self.batches, None)


def session(path):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = THREADS
    options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])


def fastest(runner, batch):
    """Microseconds of the fastest answer in a fifth of a second."""
    x = {"input": numpy.random.default_rng(3).standard_normal((batch, SIZES[0])).astype(numpy.float32)}
    runner.run(None, x)
    least, end = float("inf"), time.perf_counter() + 0.2
    while time.perf_counter() < end:
        begin = time.perf_counter()
        runner.run(None, x)
        least = min(least, time.perf_counter() - begin)
    return least * 1e6


times = {}
with tempfile.TemporaryDirectory() as folder:
    plain, small = f"{folder}/net.onnx", f"{folder}/int8.onnx"
    net(plain)
    quantize_static(plain, small, Reader(), quant_format=QuantFormat.QDQ, per_channel=True,
                    activation_type=QuantType.QUInt8, weight_type=QuantType.QInt8)
    runners = {"ONNX Runtime float32": session(plain), "ONNX Runtime int8": session(small)}
    sizes = {name: os.path.getsize(path) for name, path in zip(runners, [plain, small])}
    for _ in range(ROUNDS):
        lines = subprocess.run([BENCH, "quantized", str(THREADS)], check=True, capture_output=True, text=True).stdout
        for line in map(json.loads, lines.splitlines()):
            for word in ["float32", "int8", "int4"]:
                times.setdefault(f"nabla {word}", {}).setdefault(line["batch"], []).append(line[f"{word}_us"])
                sizes[f"nabla {word}"] = line[f"{word}_bytes"]
            kernels = line["kernels"]
        for name, runner in runners.items():
            for batch in BATCHES:
                times.setdefault(name, {}).setdefault(batch, []).append(fastest(runner, batch))

print(f"784-512-512-10, {THREADS} thread(s), {ROUNDS} rounds, kernels {kernels}: µs of an answer, bytes of weights or file")
for name, batches in times.items():
    print(f"{name:22}" + "".join(f"{statistics.median(batches[b]):10.1f}" for b in BATCHES) + f"{sizes[name]:12,}")
gains = [statistics.median(times["nabla float32"][b]) / statistics.median(times["nabla int8"][b]) for b in BATCHES]
print("8 bits are " + " and ".join(f"{gain:.2f}" for gain in gains) + " times as fast as float32")
sys.exit(kernels == "vnni" and min(gains) < 1.8)
