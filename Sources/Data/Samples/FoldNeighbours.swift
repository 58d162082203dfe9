import Formats

/// Rows that share something with others: windows over the same numbers, rows that hold what stood in earlier ones.
///
/// Dealt at random, nearly each row held out would have its content among those of training.
package struct FoldNeighbours: Sendable {
  /// Rows one after the other, of which those up to `reach` apart share something.
  struct Chain {
    let rows: [Int]
    let reach: Int
  }

  private let chains: [Chain]
  /// All rows, so that those that share something stand near each other.
  package let order: [Int]
  /// Whether windows are cut of the rows once they are dealt.
  package let areCutLater: Bool

  init(_ chains: [Chain], of count: Int, areCutLater: Bool) {
    (self.chains, self.areCutLater) = (chains, areCutLater)
    order = chains.count == 1 && chains[0].rows.count == count ? chains[0].rows : Array(0..<count)
  }

  /// The other rows that share something with these.
  package func beside(_ held: [Int]) -> [Int] {
    var isHeld = [Bool](repeating: false, count: order.count)
    for row in held { isHeld[row] = true }
    var isBeside = [Bool](repeating: false, count: order.count)
    for chain in chains where chain.reach > 0 {
      for rows in [chain.rows, chain.rows.reversed()] {
        var distance = Int.max
        for row in rows {
          distance = isHeld[row] ? 0 : distance == .max ? .max : distance + 1
          if distance > 0, distance <= chain.reach { isBeside[row] = true }
        }
      }
    }
    return isBeside.indices.filter { isBeside[$0] }
  }
}

extension Folds {
  /// The fold of each row, from 0 on, where folds are neighbours in this order; the first n mod k have one row more.
  package static func blocks(of order: [Int], _ count: Int) -> [Int] {
    var places = [Int](repeating: 0, count: order.count)
    var next = 0
    for fold in 0..<count {
      for _ in 0..<(order.count / count + (fold < order.count % count ? 1 : 0)) {
        places[order[next]] = fold
        next += 1
      }
    }
    return places
  }
}

extension Dataset {
  /// The step that cuts windows of the rows that are dealt; `nil` without one.
  var windowsCutLater: TimeWindows? {
    origin?.steps.lazy.compactMap { $0.step as? TimeWindows }.first
  }

  /// Which rows that are dealt into folds share something; `nil` where each stands for itself.
  package var foldNeighbours: FoldNeighbours? {
    let source = foldSource
    let count = source.train.count
    var chains: [FoldNeighbours.Chain] = []
    if let tabular = source.tabular, !source.hasOwnSamples {
      for need in EarlierRows(of: tabular.steps).needs {
        let series = RowSeries(of: tabular.raw.train, by: need.group)
        chains += series.rows.map { FoldNeighbours.Chain(rows: $0, reach: need.count) }
      }
    }
    let ahead = (source.recipe?.window?.horizon ?? 1) - 1
    for input in source.train.inputs {
      guard let overlap = input.rows.overlap else { continue }
      chains.append(
        FoldNeighbours.Chain(
          rows: overlap.rows, reach: overlap.reach + ahead))
    }
    let isCut = windowsCutLater != nil
    if chains.isEmpty, !isCut { return nil }
    return FoldNeighbours(chains, of: count, areCutLater: isCut)
  }

  /// Takes the target from the last rows before each gap, so that no window reaches over it: those without one are left
  /// out. `rows` are the places that the training rows had.
  mutating func tear(_ rows: [Int], horizon: Int) {
    guard let name = tabular?.target, let table = tabular?.now.train else { return }
    var isTorn = [Bool](repeating: false, count: rows.count)
    for place in rows.indices.dropLast() where rows[place + 1] != rows[place] + 1 {
      for row in max(0, place - horizon + 1)...place { isTorn[row] = true }
    }
    let torn = table.mapColumns { column in
      guard column.name == name, let numbers = column.values.doubles else { return [column] }
      let values = zip(numbers, isTorn).map { $1 ? Double.nan : $0 }
      return [TypedColumn(name, .numbers(values))]
    }
    tabular?.now.set(torn, as: .train)
  }
}
