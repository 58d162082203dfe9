/// All outputs of one cell: what agrees, what differs, and what a sticky update would store.
package struct OutputsComparison: Equatable, Sendable {
  /// One output that is stored, computed, or both.
  package struct Item: Equatable, Sendable {
    /// `nil` for one that is new.
    package var stored: StoredOutput?
    /// `nil` for one that did not come again.
    package var computed: StoredOutput?
    /// What the comparison of both says; `.missing` or `.extra` where there is only one.
    package var result: ComparisonResult
    /// How they were compared.
    package var rule: ComparisonRule
  }

  /// In the order of the outputs.
  package let items: [Item]

  /// Outputs are paired in order; kinds and names decide where one was added or taken away.
  package init(
    stored: [StoredOutput], computed: [StoredOutput], by comparison: Comparison
  ) {
    items = pairs(stored, computed).map { first, second in
      switch (first, second) {
      case (let first?, let second?):
        Item(
          stored: first, computed: second, result: comparison.compare(first, second),
          rule: comparison.rule)
      case (nil, let second):
        Item(stored: nil, computed: second, result: .missing, rule: comparison.rule)
      case (let first, nil):
        Item(stored: first, computed: nil, result: .extra, rule: comparison.rule)
      }
    }
  }

  /// Whether every output is there and agrees.
  package var agrees: Bool { items.allSatisfy(\.result.isAgreement) }

  /// The outputs to keep: the stored one where it agrees, byte for byte, the computed one elsewhere,
  /// with the tolerances that its author has given it.
  package var sticky: [StoredOutput] {
    items.compactMap { $0.result.isAgreement ? $0.stored : $0.renewed }
  }

  /// All outputs as they were computed, with the tolerances of those that are stored.
  package var renewed: [StoredOutput] { items.compactMap(\.renewed) }
}

extension OutputsComparison.Item {
  fileprivate var renewed: StoredOutput? {
    guard var output = computed, let stored, stored.kind == output.kind else { return computed }
    for case .pair(let key, let value) in stored.attributes.tolerances {
      output.attributes.set(key, value)
    }
    return output
  }
}

/// The longest common sequence of equal kinds and names, the rest of either side between.
private func pairs(
  _ stored: [StoredOutput], _ computed: [StoredOutput]
) -> [(StoredOutput?, StoredOutput?)] {
  if stored.count == computed.count { return Array(zip(stored, computed)) }
  var lengths = [[Int]](
    repeating: [Int](repeating: 0, count: computed.count + 1), count: stored.count + 1)
  for row in stored.indices.reversed() {
    for column in computed.indices.reversed() {
      lengths[row][column] =
        isSameSort(stored[row], computed[column])
        ? lengths[row + 1][column + 1] + 1
        : max(lengths[row + 1][column], lengths[row][column + 1])
    }
  }
  var result: [(StoredOutput?, StoredOutput?)] = []
  var row = 0
  var column = 0
  while row < stored.count || column < computed.count {
    if row < stored.count, column < computed.count, isSameSort(stored[row], computed[column]) {
      result.append((stored[row], computed[column]))
      row += 1
      column += 1
    } else if column == computed.count
      || (row < stored.count && lengths[row + 1][column] >= lengths[row][column + 1])
    {
      result.append((stored[row], nil))
      row += 1
    } else {
      result.append((nil, computed[column]))
      column += 1
    }
  }
  return result
}

private func isSameSort(_ first: StoredOutput, _ second: StoredOutput) -> Bool {
  first.kind == second.kind && first.name == second.name
}
