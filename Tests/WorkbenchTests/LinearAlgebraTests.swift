import Engine
import Support
import TestSupport
import Testing
import WorkbenchTestSupport

private let hasLibrary = LinearAlgebra.isThere

@Suite("Linear algebra", .enabled(if: hasLibrary, "the machine lacks libopenblas0-pthread"))
struct LinearAlgebraTests {
  /// max|a − b| ≤ 1e-10 · max|b| in float64, 2e-4 in float32, whose conditions count.
  @Test(arguments: try GoldenFile(named: "linear_algebra").cases, [DType.float64, .float32])
  func `each function agrees with NumPy`(golden: GoldenCase, dtype: DType) throws {
    let transcript = Transcript()
    if dtype == .float32 { _ = transcript.run("set dtype=float32") }
    let isSeveral = golden.names.contains { !["a", "b", "result"].contains($0) }
    let arguments = golden.names.filter { ["a", "b"].contains($0) }
    for name in arguments {
      let tensor = try golden[name]
      let cast = dtype == .float32 && !tensor.shape.isEmpty ? " * ones([1])" : ""
      _ = transcript.run("\(name) = reshape([\(text(tensor.numbers))], \(tensor.shape))\(cast);")
      if tensor.shape.isEmpty {
        _ = transcript.run("\(name) = \(Int(exactly: tensor.numbers[0]) ?? 0)")
      }
    }
    let error = transcript.run("r = \(golden.word)(\(arguments.joined(separator: ", ")));")
    #expect(error == "")
    for name in golden.names where !arguments.contains(name) {
      let tensor = try golden[name]
      // The largest difference, as a share of the largest number.
      let field = isSeveral ? "r.\(name)" : "r"
      // Which sign a vector gets is the library's affair, and its float32 need not choose as its float64 does.
      let isVector = dtype == .float32 && ["u", "v", "vectors"].contains(name)
      let difference = isVector ? "abs(\(field)) - abs(e)" : "\(field) - e"
      let answer = transcript.run(
        """
        e = reshape([\(text(tensor.numbers))], \(tensor.shape));
        max(abs(\(difference))) <= \(dtype == .float32 ? "2e-4" : "1e-10") * max(abs(e))
        """)
      #expect(answer.hasSuffix("true"), "\(golden.name).\(name): \(answer)")
    }
  }

  private func text(_ numbers: [Double]) -> String {
    numbers.map { "\($0)" }.joined(separator: ", ")
  }

