"""Rows of numbers in a plane: principal components and t-SNE of scikit-learn, and how well neighbours are kept.

Principal components: scores [rows x 2] and the shares of the variance. t-SNE: only how well it keeps five neighbours,
which scikit-learn calls trustworthiness; places themselves differ between programs.
"""

import numpy as np
import sklearn
from sklearn.decomposition import PCA
from sklearn.manifold import TSNE, trustworthiness

from golden_file import GoldenFile

out = GoldenFile("projections.txt", "projections.py", f"scikit-learn {sklearn.__version__}")

for name, shape, seed in [("tall", [60, 5], 1), ("wide", [20, 40], 2), ("many", [120, 40], 3), ("plane", [30, 2], 4)]:
    out.case(f"pca/{name}")
    x = out.formula("x", shape, seed, -1.0, 1.0)
    # Columns of unlike width, so that there are two directions to find.
    scaled = x * np.linspace(3, 0.5, shape[1])
    found = PCA(2, svd_solver="full").fit(scaled)
    out.tensor("scores", found.transform(scaled))
    out.tensor("shares", found.explained_variance_ratio_)
    out.tensor("trust", np.array([trustworthiness(scaled, found.transform(scaled), n_neighbors=5)]))

for name, shape, seed in [("clusters", [120, 10], 7), ("cloud", [100, 6], 8)]:
    out.case(f"tsne/{name}")
    x = out.formula("x", shape, seed, -1.0, 1.0)
    if name == "clusters":
        x = x + 4 * (np.arange(shape[0]) % 4)[:, None] * np.linspace(-1, 1, shape[1])
    places = TSNE(2, init="pca", method="exact", random_state=0).fit_transform(x)
    out.tensor("trust", np.array([trustworthiness(x, places, n_neighbors=5)]))

out.write()
