import Formats
import Support

// Parts that a column decides: groups that stay whole, and time.

extension Split {
  /// Parts of whole groups; the test part is chosen first, from the same rows whatever the rest is cut into.
  func parts(
    of dataset: Dataset, by name: String, _ context: DataContext
  ) throws(DataError) -> Dataset {
    let column = try dataset.columnThatSplits(name)
    let groups = KeyGroups(column.keys)
    let count = dataset.train.count
    guard groups.numbers.count == count else { throw DataError(.interrupted) }
    let sizes = try sizes(of: count)
    guard groups.sizes.count >= sizes.count else {
      throw DataError(
        .split(
          .tooFewGroups(
            column: name, found: groups.sizes.count, parts: sizes.count, isTime: false)))
    }
    let isRandom = isShuffled && !(context.keepsTime && !wantsRandom)
    let all = groups.sizes.count
    // A name of its own: rows that are drawn one by one are others.
    var rest =
      isRandom
      ? context.fixedStream("split \(all) groups of \(count) rows").permutation(all, epoch: 0)
        .map { Int($0) } : Array(0..<all)
    guard rest.count == all else { throw DataError(.interrupted) }
    var partOf = [Int](repeating: 0, count: all)
    var counts: [Int] = []
    for (place, size) in sizes.enumerated().reversed() {
      let own = rest.map { groups.sizes[$0] }
      let chosen =
        place == 0
        ? Set(rest.indices)
        : isRandom
          ? Grouped.chosen(own, near: size.count, leaving: place)
          : Grouped.last(own, near: size.count, leaving: place)
      for index in chosen { partOf[rest[index]] = place }
      counts.insert(chosen.count, at: 0)
      rest = rest.indices.filter { !chosen.contains($0) }.map { rest[$0] }
    }
    var rows = [[Int]](repeating: [], count: sizes.count)
    let order = isRandom ? self.order(of: count, context) : Array(0..<count)
    for index in order.indices.untilInterrupted {
      rows[partOf[groups.numbers[order[index]]]].append(order[index])
    }
    var result = dataset
    for (place, size) in sizes.enumerated() {
      result.take(rows[place], of: dataset, as: size.part)
    }
    context.record.splits.append(
      SplitSummary(
        parts: zip(sizes, rows).map { ($0.part, $1.count) }, isRandom: isRandom,
        keepsShares: false, column: .groups(name, counts: counts)))
    return result
  }

  /// Parts one after the other in time, the latest rows in test; rows of one moment stay together.
  func parts(
    of dataset: Dataset, time name: String, _ context: DataContext
  ) throws(DataError) -> Dataset {
    let column = try dataset.columnThatSplits(name)
    guard let moments = column.values.doubles else {
      throw DataError(.split(.noTime(column: name, found: column.kind)))
    }
    let known = moments.indices.filter { !moments[$0].isNaN }
    // Rows of one moment stay in the order of the file.
    let order = known.interruptiblySorted { moments[$0] < moments[$1] }
    guard order.count == known.count else { throw DataError(.interrupted) }
    // Where rows of one moment end, as a number of rows.
    let borders = order.indices.dropFirst().filter { moments[order[$0]] != moments[order[$0 - 1]] }
    let shares = try sizes(of: order.count)
    guard borders.count + 1 >= shares.count else {
      throw DataError(
        .split(
          .tooFewGroups(
            column: name, found: order.isEmpty ? 0 : borders.count + 1, parts: shares.count,
            isTime: true)))
    }
    var (start, wanted, first) = (0, 0, 0)
    var parts: [(part: Dataset.Part, count: Int)] = []
    var result = dataset
    for (place, share) in shares.enumerated() {
      wanted += share.count
      var end = order.count
      if place < shares.count - 1 {
        // Each part behind it needs a border of its own.
        let free = borders[first..<borders.count - (shares.count - 2 - place)]
        let nearest = free.indices.min { abs(free[$0] - wanted) < abs(free[$1] - wanted) }
        guard let nearest else { continue }
        end = borders[nearest]
        first = nearest + 1
      }
      result.take(Array(order[start..<end]), of: dataset, as: share.part)
      parts.append((share.part, end - start))
      start = end
    }
    if known.count < moments.count {
      context.record.notes.append(.rowsLeftOut(moments.count - known.count, .timeless(name)))
    }
    context.record.splits.append(
      SplitSummary(parts: parts, isRandom: false, keepsShares: false, column: .time(name)))
    return result
  }
}

extension Dataset {
  /// The rows by time, as a split in time will take them: those of one moment in the order of the file, those without
  /// one at the end. What cannot be sorted stays as it is, for the split to refuse.
  func inOrder(of time: String) -> Dataset {
    guard validation == nil, test == nil,
      let moments = (try? columnThatSplits(time))?.values.doubles
    else { return self }
    let keys = moments.map { $0.isNaN ? .infinity : $0 }
    guard zip(keys, keys.dropFirst()).contains(where: { $0 > $1 }) else { return self }
    let order = keys.indices.interruptiblySorted { keys[$0] < keys[$1] }
    guard order.count == keys.count else { return self }
    var result = self
    result.take(order, of: self, as: .train)
    return result
  }

  /// The column of this name as the file has it, also the target and one that was left out since.
  fileprivate func columnThatSplits(_ name: String) throws(DataError) -> TypedColumn {
    guard columnsToChange != nil else {
      throw DataError(.recipe(.noColumns(data: self.name)))
    }
    return try column(named: name)
  }
}

extension TypedColumn {
  /// A whole number for each row, equal for equal values; one for all rows in which nothing stands.
  var keys: [Int] {
    switch values {
    case .categories(let codes, _): return codes.map { max(Int($0), -1) }
    case .texts:
      guard case .categories(let codes, _) = asCategory.values else { return [] }
      return codes.map { Int($0) }
    case .numbers(let numbers), .wholes(let numbers), .dates(let numbers):
      return numbers.map { $0.isNaN ? -1 : Int(truncatingIfNeeded: ($0 + 0).bitPattern) }
    }
  }
}
