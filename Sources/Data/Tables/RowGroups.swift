import Formats
import Support

/// Rows told apart by one column: by its words, its few numbers, or bands of its many.
package struct RowGroups: Equatable, Sendable {
  /// In the order of words, or of numbers; `(missing)` last.
  package let names: [String]
  /// The group of each row.
  package let numbers: [Int]

  /// What rows without a value are called.
  package static let missing = "(missing)"
  /// So many different numbers are groups of their own; more are cut at their quartiles.
  static let fewNumbers = 10

  /// The rows of each group.
  package var rows: [[Int]] {
    var rows = [[Int]](repeating: [], count: names.count)
    for (row, group) in numbers.enumerated() { rows[group].append(row) }
    return rows
  }

  /// Groups of a column. With `edges`, in rising order, numbers are cut there: below the first, from each up to
  /// the next, from the last on. Groups without rows are left out.
  package init(of column: TypedColumn, edges: [Double]? = nil) {
    guard let numbers = column.values.doubles else {
      self.init(codes: column.texts.map { $0 ?? Self.missing })
      return
    }
    let present = numbers.filter { !$0.isNaN }
    let distinct = Set(present)
    guard edges != nil || distinct.count > Self.fewNumbers || column.kind == .date else {
      let sorted = distinct.sorted()
      let places = Dictionary(uniqueKeysWithValues: zip(sorted, sorted.indices))
      self.init(
        sorted.map { NumberText.general($0) },
        numbers.map { $0.isNaN ? sorted.count : places[$0] ?? 0 })
      return
    }
    let isDate = column.kind == .date
    let cuts =
      edges
      ?? Array(Set([0.25, 0.5, 0.75].map { ColumnStatistics.quantile(present, $0) })).sorted()
    func text(_ number: Double) -> String {
      isDate ? DateText.of(number) : NumberText.general(number)
    }
    let names =
      cuts.isEmpty
      ? ["all"]
      : (0...cuts.count).map { place in
        if place == 0 { return "< \(text(cuts[0]))" }
        if place == cuts.count { return ">= \(text(cuts[place - 1]))" }
        return "\(text(cuts[place - 1])) to < \(text(cuts[place]))"
      }
    self.init(
      names,
      numbers.map { number in
        number.isNaN ? names.count : cuts.count { $0 <= number }
      })
  }

  /// A name for each group and a group, or the one behind the last, for each row.
  private init(_ names: [String], _ numbers: [Int]) {
    let names = names + [Self.missing]
    let used = Set(numbers).sorted()
    let places = Dictionary(uniqueKeysWithValues: zip(used, used.indices))
    self.names = used.map { names[$0] }
    self.numbers = numbers.map { places[$0] ?? 0 }
  }

  private init(codes words: [String]) {
    let names = Set(words).subtracting([Self.missing]).sorted {
      $0.utf8.lexicographicallyPrecedes($1.utf8)
    }
    let places = Dictionary(uniqueKeysWithValues: zip(names, names.indices))
    self.init(names, words.map { places[$0] ?? names.count })
  }
}

extension RowGroups {
  /// Cramér's V of two ways to tell rows apart: 0 where one says nothing of the other, 1 where it says all.
  ///
  /// √(χ² / (n · (min(rows, columns) − 1))); 0 where one of them has a single group. Cramér 1946.
  package func association(with other: RowGroups) -> Double {
    let (a, b) = (names.count, other.names.count)
    guard a > 1, b > 1, numbers.count == other.numbers.count else { return 0 }
    var counts: [Int: Double] = [:]
    var (first, second) = ([Double](repeating: 0, count: a), [Double](repeating: 0, count: b))
    for row in numbers.indices.untilInterrupted {
      counts[numbers[row] * b + other.numbers[row], default: 0] += 1
      first[numbers[row]] += 1
      second[other.numbers[row]] += 1
    }
    // χ² = n · (Σ count² / (row · column) − 1): pairs that do not occur add nothing.
    var sum = 0.0
    for (key, count) in counts.sorted(by: { $0.key < $1.key }) {
      sum += count * count / (first[key / b] * second[key % b])
    }
    return (max(0, sum - 1) / Double(min(a, b) - 1)).squareRoot()
  }
}
