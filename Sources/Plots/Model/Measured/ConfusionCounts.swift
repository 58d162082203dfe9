import Support

/// How often each true class was predicted as each class.
package struct ConfusionCounts: Sendable, Equatable {
  /// The classes' names in order.
  package let labels: [String]
  /// `counts[true][predicted]`, square with one row a label.
  package let counts: [[Int]]

  /// Rows and columns beyond the labels are dropped; missing and negative ones count 0, and none
  /// counts more than 2³⁶, so that sums cannot overflow.
  package init(labels: [String], counts: [[Int]]) {
    self.labels = labels
    self.counts = labels.indices.map { row in
      if Interrupt.isRaised { return Array(repeating: 0, count: labels.count) }
      return labels.indices.map { column in
        row < counts.count && column < counts[row].count
          ? min(max(0, counts[row][column]), 1 << 36) : 0
      }
    }
  }

  /// Classes named 0, 1, 2, ….
  package init(counts: [[Int]]) {
    self.init(labels: counts.indices.map(String.init), counts: counts)
  }

  /// All samples.
  package var total: Int { counts.reduce(0) { $0 + $1.reduce(0, +) } }

  /// Samples predicted right.
  package var correct: Int { labels.indices.reduce(0) { $0 + counts[$1][$1] } }

  /// The share predicted right; NaN without samples.
  package var accuracy: Double { total > 0 ? Double(correct) / Double(total) : .nan }

  /// The share of class `index` that was found; NaN if it never occurs.
  package func recall(of index: Int) -> Double {
    let all = counts[index].reduce(0, +)
    return all > 0 ? Double(counts[index][index]) / Double(all) : .nan
  }

  /// The share of the predictions of class `index` that are right; NaN if it was never predicted.
  package func precision(of index: Int) -> Double {
    let all = counts.reduce(0) { $0 + $1[index] }
    return all > 0 ? Double(counts[index][index]) / Double(all) : .nan
  }

  /// The most frequent mistakes, worst first; ties in the order of the classes.
  package func worst(_ limit: Int) -> [(truth: Int, predicted: Int, count: Int)] {
    var mistakes: [(truth: Int, predicted: Int, count: Int)] = []
    for (truth, row) in counts.enumerated() {
      for (predicted, count) in row.enumerated() where truth != predicted && count > 0 {
        mistakes.append((truth, predicted, count))
      }
    }
    mistakes.sort { ($1.count, $0.truth, $0.predicted) < ($0.count, $1.truth, $1.predicted) }
    return Array(mistakes.prefix(max(0, limit)))
  }

  /// The most frequent mistake of each class that has any, in the order of the classes.
  package var worstOfRows: [(truth: Int, predicted: Int, count: Int)] {
    var seen = Set<Int>()
    return worst(.max).filter { seen.insert($0.truth).inserted }.sorted { $0.truth < $1.truth }
  }
}
