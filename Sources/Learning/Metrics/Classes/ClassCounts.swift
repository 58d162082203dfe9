/// How often each true class was predicted as each class: rows true, columns predicted.
struct ClassCounts {
  /// Class numbers from here on are not counted: the table would be larger than any use.
  static let limit = 2_000

  private(set) var table: [[Int]]

  init(classes: Int) {
    let size = min(max(classes, 2), Self.limit)
    table = Array(repeating: Array(repeating: 0, count: size), count: size)
  }

  init(_ table: [[Int]]) { self.table = table }

  mutating func add(_ batch: MetricBatch) {
    for sample in 0..<batch.count {
      let (truth, guess) = batch.classes(of: sample)
      guard truth >= 0, guess >= 0, max(truth, guess) < Self.limit else { continue }
      grow(to: max(truth, guess) + 1)
      table[truth][guess] += 1
    }
  }

  private mutating func grow(to size: Int) {
    guard size > table.count else { return }
    let missing = size - table.count
    for row in table.indices { table[row] += Array(repeating: 0, count: missing) }
    for _ in 0..<missing { table.append(Array(repeating: 0, count: size)) }
  }

  func hits(_ index: Int) -> Int { table[index][index] }
  func truths(_ index: Int) -> Int { table[index].reduce(0, +) }
  func guesses(_ index: Int) -> Int { table.reduce(0) { $0 + $1[index] } }
}

/// a / b, and 0 where b is 0.
func ratio(_ a: Int, _ b: Int) -> Double { b == 0 ? 0 : Double(a) / Double(b) }

/// a / b of what entries count together, and 0 where b is 0.
func ratio(_ a: Double, _ b: Double) -> Double { b == 0 ? 0 : a / b }
