/// Eigenvalues and eigenvectors of a small symmetric matrix, by Jacobi's rotations (Golub and Van Loan, 8.5).
package enum SymmetricEigen {
  /// The values, largest first, and the vectors as rows [size × size]; of what is not finite zeros.
  package static func solve(_ matrix: [Double], size: Int) -> (values: [Double], vectors: [Double])
  {
    var a = matrix
    var v = [Double](repeating: 0, count: size * size)
    for index in 0..<size { v[index * size + index] = 1 }
    guard matrix.allSatisfy(\.isFinite) else {
      return ([Double](repeating: 0, count: size), v)
    }
    for _ in 0..<60 {
      var rest = 0.0
      var whole = 0.0
      for row in 0..<size {
        for column in 0..<size {
          let square = a[row * size + column] * a[row * size + column]
          whole += square
          if row != column { rest += square }
        }
      }
      if rest <= whole * 1e-30 { break }
      for p in 0..<size {
        for q in (p + 1)..<max(size, p + 1) { rotate(&a, &v, size, p, q) }
      }
    }
    let order = (0..<size).sorted { a[$0 * size + $0] > a[$1 * size + $1] }
    return (
      order.map { a[$0 * size + $0] },
      order.flatMap { column in (0..<size).map { v[$0 * size + column] } }
    )
  }

  /// Makes one pair of entries beside the diagonal 0.
  private static func rotate(
    _ a: inout [Double], _ v: inout [Double], _ size: Int, _ p: Int, _ q: Int
  ) {
    let entry = a[p * size + q]
    guard entry != 0 else { return }
    let theta = (a[q * size + q] - a[p * size + p]) / (2 * entry)
    let root = (theta * theta + 1).squareRoot()
    let t = (theta >= 0 ? 1.0 : -1.0) / (abs(theta) + root)
    let c = 1 / (t * t + 1).squareRoot()
    let s = t * c
    for k in 0..<size {
      let (x, y) = (a[k * size + p], a[k * size + q])
      a[k * size + p] = c * x - s * y
      a[k * size + q] = s * x + c * y
    }
    for k in 0..<size {
      let (x, y) = (a[p * size + k], a[q * size + k])
      a[p * size + k] = c * x - s * y
      a[q * size + k] = s * x + c * y
    }
    for k in 0..<size {
      let (x, y) = (v[k * size + p], v[k * size + q])
      v[k * size + p] = c * x - s * y
      v[k * size + q] = s * x + c * y
    }
  }
}
