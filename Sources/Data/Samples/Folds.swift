import Engine

/// Rows dealt into parts of equal size, each of which is held out once.
package enum Folds {
  /// The fold of each row, from 0 on.
  ///
  /// With `groups` rows of a group stay together: the largest group first, each into the fold with the fewest rows.
  /// Otherwise, with `classes`, rows are dealt class by class, so that sizes, and the counts of each class,
  /// differ by 1 at most; without, the first n mod k folds have one row more. Which rows of a class, and which of
  /// equal groups, is drawn from the stream. `count` is at least 1.
  package static func places(
    of rows: Int, _ count: Int, classes: [Int]? = nil, groups: [Int]? = nil, _ stream: RandomStream
  ) -> [Int] {
    let order = stream.permutation(rows, epoch: 0)
    if let groups { return places(of: groups, count, order) }
    guard let classes else {
      var places = [Int](repeating: 0, count: rows)
      var next = 0
      for fold in 0..<count {
        for _ in 0..<(rows / count + (fold < rows % count ? 1 : 0)) {
          places[order[next]] = fold
          next += 1
        }
      }
      return places
    }
    return places(of: classes, order, count)
  }

  /// Dealt like cards from rows that are sorted by class; classes in the order in which they come.
  private static func places(of classes: [Int], _ order: [Int], _ count: Int) -> [Int] {
    var ranks: [Int: Int] = [:]
    for label in classes where ranks[label] == nil { ranks[label] = ranks.count }
    var members = [[Int]](repeating: [], count: ranks.count)
    for row in order { members[ranks[classes[row]] ?? 0].append(row) }
    var places = [Int](repeating: 0, count: classes.count)
    var start = 0
    for rows in members {
      for (number, row) in rows.enumerated() { places[row] = (start + number) % count }
      start += rows.count
    }
    return places
  }

  private static func places(of groups: [Int], _ count: Int, _ order: [Int]) -> [Int] {
    var members: [Int: [Int]] = [:]
    var found: [Int] = []
    for row in order {
      if members[groups[row]] == nil { found.append(groups[row]) }
      members[groups[row], default: []].append(row)
    }
    // Of equal ones those first that were drawn first.
    let largest = found.enumerated().sorted {
      let (a, b) = (members[$0.element]?.count ?? 0, members[$1.element]?.count ?? 0)
      return a != b ? a > b : $0.offset < $1.offset
    }
    var sizes = [Int](repeating: 0, count: count)
    var places = [Int](repeating: 0, count: groups.count)
    for entry in largest {
      let rows = members[entry.element] ?? []
      let fold = sizes.indices.min { sizes[$0] < sizes[$1] } ?? 0
      for row in rows { places[row] = fold }
      sizes[fold] += rows.count
    }
    return places
  }
}
