"""Makes models for the reader of ONNX: exported by PyTorch, and put together by hand, each with what ONNX Runtime computes.

A folder of name.onnx and name.json: {"inputs": [[numbers…], shape, …], "output": …, "shape": …}; `cases` has their names.
"""

import json
import sys
import warnings

import numpy
import onnx
import onnxruntime
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import nn

warnings.filterwarnings("ignore")
folder, names = sys.argv[1], []
draw = numpy.random.default_rng(7)


def keep(name):
    path = f"{folder}/{name}.onnx"
    session = onnxruntime.InferenceSession(path)
    feed, inputs = {}, []
    for given in session.get_inputs():
        shape = [3 if isinstance(extent, str) or extent is None else extent for extent in given.shape]
        if given.type == "tensor(int64)":
            array = draw.integers(0, 20, shape)
        else:
            array = draw.normal(size=shape).astype(numpy.float32)
        feed[given.name] = array
        inputs.append({"shape": list(array.shape), "numbers": [float(x) for x in array.reshape(-1)]})
    output = session.run(None, feed)[0]
    case = {
        "inputs": inputs,
        "shape": list(output.shape),
        "output": [float(x) for x in output.reshape(-1)],
    }
    with open(f"{folder}/{name}.json", "w") as file:
        json.dump(case, file)
    names.append(name)


def export(name, module, *inputs, opset=17):
    module.eval()
    for layer in module.modules():
        if isinstance(layer, nn.BatchNorm2d):
            nn.init.normal_(layer.running_mean, std=0.3)
            nn.init.uniform_(layer.running_var, 0.5, 2)
            nn.init.normal_(layer.weight)
            nn.init.normal_(layer.bias)
    given = [f"x{place}" for place in range(len(inputs))]
    torch.onnx.export(
        module, inputs, f"{folder}/{name}.onnx", dynamo=False, opset_version=opset, input_names=given,
        output_names=["y"], dynamic_axes={one: {0: "N"} for one in given})
    keep(name)


class Block(nn.Module):
    """A residual block whose way past may have a convolution."""

    def __init__(self, before, after, stride):
        super().__init__()
        self.one = nn.Conv2d(before, after, 3, stride, 1, bias=False)
        self.norm = nn.BatchNorm2d(after)
        self.two = nn.Conv2d(after, after, 3, 1, 1, bias=False)
        self.other = nn.BatchNorm2d(after)
        self.past = nn.Conv2d(before, after, 1, stride) if before != after else nn.Identity()

    def forward(self, x):
        y = torch.relu(self.norm(self.one(x)))
        return torch.relu(self.other(self.two(y)) + self.past(x))


class Squeezed(nn.Module):
    """Channels weighed by what they have in all."""

    def __init__(self, channels):
        super().__init__()
        self.one, self.two = nn.Linear(channels, 2), nn.Linear(2, channels)

    def forward(self, x):
        weights = torch.sigmoid(self.two(torch.relu(self.one(x.mean((2, 3))))))
        return x * weights[:, :, None, None]


class Words(nn.Module):
    """The mean of embeddings, or what a recurrent layer makes of them."""

    def __init__(self, layer=None):
        super().__init__()
        self.table, self.layer = nn.Embedding(20, 6), layer
        self.end = nn.Linear(6 if layer is None else layer.hidden_size * (2 if layer.bidirectional else 1), 3)

    def forward(self, x):
        y = self.table(x)
        if self.layer is None:
            return self.end(y.mean(1))
        return self.end(self.layer(y)[0][:, -1])


class Sequence(nn.Module):
    """A recurrent layer, of which all steps or the last state go on."""

    def __init__(self, layer, last):
        super().__init__()
        self.layer, self.last, self.end = layer, last, nn.Linear(layer.hidden_size, 2)

    def forward(self, x):
        y, state = self.layer(x)
        return self.end((state[0] if isinstance(state, tuple) else state)[-1] if self.last else y)


class Encoder(nn.Module):
    """A layer of a transformer, by PyTorch's own attention or by the function for it."""

    def __init__(self, causal, own):
        super().__init__()
        self.attention = nn.MultiheadAttention(8, 2, batch_first=True)
        self.causal, self.own = causal, own
        self.project, self.join = nn.Linear(8, 24), nn.Linear(8, 8)
        self.norm, self.other = nn.LayerNorm(8), nn.LayerNorm(8)
        self.wide, self.back = nn.Linear(8, 16), nn.Linear(16, 8)
        self.places = nn.Parameter(torch.randn(1, 5, 8))

    def attend(self, x):
        if self.own:
            return self.attention(x, x, x)[0]
        n, time, width = x.shape
        parts = [part.view(n, time, 2, 4).transpose(1, 2) for part in self.project(x).split(8, 2)]
        y = nn.functional.scaled_dot_product_attention(*parts, is_causal=self.causal)
        return self.join(y.transpose(1, 2).contiguous().view(n, time, width))

    def forward(self, x):
        x = x + self.places
        x = self.norm(x + self.attend(x))
        return self.other(x + self.back(nn.functional.gelu(self.wide(x))))


