"""Outputs, input gradients and parameter gradients of the layers, in float64 by PyTorch.

The scalar that is differentiated is Σ weights·y, so that no gradient cancels.
"""

import torch
import torch.nn.functional as F

from golden_file import GoldenFile

out = GoldenFile("layers.txt", "layers.py", f"PyTorch {torch.__version__}")


def layer(name, input_shape, parameters, function, seed, **options):
    out.case(name, **options)
    x = torch.from_numpy(out.formula("x", input_shape, seed, -2.0, 2.0)).requires_grad_()
    values = {}
    for index, (path, shape) in enumerate(parameters.items()):
        values[path] = torch.from_numpy(out.formula(path, shape, seed + 1 + index, -0.75, 0.75))
        values[path].requires_grad_()
    y = function(x, *values.values())
    weights = torch.from_numpy(out.formula("weights", list(y.shape), seed + 9, -1.0, 1.0))
    gradients = torch.autograd.grad((weights * y).sum(), [x, *values.values()])
    out.tensor("y", y.detach().numpy())
    out.tensor("dx", gradients[0].numpy())
    for path, gradient in zip(values, gradients[1:]):
        out.tensor(f"d{path}", gradient.numpy())


ACTIVATIONS = {
    "linear": lambda z: z,
    "relu": F.relu,
    "tanh": torch.tanh,
    "sigmoid": torch.sigmoid,
    "softmax": lambda z: F.softmax(z, dim=-1),
}
for index, (name, activation) in enumerate(ACTIVATIONS.items()):
    layer(
        f"dense/{name}", [5, 7], {"kernel": [7, 4], "bias": [4]},
        lambda x, kernel, bias: activation(x @ kernel + bias), 100 + 20 * index,
        word="dense", units=4, activation=name,
    )
layer("dense/no_bias", [3, 6], {"kernel": [6, 2]}, lambda x, kernel: x @ kernel, 300,
      word="dense", units=2, use_bias=False)
layer("dense/one_sample", [1, 9], {"kernel": [9, 3], "bias": [3]},
      lambda x, kernel, bias: x @ kernel + bias, 320, word="dense", units=3)
# On a higher rank dense acts on the last axis.
layer("dense/rank3", [2, 3, 5], {"kernel": [5, 4], "bias": [4]},
      lambda x, kernel, bias: x @ kernel + bias, 340, word="dense", units=4)
# More columns than a vector register holds, and odd sizes.
layer("dense/wide", [6, 37], {"kernel": [37, 53], "bias": [53]},
      lambda x, kernel, bias: F.relu(x @ kernel + bias), 360, word="dense", units=53, activation="relu")
layer("activation/tanh", [4, 3], {}, torch.tanh, 380, word="activation", activation="tanh")
layer("flatten", [3, 2, 4, 2], {}, lambda x: x.reshape(3, -1), 400, word="flatten")
layer("reshape", [3, 8], {}, lambda x: x.reshape(3, 2, 4), 420, word="reshape", target_shape="2,4")
out.write()
