import Testing
import WorkbenchTestSupport

/// Words of NumPy, Keras, PyTorch and Python for functions: the hint is a line that works when it is typed.
@Suite struct FunctionHabitTests {
  private static let names = """
    x = [[1, 2, 3], [4, 5, 6]]
    a = [[1, 2], [3, 4]]; b = [[5], [6]]; words = ["b", "a"]; text = "a,b"

    """

  @Test(arguments: [
    ("np.median(x)", "median(x)"), ("np.median(x, axis=0)", "median(x, axis=0)"),
    ("torch.einsum('ij,jk->ik', a, b)", "einsum(\"ij,jk->ik\", a, b)"),
    ("np.einsum(\"ij,jk->ik\", a, b)", "einsum(\"ij,jk->ik\", a, b)"),
    ("y = keras.ops.sqrt(x)", "y = sqrt(x)"), ("tf.math.log1p(x)", "log1p(x)"),
    ("np.sum(x, axis=(0, 1))", "sum(x, axis=[0, 1])"),
    ("torch.sum(x, dim=1, keepdim=True)", "sum(x, axis=1, keepdims=true)"),
    ("np.quantile(x, 0.3)", "quantile(x, 0.3)"),
    ("np.percentile(x, [5, 95])", "percentile(x, [5, 95])"),
    ("np.swapaxes(x, 0, 1)", "swap_axes(x, 0, 1)"), ("np.moveaxis(x, 0, 1)", "move_axis(x, 0, 1)"),
    ("np.repeat(x, 2, axis=0)", "repeat_elements(x, 2, axis=0)"),
    ("np.tile(x, (2, 1))", "tile(x, [2, 1])"),
    ("np.fft.fft(x)", "fft(x)"), ("tf.reduce_sum(x, axis=1)", "sum(x, axis=1)"),
    ("np.trace(a)", "matrix_trace(a)"), ("np.unique(x)", "unique(x)"),
    ("np.expand_dims(x, axis=0)", "expand_dims(x, axis=0)"),
    ("x.reshape(2, 3)", "reshape(x, [2, 3])"), ("x.shape", "shape(x)"), ("x.mean()", "mean(x)"),
    ("x.sum(axis=1)", "sum(x, axis=1)"), ("x.swapaxes(0, 1)", "swap_axes(x, 0, 1)"),
    ("x.flatten()", "reshape(x, [-1])"), ("x.squeeze()", "squeeze(x)"),
    ("x.argsort()", "argsort(x)"),
    ("text.split(\",\")", "split(text, \",\")"), ("text.upper()", "upper(text)"),
    ("text.replace(\",\", \";\")", "replace(text, \",\", \";\")"),
    ("\", \".join(words)", "join(words, \", \")"), ("\"{}\".format(3)", "format(\"{}\", 3)"),
    ("str(3)", "format(\"{}\", 3)"),
  ])
  func `a foreign word is answered with the line that works`(line: String, hint: String) {
    let transcript = Transcript()
    _ = transcript.run(Self.names)
    let told = transcript.run(line)
    #expect(told.contains("hint: write `\(hint)`"), "\(line): \(told)")
    let again = transcript.run(hint)
    #expect(!again.contains("error"), "\(hint): \(again)")
  }

  @Test(arguments: [
    "len(x)", "sorted(words)", "sorted([3, 1], reverse=true)", "x.T", "[v^2 for v in x]",
    "list = [w for w in words if w != \"a\"]", "enumerate(words)", "zip(words, [1, 2])",
  ])
  func `what is written alike needs no hint`(line: String) {
    let told = printed(Self.names + line)
    #expect(!told.contains("error"), "\(told)")
  }
}