class Two(nn.Module):
    """Two inputs."""

    def __init__(self):
        super().__init__()
        self.left, self.right, self.end = nn.Linear(3, 4), nn.Linear(4, 4), nn.Linear(12, 2)

    def forward(self, a, b):
        a, b = self.left(a), self.right(b)
        return self.end(torch.cat([a - b, a / (1 + b * b), torch.maximum(a, b)], 1))


torch.manual_seed(3)
pictures = torch.randn(2, 3, 16, 16)
export("sequences_longer", nn.Sequential(
    nn.ConvTranspose1d(3, 4, 3, stride=2, padding=1, output_padding=1), nn.PReLU(4), nn.ConstantPad1d((2, 1), 0.0),
    nn.Conv1d(4, 4, 3, groups=4), nn.PReLU(), nn.Flatten(), nn.Linear(68, 2)), torch.zeros(1, 3, 8))
export("slopes", nn.Sequential(
    nn.Conv2d(3, 4, 3), nn.PReLU(4), nn.ConvTranspose2d(4, 2, 3, stride=2, padding=(1, 0)), nn.Flatten(), nn.Linear(286, 3),
    nn.PReLU(3)), torch.zeros(1, 3, 8, 8))
export("mlp", nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Dropout(), nn.Linear(8, 40), nn.Tanh(), nn.Linear(40, 3), nn.Softmax(-1)), torch.randn(2, 4))
export("lenet", nn.Sequential(
    nn.Conv2d(3, 6, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(6, 8, 3), nn.ReLU(), nn.AvgPool2d(2),
    nn.Flatten(), nn.Linear(72, 20), nn.ReLU(), nn.Linear(20, 5)), pictures)
export("resnet", nn.Sequential(
    nn.Conv2d(3, 4, 7, 2, 3, bias=False), nn.BatchNorm2d(4), nn.ReLU(), nn.MaxPool2d(3, 2, 1), Block(4, 4, 1),
    Block(4, 6, 2), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(6, 3)), pictures)
export("mobile", nn.Sequential(
    nn.Conv2d(3, 8, 1), nn.ReLU6(), nn.Conv2d(8, 8, 3, 2, 1, groups=8, bias=False), nn.BatchNorm2d(8), nn.Hardswish(),
    nn.Conv2d(8, 4, 1), Squeezed(4), nn.Conv2d(4, 8, 3, groups=4, dilation=2), nn.Conv2d(8, 8, 3, groups=2)), pictures)
export("groups", nn.Sequential(
    nn.Conv2d(3, 4, 3), nn.GroupNorm(2, 4), nn.InstanceNorm2d(4, affine=True), nn.Upsample(scale_factor=2),
    nn.ConvTranspose2d(4, 3, 3, stride=2, padding=1, output_padding=1), nn.PReLU(3),
    nn.AvgPool2d(3, 2, 1, count_include_pad=False), nn.MaxPool2d(3, 2, 1),
    nn.Upsample(scale_factor=2, mode="bilinear")), pictures)
export("sequence", nn.Sequential(
    nn.Conv1d(3, 40, 3, padding=1), nn.BatchNorm1d(40), nn.ReLU(), nn.MaxPool1d(2), nn.Conv1d(40, 5, 2), nn.Flatten(),
    nn.Linear(35, 2)), torch.randn(2, 3, 16))
export("curves", nn.Sequential(
    nn.Linear(4, 8), nn.LayerNorm(8), nn.GELU(), nn.SiLU(), nn.Mish(), nn.Hardswish(), nn.Softplus(), nn.ELU(0.5),
    nn.PReLU(), nn.GELU(approximate="tanh"), nn.LeakyReLU(0.2), nn.Hardsigmoid(), nn.Softsign(), nn.CELU(0.7), nn.SELU(),
    nn.LogSoftmax(-1)), torch.randn(2, 4))
export("curves13", nn.Sequential(nn.Linear(4, 8), nn.LayerNorm(8), nn.GELU(), nn.Linear(8, 2)), torch.randn(2, 4), opset=13)
export("curves20", nn.Sequential(nn.Linear(4, 8), nn.GELU(), nn.Linear(8, 2)), torch.randn(2, 4), opset=20)
export("words", Words(), torch.randint(0, 20, (2, 7)))
export("wordlstm", Words(nn.LSTM(6, 5, batch_first=True, bidirectional=True)), torch.randint(0, 20, (2, 7)))
export("lstm", Sequence(nn.LSTM(4, 5, batch_first=True), False), torch.randn(2, 7, 4))
export("lstmlast", Sequence(nn.LSTM(4, 5, batch_first=True), True), torch.randn(2, 7, 4))
export("gru", Sequence(nn.GRU(4, 5, batch_first=True, num_layers=2), True), torch.randn(2, 7, 4))
export("rnn", Sequence(nn.RNN(4, 5, batch_first=True, nonlinearity="relu"), False), torch.randn(2, 7, 4))
export("encoder", Encoder(False, True), torch.randn(2, 5, 8))
export("attention", Encoder(False, False), torch.randn(2, 5, 8))
export("causal", Encoder(True, False), torch.randn(2, 5, 8))
export("two", Two(), torch.randn(2, 3), torch.randn(2, 4))


def by_hand(name, nodes, inputs, tensors, opset=17):
    values = [helper.make_tensor_value_info(one, kind, shape) for one, kind, shape in inputs]
    graph = helper.make_graph(
        [helper.make_node(operation, reads, makes, **settings) for operation, reads, makes, settings in nodes], name,
        values, [helper.make_tensor_value_info("y", TensorProto.FLOAT, None)],
        [numpy_helper.from_array(numpy.asarray(array), key) for key, array in tensors.items()])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset)], ir_version=8)
    onnx.save(model, f"{folder}/{name}.onnx")
    keep(name)


