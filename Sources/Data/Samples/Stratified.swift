import Engine
import Support

/// Rows cut in two so that both sides have the classes in their shares.
enum Stratified {
  /// `size` of the rows, and all others, both in the order given. Without classes the last ones.
  ///
  /// A class with m of n rows gives m · size / n of them, rounded down; what is missing to `size`
  /// goes to the classes with the largest remainders, of equal ones to those that come first.
  static func cut(
    _ rows: [Int], last size: Int, _ classes: [Int]?
  ) -> (first: [Int], last: [Int]) {
    guard let classes else {
      return (Array(rows.dropLast(size)), Array(rows.suffix(size)))
    }
    var counts: [Int: Int] = [:]
    // In the order in which they come, which is random: no class wins all ties.
    var order: [Int] = []
    for place in rows.indices.untilInterrupted {
      let row = rows[place]
      if counts[classes[row]] == nil { order.append(classes[row]) }
      counts[classes[row], default: 0] += 1
    }
    var taken: [Int: Int] = [:]
    var remainders: [(label: Int, size: Int)] = []
    for label in order {
      let share = (counts[label] ?? 0) * size
      taken[label] = share / rows.count
      remainders.append((label, share % rows.count))
    }
    let missing = size - taken.values.reduce(0, +)
    let largest = remainders.enumerated().sorted {
      ($1.element.size, $0.offset) < ($0.element.size, $1.offset)
    }
    for entry in largest.prefix(missing) { taken[entry.element.label, default: 0] += 1 }
    var isLast = [Bool](repeating: false, count: rows.count)
    for done in rows.indices.untilInterrupted {
      let place = rows.count - 1 - done
      let row = rows[place]
      guard taken[classes[row], default: 0] > 0 else { continue }
      taken[classes[row], default: 0] -= 1
      isLast[place] = true
    }
    return (
      rows.indices.filter { !isLast[$0] }.map { rows[$0] },
      rows.indices.filter { isLast[$0] }.map { rows[$0] }
    )
  }
}

extension Samples {
  /// The class of each sample, where the target is one: a whole number from 0, or a row with a single
  /// 1. `nil` for numbers, and where most samples would be a class of their own.
  package var strata: [Int]? {
    guard let labels = classLabels, Set(labels).count * 2 <= labels.count else { return nil }
    return labels
  }

  /// The same, however few samples a class has.
  package var classLabels: [Int]? {
    guard let targets else { return nil }
    if classCounts != nil {
      var labels: [Int] = []
      for row in (0..<count).untilInterrupted {
        labels.append(Int(exactly: targets.number(row)) ?? 0)
      }
      return labels.count == count ? labels : nil
    }
    let width = targets.shape.count
    guard targets.shape.rank == 1, width > 1 else { return nil }
    var labels: [Int] = []
    for row in (0..<count).untilInterrupted(every: 64) {
      let numbers = (0..<width).map { targets.number(row, $0) }
      guard let label = numbers.firstIndex(of: 1), numbers.allSatisfy({ $0 == 0 || $0 == 1 }),
        numbers.reduce(0, +) == 1
      else { return nil }
      labels.append(label)
    }
    return labels.count == count ? labels : nil
  }
}
