"""Counts which public names of Keras have a word in nabla, another form, or a reason to be left out.

    python Benchmarks/vocabulary.py .build/release/nabla

A word counts where the manual lists it in a kind that fits. `Sources/KERAS.md` says how layers go, `vocabulary.tsv` everything
else; each form of that table is run. Prints the counts, each name without word or reason, and fails below 95 %.
"""

import os
import pathlib
import re
import subprocess
import sys

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import keras  # noqa: E402

HERE = pathlib.Path(__file__).parent
KINDS = {
    "layers": "LAYER ACTIVATION STRUCTURE",
    "losses": "LOSS",
    "metrics": "METRIC LOSS",
    "optimizers": "OPTIMIZER",
    "activations": "ACTIVATION",
    "initializers": "INITIALIZER",
    "regularizers": "REGULARIZER",
    "constraints": "CONSTRAINT",
    "ops": "FUNCTION ACTIVATION LOSS",
}


def plain(name):
    """A name without case and underscores: `BinaryIoU` and `binary_iou` are one."""
    return name.replace("_", "").lower()


def manual(nabla):
    """The words of each kind, as the program's own manual lists them."""
    text = subprocess.run([nabla, "manual", "language"], capture_output=True, text=True, check=True).stdout
    words, kind = {}, ""
    for line in text.replace("\\-", "-").splitlines():
        if line.startswith(".SH "):
            kind = line[4:].strip('"')
        elif found := re.match(r"\.B \"?([a-z_0-9]+)", line):
            words.setdefault(kind, set()).add(plain(found[1]))
    return words


def layers():
    """What the table of layers says: `is` where Keras's layer comes in as the same, `lost` where it is refused or replaced."""
    rows = re.findall(r"^\| `(\w+)` \| (.*?) \| (.*) \|$", (HERE.parent / "Sources/KERAS.md").read_text(), re.M)
    same = {name: way.startswith("in") and "which is said" not in form for name, form, way in rows}
    return {("layers", name): "is" if same[name] else "lost" for name in same}


def table(nabla):
    """The rows of `vocabulary.tsv`, and the forms that do not run."""
    facts, broken = {}, []
    for line in (HERE / "vocabulary.tsv").read_text().splitlines():
        if line.startswith("#"):
            continue
        library, names, way, text = line.split("\t")
        if way == "is" and subprocess.run([nabla, "-c", text], capture_output=True, timeout=60).returncode != 0:
            broken.append(f"{library}: {text}")
            continue
        for name in names.split():
            facts[library, name] = way
    return facts, broken


def main():
    nabla = sys.argv[1]
    words = manual(nabla)
    rows, broken = table(nabla)
    facts = layers() | rows
    total = answered = lost = 0
    for library, kinds in KINDS.items():
        known = set().union(*(words.get(kind, set()) for kind in kinds.split()))
        names = [name for name in dir(getattr(keras, library)) if not name.startswith("_")]
        way = {
            name: "word" if plain(name) in known else facts.get((library, name)) or facts.get(("*", name))
            for name in names
        }
        counts = [sum(way[name] == kind for name in names) for kind in ("word", "is", "out", "lost")]
        missing = [name for name in names if way[name] is None]
        total += len(names)
        answered += sum(counts)
        lost += counts[3]
        print(f"{library}: {len(names)} names, {counts[0]} words, {counts[1]} named otherwise, {counts[2]} left out, {counts[3]} refused or replaced")
        print(f"  without word or reason ({len(missing)}): {' '.join(missing)}" if missing else "  complete")
    for form in broken:
        print("does not run:", form)
    print(f"{answered} of {total}: {100 * answered / total:.1f} %, of them {lost} layers only with a reason")
    return 1 if broken or answered < 0.95 * total else 0


if __name__ == "__main__":
    sys.exit(main())