def random(*shape):
    return draw.normal(size=shape).astype(numpy.float32)


def whole(*numbers):
    return numpy.array(numbers, dtype=numpy.int64)


FLOAT = TensorProto.FLOAT
by_hand("nhwc", [
    ("Transpose", ["x"], ["a"], {"perm": [0, 3, 1, 2]}), ("Conv", ["a", "w", "b"], ["c"], {"auto_pad": "SAME_UPPER", "strides": [2, 2]}),
    ("Relu", ["c"], ["d"], {}), ("Transpose", ["d"], ["e"], {"perm": [0, 2, 3, 1]}), ("Reshape", ["e", "s"], ["f"], {}),
    ("MatMul", ["f", "v"], ["g"], {}), ("Add", ["g", "u"], ["h"], {}), ("Softmax", ["h"], ["y"], {})],
    [("x", FLOAT, ["N", 8, 8, 3])],
    {"w": random(4, 3, 3, 3), "b": random(4), "s": whole(-1, 64), "v": random(64, 5), "u": random(5)})
by_hand("shapes", [
    ("Slice", ["x", "from", "to", "axes", "steps"], ["a"], {}), ("Pad", ["a", "pads", "one"], ["b"], {}),
    ("Split", ["b", "sizes"], ["c", "d"], {"axis": 2}), ("Concat", ["d", "c"], ["e"], {"axis": -1}),
    ("Expand", ["k", "shape"], ["f"], {}), ("Where", ["mask", "e", "two"], ["g"], {}), ("CumSum", ["g", "axis"], ["h"], {}),
    ("ReduceL2", ["h"], ["i"], {"axes": [1], "keepdims": 1}), ("Div", ["h", "i"], ["j"], {}), ("Mul", ["j", "f"], ["y"], {})],
    [("x", FLOAT, ["N", 6, 4])],
    {"from": whole(5, 1), "to": whole(-7, 4), "axes": whole(1, 2), "steps": whole(-2, 1), "pads": whole(0, 1, 0, 0, 0, 1),
     "one": numpy.float32(1.5), "sizes": whole(3, 1), "k": random(1, 4), "shape": whole(4, 4), "two": numpy.float32(2),
     "mask": numpy.arange(16).reshape(4, 4) % 3 != 0, "axis": numpy.int64(1)})
