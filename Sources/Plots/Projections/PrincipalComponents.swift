import Support

/// Rows of numbers along the two directions in which they differ most.
///
/// Columns are centered, not scaled. The directions are eigenvectors of the covariance with n − 1 in the denominator; of
/// each the largest entry is positive, as scikit-learn has it.
struct PrincipalComponents: Sendable, Equatable {
  /// The place of each row: [rows × 2].
  let scores: [Double]
  /// The share of the whole variance that each of both directions has, 0…1; NaN where rows do not differ.
  let shares: [Double]

  /// Steps of the iteration at most; what converges needs few.
  private static let limit = 1_000
  /// Directions that are followed, so that the first two converge fast.
  private static let width = 8

  /// Of [rows × columns]; throws where the user interrupts.
  init(_ values: [Double], rows: Int, columns: Int) throws {
    guard rows > 0, columns > 0, values.count == rows * columns else {
      (scores, shares) = ([], [.nan, .nan])
      return
    }
    let (centered, scale) = try Self.centered(values, rows, columns)
    // The smaller of X·Xᵀ and Xᵀ·X has the same eigenvalues.
    let isTall = rows >= columns
    let size = isTall ? columns : rows
    let product = try Self.product(centered, rows, columns, ofColumns: isTall)
    let trace = (0..<size).reduce(0) { $0 + product[$1 * size + $1] }
    let found = try Self.leading(product, size: size)
    shares = (0..<2).map { place in
      guard trace > 0 else { return .nan }
      return place < found.values.count ? max(0, found.values[place]) / trace : 0
    }
    var scores = [Double](repeating: 0, count: 2 * rows)
    for place in 0..<min(2, found.values.count) {
      let vector = found.vectors[place]
      var direction = vector
      if !isTall {
        direction = [Double](repeating: 0, count: columns)
        for row in 0..<rows {
          for column in 0..<columns {
            direction[column] += vector[row] * centered[row * columns + column]
          }
        }
        let length = direction.reduce(0) { $0 + $1 * $1 }.squareRoot()
        guard length > 0 else { continue }
        for column in 0..<columns { direction[column] /= length }
      }
      let largest = direction.indices.max { abs(direction[$0]) < abs(direction[$1]) } ?? 0
      let sign: Double = direction[largest] < 0 ? -1 : 1
      for row in 0..<rows {
        var sum = 0.0
        for column in 0..<columns { sum += direction[column] * centered[row * columns + column] }
        scores[2 * row + place] = trace > 0 ? sign * sum * scale : 0
      }
    }
    self.scores = scores
  }

  /// Each column less its mean, in parts of a scale that leaves squares finite; a number that is none counts as the mean.
  private static func centered(
    _ values: [Double], _ rows: Int, _ columns: Int
  ) throws -> (values: [Double], scale: Double) {
    let scale = Magnitude.scale(of: values)
    var means = [Double](repeating: 0, count: columns)
    var counts = means
    for row in (0..<rows).untilInterrupted(every: 64) {
      for column in 0..<columns where values[row * columns + column].isFinite {
        means[column] += values[row * columns + column] / scale
        counts[column] += 1
      }
    }
    try Interrupt.check()
    for column in 0..<columns { means[column] /= max(1, counts[column]) }
    var result = values
    for place in values.indices {
      let value = values[place] / scale - means[place % columns]
      result[place] = value.isFinite ? value : 0
    }
    return (result, scale)
  }

  /// Xᵀ·X, or X·Xᵀ.
  private static func product(
    _ x: [Double], _ rows: Int, _ columns: Int, ofColumns isTall: Bool
  ) throws -> [Double] {
    let size = isTall ? columns : rows
    var result = [Double](repeating: 0, count: size * size)
    try x.withUnsafeBufferPointer { x in
      try result.withUnsafeMutableBufferPointer { result in
        if isTall {
          for row in 0..<rows {
            if row & 15 == 0 { try Interrupt.check() }
            let start = row * columns
            for i in 0..<columns {
              let factor = x[start + i]
              guard factor != 0 else { continue }
              for j in i..<columns { result[i * size + j] += factor * x[start + j] }
            }
          }
        } else {
          for i in 0..<rows {
            if i & 15 == 0 { try Interrupt.check() }
            for j in i..<rows {
              let (a, b) = (i * columns, j * columns)
              // Two sums, because each waits for the number before.
              var (even, odd) = (0.0, 0.0)
              var k = 0
              while k + 2 <= columns {
                even += x[a + k] * x[b + k]
                odd += x[a + k + 1] * x[b + k + 1]
                k += 2
              }
              if k < columns { even += x[a + k] * x[b + k] }
              result[i * size + j] = even + odd
            }
          }
        }
        for i in 0..<size {
          for j in 0..<i { result[i * size + j] = result[j * size + i] }
        }
      }
    }
    return result
  }

