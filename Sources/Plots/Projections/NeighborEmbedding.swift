import Glibc
import Support

/// Rows of numbers in the plane so that neighbours stay neighbours: t-SNE (van der Maaten and Hinton 2008), exact.
///
/// It begins with the principal components and draws nothing at random: the same rows have the same picture. Settings
/// are those of scikit-learn: perplexity 30 (a third of few rows), early exaggeration 12 for 250 steps, then up to 1,000
/// in all; many rows get fewer steps, so that time is bounded by work.
struct NeighborEmbedding {
  /// The place of each row: [rows × 2].
  let scores: [Double]
  /// How many steps were made.
  let steps: Int

  /// Rows at most.
  static let limit = 2_000
  /// Pairs that all steps together look at, about.
  private static let work = 1_600_000_000

  /// Of [rows × columns], at most `limit` rows, in at most so many steps; throws where the user interrupts.
  init(_ values: [Double], rows: Int, columns: Int, most: Int = 1_000) throws {
    let start = try PrincipalComponents(values, rows: rows, columns: columns).scores
    guard rows > 3, start.count == 2 * rows else {
      (scores, steps) = (start, 0)
      return
    }
    let perplexity = min(30, Double(rows - 1) / 3)
    let affinities = try Affinities(values, rows: rows, columns: columns, perplexity: perplexity)
    steps = min(most, max(300, Self.work / (rows * rows)))
    var descent = Descent(start, affinities.shares, rows: rows)
    let early = min(250, steps / 3)
    for step in 0..<steps {
      try Interrupt.check()
      descent.step(exaggeration: step < early ? 12 : 1, momentum: step < early ? 0.5 : 0.8)
    }
    scores = descent.places
  }
}

/// How near rows are to one another: symmetric shares that add up to 1.
private struct Affinities {
  private(set) var shares: [Float]

  init(_ values: [Double], rows: Int, columns: Int, perplexity: Double) throws {
    let distances = try Self.squaredDistances(values, rows, columns)
    shares = [Float](repeating: 0, count: rows * rows)
    let wanted = log(perplexity)
    var row = [Double](repeating: 0, count: rows)
    var conditional = [Float](repeating: 0, count: rows * rows)
    for i in 0..<rows {
      if i & 15 == 0 { try Interrupt.check() }
      var (low, high, beta) = (0.0, Double.infinity, 1.0)
      let here = distances[i * rows..<(i + 1) * rows]
      let nearest = Double(
        here.indices.lazy.filter { $0 != i * rows + i }.map { here[$0] }.min() ?? 0)
      for _ in 0..<100 {
        var (sum, weighted) = (0.0, 0.0)
        for j in 0..<rows {
          // Less the nearest, so that not all shares vanish.
          let distance = Double(distances[i * rows + j]) - nearest
          row[j] = j == i ? 0 : exp(-distance * beta)
          sum += row[j]
          weighted += distance * row[j]
        }
        let entropy = log(max(sum, 1e-300)) + beta * weighted / max(sum, 1e-300)
        for j in 0..<rows { row[j] /= max(sum, 1e-300) }
        let gap = entropy - wanted
        if abs(gap) < 1e-5 { break }
        if gap > 0 {
          low = beta
          beta = high.isFinite ? (beta + high) / 2 : beta * 2
        } else {
          high = beta
          beta = (beta + low) / 2
        }
      }
      for j in 0..<rows { conditional[i * rows + j] = Float(row[j]) }
    }
    let total = Float(2 * rows)
    for i in 0..<rows {
      for j in 0..<rows where j != i {
        shares[i * rows + j] = max(
          (conditional[i * rows + j] + conditional[j * rows + i]) / total, 1e-12)
      }
    }
  }

  /// Each pair's, in shares of the mean, so that the search for a width begins near it.
  private static func squaredDistances(
    _ values: [Double], _ rows: Int, _ columns: Int
  ) throws -> [Float] {
    let largest = values.lazy.filter(\.isFinite).map(abs).max() ?? 0
    let scale = largest > 0 ? 1 / largest : 0
    let x = values.map { $0.isFinite ? Float($0 * scale) : 0 }
    var result = [Float](repeating: 0, count: rows * rows)
    var total = 0.0
    try x.withUnsafeBufferPointer { x in
      for i in 0..<rows {
        if i & 15 == 0 { try Interrupt.check() }
        for j in 0..<i {
          var sums = SIMD8<Float>()
          var k = 0
          let (a, b) = (i * columns, j * columns)
          while k + 8 <= columns {
            var gap = SIMD8<Float>()
            for lane in 0..<8 { gap[lane] = x[a + k + lane] - x[b + k + lane] }
            sums += gap * gap
            k += 8
          }
          var sum = sums.sum()
          while k < columns {
            let gap = x[a + k] - x[b + k]
            sum += gap * gap
            k += 1
          }
          result[i * rows + j] = sum
          result[j * rows + i] = sum
          total += Double(sum)
        }
      }
    }
    let mean = Float(total / Double(max(1, rows * (rows - 1) / 2)))
    guard mean > 0 else { return result }
    return result.map { $0 / mean }
  }
}

