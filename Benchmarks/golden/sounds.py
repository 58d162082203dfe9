"""Writes Tests/FormatsTests/Fixtures/sounds.txt and small sounds beside it.

Needs NumPy, SciPy and soundfile; with NABLA_DATA also the digests of the sounds there. Filters of pitch are
computed from librosa's published formulas.
"""

import hashlib
import os
from pathlib import Path

import numpy as np
import soundfile
from golden_file import mixed
from scipy.signal import resample_poly

FIXTURES = Path(__file__).resolve().parents[2] / "Tests" / "FormatsTests" / "Fixtures"
SOUNDS = FIXTURES / "sounds"


def numbers(values):
    return " ".join(f"{value:.9g}" for value in np.asarray(values).reshape(-1))


def described(name, path):
    samples, rate = soundfile.read(str(path), dtype="float32", always_2d=True)
    frames, channels = samples.shape
    digest = hashlib.sha256(np.ascontiguousarray(samples).tobytes()).hexdigest()
    return f"file {name} {rate} {channels} {frames} {digest}"


def files(lines):
    SOUNDS.mkdir(parents=True, exist_ok=True)
    samples = mixed((120, 2), 7, -1, 1)
    for kind, subtype in (
        ("wav", "PCM_16"), ("wav", "PCM_U8"), ("wav", "PCM_24"), ("wav", "FLOAT"),
        ("flac", "PCM_16"), ("aiff", "PCM_16"),
    ):
        path = SOUNDS / f"{subtype.lower()}.{kind}"
        soundfile.write(str(path), samples, 16000, subtype=subtype)
        lines.append(described(path.name, path))
    # Vorbis is decoded to numbers that differ in the last bits from version to version.
    tone = 0.5 * np.sin(2 * np.pi * 440 * np.arange(2000) / 8000)
    path = SOUNDS / "vorbis.ogg"
    soundfile.write(str(path), tone, 8000)
    samples, _ = soundfile.read(str(path), dtype="float32")
    lines.append(f"vorbis {len(samples)} {numbers(samples[1000:1064])}")
    data = os.environ.get("NABLA_DATA")
    if data:
        for path in sorted((Path(data) / "wav-hound").glob("*.wav")):
            lines.append(described("wav-hound/" + path.name, path))


def rates(lines):
    tone = np.float32(0.5 * np.sin(2 * np.pi * 5 * np.arange(300) / 100))
    for old, new in ((100, 160), (160, 100), (100, 50), (8000, 44100), (44100, 8000)):
        divisor = np.gcd(old, new)
        result = resample_poly(tone.astype(np.float64), new // divisor, old // divisor)
        lines.append(f"resample {old} {new} {len(result)} {numbers(result[: 1000])}")


def spectra(lines):
    samples = np.float32(mixed((200,), 3, -1, 1))
    for window, hop in ((64, 20), (50, 25), (45, 31), (128, 64)):
        weights = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(window) / window)
        starts = range(0, len(samples) - window + 1, hop)
        rows = [np.abs(np.fft.rfft(samples[s : s + window].astype(float) * weights)) for s in starts]
        lines.append(f"stft {window} {hop} {len(rows)} {numbers(rows)}")


def mel_filters(bands, window, rate, low, high):
    def mel(f):
        return np.where(f < 1000, f * 3 / 200, 15 + np.log(np.maximum(f, 1) / 1000) * 27 / np.log(6.4))

    def hertz(m):
        return np.where(m < 15, m * 200 / 3, 1000 * np.exp(np.log(6.4) / 27 * (m - 15)))

    edges = hertz(np.linspace(mel(low), mel(high), bands + 2))
    frequencies = np.fft.rfftfreq(window, 1 / rate)
    slopes = edges[:, None] - frequencies[None, :]
    widths = np.diff(edges)[:, None]
    rows = np.maximum(0, np.minimum(-slopes[:-2] / widths[:-1], slopes[2:] / widths[1:]))
    return rows * (2 / (edges[2:] - edges[:-2]))[:, None]


def bands(lines):
    for count, window, rate, low, high in ((8, 64, 8000, 0, 4000), (5, 128, 16000, 300, 6000)):
        rows = mel_filters(count, window, rate, low, high)
        lines.append(f"mel {count} {window} {rate} {low} {high} {numbers(rows)}")


if __name__ == "__main__":
    table = ["# Written by Benchmarks/golden/sounds.py: SHA-256 of samples as float32, and numbers."]
    files(table)
    rates(table)
    spectra(table)
    bands(table)
    (FIXTURES / "sounds.txt").write_text("\n".join(table) + "\n")
