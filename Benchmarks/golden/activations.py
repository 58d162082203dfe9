"""Values and derivatives of every activation on a grid, in float64 by PyTorch."""

import torch
import torch.nn.functional as F

from golden_file import GoldenFile

# Twice the range that is drawn in lessons, kinks included, and arguments where naive forms overflow.
GRID = [i / 4 for i in range(-32, 33)] + [-800.0, -100.0, -40.0, -20.0, 1e-9, 20.0, 40.0, 100.0, 800.0]

ELEMENTWISE = {
    "linear": lambda x: x * 1.0,
    "relu": F.relu,
    "relu6": F.relu6,
    "leaky_relu": lambda x: F.leaky_relu(x, 0.3),
    "elu": F.elu,
    "celu": F.celu,
    "selu": F.selu,
    "gelu": F.gelu,
    "silu": F.silu,
    "mish": F.mish,
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    # PyTorch's own softplus is linear above 20; Keras's is log(1 + e^x) everywhere.
    "softplus": lambda x: torch.logaddexp(x, torch.zeros_like(x)),
    "softsign": F.softsign,
    # Written out: the slopes of PyTorch's own are float32's 1/6.
    "hard_sigmoid": lambda x: F.relu6(x + 3) / 6,
    "hard_silu": lambda x: x * F.relu6(x + 3) / 6,
    "exponential": torch.exp,
    # Written out: PyTorch's own shrink by float32's ½, and its log_sigmoid is right as it is.
    "hard_tanh": F.hardtanh,
    "threshold": lambda x: F.threshold(x, 1.0, 0.0),
    "hard_shrink": lambda x: torch.where(x.abs() <= 0.5, torch.zeros_like(x), x),
    "soft_shrink": lambda x: torch.where(x.abs() <= 0.5, torch.zeros_like(x), x - 0.5 * torch.sign(x)),
    "tanh_shrink": F.tanhshrink,
    "log_sigmoid": F.logsigmoid,
    "squareplus": lambda x: (x + torch.sqrt(x * x + 4)) / 2,
    "sparse_plus": lambda x: torch.where(x <= -1, torch.zeros_like(x), torch.where(x < 1, (x + 1) ** 2 / 4, x)),
    "sparse_sigmoid": lambda x: torch.where(x <= -1, torch.zeros_like(x), torch.where(x < 1, (x + 1) / 2, torch.ones_like(x))),
}


def write(out, name, function, grid, **options):
    x = torch.tensor(grid, dtype=torch.float64, requires_grad=True)
    y = function(x)
    (dx,) = torch.autograd.grad(y.sum(), x)
    out.case(name, **options)
    out.tensor("x", x.detach().numpy())
    out.tensor("y", y.detach().numpy())
    out.tensor("dx", dx.numpy())


out = GoldenFile("activations.txt", "activations.py", f"PyTorch {torch.__version__}")
for name, function in ELEMENTWISE.items():
    # e^800 is infinite in every format; the exponential stays where float32 is finite.
    grid = [x for x in GRID if name != "exponential" or abs(x) <= 40]
    write(out, name, function, grid, word=name)
write(out, "gelu/approximate", lambda x: F.gelu(x, approximate="tanh"), GRID, word="gelu", approximate=True)
write(out, "leaky_relu/slope", lambda x: F.leaky_relu(x, 0.01), GRID, word="leaky_relu", negative_slope=0.01)
write(out, "relu/options", lambda x: torch.where(x >= 6, torch.full_like(x, 5.0), torch.where(x <= 1, 0.2 * (x - 1), torch.where(x >= 5, torch.full_like(x, 5.0), x))), GRID, word="relu", max_value=5.0, negative_slope=0.2, threshold=1.0)
write(out, "celu/alpha", lambda x: F.celu(x, 0.5), GRID, word="celu", alpha=0.5)
write(out, "squareplus/corner", lambda x: (x + torch.sqrt(x * x + 0.25)) / 2, GRID, word="squareplus", b=0.25)
write(out, "soft_shrink/threshold", lambda x: F.softshrink(x, 2.0), GRID, word="soft_shrink", threshold=2.0)
# Halves of the last axis: the first, where the second lets it through.
write(out, "glu", lambda x: F.glu(x, -1), [GRID[i : i + 4] for i in range(0, 72, 4)], word="glu")
write(out, "elu/alpha", lambda x: F.elu(x, 0.5), GRID, word="elu", alpha=0.5)

# Rows of softmax: its derivative is taken of Σ w·y, since Σ y is constant.
ROWS = [[1.0, 2.0, 3.0, 4.0], [0.0, 0.0, 0.0, 0.0], [1000.0, 999.0, -1000.0, 0.5], [-3.5, 0.25, 0.25, -80.0]]
WEIGHTS = [[0.5, -1.0, 2.0, 0.25]] * 4


def sparsemax(x, dim):
    """Martins and Astudillo 2016, algorithm 1."""
    z, _ = torch.sort(x, dim=dim, descending=True)
    places = torch.arange(1, x.shape[dim] + 1, dtype=x.dtype)
    held = 1 + places * z > torch.cumsum(z, dim)
    count = held.sum(dim, keepdim=True)
    threshold = ((held * z).sum(dim, keepdim=True) - 1) / count
    return torch.clamp(x - threshold, min=0)


for name, function in {"softmax": F.softmax, "log_softmax": F.log_softmax, "sparsemax": sparsemax}.items():
    x = torch.tensor(ROWS, dtype=torch.float64, requires_grad=True)
    y = function(x, dim=-1)
    (dx,) = torch.autograd.grad((y * torch.tensor(WEIGHTS, dtype=torch.float64)).sum(), x)
    out.case(name, word=name)
    out.tensor("x", ROWS, "float64")
    out.tensor("weights", WEIGHTS, "float64")
    out.tensor("y", y.detach().numpy())
    out.tensor("dx", dx.numpy())
out.write()
