"""Writes Tests/Golden/functions.txt: expressions of the language beside what NumPy gives for the same.

A line `name = literal` is an input; the test gives it once as it is and once as float32. A line
`expression<TAB>extents<TAB>numbers` is a case; several tensors stand one after the other, each with its extents.
NumPy alone is needed (2.4, SciPy not at all).
"""

import pathlib
import warnings

import numpy as np

warnings.simplefilter("ignore")
random = np.random.default_rng(7)


def rounded(*shape, scale=3.0):
    # Halves, quarters and so on: the same numbers in both types.
    return np.round(random.normal(size=shape) * scale * 64) / 64


inputs = {
    "a": rounded(2, 3, 4),
    "b": rounded(4, 3),
    "c": rounded(3, 3),
    "v": rounded(7),
    "w": rounded(4),
    "u": rounded(12),
    "p": rounded(2, 4, 3),
    "q": np.array([0.0, 0.125, 0.5, 0.75, 1.0]),
    "g": np.array([3.0, np.nan, 1.0, 2.0]),
    "h": np.array([np.inf, 1.0, -np.inf]),
    "k": rounded(1, 2, 4, 5),
    "z": rounded(2, 67),
    "y": rounded(131),
    "x": rounded(96),
    "t": rounded(2, 1, 3),
    "pi1": rounded(5),
    "pi2": rounded(5),
}


def windows(x, size, dilation, padding, stride):
    x = np.pad(x, [(0, 0), (0, 0), (padding[0],) * 2, (padding[1],) * 2])
    n, c, rows, columns = x.shape
    down = (rows - (size[0] - 1) * dilation[0] - 1) // stride[0] + 1
    across = (columns - (size[1] - 1) * dilation[1] - 1) // stride[1] + 1
    result = np.zeros((n, c, size[0], size[1], down, across))
    for i in range(size[0]):
        for j in range(size[1]):
            top, left = i * dilation[0], j * dilation[1]
            result[:, :, i, j] = x[
                :, :, top:top + down * stride[0]:stride[0],
                left:left + across * stride[1]:stride[1]]
    return result.reshape(n, c * size[0] * size[1], down * across)


def put(indices, values, shape):
    result = np.zeros(shape)
    np.add.at(result, tuple(np.moveaxis(np.array(indices), -1, 0)), values)
    return result


def parts(z):
    return [z.real, z.imag]


