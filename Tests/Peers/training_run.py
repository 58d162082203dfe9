"""Runs programs of trainings: a folder, then for each case `stem:framework:steps`.

Prints a line for each: the stem, and the losses of its steps; what went wrong where a program fails.
"""

import subprocess
import sys


def run(folder, stem, framework, steps):
    command = [sys.executable, f"{folder}/{stem}.py", "--steps", steps]
    if framework in ["torchrun", "fsdp"]:
        command = [
            sys.executable, "-m", "torch.distributed.run", "--nproc-per-node=2", "--master-port=29611",
            f"{folder}/{stem}.py", "--steps", steps, *(["--fsdp"] if framework == "fsdp" else []),
        ]
    environment = {"KERAS_BACKEND": "tensorflow", "TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": "", "OMP_NUM_THREADS": "1"}
    import os

    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, **environment})
    losses = [line.split()[-1] for line in done.stdout.splitlines() if line.startswith("step ")]
    if done.returncode or not losses:
        tail = " | ".join((done.stdout + done.stderr).strip().splitlines()[-6:])
        return f"failed: {tail}"
    return " ".join(losses)


folder = sys.argv[1]
for case in sys.argv[2:]:
    stem, framework, steps = case.split(":")
    print(stem, framework, run(folder, stem, framework, steps), flush=True)