  @Test func `results print as they are used`() {
    #expect(printed("det([[1, 2], [3, 4]])") == "-2")
    #expect(printed("slogdet([[1, 2], [3, 4]]).sign") == "-1")
    #expect(
      printed("reshape(inv([[2, 0], [0, 4]]), [-1])")
        == "[0.5, 0, 0, 0.25]")
    #expect(printed("solve([[2, 1], [1, 3]], [3, 5])") == "[0.8, 1.4]")
    #expect(
      printed("reshape(cholesky([[4, 2], [2, 5]]), [-1])")
        == "[2, 0, 1, 2]")
    #expect(printed("matrix_rank([[1, 2], [2, 4]])") == "1")
    #expect(
      printed("reshape(matrix_power([[1, 1], [1, 0]], 10), [-1])")
        == "[89, 55, 55, 34]")
    #expect(
      printed("reshape(matrix_power([[2, 0], [0, 4]], -2), [-1])")
        == "[0.25, 0, 0, 0.0625]")
    #expect(
      printed("reshape(matrix_power([[2, 1], [0, 4]], 0), [-1])")
        == "[1, 0, 0, 1]")
    #expect(printed("shape(svd(zeros([2, 5, 3])).v)") == "[2, 3, 3]")
    #expect(printed("e = eigh([[2, 1], [1, 2]])\ne.values") == "[1, 3]")
  }

  @Test(arguments: [
    ("inv([1, 2])", "E0820"), ("det(3)", "E0820"), ("inv([[1, 2, 3], [4, 5, 6]])", "E0820"),
    ("eigh([[1, 2], [3, 4]])", "E0821"), ("cholesky([[1, 2], [3, 4]])", "E0821"),
    ("cholesky([[1, 2], [2, 1]])", "E0822"), ("cholesky(zeros([2, 2]))", "E0822"),
    ("inv([[1, 2], [2, 4]])", "E0823"), ("solve([[1, 2], [2, 4]], [1, 2])", "E0823"),
    ("inv(zeros([3, 3]))", "E0823"), ("matrix_power([[1, 2], [2, 4]], -1)", "E0823"),
    ("inv([[1, nan], [2, 3]])", "E0824"), ("svd([[1, inf]])", "E0824"), ("qr([[nan]])", "E0824"),
    ("eigh([[nan, 1], [1, 2]])", "E0824"), ("solve([[1, 2], [3, 4]], [nan, 1])", "E0824"),
    ("pinv([[1, nan]])", "E0824"), ("lstsq([[1, 2]], [inf])", "E0824"),
    ("inv([[1e-310]])", "E0825"),
    ("solve([[1, 2], [3, 4]], [1, 2, 3])", "E0303"), ("solve([[1, 2], [3, 4]], 3)", "E0303"),
    ("solve(ones([2, 3, 3]), ones([4, 3, 1]))", "E0303"), ("pinv([[1]], rcond=2)", "E0401"),
    ("lstsq([[1, 2]], [1, 2])", "E0303"),
  ])
  func `what has no answer is told with its code and what to type`(_ line: String, _ code: String) {
    let output = printed(line)
    #expect(output.hasPrefix("error \(code): ") && output.contains("hint"), "\(output)")
  }

  @Test func `messages name the row, the minor, the place and the matrix of a batch`() {
    #expect(printed("inv([[1, 2], [2, 4]])").contains("row 1 follows from the rows above it"))
    #expect(printed("inv([[0, 0], [2, 4]])").contains("row 0 holds zeros only"))
    #expect(printed("inv([[[1, 0], [0, 1]], [[1, 2], [2, 4]]])").contains("in the matrix at [1]"))
    #expect(printed("cholesky([[2, 0, 0], [0, 1, 2], [0, 2, 1]])").contains("minor of order 3"))
    #expect(printed("svd([[1, 2], [3, nan]])").contains("nan stands at [1, 1]"))
    #expect(printed("solve([[1, 2], [3, 4]], [nan, 1])").contains("nan stands at [0],"))
    #expect(printed("svd([[1, inf]])").contains("clip(x"))
    #expect(printed("eigh([[1, 2], [3, 4]])").contains("[1, 0] and [0, 1] differ"))
  }

  /// By hand: d det / dA are the cofactors, also of a singular matrix; log det gives the inverse, turned.
  @Test func `slopes of determinants and inverses are right at the prompt`() {
    #expect(
      printed("reshape(grad(det)([[1, 2], [3, 4]]), [-1])")
        == "[4, -3, -2, 1]")
    #expect(
      printed("reshape(round(1e9 * grad(det)([[1, 2], [2, 4]])) / 1e9, [-1])")
        == "[4, -2, -2, 1]")
    #expect(
      printed("reshape(grad(a -> slogdet(a).logabsdet)([[2, 0], [0, 4]]), [-1])")
        == "[0.5, 0, 0, 0.25]")
    #expect(
      printed("reshape(grad(a -> sum(inv(a)))([[2, 0], [0, 4]]), [-1])")
        == "[-0.25, -0.125, -0.125, -0.0625]")
    #expect(printed("grad(b -> sum(solve([[2, 0], [0, 4]], b)))([1, 1])") == "[0.5, 0.25]")
    #expect(
      printed("reshape(grad(a -> sum(eigh(a).values))([[2, 0], [0, 4]]), [-1])")
        == "[1, 0, 0, 1]")
    #expect(
      printed("reshape(grad(a -> sum(svd(a).s))([[3, 0], [0, 2]]), [-1])")
        == "[1, 0, 0, 1]")
  }

  @Test func `a failure inside a gradient is told, too`() {
    #expect(printed("grad(a -> sum(inv(a)))([[1, 2], [2, 4]])").hasPrefix("error E0823: "))
  }

  @Test func `a training goes through factors, systems and determinants`() {
    let output = printed(
      """
      seed 1
      m = model 2 { dense 2, use_bias=false }
      d = table([[1, 0], [0, 1], [2, 1], [1, 1]], [[1, 0], [0, 1], [2, 1], [1, 1]])
      fn f(y, p) {
        s = p.T @ p + eye(2)
        mean((y - p)^2) + 0.1 * slogdet(s).logabsdet + 0.1 * sum(cholesky(s)^2) + sum(solve(s, [1, 1]))
      }
      r = train m, d, epochs=40, loss=f;
      r.loss[-1] < r.loss[0]
      """)
    #expect(output.hasSuffix("true"), "\(output)")
  }

  @Test func `a training that meets a singular matrix says which function gave nan`() {
    let output = printed(
      """
      m = model 2 { dense 2 }
      train m, table([[1, 0], [0, 1]], [[1, 0], [0, 1]]), loss=(y, p) -> sum(inv(p.T @ p - p.T @ p))
      """)
    #expect(output.contains("error E0605: ") && output.contains("(inv)"), "\(output)")
  }

  @Test func `huge matrices are refused before memory is asked for`() {
    #expect(printed("inv(zeros([100000, 100000]))").hasPrefix("error E09"))
  }
}
