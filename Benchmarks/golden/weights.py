"""What weights of samples do to metrics, after scikit-learn's definitions of sample_weight, in plain NumPy.

precision, recall, F1, accuracy and the mean errors are those of weighted counts and means; the area under
the ROC curve counts each pair of a positive and a negative sample by the product of its weights, ties one half.
Losses follow Keras 3's sum_over_batch_size: the sum of weighted losses over the number of samples.
"""

import numpy as np

from golden_file import GoldenFile

out = GoldenFile("weights.txt", "weights.py", f"NumPy {np.__version__}")


def ratio(a, b):
    return a / b if b else 0.0


def classes(index):
    random = np.random.default_rng(100 + index)
    n = int(random.integers(8, 40))
    y = random.integers(0, 2, n)
    y[:2] = [0, 1]
    share = np.clip(np.round(random.uniform(size=n) * 0.7 + 0.3 * y, 1 if index % 2 else 6), 0.01, 0.99)
    w = random.uniform(0.1, 3, n)
    w[2] = 0
    out.case(f"classes/{index}")
    out.tensor("y_true", y, "int32")
    out.tensor("y_pred", share)
    out.tensor("weights", w)
    guess = (share > 0.5).astype(int)
    rows = []
    for label in (0, 1):
        hits = w[(y == label) & (guess == label)].sum()
        guesses, truths = w[guess == label].sum(), w[y == label].sum()
        rows.append([ratio(hits, guesses), ratio(hits, truths), ratio(2 * hits, guesses + truths)])
    rows = np.array(rows)
    out.tensor("scores", rows.T)
    out.tensor("macro", rows.mean(axis=0))
    truths = np.array([w[y == label].sum() for label in (0, 1)])
    out.tensor("weighted", truths @ rows / truths.sum())
    out.tensor("accuracy", np.float64(w[y == guess].sum() / w.sum()))
    p, q = share[y == 1], share[y == 0]
    pairs = np.where(p[:, None] > q, 1.0, np.where(p[:, None] == q, 0.5, 0.0))
    product = w[y == 1][:, None] * w[y == 0]
    out.tensor("auc", np.float64((pairs * product).sum() / product.sum()))
    recall_before, total = 0.0, 0.0
    for threshold in np.unique(share)[::-1]:
        above = share >= threshold
        found = w[above & (y == 1)].sum()
        recall = found / w[y == 1].sum()
        if recall > recall_before:
            total += (recall - recall_before) * found / w[above].sum()
        recall_before = recall
    out.tensor("average_precision", np.float64(total))
    surprise = -np.where(y == 1, np.log(share), np.log(1 - share))
    out.tensor("loss", np.float64((w * surprise).sum() / n))
    out.tensor("log_loss", np.float64((w * surprise).sum() / w.sum()))


def numbers(index):
    random = np.random.default_rng(200 + index)
    n = int(random.integers(5, 40))
    y = random.normal(size=n) * 3 + 7
    p = y + random.normal(size=n)
    w = random.uniform(0, 2, n)
    out.case(f"numbers/{index}")
    out.tensor("y_true", y)
    out.tensor("y_pred", p)
    out.tensor("weights", w)
    mean = np.average(y, weights=w)
    squares = np.average((y - p) ** 2, weights=w)
    out.tensor(
        "errors",
        np.array(
            [
                squares,
                np.sqrt(squares),
                np.average(abs(y - p), weights=w),
                1 - (w * (y - p) ** 2).sum() / (w * (y - mean) ** 2).sum(),
            ]
        ),
    )
    out.tensor("mean", np.float64(mean))
    out.tensor("loss", np.float64((w * (y - p) ** 2).sum() / n))


for index in range(12):
    classes(index)
for index in range(8):
    numbers(index)
out.write()
