"""Outputs, input gradients and parameter gradients of the layers, in float64 by PyTorch.

The scalar that is differentiated is Σ weights·y, so that no gradient cancels.
"""

import torch
import torch.nn.functional as F

from golden_file import GoldenFile

out = GoldenFile("layers.txt", "layers.py", f"PyTorch {torch.__version__}")


def layer(name, input_shape, parameters, function, seed, unwritten=(), **options):
    """`unwritten` names parameters that have no gradient, or one of 0 but for rounding."""
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
        if path not in unwritten:
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
# LoRA as in Keras: the kernel stays, alpha / rank · A·B is added to it.
layer("dense/lora", [5, 6],
      {"lora_kernel_a": [6, 2], "lora_kernel_b": [2, 4], "bias": [4], "kernel": [6, 4]},
      lambda x, a, b, bias, kernel: torch.tanh(x @ (kernel + 1.5 * (a @ b)) + bias), 370,
      unwritten=["kernel"], word="dense", units=4, activation="tanh", lora_rank=2, lora_alpha=3)
layer("activation/tanh", [4, 3], {}, torch.tanh, 380, word="activation", activation="tanh")
layer("flatten", [3, 2, 4, 2], {}, lambda x: x.reshape(3, -1), 400, word="flatten")
layer("reshape", [3, 8], {}, lambda x: x.reshape(3, 2, 4), 420, word="reshape", target_shape="2,4")


def states(name, module, input_shape, seed, word):
    """PyTorch's own module with its defaults: what `compat=pytorch` takes where nothing is written."""
    module = module.double()
    out.case(name, word=word, compat="pytorch")
    x = torch.from_numpy(out.formula("x", input_shape, seed, -2.0, 2.0)).requires_grad_()
    names = {"weight": "gamma", "bias": "beta", "running_mean": "moving_mean",
             "running_var": "moving_variance"}
    if word == "rms_normalization":
        names["weight"] = "scale"
    values = [(names[k], v) for k, v in module.state_dict(keep_vars=True).items() if k in names]
    with torch.no_grad():
        for index, (path, value) in enumerate(values):
            value.copy_(torch.from_numpy(
                out.formula(path, list(value.shape), seed + 1 + index, 0.5, 1.5)))
    channels_first = x if x.dim() == 2 or "layer" in name or "rms" in name else x.movedim(-1, 1)
    y = module(channels_first)
    if channels_first is not x:
        y = y.movedim(1, -1)
    weights = torch.from_numpy(out.formula("weights", list(y.shape), seed + 9, -1.0, 1.0))
    trained = [(path, value) for path, value in values if value.requires_grad]
    gradients = torch.autograd.grad((weights * y).sum(), [x, *(value for _, value in trained)])
    out.tensor("y", y.detach().numpy())
    out.tensor("dx", gradients[0].numpy())
    for (path, _), gradient in zip(trained, gradients[1:]):
        out.tensor(f"d{path}", gradient.numpy())
    for path, value in values:
        if not value.requires_grad:
            out.tensor(f"new_{path}", value.numpy())


states("batch_normalization/pytorch", torch.nn.BatchNorm1d(5), [7, 5], 440, "batch_normalization")
states("batch_normalization/pytorch_image", torch.nn.BatchNorm2d(3), [2, 4, 3, 3], 460,
       "batch_normalization")
states("layer_normalization/pytorch", torch.nn.LayerNorm(6), [2, 3, 6], 480, "layer_normalization")
states("rms_normalization/pytorch.float64", torch.nn.RMSNorm(6), [2, 3, 6], 500, "rms_normalization")


def waves(x):
    """Vaswani et al. 2017, section 3.5, written anew."""
    time, features = x.shape[1:]
    table = torch.zeros(time, features, dtype=torch.float64)
    place = torch.arange(time, dtype=torch.float64)[:, None]
    rate = torch.exp(torch.arange(0, features, 2, dtype=torch.float64) / features
                     * -torch.log(torch.tensor(10000.0, dtype=torch.float64)))
    table[:, 0::2] = torch.sin(place * rate)
    table[:, 1::2] = torch.cos(place * rate[: features // 2])
    return x + table


layer("sinusoidal_positions/even", [2, 7, 6], {}, waves, 520, word="sinusoidal_positions")
layer("sinusoidal_positions/odd", [1, 5, 3], {}, waves, 540, word="sinusoidal_positions")
layer("position_embedding", [2, 4, 3], {"embeddings": [4, 3]}, lambda x, table: x + table, 560,
      word="position_embedding")
layer("position_embedding/longer", [2, 4, 3], {"embeddings": [6, 3]},
      lambda x, table: x + table[:4], 580, word="position_embedding", sequence_length=6)


def attention(name, shape, seed, heads, key, value=None, output=None, causal=False, bias=True,
              **options):
    """Keras's layer by PyTorch's kernel. Keras 3.15 itself rounds 1/sqrt(key_dim) to float32 even in
    float64, which shows at 1e-8; in float32 the two agree. A bias of the keys moves all scores of a
    query alike, which softmax does not see."""
    features, value, causal = shape[-1], value or key, causal
    sizes = {"query": key, "key": key, "value": value}
    parameters = {}
    for part, size in sizes.items():
        parameters[f"{part}.kernel"] = [features, heads, size]
        if bias:
            parameters[f"{part}.bias"] = [heads, size]
    parameters["attention_output.kernel"] = [heads, value, output or features]
    if bias:
        parameters["attention_output.bias"] = [output or features]

    def function(x, *weights):
        weights = dict(zip(parameters, weights))

        def part(name):
            y = torch.einsum("btd,dhk->bhtk", x, weights[f"{name}.kernel"])
            return y + weights[f"{name}.bias"][:, None, :] if bias else y

        heads_out = F.scaled_dot_product_attention(
            part("query"), part("key"), part("value"), is_causal=causal)
        y = torch.einsum("bhtv,hvd->btd", heads_out, weights["attention_output.kernel"])
        return y + weights["attention_output.bias"] if bias else y

    layer(name, shape, parameters, function, seed, unwritten=["key.bias"], word="multi_head_attention",
          num_heads=heads, key_dim=key, use_bias=bias, **options)


attention("multi_head_attention/plain", [2, 5, 4], 600, 2, 3)
attention("multi_head_attention/causal", [2, 6, 4], 620, 3, 2, causal=True, use_causal_mask=True)
attention("multi_head_attention/sizes", [2, 4, 6], 640, 2, 3, value=5, output=3, value_dim=5,
          output_shape=3)
attention("multi_head_attention/no_bias", [1, 3, 4], 660, 2, 2, bias=False)
out.write()
