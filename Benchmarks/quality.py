#!/usr/bin/env python3
"""Real tables and texts judged beside scikit-learn on the same rows.

Usage: quality.py DATA NABLA [set …]   (numpy and scikit-learn; DATA is the folder of the real data sets)

For each of five seeds the rows are split 80 : 20, classes in their shares, and written to two files line by line as
they stand. nabla gets the two files and one line each to load, make, train and evaluate, with what it chooses itself
for columns and gaps. scikit-learn gets the same rows: gaps filled with medians, words one-hot, numbers standardized,
then logistic regression or ridge with their defaults, and histogram gradient boosting with its own; texts as TF-IDF of
words, or of characters where a language has no blanks. Printed is the mean over the seeds ± the standard deviation.
"""
import csv
import io
import os
import re
import subprocess
import sys
import tempfile

import numpy as np
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.metrics import accuracy_score, f1_score, r2_score
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

SEEDS = range(1, 6)
GAPS = {"", "?", "NA", "NaN", "nan", "null", "-"}
YES = "dense 1, activation=sigmoid"
WORDS = ("embedding 10000, 32; global_average_pooling1d; dense 16, activation=relu; " + YES)


def table(path, target, model, train, measure="accuracy", header=False, drop=(), separator=","):
    return dict(path=path, target=target, model=model, train=train, measure=measure, header=header,
                drop=drop, separator=separator, text=False)


def text(path, target, measure, train, header=False, separator=",", analyzer="word"):
    return dict(path=path, target=target, model=WORDS, train=train, measure=measure, header=header,
                drop=(), separator=separator, text=True, analyzer=analyzer)


T = "tabular-dev/"
SETS = {
    "iris": table(T + "iris.csv", 4, "dense 3, activation=softmax", "epochs=200, optimizer=adam(0.02)"),
    "WDBC": table(T + "wdbc.data", 1, "dense 16, activation=relu; " + YES, "epochs=20", drop=(0,)),
    "titanic": table(T + "titanic.csv", "survived", "dense 32, activation=relu; dropout 0.3; " + YES,
                     "epochs=30", header=True, drop=("alive",)),
    "penguins": table(T + "penguins.csv", "species", "dense 16, activation=relu; dense 3, activation=softmax",
                      "epochs=60", header=True),
    "Pima": table(T + "pima-indians-diabetes.csv", 8, "dense 16, activation=relu; " + YES, "epochs=30"),
    "sonar": table(T + "sonar.csv", 60, "dense 32, activation=relu; " + YES, "epochs=60"),
    "banknote": table(T + "banknote_authentication.csv", 4, "dense 16, activation=relu; " + YES, "epochs=60"),
    "wine quality": table(T + "winequality-red.csv", 11, "dense 32, activation=relu; dense 6, activation=softmax",
                          "epochs=50"),
    "horse colic": table(T + "horse-colic.csv", 23, "dense 16, activation=relu; dropout 0.5; " + YES, "epochs=30"),
    "California": table(T + "california-housing.csv", "median_house_value",
                        "dense 64, activation=relu; dense 64, activation=relu; dense 1", "epochs=20", "r2_score",
                        header=True),
    "Boston": table(T + "boston-housing.csv", 13, "dense 32, activation=relu; dense 1",
                    "epochs=150, optimizer=adam(0.005)", "r2_score"),
    "mpg": table(T + "mpg.csv", "mpg", "dense 32, activation=relu; dense 1", "epochs=100, optimizer=adam(0.005)",
                 "r2_score", header=True),
    "tips": table(T + "tips.csv", "tip", "dense 1", "epochs=60, optimizer=adam(0.01)", "r2_score", header=True),
    "auto insurance": table(T + "auto-insurance.csv", 1, "dense 1", "epochs=200, optimizer=adam(0.01)", "r2_score"),
    "sms-spam": text("sms-spam/sms.tsv", 0, "f1_score", "epochs=12", separator="\t"),
    "waimai": text("zh-waimai10k/waimai_10k.csv", "label", "accuracy", "epochs=6", header=True, analyzer="char"),
}


def records(raw, separator):
    """The file as records of raw text: quoted line ends stay inside; between tabs quotes are letters."""
    if separator == "\t":
        return [line for line in raw.splitlines(keepends=True) if line.strip()]
    lines, record = [], ""
    for line in raw.splitlines(keepends=True):
        record += line
        if record.count('"') % 2 == 0:
            if record.strip():
                lines.append(record if record.endswith("\n") else record + "\n")
            record = ""
    return lines


def fields(lines, separator):
    quoting = csv.QUOTE_NONE if separator == "\t" else csv.QUOTE_MINIMAL
    return list(csv.reader(io.StringIO("".join(lines)), delimiter=separator, quoting=quoting))


def number(value):
    try:
        return float(value)
    except ValueError:
        return None


