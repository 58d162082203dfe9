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


def cohen_kappa(table):
    total = table.sum()
    chance = (table.sum(axis=0) * table.sum(axis=1)).sum() / total**2
    return 0.0 if chance == 1 else (np.trace(table) / total - chance) / (1 - chance)


def mcc(table):
    """The correlation of one-hot truths and guesses over all samples and classes (Gorodkin 2004)."""
    truth, guess = [], []
    for t, g in np.ndindex(*table.shape):
        truth += [np.eye(len(table))[t]] * int(table[t, g])
        guess += [np.eye(len(table))[g]] * int(table[t, g])
    x, y = np.array(truth), np.array(guess)
    x, y = x - x.mean(axis=0), y - y.mean(axis=0)
    size = np.sqrt((x * x).sum() * (y * y).sum())
    # Rounding leaves a trace where there is no correlation at all.
    result = 0.0 if size == 0 else (x * y).sum() / size
    return result if abs(result) > 1e-12 else 0.0


def overlaps(table):
    hits, union = np.diag(table), table.sum(axis=0) + table.sum(axis=1) - np.diag(table)
    return ratio(hits, union), union > 0


def fbeta(table, beta):
    precision, recall, _, _ = per_class(table)
    return ratio((1 + beta**2) * precision * recall, beta**2 * precision + recall)


def average_precision(truth, score):
    """The sum over falling thresholds of (R_n - R_n-1) P_n."""
    if truth.sum() == 0:
        return 0.0
    area, last = 0.0, 0.0
    for threshold in sorted(set(score), reverse=True):
        passed = score >= threshold
        recall = (passed & (truth == 1)).sum() / (truth == 1).sum()
        area += (recall - last) * (passed & (truth == 1)).sum() / passed.sum()
        last = recall
    return area


def calibration_error(confidence, right, bins=10):
    error = 0.0
    for number in range(bins):
        low, high = number / bins, (number + 1) / bins
        inside = (confidence > low) & (confidence <= high) if number else confidence <= high
        if inside.any():
            error += inside.mean() * abs(right[inside].mean() - confidence[inside].mean())
    return error


def specificity(table):
    """TN / (TN + FP) of each class; NaN for classes that occur nowhere."""
    total, hits = table.sum(), np.diag(table)
    others = total - table.sum(axis=1)
    return ratio(others - table.sum(axis=0) + hits, others), (table.sum(axis=0) + table.sum(axis=1)) > 0


def operating_points(truth, score):
    """(precision, recall, specificity) from each score on, and above all of them."""
    points = [(-np.inf, 0.0, 1.0)]
    for threshold in set(score):
        passed = score >= threshold
        points.append((
            (passed & (truth == 1)).sum() / passed.sum(),
            (passed & (truth == 1)).sum() / (truth == 1).sum(),
            (~passed & (truth == 0)).sum() / (truth == 0).sum(),
        ))
    return points


