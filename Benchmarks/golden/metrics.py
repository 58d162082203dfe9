"""Metrics by their definitions in NumPy, each checked against Keras 3 where Keras has it.

Division by zero gives 0. `auc` is the exact rank statistic; `thresholds=200` is Keras's.
"""

import os

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["CUDA_VISIBLE_DEVICES"] = ""

import keras
import numpy as np

from golden_file import GoldenFile, mixed

out = GoldenFile("metrics.txt", "metrics.py", f"NumPy, checked with Keras {keras.__version__}")


def agree(ours, metric, *arguments):
    metric.update_state(*arguments)
    theirs = np.asarray(metric.result())
    assert np.allclose(ours, theirs, atol=2e-6), (metric.name, ours, theirs)


def case(name, y_true, y_pred, labels):
    out.case(name)
    out.tensor("y_true", y_true, "int32" if labels else "float64")
    out.tensor("y_pred", y_pred, "float64")


def confusion(truth, guess, classes):
    table = np.zeros((classes, classes))
    for t, g in zip(truth, guess):
        table[t, g] += 1
    return table


def ratio(a, b):
    return np.divide(a, b, out=np.zeros_like(np.asarray(a, dtype=float)), where=np.asarray(b) != 0)


def per_class(table):
    hits, predicted, actual = np.diag(table), table.sum(axis=0), table.sum(axis=1)
    precision, recall = ratio(hits, predicted), ratio(hits, actual)
    return precision, recall, ratio(2 * hits, predicted + actual), actual


def averages(values, table, kind):
    precision, recall, f1, actual = per_class(table)
    if kind == "micro":
        hits = np.diag(table).sum()
        return hits / table.sum()
    if kind == "macro":
        return values.mean()
    return (values * actual).sum() / actual.sum()


def exact_auc(truth, score):
    """P(score of a positive > score of a negative) + ½ P(equal)."""
    positive, negative = score[truth == 1], score[truth == 0]
    if len(positive) == 0 or len(negative) == 0:
        return 0.0
    wins = (positive[:, None] > negative[None, :]).sum()
    ties = (positive[:, None] == negative[None, :]).sum()
    return (wins + ties / 2) / (len(positive) * len(negative))


# Classes as rows of probabilities whose largest is the given class.
def rows(classes, guess, seed):
    noise = mixed([len(guess), classes], seed, 0.01, 0.4)
    noise[np.arange(len(guess)), guess] += 1
    return noise / noise.sum(axis=1, keepdims=True)


CASES = {
    "design": (3, [0, 1, 2, 2, 1, 0, 2], [0, 2, 2, 2, 1, 0, 1]),
    "never_predicted": (4, [0, 1, 2, 3, 3, 1], [0, 1, 1, 0, 0, 1]),
    "never_present": (4, [0, 1, 1, 0, 2, 2], [3, 1, 1, 3, 2, 0]),
    "perfect": (3, [0, 1, 2], [0, 1, 2]),
    "many": (
        6,
        np.floor(mixed([120], 21, 0, 6)).astype(int),
        np.where(mixed([120], 22, 0, 1) < 0.7, np.floor(mixed([120], 21, 0, 6)), np.floor(mixed([120], 23, 0, 6))).astype(int),
    ),
}
for index, (name, (classes, truth, guess)) in enumerate(CASES.items()):
    truth, guess = np.asarray(truth), np.asarray(guess)
    y_pred, one_hot = rows(classes, guess, 30 + index), np.eye(classes)[truth]
    table = confusion(truth, guess, classes)
    precision, recall, f1, _ = per_class(table)
    accuracy = (truth == guess).mean()
    agree(accuracy, keras.metrics.SparseCategoricalAccuracy(), truth, y_pred)
    agree(f1, keras.metrics.F1Score(average=None), one_hot, y_pred)
    case(f"classes/{name}", truth, y_pred, labels=True)
    out.tensor("one_hot", one_hot, "float64")
    out.tensor("accuracy", accuracy)
    out.tensor("confusion", table)
    for values, word in [(precision, "precision"), (recall, "recall"), (f1, "f1_score")]:
        out.tensor(word, values)
        for kind in ["macro", "micro", "weighted"]:
            result = averages(values, table, kind)
            if word == "f1_score":
                agree(result, keras.metrics.F1Score(average=kind), one_hot, y_pred)
            out.tensor(f"{word}:average={kind}", result)

# Two classes by one probability; above ½ is 1, exactly ½ is 0.
BINARY = {
    "plain": ([1, 0, 1, 1, 0, 0, 1, 0], [0.9, 0.2, 0.4, 0.8, 0.7, 0.1, 0.5, 0.5]),
    "ties": ([1, 0, 1, 0, 1, 0], [0.5, 0.5, 0.7, 0.7, 0.2, 0.2]),
    "none_predicted": ([1, 0, 1], [0.1, 0.2, 0.3]),
    "none_present": ([0, 0, 0], [0.1, 0.9, 0.3]),
    "many": (np.round(mixed([100], 24, 0, 1)).astype(int),
             np.round(np.clip(0.5 * np.round(mixed([100], 24, 0, 1)) + mixed([100], 25, 0, 0.5), 0, 1), 2)),
}
for name, (truth, score) in BINARY.items():
    truth, score = np.asarray(truth), np.asarray(score, dtype=float)
    guess = (score > 0.5).astype(int)
    table = confusion(truth, guess, 2)
    precision, recall, f1, _ = per_class(table)
    y_true, y_pred = truth[:, None].astype(float), score[:, None]
    agree((truth == guess).mean(), keras.metrics.BinaryAccuracy(), y_true, y_pred)
    agree(precision[1], keras.metrics.Precision(), y_true, y_pred)
    agree(recall[1], keras.metrics.Recall(), y_true, y_pred)
    agree(f1[1:], keras.metrics.F1Score(threshold=0.5), y_true, y_pred)
    case(f"binary/{name}", y_true, y_pred, labels=False)
    out.tensor("accuracy", (truth == guess).mean())
    out.tensor("confusion", table)
    out.tensor("precision", precision[1])
    out.tensor("recall", recall[1])
    out.tensor("f1_score", f1[1])
    out.tensor("auc", exact_auc(truth, score))
    if name == "many":
        approximate = keras.metrics.AUC(num_thresholds=200)
        approximate.update_state(y_true, y_pred)
        out.tensor("auc:thresholds=200", float(approximate.result()))
out.write()
