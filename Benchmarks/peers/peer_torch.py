"""PyTorch, eager, as its users write it: peer_torch.py WORKLOAD THREADS REPETITIONS."""

import os

from workload import arguments, article, classes, plane, report, seconds

workload, threads, repetitions = arguments()
os.environ["OMP_NUM_THREADS"] = str(threads)

import torch
from torch.nn import Linear, ReLU, Sequential, Tanh
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy, mse_loss

torch.set_num_threads(threads)
torch.manual_seed(0)


def update(optimizer, loss):
    optimizer.zero_grad(set_to_none=True)
    loss.backward()
    optimizer.step()


def article_epoch():
    (x, y), (x_held, y_held) = [[torch.from_numpy(a) for a in part] for part in article()]
    net = Sequential(Linear(784, 256), ReLU(), Linear(256, 1))
    adam = torch.optim.Adam(net.parameters(), lr=1e-3, fused=True)

    def epoch():
        total, right = torch.zeros(()), torch.zeros(())
        for rows in torch.randperm(len(x)).split(32):
            logits, truth = net(x[rows]), y[rows]
            loss = binary_cross_entropy_with_logits(logits, truth)
            update(adam, loss)
            total += loss.detach()
            right += ((logits.detach() > 0) == (truth > 0.5)).sum()
        with torch.inference_mode():
            logits = net(x_held)
            held = binary_cross_entropy_with_logits(logits, y_held)
            right_held = ((logits > 0) == (y_held > 0.5)).sum()
        return float(total), float(right), float(held), float(right_held)

    return seconds(epoch, repetitions)


def classes_epoch():
    x, y = map(torch.from_numpy, classes())
    y = y.long()
    net = Sequential(Linear(784, 512), ReLU(), Linear(512, 512), ReLU(), Linear(512, 10))
    adam = torch.optim.Adam(net.parameters(), lr=1e-3, fused=True)

    def epoch():
        for rows in torch.randperm(len(x))[: 468 * 128].split(128):
            update(adam, cross_entropy(net(x[rows]), y[rows]))

    return seconds(epoch, repetitions)


def plane_step():
    x, y = map(torch.from_numpy, plane(1600))
    net = Sequential(Linear(2, 8), Tanh(), Linear(8, 8), Tanh(), Linear(8, 1), Tanh())
    sgd = torch.optim.SGD(net.parameters(), lr=0.03)

    def steps():
        for start in range(0, 1600, 16):
            update(sgd, mse_loss(net(x[start : start + 16]), y[start : start + 16]))

    return [t / 100 for t in seconds(steps, 5 * repetitions)]


work = {"A": article_epoch, "B": classes_epoch, "F": plane_step}[workload]
report("PyTorch", workload, threads, work())
