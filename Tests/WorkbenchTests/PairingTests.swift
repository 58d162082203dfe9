import Testing
import WorkbenchTestSupport

/// [n] against [n, 1]: one number a sample each, or an outer product that nobody meant.
@Suite struct PairingTests {
  private static let data = """
    seed 1
    d = table([[0, 0], [0, 1], [1, 0], [1, 1]], [0, 1, 1, 0])
    m = model d { dense 1, activation=sigmoid }
    p = predict m, d.x

    """

  @Test(
    arguments: [
      ("shape(p - d.y)", "[4, 1]"), ("shape(d.y - p)", "[4, 1]"),
      ("shape((p > 0.5) == d.y)", "[4, 1]"),
      ("shape(round(p) == d.y)", "[4, 1]"),
      ("shape(log(p) * d.y + log(1 - p) * (1 - d.y))", "[4, 1]"),
      ("shape(m(d.x) - d.y)", "[4, 1]"), ("shape(maximum(p, d.y))", "[4, 1]"),
      ("shape(where(d.y, p, 1 - p))", "[4, 1]"), ("y = [0, 1, 1, 0]; shape(p - y)", "[4, 1]"),
      ("shape(p[1:] - d.y[1:])", "[3, 1]"), ("shape(p[d.y == 1] - d.y[d.y == 1])", "[2, 1]"),
      ("shape(p[:, 0] - d.y)", "[4]"),
      ("mean((p - d.y)^2) == mean((p[:, 0] - d.y)^2)", "true"),
      ("mean((p > 0.5) == d.y) == mean((p[:, 0] > 0.5) == d.y)", "true"),
      ("shape((x -> sum((m(x) - d.y)^2))(d.x))", "[]"),
    ])
  func `predictions and targets are brought to one shape`(source: String, expected: String) {
    #expect(printed(Self.data + source) == expected)
  }

  @Test func `a loss and a metric of the user compare each sample with its own target`() {
    func trained(_ loss: String) -> String {
      let text = printed(
        "seed 1\nd = table([[0, 0], [0, 1], [1, 0], [1, 1]], [0, 1, 1, 0])\n"
          + "m = model d { dense 1 }\nr = train m, d, epochs=5, batch_size=3, loss=\(loss)\n"
          + "print r.loss")
      return String(text.split(separator: "\n").last ?? "")
    }
    let expected = trained("(y, p) -> mean((reshape(y, [-1, 1]) - p)^2)")
    #expect(expected.hasPrefix("["), "\(expected)")
    #expect(trained("(y, p) -> mean((y - p)^2)") == expected)
    #expect(trained("(y, p) -> mean((p - y)^2)") == expected)
  }

  @Test func `elsewhere the pair is an error with both lines to type`() {
    #expect(
      printed("x = ones([3, 1]); y = ones([3]); x * y") == """
        error E0301: `*` would spread [3, 1] and [3] to [3, 3]
          1 | x = ones([3, 1]); y = ones([3]); x * y
            |                                  ^^^^^
        hint: `reshape(x, [3]) * y` goes element by element, `reshape(x, [3, 1]) * reshape(y, [1, 3])` gives all pairs
        """)
    for line in ["reshape(x, [3]) * y", "reshape(x, [3, 1]) * reshape(y, [1, 3])"] {
      #expect(!printed("x = ones([3, 1]); y = ones([3]); \(line)").contains("error"))
    }
  }

  @Test(
    arguments: [
      "ones([3]) - ones([3, 1])", "ones([3]) == ones([3, 1])", "maximum(ones([3]), ones([3, 1]))",
      "where(ones([3]), ones([3, 1]), 0)", "ones([3]) and ones([3, 1])",
      "ones([2, 2]) + ones([2, 2, 1])",
      "grad(x -> sum(x * ones([3, 1])))(ones([3]))",
    ])
  func `every operation of two tensors refuses the pair`(source: String) {
    #expect(printed(source).contains("error E0301"), "\(printed(source))")
  }

  @Test(
    arguments: [
      ("shape(ones([3, 1]) * ones([4]))", "[3, 4]"),
      ("shape(ones([3, 1]) * ones([1, 3]))", "[3, 3]"),
      ("shape(ones([1, 1]) * ones([1]))", "[1, 1]"), ("shape(ones([3, 1]) * ones([1]))", "[3, 1]"),
      ("shape(ones([3, 3]) * ones([3]))", "[3, 3]"), ("shape(ones([3, 1]) * 2)", "[3, 1]"),
      ("shape(ones([3, 3, 1])[[[0], [1]], [0, 1]])", "[2, 2, 1]"),
    ])
  func `other pairs broadcast as in NumPy`(source: String, expected: String) {
    #expect(printed(source) == expected)
  }
}