by_hand("scaled", [
    ("Sub", ["x", "mean"], ["a"], {}), ("Div", ["a", "deviation"], ["b"], {}), ("Conv", ["b", "w"], ["c"], {}),
    ("Mul", ["c", "all"], ["d"], {}), ("Add", ["d", "each"], ["e"], {}), ("GlobalMaxPool", ["e"], ["f"], {}), ("Flatten", ["f"], ["y"], {})],
    [("x", FLOAT, ["N", 3, 5, 5])],
    {"mean": random(3, 1, 1), "deviation": abs(random(3, 1, 1)) + 1, "w": random(40, 3, 2, 2), "all": random(1, 40, 1, 1),
     "each": random(40, 4, 4)})
by_hand("reverse", [
    ("Transpose", ["x"], ["a"], {"perm": [1, 0, 2]}), ("LSTM", ["a", "w", "r", "b"], ["c"], {"hidden_size": 3, "direction": "reverse"}),
    ("Squeeze", ["c", "one"], ["d"], {}), ("Transpose", ["d"], ["y"], {"perm": [1, 0, 2]})],
    [("x", FLOAT, ["N", 5, 4])],
    {"w": random(1, 12, 4), "r": random(1, 12, 3), "b": random(1, 24), "one": whole(1)})
by_hand("grubefore", [
    ("Transpose", ["x"], ["a"], {"perm": [1, 0, 2]}), ("GRU", ["a", "w", "r", "b"], ["", "c"], {"hidden_size": 3}),
    ("Squeeze", ["c", "zero"], ["y"], {})],
    [("x", FLOAT, ["N", 5, 4])],
    {"w": random(1, 9, 4), "r": random(1, 9, 3), "b": random(1, 18), "zero": whole(0)})
by_hand("grubeforetwo", [
    ("Transpose", ["x"], ["a"], {"perm": [1, 0, 2]}),
    ("GRU", ["a", "w", "r", "b"], ["c"], {"hidden_size": 3, "direction": "bidirectional", "linear_before_reset": 0}),
    ("Transpose", ["c"], ["d"], {"perm": [2, 0, 1, 3]}), ("Reshape", ["d", "s"], ["y"], {})],
    [("x", FLOAT, ["N", 5, 4])],
    {"w": random(2, 9, 4), "r": random(2, 9, 3), "b": random(2, 18), "s": whole(0, 0, -1)})
by_hand("largest", [
    ("TopK", ["x", "k"], ["a", "unread"], {"axis": 1}), ("TopK", ["x", "k"], ["b", "unread2"], {"axis": 2, "largest": 0}),
    ("TopK", ["x", "one"], ["c", "d"], {}), ("Cast", ["d"], ["e"], {"to": 1}), ("Mul", ["c", "e"], ["f"], {}),
    ("ReduceSum", ["a", "one"], ["g"], {"keepdims": 0}), ("ReduceSum", ["b", "one"], ["h"], {"keepdims": 0}),
    ("ReduceSum", ["f", "one"], ["i"], {"keepdims": 0}), ("Concat", ["g", "h", "i"], ["y"], {"axis": 1})],
    [("x", FLOAT, ["N", 5, 3])], {"k": whole(2), "one": whole(1)})
by_hand("lowest", [
    ("TopK", ["x", "one"], ["a", "b"], {"axis": 1, "largest": 0}), ("Cast", ["b"], ["c"], {"to": 1}), ("Add", ["a", "c"], ["y"], {})],
    [("x", FLOAT, ["N", 5])], {"one": whole(1)})
by_hand("classes", [
    ("OneHot", ["x", "depth", "values"], ["a"], {}), ("MatMul", ["a", "v"], ["y"], {})],
    [("x", TensorProto.INT64, ["N", 4])], {"depth": whole(12), "values": numpy.float32([-0.5, 2]), "v": random(12, 3)})
by_hand("classesfront", [
    ("ArgMax", ["x"], ["i"], {"axis": 2, "keepdims": 0}), ("Sub", ["i", "two"], ["j"], {}),
    ("OneHot", ["j", "depth", "values"], ["y"], {"axis": 1})],
    [("x", FLOAT, ["N", 4, 5])], {"two": whole(2), "depth": whole(5), "values": numpy.float32([0, 1])})
by_hand("half", [("MatMul", ["x", "v"], ["a"], {}), ("Add", ["a", "u"], ["b"], {}), ("Max", ["b", "zero"], ["c"], {}), ("Pow", ["c", "two"], ["y"], {})],
    [("x", FLOAT, ["N", 4])], {"v": random(4, 3), "u": random(3), "zero": numpy.float32(0), "two": numpy.float32(2)})