def best(points, kept, share, wanted):
    return max([point[wanted] for point in points if point[kept] >= share and point[wanted] > -np.inf], default=0.0)


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
    out.tensor("cohen_kappa", cohen_kappa(table))
    out.tensor("mcc", mcc(table))
    shares, occurs = overlaps(table)
    agree(shares[occurs].mean(), keras.metrics.MeanIoU(classes), truth, guess)
    kept, present = specificity(table)
    out.tensor("specificity", np.where(present, kept, np.nan) if present.all() else kept)
    out.tensor("specificity:average=macro", kept[present].mean())
    true = table.sum(axis=1) > 0
    out.tensor("balanced_accuracy", recall[true].mean())
    out.tensor("iou", shares)
    out.tensor("iou:average=macro", shares[occurs].mean())
    agree(fbeta(table, 2.0), keras.metrics.FBetaScore(average=None, beta=2.0), one_hot, y_pred)
    out.tensor("fbeta:beta=2", fbeta(table, 2.0))
    out.tensor("fbeta:average=macro:beta=0.5", fbeta(table, 0.5).mean())
    for k in [1, 2, 3]:
        own = y_pred[np.arange(len(truth)), truth][:, None]
        result = ((y_pred > own).sum(axis=1) < k).mean()
        agree(result, keras.metrics.SparseTopKCategoricalAccuracy(k=k), truth, y_pred.astype("float32"))
        out.tensor(f"top_k_accuracy:k={k}", result)
    agree(accuracy, keras.metrics.CategoricalAccuracy(), one_hot, y_pred)
    likelihood = -np.log(np.clip(y_pred[np.arange(len(truth)), truth], 1e-7, 1 - 1e-7))
    agree(likelihood.mean(), keras.metrics.SparseCategoricalCrossentropy(), truth, y_pred)
    out.tensor("log_loss", likelihood.mean())
    out.tensor("perplexity", np.exp(likelihood.mean()))
    out.tensor("bits_per_character", likelihood.mean() / np.log(2))
    out.tensor("brier", ((y_pred - one_hot) ** 2).sum(axis=1).mean())
    out.tensor("expected_calibration_error", calibration_error(y_pred.max(axis=1), truth == guess))
    out.tensor("average_precision", np.mean([average_precision(one_hot[:, c], y_pred[:, c]) for c in range(classes) if one_hot[:, c].any()]))
    case(f"sparse/{name}", truth, y_pred, labels=True)
    out.tensor("sparse_categorical_accuracy", accuracy)
    case(f"one_hot/{name}", one_hot, y_pred, labels=False)
    out.tensor("categorical_accuracy", accuracy)

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
    for word, metric, count in [
        ("true_positives", keras.metrics.TruePositives(), ((guess == 1) & (truth == 1)).sum()),
        ("false_positives", keras.metrics.FalsePositives(), ((guess == 1) & (truth == 0)).sum()),
        ("true_negatives", keras.metrics.TrueNegatives(), ((guess == 0) & (truth == 0)).sum()),
        ("false_negatives", keras.metrics.FalseNegatives(), ((guess == 0) & (truth == 1)).sum()),
    ]:
        agree(count, metric, y_true, y_pred)
        out.tensor(word, float(count))
    out.tensor("true_positives:threshold=0.3", float(((score > 0.3) & (truth == 1)).sum()))
    if 0 < np.sum(truth) < np.size(truth):
        points = operating_points(truth, score)
        out.tensor("precision_at_recall:recall=0.6", best(points, 1, 0.6, 0))
        out.tensor("recall_at_precision:precision=0.6", best(points, 0, 0.6, 1))
        out.tensor("recall_at_precision:precision=1", best(points, 0, 1.0, 1))
        out.tensor("sensitivity_at_specificity:specificity=0.75", best(points, 2, 0.75, 1))
        out.tensor("specificity_at_sensitivity:sensitivity=0.6", best(points, 1, 0.6, 2))
        out.tensor("auc", exact_auc(truth, score))
    out.tensor("binary_accuracy", (truth == guess).mean())
    agree((truth == (score > 0.3)).mean(), keras.metrics.BinaryAccuracy(threshold=0.3), y_true, y_pred)
    out.tensor("binary_accuracy:threshold=0.3", (truth == (score > 0.3)).mean())
    out.tensor("cohen_kappa", cohen_kappa(table))
    out.tensor("mcc", mcc(table))
    if np.any(truth):
        out.tensor("average_precision", average_precision(truth, score))
    likelihood = -np.log(np.clip(np.where(truth == 1, score, 1 - score), 1e-7, 1 - 1e-7))
    agree(likelihood.mean(), keras.metrics.BinaryCrossentropy(), y_true, y_pred)
    out.tensor("log_loss", likelihood.mean())
    out.tensor("brier", ((score - truth) ** 2).mean())
    confidence = np.maximum(score, 1 - score)
    out.tensor("expected_calibration_error", calibration_error(confidence, truth == guess))
    out.tensor("expected_calibration_error:bins=4", calibration_error(confidence, truth == guess, 4))
    if name == "many":
        approximate = keras.metrics.AUC(num_thresholds=200)
        approximate.update_state(y_true, y_pred)
        out.tensor("auc:thresholds=200", float(approximate.result()))

# Regression: one output, several, targets that do not vary.
NUMBERS = {
    "one": (mixed([20, 1], 70, -2, 3), mixed([20, 1], 71, -2, 3)),
    "several": (mixed([15, 3], 72, -2, 3), mixed([15, 3], 73, -2, 3)),
    "near": (mixed([15, 2], 74, 100, 103), mixed([15, 2], 74, 100, 103) + mixed([15, 2], 75, -0.1, 0.1)),
}
for name, (truth, guess) in NUMBERS.items():
    r2 = (1 - ((truth - guess) ** 2).sum(axis=0) / ((truth - truth.mean(axis=0)) ** 2).sum(axis=0)).mean()
    rmse = np.sqrt(((truth - guess) ** 2).mean())
    agree(rmse, keras.metrics.RootMeanSquaredError(), truth, guess)
    if name != "near":
        agree(r2, keras.metrics.R2Score(), truth, guess)
    case(f"numbers/{name}", truth, guess, labels=False)
    out.tensor("root_mean_squared_error", rmse)
    out.tensor("r2_score", r2)
    errors = truth - guess
    out.tensor("explained_variance", np.mean(1 - errors.var(axis=0) / truth.var(axis=0)))
    pearson = [np.corrcoef(truth[:, i], guess[:, i])[0, 1] for i in range(truth.shape[1])]
    out.tensor("pearson_correlation", np.mean(pearson))
    distance = (truth.mean(axis=0) - guess.mean(axis=0)) ** 2
    covariance = ((truth - truth.mean(axis=0)) * (guess - guess.mean(axis=0))).mean(axis=0)
    out.tensor("concordance_correlation", np.mean(2 * covariance / (truth.var(axis=0) + guess.var(axis=0) + distance)))


