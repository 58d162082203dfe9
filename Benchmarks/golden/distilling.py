"""Losses of a student with a teacher and their gradients, in float64 by PyTorch.

alpha * T^2 * KL(teacher_T || student_T) + (1 - alpha) * loss, the mean over the batch (Hinton et al. 2015); of numbers the
mean squared distance from the teacher takes the place of the first term. Models give the logits that stand here through
`ends`: softmax, log_softmax, sigmoid or nothing.
"""

import torch
import torch.nn.functional as F

from golden_file import GoldenFile

out = GoldenFile("distilling.txt", "distilling.py", f"PyTorch {torch.__version__}")


def case(name, shape, seed, temperature, alpha, kind, student, teacher, weights=None):
    out.case(name, temperature=temperature, alpha=alpha, kind=kind, student=student, teacher=teacher)
    z = torch.from_numpy(out.formula("student", shape, seed, -3.0, 3.0)).requires_grad_()
    t = torch.from_numpy(out.formula("teacher", shape, seed + 1, -4.0, 4.0))
    factors = torch.ones(shape[0], dtype=torch.float64)
    if weights is not None:
        factors = torch.tensor(weights, dtype=torch.float64)
        out.tensor("weights", factors.numpy())
    if kind == "classes":
        labels = torch.arange(shape[0]) * 7 % shape[-1]
        out.tensor("targets", labels.numpy().astype("int32"))
        hard = F.cross_entropy(z, labels, reduction="none")
        soft = F.kl_div(
            F.log_softmax(z / temperature, -1), F.log_softmax(t / temperature, -1), reduction="none",
            log_target=True).sum(-1) * temperature**2
    elif kind == "shares":
        labels = (torch.arange(shape[0] * shape[1]) * 5 % 3 == 0).double().reshape(shape)
        out.tensor("targets", labels.numpy())
        hard = F.binary_cross_entropy_with_logits(z, labels, reduction="none").mean(-1)
        q = torch.sigmoid(t / temperature)
        coins = F.binary_cross_entropy_with_logits(z / temperature, q, reduction="none") \
            - F.binary_cross_entropy(q, q, reduction="none")
        soft = coins.mean(-1) * temperature**2
    else:
        labels = t * 0.5 + 0.25
        out.tensor("targets", labels.numpy())
        hard = F.mse_loss(z, labels, reduction="none").mean(-1)
        soft = F.mse_loss(z, t, reduction="none").mean(-1)
    loss = ((alpha * soft + (1 - alpha) * hard) * factors).mean()
    out.tensor("loss", loss.detach().numpy())
    out.tensor("gradient", torch.autograd.grad(loss, z)[0].numpy())


case("classes", [8, 10], 1, 4, 0.7, "classes", "softmax", "softmax")
case("teacher_of_logits", [6, 5], 2, 2.5, 0.3, "classes", "softmax", "linear")
case("student_of_logits", [6, 5], 3, 1, 0.5, "classes", "linear", "log_softmax")
case("teacher_alone", [5, 3], 4, 20, 1, "classes", "softmax", "softmax")
case("targets_alone", [5, 3], 5, 4, 0, "classes", "softmax", "softmax")
case("weighted", [5, 3], 6, 4, 0.7, "classes", "softmax", "softmax", [1, 0, 2, 0.5, 3])
case("yes_or_no", [7, 1], 7, 4, 0.7, "shares", "sigmoid", "sigmoid")
case("several_labels", [7, 4], 8, 2, 0.4, "shares", "sigmoid", "linear")
case("numbers", [6, 3], 9, 4, 0.7, "numbers", "linear", "linear")
out.write()
