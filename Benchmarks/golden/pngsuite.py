"""Writes Tests/FormatsTests/Fixtures/pngsuite.txt and pictures.txt, and small pictures beside them.

Needs pypng, Pillow and NumPy, and NABLA_DATA: `python3 pngsuite.py`. A line of the tables is a name, what is
asked of the picture, and the SHA-256 of its 8-bit pixels. pypng keeps all 16 bits and applies transparent
colours; where Pillow does, too, both have to agree. Gamma is ignored.
"""

import hashlib
import os
from pathlib import Path

import numpy as np
import png
from golden_file import mixed
from PIL import Image

DATA = Path(os.environ["NABLA_DATA"])
FIXTURES = Path(__file__).resolve().parents[2] / "Tests" / "FormatsTests" / "Fixtures"
PICTURES = FIXTURES / "pictures"


def digest(array):
    return hashlib.sha256(np.ascontiguousarray(array, dtype=np.uint8).tobytes()).hexdigest()


class Reader(png.Reader):
    """Without sBIT, which says how many bits mattered before the file was written; the pixels stay."""

    sbit = property(lambda self: None, lambda self, value: None)


def direct(path):
    """The channels as the file has them, a palette and transparent colours resolved; 8 bits each."""
    width, height, rows, info = Reader(filename=str(path)).asDirect()
    array = np.array([np.asarray(row, int) for row in rows]).reshape(height, width, info["planes"])
    depth = info["bitdepth"]
    return array >> 8 if depth == 16 else array * 255 // (2**depth - 1)


def rgba(array):
    channels = array.shape[2]
    colours = array[..., :3] if channels >= 3 else np.repeat(array[..., :1], 3, axis=2)
    full = np.full(array.shape[:2] + (1,), 255, array.dtype)
    return np.concatenate([colours, array[..., -1:] if channels in (2, 4) else full], axis=2)


def suite():
    lines = ["# Written by Benchmarks/golden/pngsuite.py: SHA-256 of the pixels as 8-bit RGBA."]
    for path in sorted((DATA / "pngsuite").glob("*.png")):
        if path.name.startswith("x"):
            continue
        array = direct(path)
        with Image.open(path) as image:
            if image.mode != "I;16" and "transparency" not in image.info:
                assert np.array_equal(np.asarray(image.convert("RGBA")), rgba(array)), path
        height, width, channels = array.shape
        lines.append(f"{path.name} {width}x{height}x{channels} {digest(rgba(array))}")
    (FIXTURES / "pngsuite.txt").write_text("\n".join(lines) + "\n")


def pattern(width, height, channels, seed):
    return mixed((height, width, channels), seed, 0, 256).astype(np.uint8)


def image(array):
    return Image.fromarray(array[..., 0] if array.shape[2] == 1 else array)


def small(lines):
    """Small files of each kind, for tests that need no data."""
    PICTURES.mkdir(exist_ok=True)
    smooth = np.asarray(image(pattern(3, 3, 3, 1)).resize((21, 13), Image.BICUBIC))
    Image.fromarray(smooth).save(PICTURES / "rgb.png")
    Image.fromarray(smooth).quantize(16).save(PICTURES / "palette.png")
    Image.fromarray(smooth).save(PICTURES / "colour.jpg", quality=80)
    Image.fromarray(smooth).save(PICTURES / "progressive.jpg", quality=60, progressive=True)
    Image.fromarray(smooth).convert("L").save(PICTURES / "grey.jpg")
    Image.fromarray(smooth).convert("CMYK").save(PICTURES / "inks.jpg")
    for path in sorted(PICTURES.iterdir()):
        with Image.open(path) as picture:
            mode = "L" if picture.mode == "L" else "RGB"
            lines.append(f"pictures/{path.name} {mode} {digest(np.asarray(picture.convert(mode)))}")


def resized(lines):
    """What Pillow makes of patterns in other sizes."""
    for channels in (1, 3, 4):
        array = pattern(23, 17, channels, channels)
        for width, height in ((7, 5), (46, 34), (23, 9), (1, 1), (100, 30)):
            result = np.asarray(image(array).resize((width, height), Image.BILINEAR))
            lines.append(f"pattern{channels} {width}x{height} {digest(result)}")
        if channels == 4:
            continue  # Divided by a small alpha, a rounding is more than 1.
        # Here Pillow 13 filters columns first, and numbers are rounded in another order: they are all written.
        result = np.asarray(image(array).resize((30, 3), Image.BILINEAR))
        lines.append(f"pattern{channels} 30x3 near {result.tobytes().hex()}")
    array = pattern(23, 17, 3, 3)
    lines.append(f"pattern3 L {digest(np.asarray(image(array).convert('L')))}")


def photographs(lines):
    for path in sorted((DATA / "bccd-dev" / "JPEGImages").glob("*.jpg")):
        with Image.open(path) as picture:
            lines.append(f"{path.name} RGB {digest(np.asarray(picture))}")
            half = picture.resize((224, 168), Image.BILINEAR)
            lines.append(f"{path.name} 224x168 {digest(np.asarray(half))}")


if __name__ == "__main__":
    suite()
    table = ["# Written by Benchmarks/golden/pngsuite.py: SHA-256 of the pixels that Pillow has."]
    small(table)
    resized(table)
    photographs(table)
    (FIXTURES / "pictures.txt").write_text("\n".join(table) + "\n")