# Sequences of tokens: the definitions, written plainly.
def grams(tokens, n):
    counts = {}
    for start in range(len(tokens) - n + 1):
        run = tuple(tokens[start : start + n])
        counts[run] = counts.get(run, 0) + 1
    return counts


def bleu(references, candidates, n=4):
    logs = 0.0
    for order in range(1, n + 1):
        hits, total = 0, 0
        for reference, candidate in zip(references, candidates):
            known, own = grams(reference, order), grams(candidate, order)
            hits += sum(min(count, known.get(run, 0)) for run, count in own.items())
            total += sum(own.values())
        if hits == 0:
            return 0.0
        logs += np.log(hits / total) / n
    length, wanted = sum(map(len, candidates)), sum(map(len, references))
    return np.exp(logs + min(0.0, 1 - wanted / length))


def common(a, b):
    if not a or not b:
        return 0
    if a[-1] == b[-1]:
        return common(a[:-1], b[:-1]) + 1
    return max(common(a[:-1], b), common(a, b[:-1]))


def edits(a, b):
    table = np.arange(len(b) + 1)[None, :] + np.arange(len(a) + 1)[:, None]
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            table[i + 1, j + 1] = min(table[i, j + 1] + 1, table[i + 1, j] + 1, table[i, j] + (x != y))
    return table[-1, -1]


def rouge(overlap, references, candidates):
    return np.mean([2 * overlap(r, c) / (len(r) + len(c)) for r, c in zip(references, candidates)])


def shared_words(a, b):
    return sum(min(a.count(word), b.count(word)) for word in set(a))


TOKENS = {
    "pairs": ([[1, 2, 3, 4, 5, 6], [2, 2, 3, 1, 1, 5]], [[1, 2, 3, 4, 6, 5], [2, 3, 2, 3, 1, 1]]),
    "row": ([[4, 1, 2, 3, 4, 5, 6, 7]], [[4, 1, 2, 3, 5, 5, 6, 7]]),
    "nothing": ([[1, 2, 3, 4]], [[5, 6, 7, 8]]),
}
for name, (truth, guess) in TOKENS.items():
    out.case(f"tokens/{name}")
    out.tensor("y_true", truth, "int32")
    out.tensor("y_pred", guess, "int32")
    out.tensor("bleu", float(bleu(truth, guess)), "float64")
    out.tensor("bleu:n=2", float(bleu(truth, guess, 2)), "float64")
    out.tensor("rouge_1", float(rouge(shared_words, truth, guess)), "float64")
    out.tensor("rouge_l", float(rouge(common, truth, guess)), "float64")
    rate = sum(edits(a, b) for a, b in zip(truth, guess)) / sum(map(len, truth))
    out.tensor("word_error_rate", float(rate), "float64")
    out.tensor("character_error_rate", float(rate), "float64")


# Boxes: [image, class, x1, y1, x2, y2] and [image, class, score, x1, y1, x2, y2].
def overlap(a, b):
    width, height = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    inner = max(width, 0) * max(height, 0)
    return inner / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - inner)


def mean_average_precision(truth, guess, threshold=0.5):
    areas = []
    for kind in np.unique(truth[:, 1]):
        boxes = [list(row) for row in truth if row[1] == kind]
        free, hits, curve = [True] * len(boxes), 0, []
        for rank, row in enumerate(sorted((r for r in guess if r[1] == kind), key=lambda r: -r[2]), start=1):
            shares = [overlap(box[2:], row[3:]) if box[0] == row[0] else 0 for box in boxes]
            best = int(np.argmax(shares))
            if shares[best] >= threshold and free[best]:
                free[best] = False
                hits += 1
            curve.append((hits / len(boxes), hits / rank))
        # Precision at a recall is the highest at that recall or beyond.
        recalls = sorted({recall for recall, _ in curve if recall > 0})
        last, area = 0.0, 0.0
        for recall in recalls:
            area += (recall - last) * max(p for r, p in curve if r >= recall)
            last = recall
        areas.append(area)
    return np.mean(areas)


truth = np.array([[0, 0, 0, 0, 2, 2], [0, 0, 3, 3, 5, 6], [0, 1, 1, 1, 4, 4], [1, 0, 0, 0, 1, 1], [1, 1, 2, 2, 5, 5]], float)
guess = np.array([
    [0, 0, 0.9, 0, 0, 2, 1.8], [0, 0, 0.8, 0.1, 0, 2, 2], [0, 0, 0.7, 3, 3, 5, 5], [1, 0, 0.6, 3, 3, 4, 4],
    [0, 1, 0.5, 1, 1, 4, 3.5], [1, 1, 0.95, 0, 0, 1, 1], [1, 1, 0.4, 2, 2.5, 5, 5], [1, 0, 0.3, 0, 0, 1, 1.1],
])
case("boxes", truth, guess, labels=False)
out.tensor("mean_average_precision", mean_average_precision(truth, guess))
out.tensor("mean_average_precision:threshold=0.75", mean_average_precision(truth, guess, 0.75))
out.write()
