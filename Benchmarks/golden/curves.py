"""Curves over thresholds, calibration and quartiles as scikit-learn and NumPy compute them: 12 problems from seeds.

Among them are equal scores, few samples and weights.
"""

import warnings

import numpy as np
import sklearn
from sklearn import calibration, metrics

from golden_file import GoldenFile

warnings.simplefilter("ignore")
out = GoldenFile("curves.txt", "curves.py", f"scikit-learn {sklearn.__version__}, NumPy")

for seed in range(12):
    random = np.random.default_rng(seed)
    count = int(random.integers(6, 40))
    truth = random.integers(0, 2, count)
    truth[:2] = [0, 1]
    score = 1 / (1 + np.exp(-(random.normal(size=count) + truth)))
    if seed % 3 == 0:
        score = np.round(score, 1)
    weight = random.integers(1, 5, count) if seed % 4 == 1 else None
    out.case(f"curve/{seed}")
    out.tensor("truth", truth, "int32")
    out.tensor("score", score)
    out.tensor("weight", np.ones(count) if weight is None else weight.astype(float))
    alarms, recall, cuts = metrics.roc_curve(
        truth, score, sample_weight=weight, drop_intermediate=False
    )
    out.tensor("alarms", alarms)
    out.tensor("recall", recall)
    out.tensor("cuts", cuts[1:])
    precision, found, _ = metrics.precision_recall_curve(truth, score, sample_weight=weight)
    # From the highest threshold on, without the point that scikit-learn adds.
    out.tensor("precision", precision[:-1][::-1])
    out.tensor("auc", np.float64(metrics.roc_auc_score(truth, score, sample_weight=weight)))
    out.tensor(
        "average_precision",
        np.float64(metrics.average_precision_score(truth, score, sample_weight=weight)),
    )
    if weight is None:
        rates, means = calibration.calibration_curve(truth, score, n_bins=10)
        out.tensor("rates", rates)
        out.tensor("means", means)
    out.tensor("quartiles", np.quantile(score, [0.25, 0.5, 0.75]))
out.write()
