@testable import Engine
import Support
import Testing
import TestSupport

private let hasLibrary = LinearAlgebra.isThere

/// Matrices at their limits: empty, of one number, singular, not finite, large.
@Suite(.enabled(if: hasLibrary, "the machine lacks libopenblas0-pthread"))
struct LinearAlgebraTests {
  @Test(arguments: DType.floats)
  func `an empty matrix has the determinant 1 and empty factors`(dtype: DType) throws {
    let none = Tensor([Double](), [0, 0], dtype)
    #expect(try value(Determinant(), none) == [1])
    #expect(try value(LogDeterminant(), none) == [1, 0])
    for operation in [
      Inverse(), Cholesky(), PseudoInverse(), EigenDecomposition(), QRDecomposition(),
      SingularValueDecomposition(), Cofactors(),
    ] as [any Operation] {
      #expect(try value(operation, none) == [])
    }
    #expect(
      try Eager.apply(PseudoInverse(), to: [Tensor([Double](), [3, 0], dtype)]).shape == [0, 3])
    #expect(
      try Eager.apply(Determinant(), to: [Tensor([Double](), [0, 3, 3], dtype)]).shape == [0])
    let right = Tensor([Double](), [0, 2], dtype)
    #expect(try Eager.apply(Solve(), to: [none, right]).shape == [0, 2])
    // Without equations the shortest answer is 0.
    #expect(
      try value(LeastSquares(), Tensor([Double](), [0, 3], dtype), right) == [0, 0, 0, 0, 0, 0])
  }

  @Test(arguments: DType.floats)
  func `a matrix of one number is that number`(dtype: DType) throws {
    let four = Tensor([4], [1, 1], dtype)
    #expect(try value(Determinant(), four) == [4])
    #expect(try value(Inverse(), four) == [0.25])
    #expect(try value(Cofactors(), four) == [1])
    #expect(try value(Cholesky(), four) == [2])
    #expect(try value(EigenDecomposition(), four) == [4, 1])
    #expect(try value(Solve(), four, Tensor([8], [1, 1], dtype)) == [2])
  }

  @Test(arguments: DType.floats)
  func `a singular matrix has the determinant 0, slopes, and no inverse`(dtype: DType) throws {
    let singular = Tensor([1, 2, 2, 4], [2, 2], dtype)
    #expect(try value(Determinant(), singular) == [0])
    #expect(try value(LogDeterminant(), singular) == [0, -.infinity])
    #expect(try value(Inverse(), singular).allSatisfy(\.isNaN))
    #expect(try value(Solve(), singular, Tensor([1, 1], [2, 1], dtype)).allSatisfy(\.isNaN))
    // By hand: the cofactors of [[1, 2], [2, 4]].
    for (ours, expected) in zip(try value(Cofactors(), singular), [4.0, -2, -2, 1]) {
      #expect(abs(ours - expected) < (dtype == .float32 ? 1e-5 : 1e-13))
    }
    // One matrix without an inverse does not touch its neighbours.
    let both = Tensor([1, 2, 2, 4, 2, 0, 0, 4], [2, 2, 2], dtype)
    #expect(try value(Inverse(), both).suffix(4) == [0.5, 0, 0, 0.25])
    #expect(MatrixFault.singular(in: both) == .singular(row: 1, matrix: [0]))
    // Of rank n - 2 all cofactors are 0.
    let rankOne = Tensor([1, 2, 3, 2, 4, 6, 3, 6, 9], [3, 3], dtype)
    #expect(
      try value(Cofactors(), rankOne).allSatisfy { abs($0) < (dtype == .float32 ? 1e-4 : 1e-12) })
  }

  @Test(arguments: DType.floats)
  func `numbers that are not finite give no factors, and never hang`(dtype: DType) throws {
    for bad in [Double.nan, .infinity, -.infinity] {
      for n in [1, 2, 5, 40] {
        let a = Tensor(TensorType([n, n], dtype)) {
          $0 == n * n - 1 ? bad : $0 % (n + 1) == 0 ? 3 : 0.1
        }
        for operation in [
          Cholesky(), PseudoInverse(), EigenDecomposition(), SingularValueDecomposition(),
          Cofactors(),
        ] as [any Operation] {
          #expect(try value(operation, a).allSatisfy(\.isNaN), "\(operation) of \(bad), \(n)")
        }
        _ = try value(QRDecomposition(), a)
        _ = try value(Inverse(), a)
        let right = Tensor(repeating: 1, [n, 1], dtype)
        #expect(try value(LeastSquares(), a, right).allSatisfy(\.isNaN))
      }
    }
    #expect(
      MatrixFault.notFinite(in: Tensor([1, 2, .nan, 3], [1, 2, 2], dtype)).map { "\($0)" }
        == "notFinite(nan, at: [0, 1, 0])")
  }

  @Test func `what is not positive definite is told by its leading minor`() {
    #expect(
      MatrixFault.notPositive(in: tensor([2, 0, 0, 1, 1, 2, 2, 1], [2, 2, 2]))
        == .notPositive(minor: 2, matrix: [1]))
    #expect(
      MatrixFault.notPositive(in: tensor([-1], [1, 1])) == .notPositive(minor: 1, matrix: []))
    #expect(MatrixFault.notPositive(in: tensor([2, 1, 1, 2], [2, 2])) == nil)
    #expect(
      MatrixFault.notSymmetric(in: tensor([1, 2, 3, 4], [2, 2])) == .notSymmetric(at: [1, 0]))
    #expect(MatrixFault.notSymmetric(in: tensor([1, 2, 2 + 1e-12, 4], [2, 2])) == nil)
  }

  @Test(arguments: DType.floats)
  func `a determinant whose parts overflow is right`(dtype: DType) throws {
    let (large, small) = dtype == .float32 ? (1e30, 1e-30) : (1e200, 1e-200)
    let pivots = [large, large, small, small]
    let b = Tensor(TensorType([4, 4], dtype)) { $0 % 5 == 0 ? pivots[$0 / 5] : 0 }
    #expect(abs(try value(Determinant(), b)[0] - 1) < 1e-6)
  }

  /// A = U·diag(s)·Vᵀ and its relatives, on matrices that no golden file has.
  @Test(arguments: [(5, 5), (40, 7), (7, 40), (130, 130)], DType.floats)
  func `the products of the factors are the matrix`(size: (Int, Int), dtype: DType) throws {
    let (m, n) = size
    let k = min(m, n)
    let stream = RandomStream(seed: 5, purpose: .data, name: "factors", occurrence: 0)
    let a = stream.normalTensor([m, n], dtype, step: 0)
    let tolerance = (dtype == .float32 ? 2e-4 : 1e-11) * Double(max(m, n)) / 10
    func part(_ packed: Tensor, _ from: Int, _ shape: Shape) throws -> Tensor {
      try Eager.apply(Slice(axis: 0, from: from, to: from + shape.count), to: [packed]).reshaped(
        shape)
    }
    func expectEqual(_ x: Tensor, _ y: Tensor) {
      let worst = zip(x.doubles, y.doubles).map { abs($0 - $1) }.max() ?? 0
      #expect(worst < tolerance && x.count == y.count)
    }
    let svd = try Eager.apply(SingularValueDecomposition(), to: [a])
    let u = try part(svd, 0, [m, k])
    let scaled = try Eager.apply(Multiply(), to: [u, part(svd, m * k, [k])])
    expectEqual(
      try Eager.apply(
        MatrixProduct(transposeRight: true), to: [scaled, part(svd, m * k + k, [n, k])]), a)
    let qr = try Eager.apply(QRDecomposition(), to: [a])
    let q = try part(qr, 0, [m, k])
    expectEqual(try Eager.apply(MatrixProduct(), to: [q, part(qr, m * k, [k, n])]), a)
    let unit = Tensor(TensorType([k, k], dtype)) { $0 % (k + 1) == 0 ? 1 : 0 }
    expectEqual(try Eager.apply(MatrixProduct(transposeLeft: true), to: [q, q]), unit)
    expectEqual(try Eager.apply(MatrixProduct(transposeLeft: true), to: [u, u]), unit)
    let inverse = try Eager.apply(PseudoInverse(), to: [a])
    expectEqual(
      try Eager.apply(MatrixProduct(), to: [Eager.apply(MatrixProduct(), to: [a, inverse]), a]), a)
    let gram = try Eager.apply(MatrixProduct(transposeLeft: true), to: [a, a])
    let eigen = try Eager.apply(EigenDecomposition(), to: [gram])
    let vectors = try part(eigen, n, [n, n])
    expectEqual(
      try Eager.apply(MatrixProduct(), to: [gram, vectors]),
      try Eager.apply(Multiply(), to: [vectors, part(eigen, 0, [n])]))
  }

  @Test func `a batch has the bits of its matrices, on any number of threads`() throws {
    let stream = RandomStream(seed: 6, purpose: .data, name: "batch", occurrence: 0)
    let graph = Graph()
    let a = stream.normalTensor([12, 30, 30], .float32, step: 0)
    let node = try graph.apply(Inverse(), to: graph.variable(Variable("a", a)))
    let plan = Plan(graph, outputs: [node])
    var results: [[Double]] = []
    for threads in [1, 2, 4] {
      let executor = Executor(plan, threads: threads)
      for _ in 0..<4 { executor.run(step: 0) }
      results.append(executor.value(of: node).doubles)
    }
    let alone = try (0..<12).flatMap { index in
      try value(
        Inverse(), Eager.apply(Slice(axis: 0, from: index, to: index + 1), to: [a]))
    }
    #expect(results.allSatisfy { $0 == alone })
  }

  @Test func `right sides and matrices are broadcast`() throws {
    let a = tensor([2, 0, 0, 4, 1, 1, 0, 1], [2, 2, 2])
    let b = tensor([2, 4], [2, 1])
    #expect(try value(Solve(), a, b) == [1, 1, -2, 4])
    let one = tensor([2, 0, 0, 4], [2, 2])
    let rights = tensor([2, 4, 4, 8, 6, 12], [3, 2, 1])
    #expect(try value(Solve(), one, rights) == [1, 1, 2, 2, 3, 3])
  }

  @Test func `a large factorization is left when the user wants an end`() throws {
    let stream = RandomStream(seed: 7, purpose: .data, name: "large", occurrence: 0)
    let a = stream.normalTensor([700, 700], .float64, step: 0)
    // Who only looked before and after the call would come to two.
    var looks = 0
    #expect(throws: ShapeError.self) {
      try Interrupt.feeding(
        every: 0,
        {
          looks += 1
          return looks > 4
        }, { _ = try Eager.apply(SingularValueDecomposition(), to: [a]) })
    }
  }
}
