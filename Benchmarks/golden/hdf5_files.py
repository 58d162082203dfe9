"""Writes the files of Tests/FormatsTests/Fixtures/hdf5 with h5py: `python3 hdf5_files.py`."""

from pathlib import Path

import h5py
import numpy

folder = Path(__file__).resolve().parents[2] / "Tests" / "FormatsTests" / "Fixtures" / "hdf5"
folder.mkdir(parents=True, exist_ok=True)

with h5py.File(f"{folder}/kinds.h5", "w") as file:
    file.attrs["model_config"] = "{\"name\": \"é\"}" + " " * 1200
    file.attrs["names"] = numpy.array([b"one", b"three"])
    file.attrs["words"] = ["kernel", "bias"]
    file.attrs["nothing"] = []
    for index in range(9):
        file.create_group(f"groups/g{index:02}")["0"] = numpy.float32(index)
    numbers = numpy.arange(6).reshape(2, 3)
    for kind in ("f2", "f4", "f8", ">f4", ">i8", "i4", "u1"):
        file[f"types/{kind.replace('>', 'b')}"] = numbers.astype(kind)
    file.create_dataset(
        "packed", data=numpy.arange(35, dtype="f4").reshape(5, 7), chunks=(2, 3), compression="gzip", shuffle=True)
    file.create_dataset("pieces", data=numpy.arange(10, dtype="f8"), chunks=(4,))

with h5py.File(f"{folder}/new.h5", "w", libver="latest") as file:
    file.create_group("a/b")["0"] = numpy.arange(4, dtype="f4")
    file["a"].attrs["weight_names"] = ["b/0"]

with h5py.File(f"{folder}/links.h5", "w") as file:
    file["outside"] = h5py.ExternalLink("/etc/passwd", "/x")

with h5py.File(f"{folder}/strange.h5", "w") as file:
    file["records"] = numpy.zeros(2, dtype=[("a", "f4"), ("b", "i4")])
    file["words"] = ["a", "b"]
    file.create_dataset("filtered", data=numpy.arange(8, dtype="f4"), chunks=(4,), fletcher32=True)
    file["named"] = numpy.dtype("f4")
    file.create_dataset("typed", data=numpy.arange(4, dtype="f4"), dtype=file["named"])