cases = [
    ("sum(a, axis=[0, 2])", "np.sum(a, axis=(0, 2))"),
    ("mean(a, axis=[0, -1], keepdims=true)", "np.mean(a, axis=(0, -1), keepdims=True)"),
    ("prod(a, axis=[1, 2])", "np.prod(a, axis=(1, 2))"),
    ("max(a, axis=[0, 1])", "np.max(a, axis=(0, 1))"),
    ("min(a, axis=[1, 2], keepdims=true)", "np.min(a, axis=(1, 2), keepdims=True)"),
    ("var(a, axis=[0, 2])", "np.var(a, axis=(0, 2))"),
    ("std(a, axis=[2, 0], keepdims=true)", "np.std(a, axis=(0, 2), keepdims=True)"),
    ("logsumexp(a, axis=[1, 2])", "np.log(np.sum(np.exp(a), axis=(1, 2)))"),
    ("any(a > 4, axis=[0, 2])", "np.any(a > 4, axis=(0, 2))"),
    ("all(a > -4, axis=[0, 1])", "np.all(a > -4, axis=(0, 1))"),
    ("sum(a, axis=[])", "np.sum(a, axis=())"),
    ("norm(a, axis=[1, 2])", "np.sqrt(np.sum(a * a, axis=(1, 2)))"),
    ("norm(a, axis=1, keepdims=true)", "np.sqrt(np.sum(a * a, axis=1, keepdims=True))"),
    ("median(v)", "np.median(v)"),
    ("median(a)", "np.median(a)"),
    ("median(a, axis=1)", "np.median(a, axis=1)"),
    ("median(a, axis=[0, 2], keepdims=true)", "np.median(a, axis=(0, 2), keepdims=True)"),
    ("median(g)", "np.median(g)"),
    ("median(h)", "np.median(h)"),
    ("quantile(v, 0.3)", "np.quantile(v, 0.3)"),
    ("quantile(v, q)", "np.quantile(v, q)"),
    ("quantile(a, q, axis=2)", "np.quantile(a, q, axis=2)"),
    ("quantile(a, q, axis=[0, 1], keepdims=true)", "np.quantile(a, q, axis=(0, 1), keepdims=True)"),
    ("quantile(v, 0.3, method=lower)", "np.quantile(v, 0.3, method='lower')"),
    ("quantile(v, 0.3, method=higher)", "np.quantile(v, 0.3, method='higher')"),
    ("quantile(v, 0.3, method=midpoint)", "np.quantile(v, 0.3, method='midpoint')"),
    ("quantile(w, q, method=nearest)", "np.quantile(w, q, method='nearest')"),
    ("quantile(g, 0.5)", "np.quantile(g, 0.5)"),
    ("percentile(v, 35)", "np.percentile(v, 35)"),
    ("percentile(a, [5, 95], axis=0)", "np.percentile(a, [5, 95], axis=0)"),
    ("ptp(a)", "np.ptp(a)"),
    ("ptp(a, axis=[0, 2])", "np.ptp(a, axis=(0, 2))"),
    ("count_nonzero(a > 0)", "np.count_nonzero(a > 0)"),
    ("count_nonzero(a > 0, axis=[0, 1])", "np.count_nonzero(a > 0, axis=(0, 1))"),
    ("cumprod(v)", "np.cumprod(v)"),
    ("cumprod(a, axis=2)", "np.cumprod(a, axis=2)"),
    ("cumprod(a, axis=-2)", "np.cumprod(a, axis=-2)"),
    ("diff(v)", "np.diff(v)"),
    ("diff(a, n=2, axis=1)", "np.diff(a, n=2, axis=1)"),
    ("diff(v, n=9)", "np.diff(v, n=9)"),
    ("flip(a)", "np.flip(a)"),
    ("flip(a, axis=[0, 2])", "np.flip(a, axis=(0, 2))"),
    ("roll(a, 5)", "np.roll(a, 5)"),
    ("roll(a, -3, axis=2)", "np.roll(a, -3, axis=2)"),
    ("roll(a, [1, 2], axis=[0, 1])", "np.roll(a, (1, 2), axis=(0, 1))"),
    ("tile(w, 3)", "np.tile(w, 3)"),
    ("tile(b, [2, 1, 3])", "np.tile(b, (2, 1, 3))"),
    ("tile(a, [2, 2])", "np.tile(a, (2, 2))"),
    ("repeat_elements(b, 2)", "np.repeat(b, 2)"),
    ("repeat_elements(b, 3, axis=1)", "np.repeat(b, 3, axis=1)"),
    ("repeat_elements(b, [1, 0, 2, 3], axis=0)", "np.repeat(b, [1, 0, 2, 3], axis=0)"),
    ("squeeze(t)", "np.squeeze(t)"),
    ("squeeze(t, axis=1)", "np.squeeze(t, axis=1)"),
    ("expand_dims(b, [0, -1])", "np.expand_dims(b, (0, -1))"),
    ("swap_axes(a, 0, -1)", "np.swapaxes(a, 0, -1)"),
    ("move_axis(a, 0, -1)", "np.moveaxis(a, 0, -1)"),
    ("move_axis(a, [0, 1], [-1, 0])", "np.moveaxis(a, [0, 1], [-1, 0])"),
    ("outer(v, w)", "np.outer(v, w)"),
    ("outer(b, w)", "np.outer(b, w)"),
    ("tensordot(a, b.T)", "np.tensordot(a, b.T)"),
    ("tensordot(b, c, 1)", "np.tensordot(b, c, 1)"),
    ("tensordot(a, b, axes=[[2, 1], [0, 1]])", "np.tensordot(a, b, axes=[[2, 1], [0, 1]])"),
    ("tensordot(w, w, 0)", "np.tensordot(w, w, 0)"),
    ("cross(c, flip(c))", "np.cross(c, np.flip(c))"),
    ("cross(c, c.T, axis=0)", "np.cross(c, c.T, axis=0)"),
    ("cross(c[0], c)", "np.cross(c[0], c)"),
    ('einsum("ij,jk->ik", b, c)', "np.einsum('ij,jk->ik', b, c)"),
    ('einsum("ij,jk", b, c)', "np.einsum('ij,jk', b, c)"),
    ('einsum("ba", b)', "np.einsum('ba', b)"),
    ('einsum("ii", c)', "np.einsum('ii', c)"),
    ('einsum("ii->i", c)', "np.einsum('ii->i', c)"),
    ('einsum("ij->", b)', "np.einsum('ij->', b)"),
    ('einsum("i,j->ij", v, w)', "np.einsum('i,j->ij', v, w)"),
    ('einsum("i,i->", w, w)', "np.einsum('i,i->', w, w)"),
    ('einsum("bij,bjk->bik", a, p)', "np.einsum('bij,bjk->bik', a, p)"),
    ('einsum("bij,bjk->b", a, p)', "np.einsum('bij,bjk->b', a, p)"),
    ('einsum("bij,bij->bj", a, a)', "np.einsum('bij,bij->bj', a, a)"),
    ('einsum("...ij,jk->...ik", a, b)', "np.einsum('...ij,jk->...ik', a, b)"),
    ('einsum("...j,j", a, w)', "np.einsum('...j,j', a, w)"),
    ('einsum("...,...->...", a, w)', "np.einsum('...,...->...', a, w)"),
    ('einsum("ij,jk,kl->il", b, c, c)', "np.einsum('ij,jk,kl->il', b, c, c)"),
    ('einsum("bij,bjk,j->ki", a, p, w)', "np.einsum('bij,bjk,j->ki', a, p, w)"),
    ('einsum("iij->j", stack([c, c, c]))', "np.einsum('iij->j', np.stack([c, c, c]))"),
    ('einsum(" i j , j k -> k i ", b, c)', "np.einsum('ij,jk->ki', b, c)"),
    ("matrix_trace(b)", "np.trace(b)"),
    ("matrix_trace(a, offset=1)", "np.trace(a, offset=1, axis1=-2, axis2=-1)"),
    ("matrix_trace(b, offset=-2)", "np.trace(b, offset=-2)"),
    ("tril(b)", "np.tril(b)"),
    ("tril(a, -1)", "np.tril(a, -1)"),
    ("triu(b, 1)", "np.triu(b, 1)"),
    ("triu(g[0] * 0 + c, -1)", "np.triu(g[0] * 0 + c, -1)"),
    ("meshgrid(v, w)", "[*np.meshgrid(v, w)]"),
    ("meshgrid(v, w, v, indexing=ij)", "[*np.meshgrid(v, w, v, indexing='ij')]"),
    ("full([2, 3], 7)", "np.full((2, 3), 7)"),
    ("full([2, 4], w)", "np.full((2, 4), w)"),
    ("full_like(b, 2.5)", "np.full_like(b, 2.5)"),
    ("zeros_like(b)", "np.zeros_like(b)"),
    ("ones_like(b)", "np.ones_like(b)"),
    ("arange(2, 9, 3)", "np.arange(2, 9, 3)"),
    ("argsort(a)", "np.argsort(a)"),
    ("argsort(a, axis=0)", "np.argsort(a, axis=0)"),
    ("argsort(g)", "np.argsort(g)"),
    ("searchsorted(sort(v), w)", "np.searchsorted(np.sort(v), w)"),
    ("searchsorted([1, 2, 2, 3], [[2, 0], [3, 9]], side=right)",
     "np.searchsorted([1, 2, 2, 3], [[2, 0], [3, 9]], side='right')"),
    ("searchsorted([1, 2, nan], [nan, 1.5])", "np.searchsorted([1, 2, np.nan], [np.nan, 1.5])"),
    ("unique([3, 1, 3, 2, nan, nan])", "np.unique([3, 1, 3, 2, np.nan, np.nan])"),
    ("unique([3, 1, 3, 2], return_counts=true, return_inverse=true)",
     "[np.array([1, 2, 3]), np.array([1, 1, 2]), np.array([2, 0, 2, 1])]"),
    ("bincount([0, 2, 2, 3], minlength=6)", "np.bincount([0, 2, 2, 3], minlength=6)"),
    ("bincount([0, 2, 2, 1], weights=w)", "np.bincount([0, 2, 2, 1], weights=w)"),
    ("histogram(v, 4)", "[*np.histogram(v, 4)]"),
    ("histogram(v, 5, range=[-2, 2])", "[*np.histogram(v, 5, range=(-2, 2))]"),
    ("histogram(v, [-4, -1, 0, 1, 4])", "[*np.histogram(v, [-4, -1, 0, 1, 4])]"),
    ("histogram([5, 5])", "[*np.histogram([5, 5])]"),
    ("take_along(a, argsort(a, axis=1), axis=1)", "np.take_along_axis(a, np.argsort(a, axis=1), 1)"),
    ("take_along(b, [[0, 2, -1]], axis=0)", "np.take_along_axis(b, np.array([[0, 2, -1]]), 0)"),
    ("take_along(b, [5, 0, -1])", "np.take_along_axis(b, np.array([5, 0, -1]), None)"),
    ("scatter([[0, 1], [2, 0], [0, 1]], [5, 7, 2], [3, 3])",
     "put([[0, 1], [2, 0], [0, 1]], [5, 7, 2], (3, 3))"),
    ("scatter([0, 2, -1, 0], w, [5])", "put([[0], [2], [4], [0]], w, 5)"),
    ("scatter([[1], [0], [1], [2]], b, [4, 3])", "put([[1], [0], [1], [2]], b, (4, 3))"),
    ("cov(b)", "np.cov(b)"),
    ("cov(b, rowvar=false, ddof=0)", "np.cov(b, rowvar=False, ddof=0)"),
    ("cov(v)", "np.cov(v)"),
    ("corrcoef(b)", "np.corrcoef(b)"),
    ("corrcoef(b, rowvar=false)", "np.corrcoef(b, rowvar=False)"),
    ("unfold(k, 2)", "windows(k, (2, 2), (1, 1), (0, 0), (1, 1))"),
    ("unfold(k, [3, 2], padding=1, stride=[1, 2], dilation=[1, 2])",
     "windows(k, (3, 2), (1, 2), (1, 1), (1, 2))"),
    ("cumsum(v)", "np.cumsum(v)"),
    ("map(r -> sum(r), b)", "b.sum(axis=1)"),
    ("[r * 2 for r in b if r[0] > 0]", "np.stack([r * 2 for r in b if r[0] > 0])"),
    ("vmap((r, s) -> dot(r, s))(c, c.T)", "np.array([r @ s for r, s in zip(c, c.T)])"),
]
for mode in ["valid", "same", "full"]:
    for first, second in [("v", "w"), ("w", "v"), ("u", "pi1"), ("pi1", "pi2"), ("v", "v[:1]")]:
        cases.append(
            (f"correlate({first}, {second}, mode={mode})",
             f"np.correlate({first}, {second}, mode='{mode}')"))
        cases.append(
            (f"convolve({first}, {second}, mode={mode})",
             f"np.convolve({first}, {second}, mode='{mode}')"))
