import Testing
import WorkbenchTestSupport

/// Slopes of functions that are made of others, against central differences, in float64.
@Suite struct FunctionGradientTests {
  private static let functions = [
    "median(x)", "median(reshape(x, [3, 4]), axis=1)", "quantile(x, [0.3, 0.8])",
    "percentile(reshape(x, [3, 4]), 35, axis=[0])", "ptp(x)", "cumprod(x)", "diff(x, n=2)",
    "var(reshape(x, [2, 2, 3]), axis=[0, 2])", "std(reshape(x, [2, 2, 3]), axis=[1, 2])",
    "norm(reshape(x, [2, 2, 3]), axis=[0, 1], keepdims=true)",
    "max(reshape(x, [2, 2, 3]), axis=[0, 2])", "logsumexp(reshape(x, [2, 6]), axis=[0, 1])",
    "flip(x)", "roll(x, 5)", "roll(reshape(x, [3, 4]), [1, 2], axis=[0, 1])",
    "tile(reshape(x, [3, 4]), [2, 3])", "repeat_elements(x, 3)",
    "repeat_elements(reshape(x, [3, 4]), [0, 2, 1], axis=0)", "squeeze(reshape(x, [1, 12]))",
    "expand_dims(x, 1)", "swap_axes(reshape(x, [3, 4]), 0, 1)",
    "move_axis(reshape(x, [2, 2, 3]), 0, -1)", "outer(x, x[0:3])",
    "einsum(\"ij,kj->ik\", reshape(x, [3, 4]), reshape(x, [3, 4])^2)",
    "einsum(\"ii->i\", reshape(x[0:9], [3, 3]))", "einsum(\"...i,i\", reshape(x, [3, 4]), x[0:4])",
    "einsum(\"ij,jk,k->i\", reshape(x, [3, 4]), reshape(x, [4, 3]), x[0:3])",
    "tensordot(reshape(x, [3, 4]), reshape(x, [4, 3]), 1)",
    "cross(reshape(x, [4, 3]), flip(reshape(x, [4, 3])))",
    "matrix_trace(reshape(x, [3, 4]), offset=1)", "tril(reshape(x, [3, 4]))",
    "triu(reshape(x, [3, 4]), 1)", "full([2], x[0])", "full_like([1, 2], x[1])",
    "take_along(reshape(x, [3, 4]), [[1], [0], [3]], axis=1)", "scatter([2, 0, 2], x[0:3], [4])",
    "bincount([0, 2, 2], weights=x[0:3])", "cov(reshape(x, [3, 4]))",
    "corrcoef(reshape(x, [3, 4]))[0, 1]", "correlate(x, x[0:3])", "convolve(x[0:5], x[2:12])",
    "unfold(reshape(x, [1, 1, 3, 4]), 2, padding=1)", "fft(x).real", "fft(x).imag",
    "fft(tile(x, 6)[0:67]).imag", "ifft(x, imag=flip(x)).real", "rfft(x, fft_length=8).imag",
    "vmap(r -> sum(r^2))(reshape(x, [3, 4]))", "map(v -> v^3, x)", "[v^2 for v in x if 1 > 0]",
    "sorted(x)", "reversed(x)", "concat([v * r for v, r in zip(reshape(x, [3, 4]), x[0:3])])",
  ]

  @Test(arguments: functions)
  func `a slope is that of small steps`(function: String) throws {
    let transcript = Transcript()
    // The weights keep slopes apart that a plain sum would make equal.
    let told = transcript.run(
      """
      set dtype=float64
      x = [0.7, -1.2, 0.4, 2.1, -0.3, 1.5, -2.2, 0.9, 1.1, -0.6, 0.2, -1.7]
      fn w(y) = sum(y * sin(reshape(range(len(reshape(y, [-1]))) + 1, shape(y))))
      f = x -> w(\(function))
      h = 1e-5
      n = [(f(x + h * e) - f(x - h * e)) / (2 * h) for e in eye(12)]
      print max(abs(grad(f)(x) - n)) < 1e-6 * (1 + max(abs(n)))
      """)
    #expect(told == "true", "\(told)")
  }

  @Test func `a model is trained through them`() {
    let told = printed(
      """
      m = model 4 { dense 3 }; d = table(normal([32, 4]), normal([32, 3]))
      r = train d, epochs=3 { step m, loss=(x, y) -> mean(einsum("ij,ij->i", m(x) - y, m(x) - y)) }
      print r.loss[2] < r.loss[0]
      """)
    #expect(told.hasSuffix("true"), "\(told)")
  }
}
