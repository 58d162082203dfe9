import Engine
import Support

/// What `Benchmarks/linear_algebra.py` times: the fastest call of one function of linear algebra, on one thread.
enum MatrixTimes {
  /// One JSON line; `nil` for a word or a type that there is not.
  static func line(_ word: String, _ n: Int, _ type: String) throws -> String? {
    guard let dtype = [DType.float32, .float64].first(where: { $0.name == type }), n >= 1,
      let operation = operation(word)
    else { return nil }
    let stream = RandomStream(seed: 1, purpose: .data, name: "matrices", occurrence: 0)
    let root = Double(n).squareRoot()
    let diagonal = Tensor(TensorType([n, n], dtype)) { $0 % (n + 1) == 0 ? root : 0 }
    var a = try Eager.apply(Add(), to: [stream.normalTensor([n, n], dtype, step: 0), diagonal])
    if ["cholesky", "eigh"].contains(word) {
      a = try Eager.apply(MatrixProduct(transposeRight: true), to: [a, a])
    }
    let b = stream.normalTensor([n, 16], dtype, step: 1)
    let operands = ["solve", "lstsq"].contains(word) ? [a, b] : [a]
    var least = Duration.seconds(1_000_000)
    let end = ContinuousClock.now + .milliseconds(200)
    repeat {
      let begin = ContinuousClock.now
      _ = try Eager.apply(operation, to: operands)
      least = min(least, ContinuousClock.now - begin)
    } while ContinuousClock.now < end
    let milliseconds = least / .milliseconds(1)
    return "{\"word\": \"\(word)\", \"n\": \(n), \"ms\": \(milliseconds)}"
  }

  private static func operation(_ word: String) -> (any Operation)? {
    switch word {
    case "det": Determinant()
    case "inv": Inverse()
    case "solve": Solve()
    case "cholesky": Cholesky()
    case "qr": QRDecomposition()
    case "svd": SingularValueDecomposition()
    case "eigh": EigenDecomposition()
    case "pinv": PseudoInverse()
    case "lstsq": LeastSquares()
    default: nil
    }
  }
}
