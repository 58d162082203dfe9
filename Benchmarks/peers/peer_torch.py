"""PyTorch, eager, as its users write it: peer_torch.py WORKLOAD THREADS REPETITIONS."""

import os
import sys

from workload import arguments, article, classes, images, plane, report, seconds, windows

workload, threads, repetitions = arguments()
os.environ["OMP_NUM_THREADS"] = str(threads)

import torch
from torch import nn
from torch.nn import Linear, ReLU, Sequential, Tanh
from torch.nn.functional import (
    binary_cross_entropy_with_logits, cross_entropy, gelu, mse_loss, one_hot,
    scaled_dot_product_attention,
)

torch.set_num_threads(threads)
torch.manual_seed(0)
# Numbers below 1e-38 count as zero, which is not PyTorch's default.
flushes = "FLUSHES_SUBNORMALS" in os.environ
if flushes:
    torch.set_flush_denormal(True)


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


def images_step():
    x, y = map(torch.from_numpy, images(1280))
    x, y = x.permute(0, 3, 1, 2).contiguous(memory_format=torch.channels_last), y.long()
    net = Sequential(
        nn.Conv2d(1, 32, 3), ReLU(), nn.Conv2d(32, 64, 3), ReLU(), nn.MaxPool2d(2), nn.Flatten(),
        Linear(9216, 128), ReLU(), Linear(128, 10),
    ).to(memory_format=torch.channels_last)
    adam = torch.optim.Adam(net.parameters(), lr=1e-3, fused=True)

    def steps():
        for start in range(0, 1280, 128):
            update(adam, cross_entropy(net(x[start : start + 128]), y[start : start + 128]))

    return seconds(steps, repetitions, parts=10)


class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(128, bias=False), nn.LayerNorm(128, bias=False)
        self.qkv, self.join = Linear(128, 384, bias=False), Linear(128, 128, bias=False)
        self.wide, self.narrow = Linear(128, 512, bias=False), Linear(512, 128, bias=False)

    def forward(self, x):
        batch, time, width = x.shape
        heads = (
            part.view(batch, time, 4, width // 4).transpose(1, 2)
            for part in self.qkv(self.norm1(x)).split(width, 2)
        )
        seen = scaled_dot_product_attention(*heads, is_causal=True)
        x = x + self.join(seen.transpose(1, 2).reshape(batch, time, width))
        return x + self.narrow(gelu(self.wide(self.norm2(x))))


class Characters(nn.Module):
    def __init__(self):
        super().__init__()
        self.letters, self.places = nn.Embedding(65, 128), nn.Embedding(64, 128)
        self.blocks = Sequential(*(Block() for _ in range(4)))
        self.norm, self.head = nn.LayerNorm(128, bias=False), Linear(128, 65, bias=False)

    def forward(self, x):
        x = self.letters(x) + self.places(torch.arange(x.shape[1]))
        return self.head(self.norm(self.blocks(x)))


def text_step():
    x, y = (torch.from_numpy(a).long() for a in windows(240))
    net = Characters()
    adam = torch.optim.AdamW(
        net.parameters(), lr=1e-3, betas=(0.9, 0.99), weight_decay=0.1, fused=True)

    def steps():
        for rows in torch.randperm(len(x)).split(12):
            adam.zero_grad(set_to_none=True)
            cross_entropy(net(x[rows]).flatten(0, 1), y[rows].flatten()).backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            adam.step()

    return seconds(steps, repetitions, parts=20)


def memory_step():
    x, y = (torch.from_numpy(a).long() for a in windows(640))
    lstm, head = nn.LSTM(65, 128, batch_first=True), Linear(128, 65)
    adam = torch.optim.Adam([*lstm.parameters(), *head.parameters()], lr=1e-3, fused=True)

    def steps():
        for rows in torch.randperm(len(x)).split(32):
            logits = head(lstm(one_hot(x[rows], 65).float())[0])
            update(adam, cross_entropy(logits.flatten(0, 1), y[rows].flatten()))

    return seconds(steps, repetitions, parts=20)


def plane_step():
    x, y = map(torch.from_numpy, plane(1600))
    net = Sequential(Linear(2, 8), Tanh(), Linear(8, 8), Tanh(), Linear(8, 1), Tanh())
    sgd = torch.optim.SGD(net.parameters(), lr=0.03)

    def steps():
        for start in range(0, 1600, 16):
            update(sgd, mse_loss(net(x[start : start + 16]), y[start : start + 16]))

    return seconds(steps, 5 * repetitions, parts=100)


def start():
    """One update of the article's net, and the end."""
    net = Sequential(Linear(784, 256), ReLU(), Linear(256, 1))
    logits = net(torch.rand(32, 784))
    adam = torch.optim.Adam(net.parameters(), lr=1e-3)
    update(adam, binary_cross_entropy_with_logits(logits, torch.ones(32, 1)))
    sys.exit()


work = {
    "A": article_epoch, "B": classes_epoch, "C": images_step, "D": text_step, "E": memory_step,
    "F": plane_step, "S": start,
}[workload]
report("PyTorch flushing" if flushes else "PyTorch", workload, threads, work())
