import Support

extension TypedTable {
  /// The rows at these positions, in this order.
  package func rows(_ positions: [Int]) -> TypedTable {
    TypedTable(
      columns.map { TypedColumn($0.name, $0.values.rows(positions)) }, rowCount: positions.count,
      origins: origins(of: positions))
  }

  /// Which rows of the source these are; `nil` where each stands at its own place there, and for a table of no columns.
  private func origins(of positions: [Int]) -> [Int32]? {
    guard !columns.isEmpty else { return nil }
    if origins == nil, positions.indices.allSatisfy({ positions[$0] == $0 }) { return nil }
    return positions.map { Int32(clamping: origin(of: $0)) }
  }

  /// The table without the columns of these names.
  package func dropping(_ names: Set<String>) -> TypedTable {
    TypedTable(columns.filter { !names.contains($0.name) }, rowCount: rowCount, origins: origins)
  }

  /// The table with each column replaced by those that `change` makes of it, in its place.
  package func mapColumns<Failure>(
    _ change: (TypedColumn) throws(Failure) -> [TypedColumn]
  ) throws(Failure) -> TypedTable {
    var changed: [TypedColumn] = []
    for column in columns { changed += try change(column) }
    return TypedTable(changed, rowCount: rowCount, origins: origins)
  }

  /// The table with one more column behind the others.
  package func appending(_ column: TypedColumn) -> TypedTable {
    TypedTable(columns + [column], rowCount: rowCount, origins: origins)
  }

  /// The memory of all values.
  package var byteCount: Int {
    columns.reduce(4 * (origins?.count ?? 0)) { $0 + $1.values.byteCount }
  }
}

extension ColumnValues {
  /// The values at these positions, in this order.
  package func rows(_ positions: [Int]) -> ColumnValues {
    switch self {
    case .numbers(let numbers): .numbers(positions.map { numbers[$0] })
    case .wholes(let numbers): .wholes(positions.map { numbers[$0] })
    case .dates(let numbers): .dates(positions.map { numbers[$0] })
    case .categories(let codes, let names):
      .categories(positions.map { codes[$0] }, names: names)
    case .texts(let texts): .texts(texts.rows(positions))
    }
  }

  /// Whether nothing stands in a row.
  package func isMissing(_ row: Int) -> Bool {
    switch self {
    case .numbers(let numbers), .wholes(let numbers), .dates(let numbers): numbers[row].isNaN
    case .categories(let codes, _): codes[row] < 0
    case .texts(let texts): texts.withBytes(at: row) { $0 == nil }
    }
  }

  /// Numbers, whole ones and dates as they are kept; `nil` for words.
  package var doubles: [Double]? {
    switch self {
    case .numbers(let numbers), .wholes(let numbers), .dates(let numbers): numbers
    case .categories, .texts: nil
    }
  }

  /// Lets what is large lie on the disk, where it stays what it is.
  func move(to disk: DiskMemory) {
    switch self {
    case .numbers(let numbers), .wholes(let numbers), .dates(let numbers): disk.move(numbers)
    case .categories(let codes, _): disk.move(codes)
    case .texts(let texts): texts.move(to: disk)
    }
  }

  /// The memory of all values.
  package var byteCount: Int {
    switch self {
    case .numbers(let numbers), .wholes(let numbers), .dates(let numbers): 8 * numbers.count
    case .categories(let codes, let names):
      4 * codes.count + names.reduce(0) { $0 + 16 + $1.utf8.count }
    case .texts(let texts): texts.byteCount
    }
  }
}

extension PackedTexts {
  /// The texts at these positions, in this order.
  package func rows(_ positions: [Int]) -> PackedTexts {
    var chosen = PackedTexts()
    for position in positions {
      withBytes(at: position) { text in
        if let text { chosen.append(utf8: text) } else { chosen.appendMissing() }
      }
    }
    return chosen
  }
}
