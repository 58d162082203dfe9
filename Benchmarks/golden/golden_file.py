"""Writes golden files: plain text that the tests read without any library.

    # comment
    case <name> [option=value ...]
    tensor <name> <dtype> [2, 3]
    the numbers, row-major, 17 digits at most, so that float64 reads back exactly
    formula <name> <dtype> [2, 3] <seed> <low> <high>

A `formula` stands for numbers that both sides compute: large inputs need no megabytes.
"""

from pathlib import Path

import numpy as np

FOLDER = Path(__file__).resolve().parents[2] / "Tests" / "Golden"


def mixed(shape, seed, low, high):
    """low + (high - low) * u(i), u in [0, 1): the 32-bit finaliser of MurmurHash3 over counters."""
    h = np.arange(int(np.prod(shape)), dtype=np.uint32)
    with np.errstate(over="ignore"):
        h = h * np.uint32(0x9E3779B1) + np.uint32(seed * 0x85EBCA77 & 0xFFFFFFFF)
        h = (h ^ (h >> np.uint32(16))) * np.uint32(0x85EBCA6B)
        h = (h ^ (h >> np.uint32(13))) * np.uint32(0xC2B2AE35)
        h = h ^ (h >> np.uint32(16))
    return (low + (high - low) * (h.astype(np.float64) * 2.0**-32)).reshape(shape)


class GoldenFile:
    def __init__(self, name, program, source):
        self.path = FOLDER / name
        self.lines = [f"# Written by Benchmarks/golden/{program}, source: {source}."]

    def case(self, name, **options):
        words = [f"{key}={str(value).lower()}" for key, value in options.items()]
        self.lines.append(" ".join(["case", name, *words]))

    def tensor(self, name, values, dtype=None):
        array = np.asarray(values)
        if dtype is None:
            dtype = {"f": array.dtype.name, "i": "int32", "u": "int32", "b": "int32"}[
                array.dtype.kind
            ]
        array = array.astype(dtype)
        self.lines.append(f"tensor {name} {dtype} {list(array.shape)}")
        flat = [text(number) for number in array.reshape(-1)]
        for start in range(0, len(flat), 64):
            self.lines.append(" ".join(flat[start : start + 64]))

    def formula(self, name, shape, seed, low, high, dtype="float64"):
        """Writes the formula and returns its numbers."""
        self.lines.append(f"formula {name} {dtype} {list(shape)} {seed} {low!r} {high!r}")
        return mixed(shape, seed, low, high).astype(dtype)

    def write(self):
        self.path.parent.mkdir(exist_ok=True)
        self.path.write_text("\n".join(self.lines) + "\n")
        print(f"{self.path.name}: {self.path.stat().st_size} bytes")


def text(number):
    if isinstance(number, np.integer):
        return str(int(number))
    if number == 0 or (abs(number) < 1e15 and number == np.floor(number)):
        return str(int(number))
    # The shortest text that reads back as the same number of this type.
    return np.format_float_scientific(number, unique=True, trim="-") if (
        abs(number) < 1e-4 or abs(number) >= 1e15
    ) else np.format_float_positional(number, unique=True, trim="-")


def read(name):
    """The cases of a golden file: {case: (options, {tensor: array})}."""
    cases, lines = {}, iter((FOLDER / name).read_text().splitlines())
    tensors = None
    for line in lines:
        word = line.split(" ", 1)[0]
        if word == "#":
            continue
        if word == "case":
            _, case, *options = line.split(" ")
            tensors = {}
            cases[case] = (dict(option.split("=", 1) for option in options), tensors)
        elif word in ("tensor", "formula"):
            head, rest = line.split(" [", 1)
            _, tensor, dtype = head.split(" ")
            extents, _, formula = rest.partition("]")
            shape = [int(extent) for extent in extents.split(",") if extent.strip()]
            if word == "formula":
                seed, low, high = formula.split()
                tensors[tensor] = mixed(shape, int(seed), float(low), float(high)).astype(dtype)
                continue
            values, count = [], int(np.prod(shape))
            while len(values) < count:
                values += next(lines).split(" ")
            tensors[tensor] = np.array([float(v) for v in values]).astype(dtype).reshape(shape)
    return cases
