import Support

/// Named columns of equal length: a loss curve over its epochs, or the points of a plot.
package struct SampledColumns: Equatable, Sendable {
  /// One series under its name.
  package struct Column: Equatable, Sendable {
    /// The heading of the column.
    package var name: String
    /// One number for each row; NaN where there is none.
    package var values: [Double]

    /// A series under a name.
    package init(_ name: String, _ values: [Double]) {
      self.name = name
      self.values = values
    }
  }

  /// In the order of the table.
  package var columns: [Column]
  /// How many rows there are.
  package var count: Int { columns.map(\.values.count).max() ?? 0 }

  /// What the rows are numbered with, where they do not count from 1: of a series of which not each value
  /// is there.
  package let numbers: [Int]

  /// Shorter columns are filled with NaN. `numbers` has one for each row, ascending, or none.
  package init(_ columns: [Column], numbers: [Int] = []) {
    let count = columns.map(\.values.count).max() ?? 0
    self.columns = columns.map {
      Column($0.name, $0.values + [Double](repeating: .nan, count: count - $0.values.count))
    }
    self.numbers = numbers.count == count ? numbers : []
  }

  /// Rows whose numbers a log axis spaces evenly: 1, 2, 3, 5, 8, 13, 20, 32, 50, 80, 126 …, last.
  ///
  /// Up to 17 rows are all kept. Numbers count from 1.
  package static func logSpaced(count: Int) -> [Int] {
    if count <= 17 { return Array(1...max(1, count)).filter { $0 <= count } }
    var rows: [Int] = []
    var decade = 1.0
    while true {
      for mantissa in [1.26, 2, 3.16, 5, 8] {
        let row = Int(saturating: (mantissa * decade).rounded())
        if row >= count { return rows + [count] }
        rows.append(row)
      }
      decade *= 10
    }
  }

  /// At most `limit` rows with equal steps between them, both ends among them.
  package static func evenlySpaced(count: Int, limit: Int = 17) -> [Int] {
    if count <= limit { return Array(1...max(1, count)).filter { $0 <= count } }
    return (0..<limit).map {
      1 + Int(saturating: (Double($0) * Double(count - 1) / Double(limit - 1)).rounded())
    }
  }

  /// The rows as a table: a heading, then right-aligned numbers with six significant digits.
  ///
  /// With `index`, a first column numbers the rows from 1.
  package func table(rows: [Int], index: String?) -> String {
    var cells: [[String]] = columns.map { column in
      [column.name] + rows.map { NumberText.general(column.values[$0 - 1]) }
    }
    if let index { cells.insert([index] + rows.map { String(number(of: $0)) }, at: 0) }
    let lines = (0...rows.count).map { row in cells.map { $0[row] } }
    return TextTable(rows: lines, alignment: .right).lines().joined(separator: "\n")
  }

  /// What a row is numbered with; rows count from 1.
  private func number(of row: Int) -> Int { numbers.isEmpty ? row : numbers[row - 1] }

  /// How many there were, whether each is there or not.
  fileprivate var length: Int { numbers.last ?? count }

  /// Log-spaced rows by their numbers: the first that is not below each.
  fileprivate var logSpacedRows: [Int] {
    let wanted = SampledColumns.logSpaced(count: length)
    guard !numbers.isEmpty else { return wanted }
    var rows: [Int] = []
    var row = 1
    for number in wanted {
      while row < count, numbers[row - 1] < number { row += 1 }
      if rows.last != row { rows.append(row) }
    }
    return rows
  }

  /// `m1-f32:` and 16 hexadecimal digits over every name and every value at full precision.
  ///
  /// Names are UTF-8 with a zero byte behind, values the eight bytes of a Double, low byte first;
  /// all NaNs count as one.
  package func digest(fingerprint: String) -> String {
    var hash = SHA256()
    for column in columns {
      hash.update(Array(column.name.utf8) + [0])
      var bytes: [UInt8] = []
      bytes.reserveCapacity(column.values.count * 8)
      for value in column.values {
        let bits = value.isNaN ? 0x7FF8_0000_0000_0000 : value.bitPattern
        for shift: UInt64 in [0, 8, 16, 24, 32, 40, 48, 56] {
          bytes.append(UInt8(truncatingIfNeeded: bits >> shift))
        }
      }
      hash.update(bytes)
    }
    return fingerprint + ":" + SHA256.hexadecimal(digest: hash.finish()).prefix(16)
  }
}

extension StoredOutput {
  /// The history of a run: log-spaced epochs, the true length and a digest of all of it.
  package static func curve(
    name: String, _ series: SampledColumns, index: String = "epoch", fingerprint: String,
    view: String? = nil
  ) -> StoredOutput {
    let rows = series.logSpacedRows
    return StoredOutput(
      .curve, series.table(rows: rows, index: index),
      attributes: series.attributes(name: name, fingerprint: fingerprint), view: view)
  }

  /// The points of a plot: evenly spaced rows, the true length and a digest of all of it.
  package static func plot(
    name: String?, _ points: SampledColumns, fingerprint: String, view: String? = nil
  ) -> StoredOutput {
    let rows = SampledColumns.evenlySpaced(count: points.count)
    return StoredOutput(
      .plot, points.table(rows: rows, index: nil),
      attributes: points.attributes(name: name, fingerprint: fingerprint), view: view)
  }
}

extension SampledColumns {
  fileprivate func attributes(name: String?, fingerprint: String) -> Attributes {
    var attributes = Attributes()
    if let name { attributes.set("name", name) }
    attributes.set("n", String(length))
    attributes.set("digest", digest(fingerprint: fingerprint))
    return attributes
  }
}
