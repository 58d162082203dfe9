"""Runs models in PyTorch: a folder of cases, one name a line of `cases`, each with its inputs and what is expected.

name.py and name.pt.safetensors as nabla wrote them; name.json: {"inputs": [{"shape": […], "numbers": […]}], "output": […]}.
Prints a line for each: the name, the largest difference relative to the largest number, `ok` or what is wrong.
"""

import importlib.util
import json
import sys
import traceback

import torch


def run(folder, name):
    spec = importlib.util.spec_from_file_location(name, f"{folder}/{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    model = module.load()
    with open(f"{folder}/{name}.json") as file:
        case = json.load(file)
    dtype = next((p.dtype for p in model.state_dict().values() if p.is_floating_point()), torch.float32)
    inputs = [
        torch.tensor(given["numbers"], dtype=torch.float64).reshape(given["shape"]).to(dtype)
        for given in case["inputs"]
    ]
    with torch.no_grad():
        found = model(*inputs).double()
    if "rows" in case:
        prepared = [module.prepare(row) for row in case["rows"]]
        difference = (torch.tensor(prepared, dtype=torch.float64) - inputs[0].double()).abs().max()
        if difference > 1e-5:
            return f"prepares other numbers, {difference:.2e}", difference
    wanted = torch.tensor(case["output"], dtype=torch.float64).reshape(found.shape)
    difference = ((found - wanted).abs().max() / wanted.abs().max().clamp(min=1e-6)).item()
    # Sums of thousands of float32 numbers in another order.
    return ("ok" if difference <= 3e-6 else "other numbers"), difference


with open(f"{sys.argv[1]}/cases") as file:
    for name in file.read().split():
        try:
            verdict, difference = run(sys.argv[1], name)
            print(name, f"{difference:.2e}", verdict)
        except Exception as error:  # Whatever goes wrong is this case's verdict.
            where = traceback.extract_tb(error.__traceback__)[-1]
            print(name, "-", where.line, " ".join(str(error).split())[:300])
