"""The cases of convolution that Keras on TensorFlow cannot compute on a CPU, by PyTorch."""

import torch
import torch.nn.functional as F

from golden_file import GoldenFile

out = GoldenFile("convolution_torch.txt", "convolution_torch.py", f"PyTorch {torch.__version__}")
seed = 2000


def layer(name, word, input_shape, parameters, function, **options):
    """`function` takes and gives images with their channels second, kernels [out, in, …]."""
    global seed
    seed += 20
    out.case(f"{word}/{name}", word=word, **options)
    x = torch.from_numpy(out.formula("x", input_shape, seed, -2.0, 2.0)).requires_grad_()
    values = {}
    for index, (path, shape) in enumerate(parameters.items()):
        values[path] = torch.from_numpy(out.formula(path, shape, seed + 1 + index, -0.75, 0.75))
        values[path].requires_grad_()
    arguments = [v.movedim(-1, 0).movedim(-1, 1) if v.dim() > 1 else v for v in values.values()]
    y = function(x.movedim(-1, 1), *arguments).movedim(1, -1)
    weights = torch.from_numpy(out.formula("weights", list(y.shape), seed + 9, -1.0, 1.0))
    gradients = torch.autograd.grad((weights * y).sum(), [x, *values.values()])
    out.tensor("y", y.detach().numpy())
    out.tensor("dx", gradients[0].numpy())
    for path, gradient in zip(values, gradients[1:]):
        out.tensor(f"d{path}", gradient.numpy())


layer("groups", "conv1d", [2, 6, 4], {"kernel": [2, 2, 6], "bias": [6]},
      lambda x, k, b: F.conv1d(x, k, b, groups=2), filters=6, kernel_size=2, groups=2)
layer("groups", "conv2d", [2, 5, 4, 6], {"kernel": [3, 2, 2, 9], "bias": [9]},
      lambda x, k, b: F.conv2d(x, k, b, groups=3), filters=9, kernel_size="3,2", groups=3)
layer("groups_strides", "conv2d", [2, 6, 7, 4], {"kernel": [3, 3, 2, 2], "bias": [2]},
      lambda x, k, b: F.relu(F.conv2d(F.pad(x, (1, 1, 0, 1)), k, b, stride=2, groups=2)),
      filters=2, kernel_size=3, strides="2,2", groups=2, padding="same", activation="relu")
layer("strides_dilation", "conv2d", [2, 9, 8, 2], {"kernel": [3, 2, 2, 3], "bias": [3]},
      lambda x, k, b: F.conv2d(x, k, b, stride=2, dilation=(2, 3)), filters=3, kernel_size="3,2",
      strides=2, dilation_rate="2,3")
layer("dilation", "conv2d_transpose", [2, 3, 4, 2], {"kernel": [3, 2, 3, 2], "bias": [3]},
      lambda x, k, b: F.conv_transpose2d(x, k, b, stride=2, dilation=2), filters=3,
      kernel_size="3,2", strides=2, dilation_rate=2)
layer("bilinear", "up_sampling2d", [2, 3, 4, 2], {},
      lambda x: F.interpolate(x, scale_factor=(2, 3), mode="bilinear", align_corners=False),
      size="2,3", interpolation="bilinear")
out.write()
