"""Writes the files of Tests/FormatsTests/Fixtures/numpy with NumPy: `python3 numpy_files.py`."""

from pathlib import Path

import numpy as np

FOLDER = Path(__file__).resolve().parents[2] / "Tests" / "FormatsTests" / "Fixtures" / "numpy"


def array(kind, order="C"):
    """0, 1, 2, … of 2×3×4 in the type; every test knows the numbers."""
    return np.asarray(np.arange(24).reshape(2, 3, 4).astype(kind), order=order)


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for kind in "?bhilBHILefd":
        name = np.dtype(kind).name
        np.save(FOLDER / f"{name}.npy", array(kind))
    for kind in (">i2", ">u8", ">f4", ">f8"):
        np.save(FOLDER / f"big-{np.dtype(kind).name}.npy", array(kind, "F"))
    np.save(FOLDER / "fortran.npy", array("f", "F"))
    np.save(FOLDER / "scalar.npy", np.float64(2.5))
    np.save(FOLDER / "empty.npy", np.zeros((0, 3), np.float32))
    with open(FOLDER / "version2.npy", "wb") as file:
        np.lib.format.write_array(file, array("f"), version=(2, 0))
    with open(FOLDER / "version3.npy", "wb") as file:
        np.lib.format.write_array(file, array("f"), version=(3, 0))
    np.save(FOLDER / "objects.npy", np.array([{"a": 1}], dtype=object), allow_pickle=True)
    np.save(FOLDER / "records.npy", np.zeros(2, dtype=[("x", "f4"), ("y", "i4")]))
    np.save(FOLDER / "dates.npy", np.array(["2026-01-01"], dtype="M8[D]"))
    np.savez(FOLDER / "stored.npz", x=array("f"), labels=array("l")[0])
    np.savez_compressed(FOLDER / "deflated.npz", x=np.zeros((64, 64), "f"), labels=array("l")[0])
    rows = np.arange(20, dtype="f").reshape(10, 2) / 4
    np.savez_compressed(FOLDER / "samples.npz", x=rows, y=np.arange(10) % 2)
