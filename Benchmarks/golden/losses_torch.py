"""Losses that Keras on TensorFlow computes in float32 only: CTC, by PyTorch in float64."""

import numpy as np
import torch

from golden_file import GoldenFile, mixed

out = GoldenFile("losses_torch.txt", "losses_torch.py", f"PyTorch {torch.__version__}")


def ctc(name, labels, logits):
    labels = torch.tensor(labels)
    logits = torch.tensor(logits, requires_grad=True)
    lengths = (labels != 0).sum(dim=1)
    times = torch.full([len(labels)], logits.shape[1])
    scores = torch.log_softmax(logits, dim=2).transpose(0, 1)
    samples = torch.nn.functional.ctc_loss(scores, labels, times, lengths, blank=0, reduction="none")
    value = samples.mean()
    value.backward()
    out.case(name, word="ctc")
    out.tensor("y_true", labels.numpy(), "int32")
    out.tensor("y_pred", logits.detach().numpy())
    out.tensor("samples", samples.detach().numpy())
    out.tensor("value", value.item(), "float64")
    out.tensor("dy_pred", logits.grad.numpy())


# Labels of several lengths, repeated labels that need a blank between them, and just enough time.
ctc("ctc", [[1, 2, 3], [2, 2, 0], [3, 0, 0]], mixed([3, 6, 4], 60, -2, 2))
ctc("ctc/tight", [[1, 2, 1]], mixed([1, 3, 3], 61, -1, 1))
ctc("ctc/repeated", [[2, 2]], mixed([1, 3, 3], 62, -1, 1))
ctc("ctc/long", np.floor(mixed([2, 7], 63, 1, 6)).astype(int), mixed([2, 30, 6], 64, -3, 3))
out.write()