  /// The eigenvectors of the two largest eigenvalues, by subspace iteration with Rayleigh and Ritz (Saad, chapter 5).
  private static func leading(
    _ matrix: [Double], size: Int
  ) throws -> (values: [Double], vectors: [[Double]]) {
    let width = min(Self.width, size)
    guard size > 2 * Self.width else {
      let found = SymmetricEigen.solve(matrix, size: size)
      return (
        found.values, (0..<size).map { Array(found.vectors[$0 * size..<($0 + 1) * size]) }
      )
    }
    // A beginning that is the same each time and along no axis.
    var basis = (0..<width).map { place in
      (0..<size).map { index -> Double in
        let bits = UInt64(truncatingIfNeeded: (index + 1) &* (2 * place + 3) &* 2_654_435_761)
        return Double((bits >> 7) & 0xFFFF) / 32_768 - 1
      }
    }
    orthonormalize(&basis)
    var values = [Double](repeating: 0, count: width)
    for _ in 0..<limit {
      try Interrupt.check()
      let images = basis.map { times(matrix, $0) }
      var small = [Double](repeating: 0, count: width * width)
      for i in 0..<width {
        for j in 0..<width { small[i * width + j] = dot(basis[i], images[j]) }
      }
      for i in 0..<width {
        for j in 0..<i {
          let mean = (small[i * width + j] + small[j * width + i]) / 2
          (small[i * width + j], small[j * width + i]) = (mean, mean)
        }
      }
      let found = SymmetricEigen.solve(small, size: width)
      func combined(_ rows: [[Double]], _ place: Int) -> [Double] {
        var result = [Double](repeating: 0, count: size)
        for i in 0..<width {
          let factor = found.vectors[place * width + i]
          for k in 0..<size { result[k] += factor * rows[i][k] }
        }
        return result
      }
      let vectors = (0..<width).map { combined(basis, $0) }
      let next = (0..<width).map { combined(images, $0) }
      let rest = (0..<2).map { place -> Double in
        var sum = 0.0
        for k in 0..<size {
          let gap = next[place][k] - found.values[place] * vectors[place][k]
          sum += gap * gap
        }
        return sum.squareRoot()
      }
      values = found.values
      if rest.allSatisfy({ $0 <= abs(values[0]) * 1e-12 }) { return (values, vectors) }
      basis = next
      orthonormalize(&basis)
    }
    return (values, basis)
  }

  private static func times(_ matrix: [Double], _ vector: [Double]) -> [Double] {
    let size = vector.count
    var result = [Double](repeating: 0, count: size)
    matrix.withUnsafeBufferPointer { matrix in
      result.withUnsafeMutableBufferPointer { result in
        // The matrix is symmetric: its rows are its columns, and are added up without a sum of many.
        for row in 0..<size where vector[row] != 0 {
          let factor = vector[row]
          for column in 0..<size { result[column] += factor * matrix[row * size + column] }
        }
      }
    }
    return result
  }

  private static func dot(_ a: [Double], _ b: [Double]) -> Double {
    var sum = 0.0
    for index in a.indices { sum += a[index] * b[index] }
    return sum
  }

  /// Gram and Schmidt, twice; a direction that vanishes becomes zeros.
  private static func orthonormalize(_ rows: inout [[Double]]) {
    for place in rows.indices {
      for _ in 0..<2 {
        for before in 0..<place {
          let factor = dot(rows[place], rows[before])
          for k in rows[place].indices { rows[place][k] -= factor * rows[before][k] }
        }
      }
      let length = dot(rows[place], rows[place]).squareRoot()
      guard length > 1e-300 else {
        rows[place] = [Double](repeating: 0, count: rows[place].count)
        continue
      }
      for k in rows[place].indices { rows[place][k] /= length }
    }
  }
}
