"""t-SNE of handwritten digits beside scikit-learn's: how well five neighbours are kept, how long it takes, and whether
Ctrl-C ends it.

    python Benchmarks/neighbours.py .build/release/nabla [rows]

Digits are those of scikit-learn (8 x 8, at most 1,797). Trustworthiness is scikit-learn's, of both; nabla's must lie
within 0.05 of the other. Then 2,000 rows of noise are begun and interrupted after two seconds.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time

import numpy as np
from sklearn.datasets import load_digits
from sklearn.manifold import TSNE, trustworthiness

NABLA, ROWS = os.path.abspath(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1797


def used(action):
    before = os.times()
    action()
    after = os.times()
    return sum(after[:4]) - sum(before[:4])


x = load_digits().data.astype(np.float32)
x = x[np.linspace(0, len(x) - 1, min(ROWS, len(x))).astype(int)]
places = []
theirs = used(lambda: places.append(TSNE(2, init="pca", method="exact", random_state=0).fit_transform(x)))
with tempfile.TemporaryDirectory() as folder:
    np.save(f"{folder}/x.npy", x)

    def nabla(program, **options):
        return subprocess.Popen([NABLA, "--no-init", "-c", program], cwd=folder, **options)

    ours = used(lambda: nabla('x = load "x.npy"; plot x, kind=tsne, to="t.json"').wait())
    columns = json.load(open(f"{folder}/t.json"))["columns"]
    drawn = np.array([column["values"] for column in columns]).T
    kept = trustworthiness(x, drawn, n_neighbors=5), trustworthiness(x, places[0], n_neighbors=5)
    print(f"{len(x)} rows: nabla {kept[0]:.4f} in {ours:.1f} s, scikit-learn {kept[1]:.4f} in {theirs:.1f} s of all cores")
    child = nabla("plot normal([2000, 64]), kind=tsne", stdout=subprocess.DEVNULL)
    time.sleep(2)
    begun = time.monotonic()
    child.send_signal(signal.SIGINT)
    status = child.wait()
    print(f"ended {time.monotonic() - begun:.2f} s after Ctrl-C with status {status}")
sys.exit(int(kept[0] < kept[1] - 0.05))