/// Gradient descent with momentum and gains, as the authors' program has it.
private struct Descent {
  private let rows: Int
  private let padded: Int
  private let shares: [Float]
  private let rate: Float
  private var x: [Float]
  private var y: [Float]
  private var speed: [Float]
  private var gains: [Float]

  init(_ start: [Double], _ shares: [Float], rows: Int) {
    self.rows = rows
    padded = (rows + 7) / 8 * 8
    // Rows of shares are filled up with zeros, so that eight are taken at a time.
    var table = [Float](repeating: 0, count: rows * padded)
    for i in 0..<rows {
      for j in 0..<rows { table[i * padded + j] = shares[i * rows + j] }
    }
    self.shares = table
    rate = max(Float(rows) / 48, 50)
    // Small at first, as wide as 10⁻⁴ across.
    let mean = (0..<rows).reduce(0.0) { $0 + start[2 * $1] } / Double(rows)
    let spread =
      ((0..<rows).reduce(0.0) { $0 + (start[2 * $1] - mean) * (start[2 * $1] - mean) }
      / Double(rows)).squareRoot()
    let scale = spread > 0 && spread.isFinite ? 1e-4 / spread : 0
    x = [Float](repeating: 0, count: padded)
    y = x
    for i in 0..<rows {
      x[i] = Float(start[2 * i] * scale)
      y[i] = Float(start[2 * i + 1] * scale)
    }
    speed = [Float](repeating: 0, count: 2 * rows)
    gains = [Float](repeating: 1, count: 2 * rows)
  }

  var places: [Double] { (0..<rows).flatMap { [Double(x[$0]), Double(y[$0])] } }

  mutating func step(exaggeration: Float, momentum: Float) {
    // Sums of p·q·(yᵢ − yⱼ) and of q²·(yᵢ − yⱼ) with q = 1 / (1 + distance²).
    var pull = [Float](repeating: 0, count: 2 * rows)
    var push = pull
    var normal = 0.0
    x.withUnsafeBytes { x in
      y.withUnsafeBytes { y in
        shares.withUnsafeBytes { shares in
          for i in 0..<rows {
            let here = (
              SIMD8<Float>(repeating: x.load(fromByteOffset: 4 * i, as: Float.self)),
              SIMD8<Float>(repeating: y.load(fromByteOffset: 4 * i, as: Float.self))
            )
            var sums = (SIMD8<Float>(), SIMD8<Float>(), SIMD8<Float>(), SIMD8<Float>())
            var nearness = SIMD8<Float>()
            for j in stride(from: 0, to: padded, by: 8) {
              let dx = here.0 - x.loadUnaligned(fromByteOffset: 4 * j, as: SIMD8<Float>.self)
              let dy = here.1 - y.loadUnaligned(fromByteOffset: 4 * j, as: SIMD8<Float>.self)
              var q = 1 / (1 + dx * dx + dy * dy)
              if j + 8 > rows {
                for lane in 0..<8 where j + lane >= rows { q[lane] = 0 }
              }
              let p = shares.loadUnaligned(
                fromByteOffset: 4 * (i * padded + j), as: SIMD8<Float>.self)
              let near = p * q
              let square = q * q
              sums.0 += near * dx
              sums.1 += near * dy
              sums.2 += square * dx
              sums.3 += square * dy
              nearness += q
            }
            pull[2 * i] = sums.0.sum()
            pull[2 * i + 1] = sums.1.sum()
            push[2 * i] = sums.2.sum()
            push[2 * i + 1] = sums.3.sum()
            // Less the row itself, whose q is 1.
            normal += Double(nearness.sum()) - 1
          }
        }
      }
    }
    let share = Float(1 / max(normal, 1e-12))
    for place in 0..<2 * rows {
      let gradient = 4 * (exaggeration * pull[place] - share * push[place])
      gains[place] =
        gradient * speed[place] < 0 ? gains[place] + 0.2 : max(0.01, gains[place] * 0.8)
      speed[place] = momentum * speed[place] - rate * gains[place] * gradient
      if place % 2 == 0 { x[place / 2] += speed[place] } else { y[place / 2] += speed[place] }
    }
  }
}
