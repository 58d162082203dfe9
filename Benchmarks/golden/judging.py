"""What an evaluation says of classes and numbers, as scikit-learn says it: 60 problems from seeds.

Among them are classes that do not occur, class numbers from 1 on, one class only, several labels a
sample, and equal scores. Scores that scikit-learn does not define are left out.
"""

import warnings

import numpy as np
import sklearn
from sklearn import metrics
from sklearn.dummy import DummyClassifier

from golden_file import GoldenFile

warnings.simplefilter("ignore")
out = GoldenFile("judging.txt", "judging.py", f"scikit-learn {sklearn.__version__}")


def scores(truth, guess, labels):
    """Rows precision, recall, F1, support of each label; -1 where scikit-learn's report leaves it out."""
    own = np.array(
        metrics.precision_recall_fscore_support(truth, guess, labels=labels, zero_division=0)
    )
    for index, label in enumerate(labels):
        if not ((truth == label).any() or (guess == label).any()):
            own[:3, index] = -1
    out.tensor("scores", own)
    for average in ("macro", "weighted"):
        out.tensor(
            average,
            metrics.precision_recall_fscore_support(
                truth, guess, average=average, zero_division=0
            )[:3],
        )
    out.tensor("accuracy", np.float64(metrics.accuracy_score(truth, guess)))
    out.tensor("confusion", metrics.confusion_matrix(truth, guess, labels=labels))
    dummy = DummyClassifier(strategy="most_frequent").fit(np.zeros((len(truth), 1)), truth)
    out.tensor("baseline", np.float64(dummy.score(np.zeros((len(truth), 1)), truth)))


def binary(seed):
    random = np.random.default_rng(seed)
    count = int(random.integers(4, 60))
    truth = random.integers(0, 2, count)
    if seed % 7 == 3:
        truth[:] = seed % 2
    logits = random.normal(size=count) + truth
    if seed % 3 == 0:
        logits = np.round(logits)
    threshold = [0.5, 0.3, 0.62][seed % 3]
    positive = 0 if seed % 4 == 1 else 1
    share = 1 / (1 + np.exp(-logits))
    out.case(f"binary/{seed}", positive=positive, threshold=threshold)
    out.tensor("y_true", truth, "int32")
    out.tensor("y_pred", logits)
    own = share if positive == 1 else 1 - share
    guess = np.where(own > threshold, positive, 1 - positive)
    scores(truth, guess, [0, 1])
    if len(set(truth)) == 2:
        out.tensor("auc", np.float64(metrics.roc_auc_score(truth == positive, own)))
        out.tensor(
            "average_precision", np.float64(metrics.average_precision_score(truth == positive, own))
        )


def classes(seed):
    random = np.random.default_rng(seed)
    width = int(random.integers(3, 7))
    count = int(random.integers(5, 80))
    low = 1 if seed % 3 == 1 else 0
    truth = random.integers(low, width, count)
    if seed % 5 == 2:
        truth[truth == width - 1] = low
    if seed % 11 == 4:
        truth[:] = 2
    logits = random.normal(size=(count, width))
    logits[np.arange(count), truth] += 1
    share = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    if seed % 2 == 0:
        share = np.round(share, 1)
    out.case(f"classes/{seed}")
    out.tensor("y_true", truth, "int32")
    out.tensor("y_pred", share)
    # Of equal scores the first, as in NumPy.
    scores(truth, np.argmax(share, axis=1), list(range(width)))
    known = [c for c in range(width) if 0 < (truth == c).sum() < count]
    if known:
        areas = [metrics.roc_auc_score(truth == c, share[:, c]) for c in known]
        out.tensor("auc", np.mean(areas))
    present = [c for c in range(width) if (truth == c).any()]
    out.tensor(
        "average_precision",
        np.mean([metrics.average_precision_score(truth == c, share[:, c]) for c in present]),
    )


def labels(seed):
    random = np.random.default_rng(seed)
    width, count = int(random.integers(2, 6)), int(random.integers(6, 40))
    truth = random.integers(0, 2, (count, width))
    # No row of ones and zeros alone must look like one class.
    truth[0], truth[1] = 1, 0
    if seed % 4 == 0:
        truth[:, 0] = 0
    logits = np.round((random.normal(size=(count, width)) + truth) * 4) / 4
    guess = (logits > 0).astype(int)
    out.case(f"labels/{seed}")
    out.tensor("y_true", truth, "float64")
    out.tensor("y_pred", logits)
    out.tensor(
        "scores", np.array(metrics.precision_recall_fscore_support(truth, guess, zero_division=0))
    )
    for average in ("macro", "micro", "weighted"):
        out.tensor(
            average,
            metrics.precision_recall_fscore_support(
                truth, guess, average=average, zero_division=0
            )[:3],
        )
    out.tensor("accuracy", np.float64((truth == guess).mean()))
    known = [c for c in range(width) if 0 < truth[:, c].sum() < count]
    out.tensor(
        "auc", np.mean([metrics.roc_auc_score(truth[:, c], logits[:, c]) for c in known])
    )
    present = [c for c in range(width) if truth[:, c].any()]
    out.tensor(
        "average_precision",
        np.mean([metrics.average_precision_score(truth[:, c], logits[:, c]) for c in present]),
    )


def numbers(seed):
    random = np.random.default_rng(seed)
    count = int(random.integers(2, 70))
    offset, scale = random.uniform(-1e5, 3e5), 10 ** random.uniform(-1, 5)
    truth = random.normal(size=count)
    answer = truth + random.normal(size=count) / 3
    out.case(f"numbers/{seed}", offset=repr(float(offset)), scale=repr(float(scale)))
    # On the scale that is learnt; scikit-learn gets the numbers of the data.
    out.tensor("y_true", truth)
    out.tensor("y_pred", answer)
    truth, answer = truth * scale + offset, answer * scale + offset
    for guess, name in ((answer, "errors"), (np.full(count, truth.mean()), "baseline")):
        out.tensor(
            name,
            [
                metrics.mean_squared_error(truth, guess),
                metrics.root_mean_squared_error(truth, guess),
                metrics.mean_absolute_error(truth, guess),
                metrics.r2_score(truth, guess),
            ],
        )


for kind, first, number in ((binary, 0, 18), (classes, 100, 18), (labels, 200, 12), (numbers, 300, 12)):
    for seed in range(first, first + number):
        kind(seed)
out.write()