for signal in ["v", "u", "b", "z", "y", "x", "v[:1]", "concat([y, y])"]:
    python = signal.replace("concat(", "np.concatenate(")
    for word in ["fft", "ifft", "rfft"]:
        cases.append((f"{word}({signal})", f"parts(np.fft.{word}({python}))"))
cases.append(("fft(z, imag=flip(z))", "parts(np.fft.fft(z + 1j * np.flip(z)))"))
cases.append(("ifft({real: z, imag: flip(z)})", "parts(np.fft.ifft(z + 1j * np.flip(z)))"))
cases.append(("rfft(v, fft_length=4)", "parts(np.fft.rfft(v, 4))"))
cases.append(("rfft(v, fft_length=10)", "parts(np.fft.rfft(v, 10))"))


def literal(array):
    if array.ndim == 0:
        return repr(float(array))
    return "[" + ", ".join(literal(part) for part in array) + "]"


def number(x):
    return repr(float(x))


lines = [f"{name} = {literal(array)}" for name, array in inputs.items()]
for expression, python in cases:
    result = eval(python, {**globals(), **inputs})
    tensors = result if isinstance(result, list) else [result]
    fields = [expression]
    for tensor in tensors:
        tensor = np.asarray(tensor)
        fields.append(" ".join(str(extent) for extent in tensor.shape))
        fields.append(" ".join(number(x) for x in tensor.reshape(-1)))
    lines.append("\t".join(fields))
path = pathlib.Path(__file__).resolve().parents[2] / "Tests/Golden/functions.txt"
path.write_text("\n".join(lines) + "\n")
print(path, len(cases), "cases")