def features(rows, keep):
    """Columns as arrays, which of them are numbers."""
    columns = [[None if r[c].strip() in GAPS else r[c].strip() for r in rows] for c in keep]
    numeric = [all(v is None or number(v) is not None for v in column) for column in columns]
    data = np.empty((len(rows), len(keep)), dtype=object)
    for place, (column, is_number) in enumerate(zip(columns, numeric)):
        data[:, place] = [
            (np.nan if v is None else float(v)) if is_number else ("gap" if v is None else v)
            for v in column]
    return data, numeric


def peers(spec, train, test, column):
    y_train, y_test = [r[column].strip() for r in train], [r[column].strip() for r in test]
    if spec["measure"] == "r2_score":
        y_train, y_test = np.array(y_train, float), np.array(y_test, float)
        measure, linear, boosting = r2_score, Ridge(), HistGradientBoostingRegressor(random_state=0)
    else:
        classes = sorted(set(y_train))
        measure = accuracy_score
        if spec["measure"] == "f1_score":
            measure = lambda truth, guess: f1_score(truth, guess, pos_label=classes[1])
        linear, boosting = LogisticRegression(max_iter=2000), HistGradientBoostingClassifier(random_state=0)
    if spec["text"]:
        other = 1 - column
        analyzer = dict(analyzer="char", ngram_range=(1, 2)) if spec["analyzer"] == "char" else {}
        model = make_pipeline(TfidfVectorizer(**analyzer), linear)
        model.fit([r[other] for r in train], y_train)
        return measure(y_test, model.predict([r[other] for r in test])), None
    keep = [c for c in range(len(train[0])) if c != column and c not in spec["dropped"]]
    data, numeric = features(train + test, keep)
    x_train, x_test = data[:len(train)], data[len(train):]
    words = [i for i, is_number in enumerate(numeric) if not is_number]
    numbers = [i for i, is_number in enumerate(numeric) if is_number]
    step = ColumnTransformer([
        ("numbers", make_pipeline(SimpleImputer(strategy="median"), StandardScaler()), numbers),
        ("words", OneHotEncoder(handle_unknown="ignore"), words)], sparse_threshold=0)
    found = []
    for model in (linear, boosting):
        whole = make_pipeline(step, model).fit(x_train, y_train)
        found.append(measure(y_test, whole.predict(x_test)))
    return tuple(found)


def nabla(binary, spec, folder, target, seed):
    drop = "".join(f'drop "{name}"; ' for name in spec["names_dropped"])
    steps = f" {{ {drop}}}" if drop else ""
    program = f"""seed {seed}
d = data csv("train.csv", target="{target}"){steps}
m = model d {{ {spec["model"]} }}
train m, d, {spec["train"]}
e = evaluate m, csv("test.csv", target="{target}"), metrics={spec["measure"]}
print "measure", e.{spec["measure"]}
"""
    done = subprocess.run([binary, "-"], input=program, cwd=folder, text=True, capture_output=True)
    found = re.search(r"^measure (\S+)$", done.stdout, re.M)
    if not found:
        sys.exit(f"nabla failed:\n{program}\n{done.stdout}\n{done.stderr}")
    return float(found.group(1))


def rounds(data, binary, spec):
    raw = open(os.path.join(data, spec["path"]), encoding="utf-8-sig").read()
    lines = records(raw, spec["separator"])
    head = [lines.pop(0)] if spec["header"] else []
    rows = fields(lines, spec["separator"])
    names = fields(head, spec["separator"])[0] if head else [f"column_{i + 1}" for i in range(len(rows[0]))]
    column = names.index(spec["target"]) if isinstance(spec["target"], str) else spec["target"]
    known = [i for i, row in enumerate(rows) if row[column].strip() not in GAPS]
    spec["dropped"] = [names.index(d) if isinstance(d, str) else d for d in spec["drop"]]
    spec["names_dropped"] = [names[i] for i in spec["dropped"]]
    results = []
    for seed in SEEDS:
        strata = None if spec["measure"] == "r2_score" else [rows[i][column] for i in known]
        train, test = train_test_split(known, test_size=0.2, random_state=seed, stratify=strata)
        with tempfile.TemporaryDirectory() as folder:
            for name, part in (("train", train), ("test", test)):
                with open(f"{folder}/{name}.csv", "w", encoding="utf-8") as file:
                    file.write("".join(head + [lines[i] for i in part]))
            own = nabla(binary, spec, folder, names[column], seed)
        results.append((own,) + peers(spec, [rows[i] for i in train], [rows[i] for i in test], column))
    return results


def main():
    data, binary, chosen = sys.argv[1], os.path.abspath(sys.argv[2]), sys.argv[3:] or list(SETS)
    print("| data | measure | nabla | logistic, ridge | gradient boosting |")
    print("|---|---|---|---|---|")
    for name in chosen:
        columns = zip(*rounds(data, binary, SETS[name]))
        cells = ["–" if None in c else f"{np.mean(c):.3f} ± {np.std(c):.3f}" for c in columns]
        print(f"| {name} | {SETS[name]['measure']} | {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()
