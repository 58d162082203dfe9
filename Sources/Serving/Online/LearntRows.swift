import Data
import Engine

/// The last rows that came, with their targets: a bounded number of them, and of bytes.
struct LearntRows {
  private var parts: [Samples] = []
  private let most: Int
  private(set) var count = 0
  /// All that ever came.
  private(set) var arrived = 0

  /// Bytes of rows that are kept at most, but never fewer than 64 of them.
  static let mostBytes = 64_000_000

  init(most: Int, rowBytes: Int) {
    self.most = min(most, max(64, Self.mostBytes / max(rowBytes, 1)))
  }

  mutating func append(_ rows: Samples) {
    guard rows.count > 0 else { return }
    parts.append(rows)
    (count, arrived) = (count + rows.count, arrived + rows.count)
    while count > most, let first = parts.first {
      let surplus = count - most
      if first.count <= surplus {
        parts.removeFirst()
        count -= first.count
      } else {
        parts[0] = first.subset(surplus..<first.count)
        count = most
      }
    }
  }

  mutating func forget() { (parts, count) = ([], 0) }

  /// The last so many, the oldest first; `nil` where there is none.
  func last(_ rows: Int) -> Samples? {
    guard let first = parts.first, let targets = first.targets, rows > 0 else { return nil }
    func stacked(_ part: (Samples) -> SampleRows?) -> SampleRows {
      let all = SampleRows(Tensor.stacked(parts.compactMap(part).map(\.tensor)))
      return all.count <= rows ? all : all.subset((all.count - rows)..<all.count)
    }
    let inputs = first.inputs.indices.map { place in
      Samples.Input(
        first.inputs[place].name, stacked { $0.inputs[place].rows },
        first.inputs[place].vocabulary)
    }
    var samples = Samples(inputs, targets: targets.count == 0 ? nil : stacked(\.targets))
    samples.ignoredClass = first.ignoredClass
    return samples
  }

  var all: Samples? { last(count) }
}