int8 = draw.integers(-127, 127, (4, 3)).astype(numpy.int8)
by_hand("qdq", [
    ("QuantizeLinear", ["x", "s", "z"], ["a"], {}), ("DequantizeLinear", ["a", "s", "z"], ["b"], {}),
    ("DequantizeLinear", ["q", "t"], ["w"], {"axis": 1}), ("MatMul", ["b", "w"], ["y"], {})],
    [("x", FLOAT, ["N", 4])],
    {"s": numpy.float32(0.03), "z": numpy.int8(0), "q": int8, "t": abs(random(3)) * 0.01})
by_hand("marks", [
    ("Exp", ["x"], ["a"], {}), ("Add", ["a", "k"], ["b"], {}), ("Log", ["b"], ["c"], {}), ("Neg", ["c"], ["d"], {}),
    ("Softsign", ["d"], ["e"], {}), ("Less", ["x", "zero"], ["f"], {}), ("Greater", ["e", "low"], ["g"], {}),
    ("Not", ["f"], ["h"], {}), ("And", ["g", "h"], ["i"], {}), ("Where", ["i", "e", "x"], ["j"], {}),
    ("Tile", ["j", "times"], ["l"], {}), ("ReduceMax", ["x"], ["m"], {"axes": [1], "keepdims": 1}), ("Sub", ["l", "m"], ["y"], {})],
    [("x", FLOAT, ["N", 4])],
    {"k": abs(random(4)) + 0.1, "zero": numpy.float32(0), "low": numpy.float32(-0.6), "times": whole(1, 3)})
by_hand("steps", [
    ("Range", ["from", "to", "by"], ["a"], {}), ("Cast", ["a"], ["b"], {"to": 1}), ("Mul", ["x", "b"], ["c"], {}),
    ("Dropout", ["c"], ["d"], {}), ("LpNormalization", ["d"], ["e"], {"axis": -1, "p": 2}), ("MatMul", ["e", "v"], ["y"], {})],
    [("x", FLOAT, ["N", 4])], {"from": numpy.int64(1), "to": numpy.int64(9), "by": numpy.int64(2), "v": random(4, 3)})
by_hand("statistics", [
    ("BatchNormalization", ["x", "a", "b", "mean", "variance"], ["c"], {"epsilon": 1e-3}), ("Relu", ["c"], ["d"], {}),
    ("Flatten", ["d"], ["y"], {})],
    [("x", FLOAT, ["N", 3, 4, 4])],
    {"a": random(3), "b": random(3), "mean": random(3), "variance": abs(random(3)) + 0.5})
by_hand("teams", [
    ("GroupNormalization", ["x", "a", "b"], ["c"], {"num_groups": 2}), ("Mish", ["c"], ["d"], {}), ("Flatten", ["d"], ["y"], {})],
    [("x", FLOAT, ["N", 4, 3, 3])], {"a": random(4), "b": random(4)}, opset=21)
level, middle = numpy.float32(0.03), numpy.int8(0)
by_hand("qlinearmatmul", [
    ("QuantizeLinear", ["x", "s", "z"], ["a"], {}), ("QLinearMatMul", ["a", "s", "z", "q", "t", "z", "u", "z"], ["b"], {}),
    ("DequantizeLinear", ["b", "u", "z"], ["y"], {})],
    [("x", FLOAT, ["N", 4])],
    {"s": level, "z": middle, "q": int8, "t": numpy.float32(0.01), "u": numpy.float32(0.05)})
by_hand("qlinearconv", [
    ("QuantizeLinear", ["x", "s", "z"], ["a"], {}), ("QLinearConv", ["a", "s", "z", "q", "t", "z", "u", "z"], ["b"], {}),
    ("DequantizeLinear", ["b", "u", "z"], ["c"], {}), ("Flatten", ["c"], ["y"], {})],
    [("x", FLOAT, ["N", 2, 5, 5])],
    {"s": level, "z": middle, "q": draw.integers(-127, 127, (3, 2, 3, 3)).astype(numpy.int8), "t": numpy.float32(0.01),
     "u": numpy.float32(0.1)})
by_hand("dynamic", [
    ("DynamicQuantizeLinear", ["x"], ["a", "s", "z"], {}), ("MatMulInteger", ["a", "q", "z"], ["b"], {}),
    ("Cast", ["b"], ["c"], {"to": 1}), ("Mul", ["s", "t"], ["d"], {}), ("Mul", ["c", "d"], ["y"], {})],
    [("x", FLOAT, ["N", 4])], {"q": int8, "t": numpy.float32(0.01)})

with open(f"{folder}/cases", "w") as file:
    file.write("\n".join(names))
print(len(names), "cases")
