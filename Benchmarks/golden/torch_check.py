"""Reads golden files that other programs wrote and confirms them with PyTorch. Writes nothing."""

import numpy as np
import torch

import golden_file


def one_cycle():
    """PyTorch's cycle ends with its last step; ours stays there."""
    for name, (options, tensors) in golden_file.read("schedules.txt").items():
        if options["word"] != "one_cycle":
            continue
        known = {k: float(v) for k, v in options.items() if k not in ("word", "max_learning_rate", "total_steps")}
        total = int(options["total_steps"])
        optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=0.1)
        schedule = torch.optim.lr_scheduler.OneCycleLR(
            optimizer, float(options["max_learning_rate"]), total, **known
        )
        rates = []
        for step in range(total):
            rates.append(schedule.get_last_lr()[0])
            optimizer.step()
            if step < total - 1:
                schedule.step()
        theirs = np.array([rates[min(int(step), total - 1)] for step in tensors["steps"]])
        worst = np.abs(theirs - tensors["rates"]).max()
        assert worst <= 1e-12, (name, worst)
        print(f"schedule {name}: {worst:.1e}")


one_cycle()
